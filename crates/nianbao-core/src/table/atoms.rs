//! Lines of a table as labels and values, whatever the layout.

use crate::layout::{Document, Line, LineKind, Place};
use crate::normal::{fold_onto, is_mark, ordinal_len};
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

/// How many values make a whole row of 表三.
const ROW: usize = 7;

/// Reads the lines `from..to`, leaving out blank ones, page numbers and rulers.
pub(crate) fn table_lines(document: &Document<'_>, from: usize, to: usize) -> Vec<TableLine> {
    let mut lines = Vec::new();
    for (index, line) in document.lines.iter().enumerate().take(to).skip(from) {
        match line.kind {
            LineKind::Blank | LineKind::PageMark | LineKind::Rule => {}
            LineKind::Row { .. } => lines.push(structured(document, index, line)),
            LineKind::Text => {
                let mut rest = line.place;
                while let Some((row, behind)) = row_and_more(document, rest) {
                    lines.push(words(document, index, row));
                    rest = behind;
                }
                lines.push(words(document, index, rest));
            }
        }
    }
    lines
}

fn structured(document: &Document<'_>, index: usize, line: &Line) -> TableLine {
    let cells = document.row(line);
    let atoms: Vec<ValueAtom> = cells
        .iter()
        .map(|&place| {
            let (mut value, mut form) = value::cell(document.str(place), Scale::Count);
            // Nothing can be said of a place between whose parts other cells stand.
            if document.is_torn(place) {
                (value, form) = (Value::Text, NumberForm::default());
            }
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

/// A line with text, a whole row of values and text again, parted behind the values: a row beside the
/// heading of a group or beside another row.
fn row_and_more(document: &Document<'_>, place: Place) -> Option<(Place, Place)> {
    let text = document.str(place);
    // Prose and nearly all rows end here.
    if text.len() > LONG_LINE
        || text.ends_with(|c: char| c.is_ascii_digit()) && !text.contains("   ")
    {
        return None;
    }
    let words = split_words(text, place.start);
    let is_value = |word: &Place| value::word(document.str(*word)).is_some();
    let first = words.iter().position(|word| !is_value(word))?;
    let from = first + words[first..].iter().position(is_value)?;
    let count = words[from..]
        .iter()
        .take_while(|word| is_value(word))
        .count();
    let (last, next) = (words.get(from + ROW - 1)?, words.get(from + ROW)?);
    let row = Place {
        end: last.end,
        ..place
    };
    let behind = Place {
        start: next.start,
        ..place
    };
    (count == ROW).then_some((row, behind))
}

/// Longest line that may hold more than a row, in bytes.
const LONG_LINE: usize = 1000;

/// A line without known cells: the trailing run of numbers is its values.
fn words(document: &Document<'_>, index: usize, place: Place) -> TableLine {
    let text = document.str(place);
    let words = split_words(text, place.start);
    let atom = |place: Place, (value, form)| ValueAtom { place, value, form };
    let mut values: Vec<ValueAtom> = trailing(&words, |word| {
        value::word(document.str(word)).map(|read| atom(word, read))
    });
    // Words that are values only in known cells (`3件`, `无`) are values here too when a whole row
    // of them stands together.
    if words.len() >= ROW && values.len() < words.len() {
        let mut loose = trailing(&words, |word| {
            let read = value::cell(document.str(word), Scale::Count);
            (read.0 != Value::Text).then(|| atom(word, read))
        });
        let rest = words.len() - loose.len();
        if let Some(first) = loose.first()
            && ends_label(document, &words[..rest], first.place, &words[rest + 1..])
        {
            loose.remove(0);
        }
        if loose.len() > values.len() && loose.len() >= ROW {
            values = loose;
        }
    }
    let mut words = words;
    words.truncate(words.len() - values.len());
    // Dashes alone are rulers or torn punctuation, not placeholders, unless they make a row or
    // numbers stand with them.
    let dashes = values.iter().all(|atom| atom.value == Value::Placeholder);
    if dashes && values.len() < ROW - 2 && !words.is_empty() {
        words.extend(values.drain(..).map(|atom| atom.place));
    }
    // `予以公开10 0 0 0 0 0 10`: the first number stands close to the label.
    if values.len() + 1 == ROW
        && let Some((label, place)) = words.last().and_then(|&word| glued(document, word))
        && let Some(read) = value::word(document.str(place))
    {
        words.pop();
        words.push(label);
        values.insert(0, atom(place, read));
    }
    let mut texts: Vec<Place> = Vec::new();
    let mut before = "";
    for &word in &words {
        // A cell that spans others is repeated in each of them by some converters.
        let repeated = document.str(word) == before && before.chars().nth(2).is_some();
        before = document.str(word);
        if repeated {
            continue;
        }
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

/// Whether a word that could be a placeholder is the last character of the label on its line: the
/// `无` of `4 . 无   0 0 0`. In a justified label all characters stand apart, and an ordinal alone is
/// no label.
fn ends_label(document: &Document<'_>, before: &[Place], word: Place, after: &[Place]) -> bool {
    let single = |place: Place| document.str(place).chars().count() == 1;
    let Some(&last) = before.last().filter(|_| single(word)) else {
        return false;
    };
    if value::word(document.str(word)).is_some() {
        return false;
    }
    let gap = |first: Place, second: Place| {
        let between = Place {
            start: first.end,
            end: second.start,
        };
        document.str(between).chars().count()
    };
    let closer = after
        .first()
        .is_some_and(|&next| gap(last, word) < gap(word, next));
    let ordinal = {
        let label = folded_label(document, before);
        !label.is_empty() && ordinal_len(&label) == label.len()
    };
    closer || ordinal || single(last) && gap(last, word) == 1
}

/// The longest run at the end of a line of words that are values.
fn trailing(words: &[Place], read: impl Fn(Place) -> Option<ValueAtom>) -> Vec<ValueAtom> {
    let mut values: Vec<ValueAtom> = words.iter().rev().map_while(|&word| read(word)).collect();
    values.reverse();
    values
}

/// A word that ends in digits right behind a character of a label, taken apart.
fn glued(document: &Document<'_>, word: Place) -> Option<(Place, Place)> {
    let text = document.str(word);
    let label = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let letter = label.chars().next_back().is_some_and(|c| !c.is_ascii());
    if !letter || label.len() == text.len() {
        return None;
    }
    let at = word.start + label.len() as u32;
    let (start, end) = (word.start, word.end);
    Some((Place { start, end: at }, Place { start: at, end }))
}

fn split_words(text: &str, base: u32) -> Vec<Place> {
    let mut words = Vec::with_capacity(8);
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
    let length: u32 = places.iter().map(|place| place.end - place.start).sum();
    let mut text = String::with_capacity(length as usize);
    for &place in places {
        fold_onto(&mut text, document.str(place), |c| !is_mark(c));
    }
    text
}

/// Which `count` values of a structured row are its columns.
///
/// Rows come with covered cells before them and with trailing cells of other rows' width. The window
/// is where all values are, or where `hint` (as told by rows that leave no choice) says; failing that, the one whose first and last cells are filled.
pub(crate) fn window(line: &TableLine, count: usize, hint: Option<Hint>) -> Option<usize> {
    window_in(line, count, hint, line.width)
}

/// Where the first value of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// So many cells behind the label.
    BehindLabel(usize),
    /// In this cell of the row.
    Cell(usize),
}

/// Like [`window`], in a table whose widest row has `widest` cells: a shorter row with blank
/// cells may have lost any of its cells, unless all those behind its label are there.
pub(crate) fn window_in(
    line: &TableLine,
    count: usize,
    hint: Option<Hint>,
    widest: usize,
) -> Option<usize> {
    let values = &line.values;
    if values.len() < count {
        return None;
    }
    let hinted = hint.map(|hint| match hint {
        Hint::BehindLabel(start) => Some(start),
        Hint::Cell(cell) => cell.checked_sub(line.first_value),
    });
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
        return match hint {
            Some(Hint::BehindLabel(start)) if start <= first && start + count == values.len() => {
                Some(start)
            }
            _ => None,
        };
    }
    let low = (last + 1).saturating_sub(count);
    let high = first.min(values.len() - count);
    if let Some(hinted) = hinted {
        return hinted.filter(|start| (low..=high).contains(start));
    }
    (low == high).then_some(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values_of(line: &str) -> (Vec<String>, Vec<String>) {
        let document = Document::read(line);
        let lines = table_lines(&document, 0, 1);
        let shown = |places: Vec<Place>| {
            places
                .into_iter()
                .map(|place| document.str(place).to_owned())
                .collect()
        };
        let values = lines[0].values.iter().map(|atom| atom.place).collect();
        (shown(lines[0].texts.clone()), shown(values))
    }

    #[test]
    fn values_of_lines_without_known_cells() {
        for (line, label, count, first) in [
            ("（一）予以公开 10 0 0 0 0 0 10", "（一）予以公开", 7, "10"),
            ("（一）予以公开10 0 0 0 0 0 10", "（一）予以公开", 7, "10"),
            ("1.属于国家秘密 — — — — — — —", "1.属于国家秘密", 7, "—"),
            (
                "3.危及三安全 3件 0件 0件 0件 0件 0件 3件",
                "3.危及三安全",
                7,
                "3件",
            ),
            ("（七）总计 / 0 / / / / 0", "（七）总计", 7, "/"),
            ("结果 维持 - -", "结果 维持 - -", 0, ""),
        ] {
            let (texts, values) = values_of(line);
            assert_eq!(texts, [label], "{line}");
            assert_eq!(values.len(), count, "{line}");
            assert_eq!(values.first().map_or("", String::as_str), first, "{line}");
        }
    }
}
