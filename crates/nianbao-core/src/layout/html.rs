//! Web pages, and HTML tables inside Markdown, with places in the HTML source.
//!
//! The tokenizer is `html5gum`, which follows the HTML standard and gives byte spans. What this
//! reader adds: blocks become lines, a `<tr>` of short cells becomes a row, a table that only lays
//! out the page is looked through.

use std::borrow::Cow;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as HtmlSpan, Tokenizer};

use super::{Document, Line, LineKind, Piece, Place, comments, plain, trimmed};
use crate::report::{Comment, Layout};
use crate::span::Span;

/// Tables nested deeper than this are looked through, so that hostile nesting costs nothing.
const DEEPEST_TABLE: usize = 32;
/// Longest text of a cell, in bytes: beyond it the table lays out the page.
const LONGEST_CELL: usize = 600;

pub(super) fn read(source: &str, newlines_count: bool) -> Document<'_> {
    let mut reader = Reader::new(source, newlines_count);
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: HtmlSpan<usize>| {
        reader.event(&event, span.start, span.end);
        None::<std::convert::Infallible>
    });
    // The emitter never yields a token, and reading from memory cannot fail.
    let _ = Tokenizer::new_with_emitter(source, emitter).finish();
    reader.finish()
}

#[derive(Default)]
struct CellStart {
    first_line: usize,
    visible: usize,
    nested: bool,
}

#[derive(Default)]
struct Row {
    first_line: usize,
    cells: Vec<Place>,
    open: Option<CellStart>,
    layout: bool,
}

