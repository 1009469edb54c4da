//! Finds the headings of the sections among the lines.
//!
//! A heading is told by its words, its ordinal only helps: converters lose `#` marks, table rows
//! begin with `一、` too, and sub-headings repeat the words of sections.

use crate::form::{SECTIONS, SectionDef, SectionKind};
use crate::layout::{Document, LineKind, Place};
use crate::normal::{self, fold};
use crate::report::{SectionNumberStyle, TitleMatch};

/// Longest heading, in folded characters; running text behind it does not count.
const LONGEST: usize = 40;

/// A heading as found.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// Index of its first line.
    pub(crate) line: usize,
    /// Index of its last line.
    pub(crate) last_line: usize,
    pub(crate) kind: Option<SectionKind>,
    pub(crate) ordinal: Option<u32>,
    pub(crate) style: SectionNumberStyle,
    pub(crate) title_match: TitleMatch,
    pub(crate) text: String,
    pub(crate) ordinal_place: Place,
    pub(crate) title_place: Place,
    pub(crate) trailing_place: Place,
    /// Running text behind the heading on its last line.
    pub(crate) rest: Option<Place>,
    /// Whether the title is one of the form's or a known variant, not told by keywords.
    listed: bool,
    strength: Strength,
}

/// How sure a line is a heading of the section it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// Only its ordinal and one of the words agree.
    Partial,
    /// The words agree, the ordinal is one of sub-headings (`（一）`, `1、`).
    SubOrdinal,
    /// The words of the form without an ordinal.
    NoOrdinal,
    /// `一、` and words of the section.
    Sure,
}

/// A line in folded form, each character with its place.
struct FoldedLine {
    text: String,
    /// Visible start and end of each folded character, and its offset in `text`.
    places: Vec<(u32, Place)>,
}

impl FoldedLine {
    fn new(document: &Document<'_>, place: Place) -> Self {
        let mut line = Self {
            text: String::new(),
            places: Vec::new(),
        };
        line.extend(document, place);
        line
    }

    fn extend(&mut self, document: &Document<'_>, place: Place) {
        let source = document.str(place);
        self.text.reserve(source.len().min(LONGEST * 2));
        self.places.reserve((source.len() / 3).min(LONGEST * 2));
        for (at, character) in source.char_indices() {
            let Some(folded) = fold(character) else {
                continue;
            };
            if normal::is_mark(folded) && !matches!(folded, '“' | '”') {
                continue;
            }
            if folded == '>' && self.text.is_empty() {
                continue;
            }
            let start = place.start + at as u32;
            let here = Place {
                start,
                end: start + character.len_utf8() as u32,
            };
            self.places.push((self.text.len() as u32, here));
            self.text.push(folded);
            if self.places.len() > LONGEST * 2 {
                break;
            }
        }
    }

    /// The visible place of a byte range of the folded text.
    fn place(&self, start: usize, end: usize) -> Place {
        let from = self
            .places
            .partition_point(|(at, _)| (*at as usize) < start);
        let to = self.places.partition_point(|(at, _)| (*at as usize) < end);
        let first = self.places.get(from).map(|(_, place)| *place);
        match (
            first,
            to.checked_sub(1).and_then(|last| self.places.get(last)),
        ) {
            (Some(first), Some((_, last))) if from < to => first.cover(*last),
            (Some(first), _) => Place {
                start: first.start,
                end: first.start,
            },
            (None, Some((_, last))) => Place {
                start: last.end,
                end: last.end,
            },
            (None, None) => Place::default(),
        }
    }
}

/// The headings of a document in the order of its lines.
pub(crate) fn headings(document: &Document<'_>) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    let mut line = 0;
    while line < document.lines.len() {
        if let Some(heading) = candidate(document, line) {
            line = heading.last_line;
            found.push(heading);
        }
        line += 1;
    }
    drop_table_of_contents(document, &mut found);
    choose(found)
}

/// The text that a line consists of: its own, or that of the only cell of a row.
fn lone_text(document: &Document<'_>, line: usize) -> Option<Place> {
    let line = document.lines.get(line)?;
    match line.kind {
        LineKind::Text => {
            // An item of a Markdown list.
            let mut place = line.place;
            place.start += u32::from(document.str(place).starts_with("- ")) * 2;
            Some(place)
        }
        LineKind::Row { .. } => {
            let mut filled = document.row(line).iter().filter(|cell| !cell.is_empty());
            match (filled.next(), filled.next()) {
                (Some(&cell), None) => Some(cell),
                _ => None,
            }
        }
        _ => None,
    }
}

