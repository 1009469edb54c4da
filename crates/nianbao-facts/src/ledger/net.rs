//! The net of an edition: one variable per cell and per virtual sum, and the equalities between
//! them.
//!
//! The identities are those of [`nianbao_core::form::identities`]. Each is cut at *virtual sums*: the
//! columns of organisations together, the rows 不予公开, 无法提供, 不予处理 and 其他处理, the requests of
//! this year (新收 + 上年结转), the concluded cases of 表四 and both blocks of 行政诉讼. A cut sum allows
//! the same bounds as the whole one, no equality has more than nine variables, and a claim is mostly
//! about one variable.
//!
//! Both editions have the same equalities. In edition 2019 其他处理 is a cell, and its three parts are
//! variables that no cell gives; in edition 2021 it is the other way.

use std::sync::OnceLock;

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, ColumnKey, Edition, RowKey};

use super::build::{Builder, VIRTUAL_COLUMNS, VIRTUAL_ROWS};
use super::model::Line;

/// Index of a variable.
pub(super) type Var = u16;

/// Room for the variables of an edition: 264 of 表三 and 表四, and the cells of 表二.
pub(super) const VARIABLES: usize = 296;
/// No variable.
pub(super) const NO_VAR: Var = Var::MAX;
/// Amounts (万元) are counted in 分, a millionth of the unit of the form.
pub(super) const AMOUNT_SCALE: i64 = 1_000_000;
/// Counts beyond this are no counts.
pub(super) const LARGEST: i64 = 999_999_999_999_999;

/// A set of variables that no identity ties to the others.
pub(super) type Component = u8;
/// 表三.
pub(super) const REQUESTS: Component = 0;
/// 表四 行政复议.
pub(super) const RECONSIDERATION: Component = 1;
/// 表四 行政诉讼.
pub(super) const LITIGATION: Component = 2;
/// How many components have equalities; every cell of 表二 is a component of its own after them.
pub(super) const TIED: usize = 3;

/// Rows of the grid of variables: those of the form, then virtual ones.
pub(super) const ROWS: usize = RowKey::ALL.len() + VIRTUAL_ROWS;
/// Columns of the grid of variables: those of the form, then virtual ones.
pub(super) const COLUMNS: usize = ColumnKey::ALL.len() + VIRTUAL_COLUMNS;

/// An equality: the parts add up to the whole.
#[derive(Debug)]
pub(super) struct Equality {
    /// The whole.
    pub(super) whole: Var,
    pub(super) start: u16,
    pub(super) end: u16,
    /// The identities that it is part of or follows from.
    pub(super) line: Line,
    pub(super) component: Component,
}

/// What is known of a variable besides its bounds.
#[derive(Debug)]
pub(super) struct Variable {
    /// The cells that it is the sum of; one for the variable of a cell.
    pub(super) cells: Vec<CellRef>,
    pub(super) component: Component,
    /// How many of it are one unit of the form.
    pub(super) scale: i64,
}

/// Variables and equalities of an edition.
#[derive(Debug)]
pub(super) struct Net {
    pub(super) slots: Box<[[Var; COLUMNS]; ROWS]>,
    pub(super) variables: Vec<Variable>,
    pub(super) equalities: Vec<Equality>,
    pub(super) parts: Vec<Var>,
    /// The equalities of each variable, those of one variable after those of another.
    pub(super) users: Vec<u16>,
    pub(super) starts: Vec<u16>,
}

