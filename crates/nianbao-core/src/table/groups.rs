//! Groups of values with the text before them, and which row of the form each group is.

use crate::form::TableDef;
use crate::layout::{Document, Place};
use crate::normal;
use crate::report::Layout;
use crate::table::LabelMatch;
use crate::table::align::Alignment;
use crate::table::atoms::{Hint, TableLine, ValueAtom, folded_label, window_in};
use crate::table::label::{self, Recognised};

/// A label is broken over at most this many lines.
const LONGEST_LABEL: usize = 5;

/// The same where its end is already known.
const LONGEST_BROKEN: usize = 20;

/// Values that stand together, with the text since the group before.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Pieces of text since the values of the group before.
    pub(crate) texts: Vec<Place>,
    /// How many of the last pieces stand in the same line as the first value.
    pub(crate) own_texts: usize,
    pub(crate) values: Vec<ValueAtom>,
    /// Text behind the values in the same row.
    pub(crate) after: Vec<Place>,
    /// Index into the table's lines of the first value.
    pub(crate) line: usize,
    pub(crate) structured: bool,
}

impl Group {
    /// The label's own pieces: those of its line, else all.
    pub(crate) fn label_pieces(&self) -> &[Place] {
        if self.own_texts == 0 {
            &self.texts
        } else {
            &self.texts[self.texts.len() - self.own_texts..]
        }
    }
}

/// The groups of a table and the text behind the last one.
pub(crate) struct Groups {
    pub(crate) groups: Vec<Group>,
    pub(crate) tail: Vec<Place>,
}

/// Collects the groups of values of `columns` columns each.
pub(crate) fn collect(
    document: &Document<'_>,
    definition: &TableDef,
    lines: &[TableLine],
    columns: usize,
) -> Groups {
    let hints = Hints::new(document, lines, columns);
    // On a page spans make rows of different widths; elsewhere all rows have all cells.
    let widest = match document.layout {
        Layout::Html => 0,
        _ => lines.iter().map(|line| line.width).max().unwrap_or(0),
    };
    let mut groups: Vec<Group> = Vec::new();
    let mut pending: Vec<Place> = Vec::new();
    let mut joinable = false;
    for (index, line) in lines.iter().enumerate() {
        let own_texts = line.texts.len();
        pending.extend(&line.texts);
        if line.structured {
            let data = line.has_content()
                || (line.values.len() >= columns && is_data_label(document, definition, line));
            if !data {
                continue;
            }
            let hint = hints.of(document, line);
            let window = window_in(line, columns, hint, widest)
                .map(|start| &line.values[start..start + columns])
                .filter(|values| !is_glued(values));
            let values = match window {
                Some(values) => values.to_vec(),
                None => line
                    .values
                    .iter()
                    .filter(|atom| !atom.is_blank())
                    .copied()
                    .collect(),
            };
            groups.push(Group {
                texts: std::mem::take(&mut pending),
                own_texts,
                values,
                after: line.after.clone(),
                line: index,
                structured: true,
            });
            joinable = false;
        } else if !line.values.is_empty() {
            // Values with no text since the last ones go on with them.
            match groups.last_mut().filter(|_| joinable && pending.is_empty()) {
                Some(last) => last.values.extend(&line.values),
                None => groups.push(Group {
                    texts: std::mem::take(&mut pending),
                    own_texts,
                    values: line.values.clone(),
                    after: Vec::new(),
                    line: index,
                    structured: false,
                }),
            }
            joinable = true;
        }
    }
    let groups = groups
        .into_iter()
        .flat_map(|group| split(lines, group, columns))
        .collect();
    Groups {
        groups,
        tail: pending,
    }
}

/// Whether a row has digits with spaces between them beside blank cells: then they may be the numbers
/// of those cells as well.
fn is_glued(values: &[ValueAtom]) -> bool {
    values.iter().any(ValueAtom::is_blank) && values.iter().any(|atom| atom.form.spaced)
}

/// A row of blank cells is data when its label is one of the form's.
fn is_data_label(document: &Document<'_>, definition: &TableDef, line: &TableLine) -> bool {
    line.texts.last().is_some_and(|&last| {
        let text = folded_label(document, &[last]);
        label::find(definition, &text).is_some()
    })
}

