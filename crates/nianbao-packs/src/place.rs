//! Places in the texts of packs and configurations.

use std::ops::Range;

/// A place in a TOML text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// In bytes.
    pub span: Range<usize>,
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values.
    pub column: usize,
}

impl Place {
    /// The place of a span.
    pub fn of(text: &str, span: Range<usize>) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            span,
        }
    }
}
