//! A009: a reminder when requests were refused for state secrets.

use nianbao_core::form::RowKey;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "A009",
    name: "state-secret-denials",
    group: Group::Arithmetic,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "有以国家秘密为由不予公开的，提醒核对定密依据",
        "A reminder to check the classification behind refusals for state secrets",
    ),
    explanation: Text::new(
        "以属于国家秘密为由不予公开的，应当有依法确定的密级。这一行有数时提醒核对，数字本身不是错误。",
        "A refusal for state secrets needs a lawful classification. This is a reminder; the number is no \
         mistake.",
    ),
    basis: &["《政府信息公开条例》第十四条"],
    traps: Text::new(
        "只是提醒，默认不运行；0 和空白不提。",
        "A reminder only, off by default; 0 and blanks are not mentioned.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "1" },
            title: Text::new("有 1 件属于国家秘密", "One refusal for state secrets"),
            edits: &[(
                "1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                "1.属于国家秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("没有这类答复", "No such refusal"),
            edits: &[],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(found) = context.facts.requests(RowKey::DeniedStateSecret) else {
        return;
    };
    if found.is_positive() {
        let count = found.number;
        sink.report(
            Diagnostic::new(
                &RULE,
                found.cell.span,
                Message::new(
                    format!("表三有 {count} 件以属于国家秘密为由不予公开，请核对是否都有依法确定的密级。"),
                    format!("Table 3: {count} refused for state secrets; check their classification."),
                ),
            )
            .at_cell(found.name),
        );
    }
}
