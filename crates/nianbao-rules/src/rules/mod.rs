//! The rules. One file each; this list is the only other place that a new rule touches.

use crate::rule::Rule;

/// Every rule, ordered by code.
pub static ALL: &[&Rule] = &[];

/// The rule of a code (`A002`).
pub fn by_code(code: &str) -> Option<&'static Rule> {
    ALL.iter()
        .copied()
        .find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// The rule of a name (`t3-detail-sum`).
pub fn by_name(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}
