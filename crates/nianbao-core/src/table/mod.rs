//! Tables: what is read of them and how.

mod align;
mod atoms;
mod columns;
mod disputes;
mod groups;
mod label;
mod model;
mod proactive;
mod requests;
mod settle;
mod value;
mod zones;

pub use model::*;
pub(crate) use requests::Reading;
pub(crate) use zones::{Tables, read};
