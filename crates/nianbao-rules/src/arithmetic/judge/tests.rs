//! Tests over tables built by hand.

use nianbao_core::SourceText;
use nianbao_core::form::{ColumnKey as C, RowKey as R};
use nianbao_lint::{Applicability, Findings, check as check_all};

use super::*;
use crate::testing::Sheet;

fn all(sheet: &Sheet) -> Findings {
    check_all(&sheet.report(), &crate::settings())
}

fn codes(findings: &Findings) -> Vec<(&str, CellRef)> {
    let found = findings.diagnostics.iter();
    found
        .filter_map(|found| found.cell.map(|cell| (found.rule.code(), cell)))
        .collect()
}

/// Seed 000: an outcome of a company stands under natural persons.
fn misplaced() -> Sheet {
    Sheet::zeros(Edition::V2021)
        .set_row(R::NewRequests, "16 1 0 0 0 0 17")
        .set_row(R::Granted, "10 0 0 0 0 0 10")
        .set_row(R::UnavailableNotHeld, "6 0 0 0 0 0 6")
        .set_row(R::RejectedPetition, "1 0 0 0 0 0 1")
        .set_row(R::TotalHandled, "16 1 0 0 0 0 17")
}

#[test]
fn the_base_report_adds_up() {
    let findings = all(&Sheet::base());
    assert!(codes(&findings).is_empty());
    assert!(findings.unverified.is_empty());
}

#[test]
fn a_misplaced_outcome_is_found_and_explained_once() {
    let findings = all(&misplaced());
    assert_eq!(
        codes(&findings),
        [
            ("A002", CellRef::requests(R::TotalHandled, C::NaturalPerson)),
            ("A002", CellRef::requests(R::TotalHandled, C::Business)),
        ]
    );
    let first = &findings.diagnostics[0];
    assert_eq!(
        first.message.zh,
        "表三“自然人”列：予以公开 10＋本机关不掌握相关政府信息 6＋信访举报投诉类申请 1＝17，\
         但（七）总计填 16，相差 1。按国办公开办函〔2021〕30号所附格式，每列（一）至（六）各项之和应等于（七）总计，请对照台账核对。\
         有 1 件疑填错列：把“予以公开”“本机关不掌握相关政府信息”“信访举报投诉类申请”任一行中的 1 \
         由“自然人”改到“商业企业”，表三全部勾稽关系即成立。"
    );
    assert_eq!(first.related.len(), 3);
    assert_eq!(first.fixes.len(), 3);
    assert!(
        first
            .fixes
            .iter()
            .all(|fix| { fix.applicability == Applicability::Suggested && fix.edits.len() == 2 })
    );
    let second = &findings.diagnostics[1];
    assert!(
        second.message.zh.contains("各项均为 0，但（七）总计填 1"),
        "{}",
        second.message.zh
    );
    assert!(second.fixes.is_empty());
}

#[test]
fn seed_004_has_one_row_and_two_columns_that_do_not_add_up() {
    let sheet = Sheet::zeros(Edition::V2021)
        .set_row(R::NewRequests, "1 0 0 0 0 0 1")
        .set_row(R::Granted, "1 0 0 0 0 0 1")
        .set_row(R::RejectedExcessive, "1 0 0 0 0 0 1")
        .set_row(R::OtherRemaining, "0 0 0 0 0 0 1")
        .set_row(R::TotalHandled, "1 0 0 0 0 0 1");
    let findings = all(&sheet);
    let found = codes(&findings);
    assert_eq!(found.iter().filter(|(code, _)| *code == "A002").count(), 2);
    assert_eq!(found.iter().filter(|(code, _)| *code == "A003").count(), 1);
    let explained: Vec<_> = findings
        .diagnostics
        .iter()
        .filter(|diagnostic| !diagnostic.fixes.is_empty())
        .collect();
    assert_eq!(explained.len(), 1);
    assert!(
        explained[0].message.zh.contains("最少改 3 个单元格"),
        "{}",
        explained[0].message.zh
    );
    assert_eq!(explained[0].fixes.len(), 2);
}

#[test]
fn one_wrong_cell_has_one_repair() {
    let sheet = Sheet::base().set(R::UnavailableNotHeld, C::Business, "4");
    let findings = all(&sheet);
    let fixes: Vec<_> = findings
        .diagnostics
        .iter()
        .flat_map(|found| &found.fixes)
        .collect();
    assert_eq!(fixes.len(), 1);
    assert_eq!(
        fixes[0].title.zh,
        "“本机关不掌握相关政府信息”的“商业企业”由 4 改为 1"
    );
    assert_eq!(fixes[0].edits[0].new_text, "1");
}

