//! What the prose states about the tables.
//!
//! ```
//! use nianbao_core::{Report, SourceText};
//! use nianbao_facts::claims::{claims, Kind};
//!
//! let text = "# 云溪县人民政府2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n\
//!             2023年，全县共收到政府信息公开申请61件。";
//! let report = Report::parse(SourceText::new(text.to_owned())?);
//! let read = claims(&report);
//! assert_eq!(read[0].kind, Kind::Received);
//! assert_eq!(read[0].value.to_string(), "61");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cells;
mod divisions;
mod model;
mod owner;
mod read;
#[cfg(test)]
mod tests;

use nianbao_core::{Decimal, Report};

pub use model::{Claim, Kind, NearMiss, Reading, Relation, Stop, Term};

/// The claims that bind the tables, each at its place in the list. What a careful reader may read in
/// another way becomes a claim that always holds: that all is done may be said of those that were due,
/// and amounts are rounded.
pub fn certain(claims: &[Claim]) -> Vec<Claim> {
    let certain = |claim: &Claim| {
        let mut claim = claim.clone();
        if claim.soft || matches!(claim.kind, Kind::AllDone | Kind::Fee) {
            claim.relation = Relation::AtMost;
            claim.value = Decimal::ZERO;
        }
        claim
    };
    claims.iter().map(certain).collect()
}

/// The claims of a report, in the order of the text. Linear in the length of the prose.
pub fn claims(report: &Report) -> Vec<Claim> {
    read::read(report, false).0
}

/// The claims of a report and the numbers in words about the tables that no shape reads: where the
/// grammar has to grow.
pub fn claims_and_near_misses(report: &Report) -> (Vec<Claim>, Vec<NearMiss>) {
    read::read(report, true)
}
