//! Tables with a cell to a line and a stroke behind each, as crawlers of web pages write them.
//!
//! ```text
//! 规章 |          规章
//! 0 |             |
//! |               0
//! 3 |             |
//! |||             |
//!                 |
//!                 3
//! ```
//!
//! Here the second number is blank. More strokes than one fill up a row whose cells span columns. Where
//! a row begins is told by its label alone: each row is written anew, its last label and its numbers on
//! one line, every other label on a line of its own.

use super::rewrite::{Cell, Writer};
use super::{Piece, is_value};

/// Fewest cells that make such a table: a stroke may end a line of prose.
const CELLS: usize = 12;

/// The text with its stacked tables a row to a line, and the pieces that tie it to `text`; `None` when
/// it has none.
pub(super) fn flatten(text: &str) -> Option<(String, Vec<Piece>)> {
    // A quick way out for nearly every text.
    if !text.contains('|') || !["|\n", "|\r"].iter().any(|end| text.contains(end)) {
        return None;
    }
    let lines = classify(text);
    let mut writer = Writer::new(text);
    let mut at = 0;
    while at < lines.len() {
        let region = region(&lines[at..]);
        if region == 0 {
            at += 1;
            continue;
        }
        let lines = &lines[at..at + region];
        at += region;
        let rows = rows(text, lines);
        let cells = lines.iter().filter(|line| line.kind != Kind::Blank).count();
        if let [first, .., last] = lines
            && cells >= CELLS
        {
            writer.table(first.start, last.end, &rows);
        }
    }
    writer.finish()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Blank,
    /// Strokes alone: how many.
    Strokes(usize),
    /// A cell with its stroke.
    Closed,
    /// Text without a stroke.
    Open,
    /// Anything else.
    Other,
}

/// A line: its text without the stroke, and what it is.
#[derive(Clone, Copy, Debug)]
struct Line {
    start: usize,
    end: usize,
    /// The text without white space and stroke.
    text: (usize, usize),
    kind: Kind,
}

/// The longest cell, in bytes; more is prose.
const LONGEST: usize = 400;

fn classify(text: &str) -> Vec<Line> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let from = start;
            start += line.len();
            let end = from + line.trim_end_matches(['\n', '\r']).len();
            let inside = line.trim();
            let strokes = memchr::memchr_iter(b'|', inside.as_bytes()).count();
            let alone = inside.bytes().all(|byte| matches!(byte, b'|' | b' '));
            let kind = match strokes {
                _ if inside.is_empty() => Kind::Blank,
                _ if inside.len() > LONGEST => Kind::Other,
                0 => Kind::Open,
                _ if alone => Kind::Strokes(strokes),
                1 if inside.ends_with('|') => Kind::Closed,
                _ => Kind::Other,
            };
            let words = inside.trim_end_matches('|').trim_end();
            let indent = line.len() - line.trim_start().len();
            Line {
                start: from,
                end,
                text: (from + indent, from + indent + words.len()),
                kind,
            }
        })
        .collect()
}

/// How many lines from the first on are a stacked table.
fn region(lines: &[Line]) -> usize {
    let mut end = 0;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        match line.kind {
            Kind::Closed | Kind::Strokes(_) => end = at + 1,
            Kind::Blank if end > 0 => {}
            Kind::Open => {
                // Its stroke is on the next line.
                let next = lines[at + 1..]
                    .iter()
                    .position(|line| line.kind != Kind::Blank)
                    .map(|next| at + 1 + next);
                match next.filter(|&next| matches!(lines[next].kind, Kind::Strokes(_))) {
                    Some(next) => {
                        at = next;
                        end = at + 1;
                    }
                    None => break,
                }
            }
            Kind::Blank | Kind::Other => break,
        }
        at += 1;
    }
    end
}

/// The rows of a stacked table.
fn rows(text: &str, lines: &[Line]) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    // The row that may go on, and whether the last cell still waits for its stroke.
    let mut row: Vec<Cell> = Vec::new();
    let mut waits = false;
    for line in lines {
        match line.kind {
            Kind::Closed | Kind::Open => {
                let (from, to) = line.text;
                if !is_value(&text[from..to]) && !row.is_empty() {
                    rows.push(std::mem::take(&mut row));
                }
                row.push(vec![(from, to)]);
                waits = line.kind == Kind::Open;
            }
            Kind::Strokes(1) if waits => waits = false,
            Kind::Strokes(1) => {
                if !row.is_empty() {
                    row.push(vec![(line.start, line.start)]);
                }
            }
            // The end of a row.
            Kind::Strokes(_) => {
                rows.extend((!row.is_empty()).then(|| std::mem::take(&mut row)));
                waits = false;
            }
            Kind::Blank | Kind::Other => {}
        }
    }
    rows.extend((!row.is_empty()).then_some(row));
    rows
}

#[cfg(test)]
mod tests {
    use super::super::{Document, shown};

    fn rows(source: &str) -> Vec<String> {
        shown(&Document::read(source), "/")
    }

    const ROWS: [&str; 8] = [
        "二、情况",
        "信息内容",
        "本年制发件数",
        "规章/0//3",
        "行政许可/1,204",
        "其他结果",
        "总计/1/0/2/0",
        "五、问题",
    ];

    #[test]
    fn a_stroke_behind_each_cell() {
        let text = "二、情况\n信息内容 |\n本年制发件数 |\n|||\n规章 |\n0 |\n|\n3 |\n行政许可 |\n1,204 |\n||\n其他结果 |\n总计 |\n1 |\n0 |\n2 |\n0 |\n||||\n五、问题\n";
        assert_eq!(rows(text), ROWS);
    }

    #[test]
    fn a_stroke_below_each_cell() {
        let text = "二、情况\n\n信息内容\n|\n本年制发件数\n|\n规章\n|\n0\n|\n|\n3\n|\n行政许可\n|\n1,204\n|\n其他结果\n|\n总计\n|\n1\n|\n0\n|\n2\n|\n0\n|\n五、问题\n";
        let rows: Vec<String> = rows(text)
            .into_iter()
            .filter(|row| !row.is_empty())
            .collect();
        assert_eq!(rows, ROWS);
    }

    #[test]
    fn cells_keep_their_places() {
        let text = format!("甲 |\n{}规章 |\n|\n37 |\n", "乙 |\n".repeat(12));
        let document = Document::read(&text);
        let row = *document.lines.last().unwrap();
        let [label, blank, number] = document.row(&row) else {
            panic!("{row:?}")
        };
        assert_eq!(&text[document.span(*label).range()], "规章");
        assert_eq!(&text[document.span(*number).range()], "37");
        let blank = document.span(*blank);
        assert!(blank.is_empty());
        assert!(text[blank.start as usize..].starts_with("|\n37"));
    }

    #[test]
    fn other_strokes_are_left_alone() {
        for text in ["甲 | 乙 |\n丙 | 1 |\n", "正文 |\n正文\n|\n"] {
            assert!(super::flatten(text).is_none(), "{text}");
        }
    }
}
