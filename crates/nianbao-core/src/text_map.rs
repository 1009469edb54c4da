//! [`TextMap`]: what a reader of a report sees of its source.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::layout::{Document, Piece};
use crate::report::{Comment, Layout};
use crate::span::Span;
use crate::text::Source;

/// From the source to the text that is visible: without tags, entities, comments and the marks of
/// bold type.
#[derive(Clone, Debug, Default)]
pub(crate) struct TextMap {
    /// The text of a page; empty where the source is what is visible, hidden parts aside.
    visible: String,
    /// The pieces of a page's text, in the order of the source.
    pieces: Vec<Piece>,
    page: bool,
    /// Where two asterisks mean bold type.
    markdown: bool,
    comments: Vec<Span>,
    hidden: OnceLock<Vec<Span>>,
}

impl TextMap {
    /// The map of a document that was read.
    pub(crate) fn new(document: Document<'_>, comments: &[Comment]) -> Self {
        let page = document.layout == Layout::Html;
        let markdown = document.layout == Layout::Pipe;
        let (visible, pieces) = document.into_page();
        Self {
            visible,
            pieces,
            page,
            markdown,
            comments: comments.iter().map(|comment| comment.span).collect(),
            hidden: OnceLock::new(),
        }
    }

    /// What is visible of a span. Of a comment that is all of it, for those who speak of comments.
    pub(crate) fn text<'s>(&'s self, source: &'s Source, span: Span) -> Cow<'s, str> {
        if span.start >= span.end || self.is_in_comment(span) {
            return Cow::Borrowed(source.slice(span));
        }
        if self.page {
            return Cow::Owned(collapsed(self.of_page(span)));
        }
        let hidden = self.hidden(source);
        let from = hidden.partition_point(|own| own.end <= span.start);
        let to = hidden.partition_point(|own| own.start < span.end);
        let Some(inside) = hidden.get(from..to).filter(|inside| !inside.is_empty()) else {
            return Cow::Borrowed(source.slice(span));
        };
        let mut text = String::with_capacity(span.len());
        let mut start = span.start;
        for own in inside {
            text.push_str(source.slice(Span {
                start,
                end: own.start.max(start),
            }));
            start = own.end;
        }
        let end = span.end.max(start);
        text.push_str(source.slice(Span { start, end }));
        Cow::Owned(text)
    }

    fn is_in_comment(&self, span: Span) -> bool {
        let next = self
            .comments
            .partition_point(|comment| comment.start <= span.start);
        next.checked_sub(1)
            .and_then(|index| self.comments.get(index))
            .is_some_and(|comment| comment.contains(span))
    }

    /// The pieces of a page that a span reaches into.
    fn inside(&self, span: Span) -> &[Piece] {
        let from = self
            .pieces
            .partition_point(|piece| piece.source + piece.source_len <= span.start);
        let to = self.pieces.partition_point(|piece| piece.source < span.end);
        self.pieces.get(from..to).unwrap_or(&[])
    }

    fn of_page(&self, span: Span) -> &str {
        let inside = self.inside(span);
        let seen = |piece: &&Piece| piece.visible_len > 0;
        let (Some(first), Some(last)) = (inside.iter().find(seen), inside.iter().rev().find(seen))
        else {
            return "";
        };
        let same = |piece: &Piece| piece.visible_len == piece.source_len;
        let mut start = first.visible;
        if same(first) {
            start += span.start.saturating_sub(first.source);
        }
        let mut end = last.visible + last.visible_len;
        if same(last) {
            end -= (last.source + last.source_len).saturating_sub(span.end);
        }
        let (mut start, mut end) = (start as usize, end as usize);
        while !self.visible.is_char_boundary(start) {
            start -= 1;
        }
        while !self.visible.is_char_boundary(end) {
            end += 1;
        }
        self.visible.get(start..end).unwrap_or("")
    }

