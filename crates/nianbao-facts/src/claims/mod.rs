//! What the prose states about the tables.

mod model;

pub use model::{Claim, Kind, Reading, Relation, Term};
