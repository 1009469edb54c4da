//! Where a span is, in words that a clerk finds it by: `第二部分第3段`, `表三“（七）总计”行“自然人”列`.

mod find;

use std::fmt::Write as _;

use crate::form::{self, CellRef, ColumnKey, Edition, RowDef, RowKey, TableDef, TableId};
use crate::normal;
use crate::report::Report;
use crate::span::Span;

pub use self::find::Places;

/// Where a span is in a report.
///
/// ```
/// use nianbao_core::{Report, SourceText, Span};
///
/// let text = "甲县2023年政府信息公开工作年度报告\n\n一、总体情况\n\n我县公开信息17条。\n";
/// let report = Report::parse(SourceText::new(text).unwrap());
/// let at = text.find("17").unwrap();
/// let place = report.place(Span::new(at, at + 2));
/// assert_eq!(place.zh(), "第一部分第1段");
/// assert_eq!(place.en(), "section 1, paragraph 1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The part of the report.
    pub part: Part,
    /// On which side of the part, for an empty span that is not inside it.
    pub edge: Option<Edge>,
}

/// The side of a part on which something is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Where it begins, or before it.
    Before,
    /// Where it ends, or after it.
    After,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// All of it.
    Whole,
    /// The title.
    Title,
    /// What is between the title and the first section.
    Preamble,
    /// A section with all that it holds.
    Section(SectionName),
    /// The heading of a section.
    Heading(SectionName),
    /// A sub-heading on a line of its own.
    SubHeading(String),
    /// Paragraphs of a section.
    Paragraphs {
        /// The section.
        section: SectionName,
        /// The sub-heading above them.
        under: Option<String>,
        /// Number of the first, from 1, below the sub-heading or, without one, the heading.
        first: u32,
        /// Number of the last.
        last: u32,
    },
    /// A table or a part of it.
    Table(TableId, TablePart),
    /// Name and date at the foot.
    Signature,
    /// A comment of HTML or Markdown.
    Comment,
    /// What the page shows around the report.
    Page,
    /// From one part to another.
    Range(Box<(Part, Part)>),
}

/// How a section is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SectionName {
    /// By its ordinal, which no other section of the report has.
    Ordinal(u32),
    /// By its heading.
    Heading(String),
}

