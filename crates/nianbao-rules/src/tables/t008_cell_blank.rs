//! T008: data cells are filled, with 0 where nothing happened.

use nianbao_core::form::TableId;
use nianbao_core::table::Value;
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

use super::batches::batches;
use super::filling::filling;
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
        "空白看不出是 0 还是漏填。没有发生的填 0。由其他数按勾稽关系能推得的，本规则给出推得的数；推不出的，\
         只有全填 0 不与其他数矛盾时才建议填 0。",
        "A blank may mean 0 or a number forgotten. Write 0 where nothing happened. Where the identities force a \
         number the rule gives it; else it offers 0 only where that contradicts no other number.",
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
            let filling = filling(context, &batch);
            let words = filling.words;
            let blank = if filling.known {
                ""
            } else {
                "看不出是 0 还是漏填。"
            };
            let message = Message::new(
                format!("{}空白，{blank}{}", place.zh, words.zh),
                format!("{}: blank. {}", place.en, words.en),
            );
            let mut diagnostic = batch.diagnose(&RULE, message);
            diagnostic.fixes.extend(filling.fix);
            sink.report(diagnostic);
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
             看不出是 0 还是漏填。其中 75 格按勾稽关系都应为 0。其余推不出，按勾稽关系不能都填 0，请对照台账填写。"
        );
        // 0 is written only where nothing else is possible.
        assert_eq!(found.fixes[0].edits.len(), 75);
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
                "表三“予以公开”行“商业企业”“总计” 2 个单元格空白，按勾稽关系应依次为 4、23。",
                "表四“行政复议”整行 5 个单元格空白，看不出是 0 还是漏填。没有发生的应填 0。",
            ]
        );
    }

    #[test]
    fn a_number_that_follows_is_given_with_its_reason() {
        let run = |sheet: Sheet| {
            let found = sheet.run(&RULE).diagnostics.remove(0);
            let new_texts: Vec<String> = found
                .fixes
                .iter()
                .flat_map(|fix| fix.edits.iter().map(|edit| edit.new_text.clone()))
                .collect();
            (found.message.zh, new_texts)
        };
        let (message, written) = run(Sheet::base().set(R::UnavailableNotHeld, C::Total, ""));
        assert_eq!(
            message,
            "表三“本机关不掌握相关政府信息”行“总计”空白，按勾稽关系应为 6（“本机关不掌握相关政府信息”行各列之和＝总计）。"
        );
        assert_eq!(written, ["6"]);
        let (message, written) = run(Sheet::base().set(R::Granted, C::ResearchInstitution, ""));
        assert!(message.contains("空白，按勾稽关系应为 0（"), "{message}");
        assert_eq!(written, ["0"]);
    }

    #[test]
    fn zero_is_not_offered_where_it_breaks_an_identity() {
        // One of the two is 5 and the other 1, or they are 6 and 0: not both 0.
        let sheet = Sheet::base()
            .set(R::UnavailableNotHeld, C::NaturalPerson, "")
            .set(R::UnavailableNotHeld, C::Business, "")
            .set(R::Granted, C::NaturalPerson, "")
            .set(R::Granted, C::Business, "");
        for found in sheet.run(&RULE).diagnostics {
            assert!(
                found
                    .message
                    .zh
                    .ends_with("按勾稽关系不能都填 0，请对照台账填写。"),
                "{}",
                found.message.zh
            );
            assert!(found.fixes.is_empty());
        }
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
