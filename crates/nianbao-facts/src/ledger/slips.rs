//! Slips of the hand: mistakes that change several cells at once, or two digits of one.

use nianbao_core::form::{CellRef, Edition, TableId, table};

use super::explain::{CLAIMS, FactId};
use super::model::Slip;
use super::net::{Net, Var};
use super::search::{Candidate, Search};
use super::state::Values;

/// How many slips are kept.
const MOST_SLIPS: usize = 8;

/// A slip with what the cells should hold; `None` where that is left to the identities.
type Undone = (Slip, Vec<(Var, Option<i64>)>);

/// The rows of 表三 and the blocks of 表四 in order, as variables.
fn rows(net: &Net, edition: Edition) -> Vec<Vec<Var>> {
    let mut rows = Vec::new();
    for id in [TableId::Requests, TableId::Disputes] {
        for row in table(edition, id).rows {
            let cells = row.columns.iter();
            let cells = cells.map(|column| CellRef::new(id, row.key, column.key));
            rows.push(cells.filter_map(|cell| net.var(cell)).collect());
        }
    }
    rows
}

/// A row with its numbers moved by one column. What falls out must be nothing, or 0.
fn shifted(row: &[Var], values: &Values, right: bool) -> Option<Undone> {
    let old: Vec<Option<i64>> = row.iter().map(|&var| values.get(var)).collect();
    let positive = old
        .iter()
        .filter(|value| value.is_some_and(|value| value > 0));
    if positive.count() < 2 {
        return None;
    }
    let (kind, dropped) = if right {
        (Slip::ShiftedRight, old.first())
    } else {
        (Slip::ShiftedLeft, old.last())
    };
    if dropped.copied().flatten().is_some_and(|value| value != 0) {
        return None;
    }
    let last = row.len() - 1;
    let belongs = |at: usize| match right {
        true if at == last => None,
        true => old[at + 1],
        false if at == 0 => None,
        false => old[at - 1],
    };
    let cells = row.iter().enumerate();
    let cells = cells.map(|(at, &var)| (var, belongs(at)));
    Some((kind, cells.collect()))
}

/// Two rows with their numbers exchanged.
fn exchanged(a: &[Var], b: &[Var], values: &Values) -> Option<Undone> {
    let mut changed = Vec::new();
    for (&one, &other) in a.iter().zip(b) {
        changed.push((one, values.get(other)));
        changed.push((other, values.get(one)));
    }
    (a.len() == b.len()).then_some((Slip::RowsExchanged, changed))
}

/// Whether two numbers differ by two adjacent digits that are exchanged.
pub(super) fn transposed(from: i64, to: i64) -> bool {
    let (from, to) = (from.to_string(), to.to_string());
    let (from, to) = (from.as_bytes(), to.as_bytes());
    let differ = |at: &usize| from.get(*at) != to.get(*at);
    let places: Vec<usize> = (0..from.len()).filter(differ).collect();
    match places.as_slice() {
        &[a, b] => from.len() == to.len() && b == a + 1 && from[a] == to[b] && from[b] == to[a],
        _ => false,
    }
}

/// Whether two cells of one kind could be mixed up: they are in one row or one column.
fn neighbours(a: CellRef, b: CellRef) -> bool {
    a.table == b.table && (a.row == b.row || a.column == b.column)
}

impl Search<'_> {
    /// The slips that alone explain every contradiction of the part; `packed` are disjoint cores, each
    /// of which a slip must touch.
    pub(super) fn slips(&mut self, edition: Edition, packed: &[Vec<FactId>]) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (slip, mut changed) in self.possible(edition, packed) {
            if found.len() == MOST_SLIPS || self.spent() {
                break;
            }
            changed.retain(|&(var, value)| self.values.get(var) != value);
            let touches = |core: &Vec<FactId>| {
                let mut vars = changed.iter().map(|&(var, _)| FactId::from(var));
                vars.any(|id| core.contains(&id))
            };
            if changed.is_empty() || !packed.iter().all(touches) {
                continue;
            }
            found.extend(self.try_repair(&[], &changed, Some(slip)));
        }
        found
    }

    /// Slips to try: whole rows, and cells of the smallest core.
    fn possible(&self, edition: Edition, packed: &[Vec<FactId>]) -> Vec<Undone> {
        let net = self.system.net;
        let mut possible = Vec::new();
        let rows: Vec<Vec<Var>> = rows(net, edition)
            .into_iter()
            .filter(|row| row.iter().all(|var| self.part.vars.contains(var)))
            .collect();
        for row in rows.iter().filter(|row| !row.is_empty()) {
            possible.extend(shifted(row, self.values, true));
            possible.extend(shifted(row, self.values, false));
        }
        for pair in rows.windows(2) {
            possible.extend(exchanged(&pair[0], &pair[1], self.values));
        }
        let smallest = packed.iter().min_by_key(|core| core.len());
        let cells = smallest.into_iter().flatten().filter(|&&id| id < CLAIMS);
        let cells: Vec<Var> = cells.map(|&id| id as Var).collect();
        for &var in &cells {
            let (Some(cell), Some(value)) = (net.cell(var), self.values.get(var)) else {
                continue;
            };
            for &other in rows.iter().flatten() {
                let (Some(name), Some(number)) = (net.cell(other), self.values.get(other)) else {
                    continue;
                };
                let again = other < var && cells.contains(&other);
                if number != value && !again && neighbours(cell, name) {
                    let changed = vec![(var, Some(number)), (other, Some(value))];
                    possible.push((Slip::CellsExchanged, changed));
                }
            }
        }
        possible
    }
}
