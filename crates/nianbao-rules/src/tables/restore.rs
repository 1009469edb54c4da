//! The fix that puts missing rows back.

use nianbao_core::form::{GroupDef, RowDef};
use nianbao_core::table::Table;
use nianbao_core::{Report, Span};
use nianbao_lint::{Applicability, Edit, Fix, Message};

/// Puts rows back, filled with 0, written as the row before them is; only where a row of the source
/// is one line of cells.
pub(crate) fn restore_rows<'r>(
    report: &Report,
    table: &Table,
    rows: impl AsRef<[&'r RowDef]>,
    group: Option<GroupDef>,
) -> Option<Fix> {
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
    for row in rows {
        text.push_str(&write(row.label, &vec!["0"; row.columns.len()]));
    }
    let at = if tail.ends_with('\n') {
        line_span.end
    } else {
        text.insert(0, '\n');
        text.pop();
        line_span.end
    };
    let labels: Vec<&str> = rows.iter().map(|row| row.label).collect();
    Some(Fix {
        title: Message::new(
            format!("补上“{}”，填 0", labels.join("”“")),
            "Insert the missing rows with 0".to_owned(),
        ),
        applicability: Applicability::Suggested,
        edits: vec![Edit::new(Span::empty(at as usize), text)],
    })
}
