//! Rows with blank cells in columns that are aligned by spaces.
//!
//! Such a row shows fewer numbers than the form has columns, and nothing but their places tells which
//! ones they are. The columns are learned from the other rows of the same page, each column as the
//! stretch that its numbers take: converters keep them still on a page and move them on the next one.
//! A number belongs to the one column whose stretch it touches. Where it touches none or two, or
//! where a neighbour may have pushed it aside, the row stays unassigned.
//!
//! The header tells nothing: converters set its words side by side as they come, up to a whole column
//! beside the numbers below them.

use std::cmp::{Ordering, Reverse};
use std::ops::Range;

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthChar;

use crate::layout::{Document, LineKind, Place};
use crate::table::atoms::{TableLine, ValueAtom};
use crate::table::{NumberForm, Value};

/// Spaces before a number that show that it stands where its column wants it: fewer are what keeps
/// it apart from a neighbour that takes its room.
const FREE: u32 = 3;

/// How many whole rows before and behind a row tell its columns.
const NEAR: usize = 12;

/// Longest line that is measured, in bytes.
const LONGEST: usize = 2000;

/// In what the places in a line are counted: converters of PDF count characters, people who align by
/// hand see full-width characters two columns wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Characters,
    Columns,
}

const UNITS: [Unit; 2] = [Unit::Characters, Unit::Columns];

/// A stretch of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Extent {
    start: u32,
    end: u32,
}

