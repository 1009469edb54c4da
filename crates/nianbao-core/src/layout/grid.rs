//! Tables drawn with lines of characters, as terminals and Markdown converters draw them.
//!
//! ```text
//! +--------+----+      ┌────────┬────┐
//! | 规范性 | 3  |      │规范性  │3   │
//! | 文件   |    |      │文件    │    │
//! +--------+----+      ├────────┼────┤
//! ```
//!
//! What stands between two rules is one row, however many lines its cells take. Such a table is written
//! anew, a row to a line with `|` between its cells, each fragment tied to its place in the source.

use super::rewrite::{Cell, Writer};
use super::{Piece, is_number};

/// The text with its drawn tables a row to a line, and the pieces that tie it to `text`; `None` when no
/// table is drawn in it.
pub(super) fn flatten(text: &str) -> Option<(String, Vec<Piece>)> {
    let drawn = ["+-", "+=", "─", "━", "═"]
        .iter()
        .any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some());
    if !drawn {
        return None;
    }
    let mut writer = Writer::new(text);
    let mut lines = lines(text).peekable();
    while let Some((start, end)) = lines.next() {
        if !is_frame(&text[start..end]) {
            continue;
        }
        let mut grid = Grid::default();
        let mut last = end;
        while let Some(&(from, to)) = lines.peek() {
            if !text[from..to].trim_start().starts_with(is_border) {
                break;
            }
            grid.line(text, from, to);
            last = to;
            lines.next();
        }
        // A text that ends within a row has lost part of its label: no row can be told by the rest.
        if !text[last..].trim().is_empty() || !grid.wraps() {
            grid.flush(text);
        }
        if grid.rules > 0 && grid.rows.iter().any(|row| row.len() > 1) {
            writer.table(start, last, &grid.rows);
        }
    }
    writer.finish()
}

/// The lines of a text, without their breaks.
fn lines(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let from = start;
        start += line.len();
        (from, from + line.trim_end_matches(['\n', '\r']).len())
    })
}

/// A stroke of the box-drawing block.
fn is_box(c: char) -> bool {
    ('\u{2500}'..='\u{257F}').contains(&c)
}

/// A stroke that runs across only.
fn is_across(c: char) -> bool {
    matches!(
        c,
        '-' | '=' | ':' | '─' | '━' | '═' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍'
    )
}

/// What a line of a drawn table begins with.
fn is_border(c: char) -> bool {
    matches!(c, '|' | '+') || is_box(c)
}

/// The upper edge of a drawn table: `+---+`, `┌───┐`.
fn is_frame(line: &str) -> bool {
    let line = line.trim();
    let (Some(first), Some(last)) = (line.chars().next(), line.chars().next_back()) else {
        return false;
    };
    let corners = first == '+' && last == '+' || is_box(first) && is_box(last);
    corners
        && line.chars().filter(|&c| is_across(c)).count() >= 3
        && !(is_across(first) && first == last)
        && line
            .chars()
            .all(|c| c == '+' || c == ' ' || is_across(c) || is_box(c))
}

/// Part of a line between two strokes: where its text stands, trimmed.
#[derive(Clone, Copy, Debug)]
enum Segment {
    /// A piece of a rule.
    Rule,
    /// A piece of a cell; empty at its beginning when nothing stands there.
    Text(usize, usize),
}

#[derive(Default)]
struct Grid {
    /// Lines since the last rule, each as its segments' text.
    group: Vec<Vec<(usize, usize)>>,
    rows: Vec<Vec<Cell>>,
    rules: usize,
}

impl Grid {
    fn line(&mut self, text: &str, from: usize, to: usize) {
        let segments = segments(text, from, to);
        let ruled = segments
            .iter()
            .any(|segment| matches!(segment, Segment::Rule));
        let texts: Vec<(usize, usize)> = segments
            .iter()
            .map(|segment| match *segment {
                Segment::Rule => (from, from),
                Segment::Text(start, end) => (start, end),
            })
            .collect();
        if ruled {
            self.rules += 1;
            self.flush(text);
            // The rule leaves out cells that go on over several rows; their text may stand beside it.
            if texts.iter().all(|(start, end)| start == end) {
                return;
            }
        }
        if self
            .group
            .first()
            .is_some_and(|row| row.len() != texts.len())
        {
            // The text ends within this line.
            if to == text.len() {
                return;
            }
            self.flush(text);
        }
        self.group.push(texts);
    }

    /// Whether a row took several lines, or the last one may go on to.
    fn wraps(&self) -> bool {
        self.group.len() > 1 || self.rows.iter().flatten().any(|cell| cell.len() > 1)
    }

