//! What every scanner gets: one paragraph, its tokens, and the ways back to the source.

use super::super::{FoldMap, ParagraphKind};
use super::lex::Token;
use crate::span::{Span, TextRange};
use crate::text::SourceText;

/// One paragraph under scan. Offsets are of the whole folded text.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    /// The whole folded text.
    pub(super) text: &'a str,
    /// The way to the source.
    pub(super) map: &'a FoldMap,
    /// The source.
    pub(super) source: &'a SourceText,
    /// Index of the paragraph.
    pub(super) index: usize,
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// What it is.
    pub(super) kind: ParagraphKind,
    /// Its section.
    pub(super) section: Option<usize>,
    /// Its tokens.
    pub(super) tokens: &'a [Token],
}

impl<'a> Scene<'a> {
    /// The text between two offsets; empty when they are no range of the paragraph.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        if start < self.start || end > self.end {
            return "";
        }
        self.text.get(start..end).unwrap_or("")
    }

    /// The text from an offset to the end of the paragraph.
    pub(super) fn rest(&self, start: usize) -> &'a str {
        self.slice(start, self.end)
    }

    /// The text from the start of the paragraph to an offset.
    pub(super) fn head(&self, end: usize) -> &'a str {
        self.slice(self.start, end)
    }

    /// The character before an offset.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.head(at).chars().next_back()
    }

    /// The character at an offset.
    pub(super) fn after(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// At most `bytes` bytes before an offset, cut at a character.
    pub(super) fn window_before(&self, at: usize, bytes: usize) -> &'a str {
        let mut start = at.saturating_sub(bytes).max(self.start);
        while start < at && !self.text.is_char_boundary(start) {
            start += 1;
        }
        self.slice(start, at)
    }

    /// At most `bytes` bytes from an offset on, cut at a character.
    pub(super) fn window_after(&self, at: usize, bytes: usize) -> &'a str {
        let mut end = at.saturating_add(bytes).min(self.end);
        while end > at && !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.slice(at, end)
    }

    /// Where a range stands in the source.
    pub(super) fn span(&self, range: TextRange) -> Span {
        self.map.source_span(range)
    }

    /// The index of the first token that starts at or after an offset.
    pub(super) fn token_from(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.start < offset)
    }
}

/// Whether a character is a Chinese character, as opposed to a mark, a digit or a letter.
pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '〇' | '\u{20000}'..='\u{3FFFF}')
}
