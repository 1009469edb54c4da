//! Plain text and Markdown: lines, rows by tabs and pipes, page breaks.

use std::borrow::Cow;

use super::{
    Document, Line, LineKind, Place, breaks, comments, csv, grid, page, rewrite, runon, stacked,
    trimmed,
};
use crate::report::Layout;
use crate::span::Span;

pub(super) fn read(source: &str) -> Document<'_> {
    let (mut text, mut pieces, comments) = comments::remove(source);
    let mut drawn = false;
    if let Some((rows, inner)) = breaks::remove(&text) {
        drawn = true;
        pieces = rewrite::through(&pieces, inner);
        text = Cow::Owned(rows);
    }
    if let Some((rows, inner)) = grid::flatten(&text) {
        drawn = true;
        pieces = rewrite::through(&pieces, inner);
        text = Cow::Owned(rows);
    } else if let Some((rows, inner)) = stacked::flatten(&text) {
        pieces = rewrite::through(&pieces, inner);
        text = Cow::Owned(rows);
    } else if let Some((rows, inner)) = csv::flatten(&text) {
        drawn = true;
        pieces = rewrite::through(&pieces, inner);
        text = Cow::Owned(rows);
    }
    let source = text.as_ref();
    let tabs = Tabs::of(source);
    let mut lines = Vec::with_capacity(source.len() / 60 + 8);
    let mut cells = Vec::new();
    let mut start = 0;
    let bytes = source.as_bytes();
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        // The LF of a CR LF pair ends an empty line that is not there.
        if at > start
            || bytes[at] == b'\n' && (at == 0 || bytes[at - 1] != b'\r')
            || bytes[at] == b'\r'
        {
            add(source, start, at, tabs, &mut lines, &mut cells);
        }
        start = at + 1;
    }
    if start < source.len() {
        add(source, start, source.len(), tabs, &mut lines, &mut cells);
    }
    mark_page_numbers(source, &mut lines);
    let layout = layout_of(source, &lines);
    let mut document = Document {
        text,
        pieces,
        layout,
        drawn,
        lines,
        cells,
        pictures: Vec::new(),
        comments,
    };
    document.pictures = markdown_pictures(&document);
    document
}

/// Adds the line `start..end`, or the lines that it has run together.
fn add(
    text: &str,
    start: usize,
    end: usize,
    tabs: Tabs,
    lines: &mut Vec<Line>,
    cells: &mut Vec<Place>,
) {
    match runon::parts(text, start, end) {
        Some(parts) => lines.extend(
            parts
                .into_iter()
                .map(|(from, to)| classify(text, from, to, tabs, cells)),
        ),
        None => lines.push(classify(text, start, end, tabs, cells)),
    }
}

/// How many tabs stand between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tabs {
    /// One.
    Single,
    /// Two, as some extractors of web pages write them; a blank cell then is four in a row.
    Double,
}

impl Tabs {
    /// What the rows of a text have.
    fn of(text: &str) -> Self {
        // Fewer runs of tabs may have an even number of them by chance.
        const ENOUGH: usize = 20;
        let bytes = text.as_bytes();
        if memchr::memmem::find(bytes, b"\t\t").is_none() {
            return Self::Single;
        }
        let inside = |at: Option<&u8>| at.is_some_and(|byte| !matches!(byte, b'\n' | b'\r'));
        let (mut runs, mut at) = (0, 0);
        while let Some(found) = memchr::memchr(b'\t', &bytes[at..]) {
            let start = at + found;
            let len = bytes[start..]
                .iter()
                .take_while(|byte| **byte == b'\t')
                .count();
            at = start + len;
            let before = start.checked_sub(1).and_then(|before| bytes.get(before));
            if inside(before) && inside(bytes.get(at)) {
                if len % 2 == 1 {
                    return Self::Single;
                }
                runs += 1;
            }
        }
        if runs >= ENOUGH {
            Self::Double
        } else {
            Self::Single
        }
    }
}

/// Which layout the rows of a text show.
pub(super) fn layout_of(text: &str, lines: &[Line]) -> Layout {
    let (mut tabs, mut pipes) = (0, 0);
    for line in lines {
        if let LineKind::Row { .. } = line.kind {
            if text.as_bytes().get(line.place.start as usize) == Some(&b'|') {
                pipes += 1;
            } else {
                tabs += 1;
            }
        }
    }
    match (tabs, pipes) {
        (0, 0) => Layout::Lines,
        (tabs, pipes) if pipes >= tabs => Layout::Pipe,
        _ => Layout::Tabs,
    }
}

