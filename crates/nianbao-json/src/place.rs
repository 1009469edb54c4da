//! Places in the source as JSON counts them.

use std::cell::Cell;

use nianbao_core::{Position, SourceText, Span};
use serde::Serialize;

/// A position in the order of the contract.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct JsonPosition {
    /// From 1.
    pub line: u32,
    /// From 1, in Unicode scalar values.
    pub column: u32,
    /// In bytes, from 0.
    pub offset: u32,
}

/// A range in the order of the contract.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct JsonRange {
    /// Where it begins.
    pub start: JsonPosition,
    /// Where it ends.
    pub end: JsonPosition,
}

/// Finds positions. Reports are read forwards, so most positions follow the last one on its line;
/// counting on from there keeps a page of one long line from being walked for each of its cells.
#[derive(Debug)]
pub struct Locator<'a> {
    source: &'a SourceText,
    last: Cell<Position>,
}

impl<'a> Locator<'a> {
    /// A locator in a source.
    pub fn new(source: &'a SourceText) -> Self {
        Self {
            source,
            last: Cell::new(source.position(0)),
        }
    }

    /// The position of an offset.
    pub fn position(&self, offset: u32) -> Position {
        let last = self.last.get();
        let text = self.source.as_str();
        let step = text.get(last.offset as usize..offset as usize);
        let position = match step {
            Some(step) if self.source.line_of(offset) + 1 == last.line => Position {
                line: last.line,
                column: last.column + step.chars().count() as u32,
                offset,
            },
            _ => self.source.position(offset),
        };
        self.last.set(position);
        position
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> JsonRange {
        JsonRange {
            start: self.position(span.start).into(),
            end: self.position(span.end).into(),
        }
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &'a str {
        self.source.slice(span)
    }
}

impl From<Position> for JsonPosition {
    fn from(position: Position) -> Self {
        Self {
            line: position.line,
            column: position.column,
            offset: position.offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counting_on_gives_the_same_positions(
            text in "(?s)[a\\t\\r\\n表😀\u{200b}]{0,40}",
            offsets in prop::collection::vec(0_u32..200, 1..20),
        ) {
            let source = SourceText::new(text).unwrap();
            let locator = Locator::new(&source);
            for offset in offsets {
                prop_assert_eq!(locator.position(offset), source.position(offset));
            }
        }
    }
}
