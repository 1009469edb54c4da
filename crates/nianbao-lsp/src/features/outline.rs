//! The shape of a report: symbols, foldings, selections.

use std::cmp::Reverse;

use nianbao_core::{Report, SourceText, Span};
use nianbao_lint::query::table_name;
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

/// The symbols of a document whose names have the characters of a text in their order, as editors match
/// what is typed.
pub(crate) fn matching(snapshot: &Snapshot, query: &str) -> Vec<SymbolInformation> {
    let mut flat = Vec::new();
    let title = snapshot
        .report()
        .and_then(|it| it.report.title.as_ref())
        .map(|title| title.text.as_str());
    flatten(
        snapshot,
        items(snapshot).unwrap_or_default(),
        title,
        &mut flat,
    );
    flat.retain(|symbol| {
        let mut name = symbol.name.chars().flat_map(char::to_lowercase);
        let typed = query.chars().filter(|c| !c.is_whitespace());
        let mut typed = typed.flat_map(char::to_lowercase);
        typed.all(|wanted| name.any(|c| c == wanted))
    });
    flat
}

fn items(snapshot: &Snapshot) -> Option<Vec<Item>> {
    let report = &snapshot.report()?.report;
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
                let values: Vec<_> = values.flat_map(str::split_whitespace).collect();
                Some(Item {
                    name: known.label.to_owned(),
                    detail: Some(values.join(" ")),
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
    for item in &mut items {
        item.settle(&report.source);
    }
    Some(items)
}

impl Item {
    /// Gives an item, and what is in it, the marks of its own heading and takes those of the next away.
    fn settle(&mut self, source: &SourceText) {
        self.span = settled(source, self.span);
        for child in &mut self.children {
            child.settle(source);
        }
    }
}

/// A span with the marks of Markdown before the heading that it begins with, and without white space and
/// the marks of a heading behind it: sections reach from title to title.
fn settled(source: &SourceText, span: Span) -> Span {
    let line = source.line_span(source.line_of(span.start));
    let before = source.slice(Span {
        end: span.start,
        ..line
    });
    let marks = before.contains('#') && before.chars().all(|c| matches!(c, '#' | ' '));
    let start = if marks { line.start } else { span.start };
    let text = source.slice(span).trim_end();
    let last = text.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let text = match text.split_at_checked(last) {
        Some((rest, last)) if last.trim_start_matches([' ', '#']).is_empty() => rest.trim_end(),
        _ => text,
    };
    let end = span.start + text.len() as u32;
    Span { start, end }
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
    let report = &snapshot.report()?.report;
    let mut spans: Vec<(Span, Option<FoldingRangeKind>)> = Vec::new();
    collect(&items(snapshot)?, &mut spans);
    spans.extend(
        report
            .comments
            .iter()
            .map(|comment| (comment.span, Some(FoldingRangeKind::Comment))),
    );
    let source = &report.source;
    let lines = spans.into_iter().map(|(span, kind)| {
        let text = source.slice(span).trim_end();
        let last = source.line_of(span.start + text.len() as u32);
        (source.line_of(span.start), last, kind)
    });
    let ranges = nested(lines.collect()).into_iter();
    let ranges = ranges.map(|(start_line, end_line, kind)| FoldingRange {
        start_line,
        start_character: None,
        end_line,
        end_character: None,
        kind,
        collapsed_text: None,
    });
    Some(ranges.collect())
}

/// A place that may be folded, by its first and last line, and what it is.
type Fold = (u32, u32, Option<FoldingRangeKind>);

/// The folds that can stand together: editors leave out one that begins where another does or within one
/// that ends before it. Where a heading stands in the middle of a line, what was before it ends a line
/// earlier.
fn nested(mut folds: Vec<Fold>) -> Vec<Fold> {
    folds.sort_by_key(|&(first, last, _)| (first, Reverse(last)));
    folds.dedup_by_key(|fold| fold.0);
    let mut open: Vec<usize> = Vec::new();
    for index in 0..folds.len() {
        let Some(&(first, last, _)) = folds.get(index) else {
            break;
        };
        open.retain(|&outer| match folds.get_mut(outer) {
            Some((_, end, _)) if *end >= last => true,
            Some((_, end, _)) => {
                *end = first.saturating_sub(1).min(*end);
                false
            }
            None => false,
        });
        open.push(index);
    }
    folds.retain(|(first, last, _)| first < last);
    folds
}

/// What holds a position, from the smallest thing to the whole text.
pub(crate) fn selection(snapshot: &Snapshot, position: Position) -> Option<SelectionRange> {
    let report = &snapshot.report()?.report;
    let offset = snapshot.offset(position);
    let mut spans = vec![Span::new(0, report.source.as_str().len())];
    for section in &report.sections {
        spans.extend([settled(&report.source, section.span), section.heading_span]);
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
    spans.sort_by_key(|span| Reverse(span.len()));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_lie_within_one_another_or_apart() {
        let folded = |folds: &[(u32, u32)]| -> Vec<(u32, u32)> {
            let folds = folds.iter().map(|&(first, last)| (first, last, None));
            let folds = nested(folds.collect()).into_iter();
            folds.map(|(first, last, _)| (first, last)).collect()
        };
        assert_eq!(folded(&[(2, 9), (3, 5), (6, 9)]), [(2, 9), (3, 5), (6, 9)]);
        // A heading in the middle of the line that the part before it ends on, and what is in that.
        assert_eq!(folded(&[(2, 6), (3, 6), (6, 9)]), [(2, 5), (3, 5), (6, 9)]);
        assert_eq!(folded(&[(2, 3), (3, 9)]), [(3, 9)]);
        // A table that begins with its part.
        assert_eq!(folded(&[(2, 5), (2, 9), (4, 4)]), [(2, 9)]);
    }
}
