//! Whether the rows that were found for the groups of a torn table can be relied on.
//!
//! Converters of PDF that read a page box by box put a row's numbers before, between or behind the
//! lines of its label, so that numbers may follow the label of the row before theirs. What the order of
//! the labels alone does not tell, the numbers can: a table with as many rows of numbers as the form
//! has rows, nearly all of which add up, was read in the order in which it was printed.

use rust_decimal::Decimal;

use crate::form::TableDef;
use crate::layout::{Document, Place};
use crate::table::atoms::folded_label;
use crate::table::groups::{Assignment, Group, Groups};
use crate::table::label::{self, Recognised};
use crate::table::{LabelMatch, Value};

/// In a table read by its order, one row in so many may fail to add up.
const FAILING: usize = 8;

/// Rows with fewer numbers than columns that show that blank cells left no trace.
const BLANKS: usize = 3;

/// Settles the rows of a table: the groups whose numbers may be of more rows than one, or `None` when
/// which number is whose cannot be told at all.
pub(crate) fn settle(
    document: &Document<'_>,
    definition: &TableDef,
    groups: &Groups,
    assignment: &mut Assignment,
    columns: usize,
) -> Option<Vec<usize>> {
    let groups = &groups.groups;
    let full = |group: &Group| group.values.len() == columns;
    let fails = |index: usize| full(&groups[index]) && !adds_up(&groups[index], columns);
    if assignment.aligned && !assignment.unlabelled {
        // Rows of numbers that no label told: they have moved against the labels.
        let astray = groups
            .iter()
            .zip(&assignment.rows)
            .any(|(group, row)| row.is_none() && !group.structured && full(group));
        let in_order = groups.len() == definition.rows.len() && groups.iter().all(full);
        if (astray || assignment.torn) && in_order {
            let failing: Vec<usize> = (0..groups.len()).filter(|&index| fails(index)).collect();
            let telling = groups.iter().filter(|group| !is_zero(group)).count();
            if failing.len() * FAILING > telling {
                return None;
            }
            for (index, row) in assignment.rows.iter_mut().enumerate() {
                if row.is_none_or(|found| found.row != index) {
                    *row = Some(Recognised::new(index, LabelMatch::Inferred));
                }
            }
            return Some(failing);
        }
        let unsure = |index: usize| {
            assignment.rows[index].is_some() && (!full(&groups[index]) || fails(index))
        };
        if astray || assignment.torn && (0..groups.len()).any(unsure) {
            return None;
        }
    }
    // Where blank cells left no trace, numbers of several lines may be of several rows.
    let short = |group: &&Group| !group.structured && group.values.len() < columns;
    if groups.iter().filter(short).count() < BLANKS {
        return Some(Vec::new());
    }
    if !assignment.aligned && !shifted(document, definition, groups, assignment) {
        return Some(Vec::new());
    }
    let doubtful = |&index: &usize| {
        let group = &groups[index];
        !group.structured && full(group) && over_lines(document, group)
    };
    Some((0..groups.len()).filter(doubtful).collect())
}

/// Whether the label of a row stands with the numbers of another one: its own stand elsewhere.
fn shifted(
    document: &Document<'_>,
    definition: &TableDef,
    groups: &[Group],
    assignment: &Assignment,
) -> bool {
    let mut text = String::new();
    for group in groups.iter().filter(|group| !group.structured) {
        text.push_str(&folded_label(document, &group.texts));
    }
    definition.rows.iter().enumerate().any(|(index, row)| {
        !label::is_ambiguous(row.key)
            && !assignment
                .rows
                .iter()
                .flatten()
                .any(|found| found.row == index)
            && text.contains(row.name)
    })
}

/// Whether the numbers of a row but the last one make the last one.
fn adds_up(group: &Group, columns: usize) -> bool {
    let number = |index: usize| match group.values.get(index).map(|atom| atom.value) {
        Some(Value::Number(number)) => Some(number),
        Some(Value::Placeholder | Value::Blank) => Some(Decimal::ZERO),
        _ => None,
    };
    let terms: Option<Decimal> = (0..columns - 1).map(number).sum();
    terms.is_some() && terms == number(columns - 1)
}

fn is_zero(group: &Group) -> bool {
    let zero = |value: Value| match value {
        Value::Number(number) => number.is_zero(),
        Value::Placeholder | Value::Blank => true,
        Value::Text => false,
    };
    group.values.iter().all(|atom| zero(atom.value))
}

/// Whether the values of a group stand on more lines than one.
fn over_lines(document: &Document<'_>, group: &Group) -> bool {
    let place = group
        .values
        .iter()
        .map(|atom| atom.place)
        .reduce(Place::cover);
    place.is_some_and(|place| document.str(place).contains(['\n', '\r']))
}
