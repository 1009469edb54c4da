//! What the rules on 行政复议 and 行政诉讼 share.

use nianbao_core::form::ColumnKey;
use nianbao_facts::claims::{Claim, Kind};

/// Whether a claim is about cases.
pub(crate) fn is_of_cases(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::Review | Kind::Litigation | Kind::Cases)
}

/// Whether a claim about cases is about their results.
pub(crate) fn is_of_results(claim: &Claim) -> bool {
    claim.readings.first().is_some_and(|reading| {
        reading
            .terms
            .iter()
            .any(|term| term.cell.column != ColumnKey::Total)
    })
}

/// The name of a kind of cases in Chinese and English.
pub(crate) fn names(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Review => ("行政复议", "reconsideration"),
        Kind::Litigation => ("行政诉讼", "litigation"),
        _ => ("行政复议、行政诉讼", "reconsideration and litigation"),
    }
}
