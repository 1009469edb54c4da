//! What is where in a report.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::{Edge, Part, Place, SectionName, TablePart, column_label};
use crate::form::{self, CellRef, ColumnKey, RowDef, TableId};
use crate::normal;
use crate::prose::{ParagraphKind, SubHeading};
use crate::report::Report;
use crate::span::Span;
use crate::table::Table;

/// Characters of a heading that a place quotes.
const QUOTED: usize = 24;

/// What is found at a span.
#[derive(Clone, Copy, Debug)]
enum Item {
    /// A paragraph, by its index.
    Paragraph(usize),
    Table(TableId, TablePart),
}

/// Where a paragraph is.
#[derive(Clone, Copy, Debug, Default)]
struct Numbered {
    /// Index of the sub-heading above it, or that it is.
    under: Option<Under>,
    /// Its number below its sub-heading or heading; 0 for what is not counted.
    number: u32,
}

/// A sub-heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Under {
    /// By its index among the sub-headings of the prose.
    Ordinal(usize),
    /// A paragraph without an ordinal, by its index.
    Plain(usize),
}

/// The places of one report. It reads the report when the first place is asked for; each place then
/// costs a binary search.
#[derive(Debug)]
pub struct Places<'r> {
    report: &'r Report,
    index: OnceCell<Index>,
}

/// What is where in a report.
#[derive(Debug)]
struct Index {
    /// Sorted by where they begin.
    items: Vec<(Span, Item)>,
    /// The furthest end of the items up to each.
    ends: Vec<u32>,
    numbered: Vec<Numbered>,
    /// How many sections have an ordinal.
    ordinals: BTreeMap<u32, u32>,
    /// The sections of the tables, by [`TableId::index`].
    homes: [Option<usize>; 3],
}

impl Index {
    fn new(report: &Report) -> Self {
        let mut items = Vec::with_capacity(report.prose.paragraphs.len() + 256);
        for (index, paragraph) in report.prose.paragraphs.iter().enumerate() {
            let mut span = paragraph.span;
            if paragraph.kind == ParagraphKind::Heading
                && let Some(section) = paragraph
                    .section
                    .and_then(|index| report.sections.get(index))
                && !section.trailing_span.is_empty()
            {
                span = span.cover(section.trailing_span);
            }
            items.push((span, Item::Paragraph(index)));
        }
        for table in report.tables.iter().flatten() {
            parts_of(table, &mut items);
        }
        items.sort_by_key(|(span, _)| *span);
        let mut furthest = 0;
        let mut ordinals = BTreeMap::new();
        let mut homes = [None; 3];
        for (index, section) in report.sections.iter().enumerate() {
            if let Some(ordinal) = section.ordinal {
                *ordinals.entry(ordinal).or_insert(0) += 1;
            }
            if let Some(table) = section.table {
                homes[table.index()].get_or_insert(index);
            }
        }
        let ends = items.iter().map(|(span, _)| {
            furthest = span.end.max(furthest);
            furthest
        });
        Self {
            ends: ends.collect(),
            items,
            numbered: numbered(report),
            ordinals,
            homes,
        }
    }
}

