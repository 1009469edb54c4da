//! The fix that puts missing rows back.

use nianbao_core::form::{CellRef, GroupDef, RowDef, TableId};
use nianbao_core::table::Table;
use nianbao_core::{Decimal, Span};
use nianbao_lint::{Applicability, Context, Edit, Fix, Message};

/// The numbers of missing rows: those that the identities force, else 0. None where these cannot all
/// be right with what the report says.
fn numbers(context: &Context<'_>, id: TableId, rows: &[&RowDef]) -> Option<Vec<Vec<Decimal>>> {
    let ledger = context.facts.ledger();
    let names = |row: &RowDef| -> Vec<CellRef> {
        let columns = row.columns.iter();
        columns
            .map(|column| CellRef::new(id, row.key, column.key))
            .collect()
    };
    let number = |cell: CellRef| ledger.cell(cell).number().unwrap_or_default().normalize();
    let all: Vec<(CellRef, Decimal)> = rows
        .iter()
        .flat_map(|row| names(row))
        .map(|cell| (cell, number(cell)))
        .collect();
    let possible = match ledger.allows(&all) {
        // No identity is about 表二.
        None => id == TableId::Proactive,
        Some(possible) => possible,
    };
    let numbers = rows
        .iter()
        .map(|row| names(row).into_iter().map(number).collect());
    possible.then(|| numbers.collect())
}

/// Puts rows back, filled with what follows for them or with 0, written as the row before them is;
/// only where a row of the source is one line of cells.
pub(crate) fn restore_rows<'r>(
    context: &Context<'_>,
    table: &Table,
    rows: impl AsRef<[&'r RowDef]>,
    group: Option<GroupDef>,
) -> Option<Fix> {
    let report = context.report;
    if !report.has_marked_cells() {
        return None;
    }
    let rows = rows.as_ref();
    let first = rows.first()?;
    let pattern = table
        .rows
        .iter()
        .rfind(|row| row.key < first.key && row.misfit.is_none())?;
    let source = &report.source;
    let line = source.line_of(pattern.span.start);
    if line != source.line_of(pattern.span.end) {
        return None;
    }
    let line_span = source.line_span(line);
    if !source.can_insert(line_span.end) {
        return None;
    }
    let label = pattern.label?.span;
    let cells: Vec<Span> = pattern
        .cells
        .iter()
        .flatten()
        .map(|cell| cell.span)
        .collect();
    let (start, end) = (cells.first()?.start, cells.last()?.end);
    if cells.len() != pattern.cells.len() || label.end > start {
        return None;
    }
    let slice = |from: u32, to: u32| {
        source.slice(Span {
            start: from,
            end: to,
        })
    };
    let lead: String = slice(line_span.start, label.start)
        .chars()
        .filter(|c| matches!(c, '|' | '\t' | ' '))
        .collect();
    let gap = slice(label.end, start);
    let between = cells
        .first()
        .zip(cells.get(1))
        .map_or(if gap.contains('|') { " | " } else { "\t" }, |(a, b)| {
            slice(a.end, b.start)
        });
    let tail = slice(end, line_span.end);
    let ending = if tail.ends_with('\n') { "" } else { "\n" };
    let width = cells.len();
    let write = |label: &str, cells: &[&str]| {
        let mut cells = cells.to_vec();
        cells.resize(width.max(cells.len()), "");
        format!("{lead}{label}{gap}{}{tail}{ending}", cells.join(between))
    };
    let mut text = String::new();
    if let Some(group) = group {
        text.push_str(&write(group.label, &[]));
    }
    let numbers = numbers(context, table.id, rows)?;
    for (row, numbers) in rows.iter().zip(&numbers) {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        text.push_str(&write(row.label, &numbers));
    }
    let at = if tail.ends_with('\n') {
        line_span.end
    } else {
        text.insert(0, '\n');
        text.pop();
        line_span.end
    };
    let labels: Vec<&str> = rows.iter().map(|row| row.label).collect();
    let labels = labels.join("”“");
    let title = if numbers.iter().flatten().all(Decimal::is_zero) {
        Message::new(
            format!("补上“{labels}”，填 0"),
            "Insert the missing rows with 0",
        )
    } else {
        let numbers: Vec<String> = numbers.iter().flatten().map(ToString::to_string).collect();
        Message::new(
            format!("补上“{labels}”，按勾稽关系填 {}", numbers.join("、")),
            format!("Insert the missing rows with {}", numbers.join(", ")),
        )
    };
    Some(Fix {
        title,
        applicability: Applicability::Suggested,
        edits: vec![Edit::new(Span::empty(at as usize), text)],
    })
}
