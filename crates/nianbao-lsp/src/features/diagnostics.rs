//! Findings as diagnostics of the protocol.

use std::cmp::Reverse;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use nianbao_core::Span;
use nianbao_lint::{Diagnostic as Finding, Fix, Lang, holds_markup, source_edits};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, NumberOrString, Range, TextEdit, Uri,
};
use tracing::debug;

use super::configured;
use crate::documents::{Analysis, Kind, Snapshot};
use crate::outbox;
use crate::outbox::Body;
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
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data>,
}

/// The message that tells a client what is wrong with a snapshot; `None` when the analysis failed.
pub(crate) fn publication(snapshot: &Snapshot, session: &Session) -> Option<Body> {
    let (uri, version) = (&snapshot.uri, Some(snapshot.version));
    if !matches!(snapshot.kind, Kind::Text | Kind::Report) {
        return Some(outbox::publication(uri, &of(snapshot, session)?, version));
    }
    if snapshot.too_long {
        return Some(outbox::publication(uri, &too_long(snapshot), version));
    }
    let analysis = snapshot.analysis()?;
    let begun = Instant::now();
    let shown = Shown::of(snapshot, analysis);
    let findings = shown.findings.iter().map(|finding| Sent {
        bare: bare(snapshot, finding, session),
        data: Some(data(snapshot, analysis, finding)),
    });
    let more = shown.more.into_iter().map(|bare| Sent { bare, data: None });
    let sent: Vec<Sent> = findings.chain(more).collect();
    let body = outbox::publication(uri, &sent, version);
    let (uri, took, length) = (uri.as_str(), begun.elapsed(), body.len());
    debug!("{uri}: {length} bytes of diagnostics in {took:.1?}");
    Some(body)
}

/// What is shown of the findings.
struct Shown<'a> {
    findings: Vec<&'a Finding>,
    /// That there are more.
    more: Option<Diagnostic>,
}

impl<'a> Shown<'a> {
    /// As many as the settings allow: the weightiest, and of those that weigh the same the first. They
    /// stay in the order of the text; the note on the others stands where the first of them is.
    fn of(snapshot: &Snapshot, analysis: &'a Analysis) -> Self {
        let all = &analysis.findings.diagnostics;
        let limit = snapshot.config.max_findings;
        let left = all.len().saturating_sub(limit);
        if left == 0 {
            return Self {
                findings: all.iter().collect(),
                more: None,
            };
        }
        let mut order: Vec<(usize, &Finding)> = all.iter().enumerate().collect();
        order.sort_by_key(|(_, finding)| Reverse(finding.severity));
        let mut shown = order;
        let hidden = shown.split_off(limit);
        shown.sort_by_key(|(index, _)| *index);
        let first = hidden.iter().map(|(_, finding)| finding.span.start).min();
        let at = Span::new(first.unwrap_or(0) as usize, first.unwrap_or(0) as usize);
        let message = match snapshot.config.lang {
            Lang::Zh => format!(
                "另有 {left} 处问题未显示（设置 maxFindings 为 {limit}）；命令行 nianbao check 列出全部。"
            ),
            Lang::En => format!(
                "and {left} more findings that are not shown (the setting maxFindings is {limit}); nianbao check lists all"
            ),
        };
        Self {
            findings: shown.into_iter().map(|(_, finding)| finding).collect(),
            more: Some(note(snapshot.range(at), message)),
        }
    }
}

/// A remark of the server's own, of no rule.
fn note(range: Range, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::INFORMATION),
        source: Some(SOURCE.to_owned()),
        message,
        ..Diagnostic::default()
    }
}

/// That a text is too long to be checked, if it would have been.
fn too_long(snapshot: &Snapshot) -> Vec<Diagnostic> {
    if !snapshot.begins_like_report() {
        return Vec::new();
    }
    let limit = snapshot.config.max_file_size;
    let message = match snapshot.config.lang {
        Lang::Zh => {
            format!(
                "文件过大（超过 {limit} 字节），未作检查。请按报告拆分文件，或调大设置 maxFileSize。"
            )
        }
        Lang::En => format!(
            "the file is too large (over {limit} bytes) and was not checked; split it by reports, or raise the setting maxFileSize"
        ),
    };
    vec![note(Range::default(), message)]
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
    if snapshot.too_long {
        return Some(too_long(snapshot));
    }
    let analysis = snapshot.analysis()?;
    let shown = Shown::of(snapshot, analysis);
    let findings = shown.findings.into_iter();
    let findings = findings.map(|finding| diagnostic(snapshot, analysis, finding, session));
    Some(findings.chain(shown.more).collect())
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
        // The server holds no other report yet that a place could be in.
        .filter(|related| related.file.is_none())
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
        .filter(|fix| fix.edits.iter().all(|edit| edit.file.is_none()))
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
