//! Single figures of the tables, as the rules about plausibility need them.

use nianbao_core::form::{CellRef, ColumnKey, Edition, RowKey, TableId};
use nianbao_core::table::Cell;
use nianbao_core::{Decimal, Report};

/// A figure of a report with the cell it stands in.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    /// The cell's name.
    pub name: CellRef,
    /// The cell.
    pub cell: &'a Cell,
    /// Its number.
    pub number: Decimal,
}

impl Figure<'_> {
    /// Whether it is more than 0.
    pub fn is_positive(&self) -> bool {
        self.number > Decimal::ZERO
    }
}

/// A figure, if the cell is there and holds a number.
pub fn figure(
    report: &Report,
    table: TableId,
    row: RowKey,
    column: ColumnKey,
) -> Option<Figure<'_>> {
    let name = CellRef::new(table, row, column);
    let cell = report.cell(name)?;
    let number = cell.number()?.normalize();
    Some(Figure { name, cell, number })
}

/// The total of a row of 表三.
pub fn requests(report: &Report, row: RowKey) -> Option<Figure<'_>> {
    figure(report, TableId::Requests, row, ColumnKey::Total)
}

/// The total of a block of 表四.
pub fn disputes(report: &Report, row: RowKey) -> Option<Figure<'_>> {
    figure(report, TableId::Disputes, row, ColumnKey::Total)
}

/// Whether the report is one whose form has tables: not before 2019.
pub fn expects_tables(report: &Report) -> bool {
    report
        .year
        .is_none_or(|year| Edition::for_year(year).is_some())
}

/// Whether the form of the report's edition has a cell; where no table was read, the present one has.
pub fn has_cell(report: &Report, cell: CellRef) -> bool {
    report.table(cell.table).is_none_or(|table| {
        table
            .definition()
            .row(cell.row)
            .is_some_and(|row| row.columns.iter().any(|column| column.key == cell.column))
    })
}
