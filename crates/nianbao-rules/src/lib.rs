//! `nianbao-rules` holds the rules of the program, and nothing else: it judges what
//! [`nianbao_facts`] reads from a report, in the framework of [`nianbao_lint`].
//!
//! It knows nothing of layouts, files or editors. One rule is one small file in the folder of its group:
//! its metadata, its check and its examples, which are its tests and its documentation at once. A rule is
//! registered by being there; `docs/add-a-rule.md` has the steps. Beside the rules of a group are the
//! modules that only they share. Rules about words are data, in `builtin/`; the build writes their
//! modules.

pub mod arithmetic;
pub mod citations;
pub mod dates;
pub mod directives;
pub mod metadata;
pub mod privacy;
pub mod prose_tables;
pub mod punctuation;
mod registry;
pub mod structure;
pub mod tables;
#[cfg(test)]
mod testing;
pub mod wording;

pub use registry::{REGISTRY, settings};