fn candidate(document: &Document<'_>, line: usize) -> Option<Heading> {
    let place = lone_text(document, line)?;
    let text = document.str(place);
    let first = text
        .chars()
        .filter_map(fold)
        .find(|&c| !normal::is_mark(c) && c != '>')?;
    let numbered =
        normal::is_numeral(first) || first.is_ascii_digit() || matches!(first, '第' | '(');
    // A heading without an ordinal begins like one of the titles.
    let begins_title = matches!(
        first,
        '总' | '主' | '收' | '政' | '存' | '其' | '行' | '因' | '依' | '工' | '本' | '信'
    );
    if !numbered && !begins_title {
        return None;
    }
    // Without an ordinal of sections a line is a heading only when nothing but a title of the form
    // stands in it, and those end in 情况 or 事项.
    let own = normal::is_numeral(first) || first == '第';
    if !own && (text.len() > LONGEST * 4 || !ends_like_title(text)) {
        return None;
    }
    let mut folded = FoldedLine::new(document, place);
    let alone = read(&folded, line, line);
    if alone.as_ref().is_some_and(|heading| heading.listed) {
        return alone;
    }
    // A heading broken over two lines by a narrow page.
    if own && folded.places.len() <= LONGEST {
        let next = (line + 1..document.lines.len().min(line + 12)).find(|&next| {
            !matches!(
                document.lines[next].kind,
                LineKind::Blank | LineKind::PageMark
            )
        });
        if let Some((next, place)) = next.and_then(|next| Some((next, lone_text(document, next)?)))
        {
            folded.extend(document, place);
            if folded.places.len() <= LONGEST {
                let joined = read(&folded, line, next).filter(|heading| {
                    heading.listed && heading.strength == Strength::Sure && heading.rest.is_none()
                });
                return joined.or(alone);
            }
        }
    }
    alone
}

/// Whether the last character that means anything is the last one of a title of the form.
fn ends_like_title(text: &str) -> bool {
    text.chars()
        .rev()
        .filter_map(fold)
        .find(|&c| !normal::is_mark(c) && !matches!(c, '。' | ':' | ',' | '.' | ';'))
        .is_some_and(|last| matches!(last, '况' | '项'))
}

fn read(folded: &FoldedLine, line: usize, last_line: usize) -> Option<Heading> {
    let text = folded.text.as_str();
    let ordinal_len = normal::ordinal_len(text);
    let (ordinal_text, body) = text.split_at(ordinal_len);
    let (style, numbered, sure) = ordinal_style(ordinal_text);
    if is_table_label(body) {
        return None;
    }
    let years = leading_year(body);
    let title = &body[years..];
    let known = SECTIONS.iter().find_map(|definition| {
        title_of(definition, title).map(|(matched, len)| (definition.kind, matched, len))
    });
    let listed = known.is_some();
    let (kind, title_match, len) = known
        .map(|(kind, matched, len)| {
            (
                Some(kind),
                if years > 0 {
                    TitleMatch::Variant
                } else {
                    matched
                },
                len,
            )
        })
        .or_else(|| {
            let short = title.chars().count() <= LONGEST && !title.contains(['。', ';', '?']);
            let len = title.trim_end_matches(['.', ':', ',', '、']).len();
            if !(short && sure) {
                return None;
            }
            let by_keywords = SECTIONS.iter().find(|definition| {
                definition
                    .keywords
                    .iter()
                    .all(|any| any.iter().any(|word| title.contains(word)))
            });
            let kind = by_keywords
                .filter(|_| title.chars().count() <= 30)
                .map(|definition| definition.kind);
            Some((kind, TitleMatch::Variant, len))
        })?;
    let title_end = ordinal_len + years + len;
    let tail = &text[title_end..];
    let marks = tail.len()
        - tail
            .trim_start_matches(['。', ':', ',', '.', ';', '、'])
            .len();
    let rest = &tail[marks..];
    // Words behind the title on the same line: only after a mark or a gap is it a heading at all.
    let gap = folded.place(title_end, title_end).start > folded.place(0, title_end).end;
    if !rest.is_empty() && marks == 0 && !gap {
        return None;
    }
    let exact = title_match != TitleMatch::Variant;
    let strength = match (kind, sure, numbered) {
        (Some(_) | None, true, _) => Strength::Sure,
        (Some(_), false, true) => Strength::SubOrdinal,
        (Some(_), false, false) if exact && rest.is_empty() => Strength::NoOrdinal,
        _ => return None,
    };
    if strength < Strength::Sure && (!exact || !rest.is_empty()) {
        return None;
    }
    Some(Heading {
        line,
        last_line,
        kind,
        ordinal: ordinal_value(ordinal_text),
        style,
        title_match,
        text: text[..title_end].to_owned(),
        ordinal_place: folded.place(0, ordinal_len),
        title_place: folded.place(ordinal_len, title_end),
        trailing_place: folded.place(title_end, title_end + marks),
        rest: (!rest.is_empty()).then(|| {
            let from = folded.place(title_end + marks, text.len());
            // The folded line may be cut: the rest reaches to the end of the visible line.
            Place {
                start: from.start,
                end: from.end,
            }
        }),
        listed,
        strength,
    })
}

