//! T012: numbers are written in plain half-width digits.

use nianbao_core::form::TableId;
use nianbao_facts::labels::{cell_en, cell_zh};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T012",
    name: "cell-number-form",
    group: Group::Tables,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "表中数字用半角阿拉伯数字，不加千分撇和空格",
        "Plain half-width digits without separators",
    ),
    explanation: Text::new(
        "全角数字、千分撇和数字中的空格会妨碍汇总程序读取。",
        "Full-width digits, thousands separators and spaces hinder programs that collect the tables.",
    ),
    basis: &["GB/T 15835—2011"],
    traps: Text::new(
        "带单位的数字由 T011 提出；小数点不是分隔符。",
        "A number with a unit is the business of T011; a decimal point is no separator.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "3,215" },
            title: Text::new("千分撇", "A thousands separator"),
            edits: &[("| 行政许可 | 3215 |", "| 行政许可 | 3,215 |")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "８６" },
            title: Text::new("全角数字", "Full-width digits"),
            edits: &[("| 行政强制 | 86 |", "| 行政强制 | ８６ |")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("小数点", "A decimal point"),
            edits: &[("| 325.6 |", "| 3256.08 |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for table in TableId::ALL.into_iter().filter_map(|id| report.table(id)) {
        for (name, cell) in table.cells() {
            let form = cell.form;
            let Some(number) = cell.number() else {
                continue;
            };
            if form.unit || form.remark || form.is_plain() {
                continue;
            }
            let text = report.source.slice(cell.span).trim();
            let what = if form.full_width {
                ("全角数字", "full-width digits")
            } else {
                ("分隔符", "separators")
            };
            let message = Message::new(
                format!(
                    "{}{}填的“{text}”用了{}，应写作“{number}”。",
                    table.id.name_zh(),
                    cell_zh(table.definition(), name),
                    what.0
                ),
                format!(
                    "Table {}, {}: \"{text}\" has {}; write \"{number}\".",
                    table.id.number(),
                    cell_en(name),
                    what.1
                ),
            );
            sink.report(
                Diagnostic::new(&RULE, cell.span, message)
                    .at_cell(name)
                    .with_replacement(
                        Applicability::Safe,
                        Message::new(format!("写作“{number}”"), format!("Write \"{number}\"")),
                        cell.span,
                        number.to_string(),
                    ),
            );
        }
    }
}
