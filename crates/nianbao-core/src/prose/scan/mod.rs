//! One walk over each paragraph finds its facts.
//!
//! The lexer ([`lex`]) passes the characters once; every scanner works on its tokens. Dates and
//! citations come first, because their numbers count nothing; quantities next; lists of parts are made
//! of quantities.

mod accounts;
mod citation;
mod date;
mod divisions;
mod enumeration;
mod heading;
mod lex;
mod number;
mod parts;
mod percent;
mod qualifier;
mod quantity;
mod scene;
mod section_list;
mod self_reference;
mod totals;

use super::{ParagraphKind, PartList, Percentage, Prose, Quantity};
use crate::span::TextRange;
use crate::text::SourceText;
use quantity::Place;
use scene::Scene;

/// Fills the fact lists of `prose`, whose spans refer to `source`.
pub(super) fn scan(prose: &mut Prose, source: &SourceText) {
    let Prose {
        text,
        map,
        paragraphs,
        quantities,
        part_lists,
        percentages,
        dates,
        periods,
        citations,
        enumerations,
        sub_headings,
        section_lists,
        self_references,
    } = prose;
    let mut tokens = Vec::new();
    let mut claimed = Vec::new();
    let mut places = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let (start, end) = (paragraph.range.start as usize, paragraph.range.end as usize);
        let Some(content) = text.get(start..end) else {
            continue;
        };
        lex::tokens(content, start, &mut tokens);
        let kind = paragraph.kind;
        let scene = Scene {
            text,
            map,
            source,
            index,
            start,
            end,
            kind,
            section: paragraph.section,
            tokens: &tokens,
        };
        let first_date = dates.len();
        date::scan(&scene, dates);
        if kind == ParagraphKind::Chrome {
            continue;
        }
        date::periods(&scene, dates, first_date, periods);
        let first_citation = citations.len();
        citation::scan(&scene, citations);
        let running = matches!(
            kind,
            ParagraphKind::Preamble
                | ParagraphKind::SubHeading
                | ParagraphKind::Body
                | ParagraphKind::Note
        );
        if !running {
            continue;
        }
        if matches!(kind, ParagraphKind::SubHeading | ParagraphKind::Body) {
            heading::scan(&scene, sub_headings);
        }
        // What stands in book marks is a name: its numbers count nothing, its commas end no clause.
        let titles: Vec<TextRange> = citations[first_citation..]
            .iter()
            .filter_map(|citation| citation.title)
            .collect();
        let mut outside = tokens.clone();
        if !titles.is_empty() {
            let mut titles = titles.iter().peekable();
            outside.retain(|token| {
                while titles
                    .next_if(|title| (title.end as usize) <= token.start)
                    .is_some()
                {}
                titles
                    .peek()
                    .is_none_or(|title| token.start < title.start as usize)
            });
        }
        let scene = Scene {
            tokens: &outside,
            ..scene
        };
        claimed.clear();
        claimed.extend(dates[first_date..].iter().map(|date| date.range));
        claimed.extend(
            citations[first_citation..]
                .iter()
                .filter_map(|citation| citation.number.map(|number| number.range)),
        );
        claimed.sort_unstable();
        let (first_quantity, first_percentage) = (quantities.len(), percentages.len());
        places.clear();
        quantity::scan(&scene, &claimed, quantities, percentages, &mut places);
        let first = (first_quantity, first_percentage);
        lists(&scene, first, &places, quantities, percentages, part_lists);
        enumeration::scan(&scene, enumerations);
        section_list::scan(&scene, section_lists);
        self_reference::scan(&scene, self_references);
    }
}

