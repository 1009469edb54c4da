//! T011: cells hold bare numbers; the unit stands in the header.

use nianbao_core::form::TableId;
use nianbao_facts::labels::{cell_en, cell_zh};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T011",
    name: "cell-with-unit",
    group: Group::Tables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "数据单元格只填数字，不带单位和说明",
        "Bare numbers, without units or remarks",
    ),
    explanation: Text::new(
        "单位已经印在表头（件；收费金额为万元），单元格只填数字。金额以元填写的要换算成万元；需要说明的写在正文。",
        "The header gives the unit (件, or 万元 for amounts). Amounts in 元 are converted; remarks belong in \
         the text.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "元换算成万元只作建议，由填报人确认。",
        "The conversion of 元 to 万元 is only suggested.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "6件" },
            title: Text::new("带了“件”", "A count with its unit"),
            edits: &[("| 行政规范性文件 | 6 |", "| 行政规范性文件 | 6件 |")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "3256000元",
            },
            title: Text::new("金额以元填写", "An amount in 元"),
            edits: &[("| 325.6 |", "| 3256000元 |")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("只填数字", "A bare number"),
            edits: &[("| 325.6 |", "| 325.60 |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for table in TableId::ALL.into_iter().filter_map(|id| report.table(id)) {
        for (name, cell) in table.cells() {
            let Some(number) = cell.number() else {
                continue;
            };
            if !cell.form.unit && !cell.form.remark {
                continue;
            }
            let text = report.source.slice(cell.span).trim();
            let number = number.normalize();
            let what = if cell.form.unit {
                ("单位", "a unit")
            } else {
                ("说明", "a remark")
            };
            let message = Message::new(
                format!(
                    "{}{}填的“{text}”带有{}，单元格应只填数字（{number}）。",
                    table.id.name_zh(),
                    cell_zh(table.definition(), name),
                    what.0
                ),
                format!(
                    "Table {}, {}: \"{text}\" carries {}; the cell holds the bare number ({number}).",
                    table.id.number(),
                    cell_en(name),
                    what.1
                ),
            );
            sink.report(
                Diagnostic::new(&RULE, cell.span, message)
                    .at_cell(name)
                    .with_replacement(
                        Applicability::Suggested,
                        Message::new(
                            format!("改为“{number}”"),
                            format!("Replace with \"{number}\""),
                        ),
                        cell.span,
                        number.to_string(),
                    ),
            );
        }
    }
}