struct Reader<'a> {
    source: &'a str,
    newlines_count: bool,
    visible: String,
    pieces: Vec<Piece>,
    lines: Vec<Line>,
    cells: Vec<Place>,
    pictures: Vec<(usize, Span)>,
    comments: Vec<Comment>,
    block_start: usize,
    /// Open tables; each may have an open row.
    tables: Vec<Option<Row>>,
    /// Depth of elements whose text is not shown.
    hidden: usize,
    in_head: bool,
    in_title: bool,
    tag: Tag,
    attribute: Attribute,
    tag_start: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tag {
    #[default]
    Inline,
    Block,
    Table,
    Row,
    Cell,
    Hidden,
    Head,
    Body,
    Title,
    Picture,
    Link,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Attribute {
    #[default]
    Other,
    Target,
}

fn tag_of(name: &[u8]) -> Tag {
    match name {
        b"p" | b"div" | b"br" | b"li" | b"ul" | b"ol" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5"
        | b"h6" | b"hr" | b"dl" | b"dt" | b"dd" | b"section" | b"article" | b"header"
        | b"footer" | b"nav" | b"main" | b"aside" | b"blockquote" | b"pre" | b"center"
        | b"form" | b"fieldset" | b"figure" | b"caption" | b"address" => Tag::Block,
        b"table" => Tag::Table,
        b"tr" => Tag::Row,
        b"td" | b"th" => Tag::Cell,
        b"script" | b"style" | b"noscript" | b"template" | b"select" | b"textarea" | b"svg"
        | b"object" | b"iframe" => Tag::Hidden,
        b"head" => Tag::Head,
        b"body" => Tag::Body,
        b"title" => Tag::Title,
        b"img" => Tag::Picture,
        b"a" => Tag::Link,
        _ => Tag::Inline,
    }
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, newlines_count: bool) -> Self {
        Self {
            source,
            newlines_count,
            visible: String::with_capacity(source.len() / 4),
            pieces: Vec::new(),
            lines: Vec::new(),
            cells: Vec::new(),
            pictures: Vec::new(),
            comments: Vec::new(),
            block_start: 0,
            tables: Vec::new(),
            hidden: 0,
            in_head: false,
            in_title: false,
            tag: Tag::Inline,
            attribute: Attribute::Other,
            tag_start: 0,
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, start: usize, end: usize) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = tag_of(name);
                self.attribute = Attribute::Other;
                self.tag_start = start;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = match (self.tag, *name) {
                    (Tag::Picture, b"src") | (Tag::Link, b"href") => Attribute::Target,
                    _ => Attribute::Other,
                };
            }
            CallbackEvent::AttributeValue { value } => {
                if self.attribute == Attribute::Target && self.hidden == 0 && !self.in_head {
                    let target = String::from_utf8_lossy(value).to_ascii_lowercase();
                    if self.tag == Tag::Picture || plain::is_file(&target) {
                        let span = Span::new(self.tag_start, end.min(self.source.len()));
                        self.pictures.push((self.lines.len(), span));
                    }
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.open(*self_closing, end),
            CallbackEvent::EndTag { name } => self.close(tag_of(name), start),
            CallbackEvent::String { .. } => self.text(start, end),
            CallbackEvent::Comment { .. } => {
                let end = end.min(self.source.len());
                self.comments
                    .extend(comments::comment(self.source, start, end));
            }
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn open(&mut self, self_closing: bool, end: usize) {
        match self.tag {
            Tag::Block => self.break_block(),
            Tag::Table if self.tables.len() >= DEEPEST_TABLE => self.break_block(),
            Tag::Table => {
                self.break_block();
                if let Some(Some(row)) = self.tables.last_mut()
                    && let Some(cell) = &mut row.open
                {
                    cell.nested = true;
                }
                self.tables.push(None);
            }
            Tag::Row => {
                self.break_block();
                self.end_row();
                let row = Row {
                    first_line: self.lines.len(),
                    ..Row::default()
                };
                match self.tables.last_mut() {
                    Some(table) => *table = Some(row),
                    None => self.tables.push(Some(row)),
                }
            }
            Tag::Cell => {
                self.break_block();
                self.end_cell();
                self.mark(end);
                let start = CellStart {
                    first_line: self.lines.len(),
                    visible: self.visible.len(),
                    nested: false,
                };
                self.visible.push('\n');
                self.block_start = self.visible.len();
                let first_line = start.first_line;
                let row = if let Some(table) = self.tables.last_mut() {
                    table.get_or_insert_with(|| Row {
                        first_line,
                        ..Row::default()
                    })
                } else {
                    self.tables.push(None);
                    let Some(table) = self.tables.last_mut() else {
                        return;
                    };
                    table.get_or_insert_with(|| Row {
                        first_line,
                        ..Row::default()
                    })
                };
                row.open = Some(start);
            }
            Tag::Hidden if !self_closing => self.hidden += 1,
            Tag::Head => self.in_head = true,
            Tag::Body => {
                self.in_head = false;
                self.break_block();
            }
            Tag::Title => {
                self.break_block();
                self.in_title = true;
            }
            Tag::Hidden | Tag::Inline | Tag::Picture | Tag::Link => {}
        }
    }

    fn close(&mut self, tag: Tag, _start: usize) {
        match tag {
            Tag::Block => self.break_block(),
            Tag::Table => {
                self.break_block();
                self.end_row();
                self.tables.pop();
            }
            Tag::Row => {
                self.break_block();
                self.end_row();
            }
            Tag::Cell => {
                self.break_block();
                self.end_cell();
            }
            Tag::Hidden => self.hidden = self.hidden.saturating_sub(1),
            Tag::Head | Tag::Body => {
                self.in_head = false;
                self.break_block();
            }
            Tag::Title => {
                self.break_block();
                self.in_title = false;
            }
            Tag::Inline | Tag::Picture | Tag::Link => {}
        }
    }

    /// Text between tags: entities are decoded one by one, so that each keeps its place.
    fn text(&mut self, start: usize, end: usize) {
        let Some(raw) = self.source.get(start..end) else {
            return;
        };
        if self.hidden > 0 || (self.in_head && !self.in_title) {
            return;
        }
        let lines_count = self.newlines_count && self.tables.is_empty();
        let mut from = 0;
        while from < raw.len() {
            let rest = &raw[from..];
            let stop = rest.find(['&', '\n', '\r']).unwrap_or(rest.len());
            self.piece(&rest[..stop], start + from, stop);
            from += stop;
            let Some(byte) = raw.as_bytes().get(from) else {
                break;
            };
            if *byte == b'&' {
                let (text, len) = entity(&raw[from..]);
                let mut buffer = [0; 4];
                match text {
                    Some(character) => {
                        self.piece(character.encode_utf8(&mut buffer), start + from, len);
                    }
                    None => self.piece("&", start + from, len),
                }
                from += len;
            } else {
                if lines_count {
                    self.break_block();
                } else {
                    self.piece(" ", start + from, 1);
                }
                from += 1;
            }
        }
    }

    fn piece(&mut self, text: &str, source: usize, source_len: usize) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(Piece {
            visible: self.visible.len() as u32,
            source: source as u32,
            visible_len: text.len() as u32,
            source_len: source_len as u32,
        });
        self.visible.push_str(text);
    }

    /// Ties the present end of the visible text to an offset of the source.
    fn mark(&mut self, source: usize) {
        self.pieces.push(Piece {
            visible: self.visible.len() as u32,
            source: source.min(self.source.len()) as u32,
            visible_len: 0,
            source_len: 0,
        });
    }

    fn break_block(&mut self) {
        let place = trimmed(&self.visible, self.block_start, self.visible.len());
        if !place.is_empty() {
            let line = if self.tables.is_empty() {
                plain::classify(
                    &self.visible,
                    self.block_start,
                    self.visible.len(),
                    plain::Tabs::Single,
                    &mut self.cells,
                )
            } else {
                Line {
                    place,
                    kind: LineKind::Text,
                    new_page: false,
                }
            };
            self.lines.push(line);
        }
        if self.visible.len() > self.block_start {
            self.visible.push('\n');
        }
        self.block_start = self.visible.len();
    }

    fn end_cell(&mut self) {
        let Some(Some(row)) = self.tables.last_mut() else {
            return;
        };
        let Some(open) = row.open.take() else { return };
        let content = &self.lines[open.first_line.min(self.lines.len())..];
        let rows_inside = content
            .iter()
            .any(|line| matches!(line.kind, LineKind::Row { .. }));
        let place = match (content.first(), content.last()) {
            (Some(first), Some(last)) => first.place.cover(last.place),
            _ => Place::new(open.visible, open.visible),
        };
        let len = (place.end - place.start) as usize;
        row.layout |= open.nested || rows_inside || len > LONGEST_CELL;
        row.cells.push(place);
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(row) = self.tables.last_mut().and_then(Option::take) else {
            return;
        };
        // A row that lays out the page, or a lone cell: its content is ordinary lines.
        if row.layout || row.cells.len() < 2 || row.cells.iter().all(|cell| cell.is_empty()) {
            return;
        }
        self.lines.truncate(row.first_line);
        let first = self.cells.len() as u32;
        let place = row
            .cells
            .iter()
            .copied()
            .reduce(Place::cover)
            .unwrap_or_default();
        self.cells.extend(row.cells);
        let kind = LineKind::Row {
            first,
            last: self.cells.len() as u32,
        };
        self.lines.push(Line {
            place,
            kind,
            new_page: false,
        });
    }

    fn finish(mut self) -> Document<'a> {
        self.break_block();
        while !self.tables.is_empty() {
            self.end_row();
            self.tables.pop();
        }
        comments::mark_lonely(self.source, &mut self.comments);
        if self.newlines_count {
            plain::mark_page_numbers(&self.visible, &mut self.lines);
        }
        let last = self.lines.len();
        for (line, _) in &mut self.pictures {
            *line = (*line).min(last);
        }
        Document {
            text: Cow::Owned(self.visible),
            pieces: self.pieces,
            lines: self.lines,
            cells: self.cells,
            layout: Layout::Html,
            drawn: false,
            pictures: self.pictures,
            comments: self.comments,
        }
    }
}

