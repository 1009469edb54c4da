//! Where in a document each table stands.
//!
//! Between two headings, where the headings are there; else from the first line that only this table
//! has to the first line that only the next one has.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::damage::{Damage, DamageKind};
use crate::form::{Edition, RowKey, SectionKind, TableId, table};
use crate::layout::{Document, Line, LineKind};
use crate::normal::{fold, fold_onto};
use crate::outline::Heading;
use crate::span::Span;
use crate::table::{Reading, disputes, proactive, requests, value};

/// The three tables as read, by [`TableId::index`].
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) readings: [Option<Reading>; 3],
    pub(crate) damage: Vec<Damage>,
}

/// Reads the tables of a document.
pub(crate) fn read(document: &Document<'_>, headings: &[Heading]) -> Tables {
    let marks = marks(document, headings);
    let mut tables = Tables::default();
    for id in TableId::ALL {
        let Some((from, to)) = zone(document, headings, &marks, id) else {
            continue;
        };
        let reading = match id {
            TableId::Proactive => proactive::read(document, from, to),
            TableId::Requests => requests::read(document, from, to),
            TableId::Disputes => disputes::read(document, from, to),
        };
        if reading.is_none() {
            let torn = unread(document, &marks, id, to);
            let damage = torn.or_else(|| head_alone(document, &marks, id, to));
            tables.damage.extend(damage);
        }
        tables.readings[id.index()] = reading;
    }
    orphan_disputes(document, headings, &mut tables);
    behind_all(document, headings, &mut tables);
    for reading in tables.readings.iter_mut().flatten() {
        tables.damage.append(&mut reading.damage);
    }
    lost_headings(headings, &mut tables);
    cut_head(headings, &mut tables);
    tables
}

/// Tables behind the last section: some converters write all paragraphs first and all tables then.
fn behind_all(document: &Document<'_>, headings: &[Heading], tables: &mut Tables) {
    let Some(last) = headings.last().filter(|last| last.kind.is_some()) else {
        return;
    };
    if tables.readings.iter().any(Option::is_some) {
        return;
    }
    let rows = last.last_line + 1..document.lines.len();
    let mut starts: [Option<usize>; 3] = [None; 3];
    for index in rows.clone() {
        let line = &document.lines[index];
        let known = matches!(line.kind, LineKind::Row { .. }).then(|| mark_of(document, line));
        if let Some(id) = known.flatten() {
            starts[id.index()].get_or_insert(index);
        }
    }
    for id in TableId::ALL {
        let Some(from) = starts[id.index()] else {
            continue;
        };
        let ends = starts.iter().flatten().copied();
        let to = ends.filter(|&start| start > from).min().unwrap_or(rows.end);
        let reading = match id {
            TableId::Proactive => proactive::read(document, from, to),
            TableId::Requests => requests::read(document, from, to),
            TableId::Disputes => disputes::read(document, from, to),
        };
        if reading.is_some() {
            tables
                .damage
                .retain(|damage| damage.kind.table() != Some(id));
            tables.readings[id.index()] = reading;
        }
    }
}

/// A table whose words and numbers are there although no row of it could be told: a layout that is not
/// known.
fn unread(
    document: &Document<'_>,
    marks: &[Option<usize>; 3],
    id: TableId,
    to: usize,
) -> Option<Damage> {
    let from = marks[id.index()].filter(|&mark| mark < to)?;
    let lines = &document.lines[from..to];
    let number = |line: &Line| {
        let text = document.str(line.place);
        let parts = text.split(|c: char| !c.is_ascii_digit());
        parts.filter(|part| !part.is_empty()).count()
    };
    let definition = table(Edition::V2021, id);
    let numbers: Vec<usize> = lines.iter().map(number).collect();
    let filled = numbers.iter().filter(|numbers| **numbers > 0).count();
    let enough = numbers.iter().sum::<usize>() * 2 >= definition.cell_count()
        || filled * 2 >= definition.rows.len() && definition.rows.len() > 3;
    enough.then_some(Damage {
        kind: DamageKind::TableTorn { table: id },
        span: document.span(lines.first()?.place),
    })
}

