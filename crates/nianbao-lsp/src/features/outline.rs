//! The shape of a report: symbols, foldings, selections.

use nianbao_core::{Report, Span};
use nianbao_rules::query::table_name;
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolResponse, FoldingRange, FoldingRangeKind, Location, Position,
    SelectionRange, SymbolInformation, SymbolKind,
};

use super::{at, extent};
use crate::documents::Snapshot;
use crate::session::Session;

/// A thing that can be gone to.
struct Item {
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    span: Span,
    selection: Span,
    children: Vec<Item>,
}

/// The symbols of a document.
pub(crate) fn symbols(snapshot: &Snapshot, session: &Session) -> Option<DocumentSymbolResponse> {
    let items = items(snapshot)?;
    Some(if session.hierarchical {
        let nested = items.into_iter().map(|item| nest(snapshot, item));
        DocumentSymbolResponse::Nested(nested.collect())
    } else {
        let mut flat = Vec::new();
        flatten(snapshot, items, None, &mut flat);
        DocumentSymbolResponse::Flat(flat)
    })
}

/// The symbols of a document whose names contain a text.
pub(crate) fn matching(snapshot: &Snapshot, query: &str) -> Vec<SymbolInformation> {
    let mut flat = Vec::new();
    let title = snapshot
        .analysis()
        .and_then(|it| it.report.title.as_ref())
        .map(|title| title.text.as_str());
    flatten(
        snapshot,
        items(snapshot).unwrap_or_default(),
        title,
        &mut flat,
    );
    flat.retain(|symbol| symbol.name.contains(query));
    flat
}

fn items(snapshot: &Snapshot) -> Option<Vec<Item>> {
    let report = &snapshot.analysis()?.report;
    let mut items = Vec::new();
    if let Some(title) = &report.title {
        items.push(Item {
            name: title.text.clone(),
            detail: None,
            kind: SymbolKind::FILE,
            span: title.span,
            selection: title.span,
            children: Vec::new(),
        });
    }
    for (index, section) in report.sections.iter().enumerate() {
        let mut children = sub_headings(report, index, section.span);
        let tables = report.tables.iter().flatten();
        for table in tables.filter(|table| section.span.contains(table.span)) {
            let rows = table.rows.iter().filter_map(|row| {
                let label = row.label?.span;
                let known = table.definition().row(row.key)?;
                let values = row.cells.iter().map(|cell| {
                    let text = cell.map_or("", |cell| report.source.slice(cell.span));
                    if text.is_empty() { "—" } else { text }
                });
                Some(Item {
                    name: known.label.to_owned(),
                    detail: Some(values.collect::<Vec<_>>().join(" ")),
                    kind: SymbolKind::FIELD,
                    span: row.span.cover(label),
                    selection: label,
                    children: Vec::new(),
                })
            });
            children.push(Item {
                name: table_name(table.id).get(snapshot.config.lang).to_owned(),
                detail: None,
                kind: SymbolKind::ARRAY,
                span: extent(table),
                selection: extent(table),
                children: rows.collect(),
            });
        }
        children.sort_by_key(|child| child.span);
        items.push(Item {
            name: section.heading.clone(),
            detail: None,
            kind: SymbolKind::NAMESPACE,
            span: section.span,
            selection: section.heading_span,
            children,
        });
    }
    items.retain(|item| !item.name.is_empty());
    Some(items)
}

/// The sub-headings of a section, each up to the next of its level or above, nested.
fn sub_headings(report: &Report, section: usize, within: Span) -> Vec<Item> {
    let headings: Vec<_> = report
        .prose
        .sub_headings
        .iter()
        .filter(|heading| heading.section == Some(section))
        .collect();
    let mut open: Vec<(u8, Item)> = Vec::new();
    let mut done: Vec<Item> = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        while open
            .last()
            .is_some_and(|(level, _)| *level >= heading.level)
        {
            close(&mut open, &mut done);
        }
        let title = report.prose.source_span(heading.title);
        let selection = heading.ordinal_span.cover(title);
        let next = headings[index + 1..]
            .iter()
            .find(|next| next.level <= heading.level)
            .map_or(within.end, |next| next.ordinal_span.start);
        let name = format!(
            "{}{}",
            report.source.slice(heading.ordinal_span),
            report.prose.text(heading.title)
        );
        let item = Item {
            name,
            detail: None,
            kind: SymbolKind::STRING,
            span: Span {
                start: selection.start,
                end: next.max(selection.end),
            },
            selection,
            children: Vec::new(),
        };
        open.push((heading.level, item));
    }
    while !open.is_empty() {
        close(&mut open, &mut done);
    }
    done
}

