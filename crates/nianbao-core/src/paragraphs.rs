//! Joins the lines that are not tables into logical paragraphs.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::layout::{Document, LineKind, Place};
use crate::meta::TitleLines;
use crate::normal::{self, fold};
use crate::outline::Heading;
use crate::prose::{Folder, Paragraph, ParagraphKind, Prose};
use crate::span::{Span, TextRange};

/// What the lines of a document are, told before they are joined.
pub(crate) struct Roles<'r> {
    pub(crate) headings: &'r [Heading],
    /// Ranges of lines, both ends included, that are tables.
    pub(crate) tables: &'r [(usize, usize)],
    pub(crate) title: Option<&'r TitleLines>,
}

/// Paragraphs of a document with the folded text.
pub(crate) fn prose(document: &Document<'_>, roles: &Roles<'_>) -> Prose {
    let wrap = wrap_width(document, roles);
    let ends = Ends::new(document, roles);
    let mut builder = Builder {
        document,
        folder: Folder::with_capacity(
            document
                .lines
                .last()
                .map_or(0, |line| line.place.end as usize),
        ),
        paragraphs: Vec::new(),
        open: None,
        wrap,
    };
    let mut section = None;
    let mut next_heading = 0;
    let mut index = 0;
    while index < document.lines.len() {
        if let Some(&(_, last)) = roles
            .tables
            .iter()
            .find(|(first, last)| (*first..=*last).contains(&index))
        {
            builder.close();
            // Headings inside a table's lines are not expected, but never lost.
            index = last + 1;
            while roles
                .headings
                .get(next_heading)
                .is_some_and(|heading| heading.line < index)
            {
                section = Some(next_heading);
                next_heading += 1;
            }
            continue;
        }
        if let Some(heading) = roles
            .headings
            .get(next_heading)
            .filter(|heading| heading.line == index)
        {
            builder.close();
            let place = heading.ordinal_place.cover(heading.title_place);
            let place = if heading.ordinal_place.is_empty() {
                heading.title_place
            } else {
                place
            };
            builder.add(place, ParagraphKind::Heading, Some(next_heading), false);
            builder.close();
            section = Some(next_heading);
            next_heading += 1;
            if let Some(rest) = heading.rest {
                let end = document.lines[heading.last_line].place.end;
                builder.add(
                    Place {
                        start: rest.start,
                        end,
                    },
                    ParagraphKind::Body,
                    section,
                    false,
                );
            }
            index = heading.last_line + 1;
            continue;
        }
        let line = document.lines[index];
        let kind = ends.kind(document, roles, index, section);
        match line.kind {
            LineKind::Blank | LineKind::PageMark | LineKind::Rule => {}
            LineKind::Row { .. } => {
                builder.close();
                let kind = if kind == ParagraphKind::Body {
                    ParagraphKind::Note
                } else {
                    kind
                };
                for &cell in document.row(&line) {
                    builder.append(cell, kind, section);
                }
                builder.close();
            }
            LineKind::Text => {
                builder.text_line(line.place, kind, section);
            }
        }
        index += 1;
    }
    builder.close();
    let Builder {
        folder, paragraphs, ..
    } = builder;
    let (text, map) = folder.finish();
    Prose::new(text, map, paragraphs)
}

/// Where the report begins and ends within the page.
struct Ends {
    /// First line of the footer of the page.
    footer: usize,
    /// First line of the signature.
    signature: usize,
}

impl Ends {
    fn new(document: &Document<'_>, roles: &Roles<'_>) -> Self {
        let count = document.lines.len();
        let last_heading = roles
            .headings
            .last()
            .map_or(0, |heading| heading.last_line + 1);
        let last_table = roles
            .tables
            .iter()
            .map(|(_, last)| last + 1)
            .max()
            .unwrap_or(0);
        let start = last_heading.max(last_table);
        let footer = if roles.headings.is_empty() {
            count
        } else {
            (start..count)
                .find(|&index| is_footer(document, index))
                .unwrap_or(count)
        };
        let mut signature = footer;
        for index in (start..footer).rev() {
            let line = document.lines[index];
            match line.kind {
                LineKind::Blank | LineKind::PageMark | LineKind::Rule => {}
                LineKind::Text if is_signature(document.str(line.place)) => signature = index,
                _ => break,
            }
        }
        Self { footer, signature }
    }

    fn kind(
        &self,
        document: &Document<'_>,
        roles: &Roles<'_>,
        index: usize,
        section: Option<usize>,
    ) -> ParagraphKind {
        if index >= self.footer {
            return ParagraphKind::Chrome;
        }
        if index >= self.signature {
            return ParagraphKind::Signature;
        }
        if section.is_some() {
            let text = document.str(document.lines[index].place);
            let note =
                text.starts_with("注：") || text.starts_with("注:") || text.starts_with("备注");
            return if note {
                ParagraphKind::Note
            } else {
                ParagraphKind::Body
            };
        }
        match roles.title {
            Some(title) if index < title.first => ParagraphKind::Chrome,
            Some(title) if index <= title.last => ParagraphKind::Title,
            _ if is_metadata(document.str(document.lines[index].place)) => ParagraphKind::Chrome,
            _ => ParagraphKind::Preamble,
        }
    }
}