    /// Ends a group of lines: one row, unless several of them have numbers. Then only the head of the
    /// table is ruled off, and each line is a row.
    fn flush(&mut self, text: &str) {
        let group = std::mem::take(&mut self.group);
        let numbered = |row: &&Vec<(usize, usize)>| {
            row.iter().any(|&(start, end)| is_number(&text[start..end]))
        };
        if group.iter().filter(numbered).count() > 1 {
            let single =
                |row: Vec<(usize, usize)>| row.into_iter().map(|cell| vec![cell]).collect();
            self.rows.extend(group.into_iter().map(single));
            return;
        }
        let mut lines = group.into_iter();
        let Some(first) = lines.next() else { return };
        let mut row: Vec<Cell> = first.into_iter().map(|cell| vec![cell]).collect();
        for line in lines {
            for (cell, fragment) in row.iter_mut().zip(line) {
                if fragment.0 < fragment.1 {
                    cell.retain(|(start, end)| start < end);
                    cell.push(fragment);
                }
            }
        }
        self.rows.push(row);
    }
}

/// The segments between the strokes of a line.
fn segments(text: &str, from: usize, to: usize) -> Vec<Segment> {
    let line = &text[from..to];
    let mut found = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    let mut characters = line.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map_or(' ', |&(_, next)| next);
        let stroke = match character {
            '|' => before != '\\',
            // The crossing of a rule, not a sign in a cell.
            '+' => matches!(before, '-' | '=' | ':') || matches!(next, '-' | '='),
            _ => is_box(character) && !is_across(character),
        };
        if stroke {
            // What stands before the first stroke is the table's indent.
            if start > 0 || !line[..at].trim().is_empty() {
                found.push(segment(text, from + start, from + at));
            }
            start = at + character.len_utf8();
        }
        before = character;
    }
    if !line[start..].trim().is_empty() {
        found.push(segment(text, from + start, to));
    }
    found
}

fn segment(text: &str, from: usize, to: usize) -> Segment {
    let slice = &text[from..to];
    let inside = slice.trim();
    let across = inside.chars().filter(|&c| is_across(c)).count();
    let drawn = inside.contains(is_box);
    if across > 0 && inside.chars().all(is_across) && (drawn || across > 1) {
        return Segment::Rule;
    }
    let start = from + slice.len() - slice.trim_start().len();
    if inside.is_empty() {
        return Segment::Text(from, from);
    }
    Segment::Text(start, start + inside.len())
}

#[cfg(test)]
mod tests {
    use super::super::{Document, LineKind, shown};

    fn rows(source: &str) -> Vec<String> {
        let mut lines = shown(&Document::read(source), "/");
        lines.retain(|line| !line.is_empty());
        lines
    }

    #[test]
    fn cells_of_several_lines_are_one_row() {
        let ascii = "甲\n\n+--------+----+\n| 规范性 | 3  |\n| 文件   |    |\n+========+====+\n| 规章   |    |\n+--------+----+\n\n乙\n";
        assert_eq!(rows(ascii), ["甲", "规范性文件/3", "规章/", "乙"]);
        let drawn = "甲\n┌────────┬────┐\n│规范性  │3   │\n│文件    │    │\n├────────┼────┤\n│规章    │    │\n└────────┴────┘\n乙";
        assert_eq!(rows(drawn), ["甲", "规范性文件/3", "规章/", "乙"]);
    }

    #[test]
    fn rows_without_rules_between_them_stay_apart() {
        let table = "+------+---+\n| 项目 | 数 |\n+------+---+\n| 规章 | 0 |\n| 文件 | 12 |\n+------+---+\n";
        assert_eq!(rows(table), ["项目/数", "规章/0", "文件/12"]);
    }

    #[test]
    fn a_cell_over_several_rows_stands_beside_their_rules() {
        let table = "┌──┬──┬─┐\n│  │甲│1│\n│总├──┼─┤\n│  │乙│2│\n└──┴──┴─┘\n";
        assert_eq!(rows(table), ["/甲/1", "总/乙/2"]);
    }

    #[test]
    fn fragments_keep_their_places() {
        let source =
            "<!-- a -->\n甲<!-- b -->乙\n+----+---+\n| 规 | 3 |\n| 章 |   |\n+----+---+\n丙\n";
        let document = Document::read(source);
        let row = document
            .lines
            .iter()
            .find(|line| matches!(line.kind, LineKind::Row { .. }))
            .copied()
            .unwrap();
        let cells = document.row(&row);
        let number = document.span(cells[1]);
        assert_eq!(&source[number.range()], "3");
        let label = document.span(cells[0]);
        assert!(source[label.range()].starts_with('规'));
        assert!(source[label.range()].ends_with('章'));
        let last = document.lines.last().unwrap();
        assert_eq!(&source[document.span(last.place).range()], "丙");
    }

    #[test]
    fn rulers_and_sums_are_no_tables() {
        for text in [
            "────────\n正文\n────────\n",
            "+---+\n正文",
            "1+1=2\n---\n正文 a+-b\n",
        ] {
            assert!(super::flatten(text).is_none(), "{text}");
        }
    }
}