/// Where values begin, told by the rows that leave no choice.
///
/// A label covers as many cells as its rank in the table says, whatever cells a converter left out
/// before it or added behind the row: rows of one rank have their values at one distance from the
/// label. Rows that differ tell nothing.
struct Hints {
    /// Rank of the label, and the cells between the label and the first value.
    ranks: Vec<(Rank, Option<usize>)>,
    /// The cell of the first value, when it is the same in all rows.
    column: Option<usize>,
    /// Spans may give the rows different cells for one column.
    spans: bool,
}

/// How a label is numbered: `一、`, `（一）`, `1.` or not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    Numeral,
    Bracket,
    Digit,
    None,
}

fn rank(document: &Document<'_>, line: &TableLine) -> Rank {
    let first = line
        .texts
        .last()
        .and_then(|&last| document.str(last).chars().find_map(crate::normal::fold));
    match first {
        Some('(') => Rank::Bracket,
        Some(first) if first.is_ascii_digit() => Rank::Digit,
        Some(first) if crate::normal::is_numeral(first) => Rank::Numeral,
        _ => Rank::None,
    }
}

impl Hints {
    fn new(document: &Document<'_>, lines: &[TableLine], columns: usize) -> Self {
        let mut ranks: Vec<(Rank, Option<usize>)> = Vec::new();
        let mut column: Option<Option<usize>> = None;
        let filled = || {
            lines
                .iter()
                .filter(|line| line.structured && line.has_content())
        };
        // A page may hold tables without spans, or such as a converter has left between its tags.
        let width = filled().next().map(|line| line.width);
        let spans =
            document.layout == Layout::Html && filled().any(|line| Some(line.width) != width);
        for line in filled() {
            // Only a row whose first and last number are there leaves no choice.
            let first = line.values.iter().position(|atom| !atom.is_blank());
            let last = line.values.iter().rposition(|atom| !atom.is_blank());
            let Some(start) = first.filter(|first| last == Some(first + columns - 1)) else {
                continue;
            };
            let rank = rank(document, line);
            match ranks.iter_mut().find(|(known, _)| *known == rank) {
                Some((_, known)) if *known != Some(start) => *known = None,
                Some(_) => {}
                None => ranks.push((rank, Some(start))),
            }
            let at = line.first_value + start;
            column = match column {
                Some(known) => Some(known.filter(|&known| known == at)),
                None => Some(Some(at)),
            };
        }
        Self {
            ranks,
            column: column.flatten(),
            spans,
        }
    }

    /// Where the values of a row begin.
    fn of(&self, document: &Document<'_>, line: &TableLine) -> Option<Hint> {
        let rank = rank(document, line);
        match self.ranks.iter().find(|(known, _)| *known == rank) {
            Some((_, Some(start))) => Some(Hint::BehindLabel(*start)),
            _ => self.column.filter(|_| !self.spans).map(Hint::Cell),
        }
    }
}

/// Splits a run of values that holds several rows, and drops a page number among them.
fn split(lines: &[TableLine], mut group: Group, columns: usize) -> Vec<Group> {
    if group.structured || group.values.len() <= columns {
        return vec![group];
    }
    if group.values.len() % columns == 1 {
        // One number too many that stands alone among whole rows is a page number.
        let whole = |values: &[ValueAtom]| values.len().is_multiple_of(columns);
        let mut at = 0;
        let mut alone = None;
        let mut all_whole = true;
        for line in &lines[group.line..] {
            if at >= group.values.len() {
                break;
            }
            let count = line.values.len();
            if count == 1 && alone.is_none() {
                alone = Some(at);
            } else {
                all_whole &= whole(&line.values);
            }
            at += count;
        }
        if let Some(alone) = alone.filter(|_| all_whole) {
            group.values.remove(alone);
        }
    }
    if !group.values.len().is_multiple_of(columns) {
        return vec![group];
    }
    let first_texts = std::mem::take(&mut group.texts);
    let own_texts = group.own_texts;
    let mut parts: Vec<Group> = group
        .values
        .chunks(columns)
        .map(|values| Group {
            texts: Vec::new(),
            own_texts: 0,
            values: values.to_vec(),
            after: Vec::new(),
            line: group.line,
            structured: false,
        })
        .collect();
    if let Some(first) = parts.first_mut() {
        first.texts = first_texts;
        first.own_texts = own_texts;
    }
    parts
}

