//! D002: a period that ends before it starts.

use nianbao_core::prose::{Date, Period};
use nianbao_facts::passages::{is_own, paragraph};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D002",
    name: "period-reversed",
    group: Group::Dates,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new("起止时间不得颠倒", "A period does not end before it starts"),
    explanation: Text::new(
        "终止日期早于起始日期，多是沿用上年文本时只改了一头的年份。",
        "An end before the start mostly comes from changing one of two years in last year's text.",
    ),
    basis: &["数据准确的一般要求"],
    traps: Text::new(
        "一头没有写年份的跨年时段（如 12 月至次年 2 月）不算，统计期限除外。",
        "A period across the new year with one year left out is no finding, unless it is the period of \
         the statistics.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "2023年1月1日至2022年12月31日",
            },
            title: Text::new("只改了起始年份", "Only one of the years changed"),
            edits: &[("至2023年12月31日", "至2022年12月31日")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("跨年时段省略了年份", "A period across the new year"),
            edits: &[(
                "发布政策解读材料36篇。",
                "2023年11月至2月发布政策解读材料36篇。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let prose = &context.report.prose;
    for period in &prose.periods {
        let (Some(from), Some(to)) = (period.from, period.to) else {
            continue;
        };
        if from <= to
            || paragraph(prose, period.paragraph, is_own).is_none()
            || !is_dated(&prose.dates, period)
        {
            continue;
        }
        sink.report(Diagnostic::new(
            &RULE,
            period.span,
            Message::new(
                format!(
                    "起止时间颠倒：{} 年 {} 月 {} 日在 {} 年 {} 月 {} 日之前。请核对两头的日期。",
                    to.year, to.month, to.day, from.year, from.month, from.day
                ),
                format!("The period ends on {to}, before it starts on {from}. Check both dates."),
            ),
        ));
    }
}

/// Whether both ends say their year, or the end of the statistics leaves out that of the start.
fn is_dated(dates: &[Date], period: &Period) -> bool {
    let year = |index: usize| dates.get(index).and_then(|date| date.year);
    year(period.ends.0).is_some() && (year(period.ends.1).is_some() || period.statistical)
}