static FOOTER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = [
        "ICP备",
        "公网安备",
        "网站标识码",
        "版权所有",
        "扫一扫",
        "网站地图",
        "关闭窗口",
        "打印本页",
        "【打印",
        "【关闭",
        "上一篇",
        "下一篇",
        "主办：",
        "主办:",
        "主办单位",
        "承办：",
        "承办:",
        "承办单位",
        "分享到",
        "相关链接",
        "友情链接",
        "相关信息",
        "责任编辑",
        "网站声明",
        "附件下载",
        "返回顶部",
        "联系我们",
        "智能问答",
    ];
    AhoCorasick::new(words).ok()
});

static METADATA: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = [
        "来源",
        "发表日期",
        "发布日期",
        "发布时间",
        "发文日期",
        "公开日期",
        "成文日期",
        "浏览次数",
        "访问量",
        "点击数",
        "字号",
        "字体",
        "打印",
        "索引号",
        "索 引 号",
        "发布机构",
        "作者",
        "编辑",
        "信息分类",
        "文号",
        "关键词",
        "阅读",
        "分享",
        "采集时间",
        "标题：",
        "单位：",
        "当前位置",
    ];
    AhoCorasick::new(words).ok()
});

/// Whether a line has words that only the frame of a web page has.
fn is_footer(document: &Document<'_>, index: usize) -> bool {
    let line = document.lines[index];
    if matches!(
        line.kind,
        LineKind::Blank | LineKind::PageMark | LineKind::Rule
    ) {
        return false;
    }
    let text = document.str(line.place);
    if text.contains('。') || text.len() > 400 {
        return false;
    }
    FOOTER.as_ref().is_some_and(|words| words.is_match(text))
}

/// Source line, date line, counters: what a page prints between title and text.
fn is_metadata(text: &str) -> bool {
    if text.len() > 240 || text.contains('。') {
        return false;
    }
    METADATA.as_ref().is_some_and(|words| words.is_match(text))
}

/// A line at the foot of the report: a body's name or a date, nothing else.
fn is_signature(text: &str) -> bool {
    let mut folded: String = text.chars().filter_map(fold).take(61).collect();
    if folded.chars().count() > 60 || folded.contains(['。', ',', ';', '“']) {
        return false;
    }
    folded.retain(|c| !normal::is_mark(c) && !matches!(c, '(' | ')'));
    is_date_line(&folded) || names_a_body(&folded)
}

fn is_date_line(folded: &str) -> bool {
    let rest = folded.trim_start_matches(|c: char| {
        c.is_ascii_digit() || "二〇零○一三四五六七八九十".contains(c)
    });
    rest.starts_with('年')
        && folded.ends_with('日')
        && folded.contains('月')
        && folded.chars().count() <= 14
}

/// Whether a short text ends like the name of an organ.
pub(crate) fn names_a_body(folded: &str) -> bool {
    let name = folded
        .find(|c: char| c.is_ascii_digit())
        .map_or(folded, |digits| {
            if digits > 0 {
                &folded[..digits]
            } else {
                folded
            }
        });
    let count = name.chars().count();
    (4..=40).contains(&count)
        && [
            "人民政府",
            "办公室",
            "办公厅",
            "办事处",
            "局",
            "委员会",
            "厅",
            "管委会",
            "中心",
            "政府",
        ]
        .iter()
        .any(|ending| name.ends_with(ending))
        && !name.contains('、')
}

/// The width of a text in terminal columns, near enough for Chinese: two for all but ASCII.
fn columns(text: &str) -> usize {
    // Counted blockwise in bytes, which is done several bytes at a time.
    let blocks = text.as_bytes().chunks(64);
    blocks
        .map(|block| {
            let width = |byte: u8| u8::from(byte < 0x80) + 2 * u8::from(byte >= 0xC0);
            usize::from(block.iter().map(|&byte| width(byte)).sum::<u8>())
        })
        .sum()
}

/// Widths beyond this, in terminal columns, are all alike.
const WIDEST: usize = 200;

/// The width of hard-wrapped lines in terminal columns; `None` when every paragraph is one line.
fn wrap_width(document: &Document<'_>, roles: &Roles<'_>) -> Option<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for (index, line) in document.lines.iter().enumerate() {
        let in_table = roles
            .tables
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&index));
        if line.kind == LineKind::Text && !in_table && line.place.end - line.place.start > 12 {
            let width = columns(document.str(line.place));
            // Beyond any page the width says only that lines are not wrapped.
            widths.push(width.min(WIDEST));
            if widths.len() >= 600 {
                break;
            }
        }
    }
    if widths.len() < 8 {
        return None;
    }
    widths.sort_unstable();
    let wide = widths[widths.len() * 9 / 10];
    let full = widths
        .iter()
        .filter(|&&width| width * 10 >= wide * 8)
        .count();
    (wide <= 130 && full * 2 >= widths.len()).then_some(wide)
}

