//! T015: a row holds as many numbers as the form has columns.

use nianbao_core::Report;
use nianbao_core::damage::DamageKind;
use nianbao_core::form::TableId;
use nianbao_core::table::Table;
use nianbao_facts::labels::{row_en, row_zh};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T015",
    name: "columns-count",
    group: Group::Tables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "每行数字个数应与统一格式的列数一致",
        "Each row has as many numbers as the form has columns",
    ),
    explanation: Text::new(
        "表三每行七个数，表四一行十五个数。少了或者多了，就不能确定各个数字属于哪一列，该行的勾稽关系也无法核对。",
        "A row of table 3 has seven numbers, table 4 has fifteen. With fewer or more nobody can tell which \
         column each belongs to.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "同一张表还有其他行不齐或者有截断痕迹的，是转换造成的，由 T017 提出。",
        "When other rows do not fit either, or the table was cut, the converter did it: T017.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "1 | 0 | 0 | 0 | 0 | 1",
            },
            title: Text::new("一行只有六个数", "A row of six numbers"),
            edits: &[(
                "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 1 |",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("每行七个数", "Seven numbers"),
            edits: &[(
                "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for table in TableId::ALL.into_iter().filter_map(|id| report.table(id)) {
        if !is_drafters(report, table) {
            continue;
        }
        for row in &table.rows {
            let (Some(misfit), Some(definition)) = (row.misfit, table.definition().row(row.key))
            else {
                continue;
            };
            let columns = definition.columns.len();
            sink.report(Diagnostic::new(
                &RULE,
                misfit.span,
                Message::new(
                    format!(
                        "{}“{}”行有 {} 个数，应有 {columns} 个，无法确定各属于哪一列。请补正；原文件不缺的，是转换造成的。",
                        table.id.name_zh(),
                        row_zh(definition),
                        misfit.found
                    ),
                    format!(
                        "Table {}, {}: {} numbers where the form has {columns} columns; nobody can tell \
                         which column each belongs to.",
                        table.id.number(),
                        row_en(row.key),
                        misfit.found
                    ),
                ),
            ));
        }
    }
}

/// Whether a row that does not fit is the drafter's: the only one of the report, in a table that
/// shows no other damage. What one table lost in a converter, another one may have lost too.
pub(crate) fn is_drafters(report: &Report, table: &Table) -> bool {
    table.rows.iter().filter(|row| row.misfit.is_some()).count() == 1
        && report
            .table_damage(table.id)
            .all(|damage| matches!(damage.kind, DamageKind::RowMisfit { .. }))
        && !report.damage.iter().any(|damage| {
            damage.kind.table() != Some(table.id)
                && matches!(
                    damage.kind,
                    DamageKind::RowMisfit { .. }
                        | DamageKind::RowTorn { .. }
                        | DamageKind::TableTorn { .. }
                )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::t017_extraction_damage;
    use crate::testing::Sheet;
    use nianbao_core::form::RowKey as R;

    fn damage(row: R) -> DamageKind {
        DamageKind::RowMisfit {
            table: TableId::Requests,
            row,
            found: 6,
        }
    }

    #[test]
    fn one_misfit_is_the_drafters_two_are_the_converters() {
        let one = Sheet::base().misfit(R::Granted).damaged(damage(R::Granted));
        assert_eq!(one.run(&RULE).diagnostics.len(), 1);
        assert!(
            one.run(&t017_extraction_damage::RULE)
                .diagnostics
                .is_empty()
        );
        let two = one
            .misfit(R::RejectedRepeat)
            .damaged(damage(R::RejectedRepeat));
        assert!(two.run(&RULE).diagnostics.is_empty());
        assert_eq!(two.run(&t017_extraction_damage::RULE).diagnostics.len(), 2);
    }
}
