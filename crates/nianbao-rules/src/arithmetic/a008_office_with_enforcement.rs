//! A008: a general office that reports licences, penalties or coercive measures.

use nianbao_core::BodyKind;
use nianbao_core::form::{ColumnKey, RowKey, TableId};
use nianbao_facts::labels::{row_en, row_zh};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "A008",
    name: "office-with-enforcement",
    group: Group::Arithmetic,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "政府办公室一般没有行政许可、处罚、强制",
        "A general office normally has no licences, penalties or coercive measures",
    ),
    explanation: Text::new(
        "政府办公厅（室）自身一般不实施行政许可、行政处罚和行政强制。填了数的，请核对是不是把本级政府各部门的数汇总进来了；\
         如果是代政府汇总的报告，标题应写政府的名称。",
        "A general office itself normally grants no licences and imposes no penalties. Check whether the \
         figures of departments were added; a report for the whole government carries its name.",
    ),
    basis: &["《政府信息公开条例》第二十条"],
    traps: Text::new(
        "以人民政府名义发布、由办公室落款的汇总报告不报。",
        "A report of the government signed by its office is not judged.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::BadAtEach {
                flagged: &["3215", "1204", "86"],
            },
            title: Text::new("县政府办公室填了行政许可", "A county office with licences"),
            edits: &[("云溪县人民政府2023年", "云溪县人民政府办公室2023年")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("县政府的汇总报告", "The report of the county government"),
            edits: &[("| 行政许可 | 3215 |", "| 行政许可 | 4000 |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let (Some(body), Some(table)) = (&report.body, report.table(TableId::Proactive)) else {
        return;
    };
    if body.kind != BodyKind::Office {
        return;
    }
    for key in [
        RowKey::Licensing,
        RowKey::Penalties,
        RowKey::CoerciveMeasures,
    ] {
        let found = context
            .facts
            .figure(TableId::Proactive, key, ColumnKey::Decisions);
        let (Some(found), Some(row)) = (found, table.definition().row(key)) else {
            continue;
        };
        if found.is_positive() {
            let (name, number) = (&body.name, found.number);
            sink.report(
                Diagnostic::new(
                    &RULE,
                    found.cell.span,
                    Message::new(
                        format!(
                            "表二“{}”填 {number}，而{name}自身一般不作这类决定，请核对是否汇总了其他机关的数。",
                            row_zh(row)
                        ),
                        format!(
                            "Table 2, {}: {number}, but {name} itself normally takes no such decisions.",
                            row_en(key)
                        ),
                    ),
                )
                .at_cell(found.name),
            );
        }
    }
}
