//! Files of configuration in the editor: what is wrong with them, what stands there, what may be written.

use std::path::Path;

use nianbao_core::Span;
use nianbao_lint::Severity;
use ropey::Rope;
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Diagnostic,
    DiagnosticRelatedInformation, DiagnosticSeverity, Hover, HoverContents, Location,
    MarkupContent, MarkupKind, Position, TextEdit, Uri,
};

use super::diagnostics::SOURCE;
use crate::configuration::{Elsewhere, Flaw, SuggestionKind};
use crate::convert;
use crate::documents::{Configured, Snapshot};
use crate::session::Session;

/// The diagnostics of a file of configuration.
pub(crate) fn diagnostics(
    snapshot: &Snapshot,
    own: &Configured,
    session: &Session,
) -> Vec<Diagnostic> {
    let text = snapshot.rope.to_string();
    let beside = |path: &Path| Some(snapshot.beside.get(path)?.to_string());
    let flaws = own
        .knows
        .flaws(&own.path, &text, &beside, snapshot.config.lang)
        .into_iter();
    flaws
        .map(|flaw| diagnostic(snapshot, flaw, session))
        .collect()
}

fn diagnostic(snapshot: &Snapshot, flaw: Flaw, session: &Session) -> Diagnostic {
    let related = flaw.elsewhere.as_ref().filter(|_| session.related);
    Diagnostic {
        range: snapshot.range(span(flaw.span)),
        severity: Some(severity(flaw.severity)),
        source: Some(SOURCE.to_owned()),
        message: flaw.message,
        related_information: related
            .and_then(|it| place(snapshot, it))
            .map(|place| vec![place]),
        ..Diagnostic::default()
    }
}

/// The severity as the protocol counts it.
pub(crate) fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

fn place(snapshot: &Snapshot, there: &Elsewhere) -> Option<DiagnosticRelatedInformation> {
    let rope = Rope::from_str(&there.text);
    let range = convert::range_of(&rope, snapshot.encoding, span(there.span.clone()));
    Some(DiagnosticRelatedInformation {
        location: Location::new(Uri::from_file_path(&there.path)?, range),
        message: there.message.clone(),
    })
}

fn span(range: std::ops::Range<usize>) -> Span {
    Span::new(range.start, range.end.max(range.start))
}

/// What stands at a position.
pub(crate) fn hover(
    snapshot: &Snapshot,
    own: &Configured,
    session: &Session,
    position: Position,
) -> Option<Hover> {
    let text = snapshot.rope.to_string();
    let offset = snapshot.offset(position) as usize;
    let lang = snapshot.config.lang;
    let (at, value) = own.knows.describe(&own.path, &text, offset, lang)?;
    let kind = if session.markdown {
        MarkupKind::Markdown
    } else {
        MarkupKind::PlainText
    };
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(snapshot.range(span(at))),
    })
}

/// What may be written at a position.
pub(crate) fn completion(
    snapshot: &Snapshot,
    own: &Configured,
    position: Position,
) -> Vec<CompletionItem> {
    let text = snapshot.rope.to_string();
    let offset = snapshot.offset(position) as usize;
    let lang = snapshot.config.lang;
    let offers = own.knows.suggest(&own.path, &text, offset, lang);
    let items = offers.into_iter().enumerate().map(|(index, offer)| {
        // What is typed already is what the client compares with.
        let quoted = text
            .get(offer.span.clone())
            .is_some_and(|typed| typed.starts_with('"'));
        CompletionItem {
            kind: Some(match offer.kind {
                SuggestionKind::Key => CompletionItemKind::PROPERTY,
                SuggestionKind::Table => CompletionItemKind::STRUCT,
                SuggestionKind::Word => CompletionItemKind::ENUM_MEMBER,
                SuggestionKind::Reference => CompletionItemKind::REFERENCE,
            }),
            sort_text: Some(format!("{index:04}")),
            filter_text: quoted.then(|| offer.text.clone()),
            detail: (!offer.detail.is_empty()).then_some(offer.detail),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(
                snapshot.range(span(offer.span)),
                offer.text,
            ))),
            label: offer.label,
            ..CompletionItem::default()
        }
    });
    items.collect()
}
