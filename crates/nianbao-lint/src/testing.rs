//! A rule for the tests of the framework, which knows none.

use crate::diagnostic::Severity;
use crate::rule::{FixAvailability, Group, Rule, Text};

pub(crate) static RULE: Rule = Rule {
    code: "T012",
    name: "sample",
    group: Group::Tables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("甲", "a"),
    explanation: Text::new("甲", "a"),
    basis: &[],
    traps: Text::new("甲", "a"),
    examples: &[],
    check: |_, _| {},
};
