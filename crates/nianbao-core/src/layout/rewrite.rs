//! A text written anew for the readers of lines, tied to its source.

use super::Piece;

/// A cell as the places of its fragments; one empty fragment when it is blank.
pub(super) type Cell = Vec<(usize, usize)>;

/// Writes a text anew, with other lines in place of some of its own.
pub(super) struct Writer<'a> {
    text: &'a str,
    written: String,
    pieces: Vec<Piece>,
    /// Up to where the text is copied.
    copied: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            written: String::new(),
            pieces: Vec::new(),
            copied: 0,
        }
    }

    fn keep(&mut self, from: usize, to: usize) {
        let len = (to - from) as u32;
        self.pieces.push(Piece {
            visible: self.written.len() as u32,
            source: from as u32,
            visible_len: len,
            source_len: len,
        });
        self.written.push_str(&self.text[from..to]);
    }

    /// Writes rows in place of the lines `start..end`, the last one without its break.
    pub(super) fn table(&mut self, start: usize, end: usize, rows: &[Vec<Cell>]) {
        self.keep(self.copied, start);
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.written.push('\n');
            }
            // A lone cell is a line of text.
            let cells = row.len() > 1;
            for cell in row {
                if cells {
                    self.written.push('|');
                }
                for &(from, to) in cell {
                    self.keep(from, to);
                }
            }
            if cells {
                self.written.push('|');
            }
        }
        self.copied = end;
    }

    /// What was written, and the pieces that tie it to the text; `None` when nothing was changed.
    pub(super) fn finish(mut self) -> Option<(String, Vec<Piece>)> {
        if self.pieces.is_empty() {
            return None;
        }
        self.keep(self.copied, self.text.len());
        Some((self.written, self.pieces))
    }
}

/// The pieces that tie a text to the source, when `inner` ties it to a text that `outer` ties to the
/// source; without `outer` pieces that text is the source.
pub(super) fn through(outer: &[Piece], inner: Vec<Piece>) -> Vec<Piece> {
    if outer.is_empty() {
        return inner;
    }
    let mut pieces = Vec::with_capacity(outer.len() + inner.len());
    for piece in inner {
        let (from, to) = (piece.source, piece.source + piece.source_len);
        let first = outer.partition_point(|part| part.visible + part.visible_len < from);
        let before = pieces.len();
        for part in &outer[first..] {
            let start = from.max(part.visible);
            let end = to.min(part.visible + part.visible_len);
            if part.visible > to || start > end {
                break;
            }
            if start == end && from < to {
                continue;
            }
            pieces.push(Piece {
                visible: piece.visible + (start - from),
                source: part.source + (start - part.visible),
                visible_len: end - start,
                source_len: end - start,
            });
            if from == to {
                break;
            }
        }
        debug_assert!(
            pieces.len() > before || from == to,
            "a fragment has a place"
        );
    }
    pieces
}
