//! What a shape is.

use nianbao_core::form::TableId;

use super::automaton::Automaton;
use crate::claims::{Kind, Relation};

/// A shape: how a claim is worded, and which cells its number may be.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Its name, with the concept that it represents after a colon.
    pub(crate) name: &'static str,
    /// What a claim of it is about.
    pub(crate) kind: Kind,
    /// The concept of the token that carries the claim: a quantity or a word.
    pub(crate) at: u8,
    /// What is before that token, read backwards.
    pub(crate) before: Automaton,
    /// What is after it.
    pub(crate) after: Automaton,
    /// The readings.
    pub(crate) reads: &'static [&'static [Cells]],
    /// How the number relates to a reading.
    pub(crate) relation: Relation,
    /// The topics that it needs, as bits; 0 for any.
    pub(crate) topics: u8,
    /// Concepts that its clause must not hold.
    pub(crate) unless: u128,
    /// Concepts that must not follow in its clause.
    pub(crate) unless_after: u128,
    /// Concepts that its sentence must not hold.
    pub(crate) unless_sentence: u128,
    /// Concepts of which its paragraph, up to the end of the sentence, must hold one.
    pub(crate) needs: u128,
    /// Measure words with which the number counts something else.
    pub(crate) not_measured_in: &'static [&'static str],
    /// Whether the number may be a part of another.
    pub(crate) part: bool,
    /// Whether it may be in words about another year.
    pub(crate) any_year: bool,
    /// Whether it may be in words about another body.
    pub(crate) any_scope: bool,
    /// Whether the same token may carry another claim.
    pub(crate) also: bool,
    /// Whether careful readers may differ.
    pub(crate) soft: bool,
    /// Whether it is read only beside another claim of its kind in the same sentence.
    pub(crate) together: bool,
}

/// Cells of a reading: a row and column of the contract, or a group of them (`denied.*`,
/// `organizations`).
#[derive(Debug)]
pub(crate) struct Cells {
    /// The table.
    pub(crate) table: TableId,
    /// The row, or a group of rows.
    pub(crate) row: &'static str,
    /// The column, or `organizations` for the five of 法人或其他组织.
    pub(crate) column: &'static str,
    /// Whether it is subtracted.
    pub(crate) minus: bool,
}
