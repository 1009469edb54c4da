//! `nianbao-json` is the JSON contract: what `check` and `extract` print of a report, as types that
//! serialise.

pub mod check;
pub mod claims;
mod damage;
pub mod extract;
pub mod place;

use serde::Serialize;

/// A value as JSON on one line. None of our types can fail to serialise: their keys are strings.
pub fn to_line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
