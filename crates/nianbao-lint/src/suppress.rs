//! Inline suppressions: directives in comments of the report.
//!
//! ```text
//! <!-- nianbao-ignore A002: reason -->            the next line with text, or its own line
//! <!-- nianbao-ignore-file S014, T: reason -->    the whole report
//! ```
//!
//! A directive names rules as `--select` does. One that suppresses nothing, or names no rule, is
//! itself a finding, and so is one without a reason; these findings cannot be suppressed in turn.

use nianbao_core::{Comment, Report, SourceText, Span};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Message};
use crate::engine::{Findings, Settings};
use crate::registry::SuppressionRules;
use crate::rule::Rule;
use crate::rule_ref::RuleRef;
use crate::selection::{Selector, UnknownRule};

/// What a directive covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    File,
    /// Findings that start on this line, from 0.
    Line(u32),
}

/// One name of a directive.
#[derive(Debug)]
struct Named {
    span: Span,
    selector: Result<Selector, UnknownRule>,
    used: bool,
}

#[derive(Debug)]
struct Directive {
    comment: Comment,
    scope: Scope,
    names: Vec<Named>,
    /// The end of the names: where a reason belongs.
    names_end: usize,
    has_reason: bool,
}

/// What a comment says to us.
enum Said {
    Directive(Directive),
    /// It begins like a directive and is none.
    Unknown(Span),
}

/// Takes suppressed findings out and reports suppressions that are wrong.
pub(crate) fn apply(report: &Report, settings: &Settings, findings: &mut Findings) {
    if report.comments.is_empty() {
        return;
    }
    let mut directives = Vec::new();
    let mut unknown = Vec::new();
    for comment in &report.comments {
        match read(report, settings, *comment) {
            Some(Said::Directive(directive)) => directives.push(directive),
            Some(Said::Unknown(span)) => unknown.push((*comment, span)),
            None => {}
        }
    }
    // What is nearer counts first, so that what is left over is what can go.
    directives.sort_by_key(|directive| directive.scope == Scope::File);
    let source = &report.source;
    let (suppressed, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut findings.diagnostics)
        .into_iter()
        .partition(|found| {
            let line = source.line_of(found.span.start);
            let name = directives
                .iter_mut()
                .filter(|directive| match directive.scope {
                    Scope::File => true,
                    Scope::Line(covered) => covered == line,
                })
                .flat_map(|directive| &mut directive.names)
                .find(|name| match &name.selector {
                    Ok(selector) => selector.matches(found.rule.code()),
                    Err(_) => false,
                });
            name.is_some_and(|name| {
                name.used = true;
                true
            })
        });
    findings.diagnostics = kept;
    findings.suppressed = suppressed;

    let judged = |selector: &Selector| {
        let unverified = |code: &str| findings.unverified.iter().any(|it| it.rule.code() == code);
        let packs = settings.packs.rules().iter().map(RuleRef::from);
        let packs = packs.filter(|rule| settings.selection.contains_ref(rule));
        let running = settings.selection.rules().map(RuleRef::from).chain(packs);
        let mut running = running.filter(|rule| selector.matches(rule.code()));
        running.next().is_some_and(|first| {
            !unverified(first.code()) && running.all(|rule| !unverified(rule.code()))
        })
    };
    let Some(rules) = settings.selection.registry().suppressions() else {
        return;
    };
    let SuppressionRules {
        unused,
        without_reason: bare,
    } = rules;
    let mut reported = Vec::new();
    if settings.selection.contains(unused) {
        for (comment, span) in unknown {
            reported.push(not_a_directive(unused, source, comment, span));
        }
        let packs = settings.packs.names();
        for directive in &directives {
            reported.extend(useless(unused, source, &packs, directive, judged));
        }
    }
    if settings.selection.contains(bare) {
        let rule = bare;
        let bare = directives
            .iter()
            .filter(|directive| !directive.has_reason && !directive.names.is_empty());
        reported.extend(bare.map(|directive| without_reason(rule, source, directive)));
    }
    findings.diagnostics.extend(reported);
}

