//! One invented report of each class of contradictions, with the claims of its prose.

use std::path::Path;

use nianbao_core::form::{CellRef, ColumnKey as C, Edition, IdentityKind, RowKey as R, TableId};
use nianbao_core::{Decimal, Report, SourceText};
use nianbao_facts::claims::{Claim, Relation};
use nianbao_facts::ledger::{Cause, Consequence, Fact, Ledger, NewNumber, Slip, Standing, Verdict};

use crate::sheet::{APPLICANTS, Sheet, claim, dispute, related, total};

fn read(name: &str) -> Report {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/ledger/reports")
        .join(name);
    let bytes = std::fs::read(path.with_extension("md")).unwrap();
    Report::parse(SourceText::decode(&bytes).unwrap())
}

fn ledger(name: &str, claims: &[Claim]) -> Ledger {
    Ledger::new(&read(name), claims)
}

fn requests(row: R, column: C) -> Fact {
    Fact::Cell(CellRef::requests(row, column))
}

fn value(number: i64) -> NewNumber {
    NewNumber::Value(number.into())
}

/// Facts and new numbers of the first repair.
fn first(cause: &Cause) -> Vec<(Fact, NewNumber)> {
    let changes = cause.repairs[0].changes.iter();
    changes
        .map(|change| (change.fact, change.to.clone()))
        .collect()
}

/// The applicants that are organisations, new and with those carried in.
fn organisations() -> [Vec<(CellRef, bool)>; 2] {
    let row = |row| {
        APPLICANTS[1..]
            .iter()
            .map(move |&column| (CellRef::requests(row, column), false))
    };
    let new: Vec<_> = row(R::NewRequests).collect();
    let all = new.iter().copied().chain(row(R::CarriedIn)).collect();
    [new, all]
}

#[test]
fn a_claim_is_contradicted_by_what_the_known_cells_exceed() {
    let [new, all] = organisations();
    let due = [total(R::NewRequests), total(R::CarriedIn)];
    let claims = [
        claim(0, &[&new, &all]),
        claim(12, &[&due[..1], &due]),
        claim(0, &[&[total(R::CarriedOut)]]),
    ];
    let ledger = ledger("claim-bodies-none", &claims);
    assert_eq!(ledger.claim(0), Verdict::Broken);
    assert_eq!(ledger.claim(1), Verdict::Holds);
    assert_eq!(ledger.claim(2), Verdict::Holds);
    let blank = CellRef::requests(R::CarriedIn, C::OtherOrganization);
    assert_eq!(ledger.cell(blank), Standing::Forced(Decimal::ZERO));
    let [cause] = ledger.causes() else {
        panic!("{:?}", ledger.causes())
    };
    // Both organisations of 商业企业 are confirmed by the table, so only the claim can be wrong.
    assert_eq!(first(cause), [(Fact::Claim(0), value(2))]);
    assert_eq!(cause.repair_count, 1);
}

#[test]
fn a_blank_total_does_not_end_the_checking_of_a_claim() {
    let others = [
        R::OtherCorrectionOverdue,
        R::OtherFeeOverdue,
        R::OtherRemaining,
    ]
    .map(total);
    let claims = [
        claim(336, &[&[total(R::NewRequests)]]),
        claim(353, &[&[total(R::TotalHandled)]]),
        claim(17, &[&[total(R::PartiallyGranted)]]),
        claim(16, &[&others]),
    ];
    let ledger = ledger("claim-outcome-1xrow", &claims);
    let verdicts = [0, 1, 2, 3].map(|index| ledger.claim(index));
    assert_eq!(
        verdicts,
        [
            Verdict::Holds,
            Verdict::Holds,
            Verdict::Holds,
            Verdict::Broken
        ]
    );
    let [cause] = ledger.causes() else {
        panic!("{:?}", ledger.causes())
    };
    assert_eq!(cause.repairs[0].changes[0].fact, Fact::Claim(3));
    let blank = CellRef::requests(R::OtherCorrectionOverdue, C::Total);
    let proof = ledger.proof(blank).unwrap();
    assert!(
        proof
            .lines()
            .iter()
            .any(|line| line.kind == Some(IdentityKind::RowSum))
    );
}