struct Open {
    start: usize,
    span: Span,
    kind: ParagraphKind,
    section: Option<usize>,
    /// The paragraph may go on in the next line.
    continues: bool,
}

struct Builder<'d, 'a> {
    document: &'d Document<'a>,
    folder: Folder,
    paragraphs: Vec<Paragraph>,
    open: Option<Open>,
    wrap: Option<usize>,
}

impl Builder<'_, '_> {
    /// Adds a line of text: to the open paragraph if that goes on, else as a new one.
    fn text_line(&mut self, place: Place, kind: ParagraphKind, section: Option<usize>) {
        let text = self.document.str(place);
        let marked = text.starts_with('#');
        let place = strip_markup(text, place);
        let text = self.document.str(place);
        if place.is_empty() || text.starts_with("<!--") {
            self.close();
            return;
        }
        let ordinal = begins_item(text);
        let joins = self
            .open
            .as_ref()
            .is_some_and(|open| open.continues && open.kind == kind && open.section == section);
        if marked || ordinal || !joins {
            self.close();
        }
        let continues = !marked && self.goes_on(text, ordinal, kind);
        let kind = if (marked || (ordinal && !continues))
            && kind == ParagraphKind::Body
            && text.len() <= 150
            && !text.contains('。')
        {
            ParagraphKind::SubHeading
        } else {
            kind
        };
        self.add(place, kind, section, continues);
        if !continues {
            self.close();
        }
    }

    /// Whether the paragraph that a line ends in goes on in the next line.
    fn goes_on(&self, text: &str, ordinal: bool, kind: ParagraphKind) -> bool {
        if !matches!(
            kind,
            ParagraphKind::Body | ParagraphKind::Preamble | ParagraphKind::Note
        ) {
            return false;
        }
        let last = text.chars().rev().find_map(fold).unwrap_or('。');
        if matches!(last, ',' | '、') {
            return true;
        }
        let columns = columns(text);
        let closed = match last {
            '。' | '!' | '?' => true,
            '”' | ')' => text.chars().rev().filter_map(fold).nth(1) == Some('。'),
            _ => false,
        };
        let fills = |share: usize| self.wrap.is_some_and(|wrap| columns * 100 >= wrap * share);
        if closed {
            return fills(95);
        }
        match self.wrap {
            Some(_) => fills(85) || (!ordinal && columns >= 30),
            // A page break inside a paragraph of one line: it breaks off in a sentence.
            None => text.len() >= 60 && text.contains(['。', '，', ',', '；']),
        }
    }

    fn add(&mut self, place: Place, kind: ParagraphKind, section: Option<usize>, continues: bool) {
        self.append(place, kind, section);
        if let Some(open) = &mut self.open {
            open.continues = continues;
        }
    }

    fn append(&mut self, place: Place, kind: ParagraphKind, section: Option<usize>) {
        if place.is_empty() {
            return;
        }
        let span = self.document.span(place);
        match &mut self.open {
            Some(open) => open.span = open.span.cover(span),
            None => {
                self.open = Some(Open {
                    start: self.folder.len(),
                    span,
                    kind,
                    section,
                    continues: false,
                });
            }
        }
        let folder = &mut self.folder;
        self.document.for_pieces(place, |text, span| {
            if text.len() == span.len() {
                let base = span.start as usize;
                folder.push(text, |start, end| Span::new(base + start, base + end));
            } else {
                folder.push(text, |_, _| span);
            }
        });
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let end = self.folder.len();
        if end > open.start {
            self.paragraphs.push(Paragraph {
                range: TextRange::new(open.start, end),
                span: open.span,
                kind: open.kind,
                section: open.section,
            });
            self.folder.end_paragraph(open.span.end);
        }
    }
}

/// Takes the marks of Markdown headings, quotes and lists off a line.
fn strip_markup(text: &str, place: Place) -> Place {
    let rest = text.trim_start_matches(['#', '>', ' ', '\t']);
    Place {
        start: place.start + (text.len() - rest.len()) as u32,
        end: place.end,
    }
}

/// Whether a line begins a new item: `（一）`, `1.`, `一、`.
fn begins_item(text: &str) -> bool {
    let begins = |c: char| matches!(c, '(' | '第') || c.is_ascii_digit() || normal::is_numeral(c);
    let first = text.chars().filter_map(fold).find(|&c| c != '*');
    if !first.is_some_and(begins) {
        return false;
    }
    let mut folded = String::with_capacity(24);
    folded.extend(text.chars().filter_map(fold).filter(|&c| c != '*').take(6));
    let len = normal::ordinal_len(&folded);
    // `2.5万条` begins with a number, not with an ordinal.
    len > 0 && !folded[len..].starts_with(|c: char| c.is_ascii_digit())
}