/// The line `start..end` of `text` (without its break); cells of a row are appended to `cells`.
pub(super) fn classify(
    text: &str,
    start: usize,
    end: usize,
    tabs: Tabs,
    cells: &mut Vec<Place>,
) -> Line {
    let place = trimmed(text, start, end);
    let raw = &text[start..end];
    let new_page = raw.as_bytes().first() == Some(&b'\x0C');
    let line = |kind| Line {
        place,
        kind,
        new_page,
    };
    if place.is_empty() {
        return line(LineKind::Blank);
    }
    let content = &text[place.start as usize..place.end as usize];
    if page::is_mark(content) {
        return line(LineKind::PageMark);
    }
    if is_rule(content) {
        return line(LineKind::Rule);
    }
    let first = cells.len();
    if content.starts_with('|')
        || memchr::memchr_iter(b'|', content.as_bytes())
            .nth(1)
            .is_some()
    {
        split_pipes(text, place, cells);
    } else if memchr::memchr(b'\t', raw.as_bytes()).is_some() {
        // Tabs that only indent make no row; tabs behind the text do: they are blank cells.
        let indent_only = !raw[place.start as usize - start..].contains('\t');
        if !indent_only {
            split_tabs(text, start, end, tabs, cells);
        }
    }
    if cells.len() > first {
        line(LineKind::Row {
            first: first as u32,
            last: cells.len() as u32,
        })
    } else {
        line(LineKind::Text)
    }
}

/// The separator row of a Markdown table, or a ruler of dashes.
fn is_rule(content: &str) -> bool {
    let mut dashes = 0;
    for byte in content.bytes() {
        match byte {
            b'-' | b'=' => dashes += 1,
            b'|' | b':' | b'+' | b' ' | b'\t' => {}
            _ => return false,
        }
    }
    dashes >= 3
}

fn split_pipes(text: &str, place: Place, cells: &mut Vec<Place>) {
    let (mut start, end) = (place.start as usize, place.end as usize);
    if text[start..end].starts_with('|') {
        start += 1;
    }
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'|', &bytes[start..end])
        .map(|at| at + start)
        .collect::<Vec<_>>()
    {
        if at > 0 && bytes[at - 1] == b'\\' {
            continue;
        }
        cells.push(cell(text, start, at));
        start = at + 1;
    }
    if start < end {
        cells.push(cell(text, start, end));
    }
}

fn split_tabs(text: &str, start: usize, end: usize, tabs: Tabs, cells: &mut Vec<Place>) {
    let mut from = start;
    let mut first_of_two = None;
    for at in memchr::memchr_iter(b'\t', &text.as_bytes()[start..end]).map(|at| start + at) {
        if tabs == Tabs::Double && first_of_two.is_some_and(|first| first + 1 == at) {
            first_of_two = None;
        } else {
            first_of_two = Some(at);
            cells.push(cell(text, from, at));
        }
        from = at + 1;
    }
    cells.push(cell(text, from, end));
}

/// The trimmed cell `start..end`, empty where a program has written that it has no value or no name
/// for a column.
fn cell(text: &str, start: usize, end: usize) -> Place {
    let place = trimmed(text, start, end);
    let content = &text[place.start as usize..place.end as usize];
    let numbered = |name: &str| {
        content
            .strip_prefix(name)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let none = matches!(content, "None" | "nan" | "NaN" | "null")
        || numbered("Col")
        || numbered("Unnamed: ");
    if none {
        Place::new(place.start as usize, place.start as usize)
    } else {
        place
    }
}

/// A bare number next to a page break is a page number.
pub(super) fn mark_page_numbers(text: &str, lines: &mut [Line]) {
    // The nearest filled lines before and from each break on, without a scan per break.
    let mut last_filled = None;
    let mut waiting = 0;
    let mut breaks: Vec<(usize, Option<usize>, Option<usize>)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if line.new_page {
            breaks.push((index, last_filled, None));
        }
        if line.kind != LineKind::Blank {
            for (_, _, after) in breaks.iter_mut().skip(waiting) {
                *after = Some(index);
            }
            waiting = breaks.len();
            last_filled = Some(index);
        }
    }
    for (at, before, after) in breaks {
        // The page has its number already: what stands beside the break is a value.
        let told = |index: Option<usize>| {
            index.is_some_and(|index| lines[index].kind == LineKind::PageMark)
        };
        if told(before) || told(after) {
            continue;
        }
        for index in [before, after].into_iter().flatten() {
            let line = lines[index];
            let content = &text[line.place.start as usize..line.place.end as usize];
            // Only the last line before the break and the break's own line can hold the number.
            if line.kind == LineKind::Text
                && page::is_bare_number(content)
                && (index < at || line.new_page)
            {
                lines[index].kind = LineKind::PageMark;
                break;
            }
        }
    }
}

