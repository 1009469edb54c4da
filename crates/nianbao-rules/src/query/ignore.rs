//! A suppression of one finding, to be given its reason.

use nianbao_core::{Layout, Report, Span};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Message};
use crate::directives::{n001_unused_suppression, n002_suppression_without_reason};

/// Whether a directive can suppress findings of a rule: those on directives themselves it cannot.
pub fn can_be_suppressed(code: &str) -> bool {
    code != n001_unused_suppression::RULE.code && code != n002_suppression_without_reason::RULE.code
}

/// A directive that suppresses a finding, with a place for the reason: behind a row of a pipe table,
/// which a line of its own would cut in two, else on a line above. `None` in a web page where the
/// line begins within a tag, and for findings that cannot be suppressed. A finding that stands by no text, as one on the whole or on what is missing
/// at the end, is not moved by a line above it: the directive is then one for the whole file.
pub fn ignore_here(report: &Report, diagnostic: &Diagnostic) -> Option<Fix> {
    let source = &report.source;
    let code = diagnostic.rule.code();
    if !can_be_suppressed(code) {
        return None;
    }
    let line = source.line_span(source.line_of(diagnostic.span.start));
    let text = source.slice(line);
    let content = text.trim_end_matches(['\r', '\n']);
    let whole = diagnostic.span.is_empty()
        && (diagnostic.span.start == 0 || !has_text(content, report.layout == Layout::Html));
    let scope = if whole { "-file" } else { "" };
    let directive = format!("<!-- nianbao-ignore{scope} {code}: （写明理由） -->");
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

/// Whether a text ends within a tag or a comment.
fn is_within_tag(before: &str) -> bool {
    before.rfind('<') > before.rfind('>')
}

/// Whether there is anything to read in a line, which in a web page is what is not within tags.
fn has_text(line: &str, html: bool) -> bool {
    let mut within = false;
    line.chars().any(|c| {
        within = html && (c == '<' || within && c != '>');
        !(c.is_whitespace() || within || html && c == '>')
    })
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
        // Of these there is one finding on the whole.
        for text in ["", "\n", "# 会议纪要\n\n内容\n", "|"] {
            each_goes(text, 1);
        }
        // The last part is missing, and what is behind the last text is no text.
        let part = |text: &str| text.find("## 六、").unwrap();
        let short = base_report().get(..part(base_report())).unwrap().trim_end();
        for text in [format!("{short}\n\u{c}\n"), format!("{short}\n\n\n")] {
            each_goes(&text, 1);
        }
        for text in [wrong.clone(), wrong.replace('\n', "\r\n")] {
            each_goes(&text, 4);
        }
    }

    /// Suppresses each finding of a text by itself.
    fn each_goes(text: &str, least: usize) {
        let report = Report::parse(SourceText::new(text).unwrap());
        let findings = check(&report, &Settings::default()).diagnostics;
        assert!(findings.len() >= least, "{findings:?}");
        for finding in &findings {
            let fix = ignore_here(&report, finding).unwrap();
            let [edit] = fix.edits.as_slice() else {
                panic!("{fix:?}")
            };
            let mut text = text.to_owned();
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
