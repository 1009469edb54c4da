//! `nianbao-rules` judges a [`nianbao_core::Report`]: findings with places, legal bases and fixes.
//!
//! It knows nothing of layouts, files or editors. One rule is one small file under `rules/`: its
//! metadata, its check and its examples, which are its tests and its documentation at once. Adding a
//! rule touches that file and the list in `rules/mod.rs`.

mod arithmetic;
mod body;
mod cells;
mod diagnostic;
mod engine;
mod example;
mod figures;
mod labels;
mod locate;
mod rows;
mod rule;
pub mod rules;
mod sections;
mod selection;
mod skeleton;
#[cfg(test)]
mod testing;

pub use diagnostic::{
    Applicability, Diagnostic, Edit, Fix, Lang, Message, Related, Severity, Unverified,
};
pub use engine::{Findings, Settings, Sink, Thresholds, check};
pub use example::{Example, ExampleKind, base_report};
pub use rule::{Context, FixAvailability, Group, Rule, Text};
pub use rules::{ALL, by_code, by_name};
pub use selection::{Selection, UnknownRule};
pub use skeleton::blank_table;
