//! What stands round a place of the prose.

use memchr::memmem;
use nianbao_core::prose::{Date, Paragraph, ParagraphKind, Prose};
use nianbao_core::{Report, Span, TextRange, Title};

/// How far back an opening mark is looked for, in bytes; beyond that it was never closed.
const FARTHEST_MARK: usize = 300;

/// Whether a paragraph is part of the report, not of the page round it.
pub fn is_own(kind: ParagraphKind) -> bool {
    kind != ParagraphKind::Chrome
}

/// Whether a paragraph is running text or a sub-heading in it.
pub fn is_running(kind: ParagraphKind) -> bool {
    matches!(
        kind,
        ParagraphKind::Preamble | ParagraphKind::Body | ParagraphKind::SubHeading
    )
}

/// The paragraph of an index, if its kind is wanted.
pub fn paragraph(
    prose: &Prose,
    index: usize,
    wanted: fn(ParagraphKind) -> bool,
) -> Option<&Paragraph> {
    prose
        .paragraphs
        .get(index)
        .filter(|paragraph| wanted(paragraph.kind))
}

/// Where a word occurs in the paragraphs of some kinds.
pub fn occurrences<'r>(
    prose: &'r Prose,
    word: &'r str,
    wanted: fn(ParagraphKind) -> bool,
) -> impl Iterator<Item = TextRange> + 'r {
    memmem::find_iter(prose.as_str().as_bytes(), word.as_bytes())
        .map(move |at| TextRange::new(at, at + word.len()))
        .filter(move |range| {
            prose
                .paragraph_at(range.start)
                .is_some_and(|paragraph| wanted(paragraph.kind))
        })
}

/// Whether the report holds a word outside the frame of its page.
pub fn has(prose: &Prose, word: &str) -> bool {
    occurrences(prose, word, is_own).next().is_some()
}

/// The text of its paragraph before an offset.
pub fn before(prose: &Prose, offset: u32) -> &str {
    let start = prose
        .paragraph_at(offset)
        .map_or(offset, |paragraph| paragraph.range.start);
    prose.text(TextRange { start, end: offset })
}

/// The text of its paragraph from an offset on.
pub fn after(prose: &Prose, offset: u32) -> &str {
    let end = prose
        .paragraph_at(offset)
        .map_or(offset, |paragraph| paragraph.range.end.max(offset));
    prose.text(TextRange { start: offset, end })
}

/// The words of the title in the source, without the marks before them.
pub fn title_span(report: &Report, title: &Title) -> Span {
    report
        .prose
        .paragraphs
        .iter()
        .filter(|line| line.kind == ParagraphKind::Title && title.span.contains(line.span))
        .map(|line| line.span)
        .reduce(Span::cover)
        .unwrap_or(title.span)
}

/// The last `count` characters of a text.
pub fn tail(text: &str, count: usize) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take(count)
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

/// The first `count` characters of a text.
pub fn head(text: &str, count: usize) -> &str {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The clause before an offset: what follows the last mark before it.
pub fn clause_before(prose: &Prose, offset: u32) -> &str {
    let text = before(prose, offset);
    text.rfind([',', '。', ';', ':', '!', '?', '、', '(', ')'])
        .map_or(text, |at| {
            let mark = text[at..].chars().next().map_or(1, char::len_utf8);
            &text[at + mark..]
        })
}

/// Whether an offset stands in quotes or book marks.
pub fn is_quoted(prose: &Prose, offset: u32) -> bool {
    let text = before(prose, offset);
    let mut from = text.len().saturating_sub(FARTHEST_MARK);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = &text[from..];
    let is_open = |open: char, close: char| {
        near.rfind(open)
            .is_some_and(|at| near[at..].rfind(close).is_none())
    };
    is_open('“', '”')
        || is_open('《', '》')
        || is_open('〈', '〉')
        || text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1
}

/// Whether a date is a year alone.
pub fn is_year_alone(date: &Date) -> bool {
    date.month.is_none() && date.day.is_none()
}

/// The digits of a date's year in the source, if they are four plain digits in one piece.
pub fn year_digits(report: &Report, date: &Date) -> Option<Span> {
    let range = TextRange {
        start: date.range.start,
        end: date.range.start + 4,
    };
    let digits = report.prose.text(range);
    let span = report.prose.source_span(range);
    (digits.len() == 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && report.source.slice(span) == digits)
        .then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::SourceText;

    fn report(text: &str) -> Report {
        Report::parse(SourceText::new(format!("一、总体情况\n{text}\n")).unwrap())
    }

    #[test]
    fn quotes_and_book_marks_are_seen() {
        let report = report("落实“我局主办”和《全乡清单》要求，我局在全乡推进\"本局\"建设。");
        let found: Vec<_> = ["我局", "全乡", "本局"]
            .iter()
            .flat_map(|word| occurrences(&report.prose, word, is_own))
            .map(|range| is_quoted(&report.prose, range.start))
            .collect();
        assert_eq!(found, [true, false, true, false, true]);
    }

    #[test]
    fn clauses_begin_after_marks() {
        let report = report("一是加强领导，报名截止5月1日。");
        let at = report.prose.as_str().find('5').unwrap() as u32;
        assert_eq!(clause_before(&report.prose, at), "报名截止");
        assert_eq!(tail("报名截止", 2), "截止");
        assert_eq!(tail("报名", 5), "报名");
        assert_eq!(head("报名截止", 1), "报");
        assert_eq!(after(&report.prose, at), "5月1日。");
    }
}