/// Longest text and target of a link, in bytes: brackets further away belong to something else.
const LONGEST_LINK: usize = 1000;

/// What converters leave in place of a table that they could not write.
const LOST_TABLE: &str = "[TABLE]";

/// Markdown pictures `![…](…)`, links to files, and what stands for tables that were lost.
fn markdown_pictures(document: &Document<'_>) -> Vec<(usize, Span)> {
    let text = document.text.as_ref();
    let mut found = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"](") {
        let bytes = text.as_bytes();
        let open = memchr::memrchr2(b'[', b'\n', &bytes[at.saturating_sub(LONGEST_LINK)..at])
            .map(|open| at.saturating_sub(LONGEST_LINK) + open)
            .filter(|&open| bytes[open] == b'[');
        let close = memchr::memchr2(
            b')',
            b'\n',
            &bytes[at..(at + LONGEST_LINK).min(bytes.len())],
        )
        .map(|close| at + close);
        let (Some(open), Some(close)) = (open, close) else {
            continue;
        };
        let target = text[at + 2..close].to_ascii_lowercase();
        let picture = open > 0 && text.as_bytes()[open - 1] == b'!';
        if picture || is_file(&target) {
            let start = if picture { open - 1 } else { open };
            let line = document
                .lines
                .partition_point(|line| line.place.end as usize <= start);
            let place = Place::new(start, (close + 1).min(text.len()));
            found.push((line, document.span(place)));
        }
    }
    let pictures = found.len();
    for (index, line) in document.lines.iter().enumerate() {
        if line.kind == LineKind::Text && document.str(line.place) == LOST_TABLE {
            found.push((index, document.span(line.place)));
        }
    }
    if (1..found.len()).contains(&pictures) {
        found.sort_by_key(|(line, _)| *line);
    }
    found
}

/// Whether a link leads to a document or picture in which a table may stand.
pub(super) fn is_file(target: &str) -> bool {
    let path = target.split(['?', '#', ' ']).next().unwrap_or("");
    [
        "pdf", "doc", "docx", "xls", "xlsx", "wps", "et", "jpg", "jpeg", "png", "gif", "bmp",
    ]
    .iter()
    .any(|extension| {
        path.strip_suffix(extension)
            .is_some_and(|stem| stem.ends_with('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(String, usize)> {
        let document = read(text);
        document
            .lines
            .iter()
            .map(|line| {
                (
                    document.str(line.place).to_owned(),
                    document.row(line).len(),
                )
            })
            .collect()
    }

    #[test]
    fn every_line_break_makes_one_line() {
        for text in ["甲\n乙\n\n丙", "甲\r\n乙\r\n\r\n丙", "甲\r乙\r\r丙\r"] {
            let lines: Vec<String> = kinds(text).into_iter().map(|(line, _)| line).collect();
            assert_eq!(lines, ["甲", "乙", "", "丙"], "{text:?}");
        }
    }

    #[test]
    fn rows_keep_their_blank_cells() {
        assert_eq!(kinds("| 规章 | 0 |  | 1 |")[0].1, 4);
        assert_eq!(kinds("规章\t0\t\t1\t")[0].1, 5);
        assert_eq!(kinds("\t\t县人民政府办公室")[0].1, 0, "an indent is no row");
        assert_eq!(read("|---|:--|").lines[0].kind, LineKind::Rule);
    }

    #[test]
    fn two_tabs_between_cells() {
        let doubled = "规章\t\t0\t\t\t\t1\n".repeat(10);
        assert!(kinds(&doubled).iter().all(|(_, cells)| *cells == 4));
        let mixed = format!("{doubled}文件\t3");
        assert_eq!(kinds(&mixed)[0].1, 7, "one tab parts cells elsewhere");
    }

    #[test]
    fn a_number_at_a_page_break_is_a_page_number() {
        let document = read("甲\n\n   4\n\x0C乙 0\n0\n\n0\n");
        let kinds: Vec<LineKind> = document.lines.iter().map(|line| line.kind).collect();
        assert_eq!(kinds[2], LineKind::PageMark);
        assert!(kinds[3..].iter().all(|kind| *kind != LineKind::PageMark));
    }

    #[test]
    fn pictures_and_attachments() {
        let document = read("二、\n![表](a.png)\n[网站](http://a.cn/)\n[附件](b.pdf)\n");
        let lines: Vec<usize> = document.pictures.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 3]);
        let document = read("二、\n\n[TABLE]\n\n[附件](b.pdf)\n");
        let lines: Vec<usize> = document.pictures.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 4]);
    }
}