#[test]
fn a_claim_of_several_readings_is_contradicted_when_each_of_them_is() {
    let due = [total(R::NewRequests), total(R::CarriedIn)];
    let claims = [claim(404, &[&due[..1], &due, &[total(R::TotalHandled)]])];
    let ledger = ledger("claim-received-1xbalance", &claims);
    assert_eq!(ledger.claim(0), Verdict::Broken);
    let blank = CellRef::requests(R::CarriedIn, C::Total);
    assert_eq!(ledger.cell(blank), Standing::Forced(Decimal::from(26)));
    let [cause] = ledger.causes() else {
        panic!("{:?}", ledger.causes())
    };
    let to = NewNumber::AnyOf([304, 330, 303].map(Decimal::from).to_vec());
    assert_eq!(first(cause), [(Fact::Claim(0), to)]);
}

#[test]
fn a_right_claim_is_not_accused() {
    let unavailable = [
        R::UnavailableNotHeld,
        R::UnavailableNeedsCreation,
        R::UnavailableUnclear,
    ]
    .map(total);
    let claims = [
        claim(13, &[&[total(R::NewRequests)]]),
        claim(0, &[&[total(R::Granted)]]),
        claim(9, &[&unavailable]),
        claim(0, &[&[total(R::CarriedOut)]]),
    ];
    let ledger = ledger("right-claim-accused", &claims);
    let [cause] = ledger.causes() else {
        panic!("{:?}", ledger.causes())
    };
    assert_eq!(
        first(cause),
        [(requests(R::UnavailableNotHeld, C::Total), value(8))]
    );
    assert_eq!(cause.repair_count, 1);
    // The claim fails for the same reason, as do the row and the column.
    let claims = cause
        .consequences
        .iter()
        .filter(|one| matches!(one, Consequence::Claim(2)));
    let identities = cause
        .consequences
        .iter()
        .filter(|one| matches!(one, Consequence::Identity(_)));
    assert_eq!((claims.count(), identities.count()), (1, 2));
}

#[test]
fn cases_less_those_pending_are_open_while_the_pending_ones_are_blank() {
    let blocks = [R::LitigationDirect, R::LitigationAfterReconsideration];
    let all = blocks.map(|row| dispute(row, C::Total));
    let pending = blocks.map(|row| (CellRef::disputes(row, C::Pending), true));
    let concluded: Vec<_> = all.into_iter().chain(pending).collect();
    let ledger = ledger(
        "false-alarm-x007-pending-blank",
        &[claim(24, &[&all, &concluded])],
    );
    assert_eq!(ledger.claim(0), Verdict::Open);
    assert!(
        ledger
            .causes()
            .iter()
            .all(|cause| !cause.core.contains(&Fact::Claim(0)))
    );
}

#[test]
fn a_cut_through_several_rows_and_columns_is_left_open() {
    // The one class that bounds do not see; nothing wrong is said of it.
    let ledger = ledger("propagation-misses-two-blocks", &[]);
    assert!(ledger.consistent());
    assert!(
        ledger
            .identities()
            .iter()
            .all(|one| ledger.identity(one) != Verdict::Broken)
    );
}

#[test]
fn one_changed_cell_is_one_cause_with_all_that_fails_as_consequence() {
    let ledger = ledger("redundant-one-cell", &[]);
    let [cause] = ledger.causes() else {
        panic!("{:?}", ledger.causes())
    };
    assert_eq!(
        first(cause),
        [(requests(R::TotalHandled, C::LegalServices), value(30))]
    );
    assert_eq!((cause.repair_count, cause.complete), (1, true));
    assert_eq!(cause.consequences.len(), 3);
    assert!(!cause.proof.steps.is_empty());
}

#[test]
fn a_row_shifted_by_one_column_is_one_slip() {
    let ledger = ledger("redundant-shifted-row", &[]);
    let [cause] = ledger.causes() else {
        panic!("{:?}", ledger.causes())
    };
    let repair = &cause.repairs[0];
    assert_eq!(repair.slip, Some(Slip::ShiftedRight));
    let row = R::TotalHandled;
    let wanted = [
        (C::NaturalPerson, 34),
        (C::Business, 14),
        (C::ResearchInstitution, 0),
        (C::OtherOrganization, 1),
        (C::Total, 49),
    ];
    assert_eq!(
        first(cause),
        wanted.map(|(column, number)| (requests(row, column), value(number)))
    );
    assert_eq!(cause.consequences.len(), 11);
}

