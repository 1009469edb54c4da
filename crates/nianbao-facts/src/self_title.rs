//! The report's own name as its preamble gives it.

use nianbao_core::prose::ParagraphKind;
use nianbao_core::{Report, TextRange};

use crate::passages::paragraph;

/// The report's own name in book marks.
#[derive(Clone, Copy)]
pub struct SelfTitle<'r> {
    /// The name without its book marks, in the folded text.
    pub range: TextRange,
    /// The name.
    pub text: &'r str,
}

/// The first name in the preamble that reads like that of this report.
pub fn self_title(report: &Report) -> Option<SelfTitle<'_>> {
    let prose = &report.prose;
    let is_preamble = |kind| kind == ParagraphKind::Preamble;
    prose
        .citations
        .iter()
        .filter(|citation| paragraph(prose, citation.paragraph, is_preamble).is_some())
        .find_map(|citation| {
            let range = citation.title?;
            let text = prose.text(range).strip_prefix('《')?.strip_suffix('》')?;
            let start = range.start as usize + '《'.len_utf8();
            let is_own = text.ends_with("报告")
                && (text.contains("信息公开") || text.contains("政务公开"))
                && (text.contains("年度") || split(text).year.is_some())
                && !text.contains(['〈', '<', '《']);
            is_own.then_some(SelfTitle {
                range: TextRange::new(start, start + text.len()),
                text,
            })
        })
}

/// The parts of a report's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'t> {
    /// What stands before the year, or between year and topic.
    pub body: &'t str,
    /// The year.
    pub year: Option<&'t str>,
    /// What the report is called.
    pub name: &'t str,
}

/// Takes a report's name apart: `〈机关〉2023年政府信息公开工作年度报告`.
pub fn split(text: &str) -> Parts<'_> {
    let topic = ["政府信息公开", "政务信息公开", "信息公开", "政务公开"]
        .iter()
        .find_map(|topic| text.find(topic))
        .unwrap_or(text.len());
    let (head, name) = text.split_at(topic);
    let year = head.match_indices('年').find_map(|(at, _)| {
        let mut start = at;
        for character in head[..at].chars().rev().take(4) {
            if !character.is_ascii_digit() && !"〇零○一二三四五六七八九".contains(character)
            {
                return None;
            }
            start -= character.len_utf8();
        }
        (head[start..at].chars().count() == 4).then_some((start, at))
    });
    let Some((start, end)) = year else {
        return Parts {
            body: head.trim_start_matches("关于"),
            year: None,
            name,
        };
    };
    let before = head[..start].trim_start_matches("关于");
    let behind = head[end + "年".len()..].trim_start_matches('度');
    Parts {
        body: if before.is_empty() { behind } else { before },
        year: Some(&head[start..end]),
        name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        for (text, body, year, name) in [
            (
                "云溪县2023年度政府信息公开工作年度报告",
                "云溪县",
                Some("2023"),
                "政府信息公开工作年度报告",
            ),
            (
                "2023年云溪县政务公开报告",
                "云溪县",
                Some("2023"),
                "政务公开报告",
            ),
            (
                "二〇二三年政府信息公开年度报告",
                "",
                Some("二〇二三"),
                "政府信息公开年度报告",
            ),
            ("云溪县信息公开报告", "云溪县", None, "信息公开报告"),
        ] {
            assert_eq!(split(text), Parts { body, year, name }, "{text}");
        }
    }
}
