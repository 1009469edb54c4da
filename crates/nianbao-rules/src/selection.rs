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
    /// The rules that selectors name: `select` replaces the default selection when it is not empty,
    /// `extend` adds to it, `ignore` takes away. A selector is a code, a name, a prefix of codes or
    /// `ALL`.
    ///
    /// # Errors
    /// [`UnknownRule`] for a selector that names no rule.
    pub fn from_selectors(
        select: &[String],
        extend: &[String],
        ignore: &[String],
    ) -> Result<Self, UnknownRule> {
        let mut selection = if select.is_empty() {
            Self::default()
        } else {
            Self {
                enabled: vec![false; crate::rules::ALL.len()],
            }
        };
        for selector in select.iter().chain(extend) {
            selection.set(selector, true)?;
        }
        for selector in ignore {
            selection.set(selector, false)?;
        }
        Ok(selection)
    }

    fn set(&mut self, selector: &str, on: bool) -> Result<(), UnknownRule> {
        let mut known = selector == "ALL";
        for (flag, rule) in self.enabled.iter_mut().zip(crate::rules::ALL) {
            let named = rule.name == selector
                || rule
                    .code
                    .get(..selector.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(selector));
            if selector == "ALL" || named {
                known = true;
                *flag = on;
            }
        }
        if known {
            Ok(())
        } else {
            Err(UnknownRule {
                selector: selector.to_owned(),
                nearest: crate::rules::ALL.first().map(|rule| rule.code),
            })
        }
    }

    /// Whether a rule runs.
    pub fn contains(&self, rule: &Rule) -> bool {
        crate::rules::ALL
            .iter()
            .position(|candidate| candidate.code == rule.code)
            .is_some_and(|index| self.enabled.get(index).copied().unwrap_or(false))
    }
}
