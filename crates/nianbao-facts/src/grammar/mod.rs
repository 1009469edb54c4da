//! The phrase grammar: words of the vocabulary and shapes of claims, both data (`grammar/*.toml`,
//! compiled by the build script), and the engine that finds them.
//!
//! A sentence becomes tokens: words of the vocabulary with their concepts, quantities, years and marks
//! that the report's parser found, and gaps, the text in between. A shape has one token that carries
//! the claim (mostly the quantity), a pattern for what is before it, read backwards, and one for
//! what is after it. All matches are found in one pass without going back.

pub(crate) mod automaton;
pub(crate) mod builtin;
pub(crate) mod lexicon;
pub(crate) mod shape;
pub(crate) mod token;

#[allow(clippy::unreadable_literal, reason = "the build script writes it")]
mod tables {
    include!(concat!(env!("OUT_DIR"), "/grammar.rs"));
}

pub(crate) use tables::{CONCEPTS, SHAPES, TOPICS, id};
#[cfg(test)]
pub(crate) use tables::{SILENT, TESTS};