impl<'r> Places<'r> {
    /// The places of a report.
    pub fn new(report: &'r Report) -> Self {
        Self {
            report,
            index: OnceCell::new(),
        }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.report))
    }

    /// Where a span is. A span that is none of the report's has a place too: that of what is nearest.
    pub fn of(&self, span: Span) -> Place {
        let plain = |part| Place { part, edge: None };
        if self.is_in_comment(span) {
            return plain(Part::Comment);
        }
        if span.start >= span.end {
            return self.of_point(span.start);
        }
        let from = self.index().ends.partition_point(|&end| end <= span.start);
        let to = self
            .index()
            .items
            .partition_point(|(own, _)| own.start < span.end);
        let inside = self.index().items.get(from..to).unwrap_or(&[]);
        // An item that ends before the span may lie among those that reach into it.
        let reaches = |(own, _): &&(Span, Item)| own.end > span.start;
        let (Some(first), Some(last)) = (
            inside.iter().find(reaches),
            inside.iter().rev().find(reaches),
        ) else {
            return self.of_gap(span.start);
        };
        match (first.1, last.1) {
            (Item::Table(id, _), Item::Table(other, _)) if id == other => {
                plain(Part::Table(id, common(inside, span, id)))
            }
            (Item::Paragraph(first), Item::Paragraph(last)) => {
                plain(self.paragraphs(first.min(last), first.max(last)))
            }
            (first, last) => plain(self.range(first, last)),
        }
    }

    /// The place of a finding about a cell, where its span leads into the table of that cell but to no
    /// single cell: a row of which one cell is missing.
    pub fn of_cell(&self, span: Span, cell: CellRef) -> Place {
        let place = self.of(span);
        let edition = match self.report.table(cell.table) {
            Some(table)
                if form::table(table.edition, cell.table)
                    .row(cell.row)
                    .is_some() =>
            {
                table.edition
            }
            _ => return place,
        };
        match place.part {
            Part::Table(id, TablePart::Cell(..)) if id == cell.table => place,
            Part::Table(id, _) if id == cell.table => Place {
                part: Part::Table(id, TablePart::Cell(edition, cell)),
                edge: None,
            },
            _ => place,
        }
    }

    fn is_in_comment(&self, span: Span) -> bool {
        let comments = &self.report.comments;
        let next = comments.partition_point(|comment| comment.span.start <= span.start);
        next.checked_sub(1)
            .and_then(|index| comments.get(index))
            .is_some_and(|comment| {
                comment.span.contains(span)
                    && (!span.is_empty() || span.start < comment.span.end)
                    && (!span.is_empty() || span.start > comment.span.start)
            })
    }

    /// The place of an empty span.
    fn of_point(&self, at: u32) -> Place {
        if at == 0 {
            let part = Part::Whole;
            return Place { part, edge: None };
        }
        let end = self
            .index()
            .items
            .partition_point(|(own, _)| own.start <= at);
        // A blank cell, then what the point is inside of, then what it is at the end of.
        let blank = self.index().items[..end]
            .iter()
            .rev()
            .take_while(|(own, _)| own.start == at)
            .find(|(own, item)| own.is_empty() && matches!(item, Item::Table(..)));
        if let Some((_, item)) = blank {
            return Place {
                part: self.part(*item),
                edge: None,
            };
        }
        let from = self.index().ends.partition_point(|&end| end < at);
        let around = self.index().items.get(from..end).unwrap_or(&[]).iter();
        let mut around = around.filter(|(own, _)| own.end >= at);
        let Some((own, item)) = around.next() else {
            return self.of_gap(at);
        };
        let edge = match (own.start == at, own.end == at) {
            (true, _) => Some(Edge::Before),
            (false, true) => Some(Edge::After),
            (false, false) => None,
        };
        let part = self.part(*item);
        // What is missing in a cell belongs into it.
        let in_table = matches!(part, Part::Table(..));
        Place {
            part,
            edge: edge.filter(|_| !in_table),
        }
    }

    /// The place of what no item holds.
    fn of_gap(&self, at: u32) -> Place {
        let mut tables = self.report.tables.iter().flatten();
        if let Some(table) = tables.find(|it| it.span.start <= at && at < it.span.end) {
            let mut rows = table.rows.iter();
            let row = rows.find(|row| row.span.start <= at && at < row.span.end);
            let known = row.and_then(|row| table.definition().row(row.key));
            return Place {
                part: Part::Table(table.id, known.map_or(TablePart::Whole, TablePart::Row)),
                edge: None,
            };
        }
        let next = self
            .index()
            .items
            .partition_point(|(own, _)| own.start <= at);
        let whole = |item: Item| match item {
            Item::Table(id, _) => Part::Table(id, TablePart::Whole),
            item @ Item::Paragraph(_) => self.part(item),
        };
        let before = next
            .checked_sub(1)
            .and_then(|index| self.index().items.get(index));
        let (part, edge) = match (before, self.index().items.get(next)) {
            (Some((_, item)), _) => (whole(*item), Some(Edge::After)),
            (None, Some((_, item))) => (whole(*item), Some(Edge::Before)),
            (None, None) => (Part::Whole, None),
        };
        Place { part, edge }
    }

    fn part(&self, item: Item) -> Part {
        match item {
            Item::Paragraph(index) => self.paragraphs(index, index),
            Item::Table(id, part) => Part::Table(id, part),
        }
    }

    /// What the paragraphs from one to another are.
    fn paragraphs(&self, first: usize, last: usize) -> Part {
        let paragraphs = &self.report.prose.paragraphs;
        let (Some(one), Some(other)) = (paragraphs.get(first), paragraphs.get(last)) else {
            return Part::Whole;
        };
        if first != last && (one.kind != other.kind || one.section != other.section) {
            return self.range(Item::Paragraph(first), Item::Paragraph(last));
        }
        let place = |index: usize| {
            self.index()
                .numbered
                .get(index)
                .copied()
                .unwrap_or_default()
        };
        let (from, to) = (place(first), place(last));
        let section = one.section.and_then(|index| self.section(index));
        match (one.kind, section) {
            (ParagraphKind::Title, _) => Part::Title,
            (ParagraphKind::Signature, _) => Part::Signature,
            (ParagraphKind::Chrome, _) => Part::Page,
            (ParagraphKind::Heading, Some(section)) => Part::Heading(section),
            (_, None) => Part::Preamble,
            (_, Some(section)) if from.under != to.under => Part::Section(section),
            // A sub-heading alone, or several things of which one is no text.
            (_, Some(_)) if first == last && from.number == 0 => {
                Part::SubHeading(from.under.map_or_else(String::new, |it| self.under(it)))
            }
            (_, Some(section)) => Part::Paragraphs {
                section,
                under: from.under.map(|it| self.under(it)),
                first: from.number.max(1),
                last: to.number.max(from.number).max(1),
            },
        }
    }

    /// From one part to another: their section if they have the same.
    fn range(&self, first: Item, last: Item) -> Part {
        let section = |item: Item| match item {
            Item::Paragraph(index) => self.report.prose.paragraphs.get(index)?.section,
            Item::Table(id, _) => self.index().homes[id.index()],
        };
        let ends = [first, last].map(|item| {
            let section = section(item);
            let part = section.and_then(|index| self.section(index));
            (section, part.map(Part::Section))
        });
        match ends {
            [(Some(one), Some(part)), (Some(other), _)] if one == other => part,
            [(_, one), (_, other)] => {
                let one = one.unwrap_or_else(|| self.part(first));
                let other = other.unwrap_or_else(|| self.part(last));
                if one == other {
                    one
                } else {
                    Part::Range(Box::new((one, other)))
                }
            }
        }
    }

    fn section(&self, index: usize) -> Option<SectionName> {
        let section = self.report.sections.get(index)?;
        let alone = |ordinal: u32| self.index().ordinals.get(&ordinal) == Some(&1);
        Some(match section.ordinal {
            Some(ordinal) if alone(ordinal) && normal::numeral(ordinal).is_some() => {
                SectionName::Ordinal(ordinal)
            }
            _ => SectionName::Heading(quoted(&section.heading)),
        })
    }

    /// A sub-heading as it is printed.
    fn under(&self, under: Under) -> String {
        let prose = &self.report.prose;
        match under {
            Under::Ordinal(index) => {
                prose
                    .sub_headings
                    .get(index)
                    .map_or_else(String::new, |heading| {
                        let title = quoted(prose.text(heading.title));
                        format!("{}{title}", ordinal(heading))
                    })
            }
            Under::Plain(index) => prose
                .paragraphs
                .get(index)
                .map_or_else(String::new, |paragraph| quoted(prose.text(paragraph.range))),
        }
    }
}