/// The head of a table whose rows are gone: a drafter who leaves the table out leaves all of it out.
fn head_alone(
    document: &Document<'_>,
    marks: &[Option<usize>; 3],
    id: TableId,
    to: usize,
) -> Option<Damage> {
    let from = marks[id.index()].filter(|&mark| mark < to)?;
    let line = document.lines.get(from)?;
    matches!(line.kind, LineKind::Row { .. }).then(|| Damage {
        kind: DamageKind::NotReadable { table: id },
        span: document.span(line.place),
    })
}

/// The first line that shows each table's own words.
fn marks(document: &Document<'_>, headings: &[Heading]) -> [Option<usize>; 3] {
    let mut found = [None; 3];
    let is_heading = |index: usize| {
        let next = headings.partition_point(|heading| heading.line <= index);
        next.checked_sub(1)
            .and_then(|at| headings.get(at))
            .is_some_and(|heading| index <= heading.last_line)
    };
    let problems = headings
        .iter()
        .find(|heading| heading.kind == Some(SectionKind::Problems))
        .map_or(document.lines.len(), |heading| heading.line);
    // The words of tables occur in 一 as well; without its heading they may stand anywhere.
    let overview = headings
        .iter()
        .position(|heading| heading.kind == Some(SectionKind::Overview));
    let start = overview
        .and_then(|overview| headings.get(overview + 1))
        .map_or(0, |heading| heading.line);
    for (index, line) in document.lines.iter().enumerate().take(problems).skip(start) {
        if found.iter().all(Option::is_some) {
            break;
        }
        let Some(table) = mark_of(document, line) else {
            continue;
        };
        if found[table.index()].is_none() && !is_heading(index) {
            found[table.index()] = Some(index);
        }
    }
    found
}

/// Words of which every line that marks a table has one.
static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = [
        "第二十条",
        "制发件数",
        "规范性",
        "新制作",
        "勾稽",
        "申请人情况",
        "新收",
        "自然人",
        "复议",
        "结果",
    ];
    AhoCorasick::new(words).ok()
});

/// As much of a text as its kind is told by.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(480)]
}

/// Whether a line is the first cell of a table more than once, as converters write a cell that spans
/// columns.
fn repeats(text: &str) -> bool {
    let mut words = text.split_ascii_whitespace();
    let first = words.next();
    first.is_some_and(|first| first.len() > 6) && words.next() == first
}

/// Which table a line belongs to by its own words; running text never does.
fn mark_of(document: &Document<'_>, line: &Line) -> Option<TableId> {
    let text = document.str(line.place);
    match line.kind {
        LineKind::Row { .. } => {}
        LineKind::Text if text.len() <= 240 || repeats(text) => {}
        _ => return None,
    }
    // Nearly every line of prose ends here. A line with gaps may hold its words letter by letter.
    let words = WORDS.as_ref().is_none_or(|words| words.is_match(text));
    if !words && !text.contains([' ', '\u{3000}']) {
        return None;
    }
    // A cell that spans columns is repeated in each of them by some converters.
    let mut folded = String::with_capacity(beginning(text).len());
    let row = matches!(line.kind, LineKind::Row { .. });
    if row {
        let mut before = "";
        for &cell in document.row(line) {
            let cell = document.str(cell);
            if cell != before {
                fold_onto(&mut folded, beginning(cell), |_| true);
            }
            before = cell;
            if folded.len() > 600 {
                break;
            }
        }
    } else {
        let mut before = "";
        for word in beginning(text).split([' ', '\u{3000}']) {
            if word != before || word.chars().nth(2).is_none() {
                fold_onto(&mut folded, word, |_| true);
            }
            before = word;
        }
    }
    if !words && WORDS.as_ref().is_some_and(|words| !words.is_match(&folded)) {
        return None;
    }
    if folded.contains('。') && !folded.contains("不计其他情形") {
        return None;
    }
    let has = |word: &str| folded.contains(word);
    // A wrapped line of prose may begin with the label's words: numbers follow only the label.
    let document_row = folded
        .strip_prefix("行政规范性文件")
        .is_some_and(|rest| row || rest.chars().all(|c| c.is_ascii_digit()));
    let short = row || folded.chars().count() <= 60;
    if short && (has("第二十条第(") || has("本年制发件数") || has("本年新制作数量")) || document_row
    {
        Some(TableId::Proactive)
    } else if has("勾稽关系")
        || folded.starts_with("申请人情况")
        || has("本年新收政府信息") && short
        || (folded == "自然人")
    {
        Some(TableId::Requests)
    } else if (short || !has(",") && !has(";"))
        && (has("未经复议直接起诉")
            || folded.starts_with("行政复议行政诉讼")
            || folded == "行政复议"
            || has("结果维持") && !has(","))
    {
        Some(TableId::Disputes)
    } else {
        None
    }
}

