//! Single figures of the tables, as the rules about plausibility need them.

use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_core::table::Cell;
use nianbao_core::{Decimal, Report};

/// A figure of a report with the cell it stands in.
#[derive(Clone, Copy)]
pub(crate) struct Figure<'a> {
    /// The cell's name.
    pub(crate) name: CellRef,
    /// The cell.
    pub(crate) cell: &'a Cell,
    /// Its number.
    pub(crate) number: Decimal,
}

impl Figure<'_> {
    /// Whether it is more than 0.
    pub(crate) fn is_positive(&self) -> bool {
        self.number > Decimal::ZERO
    }
}

/// A figure, if the cell is there and holds a number.
pub(crate) fn figure(
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
pub(crate) fn requests(report: &Report, row: RowKey) -> Option<Figure<'_>> {
    figure(report, TableId::Requests, row, ColumnKey::Total)
}

/// The total of a block of 表四.
pub(crate) fn disputes(report: &Report, row: RowKey) -> Option<Figure<'_>> {
    figure(report, TableId::Disputes, row, ColumnKey::Total)
}
