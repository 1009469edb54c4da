//! The text of a report with its findings in their places.
//!
//! Findings overlap, so the text is cut wherever one begins or ends, and each piece is marked with the
//! highest severity over it. A finding's number stands where it begins and leads to the list. Of a
//! saved web page only the words are shown, a block a line.

use std::fmt::Write as _;

use nianbao_core::table::Table;
use nianbao_core::{Layout, Report};
use nianbao_facts::ledger::{Ledger, Standing};
use nianbao_lint::{Diagnostic, Lang, Severity};

use super::super::visible;
use super::markup::Token;
use super::{finding_id, markup, place_id, related_id};
use crate::lang::pick;

/// The beginning of a line, and of one with nothing on it.
const LINE: &str = "<span class=\"l\">";
const BLANK_LINE: &str = "<span class=\"l b\">";

/// Something that happens at an offset of the source. The order is that at one offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// The finding of this index ends.
    End(usize),
    /// The number of this index follows for a cell.
    Inferred(usize),
    /// The place of this number, related to the finding of this index.
    Related(usize, usize),
    /// The finding of this index has a place without a width.
    Point(usize),
    /// The finding of this index begins.
    Start(usize),
}

/// The text of a report; `number` tells its places from those of other reports.
pub(super) fn text(report: &Report, found: &[Diagnostic], number: usize, lang: Lang) -> String {
    let source = report.source.as_str();
    let page = report.layout == Layout::Html;
    let (places, inferred): (Vec<u32>, Vec<String>) = inferred(report).into_iter().unzip();
    let mut writer = Writer {
        output: String::with_capacity(source.len() * 5 / 4),
        inferred,
        number,
        lang,
        found,
        active: [0; 3],
        line: Line::Closed,
        space: false,
    };
    let mut events = events(found, source.len());
    let places = places.into_iter().enumerate();
    events.extend(places.map(|(index, place)| (place, Event::Inferred(index))));
    events.sort_unstable();
    if page {
        writer.page(source, &events);
    } else {
        writer.plain(source, &events);
    }
    writer.close_line();
    writer.output
}

/// The numbers that the identities force cells without one to, each with the end of its cell.
fn inferred(report: &Report) -> Vec<(u32, String)> {
    let ledger = Ledger::new(report, &[]);
    let cells = report.tables.iter().flatten().flat_map(Table::cells);
    let blank = cells.filter(|(_, cell)| cell.number().is_none());
    let forced = blank.filter_map(|(name, cell)| match ledger.cell(name) {
        Standing::Forced(number) => Some((cell.span.end, number.normalize().to_string())),
        _ => None,
    });
    forced.collect()
}

fn events(found: &[Diagnostic], len: usize) -> Vec<(u32, Event)> {
    let mut events = Vec::with_capacity(found.len() * 3);
    for (index, diagnostic) in found.iter().enumerate() {
        let span = diagnostic.span;
        if span.is_empty() {
            events.push((span.start, Event::Point(index)));
        } else {
            events.push((span.start, Event::Start(index)));
            events.push((span.end, Event::End(index)));
        }
        let related = diagnostic.related.iter().enumerate();
        for (place, related) in related.filter(|(_, related)| related.file.is_none()) {
            events.push((related.span.start, Event::Related(index, place)));
        }
    }
    for (offset, _) in &mut events {
        *offset = (*offset).min(len as u32);
    }
    events
}

/// The last boundary of a character at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// What stands on the line that is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// There is none.
    Closed,
    /// Nothing that is seen yet.
    Empty,
    /// Something.
    Begun,
}

struct Writer<'a> {
    output: String,
    /// Numbers that follow for cells without one.
    inferred: Vec<String>,
    number: usize,
    lang: Lang,
    found: &'a [Diagnostic],
    /// How many findings of each severity cover the place.
    active: [usize; 3],
    line: Line,
    /// Whether a space of a page is owed before the next word.
    space: bool,
}