/// A part of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TablePart {
    /// All of it, or a part without a name.
    Whole,
    /// A cell of an edition's table.
    Cell(Edition, CellRef),
    /// A row.
    Row(&'static RowDef),
    /// A column, by its key and its label.
    Column(ColumnKey, &'static str),
    /// The heading over several rows, as the form prints it.
    Group(&'static str),
    /// The note in the corner of 表三.
    Note,
}

impl Report {
    /// Where a span is. [`Places`] is for those who ask for many.
    pub fn place(&self, span: Span) -> Place {
        Places::new(self).of(span)
    }
}

impl Place {
    /// The place in Chinese.
    pub fn zh(&self) -> String {
        let text = matches!(self.part, Part::Paragraphs { .. });
        let edge = match self.edge {
            None => "",
            Some(Edge::Before) if text => "开头",
            Some(Edge::After) if text => "末尾",
            Some(Edge::Before) => "之前",
            Some(Edge::After) => "之后",
        };
        format!("{}{edge}", self.part.zh())
    }

    /// The place in English.
    pub fn en(&self) -> String {
        let part = self.part.en();
        match self.edge {
            None => part,
            Some(Edge::Before) => format!("before {part}"),
            Some(Edge::After) => format!("after {part}"),
        }
    }
}

impl Part {
    fn zh(&self) -> String {
        match self {
            Self::Whole => "全文".to_owned(),
            Self::Title => "标题".to_owned(),
            Self::Preamble => "卷首".to_owned(),
            Self::Section(section) => section.zh(),
            Self::Heading(section) => format!("{}标题", section.zh()),
            Self::SubHeading(heading) => format!("小标题“{heading}”"),
            Self::Paragraphs {
                section,
                under,
                first,
                last,
            } => {
                let mut text = match under {
                    Some(heading) => format!("小标题“{heading}”下"),
                    None => section.zh(),
                };
                let _ = if first == last {
                    write!(text, "第{first}段")
                } else {
                    write!(text, "第{first}至{last}段")
                };
                text
            }
            Self::Table(id, part) => format!("{}{}", id.name_zh(), part.zh(*id)),
            Self::Signature => "落款".to_owned(),
            Self::Comment => "注释".to_owned(),
            Self::Page => "页面其他内容".to_owned(),
            Self::Range(ends) => format!("{}至{}", ends.0.zh(), ends.1.zh()),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Whole => "the whole report".to_owned(),
            Self::Title => "title".to_owned(),
            Self::Preamble => "front matter".to_owned(),
            Self::Section(section) => section.en(),
            Self::Heading(section) => format!("heading of {}", section.en()),
            Self::SubHeading(heading) => format!("sub-heading \"{heading}\""),
            Self::Paragraphs {
                section,
                under,
                first,
                last,
            } => {
                let mut text = match under {
                    Some(heading) => format!("sub-heading \"{heading}\", "),
                    None => format!("{}, ", section.en()),
                };
                let _ = if first == last {
                    write!(text, "paragraph {first}")
                } else {
                    write!(text, "paragraphs {first} to {last}")
                };
                text
            }
            Self::Table(id, part) => format!("table {}{}", id.number(), part.en()),
            Self::Signature => "signature".to_owned(),
            Self::Comment => "comment".to_owned(),
            Self::Page => "page outside the report".to_owned(),
            Self::Range(ends) => format!("{} to {}", ends.0.en(), ends.1.en()),
        }
    }
}

impl SectionName {
    fn zh(&self) -> String {
        match self {
            Self::Ordinal(ordinal) => {
                format!("第{}部分", normal::numeral(*ordinal).unwrap_or_default())
            }
            Self::Heading(heading) => format!("“{heading}”部分"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Ordinal(ordinal) => format!("section {ordinal}"),
            Self::Heading(heading) => format!("section \"{heading}\""),
        }
    }
}

impl TablePart {
    fn zh(self, table: TableId) -> String {
        // 表四 prints its rows beside one another, so that they are no rows to its readers.
        let beside = table == TableId::Disputes;
        match self {
            Self::Whole => String::new(),
            Self::Row(row) if beside => format!("“{}”", row_zh(row)),
            Self::Row(row) => format!("“{}”行", row_zh(row)),
            Self::Column(_, label) => format!("“{label}”列"),
            Self::Group(label) => format!("“{label}”"),
            Self::Note => "的附注".to_owned(),
            Self::Cell(edition, cell) => {
                let definition = form::table(edition, cell.table);
                let row = definition.row(cell.row).map(row_zh).unwrap_or_default();
                let column = column_label(definition, cell);
                if beside {
                    format!("“{row}”的“{column}”")
                } else {
                    format!("“{row}”行“{column}”列")
                }
            }
        }
    }

    fn en(self) -> String {
        let row = |row: RowKey| row.as_str().replace('_', " ");
        let column = |column: ColumnKey| column.as_str().replace('_', " ");
        match self {
            Self::Whole => String::new(),
            Self::Row(definition) => format!(", row {}", row(definition.key)),
            Self::Column(key, _) => format!(", column {}", column(key)),
            Self::Group(label) => format!(", rows of \"{label}\""),
            Self::Note => ", note".to_owned(),
            Self::Cell(_, cell) => {
                format!(", row {}, column {}", row(cell.row), column(cell.column))
            }
        }
    }
}

/// The label of a row as the form prints it, without its note: `（七）总计`, `2.重复申请`.
fn row_zh(row: &RowDef) -> String {
    if row.key == RowKey::OtherRemaining {
        let group = row.group.map_or("", |group| group.name);
        return format!("{group}·{}", row.name);
    }
    let ordinal = row.ordinal.chars().count();
    let split = row.label.char_indices().nth(ordinal);
    let (ordinal, label) = row.label.split_at(split.map_or(0, |(at, _)| at));
    let label = label.split(['（', '、']).next().unwrap_or(label);
    format!("{ordinal}{label}")
        .replace('“', "‘")
        .replace('”', "’")
}

fn column_label(definition: &TableDef, cell: CellRef) -> &'static str {
    let row = definition.row(cell.row).map_or(&[][..], |row| row.columns);
    let mut columns = row.iter();
    let column = columns.find(|column| column.key == cell.column);
    column.map_or("", |column| column.label)
}

#[cfg(test)]
mod tests;