/// Which row each group is; `None` for a group that is no row of the form.
#[derive(Debug, Default)]
pub(crate) struct Assignment {
    pub(crate) rows: Vec<Option<Recognised>>,
    /// Blocks of labels were followed by blocks of numbers: the order is plausible, not printed.
    pub(crate) torn: bool,
    /// No label was found at all.
    pub(crate) unlabelled: bool,
    /// The text of the table as a whole was aligned with the form: no label alone told its row.
    pub(crate) aligned: bool,
}

/// Assigns groups to rows: by their labels where each is told for itself, else by aligning all text
/// of the table with the form.
pub(crate) fn assign(
    document: &Document<'_>,
    definition: &TableDef,
    groups: &Groups,
) -> Assignment {
    let told: Vec<Option<Recognised>> = groups
        .groups
        .iter()
        .map(|group| told_alone(document, definition, group))
        .collect();
    let increasing = told.windows(2).all(|pair| match (pair[0], pair[1]) {
        (Some(first), Some(second)) => first.row < second.row,
        _ => false,
    });
    // Whole labels need no order: drafters swap rows.
    let whole = told
        .iter()
        .all(|found| found.is_some_and(|found| found.matched != LabelMatch::Fragments));
    if whole || increasing && told.iter().all(Option::is_some) {
        return Assignment {
            rows: told,
            ..Assignment::default()
        };
    }
    aligned(document, definition, groups, &told)
}

/// The row of a group by its own label.
fn told_alone(document: &Document<'_>, definition: &TableDef, group: &Group) -> Option<Recognised> {
    // The label is the last piece, or the last few where it was broken over lines.
    let count = group.texts.len();
    // Where lines break within a label, its end may be another name of the row.
    let mut ends: Option<Recognised> = None;
    for pieces in 1..=count.min(LONGEST_BROKEN) {
        if pieces > LONGEST_LABEL && ends.is_none() {
            break;
        }
        let text = folded_label(document, &group.texts[count - pieces..]);
        if let Some(end) = ends {
            match label::find(definition, &text) {
                Some(whole) if whole.row == end.row => return Some(Recognised { pieces, ..whole }),
                _ => continue,
            }
        }
        if let Some(found) = label::find(definition, &text) {
            // In running text `其他` and `总计` are headers as well.
            let sure = group.structured
                || !label::is_ambiguous(definition.rows[found.row].key)
                // `2.其他` is the beginning of another row's label.
                || label::has_own_ordinal(&definition.rows[found.row], &text);
            if sure && found.matched == LabelMatch::Variant && !group.structured {
                ends = Some(Recognised { pieces, ..found });
            } else if sure {
                return Some(Recognised { pieces, ..found });
            }
        }
        if group.structured && pieces >= group.own_texts {
            break;
        }
    }
    if let Some(end) = ends {
        // The words before an end without ordinal may stand apart from it.
        let text = folded_label(document, &group.texts[count - end.pieces..]);
        let cut = end.pieces < count
            && normal::ordinal_len(&text) == 0
            && definition.rows[end.row].name.ends_with(&text);
        let matched = if cut {
            LabelMatch::Fragments
        } else {
            end.matched
        };
        return Some(Recognised { matched, ..end });
    }
    if group.structured && group.own_texts > 0 {
        let own = label::recognise(definition, &folded_label(document, group.label_pieces()));
        if let Some(found) = own {
            let pieces = group.own_texts;
            return Some(Recognised { pieces, ..found });
        }
    }
    label::recognise(definition, &folded_label(document, &group.texts))
}

