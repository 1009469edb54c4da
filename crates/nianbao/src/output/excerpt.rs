//! The part of the source that a finding shows: whole lines where they are short, else windows
//! round the marked places with … where text is left out.
//!
//! Paragraphs of a report are single lines of up to some 1,500 characters, and a saved web page may
//! be one line of 100 kB. annotate-snippets trims by the width of the terminal round one place only,
//! so the windows are cut here; nothing in this module walks further than the windows reach.

use std::collections::BTreeMap;
use std::ops::Range;

use nianbao_core::{SourceText, Span};
use unicode_width::UnicodeWidthChar;

/// Lines up to this width are shown whole.
const WHOLE_LINE: usize = 100;
/// Columns shown before and after a marked place.
const CONTEXT: usize = 40;
/// Bytes of a marked place that are shown whole; of a longer one only the two ends.
const WHOLE_MARK: usize = 150;
/// Bytes of each end of a longer marked place.
const MARK_END: usize = 36;
/// Bytes that are not worth leaving out.
const SMALL_GAP: usize = 12;
/// Lines of a marked place that are shown, of a longer one the first ones and the last.
const MARK_LINES: usize = 4;
/// Lines between two marked places over which one excerpt reaches.
const MAX_GAP: u32 = 2000;

/// A place to show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<'a> {
    pub(super) span: Span,
    /// Whether it is what the finding is about; the others are related places.
    pub(super) primary: bool,
    /// What is said of it; may be empty.
    pub(super) label: &'a str,
}

/// A marked range of [`Excerpt::text`]. It never holds a line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Underline {
    pub(super) range: Range<usize>,
    pub(super) primary: bool,
    /// Index of the mark whose label stands here.
    pub(super) label_of: Option<usize>,
}

/// Text to show with its underlines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Number of its first line, from 1.
    pub(super) first_line: usize,
    /// Number of its last line, from 1.
    pub(super) last_line: usize,
    /// Its lines; those between two marked ones are empty unless they will be seen.
    pub(super) text: String,
    pub(super) underlines: Vec<Underline>,
    /// Indices of the marks that are too far away to be shown.
    pub(super) left_out: Vec<usize>,
}

/// A mark's share of one line, in bytes of the source.
#[derive(Clone, Debug)]
struct Piece {
    range: Range<usize>,
    primary: bool,
    label_of: Option<usize>,
}

