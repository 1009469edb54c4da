//! Edits that fixes are made of.

use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::plain::is_bare;

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Message};

/// The smallest edit that turns a range of the prose into `new_text`, if it touches neither markup nor
/// a line break. What both texts begin and end with stays as it is in the source.
pub fn edit(report: &Report, range: TextRange, new_text: &str) -> Option<Edit> {
    let old = report.prose.text(range);
    let prefix: usize = old
        .chars()
        .zip(new_text.chars())
        .take_while(|(old, new)| old == new)
        .map(|(old, _)| old.len_utf8())
        .sum();
    let suffix: usize = old[prefix..]
        .chars()
        .rev()
        .zip(new_text[prefix..].chars().rev())
        .take_while(|(old, new)| old == new)
        .map(|(old, _)| old.len_utf8())
        .sum();
    let start = range.start as usize + prefix;
    let end = range.end as usize - suffix;
    let span = if start == end && prefix > 0 {
        // An insertion goes right after what it follows, not before a line break.
        let before = report
            .prose
            .source_span(TextRange::new(range.start as usize, start));
        Span::empty(before.end as usize)
    } else {
        report.prose.source_span(TextRange::new(start, end))
    };
    let new_text = &new_text[prefix..new_text.len() - suffix];
    let possible = is_bare(report, span) && report.source.can_edit(span);
    possible.then(|| Edit::new(span, report.source.escape(new_text).into_owned()))
}

/// Adds the fix that replaces a range of the prose, where that is possible.
pub fn with_edit(
    report: &Report,
    diagnostic: Diagnostic,
    applicability: Applicability,
    range: TextRange,
    new_text: &str,
) -> Diagnostic {
    let Some(edit) = edit(report, range, new_text) else {
        return diagnostic;
    };
    diagnostic.with_fix(Fix {
        title: Message::new(
            format!("改为“{new_text}”"),
            format!("Replace with \"{new_text}\""),
        ),
        applicability,
        edits: vec![edit],
    })
}

/// Puts blocks of text in at the start of a line, apart from the text before and after; not in web
/// pages, whose blocks are elements.
pub fn insert_blocks(report: &Report, at: usize, title: Message, blocks: &[String]) -> Option<Fix> {
    if !report.source.can_insert(u32::try_from(at).ok()?) {
        return None;
    }
    let before = report.source.as_str().get(..at)?;
    let gap = if before.is_empty()
        || ["\n\n", "\n\r\n", "\r\r"]
            .iter()
            .any(|blank| before.ends_with(blank))
    {
        ""
    } else if before.ends_with(['\n', '\r']) {
        "\n"
    } else {
        "\n\n"
    };
    Some(Fix {
        title,
        applicability: Applicability::Suggested,
        edits: vec![Edit::new(
            Span::empty(at),
            format!("{gap}{}\n\n", blocks.join("\n\n")),
        )],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::SourceText;

    #[test]
    fn an_edit_touches_only_what_differs() {
        let text = "# 云溪县人民政府2023年政府信息公开工作年度报告\n\n一、总体情况\n\n发布概括 类信息。从事公开工作人员\n";
        let report = Report::parse(SourceText::new(text).unwrap());
        let range = |word: &str| {
            let at = report.prose.as_str().find(word).unwrap();
            TextRange::new(at, at + word.len())
        };
        let done = edit(&report, range("概括类信息"), "概况类信息").unwrap();
        assert_eq!(report.source.slice(done.span), "括");
        assert_eq!(done.new_text, "况");
        let done = edit(&report, range("工作人员"), "工作的人员").unwrap();
        assert!(done.span.is_empty());
        assert_eq!(done.new_text, "的");
        assert_eq!(&text[done.span.start as usize..], "人员\n");
    }
}
