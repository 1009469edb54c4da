//! Error localisation: the smallest set of changed cells that makes every identity hold.
//!
//! This is the idea of Fellegi and Holt from official statistics: when figures contradict each
//! other, the fewest changes that remove all contradictions are the likeliest mistake. It works on
//! bare integers; what the cells mean is the caller's business.
//!
//! A set of changes is found by peeling: in any set of at most three cells of these tables some cell
//! is the only changed one in an identity (every cell has a row of its own kind, and two cells share
//! at most one identity), so that identity alone tells its new value; what is left is a smaller set.

/// The largest number of changed cells that is tried.
const MAX_CHANGES: usize = 3;
/// A cell enters at most so many identities, so a change repairs no more than these.
const IDENTITIES_PER_CELL: usize = 3;
/// When more sets than this are minimal, none of them says anything.
const MAX_REPAIRS: usize = 256;
/// Bound on the work, for tables that are wrong all over.
const MAX_STEPS: usize = 200_000;

/// An identity over cells: the values weighted with +1 or −1 must add up to 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Equation {
    /// Cells with their weights.
    pub(crate) cells: Vec<(usize, i64)>,
}

impl Equation {
    fn residual(&self, values: &[i64]) -> i64 {
        self.cells
            .iter()
            .map(|&(cell, weight)| weight * values[cell])
            .sum()
    }
}

/// One cell with a new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Change {
    /// Which cell.
    pub(crate) cell: usize,
    /// What it holds.
    pub(crate) from: i64,
    /// What it should hold.
    pub(crate) to: i64,
}

/// Changes that together make every identity hold, by cell.
pub(crate) type Repair = Vec<Change>;

/// The smallest repairs, all of the same size; the smaller differences first, then by cell.
///
/// Empty when every identity holds, when no repair of up to three cells exists, and when so many
/// exist that they say nothing. No repair makes a value negative.
pub(crate) fn locate(values: &[i64], equations: &[Equation]) -> Vec<Repair> {
    let residuals: Vec<i64> = equations
        .iter()
        .map(|equation| equation.residual(values))
        .collect();
    let failing = residuals.iter().filter(|&&residual| residual != 0).count();
    if failing == 0 || failing > MAX_CHANGES * IDENTITIES_PER_CELL {
        return Vec::new();
    }
    let memberships = Memberships::new(values.len(), equations);
    let mut search = Search {
        values,
        equations,
        memberships,
        residuals,
        failing,
        changes: Vec::with_capacity(MAX_CHANGES),
        repairs: Vec::new(),
        steps: 0,
    };
    for size in 1..=MAX_CHANGES {
        search.run(size);
        if search.gave_up() {
            return Vec::new();
        }
        if !search.repairs.is_empty() {
            break;
        }
    }
    let mut repairs = search.repairs;
    repairs.sort_by_cached_key(|repair| {
        let distance: i64 = repair
            .iter()
            .map(|change| (change.to - change.from).abs())
            .sum();
        (distance, repair.clone())
    });
    repairs
}

/// The identities that each cell is in, with its weights, cell behind cell in one list.
struct Memberships {
    /// Where the identities of each cell begin, and behind the last one where they end.
    starts: Vec<usize>,
    of_cells: Vec<(usize, i64)>,
}

impl Memberships {
    fn new(cells: usize, equations: &[Equation]) -> Self {
        let mut starts = vec![0; cells + 1];
        let mentions = || equations.iter().flat_map(|equation| &equation.cells);
        for &(cell, _) in mentions() {
            starts[cell + 1] += 1;
        }
        for cell in 0..cells {
            starts[cell + 1] += starts[cell];
        }
        let mut next = starts.clone();
        let mut of_cells = vec![(0, 0); mentions().count()];
        for (index, equation) in equations.iter().enumerate() {
            for &(cell, weight) in &equation.cells {
                of_cells[next[cell]] = (index, weight);
                next[cell] += 1;
            }
        }
        Self { starts, of_cells }
    }

    fn of(&self, cell: usize) -> &[(usize, i64)] {
        &self.of_cells[self.starts[cell]..self.starts[cell + 1]]
    }
}

struct Search<'a> {
    values: &'a [i64],
    equations: &'a [Equation],
    memberships: Memberships,
    residuals: Vec<i64>,
    failing: usize,
    changes: Vec<Change>,
    repairs: Vec<Repair>,
    steps: usize,
}

