//! Tests over tables built by hand.

use nianbao_core::damage::DamageKind;
use nianbao_core::form::{CellRef, ColumnKey as C, Edition, RowKey as R, TableId, table};
use nianbao_core::{Report, SourceText};
use nianbao_lint::{Applicability, Diagnostic, Findings, Role, check as check_all};

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

/// Seed 000: an outcome of a company is counted under natural persons.
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
        [("A002", CellRef::requests(R::TotalHandled, C::NaturalPerson)),]
    );
    let first = &findings.diagnostics[0];
    assert_eq!(
        first.message.zh,
        "表三“自然人”列：予以公开 10＋本机关不掌握相关政府信息 6＋信访举报投诉类申请 1＝17，\
         但（七）总计填 16，相差 1。按国办公开办函〔2021〕30号所附格式，每列（一）至（六）各项之和应等于（七）总计，请对照台账核对。\
         有 1 件疑填错列：把“予以公开”“本机关不掌握相关政府信息”“信访举报投诉类申请”任一行中的 1 \
         由“自然人”改到“商业企业”，勾稽关系即成立。"
    );
    // Three outcomes, and the other column that fails for the same reason.
    assert_eq!(first.related.len(), 4);
    let consequence = &first.related[3];
    assert_eq!(consequence.role, Some(Role::Consequence));
    assert_eq!(
        consequence.message.zh,
        "同一原因：表三“商业企业”列：各项均为 0，但（七）总计填 1，相差 1"
    );
    assert_eq!(first.fixes.len(), 3);
    assert!(
        first
            .fixes
            .iter()
            .all(|fix| { fix.applicability == Applicability::Suggested && fix.edits.len() == 2 })
    );
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
    // Two mistakes (and a number of 大量反复申请 that is implausible): an outcome counted twice under natural persons, and one in a total alone. The
    // column of totals fails for both.
    assert_eq!(
        codes(&findings),
        [
            ("A007", CellRef::requests(R::RejectedExcessive, C::Total)),
            ("A003", CellRef::requests(R::OtherRemaining, C::Total)),
            ("A002", CellRef::requests(R::TotalHandled, C::NaturalPerson)),
        ]
    );
    let [_, row, column] = findings.diagnostics.as_slice() else {
        panic!("{findings:#?}")
    };
    assert!(
        row.message
            .zh
            .ends_with("改 1 处即可：“其他处理·其他”的“总计”由 1 改为 0。"),
        "{}",
        row.message.zh
    );
    assert!(
        column.message.zh.ends_with(
            "有 1 件疑多计或重复计：把“予以公开”“无正当理由大量反复申请”任一行的“自然人”和“总计”各减 1，\
             勾稽关系即成立。"
        ),
        "{}",
        column.message.zh
    );
    assert_eq!((row.fixes.len(), column.fixes.len()), (1, 2));
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
fn a_balance_reports_what_is_wrong_with_its_cells() {
    let sheet = Sheet::base().set_row(R::NewRequests, "39 9 0 1 2 0 51");
    let findings = all(&sheet);
    assert_eq!(
        codes(&findings),
        [("A001", CellRef::requests(R::TotalHandled, C::NaturalPerson))]
    );
    let found = &findings.diagnostics[0];
    assert!(
        found.message.zh.ends_with("（共 3 种）。"),
        "{}",
        found.message.zh
    );
    assert_eq!(found.fixes.len(), 3);
    let consequences = found.related.iter().filter(|one| one.role.is_some());
    assert_eq!(consequences.count(), 1);
}

