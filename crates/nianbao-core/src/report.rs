//! [`Report`]: everything that was understood of one report.

use std::borrow::Cow;
use std::sync::Arc;

use crate::damage::Damage;
use crate::form::{CellRef, Edition, SectionKind, TableId};
use crate::prose::{Day, Prose};
use crate::span::{Span, TextRange};
use crate::table::{Cell, Table};
use crate::text::SourceText;
use crate::text_map::{TextMap, VisibleLines};

/// What kind of body issues a report; it decides its deadline and what it must contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BodyKind {
    /// A people's government at county level or above (县级以上地方人民政府).
    Government,
    /// A department of such a government, or an agency below one (局, 委, 厅, …).
    Department,
    /// The general office of a government, reporting for itself (办公厅, 办公室).
    Office,
    /// A township government or a sub-district office (乡镇人民政府, 街道办事处).
    Township,
    /// Not told by the text.
    Unknown,
}

impl BodyKind {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Government => "government",
            Self::Department => "department",
            Self::Office => "office",
            Self::Township => "township",
            Self::Unknown => "unknown",
        }
    }
}

/// The body that issues a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Its name as the title gives it, folded.
    pub name: String,
    /// Where the name stands.
    pub span: Span,
    /// What it is.
    pub kind: BodyKind,
    /// Whether it is a people's government of any level (各级人民政府), which 条例 arts. 46 and 50
    /// bind to report on 工作考核, 社会评议 and 责任追究. True for township governments, false for
    /// sub-district offices, general offices and departments.
    pub is_government: bool,
}

impl Body {
    /// What kind of body a name is, and whether it is a people's government of any level: the same
    /// judgement that is made of a report's title.
    pub fn classify(name: &str) -> (BodyKind, bool) {
        crate::meta::body_kind(name)
    }
}

/// A comment of HTML or Markdown: `<!-- … -->`. It is no part of the report; what it says is left to
/// those who look for directives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From `<!--` to `-->`.
    pub span: Span,
    /// What stands between the two, with its white space.
    pub content: Span,
    /// Whether nothing else but comments stands on its lines.
    pub alone: bool,
}

/// The title of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The title, its lines joined, folded.
    pub text: String,
    /// From its first to its last character.
    pub span: Span,
    /// The report year with its place, if it gives one.
    pub year: Option<(u16, Span)>,
}

/// A name with its place, at the foot of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The issuer's name with its place.
    pub name: Option<(String, Span)>,
    /// The date with its place.
    pub date: Option<(Day, Span)>,
}

/// How a section's ordinal is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionNumberStyle {
    /// `一、`, as GB/T 9704 wants it.
    Canonical,
    /// Another way: `1、`, `第一部分`, `一．`, `（一）`.
    Other,
    /// No ordinal at all.
    Missing,
}

/// How a section's title compares with the form's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleMatch {
    /// The form's own words.
    Canonical,
    /// The long wording of 条例 art. 50 or of a province's form.
    Statutory,
    /// Other words for the same section.
    Variant,
}

/// A section as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which section of the form; `None` for a top-level section that the form does not have.
    pub kind: Option<SectionKind>,
    /// The ordinal as written, as a number.
    pub ordinal: Option<u32>,
    /// How the ordinal is written.
    pub number_style: SectionNumberStyle,
    /// How the title compares with the form's; `Variant` when `kind` is `None`.
    pub title_match: TitleMatch,
    /// The whole heading as written, without markup, folded.
    pub heading: String,
    /// The heading in the source: ordinal and title, without markup before and after.
    pub heading_span: Span,
    /// The ordinal with its mark, in the source; empty when there is none.
    pub ordinal_span: Span,
    /// The title in the source, without the ordinal and without punctuation after it.
    pub title_span: Span,
    /// Punctuation after the title (`一、总体情况。`), in the source; empty when none.
    pub trailing_span: Span,
    /// From the heading to the next section (or the end of the report).
    pub span: Span,
    /// The folded prose that belongs to it, heading excluded.
    pub prose: TextRange,
    /// The table that stands in it, if any.
    pub table: Option<TableId>,
    /// Pictures and attachments in it (Markdown or HTML images, links to files), in the source.
    pub pictures: Vec<Span>,
}