#[test]
fn a_balance_offers_no_fix_but_explains_when_it_stands_alone() {
    let sheet = Sheet::base().set_row(R::NewRequests, "39 9 0 1 2 0 51");
    let findings = all(&sheet);
    assert!(
        findings
            .diagnostics
            .iter()
            .all(|found| found.rule.code() == "A001")
    );
    assert_eq!(findings.diagnostics.len(), 2);
    assert!(
        findings
            .diagnostics
            .iter()
            .all(|found| found.fixes.is_empty())
    );
    assert!(
        findings
            .diagnostics
            .iter()
            .any(|found| found.message.zh.contains("有 3 种改法")),
        "{findings:#?}"
    );
}

#[test]
fn blank_columns_are_unverified_once_per_rule() {
    let mut sheet = Sheet::base();
    for row in table(Edition::V2021, TableId::Requests).rows {
        for column in [
            C::ResearchInstitution,
            C::LegalServices,
            C::OtherOrganization,
        ] {
            sheet = sheet.set(row.key, column, "");
        }
    }
    let findings = all(&sheet);
    let arithmetic = |code: &str| {
        findings
            .unverified
            .iter()
            .filter(|entry| entry.rule.code() == code)
            .count()
    };
    assert!(
        !findings
            .diagnostics
            .iter()
            .any(|found| found.rule.code().starts_with('A'))
    );
    assert_eq!(
        [arithmetic("A001"), arithmetic("A002"), arithmetic("A003")],
        [1, 1, 1]
    );
    assert!(
        findings
            .unverified
            .iter()
            .all(|entry| entry.reason == "cell-blank")
    );
    assert_eq!(
        findings.unverified[0].message.zh,
        "表三：每列第一项加第二项之和应等于第三项总计加第四项之和。7 项中有 3 项无法核对\
         （科研机构、法律服务机构、其他）：有单元格空白或以“/”等符号代替数字。"
    );
}

#[test]
fn blanks_do_not_hide_a_sum_that_is_already_too_large() {
    let sheet =
        Sheet::base()
            .set(R::RejectedRepeat, C::Total, "")
            .set(R::RejectedPetition, C::Total, "9");
    let findings = sheet.run(&a002_t3_detail_sum::RULE);
    assert_eq!(
        codes(&findings),
        [("A002", CellRef::requests(R::TotalHandled, C::Total))]
    );
    let message = &findings.diagnostics[0].message.zh;
    assert!(message.contains("已填的数字就已经多出 7"), "{message}");
    assert!(findings.diagnostics[0].fixes.is_empty());
}

#[test]
fn a_cut_table_is_unverified_where_rows_are_lost() {
    let mut sheet = Sheet::base();
    let lost: Vec<RowKey> = table(Edition::V2021, TableId::Requests).rows[14..]
        .iter()
        .map(|row| row.key)
        .collect();
    for &row in &lost {
        sheet = sheet.without(row);
    }
    let sheet = sheet.damaged(DamageKind::TableCut {
        table: TableId::Requests,
        rows: lost,
    });
    let findings = all(&sheet);
    assert!(
        !findings
            .diagnostics
            .iter()
            .any(|found| found.rule.code().starts_with('A'))
    );
    let reasons: Vec<_> = findings
        .unverified
        .iter()
        .map(|entry| (entry.rule.code(), entry.reason))
        .collect();
    assert_eq!(
        reasons,
        [
            ("A001", "table-truncated"),
            ("A002", "table-truncated"),
            ("A003", "table-truncated")
        ]
    );
}

#[test]
fn a_row_that_does_not_fit_is_unverified() {
    let findings = Sheet::base()
        .misfit(R::UnavailableNotHeld)
        .run(&a003_t3_row_sum::RULE);
    assert!(findings.diagnostics.is_empty());
    assert_eq!(findings.unverified[0].reason, "row-misfit");
    assert!(findings.unverified[0].message.zh.contains("25 项中有 1 项"));
}

#[test]
fn a_missing_table_is_unverified_unless_the_year_has_none() {
    let sheet = Sheet::base().without_table(TableId::Disputes);
    let findings = sheet.run(&a004_t4_sum::RULE);
    assert_eq!(findings.unverified[0].reason, "table-missing");
    let mut report = sheet.report();
    report.year = Some(2015);
    let findings = check_all(&report, &crate::settings());
    assert!(
        !findings
            .unverified
            .iter()
            .any(|entry| entry.rule.code() == "A004")
    );
}