impl Net {
    /// The net of an edition, built on first use.
    pub(super) fn of(edition: Edition) -> &'static Self {
        static V2019: OnceLock<Net> = OnceLock::new();
        static V2021: OnceLock<Net> = OnceLock::new();
        match edition {
            Edition::V2019 => V2019.get_or_init(|| Builder::build(edition)),
            Edition::V2021 => V2021.get_or_init(|| Builder::build(edition)),
        }
    }

    /// The variable of a cell. 本年增/减 of 表二 in edition 2019 has none, because it may be negative.
    pub(super) fn var(&self, cell: CellRef) -> Option<Var> {
        let var = self.slots[cell.row as usize][cell.column as usize];
        (var != NO_VAR).then_some(var)
    }

    pub(super) fn len(&self) -> usize {
        self.variables.len()
    }

    pub(super) fn equalities(&self) -> &[Equality] {
        &self.equalities
    }

    /// The parts of an equality.
    pub(super) fn parts(&self, equality: &Equality) -> &[Var] {
        &self.parts[usize::from(equality.start)..usize::from(equality.end)]
    }

    /// The equalities that a variable is in.
    pub(super) fn users(&self, var: Var) -> &[u16] {
        let var = usize::from(var);
        &self.users[usize::from(self.starts[var])..usize::from(self.starts[var + 1])]
    }

    /// The cells that a variable is the sum of.
    pub(super) fn cells(&self, var: Var) -> &[CellRef] {
        &self.variables[usize::from(var)].cells
    }

    /// The cell of a variable that is no virtual sum.
    pub(super) fn cell(&self, var: Var) -> Option<CellRef> {
        match self.cells(var) {
            [cell] => Some(*cell),
            _ => None,
        }
    }

    pub(super) fn component(&self, var: Var) -> Component {
        self.variables[usize::from(var)].component
    }

    /// The equalities of a component, as a range of indices.
    pub(super) fn equalities_of(&self, component: Component) -> std::ops::Range<u16> {
        let first = self
            .equalities
            .partition_point(|equality| equality.component < component);
        let end = self
            .equalities
            .partition_point(|equality| equality.component <= component);
        first as u16..end as u16
    }

    pub(super) fn scale(&self, var: Var) -> i64 {
        self.variables[usize::from(var)].scale
    }

    /// A number of the form as a value of a variable; `None` when it is negative, has a fraction that
    /// the variable cannot hold, or is larger than [`LARGEST`].
    pub(super) fn value(&self, var: Var, number: Decimal) -> Option<i64> {
        scaled(number, self.scale(var))
    }

    /// A value of a variable as a number of the form.
    pub(super) fn number(&self, var: Var, value: i64) -> Decimal {
        unscaled(value, self.scale(var))
    }
}

/// A number as an integer count of `scale`th parts.
pub(super) fn scaled(number: Decimal, scale: i64) -> Option<i64> {
    let scaled = if scale == 1 {
        number
    } else {
        number.checked_mul(scale.into())?
    };
    if scaled.scale() != 0 && !scaled.fract().is_zero() {
        return None;
    }
    i64::try_from(scaled)
        .ok()
        .filter(|value| (0..=LARGEST).contains(value))
}

