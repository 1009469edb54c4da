//! The readers of the prose that the phrase grammar is going to replace: each is a closed grammar of its
//! own, written as code.

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