fn read(report: &Report, settings: &Settings, comment: Comment) -> Option<Said> {
    const PREFIX: &str = "nianbao-";
    let source = &report.source;
    let content = source.slice(comment.content);
    let trimmed = content.trim_start();
    if !trimmed
        .get(..PREFIX.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
    {
        return None;
    }
    let start = comment.content.start as usize + content.len() - trimmed.len();
    let len = trimmed
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(trimmed.len());
    let file = match trimmed[..len].to_ascii_lowercase().as_str() {
        "nianbao-ignore" => false,
        "nianbao-ignore-file" => true,
        _ => return Some(Said::Unknown(Span::new(start, start + len))),
    };
    let rest = &trimmed[len..];
    let colon = rest.find([':', '：']);
    let listed = &rest[..colon.unwrap_or(rest.len())];
    let reason = colon.map_or("", |at| rest[at..].trim_start_matches([':', '：']).trim());
    let listed_at = start + len;
    let separator = |c: char| c.is_whitespace() || ",，、;；".contains(c);
    let mut names = Vec::new();
    let mut at = 0;
    for name in listed.split(separator) {
        if !name.is_empty() {
            names.push(Named {
                span: Span::new(listed_at + at, listed_at + at + name.len()),
                selector: Selector::parse(name, settings.selection.registry(), &*settings.packs),
                used: false,
            });
        }
        at += name.len();
        at += listed[at..].chars().next().map_or(0, char::len_utf8);
    }
    let scope = if file {
        Scope::File
    } else {
        Scope::Line(covered_line(report, comment))
    };
    let names_end = names
        .last()
        .map_or(listed_at, |name: &Named| name.span.end as usize);
    Some(Said::Directive(Directive {
        comment,
        scope,
        names,
        names_end,
        has_reason: !reason.is_empty(),
    }))
}

/// The line that a directive covers: its own if the report has text there, else the next line of
/// the report that is neither blank nor comment.
fn covered_line(report: &Report, comment: Comment) -> u32 {
    let source = &report.source;
    if !comment.alone {
        return source.line_of(comment.span.start);
    }
    let mut line = source.line_of(comment.span.end) + 1;
    while line < source.line_count() {
        let span = source.line_span(line);
        let of_comment = report
            .comments
            .iter()
            .find(|other| other.alone && touches_line(other.span, span));
        if let Some(other) = of_comment {
            line = source.line_of(other.span.end) + 1;
        } else if source.slice(span).trim().is_empty() {
            line += 1;
        } else {
            break;
        }
    }
    line
}

fn touches_line(comment: Span, line: Span) -> bool {
    comment.start < line.end && line.start < comment.end
}

/// Findings about the names of a directive that do nothing.
fn useless(
    rule: &'static Rule,
    source: &SourceText,
    packs: &[&str],
    directive: &Directive,
    judged: impl Fn(&Selector) -> bool,
) -> Vec<Diagnostic> {
    if directive.names.is_empty() {
        let message = Message::new(
            "注释没有写明要忽略的规则，不起作用；应写作“nianbao-ignore 代码: 理由”。",
            "The comment names no rule and has no effect; write \"nianbao-ignore CODE: reason\".",
        );
        let span = directive.comment.span;
        return vec![
            Diagnostic::new(rule, span, message).with_fix(removal(source, directive.comment)),
        ];
    }
    let is_useless = |name: &Named| match &name.selector {
        Ok(selector) => !name.used && judged(selector),
        // A rule of a pack that is not in use is not judged in this run.
        Err(unknown) => {
            let pack = unknown.selector.split_once('/').map(|(pack, _)| pack);
            pack.is_none_or(|pack| packs.contains(&pack))
        }
    };
    let all_useless = directive.names.iter().all(is_useless);
    let mut found = Vec::new();
    for (index, name) in directive.names.iter().enumerate() {
        if !is_useless(name) {
            continue;
        }
        let text = source.slice(name.span);
        let nearest = name
            .selector
            .as_ref()
            .err()
            .map(|error| error.nearest.as_deref());
        let message = match nearest {
            None => Message::new(
                format!("忽略 {text} 的注释没有忽略任何问题，可以删去。"),
                format!("The suppression of {text} suppresses nothing and can go."),
            ),
            Some(None) => Message::new(
                format!("没有规则“{text}”，注释不起作用；理由应写在冒号之后。"),
                format!(
                    "No rule is called \"{text}\", so it suppresses nothing; a reason stands behind \
                     a colon."
                ),
            ),
            Some(Some(nearest)) => Message::new(
                format!("没有规则“{text}”，注释不起作用；是否想写 {nearest}？"),
                format!(
                    "No rule is called \"{text}\", so it suppresses nothing; did you mean {nearest}?"
                ),
            ),
        };
        let diagnostic = Diagnostic::new(rule, name.span, message);
        found.push(if let Some(Some(nearest)) = nearest {
            let title = Message::new(format!("改为 {nearest}"), format!("Write {nearest}"));
            diagnostic.with_replacement(Applicability::Suggested, title, name.span, nearest)
        } else if all_useless {
            diagnostic.with_fix(removal(source, directive.comment))
        } else {
            let span = match (index.checked_sub(1), directive.names.get(index + 1)) {
                (_, Some(next)) => Span {
                    start: name.span.start,
                    end: next.span.start,
                },
                (Some(before), None) => Span {
                    start: directive.names[before].span.end,
                    end: name.span.end,
                },
                (None, None) => name.span,
            };
            let title = Message::new(format!("删去 {text}"), format!("Remove {text}"));
            diagnostic.with_replacement(Applicability::Suggested, title, span, "")
        });
    }
    found
}

fn not_a_directive(
    rule: &'static Rule,
    source: &SourceText,
    comment: Comment,
    span: Span,
) -> Diagnostic {
    let text = source.slice(span);
    let message = Message::new(
        format!("没有指令“{text}”；可用的是 nianbao-ignore 和 nianbao-ignore-file。"),
        format!(
            "There is no directive \"{text}\"; there are nianbao-ignore and nianbao-ignore-file."
        ),
    );
    Diagnostic::new(rule, span, message).with_fix(removal(source, comment))
}

fn without_reason(rule: &'static Rule, source: &SourceText, directive: &Directive) -> Diagnostic {
    let names: Vec<&str> = directive
        .names
        .iter()
        .map(|name| source.slice(name.span))
        .collect();
    let message = Message::new(
        format!(
            "忽略 {} 没有写明理由；在冒号之后写明，便于复核。",
            names.join("、")
        ),
        format!(
            "The suppression of {} gives no reason; write one behind a colon for those who review it.",
            names.join(", ")
        ),
    );
    Diagnostic::new(
        rule,
        Span {
            start: directive.comment.content.start,
            end: directive.names_end as u32,
        },
        message,
    )
}

/// Removes a comment: with its lines if it has them to itself, else with the space before it.
fn removal(source: &SourceText, comment: Comment) -> Fix {
    let text = source.as_str();
    let first = source.line_span(source.line_of(comment.span.start));
    let last = source.line_span(source.line_of(comment.span.end));
    let whole = Span {
        start: first.start,
        end: last.end,
    };
    let before = &text[..comment.span.start as usize];
    let after = &text[comment.span.end as usize..last.end as usize];
    let left = &text[first.start as usize..comment.span.start as usize];
    let span = if left.trim().is_empty() && after.trim().is_empty() {
        whole
    } else {
        let start = if after.trim().is_empty() {
            before.trim_end_matches(' ').len() as u32
        } else {
            comment.span.start - u32::from(before.ends_with(' ') && after.starts_with(' '))
        };
        Span {
            start,
            end: comment.span.end,
        }
    };
    Fix {
        title: Message::new("删去注释", "Remove the comment"),
        applicability: Applicability::Suggested,
        edits: vec![Edit::new(span, String::new())],
    }
}
