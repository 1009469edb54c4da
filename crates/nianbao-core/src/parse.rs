//! From text to [`Report`]: the one way through the crate.

use std::sync::Arc;

use crate::damage::{Damage, DamageKind};
use crate::form::{Edition, TableId};
use crate::layout::{Document, LineKind};
use crate::outline::{self, Heading};
use crate::paragraphs::{self, Roles};
use crate::prose::{ParagraphKind, Prose};
use crate::report::{Report, Section};
use crate::span::{Span, TextRange};
use crate::table::{self, Reading, Tables};
use crate::text::SourceText;
use crate::text_map::TextMap;
use crate::{form, meta, normal};

impl Report {
    /// Understands a text. Never fails: what is not there is absent in the result.
    pub fn parse(source: impl Into<Arc<SourceText>>) -> Self {
        let source = source.into();
        let shared = Arc::clone(&source);
        let mut document = Document::read_as(shared.as_str(), shared.evidence());
        let headings = outline::headings(&document);
        let tables = table::read(&document, &headings);
        let table_lines: Vec<(usize, usize)> = tables
            .readings
            .iter()
            .flatten()
            .map(|reading| reading.lines)
            .collect();
        let title_lines = meta::title_lines(&document, &headings);
        let roles = Roles {
            headings: &headings,
            tables: &table_lines,
            title: title_lines.as_ref(),
        };
        let mut prose = paragraphs::prose(&document, &roles);
        prose.scan(&source);
        let sections = sections(&document, &headings, &prose, &tables);
        let (title, body) = match title_lines
            .as_ref()
            .map(|lines| meta::title(&document, lines))
        {
            Some((title, body)) => (Some(title), body),
            None => (None, None),
        };
        let signature = meta::signature(&prose);
        let period = prose
            .periods
            .iter()
            .position(|period| period.statistical)
            .or_else(|| {
                prose.periods.iter().position(|period| {
                    prose
                        .paragraphs
                        .get(period.paragraph)
                        .is_some_and(|paragraph| paragraph.kind == ParagraphKind::Preamble)
                })
            });
        let year = title
            .as_ref()
            .and_then(|title| title.year.map(|(year, _)| year))
            .or_else(|| {
                let period = prose.periods.get(period?)?;
                period.from.or(period.to).map(|day| day.year)
            });
        let edition = edition(&tables);
        let legacy_2019 = tables
            .readings
            .iter()
            .flatten()
            .flat_map(|reading| reading.legacy.iter().copied())
            .collect();
        let legacy_2007 = legacy_headings(&document, &table_lines);
        let published = meta::published(&prose, &signature);
        let Tables {
            readings,
            mut damage,
        } = tables;
        damage.extend(unreadable(&sections, &readings));
        let evidence = u32::from(title.is_some())
            + headings
                .iter()
                .filter(|heading| heading.kind.is_some())
                .count() as u32
            + readings.iter().flatten().count() as u32 * 2;
        let layout = document.layout;
        let comments = std::mem::take(&mut document.comments);
        Self {
            visible: TextMap::new(document, &comments),
            layout,
            evidence,
            edition,
            legacy_2019,
            legacy_2007,
            title,
            body,
            year,
            period,
            published,
            signature,
            sections,
            tables: readings.map(|reading| reading.map(|reading| reading.table)),
            prose,
            damage,
            comments,
            source,
        }
    }
}

/// The edition that the tables show. The columns of 表二 decide: 2021 reports with the merged row
/// （六）其他处理 of 2019 in 表三 are met every year.
fn edition(tables: &Tables) -> Option<Edition> {
    let edition = |id: TableId| {
        tables.readings[id.index()]
            .as_ref()
            .map(|found| found.table.edition)
    };
    edition(TableId::Proactive)
        .or_else(|| edition(TableId::Requests))
        .or_else(|| edition(TableId::Disputes))
}

