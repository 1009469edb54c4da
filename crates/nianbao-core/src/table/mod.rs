//! Tables: what is read of them and how.

mod model;

pub use model::*;
