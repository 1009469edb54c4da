//! A suppression of one finding, to be given its reason.

use nianbao_core::{Report, Span};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Message};
use crate::rule::Group;
use crate::rule_ref::RuleRef;

/// Whether a directive can suppress findings of a rule: those on directives themselves it cannot.
pub fn can_be_suppressed(rule: &RuleRef) -> bool {
    rule.group() != Some(Group::Directives)
}

/// A directive that suppresses a finding, with a place for the reason: after a row of a pipe table,
/// which a line of its own would cut in two, else on a line above. `None` in a web page where the
/// line begins within a tag, and for findings that cannot be suppressed. A finding without a place in the text, as one on the whole report or on what is missing
/// at the end, is not moved by a line above it: the directive is then one for the whole file.
pub fn ignore_here(report: &Report, diagnostic: &Diagnostic) -> Option<Fix> {
    let source = &report.source;
    let code = diagnostic.rule.code();
    if !can_be_suppressed(&diagnostic.rule) {
        return None;
    }
    let line = source.line_span(source.line_of(diagnostic.span.start));
    let text = source.slice(line);
    let content = text.trim_end_matches(['\r', '\n']);
    let whole = diagnostic.span.is_empty()
        && (diagnostic.span.start == 0 || report.visible_text(line).trim().is_empty());
    let scope = if whole { "-file" } else { "" };
    let directive = format!("<!-- nianbao-ignore{scope} {code}: （写明理由） -->");
    // A line of a page may begin within a tag.
    if !source.can_edit(Span::empty(line.start as usize)) {
        return None;
    }
    let edit = if content.trim_start().starts_with('|') {
        Edit::new(
            Span::empty(line.start as usize + content.len()),
            format!(" {directive}"),
        )
    } else {
        Edit::new(
            Span::empty(line.start as usize),
            format!("{directive}{}", source.line_end()),
        )
    };
    let title = if whole {
        Message::new(
            format!("在本文件中忽略 {code}，写明理由"),
            format!("Suppress {code} in this file, with a reason"),
        )
    } else {
        Message::new(
            format!("在此处忽略 {code}，写明理由"),
            format!("Suppress {code} here, with a reason"),
        )
    };
    Some(Fix {
        title,
        applicability: Applicability::Suggested,
        edits: vec![edit],
    })
}