/// Which layout most of the tables of a report are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A saved web page.
    Html,
    /// Markdown with pipe tables.
    Pipe,
    /// Rows separated by tabs.
    Tabs,
    /// Plain lines: space-separated rows, aligned columns, or one cell per line.
    Lines,
}

/// A report as understood.
///
/// Tables that the text does not hold are `None`. Nothing in the report is guessed: what was lost is
/// in [`Report::damage`], and what could not be read is absent.
#[derive(Clone, Debug)]
pub struct Report {
    /// The text that all spans refer to.
    pub source: Arc<SourceText>,
    /// The layout of the tables.
    pub layout: Layout,
    /// Signs of being such a report at all: a title, known headings, table labels. 0 for none.
    pub evidence: u32,
    /// The edition whose tables the report has; `None` when it shows neither.
    pub edition: Option<Edition>,
    /// Labels that only the 2019 edition has, with their places.
    pub legacy_2019: Vec<Span>,
    /// Headings that only reports before 2019 have (概述, 收费及减免情况), with their places.
    pub legacy_2007: Vec<Span>,
    /// The title.
    pub title: Option<Title>,
    /// The issuing body.
    pub body: Option<Body>,
    /// The report year.
    pub year: Option<u16>,
    /// The period of the statistics, as index into [`Prose::periods`].
    pub period: Option<usize>,
    /// The day on which the report was published, from the page's metadata (发表日期, 发布日期) or
    /// the signature, with its place.
    pub published: Option<(Day, Span)>,
    /// The signature.
    pub signature: Signature,
    /// The top-level sections in the order of the text.
    pub sections: Vec<Section>,
    /// The tables, by [`TableId::index`].
    pub tables: [Option<Table>; 3],
    /// The prose and its facts.
    pub prose: Prose,
    /// What was lost.
    pub damage: Vec<Damage>,
    /// Comments, in the order of the text.
    pub comments: Vec<Comment>,
    /// What of the source is visible.
    pub(crate) visible: TextMap,
}

impl Report {
    /// What a reader sees of a span: its words, without tags, entities, comments and the marks of bold
    /// type. Where blocks or cells of a page follow one another, a line break is between them.
    ///
    /// ```
    /// use nianbao_core::{Report, SourceText, Span};
    ///
    /// let page = "<html><body><p>（<b>二</b>）&ldquo;依申请&rdquo;</p></body></html>";
    /// let report = Report::parse(SourceText::new(page).unwrap());
    /// let (start, end) = (page.find('（').unwrap(), page.find("</p>").unwrap());
    /// assert_eq!(report.visible_text(Span::new(start, end)), "（二）“依申请”");
    /// ```
    pub fn visible_text(&self, span: Span) -> Cow<'_, str> {
        self.visible.text(&self.source, span)
    }

    /// What is visible of the source on each of its lines; `None` where all of it is.
    pub fn visible_lines(&self) -> Option<VisibleLines> {
        self.visible.lines(&self.source)
    }

    /// Whether a line or, in a page, a block or a cell ends in a span.
    pub fn line_ends_in(&self, span: Span) -> bool {
        self.visible.breaks(&self.source, span)
    }

    /// Whether the source says where the cells of its tables are: elements of a page, pipes or tabs. A
    /// text taken from the pages of a document does not, and may lack words that its pages show.
    pub fn has_marked_cells(&self) -> bool {
        self.layout != Layout::Lines
    }

    /// A table, if the text holds it.
    pub fn table(&self, id: TableId) -> Option<&Table> {
        self.tables[id.index()].as_ref()
    }

    /// A cell, if the text holds it.
    pub fn cell(&self, cell: CellRef) -> Option<&Cell> {
        self.table(cell.table)?.cell(cell.row, cell.column)
    }

    /// The first section of a kind.
    pub fn section(&self, kind: SectionKind) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.kind == Some(kind))
    }

    /// Whether the text shows enough of the form to be linted in a folder scan.
    pub fn looks_like_report(&self) -> bool {
        self.evidence >= 2
    }

    /// The edition that binds the report: by its year, else the one that its tables show.
    pub fn binding_edition(&self) -> Option<Edition> {
        self.year.and_then(Edition::for_year).or(self.edition)
    }

    /// Damage that concerns a table.
    pub fn table_damage(&self, id: TableId) -> impl Iterator<Item = &Damage> {
        self.damage
            .iter()
            .filter(move |damage| damage.kind.table() == Some(id))
    }
}