/// The style of an ordinal, whether there is one, and whether it is one of sections.
fn ordinal_style(ordinal: &str) -> (SectionNumberStyle, bool, bool) {
    let first = ordinal.chars().next();
    match first {
        None => (SectionNumberStyle::Missing, false, false),
        Some(first) if normal::is_numeral(first) => {
            let canonical = ordinal.ends_with('、');
            let style = if canonical {
                SectionNumberStyle::Canonical
            } else {
                SectionNumberStyle::Other
            };
            (style, true, true)
        }
        Some('第') => (SectionNumberStyle::Other, true, true),
        Some(_) => (SectionNumberStyle::Other, true, false),
    }
}

fn ordinal_value(ordinal: &str) -> Option<u32> {
    let digits: String = ordinal
        .chars()
        .filter(|&c| normal::is_numeral(c) || c.is_ascii_digit())
        .collect();
    normal::numeral_value(&digits)
}

/// Whether the words behind an ordinal are those of a row of 表三, which has 一、 to 四、 of its own.
fn is_table_label(body: &str) -> bool {
    [
        "本年新收",
        "上年结转",
        "本年度办理",
        "本年度办",
        "结转下",
        "本年度新收",
    ]
    .iter()
    .any(|label| body.starts_with(label))
}

/// Length of `2023年` or `2023年度` at the start of a title.
fn leading_year(title: &str) -> usize {
    let digits = title.bytes().take_while(u8::is_ascii_digit).count();
    if digits != 4 {
        return 0;
    }
    ["年度", "年"]
        .iter()
        .find(|word| title[digits..].starts_with(**word))
        .map_or(0, |word| digits + word.len())
}

/// How a title begins with one of a section's titles: which, and how long that is.
fn title_of(definition: &SectionDef, title: &str) -> Option<(TitleMatch, usize)> {
    let ends = |len: usize| {
        title[len..]
            .chars()
            .next()
            .is_none_or(|c| matches!(c, '。' | ':' | ',' | '.' | ';' | '、'))
            || len == title.len()
    };
    let begins = |name: &str| title.starts_with(name) && ends(name.len());
    if begins(definition.title) {
        return Some((TitleMatch::Canonical, definition.title.len()));
    }
    if let Some(name) = definition.statutory.iter().find(|name| begins(name)) {
        return Some((TitleMatch::Statutory, name.len()));
    }
    if let Some(name) = definition.aliases.iter().find(|name| begins(name)) {
        return Some((TitleMatch::Variant, name.len()));
    }
    // The form's title with running text right behind it, told apart by a gap in the source.
    title
        .starts_with(definition.title)
        .then_some((TitleMatch::Canonical, definition.title.len()))
}

/// Headings that follow one another without anything in between are a table of contents, when the
/// same sections come again.
fn drop_table_of_contents(document: &Document<'_>, found: &mut Vec<Heading>) {
    let mut run = 1;
    while run < found.len() {
        let (before, here) = (&found[run - 1], &found[run]);
        let gap = &document.lines[before.last_line + 1..here.line];
        let apart =
            |line: &crate::layout::Line| !matches!(line.kind, LineKind::Blank | LineKind::PageMark);
        if gap.iter().any(apart) || found[..run].iter().any(|first| first.kind == here.kind) {
            break;
        }
        run += 1;
    }
    let again = found[run.min(found.len())..]
        .iter()
        .filter(|later| {
            found[..run.min(found.len())]
                .iter()
                .any(|first| first.kind == later.kind)
        })
        .count();
    if run >= 4 && again >= 3 {
        found.drain(..run);
    }
}

/// Keeps the best candidates of each section; unknown titles stay when they can be nothing else.
fn choose(mut found: Vec<Heading>) -> Vec<Heading> {
    for kind in SectionKind::ALL {
        let of_kind = |heading: &&Heading| heading.kind == Some(kind);
        let best = found
            .iter()
            .filter(of_kind)
            .map(|heading| heading.strength)
            .max();
        let exact = found.iter().filter(of_kind).any(|heading| {
            Some(heading.strength) == best && heading.title_match != TitleMatch::Variant
        });
        found.retain(|heading| {
            heading.kind != Some(kind)
                || (Some(heading.strength) == best
                    && (!exact || heading.title_match != TitleMatch::Variant))
        });
        if best == Some(Strength::SubOrdinal) {
            keep_sub_ordinals(&mut found, kind);
        }
    }
    adopt_partial(&mut found);
    found.retain(|heading| {
        heading.kind.is_some() || heading.ordinal.is_some_and(|ordinal| ordinal > 6)
    });
    // Items beyond six belong to the form's sections only when six was seen before them.
    let sixth = found
        .iter()
        .position(|heading| heading.kind == Some(SectionKind::Other));
    let mut index = 0;
    found.retain(|heading| {
        let keep = heading.kind.is_some() || sixth.is_some_and(|sixth| index > sixth);
        index += 1;
        keep
    });
    found
}