/// The lines in which a table is looked for.
fn zone(
    document: &Document<'_>,
    headings: &[Heading],
    marks: &[Option<usize>; 3],
    id: TableId,
) -> Option<(usize, usize)> {
    let kind = section_of(id);
    let heading = headings.iter().find(|heading| heading.kind == Some(kind));
    let mark = marks[id.index()];
    let from = match (heading, mark) {
        // What stands between the heading and the table is prose.
        (Some(heading), Some(mark)) if mark > heading.last_line => {
            first_row_before(document, heading.last_line + 1, mark)
        }
        (Some(heading), _) => heading.last_line + 1,
        (None, Some(mark)) if id == TableId::Proactive => {
            let before = headings.partition_point(|heading| heading.line < mark);
            let from = before
                .checked_sub(1)
                .and_then(|at| headings.get(at))
                .map_or(0, |heading| heading.last_line + 1);
            first_known_row(document, from, mark)
        }
        (None, Some(mark)) => mark,
        (None, None) => return None,
    };
    let next_heading = headings
        .iter()
        .filter(|heading| heading.line >= from)
        .map(|heading| heading.line)
        .min()
        .unwrap_or(document.lines.len());
    let next_mark = marks[id.index() + 1..]
        .iter()
        .flatten()
        .filter(|&&mark| mark > from)
        .copied()
        .min()
        .unwrap_or(usize::MAX);
    let to = next_heading.min(next_mark).max(from);
    let from = behind_prose(document, from, to);
    // Another table's words before this table's heading: the heading stands alone.
    (from < to).then_some((from, to))
}

/// Moves the start of a table up over rows that stand right before its first known words.
fn first_row_before(document: &Document<'_>, from: usize, mark: usize) -> usize {
    let mut start = mark;
    for index in (from..mark).rev() {
        match document.lines[index].kind {
            LineKind::Row { .. } => start = index,
            LineKind::Blank | LineKind::Rule | LineKind::PageMark => {}
            LineKind::Text => {
                let text = document.str(document.lines[index].place);
                if text.chars().count() > 40 || text.contains('。') {
                    break;
                }
                start = index;
            }
        }
    }
    start
}

/// Moves the start of 表二 up to the first row that an excerpt begins with: without the heading of
/// its block nothing but its label tells it.
fn first_known_row(document: &Document<'_>, from: usize, mark: usize) -> usize {
    let rows = table(Edition::V2021, TableId::Proactive).rows;
    let known = |line: &Line| {
        let cells = match line.kind {
            LineKind::Row { .. } => document.row(line),
            _ => std::slice::from_ref(&line.place),
        };
        cells.iter().any(|&cell| {
            let text: String = document
                .str(cell)
                .chars()
                .filter_map(fold)
                .take(40)
                .collect();
            rows.iter().any(|row| {
                text.strip_prefix(row.name).is_some_and(|rest| {
                    rest.chars()
                        .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-'))
                })
            })
        })
    };
    (first_row_before(document, from, mark)..mark)
        .find(|&index| known(&document.lines[index]))
        .unwrap_or(mark)
}