#[test]
fn the_next_selected_rule_reports() {
    // The total of a row alone is wrong: the column of totals fails too.
    let sheet = Sheet::base().set(R::UnavailableNotHeld, C::Total, "7");
    let code = |findings: &Findings| {
        let found = findings.diagnostics.iter();
        found
            .map(|found| found.rule.code().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(code(&all(&sheet)), ["A002"]);
    assert_eq!(code(&sheet.run(&a003_t3_row_sum::RULE)), ["A003"]);
    assert!(code(&sheet.run(&a001_t3_balance::RULE)).is_empty());
}

#[test]
fn blanks_that_contradict_each_other_are_an_error() {
    // 商业企业 of 不掌握 is 1 by its row, but its column is full without it.
    let sheet = Sheet::base()
        .set(R::UnavailableNotHeld, C::Business, "")
        .set(R::Granted, C::Business, "5")
        .set(R::Granted, C::Total, "24")
        .set(R::TotalHandled, C::Total, "")
        .set(R::RejectedRepeat, C::Business, "");
    let findings = all(&sheet);
    let errors: Vec<&str> = findings
        .diagnostics
        .iter()
        .filter(|found| found.rule.code().starts_with('A'))
        .map(|found| found.message.zh.as_str())
        .collect();
    let [only] = errors.as_slice() else {
        panic!("{errors:#?}")
    };
    assert!(
        only.starts_with(
            "表三“本机关不掌握相关政府信息”行：空白的“商业企业”由列合计推得为 0；自然人 5，但总计填 6，相差 1。"
        ),
        "{only}"
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
    // The blank cell stays blank: the likeliest repair is the other one.
    assert!(message.contains("改 "), "{message}");
}

#[test]
fn a_cut_table_is_unverified_where_rows_are_lost() {
    let mut sheet = Sheet::base();
    let lost: Vec<R> = table(Edition::V2021, TableId::Requests).rows[14..]
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
    // The numbers of one row follow from the columns; those of two do not.
    let sheet = Sheet::base().misfit(R::UnavailableNotHeld);
    assert!(sheet.run(&a003_t3_row_sum::RULE).unverified.is_empty());
    let findings = sheet.misfit(R::Granted).run(&a003_t3_row_sum::RULE);
    assert!(findings.diagnostics.is_empty());
    assert_eq!(findings.unverified[0].reason, "row-misfit");
    assert!(findings.unverified[0].message.zh.contains("25 项中有 2 项"));
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
         改 1 处即可：“行政复议”的“总计”由 0 改为 11。"
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
    assert_eq!(codes(&broken.run(&a002_t3_detail_sum::RULE)).len(), 1);
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
             各减 1，勾稽关系即成立。"
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
fn the_prose_decides_between_repairs() {
    const BLOCK: &str = "| 2 | 1 | 1 | 1 | 5 | 1 |";
    let findings = of_text(&[(BLOCK, "| 2 | 1 | 1 | 3 | 5 | 1 |")]);
    // Five cases as the prose says: the total is right, and one of its parts is too many.
    let found = &findings.diagnostics[0];
    assert!(
        found.message.zh.ends_with(
            "改 1 处即可：“行政复议”的“结果维持”由 2 改为 0；或者 “行政复议”的“尚未审结”由 3 改为 1（共 2 种）。\
             正文“行政复议5件”与总计相符。"
        ),
        "{}",
        found.message.zh
    );
    assert!(found.fixes.iter().all(|fix| fix.edits[0].new_text != "7"));
    let findings = of_text(&[(BLOCK, "| 2 | 1 | 1 | 1 | 9 | 1 |")]);
    let found = &findings.diagnostics[0];
    assert_eq!(found.fixes.len(), 1);
    assert_eq!(found.fixes[0].edits[0].new_text, "5");
    // The claim fails for the same reason.
    let claim = found.related.last().unwrap();
    assert_eq!(claim.role, Some(Role::Consequence));
    assert_eq!(claim.message.zh, "同一原因：正文“行政复议5件”与表不符");
    assert!(
        found
            .message
            .zh
            .ends_with("正文“行政复议5件”与改后的数相符。")
    );
}

#[test]
fn a_prose_that_agrees_with_the_table_as_it_is_warns_of_the_repair() {
    // The total of new requests is two short, and the prose gives the same total.
    let row = "| 一、本年新收政府信息公开申请数量 | | | 40 | 8 | 0 | 1 | 2 | 0 | 51 |";
    let changed = row.replace("| 51 |", "| 49 |");
    let findings = of_text(&[(row, &changed), ("申请51件", "申请49件")]);
    let warned = findings
        .diagnostics
        .iter()
        .find(|found| found.message.zh.contains("改表以前请先对照台账"));
    assert!(warned.is_some(), "{:#?}", findings.diagnostics);
}
