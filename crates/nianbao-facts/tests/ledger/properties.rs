//! Properties of the ledger on drawn reports.

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, ColumnKey as C, Edition, RowKey as R};
use nianbao_facts::claims::Relation;
use nianbao_facts::ledger::{Fact, Ledger, NewNumber, Standing, Verdict};
use proptest::prelude::*;

use crate::sheet::{Sheet, claim, related, total};

fn right() -> impl Strategy<Value = Sheet> {
    let counts = prop_oneof![4 => Just(0_i64), 4 => 0_i64..9, 1 => 0_i64..2_000];
    (prop::collection::vec(counts, 160), prop::bool::ANY).prop_map(|(numbers, old)| {
        let mut numbers = numbers.into_iter().cycle();
        let edition = if old { Edition::V2019 } else { Edition::V2021 };
        Sheet::right(edition, || numbers.next().unwrap_or(0))
    })
}

/// A right report, some of whose cells are blank, with claims that are right.
fn with_blanks() -> impl Strategy<Value = (Sheet, Sheet)> {
    (right(), prop::collection::vec(0_u8..100, 190), 0_u8..100).prop_map(|(truth, draws, share)| {
        let mut sheet = truth.clone();
        for ((_, value), draw) in sheet.cells.iter_mut().zip(draws) {
            if draw < share {
                *value = None;
            }
        }
        let sum = |rows: &[R]| -> i64 {
            rows.iter()
                .filter_map(|&row| truth.value(total(row).0))
                .sum()
        };
        let new = total(R::NewRequests);
        let due = [new, total(R::CarriedIn)];
        sheet.claims = vec![
            claim(sum(&[R::NewRequests]), &[&[new], &due]),
            claim(sum(&[R::NewRequests, R::CarriedIn]), &[&[new], &due]),
            related(
                Relation::AtMost,
                sum(&[R::Granted]) / 2,
                &[&[total(R::Granted)]],
            ),
        ];
        (truth, sheet)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_right_report_is_never_contradicted((truth, sheet) in with_blanks()) {
        let ledger = sheet.ledger();
        prop_assert!(ledger.consistent());
        prop_assert!(ledger.causes().is_empty());
        for identity in ledger.identities() {
            prop_assert_ne!(ledger.identity(identity), Verdict::Broken);
        }
        for index in 0..sheet.claims.len() {
            prop_assert_ne!(ledger.claim(index), Verdict::Broken);
        }
        for &(cell, value) in &truth.cells {
            let value = Decimal::from(value.unwrap());
            match ledger.cell(cell) {
                Standing::Said(number) => prop_assert_eq!(number, value),
                Standing::Forced(number) => {
                    prop_assert_eq!(number, value);
                    let proof = ledger.proof(cell).unwrap();
                    prop_assert!(!proof.lines().is_empty());
                }
                standing => {
                    let (least, most) = standing.range();
                    prop_assert!(least <= value && most.is_none_or(|most| value <= most));
                }
            }
        }
    }

    #[test]
    fn blanks_may_hold_the_true_numbers((truth, sheet) in with_blanks()) {
        let blanks: Vec<(CellRef, Decimal)> = sheet
            .cells
            .iter()
            .zip(&truth.cells)
            .filter(|((_, value), _)| value.is_none())
            .map(|(_, &(cell, value))| (cell, value.unwrap().into()))
            .collect();
        prop_assert_eq!(sheet.ledger().allows(&blanks), Some(true));
        for &(cell, value) in &blanks {
            if let Standing::Forced(_) = sheet.ledger().cell(cell) {
                let other = [(cell, value + Decimal::ONE)];
                prop_assert_eq!(sheet.ledger().allows(&other), Some(false));
                break;
            }
        }
    }

    #[test]
    fn one_changed_number_in_a_full_table_is_one_cause(
        truth in right(),
        at in 0_usize..190,
        value in prop_oneof![0_i64..10, 0_i64..3_000],
    ) {
        let at = at % truth.cells.len();
        let (cell, old) = truth.cells[at];
        prop_assume!(old != Some(value));
        let mut sheet = truth.clone();
        sheet.cells[at].1 = Some(value);
        let ledger = sheet.ledger();
        let [cause] = ledger.causes() else {
            return Err(TestCaseError::fail("not one cause"));
        };
        prop_assert!(cause.complete);
        prop_assert!(cause.core.iter().all(|fact| matches!(fact, Fact::Cell(_))));
        prop_assert!(!cause.consequences.is_empty());
        let wanted = (Fact::Cell(cell), NewNumber::Value(old.unwrap().into()));
        let found = cause.repairs.iter().any(|repair| {
            let changes = repair.changes.iter().map(|change| (change.fact, change.to.clone()));
            changes.eq([wanted.clone()])
        });
        prop_assert!(found || cause.repair_count > 3, "{:?}", cause.repairs);
        if cell.table == nianbao_core::form::TableId::Requests {
            // Every cell of 表三 is in two identities, so no other cell explains both.
            prop_assert_eq!(cause.repair_count, 1);
            prop_assert!(found);
        }
    }

    #[test]
    fn named_repairs_do(truth in right(), draws in prop::collection::vec((0_usize..190, 0_i64..40), 1..5)) {
        let mut sheet = truth.clone();
        for (at, value) in draws {
            let at = at % truth.cells.len();
            sheet.cells[at].1 = Some(value);
        }
        let ledger = sheet.ledger();
        let causes = ledger.causes();
        prop_assert_eq!(causes.is_empty(), sheet.holds());
        prop_assume!(causes.iter().all(|cause| !cause.repairs.is_empty()));
        let mut repaired = sheet.clone();
        for change in causes.iter().flat_map(|cause| &cause.repairs[0].changes) {
            let Fact::Cell(cell) = change.fact else { continue };
            let value = match change.to {
                NewNumber::Value(value) => i64::try_from(value).ok(),
                _ => None,
            };
            repaired.set(cell, value);
        }
        prop_assert!(repaired.ledger().consistent());
        prop_assert!(repaired.holds());
    }

    #[test]
    fn nothing_panics(
        cells in prop::collection::vec(
            (0_usize..190, prop_oneof![Just(i64::MAX), Just(-1), Just(1_000_000_000_000_000), Just(999_999_999_999_999), 0_i64..5, any::<i64>()]),
            0..190,
        ),
        claims in prop::collection::vec((any::<i64>(), 0_usize..190, 0_usize..190, any::<bool>()), 0..12),
    ) {
        let blank = Sheet::blank(Edition::V2021);
        let name = |at: usize| blank.cells[at % blank.cells.len()].0;
        let claims: Vec<_> = claims
            .into_iter()
            .map(|(value, a, b, minus)| claim(value, &[&[(name(a), false), (name(b), minus)], &[]]))
            .map(|mut claim| {
                if claim.value.scale() == 0 && claim.value > Decimal::TEN {
                    claim.readings.truncate(1);
                }
                claim
            })
            .collect();
        let cells = cells.into_iter().map(|(at, value)| (name(at), Decimal::from(value)));
        let ledger = Ledger::from_cells(Edition::V2021, cells, &claims);
        let _ = (ledger.causes().len(), ledger.consistent());
        for &(cell, _) in &blank.cells {
            let _ = (ledger.cell(cell), ledger.proof(cell));
            let _ = ledger.sum(&[(cell, false), (name(3), true)]);
            let _ = ledger.allows(&[(cell, Decimal::MAX)]);
        }
        let _ = ledger.claim(usize::MAX);
    }
}

#[test]
fn an_unknown_total_is_forced_by_its_parts() {
    let mut sheet = Sheet::right(Edition::V2021, || 2);
    let total = CellRef::requests(R::Granted, C::Total);
    sheet.set(total, None);
    let ledger = sheet.ledger();
    assert_eq!(ledger.cell(total), Standing::Forced(Decimal::from(12)));
    let lines = ledger.proof(total).unwrap();
    assert!(!lines.lines().is_empty());
}
