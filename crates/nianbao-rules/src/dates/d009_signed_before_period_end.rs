//! D009: signed before the year that it reports on was over.

use nianbao_core::prose::Day;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D009",
    name: "signed-before-period-end",
    group: Group::Dates,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "落款日期不应早于报告年度终了",
        "The signature is later than the report year",
    ),
    explanation: Text::new(
        "报告的是全年情况，数据截至 12 月 31 日。落款早于这一天，多是年初沿用了旧年份。",
        "The figures run to 31 December. An earlier signature mostly has the old year out of habit in \
         January.",
    ),
    basis: &["《政府信息公开条例》第四十九条"],
    traps: Text::new(
        "12 月 31 日当日落款的不报；只看文末落款，不看网页日期。",
        "31 December itself is fine; only the foot of the report is looked at.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "2023年1月20日",
            },
            title: Text::new("年初写错了年份", "The old year in January"),
            edits: &[("2024年1月20日", "2023年1月20日")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("次年 1 月落款", "In January of the next year"),
            edits: &[],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let (Some(year), Some((signed, span))) = (report.year, report.signature.date) else {
        return;
    };
    if Day::new(year, 12, 31).is_none_or(|end| signed >= end) {
        return;
    }
    sink.report(Diagnostic::new(
        &RULE,
        span,
        Message::new(
            format!(
                "落款日期 {} 年 {} 月 {} 日早于 {year} 年终了，而报告的数据应截至 {year} 年 12 月 31 日。请核对年份。",
                signed.year, signed.month, signed.day
            ),
            format!("Signed on {signed}, before the end of {year}; check the year."),
        ),
    ));
}