#[test]
fn a_block_of_table_4_without_its_total_is_explained() {
    // Totals 0 for 11.
    let sheet = Sheet::base().set_row(R::Reconsideration, "5 4 2 0 0");
    let findings = sheet.run(&a004_t4_sum::RULE);
    let found = &findings.diagnostics[0];
    assert_eq!(
        found.message.zh,
        "表四“行政复议”行：结果维持 5＋结果纠正 4＋其他结果 2＝11，但总计填 0，相差 11。按国办公开办函〔2021〕30号所附格式，\
         每一类案件的维持、纠正、其他结果、尚未审结之和应等于总计，请对照台账核对。\
         最小的改法只有一种（1 个单元格）：“行政复议”的“总计”由 0 改为 11，表四这一类的勾稽关系即成立。"
    );
    let sheet = Sheet::base().set_row(R::Reconsideration, "5 4 2 0 10");
    let findings = sheet.run(&a004_t4_sum::RULE);
    assert_eq!(findings.diagnostics[0].fixes[0].edits[0].new_text, "11");
}

#[test]
fn the_2019_edition_has_one_row_of_other_outcomes() {
    let sheet = Sheet::zeros(Edition::V2019)
        .set_row(R::NewRequests, "3 0 0 0 0 0 3")
        .set_row(R::Granted, "2 0 0 0 0 0 2")
        .set_row(R::OtherMerged, "1 0 0 0 0 0 1")
        .set_row(R::TotalHandled, "3 0 0 0 0 0 3");
    assert!(codes(&all(&sheet)).is_empty());
    let broken = sheet.set_row(R::OtherMerged, "0 0 0 0 0 0 0");
    assert_eq!(codes(&broken.run(&a002_t3_detail_sum::RULE)).len(), 2);
}

#[test]
fn an_outcome_counted_twice_is_one_sentence() {
    let sheet = Sheet::base().set_row(R::RejectedRepeat, "2 0 0 0 0 0 2");
    let findings = all(&sheet);
    let explained = findings
        .diagnostics
        .iter()
        .find(|found| found.message.zh.contains("疑多计"))
        .unwrap();
    assert!(
        explained.message.zh.ends_with(
            "有 1 件疑多计或重复计：把“予以公开”“部分公开”“保护第三方合法权益”“属于三类内部事务信息”\
             “属于四类过程性信息”“属于行政执法案卷”“属于行政查询事项”等 14 行中任一行的“自然人”和“总计”\
             各减 1，表三全部勾稽关系即成立。"
        ),
        "{}",
        explained.message.zh
    );
    assert!(explained.fixes.is_empty());
}

/// The A-findings of the base report with its text changed.
fn of_text(edits: &[(&str, &str)]) -> Findings {
    let mut text = nianbao_lint::base_report().to_owned();
    for (from, to) in edits {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replacen(from, to, 1);
    }
    let report = Report::parse(SourceText::new(&text).unwrap());
    let mut findings = check_all(&report, &crate::settings());
    let arithmetic = |found: &Diagnostic| found.rule.code().starts_with('A');
    findings.diagnostics.retain(arithmetic);
    findings
}

#[test]
fn the_prose_tells_one_repair_from_the_others() {
    const BLOCK: &str = "| 2 | 1 | 1 | 1 | 5 | 1 |";
    let findings = of_text(&[(BLOCK, "| 2 | 1 | 1 | 3 | 5 | 1 |")]);
    // Five cases as the prose says: the total stands, and one of its parts is too many.
    let found = &findings.diagnostics[0];
    assert!(
        found
            .message
            .zh
            .ends_with("正文“全年因政府信息公开被申请行政复议5件”与此相符，其余 1 种改法不符。"),
        "{}",
        found.message.zh
    );
    assert!(found.fixes.iter().all(|fix| fix.edits[0].new_text != "7"));
    let findings = of_text(&[(BLOCK, "| 2 | 1 | 1 | 1 | 9 | 1 |")]);
    let found = &findings.diagnostics[0];
    assert_eq!(found.fixes.len(), 1);
    assert_eq!(found.fixes[0].edits[0].new_text, "5");
    assert_eq!(found.related.last().unwrap().message.zh, "正文的说法");
}

#[test]
fn a_prose_that_bears_out_the_table_as_it_is_warns_of_the_repair() {
    // The row of new requests misses two in the total, and the prose tells the same total.
    let row = "| 一、本年新收政府信息公开申请数量 | | | 40 | 8 | 0 | 1 | 2 | 0 | 51 |";
    let changed = row.replace("| 51 |", "| 49 |");
    let findings = of_text(&[(row, &changed), ("申请51件", "申请49件")]);
    let told = findings
        .diagnostics
        .iter()
        .find(|found| found.message.zh.contains("改表以前请先对照台账"));
    assert!(told.is_some(), "{:#?}", findings.diagnostics);
}
