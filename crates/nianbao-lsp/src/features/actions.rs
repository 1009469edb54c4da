//! Code actions: what can be done about findings.

use nianbao_core::Span;
use nianbao_lint::query::ignore_here;
use nianbao_lint::{
    Applicability, Diagnostic as Finding, Edit, FixMode, Lang, chosen_fix, fix, source_edits,
};
use serde_json::json;
use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionTriggerKind,
    Command, Diagnostic, NumberOrString, Range, TextEdit, WorkspaceEdit,
};

use super::diagnostics;
use super::diagnostics::{Data, Offer, SOURCE};
use crate::documents::{Analysis, Snapshot};
use crate::session::Session;

/// The command that shows the page on a rule.
pub(crate) const EXPLAIN: &str = "nianbao.explainRule";

/// The kind of the action that applies every safe fix.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.nianbao");

/// A finding that actions are offered for, as the client or the analysis has it.
struct Case<'a> {
    diagnostic: Diagnostic,
    code: String,
    offers: Vec<Offer>,
    finding: Option<&'a Finding>,
}

/// The actions for a range.
pub(crate) fn actions(
    snapshot: &Snapshot,
    session: &Session,
    range: Range,
    context: &CodeActionContext,
) -> Vec<CodeActionOrCommand> {
    let wants = |kind: &CodeActionKind| {
        context.only.as_ref().is_none_or(|only| {
            only.iter().any(|wanted| {
                // The empty kind is every kind.
                let wanted = wanted.as_str();
                let rest = kind.as_str().strip_prefix(wanted);
                rest.is_some_and(|rest| {
                    wanted.is_empty() || rest.is_empty() || rest.starts_with('.')
                })
            })
        })
    };
    let Some(analysis) = snapshot.analysis() else {
        return Vec::new();
    };
    let mut actions = Vec::new();
    if wants(&CodeActionKind::QUICKFIX) {
        let cases = cases(snapshot, analysis, session, range, context);
        let mut rules: Vec<&str> = Vec::new();
        for case in &cases {
            actions.extend(quick_fixes(snapshot, session, case));
        }
        for case in &cases {
            if !rules.contains(&case.code.as_str()) {
                rules.push(&case.code);
                actions.extend(fix_all_of(snapshot, analysis, session, case));
            }
        }
        for case in &cases {
            actions.extend(ignore(snapshot, analysis, session, case));
        }
        for code in rules {
            actions.push(explain(snapshot.config.lang, code));
        }
    }
    // Editors ask at every step of the cursor; then only what was asked for by name is worth it.
    let asked =
        context.only.is_some() || context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC);
    if asked && wants(&FIX_ALL) {
        actions.extend(fix_all(snapshot, analysis, session));
    }
    actions.into_iter().map(CodeActionOrCommand::from).collect()
}

/// The findings in a range: those that the client names if it kept what we gave with them for this
/// very version, else those of the analysis.
fn cases<'a>(
    snapshot: &Snapshot,
    analysis: &'a Analysis,
    session: &Session,
    range: Range,
    context: &CodeActionContext,
) -> Vec<Case<'a>> {
    let findings = &analysis.findings.diagnostics;
    let named: Vec<Case<'a>> = context
        .diagnostics
        .iter()
        .filter(|it| it.source.as_deref() == Some(SOURCE))
        .filter_map(|it| {
            let data: Data = serde_json::from_value(it.data.clone()?).ok()?;
            let NumberOrString::String(code) = it.code.clone()? else {
                return None;
            };
            (data.version == snapshot.version).then(|| Case {
                finding: findings.iter().find(|finding| {
                    finding.rule.code() == code && snapshot.range(finding.span) == it.range
                }),
                diagnostic: it.clone(),
                code,
                offers: data.fixes,
            })
        })
        .collect();
    if !named.is_empty() {
        return named;
    }
    let span = snapshot.span(range);
    let touches = |other: Span| other.start <= span.end && span.start <= other.end;
    findings
        .iter()
        .filter(|finding| touches(finding.span))
        .map(|finding| Case {
            diagnostic: diagnostics::diagnostic(snapshot, analysis, finding, session),
            code: finding.rule.code().to_owned(),
            offers: diagnostics::offers(snapshot, analysis, finding),
            finding: Some(finding),
        })
        .collect()
}

fn quick_fixes(snapshot: &Snapshot, session: &Session, case: &Case<'_>) -> Vec<CodeAction> {
    let safe = Applicability::Safe.as_str();
    let only = case.offers.len() == 1;
    case.offers
        .iter()
        .map(|offer| {
            let is_safe = offer.applicability == safe;
            CodeAction {
                title: if is_safe {
                    offer.title.clone()
                } else {
                    unsure(&offer.title, snapshot.config.lang)
                },
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![case.diagnostic.clone()]),
                edit: Some(edit(snapshot, session, offer.edits.clone())),
                is_preferred: Some(is_safe && only),
                ..CodeAction::default()
            }
        })
        .collect()
}

