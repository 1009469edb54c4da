//! The punctuation marks and spaces of the prose as the source has them: folded text has lost the
//! width of marks and the spaces, and the source has markup between the words, so neither alone is
//! enough to judge typography.

use nianbao_core::{Report, Span};

use crate::Facts;
use crate::words::{is_cjk, is_prose};

/// A punctuation mark.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// Its place in the folded text.
    pub at: u32,
    /// In the source.
    pub span: Span,
    /// The mark as folded: `,` for `，`.
    pub sign: char,
    /// Whether the source has it in full width.
    pub full: bool,
    /// Index of the paragraph.
    pub paragraph: u32,
}

impl Mark {
    /// The folded text before it in its paragraph.
    pub fn before<'r>(&self, report: &'r Report) -> &'r str {
        let paragraph = report.prose.paragraphs[self.paragraph as usize].range;
        &report.prose.as_str()[paragraph.start as usize..self.at as usize]
    }

    /// The folded text after it in its paragraph.
    pub fn after<'r>(&self, report: &'r Report) -> &'r str {
        let paragraph = report.prose.paragraphs[self.paragraph as usize].range;
        &report.prose.as_str()[self.end() as usize..paragraph.end as usize]
    }

    /// The character before it in its paragraph.
    pub fn previous(&self, report: &Report) -> Option<char> {
        self.before(report).chars().next_back()
    }

    /// The character after it in its paragraph.
    pub fn next(&self, report: &Report) -> Option<char> {
        self.after(report).chars().next()
    }

    /// Where it ends in the folded text.
    pub fn end(&self) -> u32 {
        self.at + self.sign.len_utf8() as u32
    }
}

/// White space within a line that folding took out.
#[derive(Clone, Copy, Debug)]
pub struct Gap {
    /// Where the character after it stands in the folded text.
    pub at: u32,
    /// In the source.
    pub span: Span,
    /// Index of the paragraph.
    pub paragraph: u32,
}

impl Gap {
    /// The character before it.
    pub fn previous(&self, report: &Report) -> Option<char> {
        report.prose.as_str()[..self.at as usize]
            .chars()
            .next_back()
    }

    /// The character after it.
    pub fn next(&self, report: &Report) -> Option<char> {
        report.prose.as_str()[self.at as usize..].chars().next()
    }
}

/// Marks and gaps, in the order of the text.
#[derive(Debug, Default)]
pub struct Marks {
    /// The marks.
    pub marks: Vec<Mark>,
    /// The gaps.
    pub gaps: Vec<Gap>,
}

impl Marks {
    /// The marks of each paragraph.
    pub fn by_paragraph(&self) -> impl Iterator<Item = &[Mark]> {
        self.marks
            .chunk_by(|left, right| left.paragraph == right.paragraph)
    }
}

/// The marks of the report's prose, headings and page frame excluded.
pub fn marks<'c>(facts: &'c Facts<'_>) -> &'c Marks {
    let report = facts.report;
    facts.marks.get_or_init(|| scan(report))
}

fn scan(report: &Report) -> Marks {
    let prose = &report.prose;
    let text = prose.as_str();
    let mut found = Marks::default();
    let mut runs = prose.map().runs().peekable();
    let mut index = 0;
    let mut previous: Option<u32> = None;
    while let Some((start, span)) = runs.next() {
        let end = runs
            .peek()
            .map_or(text.len(), |(next, _)| *next as usize)
            .min(text.len());
        while prose
            .paragraphs
            .get(index)
            .is_some_and(|paragraph| paragraph.range.end <= start)
        {
            index += 1;
            previous = None;
        }
        let Some(paragraph) = prose.paragraphs.get(index) else {
            break;
        };
        if !is_prose(paragraph.kind) {
            continue;
        }
        let place = Run {
            text: &text[start as usize..end],
            start,
            span,
            paragraph: index as u32,
        };
        if let Some(previous) = previous
            && previous < span.start
        {
            let gap = Span {
                start: previous,
                end: span.start,
            };
            let blank = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{A0}');
            if report.source.slice(gap).chars().all(blank) {
                found.gaps.push(Gap {
                    at: start,
                    span: gap,
                    paragraph: index as u32,
                });
            }
        }
        previous = Some(span.end);
        place.marks(report, &mut found.marks);
    }
    found
}

struct Run<'t> {
    text: &'t str,
    start: u32,
    span: Span,
    paragraph: u32,
}

impl Run<'_> {
    fn marks(&self, report: &Report, out: &mut Vec<Mark>) {
        let bytes = self.text.as_bytes();
        let same = self.span.len() == bytes.len();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            // Ideographs, of which nearly all of the text consists.
            if matches!(byte, 0xE4..=0xE9) {
                at += 3;
                continue;
            }
            let len = match byte {
                0..=0x7F => 1,
                0xC0..=0xDF => 2,
                0xE0..=0xEF => 3,
                _ => 4,
            };
            let candidate = match byte {
                0..=0x7F => byte.is_ascii_punctuation(),
                // General punctuation, and the marks of CJK.
                0xE2 | 0xE3 => bytes.get(at + 1) == Some(&0x80),
                _ => false,
            };
            if candidate && let Some(mark) = self.text[at..].chars().next() {
                // A run that is not of one length with its source is a single character.
                let span = if same {
                    let start = self.span.start as usize + at;
                    Span::new(start, start + len)
                } else {
                    self.span
                };
                let source = report.source.slice(span);
                let entity = source.len() > 1 && source.is_ascii();
                let full = !mark.is_ascii() || (!entity && !source.is_ascii());
                out.push(Mark {
                    at: self.start + at as u32,
                    span,
                    sign: mark,
                    full,
                    paragraph: self.paragraph,
                });
            }
            at += len;
        }
    }
}

