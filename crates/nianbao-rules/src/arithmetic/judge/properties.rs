//! What must hold of any table: nothing that is broken is lost, and no fix makes a table worse.

use nianbao_core::Report;
use nianbao_core::form::{CellRef, Edition, TableId, table};
use nianbao_core::table::Table;
use nianbao_facts::Facts;
use nianbao_facts::ledger::Verdict;
use nianbao_lint::{Diagnostic, Findings, Fix, check};
use proptest::prelude::*;

use super::roots::roots;
use crate::testing::Sheet;

/// The cells of 表三 and 表四.
fn cells() -> Vec<CellRef> {
    let mut cells = Vec::new();
    for id in [TableId::Requests, TableId::Disputes] {
        for row in table(Edition::V2021, id).rows {
            let columns = row.columns.iter();
            cells.extend(columns.map(|column| CellRef::new(id, row.key, column.key)));
        }
    }
    cells
}

fn write(sheet: Sheet, changes: &[(usize, u8)], blanks: &[usize]) -> Sheet {
    let cells = cells();
    let mut sheet = sheet;
    for &(at, number) in changes {
        let cell = cells[at % cells.len()];
        sheet = sheet.set(cell.row, cell.column, &number.to_string());
    }
    for &at in blanks {
        let cell = cells[at % cells.len()];
        sheet = sheet.set(cell.row, cell.column, "");
    }
    sheet
}

fn findings(sheet: &Sheet) -> (Report, Findings) {
    let report = sheet.report();
    let findings = check(&report, &crate::settings());
    (report, findings)
}

fn of_rules<'f>(findings: &'f Findings, codes: &[&str]) -> Vec<&'f Diagnostic> {
    let all = findings.diagnostics.iter();
    all.filter(|found| codes.contains(&found.rule.code()))
        .collect()
}

const IDENTITIES: [&str; 4] = ["A001", "A002", "A003", "A004"];

/// The sheet after a fix.
fn fixed(sheet: &Sheet, report: &Report, fix: &Fix) -> Sheet {
    let mut sheet = sheet.clone();
    for edit in &fix.edits {
        let mut all = report.tables.iter().flatten().flat_map(Table::cells);
        let (name, _) = all.find(|(_, cell)| cell.span == edit.span).unwrap();
        sheet = sheet.set(name.row, name.column, edit.new_text.trim());
    }
    sheet
}

proptest! {
    #[test]
    fn every_broken_identity_is_part_of_a_finding(
        changes in prop::collection::vec((0_usize..190, 0_u8..60), 0..8),
        blanks in prop::collection::vec(0_usize..190, 0..30),
    ) {
        let sheet = write(Sheet::base(), &changes, &blanks);
        let (report, findings) = findings(&sheet);
        let facts = Facts::new(&report);
        let ledger = facts.ledger();
        let roots = roots(ledger, |_| true);
        for identity in ledger.identities() {
            if ledger.identity(identity) == Verdict::Broken {
                let part = roots.iter().any(|root| {
                    let mut all = std::iter::once(&root.identity).chain(&root.others);
                    all.any(|other| std::ptr::eq(*other, identity))
                });
                prop_assert!(part, "{:?}", identity);
            }
        }
        let found = of_rules(&findings, &IDENTITIES);
        prop_assert_eq!(found.len(), roots.len());
        let contradictory = [TableId::Requests, TableId::Disputes]
            .iter()
            .any(|&id| ledger.contradictory(id));
        prop_assert_eq!(contradictory, !found.is_empty());
        for one in found {
            prop_assert!(!one.message.zh.contains("  ") && !one.message.zh.contains("“”"));
        }
    }

    #[test]
    fn a_fix_of_a_single_mistake_ends_it(
        changes in prop::collection::vec((0_usize..190, 0_u8..60), 1..3),
        blanks in prop::collection::vec(0_usize..190, 0..10),
    ) {
        let sheet = write(Sheet::base(), &changes, &blanks);
        let (report, before) = findings(&sheet);
        let [only] = of_rules(&before, &IDENTITIES)[..] else {
            return Ok(());
        };
        for fix in &only.fixes {
            let (_, after) = findings(&fixed(&sheet, &report, fix));
            prop_assert!(
                of_rules(&after, &IDENTITIES).is_empty(),
                "{} {:?}", only.message.zh, fix.title.zh
            );
        }
    }

    #[test]
    fn filling_blank_cells_breaks_no_identity(
        blanks in prop::collection::vec(0_usize..190, 1..60),
    ) {
        let sheet = write(Sheet::base(), &[], &blanks);
        let (report, before) = findings(&sheet);
        prop_assert!(of_rules(&before, &IDENTITIES).is_empty());
        for found in of_rules(&before, &["T008"]) {
            for fix in &found.fixes {
                let (_, after) = findings(&fixed(&sheet, &report, fix));
                prop_assert!(
                    of_rules(&after, &IDENTITIES).is_empty(),
                    "{} {:?}", found.message.zh, fix.title.zh
                );
            }
        }
    }
}