/// Cuts the excerpt for `marks`, of which the first is the primary one.
pub(super) fn cut(source: &SourceText, marks: &[Mark<'_>]) -> Excerpt {
    let mut lines: BTreeMap<u32, Vec<Piece>> = BTreeMap::new();
    let mut left_out = Vec::new();
    let home = marks
        .first()
        .map_or(0, |mark| line_of(source, mark.span.start));
    for (index, mark) in marks.iter().enumerate() {
        let pieces = pieces(source, mark, index);
        if pieces.iter().any(|(line, _)| line.abs_diff(home) > MAX_GAP) {
            left_out.push(index);
            continue;
        }
        for (line, piece) in pieces {
            let others = lines.entry(line).or_default();
            // Of two underlines on one place the later would hide the earlier.
            match others.iter_mut().find(|other| other.range == piece.range) {
                Some(other) if other.label_of.is_none() => other.label_of = piece.label_of,
                _ => others.push(piece),
            }
        }
    }
    let first = lines.keys().next().copied().unwrap_or(0);
    let last = lines.keys().next_back().copied().unwrap_or(0);
    let mut excerpt = Excerpt {
        first_line: first as usize + 1,
        last_line: last as usize + 1,
        left_out,
        ..Excerpt::default()
    };
    for line in first..=last {
        if line > first {
            excerpt.text.push('\n');
        }
        if let Some(pieces) = lines.get(&line) {
            push_line(source, line, pieces, &mut excerpt);
        } else if lines.contains_key(&(line - 1)) && lines.contains_key(&(line + 1)) {
            // A single line between two marked ones is shown instead of an ellipsis.
            push_line(source, line, &[], &mut excerpt);
        }
    }
    excerpt
}

fn line_of(source: &SourceText, offset: u32) -> u32 {
    source.line_of(offset.min(source.as_str().len() as u32))
}

/// A line without its break.
fn content(source: &SourceText, line: u32) -> Range<usize> {
    let span = source.line_span(line);
    let text = source.slice(span);
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    let start = span.start as usize;
    start..start + text.len()
}

/// The shares of a mark in the lines that it covers.
fn pieces(source: &SourceText, mark: &Mark<'_>, index: usize) -> Vec<(u32, Piece)> {
    let text = source.as_str();
    let start = floor(text, mark.span.start as usize);
    let end = floor(text, mark.span.end as usize).max(start);
    let first = source.line_of(start as u32);
    let last = if end > start {
        source.line_of(end as u32 - 1)
    } else {
        first
    };
    let piece = |line: u32, range: Range<usize>| {
        let piece = Piece {
            range,
            primary: mark.primary,
            label_of: None,
        };
        (line, piece)
    };
    let mut pieces = Vec::new();
    let mut add = |line: u32| -> bool {
        let line_range = content(source, line);
        let from = start.clamp(line_range.start, line_range.end);
        let to = end.clamp(from, line_range.end);
        // The white space at both ends of a line belongs to the layout, not to the place.
        let slice = &text[from..to];
        let from = from + (slice.len() - slice.trim_start().len());
        let to = from + slice.trim().len();
        if to > from {
            pieces.push(piece(line, from..to));
        }
        to > from
    };
    // A place of many lines, a section say, is shown by its first lines and its last one.
    let mut shown = 0;
    for line in first..=last {
        shown += usize::from(add(line));
        if shown == MARK_LINES - 1 {
            if let Some(rest) = (line + 1..=last)
                .rev()
                .find(|&rest| !is_blank(source, rest))
            {
                add(rest);
            }
            break;
        }
    }
    if pieces.is_empty() {
        // Nothing is there, or white space alone: that is the finding, so it is shown as it is.
        let line_range = content(source, first);
        let from = start.clamp(line_range.start, line_range.end);
        let to = end.clamp(from, line_range.end);
        pieces.push(piece(first, from..to));
    }
    if let Some((_, piece)) = pieces.first_mut() {
        piece.label_of = (!mark.label.is_empty()).then_some(index);
    }
    pieces
}

fn is_blank(source: &SourceText, line: u32) -> bool {
    source.slice(source.line_span(line)).trim().is_empty()
}

/// Appends the windows of a line that its pieces need.
fn push_line(source: &SourceText, line: u32, pieces: &[Piece], excerpt: &mut Excerpt) {
    let text = source.as_str();
    let line = content(source, line);
    let windows = if is_short(&text[line.clone()]) {
        vec![line.clone()]
    } else {
        windows(text, &line, pieces)
    };
    // Where each window stands in the excerpt.
    let mut starts = Vec::with_capacity(windows.len());
    for window in &windows {
        if window.start > line.start {
            excerpt.text.push('…');
        }
        starts.push(excerpt.text.len());
        excerpt.text.push_str(&text[window.clone()]);
    }
    if windows.last().is_some_and(|window| window.end < line.end) {
        excerpt.text.push('…');
    }
    let place = |offset: usize| {
        windows
            .iter()
            .zip(&starts)
            .find(|(window, _)| window.start <= offset && offset <= window.end)
            .map_or(excerpt.text.len(), |(window, start)| {
                start + (offset - window.start)
            })
    };
    let underlines: Vec<_> = pieces
        .iter()
        .map(|piece| Underline {
            range: place(piece.range.start)..place(piece.range.end),
            primary: piece.primary,
            label_of: piece.label_of,
        })
        .collect();
    excerpt.underlines.extend(underlines);
}

fn is_short(line: &str) -> bool {
    // A character is at most four bytes and, but for a tab, no wider than its bytes are many.
    line.len() <= WHOLE_LINE * 4 && line.chars().map(width).sum::<usize>() <= WHOLE_LINE
}

fn width(character: char) -> usize {
    // Characters without width count, so that a run of them cannot make a window endless.
    if character == '\t' {
        4
    } else {
        character.width().unwrap_or(1).max(1)
    }
}

/// The parts of a long line that are shown, in order, not touching.
fn windows(text: &str, line: &Range<usize>, pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut cores = Vec::with_capacity(pieces.len() + 1);
    for Piece { range, .. } in pieces {
        if range.len() <= WHOLE_MARK {
            cores.push(range.clone());
        } else {
            cores.push(range.start..floor(text, range.start + MARK_END));
            cores.push(floor(text, range.end - MARK_END)..range.end);
        }
    }
    if cores.is_empty() {
        cores.push(line.start..line.start);
    }
    let mut windows: Vec<Range<usize>> = cores
        .into_iter()
        .map(|core| {
            let before = text[line.start..core.start].chars().rev();
            let after = text[core.end..line.end].chars();
            let mut window = core.start - reach(before)..core.end + reach(after);
            if window.start <= line.start + SMALL_GAP {
                window.start = line.start;
            }
            if window.end + SMALL_GAP >= line.end {
                window.end = line.end;
            }
            window
        })
        .collect();
    windows.sort_by_key(|window| window.start);
    windows.dedup_by(|next, kept| {
        let touches = next.start <= kept.end + SMALL_GAP;
        if touches {
            kept.end = kept.end.max(next.end);
        }
        touches
    });
    windows
}

/// How many bytes of `characters` fit into the context.
fn reach(characters: impl Iterator<Item = char>) -> usize {
    let mut columns = 0;
    characters
        .take_while(|&character| {
            columns += width(character);
            columns <= CONTEXT
        })
        .map(char::len_utf8)
        .sum()
}

/// The last character boundary at or before `offset`.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marked: &str) -> (Excerpt, Vec<String>) {
        let source = SourceText::new(text).unwrap();
        let start = text.find(marked).unwrap();
        let mark = Mark {
            span: Span::new(start, start + marked.len()),
            primary: true,
            label: "",
        };
        let excerpt = cut(&source, &[mark]);
        let underlined = excerpt
            .underlines
            .iter()
            .map(|underline| excerpt.text[underline.range.clone()].to_owned())
            .collect();
        (excerpt, underlined)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let (excerpt, underlined) = shown("一\r\n收到申请17件。\r\n三", "17件");
        assert_eq!(excerpt.text, "收到申请17件。");
        assert_eq!((excerpt.first_line, excerpt.last_line), (2, 2));
        assert_eq!(underlined, ["17件"]);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}收到申请17件{}", "前".repeat(700), "后".repeat(700));
        let (excerpt, underlined) = shown(&text, "17件");
        assert_eq!(
            excerpt.text,
            format!("…{}收到申请17件{}…", "前".repeat(16), "后".repeat(20))
        );
        assert_eq!(underlined, ["17件"]);
    }

    #[test]
    fn a_long_place_is_shown_by_its_ends() {
        let text = format!("头{}尾", "中".repeat(300));
        let (excerpt, underlined) = shown(&text, &text);
        assert!(excerpt.text.len() < 300, "{}", excerpt.text);
        assert_eq!(underlined.concat(), excerpt.text);
        assert!(excerpt.text.starts_with('头') && excerpt.text.ends_with('尾'));
        assert!(excerpt.text.contains('…'));
    }

    #[test]
    fn a_wrapped_place_is_underlined_line_by_line() {
        let (excerpt, underlined) = shown("《民\n\n  和县》报告", "民\n\n  和县");
        assert_eq!(excerpt.text, "《民\n\n  和县》报告");
        assert_eq!(underlined, ["民", "和县"]);
    }

    #[test]
    fn a_place_of_many_lines_is_shown_by_its_first_lines_and_its_last() {
        let lines: Vec<_> = (1..=50).map(|n| format!("第{n}行")).collect();
        let text = lines.join("\n");
        let (_, underlined) = shown(&text, &text);
        assert_eq!(underlined, ["第1行", "第2行", "第3行", "第50行"]);
    }

    #[test]
    fn distant_places_of_one_line_share_it() {
        let text = format!("甲{}乙{}丙", "一".repeat(500), "二".repeat(500));
        let source = SourceText::new(text.clone()).unwrap();
        let mark = |word: &'static str, primary| {
            let start = text.find(word).unwrap();
            Mark {
                span: Span::new(start, start + word.len()),
                primary,
                label: word,
            }
        };
        let marks = [mark("乙", true), mark("丙", false)];
        let excerpt = cut(&source, &marks);
        let underlined: Vec<_> = excerpt
            .underlines
            .iter()
            .map(|underline| &excerpt.text[underline.range.clone()])
            .collect();
        assert_eq!(underlined, ["乙", "丙"]);
        assert_eq!(excerpt.text.matches('…').count(), 2);
    }

    #[test]
    fn a_place_thousands_of_lines_away_is_left_out() {
        let source = SourceText::new("行\n".repeat(5000)).unwrap();
        let mark = |start: usize, primary| Mark {
            span: Span::new(start, start + 3),
            primary,
            label: "",
        };
        let excerpt = cut(&source, &[mark(0, true), mark(16_000, false)]);
        assert_eq!(excerpt.left_out, [1]);
        assert_eq!(excerpt.last_line, 1);
    }

    #[test]
    fn a_web_page_of_one_line_costs_no_more_than_the_window() {
        let text = format!(
            "{}<td>17</td>{}",
            "<p>文</p>".repeat(9000),
            "x".repeat(9000)
        );
        let (excerpt, underlined) = shown(&text, "17");
        assert!(excerpt.text.len() < 400);
        assert_eq!(underlined, ["17"]);
    }
}