#[test]
fn two_identities_with_one_blank_each_contradict_each_other() {
    for name in ["table-1xbalance-1xrow", "table-2xdetail-1xrow"] {
        let ledger = ledger(name, &[]);
        assert!(ledger.contradictory(TableId::Requests), "{name}");
        assert!(!ledger.contradictory(TableId::Disputes), "{name}");
        assert!(
            ledger
                .identities()
                .iter()
                .all(|one| ledger.identity(one) != Verdict::Broken)
        );
        assert!(!ledger.causes().is_empty(), "{name}");
        for cause in ledger.causes() {
            assert!(
                !cause.repairs.is_empty() && cause.proof.lines().len() > 1,
                "{name}"
            );
        }
        // Nothing is forced in a table that contradicts itself.
        let blank = if name.contains("balance") {
            CellRef::requests(R::NewRequests, C::NaturalPerson)
        } else {
            CellRef::requests(R::DeniedStateSecret, C::NaturalPerson)
        };
        assert_eq!(ledger.cell(blank), Standing::Free, "{name}");
    }
}

#[test]
fn claims_alone_contradict_each_other_where_the_table_is_blank() {
    let due = [total(R::NewRequests), total(R::CarriedIn)];
    let mut sheet = Sheet::blank(Edition::V2021);
    sheet.claims = vec![
        claim(50, &[&due[..1]]),
        claim(3, &[&due[1..]]),
        claim(52, &[&[total(R::TotalHandled)]]),
        claim(4, &[&[total(R::CarriedOut)]]),
    ];
    let ledger = sheet.ledger();
    assert!((0..4).all(|index| ledger.claim(index) == Verdict::Open));
    let [cause] = ledger.causes() else {
        panic!("{:?}", ledger.causes())
    };
    assert_eq!(cause.core, [0, 1, 2, 3].map(Fact::Claim));
    assert_eq!(cause.repair_count, 4);
}

#[test]
fn a_part_is_no_more_than_the_whole_and_none_is_nothing() {
    let mut sheet = Sheet::right(Edition::V2021, || 1);
    let parts = [
        (CellRef::requests(R::Granted, C::Business), false),
        total(R::PartiallyGranted),
    ];
    sheet.claims = vec![
        related(Relation::AtMost, 6, &[&[total(R::Granted)]]),
        related(Relation::AtMost, 7, &[&[total(R::Granted)]]),
        related(Relation::Zero, 0, &[&parts]),
        related(
            Relation::Zero,
            0,
            &[&[total(R::Granted), (total(R::PartiallyGranted).0, true)]],
        ),
    ];
    let ledger = sheet.ledger();
    assert_eq!(ledger.claim(0), Verdict::Holds);
    assert!((1..4).all(|index| ledger.claim(index) == Verdict::Broken));
}

#[test]
fn amounts_are_compared_to_the_fen() {
    let fee = CellRef::new(TableId::Proactive, R::Fees, C::Amount);
    let amount = |text: &str| text.parse::<Decimal>().unwrap();
    let mut right = claim(0, &[&[(fee, false)]]);
    right.value = amount("12.345678");
    let mut wrong = right.clone();
    wrong.value = amount("12.35");
    let mut mixed = claim(3, &[&[(fee, false), total(R::Granted)]]);
    mixed.value = amount("3");
    let cells = [(fee, amount("12.3456780"))];
    let ledger = Ledger::from_cells(Edition::V2021, cells, &[right, wrong, mixed]);
    assert_eq!(ledger.claim(0), Verdict::Holds);
    assert_eq!(ledger.claim(1), Verdict::Broken);
    assert_eq!(ledger.claim(2), Verdict::Open);
    let [cause] = ledger.causes() else {
        panic!("{:?}", ledger.causes())
    };
    // The right claim speaks for the cell.
    assert_eq!(
        first(cause),
        [(Fact::Claim(1), NewNumber::Value(amount("12.345678")))]
    );
    assert_eq!(cause.repair_count, 1);
    let fine = Ledger::from_cells(Edition::V2021, [(fee, amount("0.00000001"))], &[]);
    assert_eq!(fine.cell(fee), Standing::Free);
}