/// `（一）主动公开政府信息情况` is a sub-heading unless the other sections are numbered like it.
fn keep_sub_ordinals(found: &mut Vec<Heading>, kind: SectionKind) {
    let others = found
        .iter()
        .filter(|heading| heading.kind.is_some_and(|other| other != kind))
        .filter(|heading| heading.strength == Strength::Sure)
        .count();
    found.retain(|heading| {
        heading.kind != Some(kind)
            || (others == 0 && heading.ordinal == Some(u32::from(kind.ordinal())))
    });
}

/// A title on no list stands for the section whose ordinal it has, if that section was not found,
/// it stands at its place, and shares a word with it.
fn adopt_partial(found: &mut [Heading]) {
    for kind in SectionKind::ALL {
        if found.iter().any(|heading| heading.kind == Some(kind)) {
            continue;
        }
        // The next known section from each heading on.
        let mut following: Vec<Option<SectionKind>> = found.iter().map(|h| h.kind).collect();
        for index in (1..following.len()).rev() {
            following[index - 1] = following[index - 1].or(following[index]);
        }
        let mut before = None;
        let words = &SECTIONS[kind as usize].keywords;
        let position = (0..found.len()).find(|&index| {
            let heading = &found[index];
            before = heading.kind.or(before);
            let in_order = before.is_none_or(|before| before < kind)
                && following[index].is_none_or(|after| after > kind);
            in_order
                && heading.kind.is_none()
                && heading.ordinal == Some(u32::from(kind.ordinal()))
                && words
                    .iter()
                    .any(|any| any.iter().any(|word| heading.text.contains(word)))
        });
        if let Some(heading) = position.and_then(|index| found.get_mut(index)) {
            heading.kind = Some(kind);
            heading.strength = Strength::Partial;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Option<u8>, TitleMatch, String)> {
        headings(&Document::read(text))
            .into_iter()
            .map(|heading| {
                (
                    heading.kind.map(SectionKind::ordinal),
                    heading.title_match,
                    heading.text,
                )
            })
            .collect()
    }

    #[test]
    fn headings_in_their_shapes() {
        use TitleMatch::{Canonical, Statutory, Variant};
        let text = "### **一、 总体情况**\n正文。\n（一）主动公开情况\n二、主动公开政府信息情况\n\
            三、行政机关收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 1\n\
            四、政府信息公开行政复议、行政诉\n\n讼情况\n五、存在问题及改进措施：\n\
            六、其他需要报告的事项。无\n七、附件\n";
        let found = kinds(text);
        let expected = [
            (Some(1), Canonical, "一、总体情况"),
            (Some(2), Canonical, "二、主动公开政府信息情况"),
            (
                Some(3),
                Statutory,
                "三、行政机关收到和处理政府信息公开申请情况",
            ),
            (Some(4), Canonical, "四、政府信息公开行政复议、行政诉讼情况"),
            (Some(5), Variant, "五、存在问题及改进措施"),
            (Some(6), Canonical, "六、其他需要报告的事项"),
            (None, Variant, "七、附件"),
        ]
        .map(|(kind, matched, text)| (kind, matched, text.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_table_of_contents_is_no_section() {
        let list = "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n\
            四、政府信息公开行政复议、行政诉讼情况\n";
        let body = list.replace('\n', "\n正文。\n");
        assert_eq!(kinds(&format!("{list}{body}")).len(), 4);
    }

    #[test]
    fn other_numbering_is_understood() {
        assert_eq!(
            kinds("第一部分 总体情况\n第二部分 主动公开政府信息情况\n").len(),
            2
        );
        assert_eq!(kinds("1.总体情况\n2.主动公开政府信息情况\n").len(), 2);
        assert_eq!(kinds("总体情况\n主动公开政府信息情况\n").len(), 2);
        assert_eq!(kinds("一、总体情况\n1.主动公开政府信息情况\n").len(), 1);
    }

    #[test]
    fn running_text_is_no_heading() {
        assert!(
            kinds("总体情况良好，主动公开政府信息情况正常。\n其他需要报告的事项等六个部分，\n")
                .is_empty()
        );
    }
}