impl Extent {
    fn touches(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Where the words of a line stand, in each unit.
type Extents = [Vec<Extent>; 2];

/// A line as measured.
struct Measured {
    values: Extents,
    /// The least number of spaces before a value.
    room: u32,
}

/// Places the numbers of rows with blank cells: such a row gets as many values as there are
/// `columns`, blank ones among them.
pub(crate) fn place(document: &Document<'_>, columns: usize, lines: &mut [TableLine]) {
    let partial = |line: &TableLine| {
        let count = line.values.len();
        !line.structured
            && count < columns
            // A number alone on a line may be a page number or the end of the row before.
            && (count > 1 || count == 1 && !line.texts.is_empty())
    };
    if !lines.iter().any(partial) {
        return;
    }
    let pages = pages(document, lines);
    let mut placed: Vec<(usize, Vec<ValueAtom>)> = Vec::new();
    for range in pages {
        let candidates: Vec<usize> = range
            .clone()
            .filter(|&index| partial(&lines[index]) && !goes_on(lines, index, columns))
            .collect();
        if candidates.is_empty() {
            continue;
        }
        let measured: Vec<Option<Measured>> = range
            .clone()
            .map(|index| measure(document, &lines[index]))
            .collect();
        let measured = |index: usize| measured[index - range.start].as_ref();
        let mut whole: Vec<(usize, &Measured)> = range
            .clone()
            .filter(|&index| lines[index].values.len() == columns)
            .filter_map(|index| Some((index, measured(index)?)))
            .collect();
        let none_whole = whole.is_empty();
        whole.retain(|(_, line)| line.room >= FREE);
        let candidates: Vec<(usize, &Measured)> = candidates
            .into_iter()
            .filter_map(|index| Some((index, measured(index)?)))
            .collect();
        let page = if none_whole {
            let together = UNITS.map(|unit| together(&candidates, unit));
            Page {
                in_line: together.each_ref().map(|grid| Reverse(grid.len())),
                together: together.map(|grid| told(grid, columns)),
                whole,
            }
        } else {
            Page {
                in_line: UNITS.map(|unit| Reverse(out_of_line(&whole, unit))),
                together: [None, None],
                whole,
            }
        };
        for &(index, line) in &candidates {
            let found = page.place(index, line).filter(|found| {
                // A row with a number has a total: columns told by such rows alone that leave it out
                // are others'.
                let total = found.last() == Some(&(columns - 1));
                total || !none_whole && (page.stands_still() || !ends_in_sum(&lines[index]))
            });
            if let Some(found) = found {
                let values = with_blanks(document, &lines[index], &found, columns);
                placed.push((index, values));
            }
        }
    }
    for (index, values) in placed {
        lines[index].values = values;
    }
}

/// Whether the last number of a line is the sum of those before it: the total, wherever it stands.
fn ends_in_sum(line: &TableLine) -> bool {
    let number = |atom: &ValueAtom| match atom.value {
        Value::Number(number) => Some(number),
        _ => None,
    };
    let Some((last, terms)) = line.values.split_last() else {
        return false;
    };
    // `5 0 5` may be anything.
    let telling = |atom: &&ValueAtom| number(atom).is_some_and(|number| !number.is_zero());
    let sum: Option<Decimal> = terms.iter().map(number).sum();
    terms.iter().filter(telling).count() >= 2 && sum.is_some() && sum == number(last)
}

/// Whether the values of a line and those of the next or the last one make a row together.
fn goes_on(lines: &[TableLine], index: usize, columns: usize) -> bool {
    let count = lines[index].values.len();
    let bare = |line: &TableLine| line.texts.is_empty() && !line.values.is_empty();
    let next = lines.get(index + 1).filter(|line| bare(line));
    let before = index
        .checked_sub(1)
        .and_then(|before| lines.get(before))
        .filter(|_| bare(&lines[index]));
    [next, before]
        .into_iter()
        .flatten()
        .any(|line| line.values.len() + count == columns)
}

/// The lines of each page.
fn pages(document: &Document<'_>, lines: &[TableLine]) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let mut first = 0;
    for (index, pair) in lines.windows(2).enumerate() {
        let between = &document.lines[pair[0].line + 1..=pair[1].line];
        if between
            .iter()
            .any(|line| line.new_page || line.kind == LineKind::PageMark)
        {
            pages.push(first..index + 1);
            first = index + 1;
        }
    }
    pages.push(first..lines.len());
    pages
}

/// Measures where the values of a line stand.
fn measure(document: &Document<'_>, line: &TableLine) -> Option<Measured> {
    if line.structured || line.values.is_empty() {
        return None;
    }
    let places: Vec<Place> = line.values.iter().map(|atom| atom.place).collect();
    let whole = document.lines.get(line.line)?.place;
    let values = extents(document, whole, &places)?;
    let room_between = values[0]
        .windows(2)
        .map(|pair| pair[1].start.saturating_sub(pair[0].end))
        .min()
        .unwrap_or(u32::MAX);
    let room = match line.texts.last() {
        Some(&label) => {
            let gap = Place {
                start: label.end,
                end: places.first()?.start,
            };
            document.str(gap).chars().count() as u32
        }
        None => u32::MAX,
    };
    Some(Measured {
        values,
        room: room.min(room_between),
    })
}

/// Where places of a line stand; they come in order.
fn extents(document: &Document<'_>, line: Place, places: &[Place]) -> Option<Extents> {
    let indent = document.indent(line);
    let text = document.str(line);
    if indent.len() + text.len() > LONGEST || indent.contains('\t') || text.contains('\t') {
        return None;
    }
    let step = |character: char, unit: Unit| match unit {
        _ if character == '\x0C' => 0,
        Unit::Characters => 1,
        Unit::Columns => character.width().unwrap_or(0) as u32,
    };
    let mut extents: Extents = [Vec::new(), Vec::new()];
    for (unit, extents) in UNITS.iter().zip(&mut extents) {
        let mut x: u32 = indent.chars().map(|character| step(character, *unit)).sum();
        let mut at = line.start;
        for place in places {
            let mut go_to = |to: u32| {
                let part = Place { start: at, end: to };
                x += document
                    .str(part)
                    .chars()
                    .map(|character| step(character, *unit))
                    .sum::<u32>();
                at = to;
                x
            };
            let (start, end) = (go_to(place.start), go_to(place.end));
            extents.push(Extent { start, end });
        }
    }
    Some(extents)
}

/// How many whole rows do not have all their numbers in line with the whole row before.
fn out_of_line(whole: &[(usize, &Measured)], unit: Unit) -> usize {
    whole
        .windows(2)
        .filter(|pair| {
            let [first, second] = [pair[0], pair[1]].map(|(_, line)| &line.values[unit as usize]);
            first.iter().zip(second).any(|(a, b)| !a.touches(*b))
        })
        .count()
}

/// The stretches that the numbers of all rows take together, whichever cells each row leaves blank,
/// with how many numbers are in each.
fn together(rows: &[(usize, &Measured)], unit: Unit) -> Vec<(Extent, usize)> {
    let mut all: Vec<Extent> = rows
        .iter()
        .filter(|(_, line)| line.room >= FREE)
        .flat_map(|(_, line)| line.values[unit as usize].iter().copied())
        .collect();
    all.sort_by_key(|extent| extent.start);
    let mut grid: Vec<(Extent, usize)> = Vec::new();
    for extent in all {
        match grid.last_mut().filter(|(last, _)| extent.start <= last.end) {
            Some((last, count)) => {
                *last = last.cover(extent);
                *count += 1;
            }
            None => grid.push((extent, 1)),
        }
    }
    grid
}

/// Stretches that are the columns: as many as there are, each met twice.
fn told(grid: Vec<(Extent, usize)>, columns: usize) -> Option<Vec<Extent>> {
    let told = grid.len() == columns && grid.iter().all(|(_, count)| *count > 1);
    told.then(|| grid.into_iter().map(|(extent, _)| extent).collect())
}

/// What is known of the columns of a page.
struct Page<'m> {
    /// The whole rows with their lines.
    whole: Vec<(usize, &'m Measured)>,
    /// The columns that rows with blank cells show together, where there is no whole row.
    together: [Option<Vec<Extent>>; 2],
    /// How well the rows stand in line in each unit: the better one is that they were aligned in.
    in_line: [Reverse<usize>; 2],
}

impl Page<'_> {
    /// Whether all whole rows, and more than one, stand in line.
    fn stands_still(&self) -> bool {
        self.whole.len() > 1 && self.in_line.contains(&Reverse(0))
    }

    /// The column of each value of a row, if its place tells it.
    fn place(&self, index: usize, line: &Measured) -> Option<Vec<usize>> {
        let [characters, columns] = UNITS.map(|unit| {
            let grid = self.around(index, unit);
            columns_of(
                grid.as_ref().or(self.together[unit as usize].as_ref())?,
                line,
                unit,
            )
        });
        match self.in_line[0].cmp(&self.in_line[1]) {
            Ordering::Greater => characters,
            Ordering::Less => columns,
            Ordering::Equal => characters.filter(|found| columns.as_ref() == Some(found)),
        }
    }

    /// The columns as the whole rows around a line show them: the nearest one before it, and the
    /// others as long as the columns stay apart. Rows behind it alone may already stand elsewhere.
    fn around(&self, index: usize, unit: Unit) -> Option<Vec<Extent>> {
        let at = self.whole.partition_point(|(whole, _)| *whole < index);
        if at == 0 {
            return None;
        }
        let before = self.whole[at.saturating_sub(NEAR)..at].iter().rev();
        let after = &self.whole[at..(at + NEAR).min(self.whole.len())];
        let mut grid: Option<Vec<Extent>> = None;
        let mut extend = |rows: &mut dyn Iterator<Item = &(usize, &Measured)>| {
            for (_, line) in rows {
                let row = &line.values[unit as usize];
                let wider: Vec<Extent> = match &grid {
                    None => row.clone(),
                    Some(grid) => grid.iter().zip(row).map(|(a, b)| a.cover(*b)).collect(),
                };
                if wider.windows(2).any(|pair| pair[0].end >= pair[1].start) {
                    break;
                }
                grid = Some(wider);
            }
        };
        extend(&mut before.into_iter());
        extend(&mut after.iter());
        grid
    }
}

/// The one column that each value of a line touches.
fn columns_of(grid: &[Extent], line: &Measured, unit: Unit) -> Option<Vec<usize>> {
    if line.room < FREE {
        return None;
    }
    let mut columns: Vec<usize> = Vec::new();
    for value in &line.values[unit as usize] {
        let mut touched = (0..grid.len()).filter(|&column| grid[column].touches(*value));
        let (Some(column), None) = (touched.next(), touched.next()) else {
            return None;
        };
        if columns.last().is_some_and(|&last| last >= column) {
            return None;
        }
        columns.push(column);
    }
    Some(columns)
}

/// The values of a line with blank ones between them.
fn with_blanks(
    document: &Document<'_>,
    line: &TableLine,
    found: &[usize],
    columns: usize,
) -> Vec<ValueAtom> {
    let mut values = Vec::with_capacity(columns);
    let mut end = line
        .texts
        .last()
        .map_or(line.values[0].place.start, |label| label.end);
    let mut column = 0;
    for (value, &own) in line.values.iter().zip(found) {
        values.extend(blanks(document, end, value.place.start, own - column));
        values.push(*value);
        end = value.place.end;
        column = own + 1;
    }
    values.extend(blanks(document, end, end, columns - column));
    values
}

/// Blank cells, spread over the white space between two values.
fn blanks(
    document: &Document<'_>,
    start: u32,
    end: u32,
    count: usize,
) -> impl Iterator<Item = ValueAtom> {
    let gap = document.str(Place { start, end });
    let offsets: Vec<u32> = gap.char_indices().map(|(at, _)| at as u32).collect();
    (1..=count).map(move |index| {
        let at = start
            + offsets
                .get(offsets.len() * index / (count + 1))
                .unwrap_or(&0);
        ValueAtom {
            place: Place { start: at, end: at },
            value: Value::Blank,
            form: NumberForm::default(),
        }
    })
}
