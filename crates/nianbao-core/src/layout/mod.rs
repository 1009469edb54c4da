//! Layout readers: every shape that a report arrives in becomes the same lines of cells.
//!
//! A [`Document`] is the *visible* text — the source itself for plain text and Markdown, the text
//! between the tags for HTML — as a list of [`Line`]s. A line is running text, or a row whose cells
//! the layout knows (tabs, pipes, `<tr>`). What follows never asks where a line came from.

mod breaks;
mod comments;
mod csv;
mod evidence;
mod grid;
mod html;
mod page;
mod plain;
mod rewrite;
mod runon;
mod stacked;

use std::borrow::Cow;

pub(crate) use self::evidence::{Evidence, evidence};
use crate::report::{Comment, Layout};
use crate::span::Span;

/// A range of bytes of the visible text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Place {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end.max(start) as u32,
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub(crate) fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// Nothing but white space.
    Blank,
    /// A page number.
    PageMark,
    /// A separator row of a Markdown table.
    Rule,
    /// Running text, a label, a number, several of them separated by spaces.
    Text,
    /// A row whose cells are known: the range of its cells in [`Document::cells`].
    Row { first: u32, last: u32 },
}

/// A line of the visible text, trimmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) place: Place,
    pub(crate) kind: LineKind,
    /// A page break stands before the line.
    pub(crate) new_page: bool,
}

/// Part of the visible text that stands in one piece in the source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) visible: u32,
    pub(crate) source: u32,
    pub(crate) visible_len: u32,
    pub(crate) source_len: u32,
}

/// The visible text of a report as lines.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    text: Cow<'a, str>,
    /// Empty when the visible text is the source.
    pieces: Vec<Piece>,
    pub(crate) lines: Vec<Line>,
    pub(crate) cells: Vec<Place>,
    pub(crate) layout: Layout,
    /// Tables were written anew: the parts of a cell may stand apart in the source.
    drawn: bool,
    /// Pictures and links to files: the index of the line that follows, and the place in the source.
    pub(crate) pictures: Vec<(usize, Span)>,
    /// Comments, which are no part of the visible text.
    pub(crate) comments: Vec<Comment>,
}

impl<'a> Document<'a> {
    /// Reads a source in whatever layout it is.
    #[cfg(test)]
    pub(crate) fn read(source: &'a str) -> Self {
        Self::read_as(source, evidence(source))
    }

    /// Reads a source of which it is known what it is.
    pub(crate) fn read_as(source: &'a str, evidence: Evidence) -> Self {
        match evidence {
            Evidence::None => plain::read(source),
            Evidence::Page => html::read(source, false),
            Evidence::Mixed => html::read(source, true),
        }
    }

    /// The text of a page and the pieces that tie it to the source; nothing where the source is what is
    /// read, or where tables of it were written anew for the readers of tables.
    pub(crate) fn into_page(self) -> (String, Vec<Piece>) {
        match (self.layout, self.text) {
            (Layout::Html, Cow::Owned(text)) => (text, self.pieces),
            _ => (String::new(), Vec::new()),
        }
    }

    /// The visible text of a place.
    pub(crate) fn str(&self, place: Place) -> &str {
        self.text
            .get(place.start as usize..place.end as usize)
            .unwrap_or("")
    }

    /// Whether the parts of a place stand apart in the source: on several lines of a drawn table, with
    /// other cells between, or around the line breaks of a record.
    pub(crate) fn is_torn(&self, place: Place) -> bool {
        let mut parts = 0;
        if self.drawn {
            self.for_pieces(place, |_, _| parts += 1);
        }
        parts > 1
    }

    /// The white space before a line's text.
    pub(crate) fn indent(&self, line: Place) -> &str {
        let before = self.text.get(..line.start as usize).unwrap_or("");
        let words =
            before.trim_end_matches(|c: char| c.is_whitespace() && !matches!(c, '\n' | '\r'));
        &before[words.len()..]
    }

    /// The cells of a line: those of a row, or the line itself.
    pub(crate) fn row(&self, line: &Line) -> &[Place] {
        match line.kind {
            LineKind::Row { first, last } => {
                self.cells.get(first as usize..last as usize).unwrap_or(&[])
            }
            _ => &[],
        }
    }

    /// Where a place stands in the source.
    pub(crate) fn span(&self, place: Place) -> Span {
        if self.pieces.is_empty() {
            return Span {
                start: place.start,
                end: place.end.max(place.start),
            };
        }
        let start = self.source_start(place.start);
        if place.is_empty() {
            return Span { start, end: start };
        }
        let last = place.end - 1;
        let index = self.pieces.partition_point(|piece| piece.visible <= last);
        let end = index
            .checked_sub(1)
            .and_then(|index| self.pieces.get(index))
            .map_or(0, |piece| {
                let inside = place.end - piece.visible;
                if inside >= piece.visible_len {
                    piece.source + piece.source_len
                } else {
                    piece.source + inside.min(piece.source_len)
                }
            });
        Span {
            start,
            end: end.max(start),
        }
    }

    fn source_start(&self, offset: u32) -> u32 {
        let index = self.pieces.partition_point(|piece| piece.visible <= offset);
        index
            .checked_sub(1)
            .and_then(|index| self.pieces.get(index))
            .map_or(0, |piece| {
                let inside = offset - piece.visible;
                if inside >= piece.visible_len {
                    piece.source + piece.source_len
                } else {
                    piece.source + inside.min(piece.source_len)
                }
            })
    }

    /// Calls `each` with every part of a place that stands in one piece in the source.
    pub(crate) fn for_pieces(&self, place: Place, mut each: impl FnMut(&str, Span)) {
        if self.pieces.is_empty() {
            each(self.str(place), self.span(place));
            return;
        }
        let first = self
            .pieces
            .partition_point(|piece| piece.visible <= place.start);
        for piece in &self.pieces[first.saturating_sub(1)..] {
            if piece.visible >= place.end {
                break;
            }
            let start = piece.visible.max(place.start);
            let end = (piece.visible + piece.visible_len).min(place.end);
            if start < end {
                let part = Place { start, end };
                each(self.str(part), self.span(part));
            }
        }
    }
}

/// Whether a text is a number, with its unit or without: what tells rows of a table apart before
/// anything is known of its labels.
fn is_number(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let number = text.trim_end_matches(['件', '条', '元', '万', '个', '项']);
    number.starts_with(digit)
        && number.ends_with(digit)
        && number
            .chars()
            .all(|c| digit(c) || matches!(c, '.' | ',' | '，'))
}

/// Whether a text can be all that a numeric cell holds.
fn is_value(text: &str) -> bool {
    matches!(text, "/" | "-" | "—" | "——" | "无") || is_number(text)
}

/// The place of the trimmed content of `start..end`; empty at `start` when there is none.
fn trimmed(text: &str, start: usize, end: usize) -> Place {
    let slice = &text[start..end];
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}');
    let left = slice.trim_start_matches(blank);
    if left.is_empty() {
        return Place::new(start, start);
    }
    let from = start + slice.len() - left.len();
    Place::new(from, from + left.trim_end_matches(blank).len())
}

/// The lines of a document as text, `between` the cells of a row.
#[cfg(test)]
fn shown(document: &Document<'_>, between: &str) -> Vec<String> {
    document
        .lines
        .iter()
        .map(|line| match line.kind {
            LineKind::Row { .. } => {
                let cells = document.row(line).iter();
                let cells: Vec<&str> = cells.map(|&cell| document.str(cell)).collect();
                cells.join(between)
            }
            _ => document.str(line.place).to_owned(),
        })
        .collect()
}
