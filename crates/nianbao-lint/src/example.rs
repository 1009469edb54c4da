//! Examples of rules: their tests and their documentation.

/// What an example shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExampleKind {
    /// The rule must find one thing here and nothing else.
    Bad {
        /// The source text of the finding's span; empty for a place where something is missing.
        flagged: &'static str,
    },
    /// The rule must find several things here and nothing else.
    BadAtEach {
        /// The source texts of the spans of the findings, in their order.
        flagged: &'static [&'static str],
    },
    /// The rule must find nothing: how it should be written.
    Good,
    /// The rule must find nothing although it looks as if it should.
    Trap,
    /// The rule must find nothing and note that it could not decide.
    Unverified {
        /// The reason of the note: `cell-blank`.
        reason: &'static str,
    },
}

impl ExampleKind {
    /// The source texts of the spans of all findings that the rule must make.
    pub fn flagged(&self) -> &[&'static str] {
        match self {
            Self::Bad { flagged } => std::slice::from_ref(flagged),
            Self::BadAtEach { flagged } => flagged,
            Self::Good | Self::Trap | Self::Unverified { .. } => &[],
        }
    }

    /// Whether the rule must find something.
    pub fn is_bad(&self) -> bool {
        !self.flagged().is_empty()
    }
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