/// Moves the start of a table down behind the sentences that stand before its first row.
fn behind_prose(document: &Document<'_>, from: usize, to: usize) -> usize {
    let mut start = from;
    for (index, line) in document.lines.iter().enumerate().take(to).skip(from) {
        match line.kind {
            LineKind::Blank | LineKind::Rule | LineKind::PageMark => {}
            LineKind::Row { .. } => break,
            LineKind::Text => {
                let text = document.str(line.place);
                let sentence = text.ends_with(['。', '；', '！']) || text.ends_with("。”");
                if sentence && !text.contains("其他情形") {
                    start = index + 1;
                } else if ends_with_number(text) {
                    break;
                }
            }
        }
    }
    start
}

/// Whether a line's last word is a number, as in every row of a table.
fn ends_with_number(text: &str) -> bool {
    text.split_whitespace()
        .next_back()
        .is_some_and(|word| value::word(word).is_some())
}

fn section_of(id: TableId) -> SectionKind {
    match id {
        TableId::Proactive => SectionKind::Proactive,
        TableId::Requests => SectionKind::Requests,
        TableId::Disputes => SectionKind::Disputes,
    }
}

/// 表四 whose heading and header were lost stands behind what is left of 表三.
fn orphan_disputes(document: &Document<'_>, headings: &[Heading], tables: &mut Tables) {
    let [_, requests, disputes] = &mut tables.readings;
    if disputes.is_some() {
        return;
    }
    let Some(requests) = requests else { return };
    let from = requests.lines.1 + 1;
    let to = headings
        .iter()
        .map(|heading| heading.line)
        .find(|&line| line >= from)
        .unwrap_or(document.lines.len());
    if from < to {
        *disputes = disputes::read(document, from, to);
    }
}

/// 表二 without its first rows, and without its heading in a report that has others or without anything
/// that stands above a row: what stood before its first row was cut off.
fn cut_head(headings: &[Heading], tables: &mut Tables) {
    let id = TableId::Proactive;
    let headed = |heading: &Heading| heading.kind == Some(section_of(id));
    let Some(reading) = &tables.readings[id.index()] else {
        return;
    };
    if headings.iter().all(|heading| heading.kind.is_none()) {
        return;
    }
    let table = &reading.table;
    let first = table.rows.iter().map(|row| row.span.start).min();
    let above = |span: Span| first.is_some_and(|first| span.start < first);
    let begun = table.groups.iter().any(|(_, span)| above(*span))
        || table.headers.iter().any(|header| above(header.span));
    if headings.iter().any(headed) && begun {
        return;
    }
    let rows: Vec<RowKey> = table
        .definition()
        .rows
        .iter()
        .map(|row| row.key)
        .take_while(|key| table.row(*key).is_none())
        .collect();
    if !rows.is_empty() {
        let start = table.span.start;
        tables.damage.push(Damage {
            kind: DamageKind::TableCut { table: id, rows },
            span: Span { start, end: start },
        });
    }
}

/// A table without its section's heading: a heading lost on the way, if another one of the report
/// is there.
fn lost_headings(headings: &[Heading], tables: &mut Tables) {
    if headings
        .iter()
        .filter(|heading| heading.kind.is_some())
        .count()
        < 3
    {
        return;
    }
    for id in TableId::ALL {
        let kind = section_of(id);
        let Some(reading) = &tables.readings[id.index()] else {
            continue;
        };
        if headings.iter().all(|heading| heading.kind != Some(kind)) {
            let start = reading.table.span.start;
            tables.damage.push(Damage {
                kind: DamageKind::HeadingLost { section: kind },
                span: Span { start, end: start },
            });
        }
    }
}
