//! The cells that a reading of the grammar names, in the edition of a report.

use nianbao_core::Report;
use nianbao_core::form::{CellRef, ColumnKey, Edition, RowKey, TableId, table};

use super::model::{Reading, Term};
use crate::grammar::shape::Cells;

/// The cells of a reading that the edition of a report has; `None` when one of them is not in it.
pub(super) fn reading(report: &Report, cells: &[Cells]) -> Option<Reading> {
    let edition = report.edition.unwrap_or(Edition::V2021);
    let mut terms = Vec::new();
    for cell in cells {
        let rows = rows(edition, cell);
        if rows.is_empty() {
            return None;
        }
        for row in rows {
            let columns = columns(edition, cell);
            for column in columns {
                let reference = CellRef::new(cell.table, row, column);
                let known = table(edition, cell.table)
                    .row(row)
                    .is_some_and(|row| row.columns.iter().any(|known| known.key == column));
                if !known {
                    return None;
                }
                terms.push(Term {
                    cell: reference,
                    minus: cell.minus,
                });
            }
        }
    }
    Some(Reading { terms })
}

fn rows(edition: Edition, cell: &Cells) -> Vec<RowKey> {
    let name = cell.row;
    let all = table(edition, cell.table).rows;
    let merged = |row: RowKey| row == RowKey::OtherMerged;
    if let Some(group) = name.strip_suffix(".*") {
        let prefix = format!("{group}_");
        return all
            .iter()
            .map(|row| row.key)
            .filter(|row| row.as_str().starts_with(&prefix))
            .collect();
    }
    let Some(row) = RowKey::from_name(name) else {
        return Vec::new();
    };
    if all.iter().any(|known| known.key == row) {
        return vec![row];
    }
    // The 2019 edition has one row for the other outcomes.
    if cell.table == TableId::Requests && name.starts_with("other_") {
        return all
            .iter()
            .map(|row| row.key)
            .filter(|row| merged(*row))
            .collect();
    }
    Vec::new()
}

fn columns(edition: Edition, cell: &Cells) -> Vec<ColumnKey> {
    let name = cell.column;
    if edition == Edition::V2019 && cell.table == TableId::Proactive {
        // The 2019 edition counts documents by what was made and what is public.
        match name {
            "issued" => return vec![ColumnKey::NewlyMade],
            "in_force" => return vec![ColumnKey::TotalPublished],
            _ => {}
        }
    }
    if name == "organizations" {
        return vec![
            ColumnKey::Business,
            ColumnKey::ResearchInstitution,
            ColumnKey::PublicInterestOrganization,
            ColumnKey::LegalServices,
            ColumnKey::OtherOrganization,
        ];
    }
    ColumnKey::from_name(name).into_iter().collect()
}
