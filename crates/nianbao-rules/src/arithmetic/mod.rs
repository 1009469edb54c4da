//! A 勾稽与合理性: identities of the tables, and numbers that are implausible.

pub(crate) mod judge;
mod locate;

include!(concat!(env!("OUT_DIR"), "/arithmetic.rs"));
