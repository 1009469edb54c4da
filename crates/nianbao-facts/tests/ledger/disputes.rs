//! Every small block of 表四, compared with trying every completion.

use std::collections::BTreeSet;

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, ColumnKey as C, Edition, RowKey as R};
use nianbao_facts::claims::{Claim, Relation};
use nianbao_facts::ledger::{Fact, Standing, Verdict};

use crate::sheet::{Sheet, claim, dispute, related};

const COLUMNS: [C; 5] = [C::Upheld, C::Corrected, C::Other, C::Pending, C::Total];
/// Unknown parts up to this are tried; no number of the reports below is larger than 3.
const LARGEST: i64 = 4;

type Row = [i64; 5];

fn completions() -> Vec<Row> {
    let mut all = Vec::new();
    for index in 0..(LARGEST + 1).pow(4) {
        let digit = |place: u32| index / (LARGEST + 1).pow(place) % (LARGEST + 1);
        let parts = [digit(0), digit(1), digit(2), digit(3)];
        all.push([parts[0], parts[1], parts[2], parts[3], parts.iter().sum()]);
    }
    all
}

fn said(row: &Row, known: &[Option<i64>], removed: &BTreeSet<Fact>) -> bool {
    let cell = |at: usize| Fact::Cell(CellRef::disputes(R::Reconsideration, COLUMNS[at]));
    let fits = |at: usize| known[at].is_none_or(|value| value == row[at]);
    (0..5).all(|at| fits(at) || removed.contains(&cell(at)))
}

fn reading_holds(claim: &Claim, reading: usize, row: &Row) -> bool {
    let value = |cell: CellRef| row[COLUMNS.iter().position(|&c| c == cell.column).unwrap()];
    let terms = &claim.readings[reading].terms;
    let sign = |minus: bool| if minus { -1 } else { 1 };
    let sum: i64 = terms
        .iter()
        .map(|term| sign(term.minus) * value(term.cell))
        .sum();
    let number = i64::try_from(claim.value).unwrap();
    match claim.relation {
        Relation::Equal => sum == number,
        Relation::AtMost => sum >= number,
        Relation::Zero => terms.iter().all(|term| value(term.cell) == 0),
    }
}

fn claim_holds(claim: &Claim, row: &Row) -> bool {
    (0..claim.readings.len()).any(|reading| reading_holds(claim, reading, row))
}

fn claims() -> Vec<Vec<Claim>> {
    let at = |column| dispute(R::Reconsideration, column);
    let minus = |column| (CellRef::disputes(R::Reconsideration, column), true);
    let concluded = [at(C::Upheld), at(C::Corrected), at(C::Other)];
    let either: [&[(CellRef, bool)]; 2] = [&[at(C::Total)], &[at(C::Total), minus(C::Pending)]];
    vec![
        vec![],
        vec![claim(2, &either)],
        vec![claim(1, &[&[at(C::Total)]]), claim(1, &[&concluded])],
        vec![claim(3, &either), claim(1, &either)],
        vec![
            related(Relation::AtMost, 2, &[&concluded]),
            claim(1, &[&[at(C::Pending)]]),
        ],
        vec![
            related(Relation::Zero, 0, &[&[at(C::Upheld), at(C::Corrected)]]),
            claim(2, &[&concluded]),
        ],
    ]
}

