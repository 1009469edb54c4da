//! A long text is judged on two threads, and like a short one.

use nianbao_core::Report;
use nianbao_lint::{Checker, Findings, check};

/// A document of this length is judged on two threads.
const LONG: usize = 256 << 10;

#[test]
fn a_long_text_is_judged_like_a_short_one() {
    let broken = nianbao_lint::base_report().replace("| 51 |", "| 52 |");
    let text = format!("{broken}\n").repeat(LONG / broken.len() + 1);
    let source = nianbao_core::SourceText::new(text).unwrap();
    let report = Report::parse(source);
    let settings = nianbao_rules::settings();
    let checker = Checker::new(&report, &settings);
    let mut one = Findings::default();
    for rule in settings.selection.rules() {
        checker.run(rule, &mut one);
    }
    one.diagnostics
        .sort_by(|a, b| (a.span.start, a.rule.code()).cmp(&(b.span.start, b.rule.code())));
    let two = check(&report, &settings);
    assert!(one.diagnostics.len() > 100);
    let shown = |findings: &Findings| format!("{findings:?}");
    assert_eq!(shown(&one), shown(&two));
}
