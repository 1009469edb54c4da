//! Lines of a table as labels and values, whatever the layout.

use crate::layout::{Document, Line, LineKind, Place};
use crate::normal::{fold, is_mark};
use crate::table::value::{self, Scale};
use crate::table::{NumberForm, Value};

/// A value as found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ValueAtom {
    pub(crate) place: Place,
    pub(crate) value: Value,
    pub(crate) form: NumberForm,
}

impl ValueAtom {
    pub(crate) fn is_blank(&self) -> bool {
        self.value == Value::Blank
    }

    fn is_number(&self) -> bool {
        matches!(self.value, Value::Number(_))
    }
}

/// One line of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct TableLine {
    /// Index of the line in the document.
    pub(crate) line: usize,
    /// Pieces of text before the values, each a cell or a run of words without a wide gap.
    pub(crate) texts: Vec<Place>,
    /// The values behind them; in a row of known cells blank ones are among them.
    pub(crate) values: Vec<ValueAtom>,
    /// Text behind the values (a remark column).
    pub(crate) after: Vec<Place>,
    /// Whether the layout knows the cells.
    pub(crate) structured: bool,
    /// How many cells the row has, and at which of them the values begin (structured rows).
    pub(crate) width: usize,
    pub(crate) first_value: usize,
}

impl TableLine {
    /// Whether a number or a placeholder stands in the line.
    pub(crate) fn has_content(&self) -> bool {
        self.values.iter().any(|atom| !atom.is_blank())
    }
}

/// Reads the lines `from..to`, leaving out blank ones, page numbers and rulers.
pub(crate) fn table_lines(document: &Document<'_>, from: usize, to: usize) -> Vec<TableLine> {
    let mut lines = Vec::new();
    for (index, line) in document.lines.iter().enumerate().take(to).skip(from) {
        match line.kind {
            LineKind::Blank | LineKind::PageMark | LineKind::Rule => {}
            LineKind::Row { .. } => lines.push(structured(document, index, line)),
            LineKind::Text => lines.push(words(document, index, line.place)),
        }
    }
    lines
}

fn structured(document: &Document<'_>, index: usize, line: &Line) -> TableLine {
    let cells = document.row(line);
    let atoms: Vec<ValueAtom> = cells
        .iter()
        .map(|&place| {
            let (value, form) = value::cell(document.str(place), Scale::Count);
            ValueAtom { place, value, form }
        })
        .collect();
    let is_text = |atom: &&ValueAtom| atom.value == Value::Text;
    let first_number = atoms.iter().position(ValueAtom::is_number);
    let last_text = atoms.iter().rposition(|atom| atom.value == Value::Text);
    // Values begin behind the last text cell; text behind several numbers is a remark, and a number
    // before the label is a row number.
    let first_value = match (first_number, last_text) {
        (_, None) => 0,
        (None, Some(last)) => last + 1,
        (Some(number), Some(last)) => {
            let numbers_before = atoms[..last].iter().filter(|atom| atom.is_number()).count();
            if numbers_before >= 2 {
                atoms[..number]
                    .iter()
                    .rposition(|atom| atom.value == Value::Text)
                    .map_or(0, |at| at + 1)
            } else {
                last + 1
            }
        }
    };
    let texts = atoms[..first_value]
        .iter()
        .filter(is_text)
        .map(|atom| atom.place)
        .collect();
    let mut values = atoms[first_value..].to_vec();
    let mut after = Vec::new();
    while values.last().is_some_and(|atom| atom.value == Value::Text) {
        after.extend(values.pop().map(|atom| atom.place));
    }
    TableLine {
        line: index,
        texts,
        values,
        after,
        structured: true,
        width: cells.len(),
        first_value,
    }
}

/// A line without known cells: the trailing run of numbers is its values.
fn words(document: &Document<'_>, index: usize, place: Place) -> TableLine {
    let text = document.str(place);
    let words = split_words(text, place.start);
    let mut first = words.len();
    let mut values = Vec::new();
    while first > 0 {
        let word = words[first - 1];
        let Some((value, form)) = value::word(document.str(word)) else {
            break;
        };
        values.push(ValueAtom {
            place: word,
            value,
            form,
        });
        first -= 1;
    }
    values.reverse();
    // Dashes alone are rulers or torn punctuation, not placeholders, unless numbers stand with them.
    if !values.is_empty() && values.iter().all(|atom| atom.value == Value::Placeholder) && first > 0
    {
        first += values.len();
        values.clear();
    }
    let mut texts: Vec<Place> = Vec::new();
    for &word in &words[..first] {
        let joined = texts.last_mut().filter(|last| {
            let gap = &text[(last.end - place.start) as usize..(word.start - place.start) as usize];
            gap.chars().count() < 2
        });
        match joined {
            Some(last) => *last = last.cover(word),
            None => texts.push(word),
        }
    }
    TableLine {
        line: index,
        texts,
        values,
        ..TableLine::default()
    }
}

fn split_words(text: &str, base: u32) -> Vec<Place> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices() {
        if character.is_whitespace() {
            if let Some(from) = start.take() {
                words.push(Place {
                    start: base + from,
                    end: base + at as u32,
                });
            }
        } else if start.is_none() {
            start = Some(at as u32);
        }
    }
    if let Some(from) = start {
        words.push(Place {
            start: base + from,
            end: base + text.len() as u32,
        });
    }
    words
}

/// The folded text of places, without quotes and emphasis marks.
pub(crate) fn folded_label(document: &Document<'_>, places: &[Place]) -> String {
    let mut text = String::new();
    for &place in places {
        text.extend(
            document
                .str(place)
                .chars()
                .filter_map(fold)
                .filter(|&c| !is_mark(c)),
        );
    }
    text
}

/// Which `count` values of a structured row are its columns.
///
/// Rows come with covered cells before them and with trailing cells of other rows' width. The window
/// is where all values are, or where `hint` (the first value's cell, as told by rows that leave no
/// choice) says; failing that, the one whose first and last cells are filled.
pub(crate) fn window(line: &TableLine, count: usize, hint: Option<usize>) -> Option<usize> {
    window_in(line, count, hint, line.width)
}

/// Like [`window`], in a table whose widest row has `widest` cells: a shorter row with blank
/// cells may have lost any of its cells.
pub(crate) fn window_in(
    line: &TableLine,
    count: usize,
    hint: Option<usize>,
    widest: usize,
) -> Option<usize> {
    let values = &line.values;
    if values.len() < count {
        return None;
    }
    let hinted = hint.map(|hint| hint.checked_sub(line.first_value));
    let first = values.iter().position(|atom| !atom.is_blank());
    let last = values.iter().rposition(|atom| !atom.is_blank());
    let (Some(first), Some(last)) = (first, last) else {
        // Nothing filled: the columns are where the other rows have theirs, else at the right.
        return Some(
            hinted
                .flatten()
                .filter(|start| start + count <= values.len())
                .unwrap_or(values.len() - count),
        );
    };
    if last - first + 1 > count {
        // More values than columns; as many cells as columns need no choice.
        return None;
    }
    if last - first + 1 == count {
        return Some(first);
    }
    if line.width < widest {
        return None;
    }
    let low = (last + 1).saturating_sub(count);
    let high = first.min(values.len() - count);
    if let Some(hinted) = hinted {
        return hinted.filter(|start| (low..=high).contains(start));
    }
    (low == high).then_some(low)
}