/// The smallest sets of up to three facts without which the others can be completed.
fn smallest(facts: &[Fact], fits: impl Fn(&BTreeSet<Fact>) -> bool) -> Vec<BTreeSet<Fact>> {
    for size in 1..=3 {
        let sets = (0_u32..1 << facts.len()).filter(|set| set.count_ones() == size);
        let sets = sets.map(|set| {
            let chosen = facts
                .iter()
                .enumerate()
                .filter(|&(at, _)| set >> at & 1 == 1);
            chosen.map(|(_, fact)| *fact).collect::<BTreeSet<Fact>>()
        });
        let found: Vec<_> = sets.filter(|set| fits(set)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

#[test]
fn every_small_block_is_judged_exactly() {
    let all = completions();
    let none = BTreeSet::new();
    let mut contradictory = 0;
    for claims in claims() {
        for index in 0..4_usize.pow(4) * 5 {
            let digit = |place: u32, base: usize| index / 4_usize.pow(place) % base;
            let number = |digit: usize| {
                i64::try_from(digit)
                    .ok()
                    .filter(|&digit| digit > 0)
                    .map(|digit| digit - 1)
            };
            let known: Vec<Option<i64>> = (0..4)
                .map(|place| number(digit(place, 4)))
                .chain([number(digit(4, 5))])
                .collect();
            let mut sheet = Sheet::blank(Edition::V2021);
            sheet.claims.clone_from(&claims);
            for (&column, &value) in COLUMNS.iter().zip(&known) {
                sheet.set(CellRef::disputes(R::Reconsideration, column), value);
            }
            contradictory += usize::from(judge(&sheet, &known, &all, &none));
        }
    }
    assert!(contradictory > 1_000);
}

/// Compares the answers on one report; whether it is contradictory.
fn judge(sheet: &Sheet, known: &[Option<i64>], all: &[Row], none: &BTreeSet<Fact>) -> bool {
    let ledger = sheet.ledger();
    let tables: Vec<&Row> = all.iter().filter(|row| said(row, known, none)).collect();
    let claims = &sheet.claims;
    let holds = |row: &Row, removed: &BTreeSet<Fact>| {
        let mut claims = claims.iter().enumerate();
        claims
            .all(|(index, claim)| removed.contains(&Fact::Claim(index)) || claim_holds(claim, row))
    };
    let fits = |removed: &BTreeSet<Fact>| {
        let mut rows = all.iter().filter(|row| said(row, known, removed));
        rows.any(|row| holds(row, removed))
    };
    let told = format!(
        "{known:?} {:?}",
        claims
            .iter()
            .map(|c| (c.value, &c.readings))
            .collect::<Vec<_>>()
    );
    assert_eq!(ledger.consistent(), fits(none), "{told}");
    assert_eq!(ledger.causes().is_empty(), ledger.consistent(), "{told}");
    if !tables.is_empty() {
        for (at, &column) in COLUMNS.iter().enumerate() {
            let values: BTreeSet<i64> = tables.iter().map(|row| row[at]).collect();
            let forced = known[at].is_none() && values.len() == 1;
            let standing = ledger.cell(CellRef::disputes(R::Reconsideration, column));
            let value = values.first().copied().map(Decimal::from);
            assert_eq!(
                matches!(standing, Standing::Forced(_)),
                forced,
                "{told} {column:?}"
            );
            assert!(!forced || standing.number() == value, "{told} {column:?}");
        }
        for (index, claim) in claims.iter().enumerate() {
            let sure = (0..claim.readings.len())
                .any(|reading| tables.iter().all(|row| reading_holds(claim, reading, row)));
            let possible = tables.iter().any(|row| claim_holds(claim, row));
            match ledger.claim(index) {
                Verdict::Holds | Verdict::Forced => assert!(sure, "{told} {index}"),
                Verdict::Broken => assert!(!possible, "{told} {index}"),
                Verdict::Open => assert!(possible && !sure, "{told} {index}"),
            }
        }
    }
    if ledger.consistent() {
        return false;
    }
    let name = |column| Fact::Cell(CellRef::disputes(R::Reconsideration, column));
    let known = COLUMNS
        .iter()
        .zip(known)
        .filter(|(_, value)| value.is_some());
    let facts: Vec<Fact> = known
        .map(|(&column, _)| name(column))
        .chain((0..claims.len()).map(Fact::Claim))
        .collect();
    let wanted = smallest(&facts, fits);
    let [cause] = ledger.causes() else {
        // Causes that have nothing to do with each other: their sizes add up.
        let sizes = ledger
            .causes()
            .iter()
            .map(|cause| cause.repairs[0].changes.len());
        assert_eq!(sizes.sum::<usize>(), wanted[0].len(), "{told}");
        return true;
    };
    assert!(cause.complete, "{told}");
    let plain = cause
        .repairs
        .iter()
        .filter(|repair| repair.changes.len() <= wanted[0].len());
    for repair in plain {
        let facts: BTreeSet<Fact> = repair.changes.iter().map(|change| change.fact).collect();
        assert!(wanted.contains(&facts), "{told} {facts:?}");
    }
    if cause.repairs.iter().all(|repair| repair.slip.is_none()) {
        assert_eq!(
            cause.repair_count,
            wanted.len(),
            "{told} {:?}",
            cause.repairs
        );
    }
    true
}