fn sections(
    document: &Document<'_>,
    headings: &[Heading],
    prose: &Prose,
    tables: &Tables,
) -> Vec<Section> {
    let end_of_report = prose
        .paragraphs
        .iter()
        .rev()
        .find(|paragraph| paragraph.kind != ParagraphKind::Chrome)
        .map_or(0, |paragraph| paragraph.span.end);
    let last_table = tables
        .readings
        .iter()
        .flatten()
        .map(|reading| reading.table.span.end)
        .max();
    let end_of_report = end_of_report.max(last_table.unwrap_or(0));
    let mut bodies: Vec<Option<TextRange>> = vec![None; headings.len()];
    for paragraph in &prose.paragraphs {
        if matches!(
            paragraph.kind,
            ParagraphKind::Heading | ParagraphKind::Chrome | ParagraphKind::Signature
        ) {
            continue;
        }
        if let Some(body) = paragraph.section.and_then(|index| bodies.get_mut(index)) {
            *body = Some(body.map_or(paragraph.range, |body| body.cover(paragraph.range)));
        }
    }
    let mut sections = Vec::with_capacity(headings.len());
    for (index, heading) in headings.iter().enumerate() {
        let heading_place = if heading.ordinal_place.is_empty() {
            heading.title_place
        } else {
            heading.ordinal_place.cover(heading.title_place)
        };
        let heading_span = document.span(heading_place);
        let next = headings.get(index + 1).map(|next| {
            let place = if next.ordinal_place.is_empty() {
                next.title_place
            } else {
                next.ordinal_place
            };
            document.span(place).start
        });
        let end = next.unwrap_or(end_of_report).max(heading_span.end);
        let span = Span {
            start: heading_span.start,
            end,
        };
        let body = bodies[index];
        let last_line = headings
            .get(index + 1)
            .map_or(document.lines.len(), |next| next.line);
        // Pictures come in the order of lines.
        let first = document
            .pictures
            .partition_point(|(line, _)| *line <= heading.line);
        let pictures = document.pictures[first..]
            .iter()
            .take_while(|(line, _)| *line <= last_line)
            .map(|(_, span)| *span)
            .filter(|picture| span.contains(*picture))
            .collect();
        let table = tables
            .readings
            .iter()
            .flatten()
            .find(|reading| span.contains(reading.table.span))
            .map(|reading| reading.table.id);
        sections.push(Section {
            kind: heading.kind,
            ordinal: heading.ordinal,
            number_style: heading.style,
            title_match: heading.title_match,
            heading: heading.text.clone(),
            heading_span,
            ordinal_span: document.span(heading.ordinal_place),
            title_span: document.span(heading.title_place),
            trailing_span: document.span(heading.trailing_place),
            span,
            prose: body.unwrap_or_default(),
            table,
            pictures,
        });
    }
    sections
}

/// The tables that are pictures or attachments: nothing was read in a section that shows one.
fn unreadable(sections: &[Section], readings: &[Option<Reading>; 3]) -> Vec<Damage> {
    TableId::ALL
        .into_iter()
        .filter(|id| readings[id.index()].is_none())
        .filter_map(|id| {
            let kind = Some(form::table(Edition::V2021, id).section);
            let section = sections.iter().find(|section| section.kind == kind)?;
            Some(Damage {
                kind: DamageKind::NotReadable { table: id },
                span: *section.pictures.first()?,
            })
        })
        .collect()
}

/// Headings that only reports before 2019 have.
fn legacy_headings(document: &Document<'_>, tables: &[(usize, usize)]) -> Vec<Span> {
    const TITLES: [&str; 5] = [
        "概述",
        "政府信息公开的收费及减免情况",
        "收费及减免情况",
        "政府信息公开收费及减免情况",
        "依申请公开政府信息和不予公开政府信息的情况",
    ];
    // The characters that those end in.
    const LAST: [char; 2] = ['述', '况'];
    let in_table = |index: usize| {
        tables
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&index))
    };
    document
        .lines
        .iter()
        .enumerate()
        .filter(|(index, line)| {
            line.kind == LineKind::Text
                && line.place.end - line.place.start <= 100
                && !in_table(*index)
                && {
                    let text = document.str(line.place);
                    let mut last = text.chars().rev().filter_map(normal::fold);
                    last.find(|&c| !normal::is_mark(c))
                        .is_some_and(|last| LAST.contains(&last))
                        && TITLES.contains(&normal::label(text).as_str())
                }
        })
        .map(|(_, line)| document.span(line.place))
        .collect()
}