/// Ends the innermost open heading.
fn close(open: &mut Vec<(u8, Item)>, done: &mut Vec<Item>) {
    if let Some((_, item)) = open.pop() {
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(item),
            None => done.push(item),
        }
    }
}

fn nest(snapshot: &Snapshot, item: Item) -> DocumentSymbol {
    let children = item.children.into_iter().map(|child| nest(snapshot, child));
    #[expect(deprecated, reason = "the field is still there")]
    DocumentSymbol {
        name: item.name,
        detail: item.detail,
        kind: item.kind,
        tags: None,
        deprecated: None,
        range: snapshot.range(item.span.cover(item.selection)),
        selection_range: snapshot.range(item.selection),
        children: Some(children.collect()),
    }
}

fn flatten(
    snapshot: &Snapshot,
    items: Vec<Item>,
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    for item in items {
        #[expect(deprecated, reason = "the field is still there")]
        flat.push(SymbolInformation {
            name: item.name.clone(),
            kind: item.kind,
            tags: None,
            deprecated: None,
            location: Location::new(snapshot.uri.clone(), snapshot.range(item.span)),
            container_name: container.map(str::to_owned),
        });
        flatten(snapshot, item.children, Some(&item.name), flat);
    }
}

/// The places of items that may be folded.
fn collect(items: &[Item], spans: &mut Vec<(Span, Option<FoldingRangeKind>)>) {
    for item in items {
        // A row is one line, or as good as one.
        if item.kind != SymbolKind::FIELD {
            spans.push((item.span, None));
        }
        collect(&item.children, spans);
    }
}

/// What can be folded: sections, their parts, tables, comments of several lines.
pub(crate) fn folding(snapshot: &Snapshot) -> Option<Vec<FoldingRange>> {
    let report = &snapshot.analysis()?.report;
    let mut spans: Vec<(Span, Option<FoldingRangeKind>)> = Vec::new();
    collect(&items(snapshot)?, &mut spans);
    spans.extend(
        report
            .comments
            .iter()
            .map(|comment| (comment.span, Some(FoldingRangeKind::Comment))),
    );
    let source = &report.source;
    let ranges = spans.into_iter().filter_map(|(span, kind)| {
        let text = source.slice(span).trim_end();
        let first = source.line_of(span.start);
        let last = source.line_of(span.start + text.len() as u32);
        (first < last).then_some(FoldingRange {
            start_line: first,
            start_character: None,
            end_line: last,
            end_character: None,
            kind,
            collapsed_text: None,
        })
    });
    Some(ranges.collect())
}

/// What holds a position, from the smallest thing to the whole text.
pub(crate) fn selection(snapshot: &Snapshot, position: Position) -> Option<SelectionRange> {
    let report = &snapshot.analysis()?.report;
    let offset = snapshot.offset(position);
    let mut spans = vec![Span::new(0, report.source.as_str().len())];
    for section in &report.sections {
        spans.extend([section.span, section.heading_span]);
    }
    for table in report.tables.iter().flatten() {
        spans.push(extent(table));
        spans.extend(table.rows.iter().map(|row| row.span));
        spans.extend(table.rows.iter().filter_map(|row| Some(row.label?.span)));
        spans.extend(table.cells().map(|(_, cell)| cell.span));
    }
    let prose = &report.prose;
    for paragraph in prose.paragraphs.iter().filter(|it| at(it.span, offset)) {
        spans.push(paragraph.span);
        let range = paragraph.range;
        let mut start = range.start;
        while start < range.end {
            let sentence = prose.sentence_at(start);
            spans.push(prose.source_span(sentence));
            start = sentence.end.max(start + 1);
        }
    }
    spans.extend(prose.citations.iter().map(|it| it.span));
    spans.extend(prose.quantities.iter().map(|it| it.span));
    spans.extend(prose.dates.iter().map(|it| it.span));
    spans.retain(|&span| at(span, offset));
    spans.sort_by_key(|span| std::cmp::Reverse(span.len()));
    let mut chain: Option<SelectionRange> = None;
    let mut outer: Option<Span> = None;
    for span in spans {
        // Each lies within the one before it and is smaller.
        if outer.is_none_or(|outer| outer.contains(span) && outer != span) {
            chain = Some(SelectionRange {
                range: snapshot.range(span),
                parent: chain.map(Box::new),
            });
            outer = Some(span);
        }
    }
    chain
}
