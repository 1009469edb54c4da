//! A005: what was issued this year and not repealed is in force at its end.

use nianbao_core::form::{ColumnKey, RowKey, TableId};
use nianbao_facts::labels::{row_en, row_zh};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "A005",
    name: "t2-in-force-below-issued",
    group: Group::Arithmetic,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "表二：现行有效件数不应少于本年制发减本年废止",
        "Table 2: at least what was issued and not repealed is in force",
    ),
    explanation: Text::new(
        "本年制发的文件除当年废止的以外，年底都是现行有效的，所以现行有效件数至少等于本年制发减本年废止。\
         少于这个数，多半是“现行有效”漏填或者只填了往年的文件。",
        "What was issued this year and not repealed within it is in force at its end. A smaller number mostly \
         means that the column in force was left at 0 or counts older documents alone.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "当年制发、当年废止的文件不计入现行有效，减去废止件数后再比较。",
        "Documents issued and repealed in the same year are allowed for.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "0" },
            title: Text::new("制发 6 件，现行有效填 0", "Six issued, none in force"),
            edits: &[(
                "| 行政规范性文件 | 6 | 2 | 48 |",
                "| 行政规范性文件 | 6 | 2 | 0 |",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("当年制发又废止", "Issued and repealed in the same year"),
            edits: &[(
                "| 行政规范性文件 | 6 | 2 | 48 |",
                "| 行政规范性文件 | 6 | 2 | 4 |",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some(table) = report.table(TableId::Proactive) else {
        return;
    };
    for key in [RowKey::Rules, RowKey::NormativeDocuments] {
        let cell = |column| context.facts.figure(TableId::Proactive, key, column);
        let (Some(issued), Some(repealed), Some(in_force), Some(row)) = (
            cell(ColumnKey::Issued),
            cell(ColumnKey::Repealed),
            cell(ColumnKey::InForce),
            table.definition().row(key),
        ) else {
            continue;
        };
        let least = issued.number - repealed.number;
        if in_force.number >= least {
            continue;
        }
        let message = Message::new(
            format!(
                "表二“{}”：现行有效 {} 件，少于本年制发 {} 件减本年废止 {} 件，请核对。",
                row_zh(row),
                in_force.number,
                issued.number,
                repealed.number
            ),
            format!(
                "Table 2, {}: {} in force, but {} issued less {} repealed.",
                row_en(key),
                in_force.number,
                issued.number,
                repealed.number
            ),
        );
        sink.report(
            Diagnostic::new(&RULE, in_force.cell.span, message)
                .at_cell(in_force.name)
                .with_related(
                    issued.cell.span,
                    Message::new(
                        format!("本年制发 {} 件", issued.number),
                        format!("{} issued", issued.number),
                    ),
                ),
        );
    }
}
