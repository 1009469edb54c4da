//! `claims --format json`: what the prose of a report states about the tables.

use std::fmt::Write as _;

use nianbao_core::Report;
use nianbao_facts::claims::{Claim, NearMiss, Reading, Relation, Stop};
use serde::Serialize;

use crate::place::{JsonRange, Locator};
use crate::to_line;

/// The text before the first file.
pub const BEGIN: &str = "{\"schema\":1,\"files\":[\n";
/// The text between two files.
pub const SEPARATOR: &str = ",\n";
/// The text after the last file.
pub const END: &str = "\n]}\n";

/// The claims of one report, and its near misses if they are wanted, as JSON on one line.
pub fn file(path: &str, report: &Report, claims: &[Claim], near: Option<&[NearMiss]>) -> String {
    let locator = Locator::new(&report.source);
    to_line(&JsonClaims {
        path,
        claims: claims
            .iter()
            .map(|claim| JsonClaim::new(claim, report, &locator))
            .collect(),
        near: near.map(|near| {
            near.iter()
                .map(|miss| JsonNearMiss::new(miss, report, &locator))
                .collect()
        }),
    })
}

/// The cells of a reading in one line: `t3.new_requests.total + t3.carried_in.total`.
pub fn reading(reading: &Reading) -> String {
    let mut text = String::new();
    for term in &reading.terms {
        let sign = match (text.is_empty(), term.minus) {
            (true, false) => "",
            (true, true) => "- ",
            (false, false) => " + ",
            (false, true) => " - ",
        };
        let cell = term.cell;
        let _ = write!(
            text,
            "{sign}t{}.{}.{}",
            cell.table.number(),
            cell.row.as_str(),
            cell.column.as_str()
        );
    }
    text
}

/// The sign of a relation, between the sum of the cells and the number.
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "=",
        Relation::AtMost => ">=",
        Relation::Zero => "zero",
    }
}

#[derive(Serialize)]
struct JsonClaims<'a> {
    path: &'a str,
    claims: Vec<JsonClaim<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    near: Option<Vec<JsonNearMiss<'a>>>,
}

#[derive(Serialize)]
struct JsonClaim<'a> {
    kind: &'static str,
    shape: &'a str,
    text: &'a str,
    value: String,
    relation: &'static str,
    readings: Vec<String>,
    soft: bool,
    range: JsonRange,
}

impl<'a> JsonClaim<'a> {
    fn new(claim: &Claim, report: &'a Report, locator: &Locator<'_>) -> Self {
        Self {
            kind: claim.kind.as_str(),
            shape: claim.shape,
            text: report.source.slice(claim.span),
            value: claim.value.normalize().to_string(),
            relation: relation(claim.relation),
            readings: claim.readings.iter().map(reading).collect(),
            soft: claim.soft,
            range: locator.range(claim.span),
        }
    }
}

#[derive(Serialize)]
struct JsonNearMiss<'a> {
    shape: &'a str,
    text: &'a str,
    stop: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    concept: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stopped_at: Option<JsonRange>,
    range: JsonRange,
}

impl<'a> JsonNearMiss<'a> {
    fn new(miss: &NearMiss, report: &'a Report, locator: &Locator<'_>) -> Self {
        let (concept, place) = match &miss.stop {
            Stop::Words(span) => (None, Some(*span)),
            Stop::Unless(concept) => (Some(*concept), None),
            _ => (None, None),
        };
        Self {
            shape: miss.shape,
            text: report.source.slice(miss.span),
            stop: miss.stop.as_str(),
            concept,
            stopped_at: place.map(|span| locator.range(span)),
            range: locator.range(miss.span),
        }
    }
}