/// The full-width form of a half-width mark.
pub fn full_width(mark: char) -> Option<char> {
    Some(match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        '.' => '。',
        _ => return None,
    })
}

/// Half-width marks where the text needs full-width ones.
#[derive(Debug, Default)]
pub struct HalfWidth {
    /// The marks; two brackets that belong together stand together.
    pub groups: Vec<Vec<Mark>>,
    /// How many half-width marks there are in all.
    pub half: usize,
    /// How many marks of the same kinds stand in full width.
    pub full: usize,
}

impl HalfWidth {
    /// Whether they are few enough in a text of full-width marks to be slips, worth a finding each.
    pub fn are_slips(&self) -> bool {
        self.groups.len() <= 5 && self.half * 4 <= self.full
    }

    /// Whether hardly any mark stands in full width: the work of a program.
    pub fn is_everywhere(&self) -> bool {
        self.full * 10 <= self.half
    }
}

/// Looks for half-width marks in Chinese text. Numbers, times, addresses, Latin text and the ordinals
/// of sub-headings, which have a rule of their own, are left alone.
pub fn half_width<'c>(facts: &'c Facts<'_>) -> &'c HalfWidth {
    facts.half_width.get_or_init(|| scan_half_width(facts))
}

fn scan_half_width(facts: &Facts<'_>) -> HalfWidth {
    let report = facts.report;
    let marks = marks(facts);
    let mut found = HalfWidth::default();
    for marks in marks.by_paragraph() {
        for (index, mark) in marks.iter().enumerate() {
            match mark.sign {
                ',' | ';' | ':' | '?' | '!' if mark.full => found.full += 1,
                '(' | ')' if mark.full && !is_ordinal(report, mark) => found.full += 1,
                '(' if !mark.full => {
                    if let Some(close) = closing(&marks[index + 1..])
                        && brackets_chinese(report, *mark, close)
                    {
                        let mut group = vec![*mark];
                        if !close.full {
                            group.push(close);
                        }
                        found.half += group.len();
                        found.groups.push(group);
                    }
                }
                ',' | ';' | ':' | '?' | '!' | '.' if between_chinese(report, mark) => {
                    found.half += 1;
                    found.groups.push(vec![*mark]);
                }
                _ => {}
            }
        }
    }
    found
}

fn closing(marks: &[Mark]) -> Option<Mark> {
    let mut depth = 0;
    for mark in marks {
        match mark.sign {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(*mark),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether a bracket belongs to the ordinal that a paragraph begins with.
fn is_ordinal(report: &Report, mark: &Mark) -> bool {
    let before = mark.before(report);
    match mark.sign {
        '(' => before.is_empty(),
        _ => before.starts_with('(') && before.chars().count() <= 4,
    }
}

fn brackets_chinese(report: &Report, open: Mark, close: Mark) -> bool {
    if is_ordinal(report, &open) {
        return false;
    }
    let inside = &report.prose.as_str()[open.end() as usize..close.at as usize];
    let before = open.previous(report);
    let address = inside.contains("://") || inside.contains('@') || inside.contains("www.");
    let ordinal = inside.chars().all(|c| "一二三四五六七八九十".contains(c));
    !address
        && !ordinal
        && before != Some(']')
        && (inside.chars().any(is_cjk) || before.is_some_and(is_cjk))
}

fn between_chinese(report: &Report, mark: &Mark) -> bool {
    let (previous, next) = (mark.previous(report), mark.next(report));
    let Some(previous) = previous else {
        return false;
    };
    let closes = |c: char| is_cjk(c) || matches!(c, '》' | '”' | '〕' | '〉');
    let opens = |c: char| is_cjk(c) || matches!(c, '《' | '“' | '〔' | '〈');
    if mark.sign == '.' {
        // An ordinal (一.) is no sentence; `.` before a digit is a decimal point or a list.
        return closes(previous)
            && next.is_none_or(opens)
            && mark.before(report).chars().count() > 3;
    }
    let end = matches!(previous, ')' | '%') || previous.is_ascii_alphanumeric();
    (closes(previous) && next.is_none_or(|next| next != '/')) || (end && next.is_some_and(opens))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::SourceText;

    fn scanned(body: &str) -> (Report, Marks) {
        let text =
            format!("# 云溪县人民政府2023年政府信息公开工作年度报告\n\n一、总体情况\n\n{body}\n");
        let report = Report::parse(SourceText::new(text.as_str()).unwrap());
        let marks = scan(&report);
        (report, marks)
    }

    #[test]
    fn marks_keep_their_width_and_place() {
        let (report, found) = scanned("公开，**平台**(一),“建设” 管 理。");
        let list: Vec<_> = found
            .marks
            .iter()
            .map(|mark| (report.source.slice(mark.span), mark.sign, mark.full))
            .collect();
        assert_eq!(
            list,
            [
                ("，", ',', true),
                ("(", '(', false),
                (")", ')', false),
                (",", ',', false),
                ("“", '“', true),
                ("”", '”', true),
                ("。", '。', true),
            ]
        );
        let gaps: Vec<_> = found
            .gaps
            .iter()
            .map(|gap| (gap.previous(&report), gap.next(&report)))
            .collect();
        assert_eq!(gaps, [(Some('”'), Some('管')), (Some('管'), Some('理'))]);
    }
}
