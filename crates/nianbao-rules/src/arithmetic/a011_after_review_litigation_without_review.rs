//! A011: litigation after reconsideration in a year without reconsideration.

use nianbao_core::form::RowKey;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "A011",
    name: "after-review-litigation-without-review",
    group: Group::Arithmetic,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "没有行政复议，却有“复议后起诉”",
        "Litigation after reconsideration in a year without reconsideration",
    ),
    explanation: Text::new(
        "“复议后起诉”以经过行政复议为前提。本年度行政复议为 0 而复议后起诉有数的，可能是上年复议的案件，也可能填错了列，请核对。",
        "Such litigation presupposes a reconsideration. It may have been last year's; or the number stands in \
         the wrong column.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "上年复议、本年起诉的案件是正常的，所以只是提示，默认不运行。",
        "A case reconsidered last year and sued this year is in order: a hint only, off by default.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "2" },
            title: Text::new(
                "复议为 0，复议后起诉 2 件",
                "No reconsideration, two cases after one",
            ),
            edits: &[("| 2 | 1 | 1 | 1 | 5 |", "| 0 | 0 | 0 | 0 | 0 |")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("复议数空白，不判断", "A blank is not judged"),
            edits: &[("| 2 | 1 | 1 | 1 | 5 |", "| 2 | 1 | 1 | 1 | |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let (Some(after), Some(review)) = (
        context
            .facts
            .disputes(RowKey::LitigationAfterReconsideration),
        context.facts.disputes(RowKey::Reconsideration),
    ) else {
        return;
    };
    if after.is_positive() && review.number.is_zero() {
        let (count, fills) = (after.number, after.fills_zh());
        sink.report(
            Diagnostic::new(
                &RULE,
                after.cell.span,
                Message::new(
                    format!("表四“复议后起诉”{fills} 件，而“行政复议”为 0，请核对是否填错列或为上年复议的案件。"),
                    format!(
                        "Table 4: {count} cases of litigation after reconsideration, but no reconsideration."
                    ),
                ),
            )
            .at_cell(after.name)
            .with_related(
                review.cell.span,
                Message::new("行政复议总计 0", "no reconsiderations"),
            ),
        );
    }
}
