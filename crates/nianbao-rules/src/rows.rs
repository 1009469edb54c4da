//! What the rules about rows share: which rows are missing, and how to put one back.

use nianbao_core::damage::DamageKind;
use nianbao_core::form::{GroupDef, RowDef, RowKey};
use nianbao_core::table::Table;
use nianbao_core::{Layout, Report, Span};

use crate::diagnostic::{Applicability, Edit, Fix, Message};

/// Which rows of a table are not there, and which of them the converter lost.
pub(crate) struct Lost<'a> {
    table: &'a Table,
    cut: Vec<RowKey>,
    torn: bool,
}

impl<'a> Lost<'a> {
    /// Of a table of a report.
    pub(crate) fn new(report: &Report, table: &'a Table) -> Self {
        let mut cut = Vec::new();
        let mut torn = false;
        for damage in report.table_damage(table.id) {
            match &damage.kind {
                DamageKind::TableCut { rows, .. } => cut.extend_from_slice(rows),
                DamageKind::TableTorn { .. } => torn = true,
                _ => {}
            }
        }
        Self { table, cut, torn }
    }

    /// Whether the drafter left out a row.
    pub(crate) fn is_missing(&self, row: RowKey) -> bool {
        !self.torn && !self.cut.contains(&row) && self.table.row(row).is_none()
    }
}

/// The blocks of a table with the rows of each, in the order of the form.
pub(crate) fn blocks(table: &Table) -> Vec<(GroupDef, Vec<&'static RowDef>)> {
    let mut blocks: Vec<(GroupDef, Vec<&'static RowDef>)> = Vec::new();
    for row in table.definition().rows {
        let Some(group) = row.group else { continue };
        match blocks.last_mut() {
            Some((last, rows)) if *last == group => rows.push(row),
            _ => blocks.push((group, vec![row])),
        }
    }
    blocks
}

/// The offset at which a missing row belongs: after the last row before it that is there, else at
/// the start of the table.
pub(crate) fn place_of_row(table: &Table, key: RowKey) -> usize {
    let before = table.rows.iter().filter(|row| row.key < key);
    before
        .map(|row| row.span.end)
        .max()
        .unwrap_or(table.span.start) as usize
}

/// Puts rows back, filled with 0, written as the row before them is; only where a row of the source
/// is one line of cells.
pub(crate) fn restore_rows<'r>(
    report: &Report,
    table: &Table,
    rows: impl AsRef<[&'r RowDef]>,
    group: Option<GroupDef>,
) -> Option<Fix> {
    if !matches!(report.layout, Layout::Pipe | Layout::Tabs) {
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
    let between = cells.first().zip(cells.get(1)).map_or(
        if report.layout == Layout::Pipe {
            " | "
        } else {
            "\t"
        },
        |(a, b)| slice(a.end, b.start),
    );
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
        edits: vec![Edit {
            span: Span::empty(at as usize),
            new_text: text,
        }],
    })
}
