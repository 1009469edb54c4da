//! Fingerprints: what a finding is recognised by after the report was edited elsewhere.
//!
//! A finding is anchored in the cell that it speaks of, else in its section and the words that it
//! quotes; among equals their order counts. Offsets, lines, messages and numbers of neighbours are no
//! part of it.

use std::collections::HashMap;
use std::fmt::Write as _;

use nianbao_core::Report;
use nianbao_core::normal::folded;
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;

/// How many characters of a quote count: a finding about a whole section shall be known again
/// although something in the section changed.
const QUOTED: usize = 32;
/// Bytes of the hash that are kept.
const KEPT: usize = 16;

/// The fingerprints of the findings of one report, in their order: 32 hexadecimal digits each, no two
/// the same. They do not tell one report from another.
pub fn fingerprints(report: &Report, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(diagnostics.len());
    let mut all = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let mut anchor = anchor(report, diagnostic);
        let number = seen.entry(anchor.clone()).or_default();
        let _ = write!(anchor, "\n{number}");
        *number += 1;
        all.push(hash(&anchor));
    }
    all
}

/// A fingerprint that also tells one file from another, for those who keep those of many files
/// together.
pub fn fingerprint_of_file(path: &str, fingerprint: &str) -> String {
    hash(&format!("{path}\n{fingerprint}"))
}

/// The folded beginning of what a finding quotes.
pub fn quote(report: &Report, diagnostic: &Diagnostic) -> String {
    let text = report.source.slice(diagnostic.span);
    let end = text
        .char_indices()
        // White space falls away, so more of the source is looked at than is kept.
        .nth(QUOTED * 4)
        .map_or(text.len(), |(at, _)| at);
    folded(&text[..end]).chars().take(QUOTED).collect()
}

fn anchor(report: &Report, diagnostic: &Diagnostic) -> String {
    let code = diagnostic.rule.code();
    if let Some(cell) = diagnostic.cell {
        let (table, row, column) = (cell.table.number(), cell.row, cell.column);
        return format!("{code}\ncell {table} {} {}", row.as_str(), column.as_str());
    }
    let at = diagnostic.span.start;
    let section = report
        .sections
        .iter()
        .rev()
        .find(|section| section.span.start <= at)
        .map_or("front", |section| {
            section.kind.map_or("extra", |kind| kind.as_str())
        });
    let quoted = quote(report, diagnostic);
    format!("{code}\ntext {section}\n{quoted}")
}

fn hash(anchor: &str) -> String {
    let mut digits = String::with_capacity(2 * KEPT);
    for byte in Sha256::digest(anchor.as_bytes()).iter().take(KEPT) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use nianbao_core::{Report, SourceText};

    use super::*;
    use crate::{Settings, base_report, check};

    fn of(text: &str) -> Vec<(String, String)> {
        let report = Report::parse(SourceText::new(text).unwrap());
        let found = check(&report, &Settings::default()).diagnostics;
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
}