/// The ordinal of a sub-heading as its level is written.
fn ordinal(heading: &SubHeading) -> String {
    let number = heading.ordinal;
    match (heading.level, normal::numeral(number)) {
        (2, Some(numeral)) => format!("（{numeral}）"),
        (3, _) => format!("{number}."),
        _ => format!("（{number}）"),
    }
}

/// The beginning of a heading, fit to be put in quotes.
fn quoted(heading: &str) -> String {
    let mut words: String = heading.chars().take(QUOTED).collect();
    if words.len() < heading.len() {
        words.push('…');
    }
    words.replace('“', "‘").replace('”', "’")
}

/// The parts of a table with their names.
fn parts_of(table: &Table, items: &mut Vec<(Span, Item)>) {
    let definition = table.definition();
    let id = table.id;
    let mut add = |span: Span, part| items.push((span, Item::Table(id, part)));
    for row in &table.rows {
        let Some(known) = definition.row(row.key) else {
            add(row.span, TablePart::Whole);
            continue;
        };
        if let Some(label) = row.label {
            add(label.span, TablePart::Row(known));
        }
        if let Some(misfit) = row.misfit {
            add(misfit.span, TablePart::Row(known));
        }
        for (cell, column) in row.cells.iter().zip(known.columns) {
            if let Some(cell) = cell {
                let name = CellRef::new(id, row.key, column.key);
                add(cell.span, TablePart::Cell(table.edition, name));
            }
        }
    }
    for header in &table.headers {
        let columns = definition.rows.iter().flat_map(|row| row.columns);
        let label = columns
            .filter(|column| column.key == header.key)
            .map(|column| column.label)
            .next();
        if let Some(label) = label {
            add(header.span, TablePart::Column(header.key, label));
        }
    }
    for &(label, span) in &table.groups {
        add(span, TablePart::Group(label));
    }
    if let Some(span) = table.note {
        add(span, TablePart::Note);
    }
    for extra in &table.extras {
        add(extra.span, TablePart::Whole);
    }
}

