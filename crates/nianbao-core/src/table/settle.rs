//! Whether the rows that an alignment gives to the groups of a torn table can be relied on.
//!
//! Converters of PDF that read a page box by box put a row's numbers before, between or behind the
//! lines of its label, so that a number group may follow the label of the row before it. What the
//! order of the labels alone does not tell, the numbers can: a table with as many rows of numbers as
//! the form has rows, each adding up, was read in the order in which it was printed.

use rust_decimal::Decimal;

use crate::form::TableDef;
use crate::table::groups::{Assignment, Group, Groups};
use crate::table::label::Recognised;
use crate::table::{LabelMatch, Value};

/// One row in so many may fail to add up: an error of the drafter's, and no sign of another order.
const FAILING: usize = 8;

/// Settles the rows of an aligned table; `false` when which number is whose cannot be told.
pub(crate) fn settle(
    definition: &TableDef,
    groups: &Groups,
    assignment: &mut Assignment,
    columns: usize,
) -> bool {
    let groups = &groups.groups;
    if assignment.unlabelled {
        return true;
    }
    let full = |group: &&Group| group.values.len() == columns;
    // Rows of numbers that no label told: they have moved against the labels.
    let astray = groups
        .iter()
        .zip(&assignment.rows)
        .any(|(group, row)| row.is_none() && !group.structured && full(&group));
    if !astray && !assignment.torn {
        return true;
    }
    let in_order = astray && groups.len() == definition.rows.len() && groups.iter().all(|group| full(&group));
    if in_order && sums_hold(groups.iter(), columns) {
        for (index, row) in assignment.rows.iter_mut().enumerate() {
            if row.is_none_or(|found| found.row != index) {
                *row = Some(Recognised::new(index, LabelMatch::Inferred));
            }
        }
        return true;
    }
    let assigned = groups
        .iter()
        .zip(&assignment.rows)
        .filter(|(_, row)| row.is_some())
        .map(|(group, _)| group);
    !astray && assigned.clone().all(|group| full(&group)) && sums_hold(assigned, columns)
}

/// Whether nearly all rows add up, which they do in one reading order only.
fn sums_hold<'g>(groups: impl Iterator<Item = &'g Group>, columns: usize) -> bool {
    let (mut telling, mut failing) = (0, 0);
    for group in groups {
        let number = |index: usize| match group.values.get(index).map(|atom| atom.value) {
            Some(Value::Number(number)) => Some(number),
            Some(Value::Placeholder | Value::Blank) => Some(Decimal::ZERO),
            _ => None,
        };
        let terms: Option<Decimal> = (0..columns - 1).map(number).sum();
        let (Some(terms), Some(total)) = (terms, number(columns - 1)) else {
            return false;
        };
        telling += usize::from(!terms.is_zero() || !total.is_zero());
        failing += usize::from(terms != total);
    }
    failing * FAILING <= telling
}