#[test]
fn other_outcomes_are_one_cell_in_2019_and_three_in_2021() {
    let merged = CellRef::requests(R::OtherMerged, C::Total);
    let parts = [
        R::OtherCorrectionOverdue,
        R::OtherFeeOverdue,
        R::OtherRemaining,
    ]
    .map(total);
    for edition in [Edition::V2019, Edition::V2021] {
        let mut sheet = Sheet::right(edition, || 3);
        let all = if edition == Edition::V2019 { 18 } else { 54 };
        sheet.claims = vec![
            claim(all, &[&[(merged, false)]]),
            claim(all, &[&parts]),
            claim(all + 1, &[&parts]),
        ];
        let ledger = sheet.ledger();
        assert!(
            ledger.claim(0).holds() && ledger.claim(1).holds(),
            "{edition:?}"
        );
        assert_eq!(ledger.claim(2), Verdict::Broken, "{edition:?}");
        assert_eq!(
            ledger.sum(&parts),
            (Some(all.into()), Some(all.into())),
            "{edition:?}"
        );
    }
}

#[test]
fn zeros_are_allowed_where_they_fit_all_together() {
    let mut sheet = Sheet::right(Edition::V2021, || 0);
    let parts = APPLICANTS.map(|column| CellRef::requests(R::Granted, column));
    sheet.set(CellRef::requests(R::Granted, C::Total), Some(1));
    sheet.set(CellRef::requests(R::TotalHandled, C::Total), Some(1));
    sheet.set(CellRef::requests(R::NewRequests, C::Total), Some(1));
    for row in [R::NewRequests, R::TotalHandled, R::Granted] {
        for column in APPLICANTS {
            sheet.set(CellRef::requests(row, column), None);
        }
    }
    let ledger = sheet.ledger();
    assert!(ledger.consistent());
    let zeros = parts.map(|cell| (cell, Decimal::ZERO));
    assert_eq!(ledger.allows(&zeros), Some(false));
    assert_eq!(ledger.allows(&zeros[1..]), Some(true));
    assert_eq!(
        ledger.cell(parts[0]),
        Standing::Range(Decimal::ZERO, Some(Decimal::ONE))
    );
}

#[test]
fn each_of_many_mistakes_is_a_cause() {
    let mut sheet = Sheet::right(Edition::V2021, || 5);
    let wrong = [
        (R::Granted, C::NaturalPerson),
        (R::DeniedStateSecret, C::Business),
        (R::UnavailableUnclear, C::ResearchInstitution),
        (R::RejectedRepeat, C::LegalServices),
        (R::OtherRemaining, C::OtherOrganization),
    ];
    for ((row, column), number) in wrong.into_iter().zip([6, 7, 3, 15, 8]) {
        sheet.set(CellRef::requests(row, column), Some(number));
    }
    let ledger = sheet.ledger();
    let found: Vec<_> = ledger.causes().iter().map(first).collect();
    let wanted = wrong.map(|(row, column)| vec![(requests(row, column), value(5))]);
    assert_eq!(found, wanted);
}

#[test]
fn a_table_wrong_all_over_is_one_cause_without_a_repair() {
    let mut number = 0;
    let mut sheet = Sheet::blank(Edition::V2021);
    for (cell, value) in &mut sheet.cells {
        number = (number * 7 + 3) % 11;
        *value = (cell.table == TableId::Requests).then_some(number);
    }
    let ledger = sheet.ledger();
    let [cause] = ledger.causes() else {
        panic!("{:?}", ledger.causes())
    };
    assert!(cause.repairs.is_empty() && !cause.complete);
    assert!(cause.consequences.len() > 20);
}

#[test]
fn thousands_of_claims_are_judged_within_the_bound_on_the_work() {
    let mut sheet = Sheet::blank(Edition::V2021);
    let due = [total(R::NewRequests), total(R::CarriedIn)];
    sheet.claims = (0..20_000)
        .map(|number| claim(number, &[&due[..1], &due, &due[1..]]))
        .collect();
    let ledger = sheet.ledger();
    assert_eq!(ledger.claim(7), Verdict::Open);
    assert!(ledger.causes().len() < 2);
}
