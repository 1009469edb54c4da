//! `nianbao-lint` is the framework of the linter: what a [`Rule`] is and a [`Diagnostic`], which rules run
//! ([`Selection`]), what comments of the report suppress, and how fixes are applied.
//!
//! It knows no particular rule: the rules of the program are a [`Registry`], a value that whoever
//! checks a report brings along in its [`Settings`], and rules that are loaded come in through [`Packs`].
//!
//! # Writing a rule
//! - Every fact of the model carries its span: a check never searches the text for a place that the
//!   parser knew, and takes labels, rows and identities from [`nianbao_core::form`]. What the prose
//!   states comes from [`nianbao_facts`].
//! - A message says in plain words what is wrong with which numbers, where (by the printed labels of
//!   row and column), on what basis, and what to do.
//! - What is blank or damaged makes a check unverified ([`Sink::unverified`]), never a guess. A false
//!   alarm costs as much trust as a miss, so the traps of a rule are examples beside the bad ones.
//! - Examples are edits of [`base_report`], which no rule may find anything in.
//! - Several fixes on one finding are alternatives, the likeliest first; of suggested ones none may be
//!   applied unseen then. Numbers of a table are never changed by a safe fix. A fix must make its
//!   finding go away and the report read no worse, else [`fix()`] refuses it.

mod apply;
mod diagnostic;
mod draft;
pub mod edits;
mod engine;
mod example;
mod fingerprint;
mod lang;
mod neighbours;
mod numbers;
mod packs;
pub mod query;
mod registry;
mod rule;
mod rule_ref;
mod selection;
mod skeleton;
mod suppress;
#[cfg(test)]
mod testing;
pub mod words;

pub use apply::{
    Applied, FixMode, Fixed, Replacement, chosen_fix, fix, holds_markup, is_applicable,
    source_edits,
};
pub use diagnostic::{
    Applicability, Diagnostic, Edit, Fix, Lang, Message, Related, Role, Severity, Unverified,
};
pub use draft::{Draft, DraftError};
pub use engine::{Checker, Findings, Settings, Severities, Sink, Thresholds, check, check_among};
pub use example::{Example, ExampleKind, base_report};
pub use fingerprint::{fingerprint_of_file, fingerprints, quote};
pub use neighbours::{Neighbour, Neighbours, NoNeighbours};
pub use packs::{NoPacks, Packs};
pub use registry::{Registry, SuppressionRules};
pub use rule::{Context, FixAvailability, Group, Rule, Text};
pub use rule_ref::{PackRule, RuleRef};
pub use selection::{Selection, Selector, UnknownRule, nearest_of};
pub use skeleton::blank_table;
