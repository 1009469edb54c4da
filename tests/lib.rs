//! What the tests of several crates share.

// Test code: building text piece by piece with `format!` reads best, and its speed does not matter.
#[allow(clippy::format_push_string)]
pub mod generate;
