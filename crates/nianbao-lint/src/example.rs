//! Examples of rules: their tests and their documentation.

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleKind {
    /// The rule must find something here, and `flagged` is the text of its span.
    Bad {
        /// The source text of the finding's span; empty for a place where something is missing.
        flagged: &'static str,
    },
    /// The rule must find nothing: how it should be written.
    Good,
    /// The rule must find nothing although it looks as if it should.
    Trap,
}

/// A report made from [`base_report`] by replacing pieces of it.
///
/// Every `from` must occur in the base report; all its occurrences are replaced, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub kind: ExampleKind,
    /// One line for the reader: what this case is.
    pub title: crate::rule::Text,
    /// `(from, to)` replacements that make the case.
    pub edits: &'static [(&'static str, &'static str)],
}

/// A complete, correct report of an invented county that no rule finds anything in.
pub fn base_report() -> &'static str {
    include_str!("base_report.md")
}
