//! A suppression of one finding, to be given its reason.

use nianbao_core::{Layout, Report, Span};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Message};

/// A directive that suppresses a finding, with a place for the reason: behind a row of a pipe table,
/// which a line of its own would cut in two, else on a line above. `None` in a web page where the
/// line begins within a tag.
pub fn ignore_here(report: &Report, diagnostic: &Diagnostic) -> Option<Fix> {
    let source = &report.source;
    let code = diagnostic.rule.code();
    let directive = format!("<!-- nianbao-ignore {code}: （写明理由） -->");
    let line = source.line_span(source.line_of(diagnostic.span.start));
    let text = source.slice(line);
    let content = text.trim_end_matches(['\r', '\n']);
    if report.layout == Layout::Html && is_within_tag(source.slice(Span { start: 0, ..line })) {
        return None;
    }
    let edit = if content.trim_start().starts_with('|') {
        Edit {
            span: Span::empty(line.start as usize + content.len()),
            new_text: format!(" {directive}"),
        }
    } else {
        Edit {
            span: Span::empty(line.start as usize),
            new_text: format!("{directive}{}", source.line_end()),
        }
    };
    Some(Fix {
        title: Message::new(
            format!("在此处忽略 {code}，写明理由"),
            format!("Suppress {code} here, with a reason"),
        ),
        applicability: Applicability::Suggested,
        edits: vec![edit],
    })
}

/// Whether a text ends within a tag or a comment.
fn is_within_tag(before: &str) -> bool {
    before.rfind('<') > before.rfind('>')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Settings, base_report, check};
    use nianbao_core::SourceText;

    #[test]
    fn the_finding_goes_and_nothing_comes() {
        let wrong = base_report()
            .replace("| 行政许可 | 3215 |", "| 行政许可 | 3,215 |")
            .replace("政府信息公开申请51件", "政府信息公开申请61件")
            .replace("一、总体情况", "一、总体情况。")
            .replace("| 40 | 8 |", "| 41 | 8 |");
        for text in [wrong.clone(), wrong.replace('\n', "\r\n")] {
            let report = Report::parse(SourceText::new(text.as_str()).unwrap());
            let findings = check(&report, &Settings::default()).diagnostics;
            assert!(findings.len() >= 4, "{findings:?}");
            for finding in &findings {
                let fix = ignore_here(&report, finding).unwrap();
                let [edit] = fix.edits.as_slice() else {
                    panic!("{fix:?}")
                };
                let mut text = text.clone();
                text.insert_str(edit.span.start as usize, &edit.new_text);
                let after = check(
                    &Report::parse(SourceText::new(text).unwrap()),
                    &Settings::default(),
                );
                assert_eq!(
                    after.diagnostics.len() + after.suppressed.len(),
                    findings.len()
                );
                assert!(after.suppressed.iter().all(|it| it.rule == finding.rule));
                assert!(!after.suppressed.is_empty(), "{}", finding.rule.code());
            }
        }
    }
}
