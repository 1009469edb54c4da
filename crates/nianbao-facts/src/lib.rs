//! `nianbao-facts` says what a report **states**: which numbers its prose gives for which cells
//! ([`claims`]), and which values the cells, the identities and the claims allow together
//! ([`ledger`]).
//!
//! It knows nothing of rules, findings or settings. It reads a [`nianbao_core::Report`] and never
//! searches its text for a place that the parser knows.

pub mod claims;
mod grammar;
pub mod ledger;