/// The title of what a person must confirm; some say so themselves, in brackets.
fn unsure(title: &str, lang: Lang) -> String {
    let said = match lang {
        Lang::Zh => title.contains("确认"),
        Lang::En => title.contains("(if "),
    };
    if said {
        return title.to_owned();
    }
    match lang {
        Lang::Zh => format!("{title}（需人工确认）"),
        Lang::En => format!("{title} (to be confirmed)"),
    }
}

/// Every fix of one rule at once, where there are several; one that overlaps an earlier one waits.
fn fix_all_of(
    snapshot: &Snapshot,
    analysis: &Analysis,
    session: &Session,
    case: &Case<'_>,
) -> Option<CodeAction> {
    let report = &analysis.report;
    let mut edits: Vec<Edit> = Vec::new();
    let mut count = 0;
    let mut all_safe = true;
    for finding in &analysis.findings.diagnostics {
        if finding.rule.code() != case.code {
            continue;
        }
        let Some(fix) = chosen_fix(report, finding, FixMode::SafeAndSuggested) else {
            continue;
        };
        let overlaps = |a: &Edit| {
            edits
                .iter()
                .any(|b| a.span.start <= b.span.end && b.span.start <= a.span.end)
        };
        if !fix.edits.iter().any(overlaps) {
            edits.extend(source_edits(&report.source, fix));
            count += 1;
            all_safe &= fix.applicability == Applicability::Safe;
        }
    }
    if count < 2 {
        return None;
    }
    let lang = snapshot.config.lang;
    let code = &case.code;
    let title = match lang {
        Lang::Zh => format!("修改全部 {code}（{count} 处）"),
        Lang::En => format!("Fix all {count} of {code}"),
    };
    let edits = edits
        .into_iter()
        .map(|edit| TextEdit::new(snapshot.range(edit.span), edit.new_text));
    Some(CodeAction {
        title: if all_safe {
            title
        } else {
            unsure(&title, lang)
        },
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![case.diagnostic.clone()]),
        edit: Some(edit(snapshot, session, edits.collect())),
        ..CodeAction::default()
    })
}

fn ignore(
    snapshot: &Snapshot,
    analysis: &Analysis,
    session: &Session,
    case: &Case<'_>,
) -> Option<CodeAction> {
    let fix = ignore_here(&analysis.report, case.finding?)?;
    Some(CodeAction {
        title: fix.title.get(snapshot.config.lang).to_owned(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![case.diagnostic.clone()]),
        edit: Some(edit(
            snapshot,
            session,
            diagnostics::text_edits(snapshot, analysis, &fix),
        )),
        ..CodeAction::default()
    })
}

fn explain(lang: Lang, code: &str) -> CodeAction {
    let title = match lang {
        Lang::Zh => format!("查看规则 {code}"),
        Lang::En => format!("Show rule {code}"),
    };
    CodeAction {
        title: title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        command: Some(Command {
            title,
            command: EXPLAIN.to_owned(),
            arguments: Some(vec![json!(code)]),
        }),
        ..CodeAction::default()
    }
}

/// Applies every safe fix, as `check --fix` does.
fn fix_all(snapshot: &Snapshot, analysis: &Analysis, session: &Session) -> Option<CodeAction> {
    let report = &analysis.report;
    let findings = &analysis.findings.diagnostics;
    let settings = snapshot.settings(report)?;
    findings
        .iter()
        .find(|finding| chosen_fix(report, finding, FixMode::Safe).is_some())?;
    let fixed = fix(report.clone(), settings, FixMode::Safe);
    let edits = super::difference(
        snapshot,
        report.source.as_str(),
        fixed.report.source.as_str(),
    );
    let count = fixed.applied.len();
    (!edits.is_empty()).then(|| CodeAction {
        title: match snapshot.config.lang {
            Lang::Zh => format!("作全部安全的修改（{count} 处）"),
            Lang::En => format!("Apply all {count} safe fixes"),
        },
        kind: Some(FIX_ALL),
        edit: Some(edit(snapshot, session, edits)),
        ..CodeAction::default()
    })
}

/// Edits of a document, for this version where the client can take that.
pub(crate) fn edit(snapshot: &Snapshot, session: &Session, edits: Vec<TextEdit>) -> WorkspaceEdit {
    use tower_lsp::ls_types::{
        DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    };
    if !session.document_changes {
        return WorkspaceEdit::new(std::iter::once((snapshot.uri.clone(), edits)).collect());
    }
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri: snapshot.uri.clone(),
                version: Some(snapshot.version),
            },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        }])),
        ..WorkspaceEdit::default()
    }
}
