//! The readers of the prose that the phrase grammar is going to replace: each is a closed grammar of its
//! own, written as code. No rule uses `applicants`, `case_results` and `decisions` any more: their tests hold
//! sentences that belong beside the shapes of the grammar, and go there before the code goes.

pub mod applicants;
pub mod case_results;
pub mod cases;
pub mod claims;
pub mod decisions;
pub mod growth;
pub mod links;
pub mod lists;
pub mod outcomes;
pub mod parts;
pub mod shares;