/// The reverse of [`scaled`].
pub(super) fn unscaled(value: i64, scale: i64) -> Decimal {
    let number = Decimal::from(value);
    if scale == 1 {
        number
    } else {
        number
            .checked_div(scale.into())
            .unwrap_or(number)
            .normalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::form::{TableId, identities, tables};

    const PRIME: i128 = 1_000_000_007;

    /// The rank of a matrix, modulo a prime.
    fn rank(mut rows: Vec<Vec<i128>>) -> usize {
        let width = rows.first().map_or(0, Vec::len);
        let inverse = |value: i128| {
            let (mut power, mut base, mut exponent) = (1, value, PRIME - 2);
            while exponent > 0 {
                if exponent & 1 == 1 {
                    power = power * base % PRIME;
                }
                base = base * base % PRIME;
                exponent >>= 1;
            }
            power
        };
        let mut found = 0;
        for column in 0..width {
            let pivot = (found..rows.len()).find(|&row| rows[row][column].rem_euclid(PRIME) != 0);
            let Some(pivot) = pivot else { continue };
            rows.swap(found, pivot);
            let factor = inverse(rows[found][column].rem_euclid(PRIME));
            let top = rows[found].clone();
            for row in rows.iter_mut().skip(found + 1) {
                let times = row[column].rem_euclid(PRIME) * factor % PRIME;
                if times != 0 {
                    for (value, above) in row.iter_mut().zip(&top) {
                        *value = (*value - times * above).rem_euclid(PRIME);
                    }
                }
            }
            found += 1;
        }
        found
    }

    fn matrix(net: &Net) -> Vec<Vec<i128>> {
        let rows = net.equalities().iter().map(|equality| {
            let mut row = vec![0; net.len()];
            row[usize::from(equality.whole)] -= 1;
            for &part in net.parts(equality) {
                row[usize::from(part)] += 1;
            }
            row
        });
        rows.collect()
    }

    #[test]
    fn the_equalities_say_what_the_identities_say() {
        for edition in [Edition::V2019, Edition::V2021] {
            let net = Net::of(edition);
            let row = |terms: &[CellRef], totals: &[CellRef]| {
                let mut row = vec![0; net.len()];
                for &cell in terms {
                    row[usize::from(net.var(cell).unwrap())] += 1;
                }
                for &cell in totals {
                    row[usize::from(net.var(cell).unwrap())] -= 1;
                }
                row
            };
            let all: Vec<Vec<i128>> = identities(edition)
                .iter()
                .map(|identity| row(&identity.terms, &identity.totals))
                .collect();
            let equalities = matrix(net);
            let own = rank(equalities.clone());
            // No identity adds anything to the equalities.
            let both = equalities.iter().cloned().chain(all.iter().cloned());
            assert_eq!(rank(both.collect()), own, "{edition:?}");
            // And the equalities add nothing to the identities but what the virtual sums are.
            let sums = (0..net.len() as Var)
                .filter(|&var| net.cell(var).is_none())
                .map(|var| {
                    let mut sum = row(net.cells(var), &[]);
                    sum[usize::from(var)] -= 1;
                    sum
                });
            let mut with_sums: Vec<Vec<i128>> = all.into_iter().chain(sums).collect();
            // The parts of 其他处理 are no cells of edition 2019; their sums are taken as they are.
            let part = |var: &Var| net.cells(*var).iter().all(|cell| is_part(cell.row));
            if edition == Edition::V2019 {
                let vars: Vec<Var> = (0..net.len() as Var).filter(part).collect();
                let about = |row: &&Vec<i128>| vars.iter().any(|&var| row[usize::from(var)] != 0);
                with_sums.extend(equalities.iter().filter(about).cloned());
            }
            assert_eq!(rank(with_sums), own, "{edition:?}");
        }
    }

    fn is_part(row: RowKey) -> bool {
        matches!(
            row,
            RowKey::OtherCorrectionOverdue | RowKey::OtherFeeOverdue | RowKey::OtherRemaining
        )
    }

    #[test]
    fn every_cell_has_a_variable_and_no_equality_is_long() {
        for edition in [Edition::V2019, Edition::V2021] {
            let net = Net::of(edition);
            assert!(net.len() <= VARIABLES);
            assert!(net.equalities().len() < 256);
            for table in tables(edition) {
                for row in table.rows {
                    for column in row.columns {
                        let cell = CellRef::new(table.id, row.key, column.key);
                        match net.var(cell) {
                            Some(var) => assert_eq!(net.cells(var), [cell]),
                            None => assert_eq!(column.key, ColumnKey::Change),
                        }
                    }
                }
            }
            for equality in net.equalities() {
                assert!((2..=9).contains(&(net.parts(equality).len() + 1)));
            }
        }
        let net = Net::of(Edition::V2021);
        let tied = (0..net.len() as Var).filter(|&var| usize::from(net.component(var)) < TIED);
        assert_eq!(tied.count(), 264);
        assert_eq!(net.equalities().len(), 130);
    }

    #[test]
    fn amounts_are_counted_in_fen() {
        let net = Net::of(Edition::V2021);
        let fee = CellRef::new(TableId::Proactive, RowKey::Fees, ColumnKey::Amount);
        let var = net.var(fee).unwrap();
        let amount: Decimal = "25.1".parse().unwrap();
        assert_eq!(net.value(var, amount), Some(25_100_000));
        assert_eq!(net.number(var, 25_100_000), amount);
        let fine: Decimal = "0.0000001".parse().unwrap();
        assert_eq!(net.value(var, fine), None);
        assert_eq!(net.value(var, Decimal::MAX), None);
        assert_eq!(net.value(0, Decimal::NEGATIVE_ONE), None);
        assert_eq!(net.value(0, amount), None);
    }
}