/// The character that an entity at the start of `text` stands for, and the length of the entity.
fn entity(text: &str) -> (Option<char>, usize) {
    const NAMED: [(&str, char); 22] = [
        ("nbsp", '\u{A0}'),
        ("ensp", '\u{2002}'),
        ("emsp", '\u{2003}'),
        ("thinsp", '\u{2009}'),
        ("zwnj", '\u{200C}'),
        ("lt", '<'),
        ("gt", '>'),
        ("amp", '&'),
        ("quot", '"'),
        ("apos", '\''),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("hellip", '…'),
        ("middot", '·'),
        ("times", '×'),
        ("permil", '‰'),
        ("lang", '〈'),
        ("rang", '〉'),
    ];
    let body = &text[1..];
    let len = body
        .bytes()
        .take(12)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#')
        .count();
    let name = &body[..len];
    let whole = 1 + len + usize::from(body.as_bytes().get(len) == Some(&b';'));
    let character = if let Some(number) = name.strip_prefix('#') {
        match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        }
        .and_then(char::from_u32)
    } else {
        NAMED
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, character)| character)
    };
    match character {
        Some(character) => (Some(character), whole),
        None => (None, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::super::shown;
    use super::*;

    fn lines(document: &Document<'_>) -> Vec<String> {
        shown(document, "|")
    }

    #[test]
    fn a_page_becomes_lines_and_rows_with_their_places() {
        let source = "<html><head><title>甲县2023年</title><style>p{}</style></head><body>\n\
            <script>var a = '<p>';</script><p><span>一、</span><font>总体\n情况</font></p>\
            <table><tr><td colspan=2>规章</td><td>&nbsp;</td><td><p>1</p></td></tr></table></body>";
        let document = Document::read(source);
        assert_eq!(lines(&document), ["甲县2023年", "一、总体 情况", "规章||1"]);
        let row = document.row(&document.lines[2]);
        assert_eq!(&source[document.span(row[2]).range()], "1");
        let blank = document.span(row[1]);
        assert!(blank.is_empty());
        assert!(source[..blank.start as usize].ends_with("<td>"));
        let heading = document.span(document.lines[1].place);
        assert!(source[heading.range()].starts_with("一、</span>"));
    }

    #[test]
    fn comments_are_noted_and_not_shown() {
        let source = "<body><p>甲<!-- a --></p>\n<!-- b -->\n<p>乙</p><!-- c</body>";
        let document = Document::read(source);
        assert_eq!(lines(&document), ["甲", "乙"]);
        let found: Vec<_> = document
            .comments
            .iter()
            .map(|comment| (&source[comment.content.range()], comment.alone))
            .collect();
        assert_eq!(found, [(" a ", false), (" b ", true), (" c</body>", false)]);
    }

    #[test]
    fn entities_keep_their_places() {
        let source = "<p>（&lt;http&gt;）&ldquo;甲&#8221;&unknown;乙</p><p>1</p><p>2</p>";
        let document = read(source, false);
        assert_eq!(lines(&document)[0], "（<http>）“甲”&unknown;乙");
        let place = document.lines[0].place;
        let at = document.str(place).find('”').unwrap() as u32 + place.start;
        let quote = Place {
            start: at,
            end: at + 3,
        };
        assert_eq!(&source[document.span(quote).range()], "&#8221;");
    }

    #[test]
    fn layout_tables_are_looked_through() {
        let long = "政府信息公开".repeat(40);
        let source = format!(
            "<body><table><tr><td>导航</td><td><p>{long}</p><table><tr><td>规章</td><td>0</td></tr>\
             </table></td></tr></table>"
        );
        let document = Document::read(&source);
        assert_eq!(
            lines(&document),
            ["导航".to_owned(), long, "规章|0".to_owned()]
        );
    }

    #[test]
    fn tables_inside_markdown() {
        let source = "# 标题\n\n正文一\n正文二\n<table>\n<tr><td>规章</td><td>0</td></tr>\n</table>\n| a | b |\n";
        let document = Document::read(source);
        assert_eq!(
            lines(&document),
            ["# 标题", "正文一", "正文二", "规章|0", "a|b"]
        );
    }
}
