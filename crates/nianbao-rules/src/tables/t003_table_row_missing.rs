//! T003: every row of the form must be there.

use nianbao_core::Span;
use nianbao_core::form::TableId;
use nianbao_facts::labels::{row_en, row_zh};
use nianbao_facts::rows::{Lost, blocks, place_of_row};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::restore::restore_rows;

/// The rule.
pub static RULE: Rule = Rule {
    code: "T003",
    name: "table-row-missing",
    group: Group::Tables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "统一格式规定的行不得缺少",
        "Every row of the national form is there",
    ),
    explanation: Text::new(
        "三张表的行由国办统一格式规定，不得删减；没有数据的行也要保留并填 0。",
        "The rows of the tables are prescribed; a row without data stays and holds 0.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "文件在转换中被截断、行因此丢失的，由 T017 提出；表二整项缺失的，由 T002 提出。",
        "Rows lost because the file was cut are the business of T017; a whole block of table 2 that of \
         T002.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "" },
            title: Text::new(
                "缺少“重复申请”一行",
                "The row of repeated requests is missing",
            ),
            edits: &[("| | | 2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n", "")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("行名中有空格", "Spaces within a label"),
            edits: &[("2.重复申请", "2. 重 复 申 请")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for table in TableId::ALL.into_iter().filter_map(|id| report.table(id)) {
        let lost = Lost::new(report, table);
        let document = table.edition.document();
        for row in table.definition().rows {
            if !lost.is_missing(row.key) {
                continue;
            }
            // A whole block of 表二 without its title is T002's finding.
            let block_gone = table.id == TableId::Proactive
                && blocks(table).iter().any(|(group, rows)| {
                    row.group == Some(*group)
                        && rows.iter().all(|row| lost.is_missing(row.key))
                        && !table.groups.iter().any(|(label, _)| *label == group.label)
                });
            if block_gone {
                continue;
            }
            let (name, number) = (table.id.name_zh(), table.id.number());
            let message = Message::new(
                format!(
                    "{name}缺少“{}”一行。按{document}所附格式应列出，没有的填 0。",
                    row_zh(row)
                ),
                format!(
                    "Table {number} lacks the row {}, which the form of {document} prescribes; write 0 \
                     where nothing happened.",
                    row_en(row.key)
                ),
            );
            let place = place_of_row(table, row.key);
            let mut diagnostic = Diagnostic::new(&RULE, Span::empty(place), message);
            if let Some(fix) = restore_rows(context, table, [row], None) {
                diagnostic = diagnostic.with_fix(fix);
            }
            sink.report(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::t002_table2_block_missing;
    use crate::testing::{Sheet, run_on};
    use nianbao_core::damage::DamageKind;
    use nianbao_core::form::RowKey as R;

    #[test]
    fn a_missing_row_is_found_unless_the_table_was_cut() {
        let sheet = Sheet::base().without(R::RejectedRepeat);
        let findings = sheet.run(&RULE);
        assert_eq!(findings.diagnostics.len(), 1);
        assert!(findings.diagnostics[0].span.is_empty());
        let cut = sheet.damaged(DamageKind::TableCut {
            table: TableId::Requests,
            rows: vec![R::RejectedRepeat],
        });
        assert!(cut.run(&RULE).diagnostics.is_empty());
    }

    #[test]
    fn a_row_is_put_back_with_the_numbers_that_follow_for_it() {
        let row = "| | | 2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";
        let text = nianbao_lint::base_report().replace(row, "");
        let findings = run_on(&RULE, &text);
        let [fix] = findings.diagnostics[0].fixes.as_slice() else {
            panic!("{findings:#?}")
        };
        assert_eq!(
            fix.title.zh,
            "补上“2.重复申请”，按勾稽关系填 1、0、0、0、0、0、1"
        );
        let numbers = "| 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";
        assert!(fix.edits[0].new_text.ends_with(numbers), "{fix:?}");
        // Of two rows no number follows, and 0 is none of them.
        let petition = "| | （五）不予处理 | 1.信访举报投诉类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n";
        assert!(text.contains(petition));
        let findings = run_on(&RULE, &text.replace(petition, ""));
        assert_eq!(findings.diagnostics.len(), 2);
    }

    #[test]
    fn a_missing_block_of_table_2_is_one_finding_of_t002() {
        let sheet = Sheet::base()
            .without(R::Penalties)
            .without(R::CoerciveMeasures);
        assert!(sheet.run(&RULE).diagnostics.is_empty());
        let found = sheet.run(&t002_table2_block_missing::RULE);
        assert_eq!(found.diagnostics.len(), 1);
        assert!(
            found.diagnostics[0]
                .message
                .zh
                .contains("第二十条第（六）项")
        );
    }
}
