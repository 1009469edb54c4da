//! From a number of the prose to its cell and back; from a citation to the others of the document.

use nianbao_core::Span;
use nianbao_facts::readers::links::prose_links;
use nianbao_lint::query::cited_document;
use tower_lsp::ls_types::{Location, Position};

use super::at;
use crate::documents::Snapshot;

/// Where what stands at a position is given: the cells of a number, the numbers that speak of a cell.
pub(crate) fn definition(snapshot: &Snapshot, position: Position) -> Option<Vec<Location>> {
    let (_, others) = related(snapshot, position)?;
    Some(locations(snapshot, others))
}

/// Everything that means the same thing, with the thing itself if it is wanted.
pub(crate) fn references(
    snapshot: &Snapshot,
    position: Position,
    with_itself: bool,
) -> Option<Vec<Location>> {
    let (itself, mut others) = match related(snapshot, position) {
        Some(found) => found,
        None => same_document(snapshot, position)?,
    };
    if with_itself {
        others.push(itself);
    }
    others.sort();
    others.dedup();
    Some(locations(snapshot, others))
}

fn locations(snapshot: &Snapshot, spans: Vec<Span>) -> Vec<Location> {
    let location = |span| Location::new(snapshot.uri.clone(), snapshot.range(span));
    spans.into_iter().map(location).collect()
}

/// The number or cell at a position, and the cells or numbers that it is tied to.
fn related(snapshot: &Snapshot, position: Position) -> Option<(Span, Vec<Span>)> {
    let report = &snapshot.report()?.report;
    let offset = snapshot.offset(position);
    let links = prose_links(report);
    let cell_span = |cell: &_| report.cell(*cell).map(|cell| cell.span);
    if let Some(link) = links.iter().find(|link| at(link.span, offset)) {
        let cells = link.cells.iter().filter_map(cell_span);
        return Some((link.span, cells.collect()));
    }
    let cells = report
        .tables
        .iter()
        .flatten()
        .flat_map(nianbao_core::table::Table::cells);
    let (name, cell) = cells
        .filter(|(_, cell)| at(cell.span, offset))
        .min_by_key(|(_, cell)| cell.span.len())?;
    let numbers = links
        .iter()
        .filter(|link| link.cells.contains(&name))
        .map(|link| link.span);
    Some((cell.span, numbers.collect()))
}

/// The citation at a position and the other citations of the same document.
fn same_document(snapshot: &Snapshot, position: Position) -> Option<(Span, Vec<Span>)> {
    let report = &snapshot.report()?.report;
    let offset = snapshot.offset(position);
    let citations = &report.prose.citations;
    let here = citations.iter().find(|it| at(it.span, offset))?;
    let packs = snapshot.packs();
    let document = cited_document(report, here, &*packs)?;
    let others = citations
        .iter()
        .filter(|it| it.span != here.span)
        .filter(|it| cited_document(report, it, &*packs).as_ref() == Some(&document));
    Some((here.span, others.map(|it| it.span).collect()))
}
