//! Rows with blank cells in columns that are aligned by spaces.
//!
//! Such a row shows fewer numbers than the form has columns, and nothing but their places tells which
//! ones they are. The columns are learned from the whole rows of the same page, or from the header
//! above them, each column as the stretch that its numbers take. A number belongs to the one column
//! whose stretch it touches; where it touches none or two, or where a neighbour may have pushed it
//! aside, the row stays unassigned.

use std::cmp::Ordering;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::form::{ColumnDef, TableDef};
use crate::layout::{Document, LineKind, Place};
use crate::normal;
use crate::table::atoms::{TableLine, ValueAtom, folded_label};
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
pub(crate) fn place(
    document: &Document<'_>,
    definition: &TableDef,
    columns: &[&ColumnDef],
    lines: &mut [TableLine],
) {
    let partial = |line: &TableLine| {
        let count = line.values.len();
        !line.structured
            && count < columns.len()
            // A number alone on a line may be a page number or the end of the row before.
            && (count > 1 || count == 1 && !line.texts.is_empty())
    };
    if !lines.iter().any(partial) {
        return;
    }
    let pages = pages(document, lines);
    let first_row = lines
        .iter()
        .position(|line| line.values.len() > 1)
        .unwrap_or(lines.len());
    let mut placed: Vec<(usize, Vec<ValueAtom>)> = Vec::new();
    for range in pages {
        let candidates: Vec<usize> = range
            .clone()
            .filter(|&index| partial(&lines[index]) && !goes_on(lines, index, columns.len()))
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
            .filter(|&index| lines[index].values.len() == columns.len())
            .filter_map(|index| Some((index, measured(index)?)))
            .collect();
        let none_whole = whole.is_empty();
        whole.retain(|(_, line)| line.room >= FREE);
        let above = &lines[range.start..first_row.clamp(range.start, range.end)];
        let page = Page {
            header: UNITS.map(|unit| header(document, definition, columns, above, unit)),
            in_line: UNITS.map(|unit| in_line(&whole, unit)),
            whole,
            none_whole,
        };
        let candidates: Vec<(usize, &Measured)> = candidates
            .into_iter()
            .filter_map(|index| Some((index, measured(index)?)))
            .collect();
        for (index, found) in page.place(&candidates) {
            placed.push((
                index,
                with_blanks(document, &lines[index], &found, columns.len()),
            ));
        }
    }
    for (index, values) in placed {
        lines[index].values = values;
    }
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

/// How many whole rows have all their numbers in line with the whole row before.
fn in_line(whole: &[(usize, &Measured)], unit: Unit) -> usize {
    whole
        .windows(2)
        .filter(|pair| {
            let [first, second] = [pair[0], pair[1]].map(|(_, line)| &line.values[unit as usize]);
            first.iter().zip(second).all(|(a, b)| a.touches(*b))
        })
        .count()
}

/// The columns as the header shows them: the pieces that stand above one another must make the
/// form's labels, all of them, in order.
fn header(
    document: &Document<'_>,
    definition: &TableDef,
    columns: &[&ColumnDef],
    lines: &[TableLine],
    unit: Unit,
) -> Option<Vec<Extent>> {
    let mut pieces: Vec<(Extent, usize, String)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.structured || !line.values.is_empty() {
            continue;
        }
        let places = header_pieces(document, line);
        let whole = document.lines.get(line.line)?.place;
        let extents = extents(document, whole, &places)?;
        for (&place, &extent) in places.iter().zip(&extents[unit as usize]) {
            let text = folded_label(document, &[place]);
            if !spans_columns(definition, &text) {
                pieces.push((extent, index, text));
            }
        }
    }
    pieces.sort_by_key(|(extent, index, _)| (extent.start, *index));
    let mut clusters: Vec<(Extent, Vec<(usize, String)>)> = Vec::new();
    for (extent, index, text) in pieces {
        match clusters.last_mut().filter(|(last, _)| last.touches(extent)) {
            Some((last, texts)) => {
                *last = last.cover(extent);
                texts.push((index, text));
            }
            None => clusters.push((extent, vec![(index, text)])),
        }
    }
    let clusters = clusters.get(clusters.len().checked_sub(columns.len())?..)?;
    for ((_, texts), column) in clusters.iter().zip(columns) {
        let mut texts: Vec<&(usize, String)> = texts.iter().collect();
        texts.sort_by_key(|(index, _)| *index);
        let text: String = texts.iter().map(|(_, text)| text.as_str()).collect();
        let text = normal::label(&text);
        if text != column.name && !column.aliases.contains(&text.as_str()) {
            return None;
        }
    }
    Some(clusters.iter().map(|(extent, _)| *extent).collect())
}