fn aligned(
    document: &Document<'_>,
    definition: &TableDef,
    groups: &Groups,
    told: &[Option<Recognised>],
) -> Assignment {
    let mut text: Vec<char> = Vec::new();
    let mut positions = Vec::with_capacity(groups.groups.len());
    for group in &groups.groups {
        text.extend(folded_label(document, &group.texts).chars());
        positions.push(text.len());
    }
    text.extend(folded_label(document, &groups.tail).chars());
    let alignment = Alignment::new(definition, &text);
    let count = groups.groups.len();
    let rows = definition.rows.len();
    // A few characters in common are in any text; a label is there when most of it is.
    if alignment.rows_between(0, text.len(), 60).is_empty() {
        let inferred = |row| Some(Recognised::new(row, LabelMatch::Inferred));
        let unlabelled = count == rows;
        let rows = (0..count)
            .map(|row| inferred(row).filter(|_| unlabelled))
            .collect();
        return Assignment {
            rows,
            torn: false,
            unlabelled,
            aligned: true,
        };
    }
    let mut assignment = Assignment {
        rows: vec![None; count],
        aligned: true,
        ..Assignment::default()
    };
    let mut previous: Option<usize> = None;
    let mut before = 0;
    let mut index = 0;
    while index < count {
        let position = positions[index];
        let run = positions[index..]
            .iter()
            .take_while(|&&other| other == position)
            .count();
        let next = previous.map_or(0, |row| row + 1);
        let fragments = |row| Some(Recognised::new(row, LabelMatch::Fragments));
        let inferred = |row| Some(Recognised::new(row, LabelMatch::Inferred));
        let seen: Vec<usize> = alignment
            .rows_between(before, position, 60)
            .into_iter()
            .filter(|&row| row >= next)
            .collect();
        let (last, following) = alignment.around(position);
        let free_until = following.unwrap_or(rows);
        if run > 1 && seen.len() == run {
            for (offset, &row) in seen.iter().enumerate() {
                assignment.rows[index + offset] = fragments(row);
            }
            assignment.torn = true;
        } else {
            let own = told[index].filter(|found| {
                found.row >= next
                    && found.matched != LabelMatch::Fragments
                    && last.is_none_or(|last| last <= found.row + 1)
            });
            let first = own.or_else(|| match last {
                Some(row) if row >= next => fragments(row),
                // Nothing of a label since the row before: the next row's label is lost.
                _ if following.is_none_or(|row| row > next) && next < rows => inferred(next)
                    .filter(|_| free_until >= next + run && (free_until == next + run || run == 1)),
                _ => None,
            });
            assignment.rows[index] = first;
            if let Some(first) = first {
                for offset in 1..run {
                    let row = first.row + offset;
                    let fits = first.row + run == free_until
                        || (first.row + run == free_until + 1 && following == Some(first.row));
                    assignment.rows[index + offset] = inferred(row).filter(|_| fits && row < rows);
                }
            }
        }
        previous = assignment.rows[index..index + run]
            .iter()
            .rev()
            .find_map(|row| row.map(|row| row.row))
            .or(previous);
        before = position;
        index += run;
    }
    if groups.groups.iter().any(|group| group.structured) {
        keep_told(&groups.groups, &mut assignment.rows, told);
    }
    assignment
}

/// Where the layout knows the cells, a row that its own label tells is that row, and what the
/// alignment says of the others holds only between their told neighbours.
fn keep_told(groups: &[Group], rows: &mut [Option<Recognised>], told: &[Option<Recognised>]) {
    // A row without content that goes on with the label of the one before is none of its own.
    let filled =
        |group: &Group| group.structured && group.values.iter().any(|atom| !atom.is_blank());
    let once = |row: usize| {
        let same = groups
            .iter()
            .zip(told)
            .filter(|(group, other)| filled(group) && other.is_some_and(|other| other.row == row));
        same.count() == 1
    };
    let told: Vec<Option<Recognised>> = groups
        .iter()
        .zip(told)
        .map(|(group, found)| found.filter(|found| filled(group) && once(found.row)))
        .collect();
    let mut following: Vec<Option<usize>> = vec![None; rows.len() + 1];
    for (index, found) in told.iter().enumerate().rev() {
        following[index] = found.map(|found| found.row).or(following[index + 1]);
    }
    let mut before: Option<usize> = None;
    for (index, row) in rows.iter_mut().enumerate() {
        if let Some(found) = told[index] {
            *row = Some(found);
            before = Some(found.row);
            continue;
        }
        let fits = |row: usize| {
            before.is_none_or(|before| before < row)
                && following[index + 1].is_none_or(|following| row < following)
        };
        *row = row.filter(|found| fits(found.row));
        before = row.map(|found| found.row).or(before);
    }
}
