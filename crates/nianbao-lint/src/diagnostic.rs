//! Findings: what is wrong, where, on what basis, and what to do.

use nianbao_core::form::CellRef;
use nianbao_core::{Places, Span};

use crate::neighbours::Neighbour;
use crate::rule_ref::RuleRef;

/// A language that users read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A message in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Message {
    /// A message from its two texts.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be changed.
    Warning,
    /// Contradicts the law, the form or the report itself.
    Error,
}

impl Severity {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Offered one by one; the drafter decides.
    Suggested,
    /// The meaning cannot change.
    Safe,
}

impl Applicability {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suggested => "suggested",
            Self::Safe => "safe",
        }
    }
}

/// A replacement of a piece of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What is there afterwards.
    pub new_text: String,
    /// The report to be changed, if it is another one.
    pub file: Option<Neighbour>,
}

impl Edit {
    /// A replacement in the report itself.
    pub fn new(span: Span, new_text: impl Into<String>) -> Self {
        Self {
            span,
            new_text: new_text.into(),
            file: None,
        }
    }

    /// The same in another report.
    #[must_use]
    pub fn in_file(mut self, file: &Neighbour) -> Self {
        self.file = Some(file.clone());
        self
    }
}

/// A remedy: edits that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: Message,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// Its edits, by place, not overlapping.
    pub edits: Vec<Edit>,
}

/// What another place is to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It fails for the same reason, and no longer once the finding is attended to.
    Consequence,
}

impl Role {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Consequence => "consequence",
        }
    }
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What it shows.
    pub message: Message,
    /// What it is to the finding, where it is more than a part of it.
    pub role: Option<Role>,
    /// The report that it is in, if that is another one.
    pub file: Option<Neighbour>,
}

impl Related {
    /// A place in the report itself.
    pub fn new(span: Span, message: Message) -> Self {
        Self {
            span,
            message,
            file: None,
            role: None,
        }
    }

    /// The same in another report.
    #[must_use]
    pub fn in_file(mut self, file: &Neighbour) -> Self {
        self.file = Some(file.clone());
        self
    }
}

/// A finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleRef,
    /// Its weight, after settings.
    pub severity: Severity,
    /// What is wrong and what to do, with the numbers.
    pub message: Message,
    /// Where; empty spans mark a place where something is missing.
    pub span: Span,
    /// The cell, for findings about one.
    pub cell: Option<CellRef>,
    /// Other places.
    pub related: Vec<Related>,
    /// Remedies, the best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A finding of `rule` at `span` with the rule's own severity.
    pub fn new(rule: impl Into<RuleRef>, span: Span, message: Message) -> Self {
        let rule = rule.into();
        Self {
            severity: rule.severity(),
            rule,
            message,
            span,
            cell: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Where the finding is, in words: `第二部分第3段`, `表三“（七）总计”行“自然人”列`.
    pub fn place(&self, places: &Places<'_>, lang: Lang) -> String {
        let place = match self.cell {
            Some(cell) => places.of_cell(self.span, cell),
            None => places.of(self.span),
        };
        match lang {
            Lang::Zh => place.zh(),
            Lang::En => place.en(),
        }
    }

    /// Names the cell that the finding is about.
    #[must_use]
    pub fn at_cell(mut self, cell: CellRef) -> Self {
        self.cell = Some(cell);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn with_related(mut self, span: Span, message: Message) -> Self {
        self.related.push(Related::new(span, message));
        self
    }

    /// Adds a place that fails for the same reason.
    #[must_use]
    pub fn with_consequence(mut self, span: Span, message: Message) -> Self {
        self.related.push(Related {
            role: Some(Role::Consequence),
            ..Related::new(span, message)
        });
        self
    }

    /// Adds a place in another report.
    #[must_use]
    pub fn with_related_in(mut self, file: &Neighbour, span: Span, message: Message) -> Self {
        self.related.push(Related::new(span, message).in_file(file));
        self
    }

    /// Adds a remedy.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// Adds a remedy of one replacement.
    #[must_use]
    pub fn with_replacement(
        self,
        applicability: Applicability,
        title: Message,
        span: Span,
        new_text: impl Into<String>,
    ) -> Self {
        let edits = vec![Edit::new(span, new_text.into())];
        self.with_fix(Fix {
            title,
            applicability,
            edits,
        })
    }
}

/// A check that could not be made: the third state beside holding and failing.
#[derive(Clone, Debug)]
pub struct Unverified {
    /// The rule whose check it is.
    pub rule: RuleRef,
    /// Why, as a stable slug: `cell-blank`, `cell-missing`, `table-truncated`, `table-missing`,
    /// `row-misfit`, ….
    pub reason: &'static str,
    /// What cannot be verified and why.
    pub message: Message,
}
