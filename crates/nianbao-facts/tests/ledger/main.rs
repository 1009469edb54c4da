//! The ledger from outside: reports of each class, properties, and exact oracles.

#![allow(clippy::unwrap_used)]

mod corpus;
mod disputes;
mod flow;
mod properties;
mod sheet;
