//! Which rules run: codes, names, prefixes and `ALL`.

use crate::rule::Rule;

/// A selector that names no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// The selector as given.
    pub selector: String,
    /// The nearest code or name.
    pub nearest: Option<&'static str>,
}

/// The rules that run, one flag per entry of [`crate::rules::ALL`].
#[derive(Clone, Debug)]
pub struct Selection {
    enabled: Vec<bool>,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            enabled: crate::rules::ALL
                .iter()
                .map(|rule| rule.default_on)
                .collect(),
        }
    }
}

impl Selection {
    /// Whether a rule runs.
    pub fn contains(&self, rule: &Rule) -> bool {
        crate::rules::ALL
            .iter()
            .position(|candidate| candidate.code == rule.code)
            .is_some_and(|index| self.enabled.get(index).copied().unwrap_or(false))
    }
}
