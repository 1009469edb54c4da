//! `nianbao-facts` says what a report **states**: which numbers its prose gives for which cells
//! ([`claims`]), and which values the cells, the identities and the claims allow together
//! ([`ledger`]).
//!
//! It knows nothing of rules, findings or settings. It reads a [`nianbao_core::Report`] and never
//! searches its text for a place that the parser knows.

mod facts;
mod grammar;
#[cfg(test)]
mod testing;

pub mod bodies;
pub mod citations;
pub mod claims;
pub mod deadlines;
pub mod documents;
pub mod figures;
pub mod labels;
pub mod ledger;
pub mod names;
pub mod numbers;
pub mod passages;
pub mod plain;
pub mod preamble;
pub mod punctuation;
pub mod readers;
pub mod reasons;
pub mod rows;
pub mod sections;
pub mod self_title;
pub mod words;

pub use facts::Facts;
