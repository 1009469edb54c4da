//! The readings that the numbers of one sentence have only beside each other: a division into fewer
//! outcomes than the form has puts those that it does not name with the nearest.

use nianbao_core::Report;
use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};

use super::model::{Claim, Kind, Reading, Relation, Term};

/// More groups of rows than this are not told apart.
const MOST: usize = 4;

/// Settles the claims of one sentence.
pub(super) fn settle(report: &Report, claims: &mut [Claim]) {
    answered(claims);
    let outcomes: Vec<usize> = (0..claims.len())
        .filter(|&at| claims[at].kind == Kind::Outcome && claims[at].relation == Relation::Equal)
        .collect();
    if outcomes.len() < 2 {
        return;
    }
    let named: Vec<(usize, Vec<RowKey>)> =
        outcomes.iter().map(|&at| (at, rows(&claims[at]))).collect();
    let is_named = |row: RowKey| named.iter().any(|(_, rows)| rows.contains(&row));
    for (at, own) in &named {
        let mut more = Vec::new();
        // 公开6件,不予公开3件
        if own.as_slice() == [RowKey::Granted] && !is_named(RowKey::PartiallyGranted) {
            more.push(sum(&[RowKey::Granted, RowKey::PartiallyGranted], &[]));
        }
        let others = [
            RowKey::UnavailableNotHeld,
            RowKey::RejectedPetition,
            RowKey::OtherRemaining,
            RowKey::OtherMerged,
        ];
        if own.contains(&RowKey::DeniedStateSecret)
            && own.contains(&RowKey::DeniedThirdPartyRights)
            && !others.into_iter().any(is_named)
        {
            more.push(sum(
                &[RowKey::TotalHandled],
                &[RowKey::Granted, RowKey::PartiallyGranted],
            ));
        }
        // 逾期未补正2件,其他处理5件: what is left of the group.
        let beside: Vec<RowKey> = named
            .iter()
            .filter(|(other, rows)| other < at && rows.len() == 1)
            .flat_map(|(_, rows)| rows.iter().copied())
            .filter(|row| own.contains(row))
            .collect();
        if own.len() > 1 && !beside.is_empty() {
            let left: Vec<RowKey> = own
                .iter()
                .copied()
                .filter(|row| !beside.contains(row))
                .collect();
            more.push(sum(&left, &[]));
        }
        let known = |reading: &Reading| {
            reading.terms.iter().all(|term| {
                report
                    .table(TableId::Requests)
                    .is_none_or(|table| table.definition().row(term.cell.row).is_some())
            })
        };
        claims[*at].readings.extend(
            more.into_iter()
                .filter(|reading| !reading.terms.is_empty() && known(reading)),
        );
    }
    // One outcome twice: of the new requests and of those carried in.
    for (first, &at) in outcomes.iter().enumerate() {
        for &other in &outcomes[first + 1..] {
            if claims[at].readings.first() == claims[other].readings.first()
                && claims[at].value != claims[other].value
            {
                claims[at].relation = Relation::AtMost;
                claims[other].relation = Relation::AtMost;
            }
        }
    }
}

/// 14件由申请人撤回,39件已答复: what was not answered is not in the number of answers, whichever rows it
/// stands for.
fn answered(claims: &mut [Claim]) {
    let mut gone: Vec<Vec<RowKey>> = Vec::new();
    for claim in claims {
        match claim.kind {
            Kind::Outcome => {
                for reading in &claim.readings {
                    let rows: Vec<RowKey> = reading
                        .terms
                        .iter()
                        .filter(|term| !term.minus)
                        .map(|term| term.cell.row)
                        .collect();
                    let other = rows.iter().all(|row| row.as_str().starts_with("other_"));
                    if other && !gone.contains(&rows) && gone.len() < MOST {
                        gone.push(rows);
                    }
                }
            }
            Kind::Answered => {
                let without = gone.iter().map(|rows| sum(&[RowKey::TotalHandled], rows));
                claim.readings.extend(without);
            }
            _ => {}
        }
    }
}

/// The rows that the first reading of an outcome sums up.
fn rows(claim: &Claim) -> Vec<RowKey> {
    claim
        .readings
        .first()
        .into_iter()
        .flat_map(|reading| &reading.terms)
        .filter(|term| !term.minus)
        .map(|term| term.cell.row)
        .collect()
}

fn sum(plus: &[RowKey], minus: &[RowKey]) -> Reading {
    let term = |row: RowKey, minus: bool| Term {
        cell: CellRef::requests(row, ColumnKey::Total),
        minus,
    };
    Reading {
        terms: plus
            .iter()
            .map(|&row| term(row, false))
            .chain(minus.iter().map(|&row| term(row, true)))
            .collect(),
    }
}
