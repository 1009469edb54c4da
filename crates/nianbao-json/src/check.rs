//! `check --format json` and `jsonl`: what was found in a file, as the contract lays it down.

use nianbao_core::form::CellRef;
use std::borrow::Cow;

use nianbao_core::{BodyKind, Places, Report, Span};
use nianbao_lint::{Diagnostic, Findings, Fix, Lang, Neighbour, Related, Role, Unverified};
use serde::Serialize;

use crate::place::{JsonRange, Locator};

/// One checked file.
#[derive(Serialize)]
pub struct JsonFile<'a> {
    path: &'a str,
    encoding: &'static str,
    body: Option<&'a str>,
    body_kind: &'static str,
    year: Option<u16>,
    format: &'static str,
    diagnostics: Vec<JsonDiagnostic<'a>>,
    unverified: Vec<JsonUnverified<'a>>,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    message: &'a str,
    basis: Vec<&'a str>,
    range: JsonRange,
    text: Cow<'a, str>,
    place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<JsonCell>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<JsonRelated<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonCell {
    table: u8,
    row: &'static str,
    column: &'static str,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    range: JsonRange,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    applicability: &'static str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    range: JsonRange,
    new_text: &'a str,
}

#[derive(Serialize)]
struct JsonUnverified<'a> {
    name: &'a str,
    reason: &'static str,
    message: &'a str,
}

impl<'a> JsonFile<'a> {
    /// A report with what was found in it.
    pub fn new(path: &'a str, report: &'a Report, findings: &'a Findings, lang: Lang) -> Self {
        let locator = Locator::new(&report.source);
        let at = At {
            report,
            places: &Places::new(report),
            locator: &locator,
            lang,
        };
        Self {
            path,
            encoding: report.source.encoding_name(),
            body: body_name(report),
            body_kind: body_kind(report),
            year: report.year,
            format: edition(report),
            diagnostics: findings
                .diagnostics
                .iter()
                .map(|diagnostic| JsonDiagnostic::new(diagnostic, &at))
                .collect(),
            unverified: findings
                .unverified
                .iter()
                .map(|unverified| JsonUnverified::new(unverified, lang))
                .collect(),
        }
    }
}

/// The name of the issuing body, if the report gives it.
pub fn body_name(report: &Report) -> Option<&str> {
    report.body.as_ref().map(|body| body.name.as_str())
}

/// The contract's word for the kind of the issuing body.
pub fn body_kind(report: &Report) -> &'static str {
    report
        .body
        .as_ref()
        .map_or(BodyKind::Unknown, |body| body.kind)
        .as_str()
}

/// The contract's word for the edition of the form.
pub fn edition(report: &Report) -> &'static str {
    report.edition.map_or("unknown", |edition| edition.as_str())
}

/// What the places of a report are read from.
struct At<'l, 'a> {
    report: &'a Report,
    places: &'l Places<'a>,
    locator: &'l Locator<'a>,
    lang: Lang,
}

impl<'a> JsonDiagnostic<'a> {
    fn new(diagnostic: &'a Diagnostic, at: &At<'_, 'a>) -> Self {
        let &At { locator, lang, .. } = at;
        Self {
            code: diagnostic.rule.code(),
            name: diagnostic.rule.name(),
            severity: diagnostic.severity.as_str(),
            message: diagnostic.message.get(lang),
            basis: diagnostic.rule.basis(),
            range: locator.range(diagnostic.span),
            text: at.report.visible_text(diagnostic.span),
            place: diagnostic.place(at.places, lang),
            cell: diagnostic.cell.map(JsonCell::from),
            related: diagnostic
                .related
                .iter()
                .map(|related| JsonRelated::new(related, locator, lang))
                .collect(),
            fixes: diagnostic
                .fixes
                .iter()
                .map(|fix| JsonFix::new(fix, locator, lang))
                .collect(),
        }
    }
}

impl From<CellRef> for JsonCell {
    fn from(cell: CellRef) -> Self {
        Self {
            table: cell.table.number(),
            row: cell.row.as_str(),
            column: cell.column.as_str(),
        }
    }
}

fn path(file: Option<&Neighbour>) -> Option<&str> {
    file.map(|file| &*file.path)
}

/// A range of the report or of another one.
fn range(file: Option<&Neighbour>, span: Span, locator: &Locator<'_>) -> JsonRange {
    match file {
        Some(file) => Locator::new(&file.report.source).range(span),
        None => locator.range(span),
    }
}

impl<'a> JsonRelated<'a> {
    fn new(related: &'a Related, locator: &Locator<'_>, lang: Lang) -> Self {
        Self {
            path: path(related.file.as_ref()),
            range: range(related.file.as_ref(), related.span, locator),
            message: related.message.get(lang),
            role: related.role.map(Role::as_str),
        }
    }
}

impl<'a> JsonFix<'a> {
    fn new(fix: &'a Fix, locator: &Locator<'_>, lang: Lang) -> Self {
        let edits = fix.edits.iter().map(|edit| JsonEdit {
            path: path(edit.file.as_ref()),
            range: range(edit.file.as_ref(), edit.span, locator),
            new_text: &edit.new_text,
        });
        Self {
            title: fix.title.get(lang),
            applicability: fix.applicability.as_str(),
            edits: edits.collect(),
        }
    }
}

impl<'a> JsonUnverified<'a> {
    fn new(unverified: &'a Unverified, lang: Lang) -> Self {
        Self {
            name: unverified.rule.name(),
            reason: unverified.reason,
            message: unverified.message.get(lang),
        }
    }
}