/// Adds the lists of a paragraph. `first` are the indices of its first quantity and percentage.
fn lists(
    scene: &Scene<'_>,
    first: (usize, usize),
    places: &[Place],
    quantities: &mut [Quantity],
    percentages: &[Percentage],
    out: &mut Vec<PartList>,
) {
    let (quantity, percentage) = first;
    let known = out.len();
    parts::scan(scene, quantity, places, quantities, out);
    totals::scan(scene, quantity, places, quantities, out);
    divisions::scan(scene, quantity, places, quantities, out);
    let facts = accounts::Facts {
        first: quantity,
        places,
        quantities,
        percentages: percentages.get(percentage..).unwrap_or_default(),
    };
    accounts::scan(scene, &facts, known, out);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Folder, Paragraph, ParagraphKind, Prose};
    use crate::span::{Span, TextRange};
    use crate::text::SourceText;

    /// The source of a single paragraph.
    pub(super) fn source_of(text: &str) -> SourceText {
        SourceText::new(text).unwrap()
    }

    /// Scanned prose of hand-made paragraphs, whose source is their texts joined by line breaks.
    pub(super) fn prose_of(paragraphs: &[(&str, ParagraphKind, Option<usize>)]) -> Prose {
        let mut folder = Folder::default();
        let mut source = String::new();
        let mut built = Vec::new();
        for &(text, kind, section) in paragraphs {
            let (from, base) = (folder.len(), source.len());
            folder.push(text, |start, end| Span::new(base + start, base + end));
            source.push_str(text);
            built.push(Paragraph {
                range: TextRange::new(from, folder.len()),
                span: Span::new(base, source.len()),
                kind,
                section,
            });
            folder.end_paragraph(source.len() as u32);
            source.push('\n');
        }
        let (text, map) = folder.finish();
        let mut prose = Prose::new(text, map, built);
        prose.scan(&source_of(&source));
        prose
    }

    /// Scanned prose of one paragraph of running text.
    pub(super) fn body(text: &str) -> Prose {
        prose_of(&[(text, ParagraphKind::Body, Some(0))])
    }

    #[test]
    fn chrome_gives_dates_only() {
        let prose = prose_of(&[
            (
                "发布日期：2024-03-18 我县公开信息12条，其中网站3条",
                ParagraphKind::Chrome,
                None,
            ),
            ("我县共公开12条", ParagraphKind::Heading, Some(0)),
        ]);
        assert_eq!(prose.dates.len(), 1);
        assert!(prose.quantities.is_empty() && prose.self_references.is_empty());
    }

    /// Everything that holds of the facts of any text.
    fn check(prose: &Prose) {
        let text = prose.as_str();
        let inside = |range: TextRange, paragraph: usize| {
            assert!(
                text.get(range.range()).is_some(),
                "{range:?} cuts a character"
            );
            assert!(
                prose.paragraphs[paragraph].range.contains(range),
                "{range:?} outside {paragraph}"
            );
        };
        for quantity in &prose.quantities {
            for range in [
                quantity.number,
                quantity.unit,
                quantity.subject,
                quantity.object,
            ] {
                inside(range, quantity.paragraph);
            }
        }
        for percentage in &prose.percentages {
            inside(percentage.range, percentage.paragraph);
            inside(percentage.subject, percentage.paragraph);
        }
        for date in &prose.dates {
            inside(date.range, date.paragraph);
        }
        for period in &prose.periods {
            inside(period.range, period.paragraph);
        }
        for citation in &prose.citations {
            if let Some(title) = citation.title {
                inside(title, citation.paragraph);
            }
            if let Some(number) = citation.number {
                for range in [number.issuer, number.prefix, number.serial, number.range] {
                    inside(range, citation.paragraph);
                }
            }
        }
        for list in &prose.part_lists {
            assert!(!list.parts.is_empty());
            for &part in &list.parts {
                assert_ne!(part, list.whole);
                assert!(part < prose.quantities.len());
                inside(list.introduced_by, prose.quantities[part].paragraph);
            }
        }
        for run in &prose.enumerations {
            for item in &run.items {
                assert!(text.get(item.marker.range()).is_some());
                assert!(text.get(item.body.range()).is_some());
            }
        }
        for heading in &prose.sub_headings {
            inside(heading.title, heading.paragraph);
        }
        for list in &prose.section_lists {
            for (_, range) in &list.named {
                assert!(list.range.contains(*range));
                assert!(text.get(range.range()).is_some());
            }
        }
        for own in &prose.self_references {
            inside(own.range, own.paragraph);
        }
        assert!(prose.quantities.is_sorted_by_key(|fact| fact.number.start));
        assert!(prose.percentages.is_sorted_by_key(|fact| fact.range.start));
        assert!(prose.dates.is_sorted_by_key(|fact| fact.range.start));
        assert!(prose.periods.is_sorted_by_key(|fact| fact.range.start));
        assert!(
            prose
                .self_references
                .is_sorted_by_key(|fact| fact.range.start)
        );
        assert!(prose.sub_headings.is_sorted_by_key(|fact| fact.paragraph));
        assert!(
            prose
                .section_lists
                .is_sorted_by_key(|fact| fact.range.start)
        );
        assert!(prose.citations.is_sorted_by_key(|fact| {
            fact.title.map_or_else(
                || fact.number.map_or(0, |number| number.range.start),
                |title| title.start,
            )
        }));
    }

    const TOKENS: [&str; 92] = [
        "，",
        "。",
        "；",
        "：",
        "、",
        "（",
        "）",
        "(",
        ")",
        "《",
        "》",
        "〈",
        "〉",
        "“",
        "”",
        "〔",
        "〕",
        "[",
        "]",
        "{",
        "}",
        "【",
        "】",
        "<",
        ">",
        "-",
        "—",
        "~",
        ".",
        "/",
        "%",
        "％",
        " ",
        "０",
        "1",
        "12",
        "2023",
        "20",
        "1,234",
        "3.5",
        "100%",
        "0951",
        "999999999999999999999999999999",
        "年",
        "月",
        "日",
        "号",
        "第",
        "令",
        "一",
        "二",
        "十",
        "百",
        "万",
        "亿",
        "两",
        "〇",
        "二〇二三",
        "一是",
        "二是",
        "十是",
        "（一）",
        "(1)",
        "1.",
        "1、",
        "件",
        "条",
        "次",
        "个",
        "元",
        "万元",
        "人次",
        "余",
        "其中",
        "分别为",
        "包括",
        "含",
        "上年结转",
        "另有",
        "总体情况",
        "主动公开政府信息情况",
        "其他需要报告的事项",
        "六个部分",
        "我县",
        "政府办",
        "同比增长",
        "国办函",
        "国务院令",
        "自",
        "至",
        "起",
        "申请",
    ];

    proptest! {
        #[test]
        fn any_mix_of_tokens_is_scanned(
            picks in proptest::collection::vec(
                (proptest::collection::vec(0..TOKENS.len(), 0..60), 0_usize..8, proptest::option::of(0_usize..3)),
                1..4,
            ),
        ) {
            const KINDS: [ParagraphKind; 8] = [
                ParagraphKind::Title,
                ParagraphKind::Preamble,
                ParagraphKind::Heading,
                ParagraphKind::SubHeading,
                ParagraphKind::Body,
                ParagraphKind::Signature,
                ParagraphKind::Note,
                ParagraphKind::Chrome,
            ];
            let texts: Vec<(String, ParagraphKind, Option<usize>)> = picks
                .into_iter()
                .map(|(tokens, kind, section)| {
                    (tokens.into_iter().map(|token| TOKENS[token]).collect(), KINDS[kind], section)
                })
                .collect();
            let paragraphs: Vec<_> = texts
                .iter()
                .map(|(text, kind, section)| (text.as_str(), *kind, *section))
                .collect();
            check(&prose_of(&paragraphs));
        }

        #[test]
        fn any_text_is_scanned(text in "\\PC{0,80}") {
            check(&body(&text));
        }
    }
}
