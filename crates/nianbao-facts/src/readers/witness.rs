//! What the prose says of the cells of a table, as evidence where the table contradicts itself.
//!
//! A number of the prose is written down apart from the table, mostly from the same ledger. Of several
//! ways to mend a table the one that agrees with it is the likelier.

use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_core::prose::Quantity;
use nianbao_core::{Decimal, Report};

use crate::Facts;
use crate::readers::cases::cases;
use crate::readers::claims::{Meaning, received, sum};
use crate::readers::decisions::{decisions, documents};
use crate::readers::outcomes::{answered, carried, cell, outcomes};

/// The longest subject that is quoted with its number, in bytes.
const LONGEST_QUOTED: u32 = 60;

/// A number of the prose that speaks of cells.
pub struct Witness<'a> {
    /// The number.
    pub quantity: &'a Quantity,
    /// The cells whose sum it may be; the likeliest meaning first.
    pub readings: Vec<Vec<CellRef>>,
}

impl Witness<'_> {
    /// Whether the number is a sum of cells as one of its meanings has them; `None` when a cell of
    /// every meaning that could still be has no number.
    pub fn agrees(&self, value_of: impl Fn(CellRef) -> Option<Decimal>) -> Option<bool> {
        let mut known = false;
        for cells in &self.readings {
            let total = cells.iter().try_fold(Decimal::ZERO, |total, &cell| {
                Some(sum(total, value_of(cell)?))
            });
            match total {
                Some(total) if total == self.quantity.value => return Some(true),
                Some(_) => known = true,
                None => {}
            }
        }
        known.then_some(false)
    }

    /// The words of the prose: `新收政府信息公开申请17件`.
    pub fn quote(&self, report: &Report) -> String {
        let said = self.quantity;
        let subject = said.subject;
        let subject = if subject.end - subject.start <= LONGEST_QUOTED {
            report.prose.text(subject)
        } else {
            ""
        };
        let (number, unit) = (report.prose.text(said.number), report.prose.text(said.unit));
        format!("{subject}{number}{unit}")
    }
}

/// Every number of the prose that speaks of cells, by what it speaks of.
pub fn witnesses<'c>(facts: &'c Facts<'_>) -> Vec<Witness<'c>> {
    let report = facts.report;
    let mut found = Vec::new();
    let mut add = |quantity, readings| found.push(Witness { quantity, readings });
    for said in received(facts) {
        let new = vec![cell(RowKey::NewRequests)];
        let all = vec![cell(RowKey::NewRequests), cell(RowKey::CarriedIn)];
        let with_carried_in = said.quantity.qualifiers.with_carried_in;
        let readings = match said.meaning {
            Meaning::Fresh => vec![new],
            Meaning::Received if with_carried_in => vec![all, new],
            Meaning::Received => vec![new, all],
            Meaning::DealtWith if with_carried_in => vec![all],
            Meaning::DealtWith => vec![new, all, vec![cell(RowKey::TotalHandled)]],
        };
        add(said.quantity, readings);
    }
    for said in answered(facts) {
        add(said, vec![vec![cell(RowKey::TotalHandled)]]);
    }
    for (row, said) in carried(facts) {
        add(said, vec![vec![cell(row)]]);
    }
    for (outcome, said) in outcomes(facts) {
        let rows = outcome.rows(report);
        add(said, vec![rows.into_iter().map(cell).collect()]);
    }
    for said in cases(report) {
        let total = |&row: &RowKey| CellRef::disputes(row, ColumnKey::Total);
        add(
            said.quantity,
            vec![said.kind.rows().iter().map(total).collect()],
        );
    }
    for said in documents(report).into_iter().chain(decisions(report)) {
        add(said.quantity, vec![vec![said.cell]]);
    }
    found
}

/// The witnesses all of whose cells stand in one table.
pub fn witnesses_of<'c>(facts: &'c Facts<'_>, id: TableId) -> Vec<Witness<'c>> {
    let mut found = witnesses(facts);
    found.retain(|witness| {
        let cells = || witness.readings.iter().flatten();
        cells().next().is_some() && cells().all(|cell| cell.table == id)
    });
    found
}
