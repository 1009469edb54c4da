//! One scan per paragraph finds its facts.

use super::Prose;

/// Fills the fact lists of `prose`.
pub(super) fn scan(_prose: &mut Prose) {}
