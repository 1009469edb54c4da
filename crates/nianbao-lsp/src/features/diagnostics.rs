//! Findings as diagnostics of the protocol.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use nianbao_rules::{Diagnostic as Finding, Fix, holds_markup, source_edits};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticTag, Location,
    NumberOrString, TextEdit, Uri,
};
use tracing::debug;

use super::configured;
use crate::documents::{Analysis, Kind, Snapshot};
use crate::outbox::{self, Body};
use crate::session::Session;

/// The `source` of every diagnostic.
pub(crate) const SOURCE: &str = "nianbao";

/// What a diagnostic carries for code actions, so that they need no second analysis.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Data {
    /// The version of the document that the edits are for.
    pub(crate) version: i32,
    /// The name of the rule.
    pub(crate) name: String,
    /// Remedies, the best first.
    #[serde(default)]
    pub(crate) fixes: Vec<Offer>,
}

/// A remedy.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Offer {
    pub(crate) title: String,
    /// `safe` or `suggested`.
    pub(crate) applicability: String,
    pub(crate) edits: Vec<TextEdit>,
}

/// A diagnostic on its way to the client, with what it carries.
#[derive(Serialize)]
struct Sent {
    #[serde(flatten)]
    bare: Diagnostic,
    data: Data,
}

/// The message that tells a client what is wrong with a snapshot; `None` when the analysis failed.
pub(crate) fn publication(snapshot: &Snapshot, session: &Session) -> Option<Body> {
    let (uri, version) = (&snapshot.uri, Some(snapshot.version));
    if !matches!(snapshot.kind, Kind::Text | Kind::Report) {
        return Some(outbox::publication(uri, &of(snapshot, session)?, version));
    }
    let analysis = snapshot.analysis()?;
    let begun = Instant::now();
    let findings = analysis.findings.diagnostics.iter();
    let sent: Vec<Sent> = findings
        .map(|finding| Sent {
            bare: bare(snapshot, finding, session),
            data: data(snapshot, analysis, finding),
        })
        .collect();
    let body = outbox::publication(uri, &sent, version);
    let (uri, took, length) = (uri.as_str(), begun.elapsed(), body.len());
    debug!("{uri}: {length} bytes of diagnostics in {took:.1?}");
    Some(body)
}

/// The diagnostics of a snapshot; `None` when the analysis failed.
pub(crate) fn of(snapshot: &Snapshot, session: &Session) -> Option<Vec<Diagnostic>> {
    match &snapshot.kind {
        Kind::Text | Kind::Report => {}
        Kind::Foreign => return Some(Vec::new()),
        Kind::Configuration(own) => {
            let made = catch_unwind(AssertUnwindSafe(|| {
                configured::diagnostics(snapshot, own, session)
            }));
            return made.ok();
        }
    }
    let analysis = snapshot.analysis()?;
    let findings = analysis.findings.diagnostics.iter();
    Some(
        findings
            .map(|finding| diagnostic(snapshot, analysis, finding, session))
            .collect(),
    )
}

/// One finding as a diagnostic.
pub(crate) fn diagnostic(
    snapshot: &Snapshot,
    analysis: &Analysis,
    finding: &Finding,
    session: &Session,
) -> Diagnostic {
    Diagnostic {
        // None of it can fail to be JSON.
        data: serde_json::to_value(data(snapshot, analysis, finding)).ok(),
        ..bare(snapshot, finding, session)
    }
}

fn data(snapshot: &Snapshot, analysis: &Analysis, finding: &Finding) -> Data {
    Data {
        version: snapshot.version,
        name: finding.rule.name().to_owned(),
        fixes: offers(snapshot, analysis, finding),
    }
}

/// A finding without what it carries.
fn bare(snapshot: &Snapshot, finding: &Finding, session: &Session) -> Diagnostic {
    let lang = snapshot.config.lang;
    let rule = &finding.rule;
    let related = finding
        .related
        .iter()
        .map(|related| DiagnosticRelatedInformation {
            location: Location::new(snapshot.uri.clone(), snapshot.range(related.span)),
            message: related.message.get(lang).to_owned(),
        });
    let href = session.code_description.then(|| page_of(rule.code()));
    Diagnostic {
        range: snapshot.range(finding.span),
        severity: Some(configured::severity(finding.severity)),
        code: Some(NumberOrString::String(rule.code().to_owned())),
        code_description: href.flatten().map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: finding.message.get(lang).to_owned(),
        related_information: (session.related && !finding.related.is_empty())
            .then(|| related.collect()),
        tags: (session.tags && is_superfluous(finding)).then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

/// The address of the page on a rule: no web page but one that the server has the text of (command
/// `nianbao.explainRule`), so that it is there without a network and fits this very version.
fn page_of(code: &str) -> Option<Uri> {
    format!("nianbao-rule:/{code}.md").parse().ok()
}

/// The remedies of a finding that an editor can make.
pub(crate) fn offers(snapshot: &Snapshot, analysis: &Analysis, finding: &Finding) -> Vec<Offer> {
    let source = &analysis.report.source;
    let fixes = finding.fixes.iter();
    fixes
        .filter(|fix| !holds_markup(source, &finding.rule, fix))
        .map(|fix| Offer {
            title: fix.title.get(snapshot.config.lang).to_owned(),
            applicability: fix.applicability.as_str().to_owned(),
            edits: text_edits(snapshot, analysis, fix),
        })
        .collect()
}

/// The edits of a fix.
pub(crate) fn text_edits(snapshot: &Snapshot, analysis: &Analysis, fix: &Fix) -> Vec<TextEdit> {
    let edits = source_edits(&analysis.report.source, fix).into_iter();
    edits
        .map(|edit| TextEdit::new(snapshot.range(edit.span), edit.new_text))
        .collect()
}

/// Whether what is found is one too much: every remedy takes it away.
fn is_superfluous(finding: &Finding) -> bool {
    let removes = |fix: &Fix| match fix.edits.as_slice() {
        [edit] => edit.new_text.is_empty() && edit.span.contains(finding.span),
        _ => false,
    };
    !finding.span.is_empty() && !finding.fixes.is_empty() && finding.fixes.iter().all(removes)
}