impl Search<'_> {
    fn gave_up(&self) -> bool {
        self.steps >= MAX_STEPS || self.repairs.len() > MAX_REPAIRS
    }

    /// Finds the ways to mend what fails with exactly `left` more changes.
    fn run(&mut self, left: usize) {
        if left == 0 {
            if self.failing == 0 {
                let mut repair = self.changes.clone();
                repair.sort_unstable();
                if !self.repairs.contains(&repair) {
                    self.repairs.push(repair);
                }
            }
            return;
        }
        if self.failing == 0 || self.failing > left * IDENTITIES_PER_CELL || self.gave_up() {
            return;
        }
        let equations = self.equations;
        for (index, equation) in equations.iter().enumerate() {
            let residual = self.residuals[index];
            if residual == 0 {
                continue;
            }
            for &(cell, weight) in &equation.cells {
                self.try_change(cell, -residual * weight, left);
            }
            // The last change must mend all that fails, so it is in the first of them too.
            if left == 1 {
                break;
            }
        }
    }

    fn try_change(&mut self, cell: usize, difference: i64, left: usize) {
        let from = self.values[cell];
        let to = from + difference;
        if to < 0 || self.changes.iter().any(|change| change.cell == cell) {
            return;
        }
        self.steps += 1;
        self.apply(cell, difference);
        self.changes.push(Change { cell, from, to });
        self.run(left - 1);
        self.changes.pop();
        self.apply(cell, -difference);
    }

    fn apply(&mut self, cell: usize, difference: i64) {
        for &(index, weight) in self.memberships.of(cell) {
            let residual = &mut self.residuals[index];
            self.failing -= usize::from(*residual != 0);
            *residual += weight * difference;
            self.failing += usize::from(*residual != 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::form::{CellRef, ColumnKey as C, Edition, RowKey as R, TableId};
    use nianbao_core::form::{identities, table};
    use proptest::prelude::*;

    const COLUMNS: usize = 7;

    fn index(cell: CellRef) -> usize {
        let definition = table(Edition::V2021, TableId::Requests);
        let row = definition.rows.iter().position(|row| row.key == cell.row);
        let column = definition.rows[0]
            .columns
            .iter()
            .position(|column| column.key == cell.column);
        row.unwrap() * COLUMNS + column.unwrap()
    }

    fn at(row: R, column: C) -> usize {
        index(CellRef::requests(row, column))
    }

    fn equations() -> Vec<Equation> {
        identities(Edition::V2021)
            .iter()
            .filter(|identity| identity.totals[0].table == TableId::Requests)
            .map(|identity| {
                let terms = identity.terms.iter().map(|&cell| (index(cell), 1));
                let totals = identity.totals.iter().map(|&cell| (index(cell), -1));
                Equation {
                    cells: terms.chain(totals).collect(),
                }
            })
            .collect()
    }

    /// A consistent table from outcomes and carried-out counts of the six applicant columns.
    fn consistent(outcomes: &[[i64; 6]], carried_out: [i64; 6], carried_in: [i64; 6]) -> Vec<i64> {
        let mut values = vec![0; 25 * COLUMNS];
        for column in 0..6 {
            let mut handled = 0;
            for (row, outcome) in outcomes.iter().enumerate() {
                values[(row + 2) * COLUMNS + column] = outcome[column];
                handled += outcome[column];
            }
            let all = handled + carried_out[column];
            let carried = carried_in[column].min(all);
            values[column] = all - carried;
            values[COLUMNS + column] = carried;
            values[23 * COLUMNS + column] = handled;
            values[24 * COLUMNS + column] = carried_out[column];
        }
        for row in values.chunks_mut(COLUMNS) {
            row[6] = row[..6].iter().sum();
        }
        values
    }

    #[test]
    fn a_table_that_holds_needs_no_repair() {
        let values = consistent(&[[1; 6]; 21], [1; 6], [0; 6]);
        assert!(locate(&values, &equations()).is_empty());
    }

    #[test]
    fn a_request_entered_in_the_wrong_column_is_found_in_each_row_that_could_hold_it() {
        // Seed 000: 予以公开 10, 本机关不掌握 6, 信访举报 1, all under 自然人; one belongs to 商业企业.
        let mut values = vec![0; 25 * COLUMNS];
        for (row, natural, business, total) in [
            (R::NewRequests, 16, 1, 17),
            (R::Granted, 10, 0, 10),
            (R::UnavailableNotHeld, 6, 0, 6),
            (R::RejectedPetition, 1, 0, 1),
            (R::TotalHandled, 16, 1, 17),
        ] {
            values[at(row, C::NaturalPerson)] = natural;
            values[at(row, C::Business)] = business;
            values[at(row, C::Total)] = total;
        }
        let repairs = locate(&values, &equations());
        assert_eq!(repairs.len(), 3);
        for (repair, row) in
            repairs
                .iter()
                .zip([R::Granted, R::UnavailableNotHeld, R::RejectedPetition])
        {
            let cells: Vec<_> = repair.iter().map(|change| change.cell).collect();
            assert_eq!(cells, [at(row, C::NaturalPerson), at(row, C::Business)]);
            assert_eq!(repair[0].to, repair[0].from - 1);
        }
    }

    #[test]
    fn three_cells_are_found_when_two_do_not_do() {
        // Seed 004.
        let mut values = vec![0; 25 * COLUMNS];
        for row in [
            R::NewRequests,
            R::Granted,
            R::RejectedExcessive,
            R::TotalHandled,
        ] {
            values[at(row, C::NaturalPerson)] = 1;
            values[at(row, C::Total)] = 1;
        }
        values[at(R::OtherRemaining, C::Total)] = 1;
        let repairs = locate(&values, &equations());
        assert_eq!(repairs.len(), 2);
        let surplus = Change {
            cell: at(R::OtherRemaining, C::Total),
            from: 1,
            to: 0,
        };
        assert!(
            repairs
                .iter()
                .all(|repair| repair.len() == 3 && repair.contains(&surplus))
        );
    }

    #[test]
    fn a_table_wrong_all_over_is_given_up_quickly() {
        let equations = equations();
        for seed in 1..40_i64 {
            let values: Vec<i64> = (0..175).map(|cell| (cell * 7919 * seed) % 5).collect();
            assert!(locate(&values, &equations).is_empty());
        }
    }

    proptest! {
        #[test]
        fn one_corrupted_cell_is_found(
            outcomes in prop::collection::vec(prop::array::uniform6(0_i64..20), 21),
            carried_out in prop::array::uniform6(0_i64..5),
            carried_in in prop::array::uniform6(0_i64..5),
            cell in 0_usize..25 * COLUMNS,
            value in 0_i64..200,
        ) {
            let original = consistent(&outcomes, carried_out, carried_in);
            prop_assume!(original[cell] != value);
            let mut values = original.clone();
            values[cell] = value;
            let repairs = locate(&values, &equations());
            prop_assert_eq!(repairs, vec![vec![Change { cell, from: value, to: original[cell] }]]);
        }

        #[test]
        fn a_move_between_two_columns_is_found(
            outcomes in prop::collection::vec(prop::array::uniform6(1_i64..20), 21),
            row in 2_usize..23,
            from in 0_usize..6,
            to in 0_usize..6,
        ) {
            prop_assume!(from != to);
            let original = consistent(&outcomes, [0; 6], [0; 6]);
            let mut values = original.clone();
            values[row * COLUMNS + from] -= 1;
            values[row * COLUMNS + to] += 1;
            let repairs = locate(&values, &equations());
            let mut expected: Vec<_> = [from, to]
                .map(|column| row * COLUMNS + column)
                .map(|cell| Change { cell, from: values[cell], to: original[cell] })
                .into();
            expected.sort_unstable();
            prop_assert!(repairs.contains(&expected));
        }

        #[test]
        fn repairs_make_every_identity_hold(
            outcomes in prop::collection::vec(prop::array::uniform6(0_i64..4), 21),
            corrupted in prop::collection::vec((0_usize..25 * COLUMNS, 0_i64..6), 1..4),
        ) {
            let mut values = consistent(&outcomes, [0; 6], [0; 6]);
            for (cell, value) in corrupted {
                values[cell] = value;
            }
            let equations = equations();
            for repair in locate(&values, &equations) {
                let mut repaired = values.clone();
                for change in repair {
                    repaired[change.cell] = change.to;
                }
                prop_assert!(equations.iter().all(|equation| equation.residual(&repaired) == 0));
            }
        }
    }
}
