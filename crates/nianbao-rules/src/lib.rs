//! `nianbao-rules` judges a [`nianbao_core::Report`]: findings with places, legal bases and fixes.
//!
//! It knows nothing of layouts, files or editors. One rule is one small file under `rules/`: its
//! metadata, its check and its examples, which are its tests and its documentation at once. Adding a
//! rule touches that file and the list in `rules/mod.rs`.
//!
//! # Writing a rule
//! - Every fact of the model carries its span: a check never searches the text for a place that the
//!   parser knew, and takes labels, rows and identities from [`nianbao_core::form`].
//! - A message says in plain words what is wrong with which numbers, where (by the printed labels of
//!   row and column), on what basis, and what to do; `labels` names rows and columns.
//! - What is blank or damaged makes a check unverified ([`Sink::unverified`]), never a guess. A false
//!   alarm costs as much trust as a miss, so the traps of a rule are examples beside the bad ones.
//! - Examples are edits of [`base_report`], which no rule may find anything in; `tests/examples.rs`
//!   runs them all and applies every fix they yield, `tests/robustness.rs` loses and corrupts parts
//!   of it. Rules over tables alone can also be tested with the sheets of `testing`.
//! - Several fixes on one finding are alternatives, the likeliest first; of suggested ones none may be
//!   applied unseen then. Numbers of a table are never changed by a safe fix. A fix must make its
//!   finding go away and the report read no worse, else [`fix()`] refuses it.
//!
//! # What rules share
//! `arithmetic` judges identities and explains what fails with the help of `locate`; `cells` puts
//! faulty cells together, so that a blank column is one finding; `rows` tells rows that the drafter
//! left out from rows that a converter lost; `figures` reads single numbers; `plain` reads words
//! without the markup between them; `body` tells the level of a body by its name, `names` compares the
//! names of bodies; `passages` reads what stands round a place of the prose; `deadlines` says when a
//! report is due; `preamble` and `self_title` know the words before the first section;
//! `against` compares a number of the prose with a cell; `claims`, `outcomes`, `cases` and `decisions`
//! read what the prose says of requests, their outcomes, cases and decisions;
//! `numbers` finds long runs of digits and checks their check digits.
//! `words` looks for the words of all rules in one scan and `marks` gives the punctuation marks and
//! spaces as the source has them. [`query`] answers what editors ask besides findings.

mod apply;
pub mod arithmetic;
pub mod citations;
pub mod config;
pub mod dates;
mod diagnostic;
pub mod directives;
mod draft;
mod edits;
mod engine;
mod example;
mod fingerprint;
pub mod metadata;
pub mod pack;
pub mod privacy;
pub mod prose_tables;
pub mod punctuation;
pub mod query;
mod rule;
mod rule_ref;
pub mod rules;
mod selection;
mod skeleton;
pub mod structure;
mod suppress;
pub mod tables;
#[cfg(test)]
mod testing;
pub mod wording;
mod words;

pub use apply::{
    Applied, FixMode, Fixed, chosen_fix, fix, holds_markup, is_applicable, source_edits,
};
pub use diagnostic::{
    Applicability, Diagnostic, Edit, Fix, Lang, Message, Related, Severity, Unverified,
};
pub use draft::{Draft, DraftError};
pub use engine::{Checker, Findings, Settings, Severities, Sink, Thresholds, check};
pub use example::{Example, ExampleKind, base_report};
pub use fingerprint::{fingerprint_of_file, fingerprints, quote};
pub use nianbao_facts::deadlines::{Deadlines, MonthDay};
pub use rule::{Context, FixAvailability, Group, Rule, Text};
pub use rule_ref::{PackRule, RuleRef};
pub use rules::{ALL, by_code, by_name};
pub use selection::{Selection, UnknownRule};
pub use skeleton::blank_table;
