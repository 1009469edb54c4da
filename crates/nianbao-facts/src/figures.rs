//! Single figures of the tables, as the rules about plausibility need them.

use nianbao_core::form::{CellRef, ColumnKey, Edition, RowKey, TableId};
use nianbao_core::table::Cell;
use nianbao_core::{Decimal, Report};

use crate::Facts;
use crate::ledger::Standing;

/// A figure of a report with its cell.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    /// The cell's name.
    pub name: CellRef,
    /// The cell.
    pub cell: &'a Cell,
    /// Its number.
    pub number: Decimal,
    /// Whether the cell does not say it, but the identities leave no other number.
    pub forced: bool,
}

impl Figure<'_> {
    /// Whether it is more than 0.
    pub fn is_positive(&self) -> bool {
        self.number > Decimal::ZERO
    }

    /// What the cell says, in Chinese: `填 3`.
    pub fn fills_zh(&self) -> String {
        let number = self.number;
        if self.forced {
            format!("空白、按勾稽关系应为 {number}")
        } else {
            format!("填 {number}")
        }
    }
}

/// The number of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The number.
    pub number: Decimal,
    /// Whether the cell does not say it, but the identities leave no other number.
    pub forced: bool,
}

impl<'a> Facts<'a> {
    /// The number of a cell: what it says, else what the identities force it to.
    pub fn number(&self, cell: CellRef) -> Option<Known> {
        if let Some(number) = self.report.cell(cell).and_then(Cell::number) {
            let number = number.normalize();
            return Some(Known {
                number,
                forced: false,
            });
        }
        match self.ledger().cell(cell) {
            Standing::Forced(number) => Some(Known {
                number: number.normalize(),
                forced: true,
            }),
            Standing::Said(_) | Standing::Range(..) | Standing::Free => None,
        }
    }

    /// A figure, if the cell is there and its number is known.
    pub fn figure(&self, table: TableId, row: RowKey, column: ColumnKey) -> Option<Figure<'a>> {
        let name = CellRef::new(table, row, column);
        let cell = self.report.cell(name)?;
        let Known { number, forced } = self.number(name)?;
        Some(Figure {
            name,
            cell,
            number,
            forced,
        })
    }

    /// The total of a row of 表三.
    pub fn requests(&self, row: RowKey) -> Option<Figure<'a>> {
        self.figure(TableId::Requests, row, ColumnKey::Total)
    }

    /// The total of a block of 表四.
    pub fn disputes(&self, row: RowKey) -> Option<Figure<'a>> {
        self.figure(TableId::Disputes, row, ColumnKey::Total)
    }
}

/// A figure, if the cell is there and says a number. [`Facts::figure`] sees blank cells too.
pub fn figure(
    report: &Report,
    table: TableId,
    row: RowKey,
    column: ColumnKey,
) -> Option<Figure<'_>> {
    let name = CellRef::new(table, row, column);
    let cell = report.cell(name)?;
    let number = cell.number()?.normalize();
    Some(Figure {
        name,
        cell,
        number,
        forced: false,
    })
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
