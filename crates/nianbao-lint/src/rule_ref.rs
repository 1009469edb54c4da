//! The rule that a finding comes from: one of the program or one of a rule pack.

use std::sync::Arc;

use crate::diagnostic::{Message, Severity};
use crate::rule::{FixAvailability, Group, Rule};

/// What is known of a rule that a pack brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRule {
    /// `PACK/NAME`, as it is selected and printed.
    pub code: String,
    /// `NAME`, unique within its pack.
    pub name: String,
    /// Where its severity starts.
    pub severity: Severity,
    /// Whether it runs unless deselected.
    pub default_on: bool,
    /// The best fix it offers.
    pub fix: FixAvailability,
    /// What it checks, one line.
    pub summary: Message,
    /// Why it matters and what to do; may be empty.
    pub explanation: Message,
    /// What it rests on.
    pub basis: Vec<String>,
}

/// A rule that is built in or loaded with a pack. Two of them are the same if they have one code.
#[derive(Clone, Debug)]
pub enum RuleRef {
    /// A rule of the program.
    BuiltIn(&'static Rule),
    /// A rule of a pack.
    Pack(Arc<PackRule>),
}

impl RuleRef {
    /// Its code: `A002`, or `PACK/NAME`.
    pub fn code(&self) -> &str {
        match self {
            Self::BuiltIn(rule) => rule.code,
            Self::Pack(rule) => &rule.code,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::BuiltIn(rule) => rule.name,
            Self::Pack(rule) => &rule.name,
        }
    }

    /// Its group; rules of packs have none.
    pub fn group(&self) -> Option<Group> {
        self.built_in().map(|rule| rule.group)
    }

    /// Where its severity starts.
    pub fn severity(&self) -> Severity {
        match self {
            Self::BuiltIn(rule) => rule.severity,
            Self::Pack(rule) => rule.severity,
        }
    }

    /// Whether it runs unless deselected.
    pub fn default_on(&self) -> bool {
        match self {
            Self::BuiltIn(rule) => rule.default_on,
            Self::Pack(rule) => rule.default_on,
        }
    }

    /// The best fix it offers.
    pub fn fix(&self) -> FixAvailability {
        match self {
            Self::BuiltIn(rule) => rule.fix,
            Self::Pack(rule) => rule.fix,
        }
    }

    /// What it checks, one line.
    pub fn summary(&self) -> Message {
        match self {
            Self::BuiltIn(rule) => Message::new(rule.summary.zh, rule.summary.en),
            Self::Pack(rule) => rule.summary.clone(),
        }
    }

    /// Why it matters and what to do; may be empty for a rule of a pack.
    pub fn explanation(&self) -> Message {
        match self {
            Self::BuiltIn(rule) => Message::new(rule.explanation.zh, rule.explanation.en),
            Self::Pack(rule) => rule.explanation.clone(),
        }
    }

    /// What it rests on.
    pub fn basis(&self) -> Vec<&str> {
        match self {
            Self::BuiltIn(rule) => rule.basis.to_vec(),
            Self::Pack(rule) => rule.basis.iter().map(String::as_str).collect(),
        }
    }

    /// The rule of the program, if it is one.
    pub fn built_in(&self) -> Option<&'static Rule> {
        match self {
            Self::BuiltIn(rule) => Some(rule),
            Self::Pack(_) => None,
        }
    }
}

impl PartialEq for RuleRef {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for RuleRef {}

impl PartialEq<Rule> for RuleRef {
    fn eq(&self, other: &Rule) -> bool {
        self.code() == other.code
    }
}

impl From<&'static Rule> for RuleRef {
    fn from(rule: &'static Rule) -> Self {
        Self::BuiltIn(rule)
    }
}

impl From<&Arc<PackRule>> for RuleRef {
    fn from(rule: &Arc<PackRule>) -> Self {
        Self::Pack(Arc::clone(rule))
    }
}
