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

/// The folded beginning of what a finding quotes, as a reader sees it.
pub fn quote(report: &Report, diagnostic: &Diagnostic) -> String {
    beginning(&report.visible_text(diagnostic.span))
}

fn beginning(text: &str) -> String {
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
    // The text of the source, whatever of it is seen: fingerprints of old baselines are made of it.
    let quoted = beginning(report.source.slice(diagnostic.span));
    format!("{code}\ntext {section}\n{quoted}")
}

fn hash(anchor: &str) -> String {
    let mut digits = String::with_capacity(2 * KEPT);
    for byte in Sha256::digest(anchor.as_bytes()).iter().take(KEPT) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
