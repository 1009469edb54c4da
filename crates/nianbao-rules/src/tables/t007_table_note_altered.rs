//! T007: the note about the identities in the corner of 表三.

use nianbao_core::damage::DamageKind;
use nianbao_core::form::TableId;
use nianbao_core::{Span, normal};
use nianbao_facts::plain::{is_bare, plain};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T007",
    name: "table-note-altered",
    group: Group::Tables,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "表三左上角的勾稽关系说明应保留原文",
        "The note about the identities of table 3 stands as the form prints it",
    ),
    explanation: Text::new(
        "统一格式在表三左上角印有“本列数据的勾稽关系为……”，发布时应保留原文。",
        "The form prints this note in the corner of table 3; it is kept when the report is published.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "空格、全半角、换行的差别不算；表头在转换中丢失的不判断。",
        "Spaces, width and line breaks do not count; a header lost on its way here is not judged.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项之和）",
            },
            title: Text::new("勾稽关系写错", "The identity is misstated"),
            edits: &[("等于第三项加第四项之和", "等于第三项之和")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("半角标点", "Half-width punctuation"),
            edits: &[("（本列数据的勾稽关系为：", "(本列数据的勾稽关系为:")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some(table) = report.table(TableId::Requests) else {
        return;
    };
    let Some(wanted) = table.definition().note else {
        return;
    };
    let Some(span) = table.note else {
        let damaged = report.table_damage(table.id).any(|damage| {
            matches!(
                damage.kind,
                DamageKind::HeaderLost { .. } | DamageKind::TableTorn { .. }
            )
        });
        if !damaged {
            sink.report(Diagnostic::new(
                &RULE,
                Span::empty(table.span.start as usize),
                Message::new(
                    format!("表三左上角缺少说明“{wanted}”。"),
                    format!("Table 3 lacks the note \"{wanted}\"."),
                ),
            ));
        }
        return;
    };
    let text = plain(report, span);
    let words = |text: &str| -> String {
        normal::folded(text)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    // A note that does not end in its bracket was cut, or its lines stand between other cells.
    let folded = normal::folded(&text);
    let whole = folded.starts_with('(') && folded.ends_with(')');
    if !whole || words(&text) == words(wanted) {
        return;
    }
    let mut diagnostic = Diagnostic::new(
        &RULE,
        span,
        Message::new(
            format!("表三左上角的说明与统一格式不一致，应为“{wanted}”。"),
            format!("The note of table 3 is not the form's \"{wanted}\"."),
        ),
    );
    if is_bare(report, span) {
        diagnostic = diagnostic.with_replacement(
            Applicability::Safe,
            Message::new("改为统一格式的说明", "Replace with the form's note"),
            span,
            wanted,
        );
    }
    sink.report(diagnostic);
}