impl Writer<'_> {
    fn event(&mut self, event: Event) {
        match event {
            Event::Start(index) => {
                self.reference(index, "");
                if let Some(found) = self.found.get(index) {
                    self.active[found.severity as usize] += 1;
                }
            }
            Event::End(index) => {
                if let Some(found) = self.found.get(index) {
                    let active = &mut self.active[found.severity as usize];
                    *active = active.saturating_sub(1);
                }
            }
            Event::Point(index) => self.reference(index, "‸"),
            Event::Inferred(index) => {
                let number = self.inferred.get(index).cloned().unwrap_or_default();
                self.open_line();
                // Shown by the style alone, so that the text stays that of the report.
                let title = pick(
                    self.lang,
                    "空白，按勾稽关系应为",
                    "blank; by the identities it must be",
                );
                let _ = write!(
                    self.output,
                    "<i class=\"inferred\" title=\"{title} {number}\" data-number=\"{number}\"></i>"
                );
            }
            Event::Related(index, place) => {
                self.open_line();
                let id = related_id(self.number, index, place);
                let _ = write!(self.output, "<a class=\"at\" id=\"{id}\"></a>");
            }
        }
    }

    /// The number of a finding at its place.
    fn reference(&mut self, index: usize, caret: &str) {
        let Some(found) = self.found.get(index) else {
            return;
        };
        self.open_line();
        let (place, item) = (place_id(self.number, index), finding_id(self.number, index));
        let (class, shown) = (found.severity.as_str(), index + 1);
        let word = pick(self.lang, "问题", "Finding");
        let _ = write!(
            self.output,
            "<a class=\"ref {class}\" id=\"{place}\" href=\"#{item}\" aria-label=\"{word} {shown}\">{caret}{shown}</a>"
        );
    }

    fn plain(&mut self, source: &str, events: &[(u32, Event)]) {
        let mut at = 0;
        for &(offset, event) in events {
            let offset = floor(source, offset as usize).max(at);
            self.lines(source.get(at..offset).unwrap_or_default());
            at = offset;
            self.event(event);
        }
        self.lines(source.get(at..).unwrap_or_default());
    }

    /// A part of a text, which may hold line breaks.
    fn lines(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find(['\n', '\r']) {
            self.words(&rest[..at]);
            // No finding begins between the two halves of one break.
            let after = &rest[at..];
            let len = if after.starts_with("\r\n") { 2 } else { 1 };
            self.open_line();
            self.close_line();
            rest = &after[len..];
        }
        self.words(rest);
    }

    /// A saved web page: findings in its markup stand behind the piece that they are in.
    fn page(&mut self, source: &str, events: &[(u32, Event)]) {
        let mut events = events.iter().copied().peekable();
        let mut start = 0;
        for (token, end) in markup::pieces(source) {
            let before_end = |(offset, _): &(u32, Event)| (*offset as usize) < end;
            if let Some(Token::Words(_)) = token {
                let mut at = start;
                while let Some((offset, event)) = events.next_if(before_end) {
                    let offset = floor(source, offset as usize).max(at);
                    self.page_words(source.get(at..offset).unwrap_or_default());
                    at = offset;
                    self.event(event);
                }
                self.page_words(source.get(at..end).unwrap_or_default());
            } else {
                self.markup(token);
                while let Some((_, event)) = events.next_if(before_end) {
                    self.event(event);
                }
            }
            start = end;
        }
        for (_, event) in events {
            self.event(event);
        }
    }

    /// Words of a page, whose white space means no more than a space.
    fn page_words(&mut self, words: &str) {
        for (index, word) in words.split(char::is_whitespace).enumerate() {
            self.space |= index > 0;
            if !word.is_empty() {
                self.owed_space();
                self.words(word);
            }
        }
    }

    fn markup(&mut self, token: Option<Token<'_>>) {
        match token {
            Some(Token::Entity(entity)) => {
                self.owed_space();
                self.marked(|output| output.push_str(entity));
            }
            Some(Token::Block) => {
                self.space = false;
                if self.line == Line::Begun {
                    self.close_line();
                }
            }
            Some(Token::Cell) => {
                self.space = false;
                if self.line == Line::Begun {
                    self.output.push('\t');
                }
            }
            Some(Token::Words(_)) | None => {}
        }
    }

    fn owed_space(&mut self) {
        if std::mem::take(&mut self.space) && self.line == Line::Begun {
            self.marked(|output| output.push(' '));
        }
    }

    /// Words without line breaks.
    fn words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        self.marked(|output| {
            for character in words.chars() {
                match character {
                    '&' => output.push_str("&amp;"),
                    '<' => output.push_str("&lt;"),
                    '>' => output.push_str("&gt;"),
                    character if visible::is_hidden(character) => {
                        let name = visible::name(character);
                        let _ = write!(output, "<span class=\"cc\">{name}</span>");
                    }
                    character => output.push(character),
                }
            }
        });
    }

    /// Writes something under the mark of the place.
    fn marked(&mut self, write: impl FnOnce(&mut String)) {
        self.open_line();
        self.line = Line::Begun;
        let severities = [Severity::Error, Severity::Warning, Severity::Info];
        let over = severities
            .into_iter()
            .find(|severity| self.active[*severity as usize] > 0);
        if let Some(severity) = over {
            let _ = write!(self.output, "<mark class=\"{}\">", severity.as_str());
            write(&mut self.output);
            self.output.push_str("</mark>");
        } else {
            write(&mut self.output);
        }
    }

    fn open_line(&mut self) {
        if self.line == Line::Closed {
            self.output.push_str(LINE);
            self.line = Line::Empty;
        }
    }

    fn close_line(&mut self) {
        if self.line != Line::Closed {
            if self.line == Line::Empty && self.output.ends_with(LINE) {
                self.output.truncate(self.output.len() - LINE.len());
                self.output.push_str(BLANK_LINE);
            }
            // The break is for those who copy the text.
            self.output.push_str("\n</span>");
            self.line = Line::Closed;
        }
    }
}