/// The words of a header line; single characters one space apart are one word set apart.
fn header_pieces(document: &Document<'_>, line: &TableLine) -> Vec<Place> {
    let mut pieces: Vec<Place> = Vec::new();
    let mut apart = false;
    for &text in &line.texts {
        let mut start = text.start;
        for word in document.str(text).split(char::is_whitespace) {
            let end = start + word.len() as u32;
            let place = Place { start, end };
            start = end
                + document
                    .str(Place {
                        start: end,
                        end: text.end,
                    })
                    .chars()
                    .next()
                    .map_or(0, |c| c.len_utf8() as u32);
            if word.is_empty() {
                continue;
            }
            let single = word.chars().count() == 1;
            let joins = |last: &&mut Place| {
                let gap = Place {
                    start: last.end,
                    end: place.start,
                };
                let long = document.str(**last).chars().count() > 1;
                single && document.str(gap).chars().count() == 1 && (apart || !long)
            };
            match pieces.last_mut().filter(joins) {
                Some(last) => {
                    *last = last.cover(place);
                    apart = true;
                }
                None => {
                    pieces.push(place);
                    apart = false;
                }
            }
        }
    }
    pieces
}

/// Whether a text of the header stands over several columns.
fn spans_columns(definition: &TableDef, text: &str) -> bool {
    matches!(text, "申请人情况" | "法人或其他组织")
        || definition
            .rows
            .iter()
            .any(|row| text == row.name || row.group.is_some_and(|group| text == group.name))
}

/// What is known of the columns of a page.
struct Page<'m> {
    header: [Option<Vec<Extent>>; 2],
    /// The whole rows with their lines.
    whole: Vec<(usize, &'m Measured)>,
    in_line: [usize; 2],
    /// There are no whole rows at all, not even such as tell nothing.
    none_whole: bool,
}

impl Page<'_> {
    /// The column of each value of the rows that can be placed.
    fn place(&self, candidates: &[(usize, &Measured)]) -> Vec<(usize, Vec<usize>)> {
        if self.none_whole {
            return self.by_header(candidates);
        }
        candidates
            .iter()
            .filter_map(|&(index, line)| Some((index, self.by_rows(index, line)?)))
            .collect()
    }

    /// By the whole rows of the page.
    fn by_rows(&self, index: usize, line: &Measured) -> Option<Vec<usize>> {
        let [characters, columns] = UNITS.map(|unit| {
            let grid = self.around(index, unit)?;
            let found = columns_of(&grid, line, unit)?;
            // The header and the rows below may stand apart: above the first whole row both must
            // tell the same.
            let above = self.whole.first().is_some_and(|(first, _)| index < *first);
            if above {
                let header = columns_of(self.header[unit as usize].as_ref()?, line, unit)?;
                return Some(found).filter(|found| *found == header);
            }
            Some(found)
        });
        // The unit in which the rows stand in line is the one they were aligned in.
        match self.in_line[0].cmp(&self.in_line[1]) {
            Ordering::Greater => characters,
            Ordering::Less => columns,
            Ordering::Equal => characters.filter(|found| columns.as_ref() == Some(found)),
        }
    }

    /// The columns as the whole rows around a line show them: the nearest one before it, and the
    /// others as long as the columns stay apart.
    fn around(&self, index: usize, unit: Unit) -> Option<Vec<Extent>> {
        let at = self.whole.partition_point(|(whole, _)| *whole < index);
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

    /// By the header alone, on a page without a whole row. It must place every row of the page, and
    /// in one unit only unless both agree.
    fn by_header(&self, candidates: &[(usize, &Measured)]) -> Vec<(usize, Vec<usize>)> {
        let found = UNITS.map(|unit| {
            let grid = self.header[unit as usize].as_ref()?;
            candidates
                .iter()
                .map(|&(index, line)| Some((index, columns_of(grid, line, unit)?)))
                .collect::<Option<Vec<_>>>()
        });
        let numbers: usize = candidates
            .iter()
            .map(|(_, line)| line.values[0].len())
            .sum();
        match found {
            [Some(first), Some(second)] => Some(first).filter(|first| *first == second),
            // A few numbers fall somewhere in the wrong unit too.
            [Some(found), None] | [None, Some(found)] => Some(found).filter(|_| numbers > 2),
            [None, None] => None,
        }
        .unwrap_or_default()
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
