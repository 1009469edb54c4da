//! A 勾稽与合理性: identities of the tables, and numbers that are implausible.

pub(crate) mod judge;

pub use judge::query::{Judged, Standing, identities_of};

include!(concat!(env!("OUT_DIR"), "/arithmetic.rs"));
