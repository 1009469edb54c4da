//! A010: direct litigation in years in which reconsideration has to come first.

use nianbao_core::Decimal;
use nianbao_core::form::{RowKey, TableId};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// From this year on 行政复议法 art. 23 puts reconsideration first.
const SINCE: u16 = 2024;

/// The rule.
pub static RULE: Rule = Rule {
    code: "A010",
    name: "direct-litigation-after-2024",
    group: Group::Arithmetic,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "2024 年起不予公开须先复议，“未经复议直接起诉”有数请核对",
        "Since 2024 refusals go to reconsideration first; check direct litigation",
    ),
    explanation: Text::new(
        "2024 年 1 月 1 日起施行的行政复议法规定，对不予公开政府信息不服的，应当先申请行政复议。当年有不予公开的答复而又填了\
         “未经复议直接起诉”的，请核对是否应填“复议后起诉”。",
        "Since 1 January 2024 a refusal to disclose goes to reconsideration before the courts. Check whether \
         the cases belong under litigation after reconsideration.",
    ),
    basis: &["《行政复议法》第二十三条"],
    traps: Text::new(
        "针对无法提供、不予处理等其他答复仍可直接起诉，以前年度的案件也可能延续，所以只是提示，默认不运行。",
        "Other decisions may still go to court directly, and older cases go on: a hint only, off by default.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "1" },
            title: Text::new("2024 年度有直接起诉", "Direct litigation in 2024"),
            edits: &[("2023年", "2024年")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("2023 年度还没有复议前置", "Not yet in 2023"),
            edits: &[],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let (Some(direct), Some(table)) = (
        context.facts.disputes(RowKey::LitigationDirect),
        report.table(TableId::Requests),
    ) else {
        return;
    };
    if report.year.is_none_or(|year| year < SINCE) || !direct.is_positive() {
        return;
    }
    // The rows of （三）不予公开 are those that share its heading.
    let group = |key| table.definition().row(key).and_then(|row| row.group);
    let denied: Decimal = table
        .definition()
        .rows
        .iter()
        .filter(|row| row.group.is_some() && row.group == group(RowKey::DeniedStateSecret))
        .filter_map(|row| context.facts.requests(row.key))
        .map(|figure| figure.number)
        .sum();
    if denied <= Decimal::ZERO {
        return;
    }
    let (count, fills) = (direct.number, direct.fills_zh());
    sink.report(
        Diagnostic::new(
            &RULE,
            direct.cell.span,
            Message::new(
                format!(
                    "表四“未经复议直接起诉”{fills} 件，而本年度不予公开 {denied} 件。对不予公开不服的应当先申请\
                     行政复议（《行政复议法》第二十三条），请核对是否应填“复议后起诉”。"
                ),
                format!(
                    "Table 4: {count} cases of direct litigation in a year with {denied} refusals, which go \
                     to reconsideration first (Administrative Reconsideration Law, art. 23)."
                ),
            ),
        )
        .at_cell(direct.name),
    );
}