    /// Whether a line of the visible text ends in a span.
    pub(crate) fn breaks(&self, source: &Source, span: Span) -> bool {
        if !self.page {
            return source.slice(span).contains(['\n', '\r']);
        }
        // A break is between two pieces, so those around the span count.
        let from = self
            .pieces
            .partition_point(|piece| piece.source + piece.source_len <= span.start);
        let to = self.pieces.partition_point(|piece| piece.source < span.end);
        let start = match from.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(before) => before.visible + before.visible_len,
            None => 0,
        };
        let end = self
            .pieces
            .get(to)
            .map_or(self.visible.len(), |after| after.visible as usize);
        let text = self.visible.as_bytes();
        text.get(start as usize..end)
            .is_some_and(|text| text.contains(&b'\n'))
    }

    /// Comments and marks of bold type, in order.
    fn hidden(&self, source: &Source) -> &[Span] {
        self.hidden.get_or_init(|| {
            let mut hidden = self.comments.clone();
            if self.markdown || source.as_str().starts_with('#') || source.as_str().contains("\n#")
            {
                bold(source.as_str(), &mut hidden);
                hidden.sort();
                // What is in a comment is hidden with it.
                let mut end = 0;
                hidden.retain(|own| {
                    let outside = own.start >= end;
                    end = end.max(own.end);
                    outside
                });
            }
            hidden
        })
    }

    /// The source as it is seen, line by line; `None` where it is seen as it is.
    pub(crate) fn lines(&self, source: &Source) -> Option<VisibleLines> {
        let mut view = View::default();
        if self.page {
            self.page_lines(source, &mut view);
        } else {
            let hidden = self.hidden(source);
            if hidden.is_empty() {
                return None;
            }
            let mut start = 0;
            let mut next = 0;
            for line in 0..source.line_count() {
                let content = content(source, line);
                view.line(content.start);
                start = content.start.max(start);
                while let Some(own) = hidden.get(next).filter(|own| own.start < content.end) {
                    view.piece(
                        source.slice(Span {
                            start,
                            end: own.start.max(start),
                        }),
                        start,
                    );
                    start = own.end.max(start);
                    if own.end > content.end {
                        break;
                    }
                    next += 1;
                }
                if start < content.end {
                    let end = content.end;
                    view.piece(source.slice(Span { start, end }), start);
                }
            }
        }
        let source = Source::new(view.text).ok()?;
        Some(VisibleLines {
            source,
            parts: view.parts,
            comments: self.comments.clone(),
        })
    }

    fn page_lines(&self, source: &Source, view: &mut View) {
        let mut next = 0;
        let mut ended = 0;
        for line in 0..source.line_count() {
            let content = content(source, line);
            view.line(content.start);
            let mut empty = true;
            while let Some(piece) = self.pieces.get(next) {
                let (from, to) = (piece.source, piece.source + piece.source_len);
                if from >= content.end && to > content.end {
                    break;
                }
                next += 1;
                if piece.visible_len == 0 {
                    continue;
                }
                let visible = piece.visible as usize..(piece.visible + piece.visible_len) as usize;
                let between = self.visible.get(ended..visible.start).unwrap_or("");
                let text = self.visible.get(visible.clone()).unwrap_or("");
                ended = visible.end;
                // White space at the start of a line is that of the markup, and so is a line break.
                let blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
                if to <= content.start || empty && blank {
                    continue;
                }
                if between.contains('\n') && !empty {
                    view.gap();
                }
                let words = text.trim_ascii_start();
                if empty && piece.source_len == piece.visible_len {
                    view.piece(words, from + (text.len() - words.len()) as u32);
                } else {
                    view.part(text, from, piece.source_len);
                }
                empty = false;
            }
        }
    }
}

/// A line without its break.
fn content(source: &Source, line: u32) -> Span {
    let span = source.line_span(line);
    let text = source.slice(span).trim_end_matches(['\n', '\r']);
    Span {
        start: span.start,
        end: span.start + text.len() as u32,
    }
}

/// The marks of bold type, which come in pairs on a line.
fn bold(text: &str, found: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut open: Option<usize> = None;
    let mut last = 0;
    for at in memchr::memmem::find_iter(bytes, b"**") {
        if at < last {
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| **byte == b'*').count();
        let broken = memchr::memchr2(b'\n', b'\r', &bytes[last..at]).is_some();
        last = end;
        let space = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
        // Three and more are a rule or hide something.
        if end - at != 2 {
            open = None;
            continue;
        }
        match open.filter(|_| !broken) {
            Some(start) if !space(at.checked_sub(1).and_then(|before| bytes.get(before))) => {
                found.push(Span::new(start, start + 2));
                found.push(Span::new(at, end));
                open = None;
            }
            _ => open = (!space(bytes.get(end))).then_some(at),
        }
    }
}

