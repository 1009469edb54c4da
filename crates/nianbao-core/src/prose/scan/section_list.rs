//! Statements of which sections the report has.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::super::{ParagraphKind, SectionList};
use super::lex::{Kind, Token};
use super::number;
use super::scene::Scene;
use crate::form::{SECTIONS, SectionKind};
use crate::span::TextRange;

/// A statement without a number must name this many sections to be one.
const FEWEST_NAMED: usize = 3;

/// Longest sentence that is looked at, in bytes.
const LONGEST: usize = 1500;

struct Names {
    automaton: AhoCorasick,
    kinds: Vec<SectionKind>,
}

/// Every known name of a section; the longest wins where several begin.
static NAMES: LazyLock<Option<Names>> = LazyLock::new(|| {
    let (names, kinds): (Vec<&str>, Vec<SectionKind>) = SECTIONS
        .iter()
        .flat_map(|section| {
            std::iter::once(&section.title)
                .chain(section.statutory)
                .chain(section.aliases)
                .map(|name| (*name, section.kind))
        })
        .unzip();
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .prefilter(false)
        .build(names)
        .ok()
        .map(|automaton| Names { automaton, kinds })
});

/// Adds the statement of a paragraph, if it has one.
pub(super) fn scan(scene: &Scene<'_>, out: &mut Vec<SectionList>) {
    let anchors = scene.tokens.iter().filter(|token| match token.kind {
        Kind::Division => true,
        // Without a number only the preamble speaks of the report's own parts.
        Kind::Including => scene.kind == ParagraphKind::Preamble,
        _ => false,
    });
    let mut done = scene.start;
    for &anchor in anchors {
        if anchor.start < done {
            continue;
        }
        let (start, end) = sentence(scene, anchor);
        done = end;
        if end - start <= LONGEST
            && let Some(list) = statement(scene, start, end)
        {
            out.push(list);
        }
    }
}

fn sentence(scene: &Scene<'_>, anchor: Token) -> (usize, usize) {
    let at = scene.token_from(anchor.start);
    let start = scene.tokens[..at]
        .iter()
        .rev()
        .find(|token| token.kind == Kind::Stop)
        .map_or(scene.start, |token| token.end);
    let end = scene.tokens[at..]
        .iter()
        .find(|token| token.kind == Kind::Stop)
        .map_or(scene.end, |token| token.start);
    (start, end)
}

