//! C010: 规范性文件 for 行政规范性文件 in table 2.

use nianbao_core::form::{Edition, RowKey, TableId};
use nianbao_core::table::LabelMatch;
use nianbao_facts::plain::{is_bare, plain};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C010",
    name: "term-normative",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "表二的行名是“行政规范性文件”",
        "The row of table 2 is 行政规范性文件",
    ),
    explanation: Text::new(
        "2021 年格式把“规范性文件”改为“行政规范性文件”，统计范围随之不同。",
        "The form of 2021 narrowed the row to 行政规范性文件.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "正文中简称“规范性文件”可以；2019 年格式的行名就是“规范性文件”。",
        "In prose the short form will do; the form of 2019 has it in the table.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "规范性文件",
            },
            title: Text::new("旧行名", "The old label"),
            edits: &[("| 行政规范性文件 | 6 |", "| 规范性文件 | 6 |")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("正文中的简称", "The short form in prose"),
            edits: &[("对行政规范性文件实行", "对规范性文件实行")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some(table) = report.table(TableId::Proactive) else {
        return;
    };
    if table.edition != Edition::V2021 || report.binding_edition() == Some(Edition::V2019) {
        return;
    }
    let row = table
        .rows
        .iter()
        .find(|row| row.key == RowKey::NormativeDocuments);
    let Some(label) = row
        .and_then(|row| row.label)
        .filter(|label| label.matched == LabelMatch::Variant)
    else {
        return;
    };
    let text = plain(report, label.span);
    let wanted = "行政规范性文件";
    let message = Message::new(
        format!("表二的行名“{text}”应为“{wanted}”。"),
        format!("Table 2: the label \"{text}\" should be \"{wanted}\"."),
    );
    let mut diagnostic = Diagnostic::new(&RULE, label.span, message);
    if is_bare(report, label.span) {
        diagnostic = diagnostic.with_replacement(
            Applicability::Safe,
            Message::new(
                format!("改为“{wanted}”"),
                format!("Replace with \"{wanted}\""),
            ),
            label.span,
            wanted,
        );
    }
    sink.report(diagnostic);
}