/// The text with each run of white space as one space, or as a line break where it holds one.
fn collapsed(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut words = text.split(|c: char| c.is_ascii_whitespace());
    let mut at = 0;
    output.push_str(words.next().unwrap_or(""));
    at += output.len();
    let mut broken = false;
    for word in words {
        broken |= text.as_bytes().get(at) == Some(&b'\n');
        at += 1 + word.len();
        if word.is_empty() {
            continue;
        }
        if !output.is_empty() {
            output.push(if broken { '\n' } else { ' ' });
        }
        broken = false;
        output.push_str(word);
    }
    output
}

/// What is visible of a source on each of its lines.
///
/// ```
/// use nianbao_core::{Report, SourceText, Span};
///
/// let page = "<html><body>\n<p>公开<b>信息</b>&nbsp;17条</p></body></html>";
/// let report = Report::parse(SourceText::new(page).unwrap());
/// let lines = report.visible_lines().unwrap();
/// assert_eq!(lines.source().as_str(), "\n公开信息\u{a0}17条");
/// let at = page.find("17").unwrap();
/// let shown = lines.span(Span::new(at, at + 2));
/// assert_eq!(lines.source().slice(shown), "17");
/// ```
#[derive(Clone, Debug)]
pub struct VisibleLines {
    source: Source,
    parts: Vec<Shown>,
    comments: Vec<Span>,
}

/// A part of the source and where it is shown.
#[derive(Clone, Copy, Debug)]
struct Shown {
    source: u32,
    source_len: u32,
    at: u32,
    width: u32,
}

impl VisibleLines {
    /// What is visible, with as many lines as the source has.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Whether a span of the source lies in a comment, of which nothing is shown.
    pub fn hides(&self, span: Span) -> bool {
        let next = self
            .comments
            .partition_point(|comment| comment.end <= span.start);
        let comment = self.comments.get(next);
        comment.is_some_and(|comment| comment.contains(span))
    }

    /// Where a span of the source is shown.
    pub fn span(&self, span: Span) -> Span {
        let from = self
            .parts
            .partition_point(|part| part.source + part.source_len <= span.start);
        let at = |part: &Shown, offset: u32| {
            let inside = offset.saturating_sub(part.source);
            if part.source_len == part.width {
                part.at + inside.min(part.width)
            } else if inside >= part.source_len {
                part.at + part.width
            } else {
                part.at
            }
        };
        let end_of = |part: &Shown| part.at + part.width;
        let before = from.checked_sub(1).and_then(|index| self.parts.get(index));
        let start = match self.parts.get(from).filter(|part| part.source < span.end) {
            Some(part) => at(part, span.start),
            None => match self
                .parts
                .get(from)
                .filter(|part| part.source <= span.start)
            {
                Some(part) => at(part, span.start),
                None => before.map_or(0, end_of),
            },
        };
        let to = self.parts.partition_point(|part| part.source < span.end);
        let last = to.checked_sub(1).and_then(|index| self.parts.get(index));
        let end = match last {
            Some(part) if part.source_len == part.width => at(part, span.end),
            // All of an entity is marked, whatever of it the span holds.
            Some(part) => end_of(part),
            None => 0,
        };
        let end = if span.is_empty() { start } else { end };
        Span {
            start,
            end: end.max(start),
        }
    }
}

/// Visible lines in the making.
#[derive(Debug, Default)]
struct View {
    text: String,
    parts: Vec<Shown>,
    begun: bool,
}

impl View {
    /// Begins a line.
    fn line(&mut self, source: u32) {
        if self.begun {
            self.text.push('\n');
        }
        self.begun = true;
        // What is not visible on the line leads to its beginning.
        self.parts.push(Shown {
            source,
            source_len: 0,
            at: self.text.len() as u32,
            width: 0,
        });
    }

    /// Text that is shown as it is.
    fn piece(&mut self, text: &str, source: u32) {
        if !text.is_empty() {
            self.part(text, source, text.len() as u32);
        }
    }

    fn part(&mut self, text: &str, source: u32, source_len: u32) {
        let at = self.text.len() as u32;
        if text.contains(['\n', '\r']) {
            self.text.push_str(&text.replace(['\n', '\r'], " "));
        } else {
            self.text.push_str(text);
        }
        self.parts.push(Shown {
            source,
            source_len,
            at,
            width: text.len() as u32,
        });
    }

    /// What keeps two blocks of one line apart.
    fn gap(&mut self) {
        if !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests;
