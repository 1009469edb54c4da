//! What the rules about sections share: their text, where a missing piece belongs, and how to put it
//! there.

use nianbao_core::damage::DamageKind;
use nianbao_core::form::{Edition, SectionKind, section, table};
use nianbao_core::prose::{ParagraphKind, SubHeading};
use nianbao_core::{Report, Section, Span};

/// The sections whose content is words, not a table.
pub const OF_WORDS: [SectionKind; 3] = [
    SectionKind::Overview,
    SectionKind::Problems,
    SectionKind::Other,
];

/// Whether the form with six sections binds the text: it is a report, and one of 2019 or later.
pub fn binds(report: &Report) -> bool {
    report.looks_like_report()
        && report
            .year
            .is_none_or(|year| Edition::for_year(year).is_some())
}

/// The first section of a kind with its index.
pub fn find(report: &Report, kind: SectionKind) -> Option<(usize, &Section)> {
    let mut sections = report.sections.iter().enumerate();
    sections.find(|(_, section)| section.kind == Some(kind))
}

/// The first section of a kind that has words in it, with its index. Empty ones are S007's.
pub fn with_words(report: &Report, kind: SectionKind) -> Option<(usize, &Section)> {
    find(report, kind).filter(|(_, section)| !is_empty(words(report, section)))
}

/// The folded words of a section, its heading excluded.
pub fn words<'r>(report: &'r Report, section: &Section) -> &'r str {
    report.prose.text(section.prose)
}

/// The sections of some kinds.
pub fn sections_of<'r>(
    report: &'r Report,
    kinds: &'r [SectionKind],
) -> impl Iterator<Item = &'r Section> {
    report
        .sections
        .iter()
        .filter(|section| section.kind.is_some_and(|kind| kinds.contains(&kind)))
}

/// Whether a folded text has nothing but line breaks.
pub fn is_empty(folded: &str) -> bool {
    folded.bytes().all(|byte| byte == b'\n')
}

/// The number of characters of a folded text, line breaks excluded.
pub fn length(folded: &str) -> usize {
    folded.chars().filter(|&c| c != '\n').count()
}

/// The sentence of a folded text that a range of it stands in.
pub fn sentence_round(folded: &str, start: usize, end: usize) -> &str {
    const ENDS: [char; 5] = ['。', ';', '!', '?', '\n'];
    let from = folded[..start].rfind(ENDS).map_or(0, |at| {
        at + folded[at..].chars().next().map_or(1, char::len_utf8)
    });
    let to = folded[end..].find(ENDS).map_or(folded.len(), |at| end + at);
    &folded[from..to]
}

/// Whether a folded text holds any of the words.
pub fn has_any(folded: &str, words: &[&str]) -> bool {
    words.iter().any(|word| folded.contains(word))
}

/// Whether a folded text holds a number that is no year, month, day or part of a name.
pub fn has_count(folded: &str) -> bool {
    let mut before = None;
    let mut characters = folded.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_ascii_digit() {
            while characters
                .next_if(|&c| c.is_ascii_digit() || c == '.')
                .is_some()
            {}
            let after = characters.peek().copied();
            let dated = matches!(after, Some('年' | '月' | '日' | '号' | '〕'));
            let named = before.is_some_and(|c: char| c.is_ascii_alphabetic() || c == '第');
            if !dated && !named {
                return true;
            }
        } else if is_numeral(character)
            && characters.peek().is_some_and(|&c| is_measure(c))
            && before != Some('第')
        {
            return true;
        }
        before = Some(character);
    }
    false
}

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '零'
    )
}

fn is_measure(c: char) -> bool {
    matches!(
        c,
        '件' | '条' | '次' | '个' | '期' | '场' | '人' | '份' | '篇' | '项'
    )
}

/// A section's name in Chinese messages: `“一、总体情况”`.
pub fn name_zh(kind: SectionKind) -> String {
    format!("“{}”", section(kind).heading())
}

/// The sub-headings of a section, in the order of the text.
pub fn sub_headings(report: &Report, index: usize) -> impl Iterator<Item = &SubHeading> {
    report
        .prose
        .sub_headings
        .iter()
        .filter(move |heading| heading.section == Some(index))
}

