//! What the rules about rows share: which rows are missing, and where they belong.

use nianbao_core::Report;
use nianbao_core::damage::DamageKind;
use nianbao_core::form::{GroupDef, RowDef, RowKey};
use nianbao_core::table::Table;

/// Which rows of a table are not there, and which of them the converter lost.
pub struct Lost<'a> {
    table: &'a Table,
    cut: Vec<RowKey>,
    torn: bool,
}

impl<'a> Lost<'a> {
    /// Of a table of a report.
    pub fn new(report: &Report, table: &'a Table) -> Self {
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
    pub fn is_missing(&self, row: RowKey) -> bool {
        !self.torn && !self.cut.contains(&row) && self.table.row(row).is_none()
    }
}

/// The blocks of a table with the rows of each, in the order of the form.
pub fn blocks(table: &Table) -> Vec<(GroupDef, Vec<&'static RowDef>)> {
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
pub fn place_of_row(table: &Table, key: RowKey) -> usize {
    let before = table.rows.iter().filter(|row| row.key < key);
    before
        .map(|row| row.span.end)
        .max()
        .unwrap_or(table.span.start) as usize
}