/// What all parts of a table in a span have in common: a row, a column or the table.
fn common(inside: &[(Span, Item)], span: Span, table: TableId) -> TablePart {
    let mut same: Option<TablePart> = None;
    for (own, item) in inside {
        let &Item::Table(id, part) = item else {
            continue;
        };
        if id != table || own.end <= span.start && !(own.is_empty() && own.start >= span.start) {
            continue;
        }
        same = Some(match same {
            None => part,
            Some(before) if before == part => part,
            Some(before) => match (row_of(before), row_of(part)) {
                (Some(one), Some(other)) if one == other => TablePart::Row(one),
                _ => match (column_of(before), column_of(part)) {
                    (Some(one), Some(other)) if one == other => TablePart::Column(one.0, one.1),
                    _ => return TablePart::Whole,
                },
            },
        });
    }
    same.unwrap_or(TablePart::Whole)
}

fn row_of(part: TablePart) -> Option<&'static RowDef> {
    match part {
        TablePart::Row(row) => Some(row),
        TablePart::Cell(edition, cell) => form::table(edition, cell.table).row(cell.row),
        _ => None,
    }
}

fn column_of(part: TablePart) -> Option<(ColumnKey, &'static str)> {
    match part {
        TablePart::Column(key, label) => Some((key, label)),
        TablePart::Cell(edition, cell) => {
            let definition = form::table(edition, cell.table);
            Some((cell.column, column_label(definition, cell)))
        }
        _ => None,
    }
}

/// The sub-heading and the number of each paragraph.
fn numbered(report: &Report) -> Vec<Numbered> {
    let prose = &report.prose;
    let mut headings = prose.sub_headings.iter().enumerate().peekable();
    let mut section = None;
    let (mut under, mut number) = (None, 0);
    let paragraphs = prose.paragraphs.iter().enumerate();
    paragraphs
        .map(|(index, paragraph)| {
            if paragraph.section != section {
                (section, under, number) = (paragraph.section, None, 0);
            }
            let mut alone = paragraph.kind == ParagraphKind::SubHeading;
            let mut named = false;
            while let Some((at, heading)) = headings.next_if(|(_, it)| it.paragraph <= index) {
                // Of several in one paragraph the first names it.
                if heading.paragraph == index && !named {
                    (under, number, named) = (Some(Under::Ordinal(at)), 0, true);
                    alone = !heading.run_in;
                }
            }
            if alone && !named {
                (under, number) = (Some(Under::Plain(index)), 0);
            }
            let counted = matches!(
                paragraph.kind,
                ParagraphKind::Body | ParagraphKind::Note | ParagraphKind::SubHeading
            );
            if counted && !alone {
                number += 1;
            }
            Numbered {
                under,
                number: if alone { 0 } else { number },
            }
        })
        .collect()
}
