//! Fixes are applied until nothing more can be fixed.

use nianbao_core::{Report, SourceText};
use nianbao_lint::{FixMode, base_report, fix};

#[test]
fn overlapping_fixes_take_turns() {
    let text = base_report().replace("| 行政强制 | 86 |", "| 行政强制 | ８６ |");
    let report = Report::parse(SourceText::new(text).unwrap());
    let settings = nianbao_rules::settings();
    let fixed = fix(report, &settings, FixMode::Safe);
    assert_eq!(fixed.report.source.as_str(), base_report());
    assert_eq!(fixed.applied.len(), 1);
    assert!(fixed.converged && fixed.refused.is_empty());
    assert!(fixed.findings.diagnostics.is_empty());
}
