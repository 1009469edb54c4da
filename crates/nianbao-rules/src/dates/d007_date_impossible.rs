//! D007: dates that no calendar has.

use nianbao_core::prose::{Date, Day};
use nianbao_facts::passages::{is_own, paragraph};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D007",
    name: "date-impossible",
    group: Group::Dates,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new("日期应真实存在", "Dates exist in the calendar"),
    explanation: Text::new(
        "13 月、2 月 30 日、6 月 31 日之类的日期不存在，多为笔误。",
        "There is no 13th month, no 30 February and no 31 June; such dates are slips.",
    ),
    basis: &["GB/T 9704—2012 7.3.5.4"],
    traps: Text::new(
        "闰年 2 月 29 日存在；没有写年份的 2 月 29 日不报；网页自带的日期行和带点、横线的编号不检查。",
        "29 February of leap years exists, and one without a year may; lines of the page and numbers with \
         dots or hyphens are not looked at.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "2023年6月31日",
            },
            title: Text::new("6 月没有 31 日", "31 June"),
            edits: &[(
                "发布政策解读材料36篇",
                "截至2023年6月31日发布政策解读材料36篇",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "2024年13月20日",
            },
            title: Text::new("没有 13 月", "A 13th month"),
            edits: &[("2024年1月20日", "2024年13月20日")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("闰年 2 月 29 日", "29 February of a leap year"),
            edits: &[("2024年1月20日", "2024年2月29日")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let prose = &context.report.prose;
    for date in &prose.dates {
        if is_possible(date)
            || !prose.text(date.range).contains('月')
            || paragraph(prose, date.paragraph, is_own).is_none()
        {
            continue;
        }
        let text = prose.text(date.range);
        sink.report(Diagnostic::new(
            &RULE,
            date.span,
            Message::new(
                format!("日期“{text}”不存在，请核对。"),
                format!("There is no such date as {text}."),
            ),
        ));
    }
}

fn is_possible(date: &Date) -> bool {
    let Some(month) = date.month else { return true };
    if date.year.is_none() && date.day.is_none() {
        // 24月 may be a number of months.
        return true;
    }
    // A year that has 29 February, where none is given.
    let year = date.year.unwrap_or(2000);
    Day::new(year, month, date.day.unwrap_or(1)).is_some()
}