fn statement(scene: &Scene<'_>, start: usize, end: usize) -> Option<SectionList> {
    let names = NAMES.as_ref()?;
    let text = scene.slice(start, end);
    let claimed = claim(scene, start, end);
    let known: Vec<(SectionKind, usize, usize)> = names
        .automaton
        .find_iter(text)
        .map(|found| {
            let kind = names.kinds[found.pattern().as_usize()];
            (kind, start + found.start(), start + found.end())
        })
        .collect();
    let least = if claimed.is_some() { 2 } else { FEWEST_NAMED };
    let mut kinds: Vec<SectionKind> = known.iter().map(|(kind, ..)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.len() < least {
        return None;
    }
    let (opening, closing) = (known.first()?.1, known.last()?.2);
    // Names begin after 包括 or a colon; they end at the number, or with the last known name.
    let from = scene.tokens[scene.token_from(start)..]
        .iter()
        .take_while(|token| token.start < opening)
        .filter(|token| matches!(token.kind, Kind::Including | Kind::Colon | Kind::Comma))
        .last()
        .map_or(opening, |token| token.end);
    let to = match claimed {
        Some((_, claim)) if claim.start as usize >= closing => {
            let claim = claim.start as usize;
            let tail = scene.slice(closing, claim);
            claim
                - if tail.ends_with('等') {
                    '等'.len_utf8()
                } else {
                    0
                }
        }
        _ => closing,
    };
    let listed = items(scene, &known, from, to.max(closing));
    let low = from.min(claimed.map_or(from, |(_, claim)| claim.start as usize));
    let high = to
        .max(closing)
        .max(claimed.map_or(0, |(_, claim)| claim.end as usize));
    let range = TextRange::new(low, high);
    Some(SectionList {
        claimed,
        named: listed,
        range,
        span: scene.span(range),
    })
}

/// `六个部分`, `6部分`, `六大部分` in a sentence, or `六个方面` where it speaks of the report.
fn claim(scene: &Scene<'_>, start: usize, end: usize) -> Option<(u32, TextRange)> {
    const UNITS: [&str; 8] = [
        "部分",
        "个部分",
        "大部分",
        "个方面",
        "方面",
        "项内容",
        "个章节",
        "大板块",
    ];
    scene.tokens[scene.token_from(start)..]
        .iter()
        .take_while(|token| token.start < end)
        .filter(|token| matches!(token.kind, Kind::Digits | Kind::Han))
        .find_map(|token| {
            let rest = scene.slice(token.end, end);
            let unit = UNITS.iter().find(|unit| rest.starts_with(**unit))?;
            if scene.before(token.start) == Some('第') {
                return None;
            }
            let text = scene.slice(token.start, token.end);
            let value = match token.kind {
                Kind::Digits => text.parse().ok()?,
                _ => u32::try_from(number::han(text)?).ok()?,
            };
            Some((value, TextRange::new(token.start, token.end + unit.len())))
        })
}

/// The names between two offsets: known ones wherever they stand, and what separators leave between
/// them.
fn items(
    scene: &Scene<'_>,
    known: &[(SectionKind, usize, usize)],
    from: usize,
    to: usize,
) -> Vec<(Option<SectionKind>, TextRange)> {
    let mut named = Vec::new();
    let mut at = from;
    for &(kind, start, end) in known
        .iter()
        .filter(|(_, start, end)| *start >= from && *end <= to)
    {
        unknown(scene, at, start, true, &mut named);
        named.push((Some(kind), TextRange::new(start, end)));
        at = end;
    }
    unknown(scene, at, to, false, &mut named);
    named
}

/// Adds the names in a stretch without known ones. Before a known name, what no separator cuts off
/// belongs to that name.
fn unknown(
    scene: &Scene<'_>,
    start: usize,
    end: usize,
    before_known: bool,
    named: &mut Vec<(Option<SectionKind>, TextRange)>,
) {
    let text = scene.slice(start, end);
    let mut pieces: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for (index, mark) in text.match_indices(['、', ',', ';', ':']) {
        pieces.push((at, &text[at..index]));
        at = index + mark.len();
    }
    if !before_known {
        pieces.push((at, &text[at..]));
    }
    for (at, piece) in pieces {
        let trimmed = piece
            .trim_start_matches(['和', '及', '与', '以'])
            .trim_end_matches(['和', '及', '与', '以', '等'])
            .trim_matches(|c: char| c.is_ascii_punctuation() || matches!(c, '“' | '”'));
        // Ordinals before names (一、总体情况) and stray words are no names.
        let count = trimmed.chars().count();
        if !(4..=40).contains(&count) {
            continue;
        }
        let offset = start + at + piece.find(trimmed).unwrap_or(0);
        let range = TextRange::new(offset, offset + trimmed.len());
        let kind = by_keywords(trimmed);
        // A name with 、 in it, cut in two: 被申请行政复议、提起行政诉讼情况.
        if let Some((last_kind, last)) = named.last_mut()
            && trimmed.contains("诉讼")
            && !trimmed.contains("复议")
            && scene
                .slice(last.start as usize, last.end as usize)
                .contains("复议")
            && !scene
                .slice(last.start as usize, last.end as usize)
                .contains("诉讼")
        {
            *last = last.cover(range);
            *last_kind = Some(SectionKind::Disputes);
            continue;
        }
        named.push((kind, range));
    }
}

fn by_keywords(name: &str) -> Option<SectionKind> {
    SECTIONS
        .iter()
        .find(|section| {
            section
                .keywords
                .iter()
                .all(|words| words.iter().any(|word| name.contains(word)))
        })
        .map(|section| section.kind)
}

#[cfg(test)]
mod tests {
    use super::super::super::ParagraphKind::{Body, Preamble};
    use super::super::tests::prose_of;
    use super::*;

    fn found(text: &str) -> (Option<u32>, Vec<Option<u8>>, String) {
        let prose = prose_of(&[(text, Preamble, None)]);
        assert_eq!(prose.section_lists.len(), 1, "{text}");
        let list = &prose.section_lists[0];
        (
            list.claimed.map(|(count, _)| count),
            list.named
                .iter()
                .map(|(kind, _)| kind.map(SectionKind::ordinal))
                .collect(),
            prose.text(list.range).to_owned(),
        )
    }

    #[test]
    fn lists_of_sections() {
        let all: Vec<Option<u8>> = (1..=6).map(Some).collect();
        for (text, claimed) in [
            (
                "本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等六个部分,全文在网站公布。",
                Some(6),
            ),
            (
                "报告由六部分组成:一、总体情况;二、主动公开政府信息情况;三、收到和处理政府信息公开申请情况;四、因政府信息公开工作被申请行政复议、提起行政诉讼情况;五、存在的问题及改进措施;六、其他需要报告的事项。",
                Some(6),
            ),
            (
                "全文包括政府信息公开工作总体情况,行政机关主动公开政府信息的情况,依申请公开情况,行政复议和行政诉讼情况,存在的主要问题及改进情况以及其他事项。",
                None,
            ),
            (
                "本报告共分6个部分:包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、被申请行政复议、提起行政诉讼的情况、存在的主要问题及改进情况和其他需要报告的事项。",
                Some(6),
            ),
        ] {
            let (count, kinds, _) = found(text);
            assert_eq!(count, claimed, "{text}");
            assert_eq!(kinds, all, "{text}");
        }
    }

    #[test]
    fn unknown_names_are_kept() {
        let (count, kinds, shown) = found(
            "报告包括总体情况、主动公开政府信息情况、咨询投诉处理工作、存在的主要问题及改进情况等四个部分。",
        );
        assert_eq!(count, Some(4));
        assert_eq!(kinds, [Some(1), Some(2), None, Some(5)]);
        assert!(shown.starts_with("总体情况") && shown.ends_with("四个部分"));
    }

    #[test]
    fn other_counted_parts_are_no_statement() {
        for text in [
            "目录包括机构职能、政策文件等三个部分。",
            "大部分信息已公开。",
            "第三部分已完成。",
        ] {
            let prose = prose_of(&[(text, Body, Some(0))]);
            assert!(prose.section_lists.is_empty(), "{text}");
        }
    }
}
