//! What the tests of the old readers share.

use nianbao_core::Report;

use crate::Facts;

/// The report that the examples of rules are made from.
pub(crate) fn base_report() -> &'static str {
    include_str!("../../nianbao-lint/src/base_report.md")
}

/// Runs something with a report's facts.
pub(crate) fn with_facts<T>(report: &Report, run: impl FnOnce(&Facts<'_>) -> T) -> T {
    run(&Facts::new(report))
}
