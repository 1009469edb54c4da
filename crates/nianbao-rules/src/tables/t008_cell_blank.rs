//! T008: data cells are filled, with 0 where nothing happened.

use nianbao_core::form::TableId;
use nianbao_core::table::Value;
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

use super::batches::batches;
use super::t016_total_column_only;

/// The rule.
pub static RULE: Rule = Rule {
    code: "T008",
    name: "cell-blank",
    group: Group::Tables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new("数据单元格不得空白", "No blank data cells"),
    explanation: Text::new(
        "空白看不出是 0 还是漏填，勾稽关系也无法核对。没有发生的填 0。",
        "A blank may mean 0 or a number forgotten, and no sum can be verified over it. Write 0 where nothing \
         happened.",
    ),
    basis: &["填报惯例"],
    traps: Text::new(
        "合并的表头单元格和表格截断处不算；连片空白只提一次；只填总计列的由 T016 提出。",
        "Merged header cells and cut rows do not count; an area of blanks is one finding; a table with its \
         total column alone is the business of T016.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "" },
            title: Text::new("一个单元格漏填", "One cell left out"),
            edits: &[(
                "| 18 | 4 | 0 | 1 | 0 | 0 | 23 |",
                "| 18 | 4 | | 1 | 0 | 0 | 23 |",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("没有发生的填 0", "0 where nothing happened"),
            edits: &[("| 2 | 1 | 1 | 1 | 5 |", "| 0 | 0 | 0 | 0 | 0 |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let selection = &context.settings.selection;
    for table in TableId::ALL.into_iter().filter_map(|id| report.table(id)) {
        if t016_total_column_only::applies(table)
            && selection.contains(&t016_total_column_only::RULE)
        {
            continue;
        }
        for batch in batches(table, |_, cell| cell.value == Value::Blank) {
            let place = batch.place(table);
            let message = Message::new(
                format!("{}空白，看不出是 0 还是漏填。没有发生的应填 0。", place.zh),
                format!("{}: blank. Write 0 where nothing happened.", place.en),
            );
            sink.report(
                batch
                    .diagnose(&RULE, message)
                    .with_fix(batch.fill_with_zero(report)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sheet;
    use nianbao_core::form::{ColumnKey as C, Edition, RowKey as R, table};

    #[test]
    fn five_blank_columns_are_one_finding() {
        let mut sheet = Sheet::base();
        for row in table(Edition::V2021, TableId::Requests).rows {
            for column in [
                C::Business,
                C::ResearchInstitution,
                C::PublicInterestOrganization,
                C::LegalServices,
                C::OtherOrganization,
            ] {
                sheet = sheet.set(row.key, column, "");
            }
        }
        let findings = sheet.run(&RULE);
        assert_eq!(findings.diagnostics.len(), 1);
        let found = &findings.diagnostics[0];
        assert_eq!(
            found.message.zh,
            "表三“商业企业”“科研机构”“社会公益组织”“法律服务机构”“其他”5 列共 125 个单元格空白，\
             看不出是 0 还是漏填。没有发生的应填 0。"
        );
        assert_eq!(found.fixes[0].edits.len(), 125);
    }

    #[test]
    fn blanks_of_a_row_are_one_finding() {
        let sheet = Sheet::base()
            .set_row(R::Reconsideration, "_ _ _ _ _")
            .set(R::Granted, C::Business, "")
            .set(R::Granted, C::Total, "");
        let findings = sheet.run(&RULE);
        let messages: Vec<_> = findings
            .diagnostics
            .iter()
            .map(|found| found.message.zh.as_str())
            .collect();
        assert_eq!(
            messages,
            [
                "表三“予以公开”行“商业企业”“总计” 2 个单元格空白，看不出是 0 还是漏填。没有发生的应填 0。",
                "表四“行政复议”整行 5 个单元格空白，看不出是 0 还是漏填。没有发生的应填 0。",
            ]
        );
    }

    #[test]
    fn blanks_all_over_a_table_are_one_finding() {
        let mut sheet = Sheet::base();
        for row in table(Edition::V2021, TableId::Requests).rows.iter().skip(3) {
            sheet = sheet.set(row.key, C::Business, "");
        }
        let findings = sheet.run(&RULE);
        assert_eq!(findings.diagnostics.len(), 1);
        assert!(
            findings.diagnostics[0]
                .message
                .zh
                .starts_with("表三有 22 行共 22 个单元格空白")
        );
    }
}