/// The section in whose table the text breaks off, when nothing of the form follows: what should come
/// after it is lost, not left out.
pub fn breaks_off_in(report: &Report) -> Option<SectionKind> {
    let edition = report.binding_edition().unwrap_or(Edition::V2021);
    report.damage.iter().find_map(|damage| {
        let DamageKind::TableCut { table: id, .. } = damage.kind else {
            return None;
        };
        let cut = table(edition, id).section;
        let mut kinds = report.sections.iter().filter_map(|section| section.kind);
        kinds.all(|kind| kind <= cut).then_some(cut)
    })
}

/// The section in whose table the text begins, when nothing of the form stands before: what should come
/// before it is lost, not left out.
pub fn begins_in(report: &Report) -> Option<SectionKind> {
    let edition = report.binding_edition().unwrap_or(Edition::V2021);
    let first = report.sections.first().map(|section| section.heading_span);
    report.damage.iter().find_map(|damage| {
        let DamageKind::TableCut { table: id, rows } = &damage.kind else {
            return None;
        };
        let definition = table(edition, *id);
        let lost_first = definition.rows.first().map(|row| row.key) == rows.first().copied();
        let before_all = first.is_none_or(|first| damage.span.start <= first.start);
        (lost_first && before_all && report.title.is_none()).then_some(definition.section)
    })
}

/// Where a section belongs that is not there: before the next one of the form that is, else at the
/// end of the report.
pub fn place_of(report: &Report, kind: SectionKind) -> usize {
    let next = report
        .sections
        .iter()
        .filter(|section| section.kind.is_some_and(|other| other > kind))
        .min_by_key(|section| section.kind);
    next.map_or_else(
        || end_of(report, report.sections.len().saturating_sub(1)),
        |next| line_start(report, next.heading_span),
    )
}

/// Where a section's content ends: at the line of the next heading, of the signature or after the
/// last line.
pub fn end_of(report: &Report, index: usize) -> usize {
    if let Some(next) = report.sections.get(index + 1) {
        return line_start(report, next.heading_span);
    }
    let signature = report
        .prose
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.kind == ParagraphKind::Signature);
    if let Some(signature) = signature {
        return line_start(report, signature.span);
    }
    let end = report
        .sections
        .get(index)
        .map_or(report.source.as_str().len(), |section| {
            section.span.end as usize
        });
    let line = report.source.line_of(end as u32);
    report.source.line_span(line).end as usize
}

/// Where the line of a span begins.
pub fn line_start(report: &Report, span: Span) -> usize {
    let source = &report.source;
    source.line_span(source.line_of(span.start)).start as usize
}

/// What stands before a heading on its line and makes it one: `## `, spaces.
pub fn heading_prefix(report: &Report, heading: Span) -> &str {
    let start = line_start(report, heading);
    let text = report.source.as_str();
    let before = text.get(start..heading.start as usize).unwrap_or("");
    let len = before
        .find(|c| !matches!(c, '#' | ' ' | '\t' | '\u{3000}'))
        .unwrap_or(before.len());
    &before[..len]
}

/// Whether a span can be replaced without touching markup.
pub fn is_plain(report: &Report, span: Span) -> bool {
    !report.source.slice(span).contains(['<', '>', '\t', '|'])
}

/// The Chinese numeral of a number from 1 to 99.
pub fn numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| DIGITS[(value % 10) as usize];
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number)),
        _ => format!("{}十{}", digit(number / 10), digit(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_no_dates() {
        for (text, expected) in [
            ("2023年,我局", false),
            ("公开信息12条", true),
            ("公开信息三件", true),
            ("国办公开办函〔2021〕30号", false),
            ("丰富H5等形式", false),
            ("第五项", false),
            ("占比23.5%", true),
            ("12月31日", false),
        ] {
            assert_eq!(has_count(text), expected, "{text}");
        }
    }

    #[test]
    fn numerals_are_written_as_in_official_documents() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (35, "三十五"),
        ] {
            assert_eq!(numeral(number), text);
            assert_eq!(nianbao_core::normal::numeral_value(text), Some(number));
        }
    }
}
