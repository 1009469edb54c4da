//! Sub-headings at the start of paragraphs.

use super::super::{OrdinalStyle, SubHeading};
use super::scene::Scene;
use crate::normal::{is_numeral, numeral_value};
use crate::span::{Span, TextRange};

/// Titles beyond this many characters are sentences; only their beginning is taken.
const LONGEST_TITLE: usize = 40;

/// How many characters of such a sentence are taken at most.
const CUT_TITLE: usize = 30;

/// The ordinal that a paragraph begins with.
struct Ordinal {
    level: u8,
    value: u32,
    style: OrdinalStyle,
    len: usize,
}

/// Adds the sub-heading that a paragraph begins with.
pub(super) fn scan(scene: &Scene<'_>, out: &mut Vec<SubHeading>) {
    let text = scene.rest(scene.start);
    let Some(ordinal) = paren(scene, text).or_else(|| dotted(text)) else {
        return;
    };
    let ordinal_end = scene.start + ordinal.len;
    let separator: usize = text[ordinal.len..]
        .chars()
        .take_while(|c| matches!(c, '、' | '.' | ',' | ':' | ';' | '。'))
        .map(char::len_utf8)
        .sum();
    let title_start = ordinal_end + separator;
    let (title, run_in) = title(scene, title_start);
    if title.is_empty() {
        return;
    }
    let ordinal_span = scene.span(TextRange::new(scene.start, ordinal_end));
    out.push(SubHeading {
        level: ordinal.level,
        ordinal: ordinal.value,
        style: ordinal.style,
        ordinal_span,
        separator_span: if separator == 0 {
            Span::empty(ordinal_span.end as usize)
        } else {
            scene.span(TextRange::new(ordinal_end, title_start))
        },
        title,
        run_in,
        paragraph: scene.index,
        section: scene.section,
    });
}

/// `(一)` or `(1)`.
fn paren(scene: &Scene<'_>, text: &str) -> Option<Ordinal> {
    let inner = text.strip_prefix('(')?;
    let close = inner.find(')').filter(|&at| at <= 9)?;
    let numeral = &inner[..close];
    let chinese = numeral.chars().all(is_numeral);
    let arabic = numeral.len() <= 2 && numeral.bytes().all(|byte| byte.is_ascii_digit());
    if !(chinese || arabic) {
        return None;
    }
    let value = numeral_value(numeral)?;
    let len = close + 2;
    let (level, style) = if chinese {
        let written = |at: usize| {
            let span = scene.span(TextRange::new(scene.start + at, scene.start + at + 1));
            scene.source.as_str().get(span.range()).unwrap_or("")
        };
        let full = written(0).contains('（') && written(len - 1).contains('）');
        let style = if full {
            OrdinalStyle::ParenFull
        } else {
            OrdinalStyle::ParenHalf
        };
        (2, style)
    } else {
        (4, OrdinalStyle::ArabicParen)
    };
    Some(Ordinal {
        level,
        value,
        style,
        len,
    })
}

/// `1.` or `1、`.
fn dotted(text: &str) -> Option<Ordinal> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let rest = text.get(digits..)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '、'))?;
    // `1.2万条` and `12.31` begin with a number, `3、5` with a list of them.
    if rest[mark.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(Ordinal {
        level: 3,
        value: numeral_value(&text[..digits])?,
        style: OrdinalStyle::Arabic,
        len: digits + mark.len_utf8(),
    })
}

/// The heading's words from `start` on, and whether running text follows them.
fn title(scene: &Scene<'_>, start: usize) -> (TextRange, bool) {
    let text = scene.rest(start);
    let stop = text.find(['。', ':', ';', '!', '?']);
    let head = stop.map_or(text, |at| &text[..at]);
    if head.chars().count() <= LONGEST_TITLE {
        let run_in = stop.is_some_and(|at| {
            let mark = text[at..].chars().next().map_or(0, char::len_utf8);
            at + mark < text.len()
        });
        return (TextRange::new(start, start + head.len()), run_in);
    }
    let cut = head
        .char_indices()
        .take(CUT_TITLE)
        .find(|(_, c)| *c == ',')
        .map(|(at, _)| at)
        .or_else(|| head.char_indices().nth(CUT_TITLE).map(|(at, _)| at))
        .unwrap_or(head.len());
    (TextRange::new(start, start + cut), true)
}

#[cfg(test)]
mod tests {
    use super::super::super::OrdinalStyle::{Arabic, ArabicParen, ParenFull, ParenHalf};
    use super::super::tests::{body, source_of};

    #[test]
    fn styles_are_those_of_the_source() {
        for (text, level, ordinal, style, title, run_in) in [
            (
                "（一）主动公开。2024年，我县",
                2,
                1,
                ParenFull,
                "主动公开",
                true,
            ),
            (
                "(二) 依申请公开情况",
                2,
                2,
                ParenHalf,
                "依申请公开情况",
                false,
            ),
            ("（三)平台建设：一是", 2, 3, ParenHalf, "平台建设", true),
            ("（十二）监督保障。", 2, 12, ParenFull, "监督保障", false),
            ("1.加强领导。压实责任。", 3, 1, Arabic, "加强领导", true),
            ("2、加强培训", 3, 2, Arabic, "加强培训", false),
            ("３．加强考核", 3, 3, Arabic, "加强考核", false),
            ("（1）网站建设", 4, 1, ArabicParen, "网站建设", false),
        ] {
            let prose = body(text);
            assert_eq!(prose.sub_headings.len(), 1, "{text}");
            let found = &prose.sub_headings[0];
            assert_eq!(
                (
                    found.level,
                    found.ordinal,
                    found.style,
                    prose.text(found.title),
                    found.run_in
                ),
                (level, ordinal, style, title, run_in),
                "{text}"
            );
            assert!(found.separator_span.is_empty());
        }
    }

    #[test]
    fn superfluous_marks_are_told() {
        let text = "（一）、主动公开";
        let prose = body(text);
        let found = &prose.sub_headings[0];
        let source = source_of(text);
        assert_eq!(source.slice(found.separator_span), "、");
        assert_eq!(source.slice(found.ordinal_span), "（一）");
        assert_eq!(prose.text(found.title), "主动公开");
    }

    #[test]
    fn long_sentences_are_cut() {
        let text = "（一）深入推进政务公开标准化规范化建设，进一步明确各单位公开职责和流程，持续提升公开质量，切实保障群众知情权参与权表达权监督权。";
        let prose = body(text);
        assert_eq!(
            prose.text(prose.sub_headings[0].title),
            "深入推进政务公开标准化规范化建设"
        );
        assert!(prose.sub_headings[0].run_in);
    }

    #[test]
    fn what_is_no_sub_heading() {
        for text in [
            "(2024版，35项)已公布",
            "1.2万条信息",
            "12.31前完成",
            "一、总体情况",
            "(本级)收到",
            "（一）",
            "2024年",
            "3、5月",
        ] {
            assert!(body(text).sub_headings.is_empty(), "{text}");
        }
    }
}
