//! Fingerprints of findings.
#![allow(clippy::unwrap_used)]

use nianbao_core::{Report, SourceText};
use nianbao_lint::{base_report, check, fingerprints};

fn of(text: &str) -> Vec<(String, String)> {
    let report = Report::parse(SourceText::new(text).unwrap());
    let found = check(&report, &nianbao_rules::settings()).diagnostics;
    let prints = fingerprints(&report, &found);
    let codes = found
        .iter()
        .map(|diagnostic| diagnostic.rule.code().to_owned());
    codes.zip(prints).collect()
}

/// Two full-width numbers in the prose-like cells of table 2 and a doubled word.
fn faulty() -> String {
    base_report()
        .replace("| 行政强制 | 86 |", "| 行政强制 | ８６ |")
        .replace("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 |  | 0 |")
}

#[test]
fn edits_elsewhere_change_nothing() {
    let before = of(&faulty());
    assert!(before.len() >= 2, "{before:?}");
    let moved = format!("\n\n{}", faulty().replace('\n', "\r\n"));
    assert_eq!(of(&moved), before);
    // A corrected cell takes only its own finding away.
    let fewer = of(&faulty().replace("８６", "86"));
    assert_eq!(fewer.len(), before.len() - 1);
    assert!(fewer.iter().all(|print| before.contains(print)));
}

#[test]
fn equals_are_told_apart_and_reports_are_not() {
    let twice = faulty().replace("坚持", "坚坚持");
    let prints = of(&twice);
    let mut unique = prints.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), prints.len());
    assert!(prints.iter().all(|(_, print)| print.len() == 32));
}
