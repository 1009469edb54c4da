//! `extract --format csv`: a row per report, a column per cell of any edition of the form.
//!
//! Columns are named as the contract names cells (`t3.granted.total`) and never change their order, so
//! that files of several years can be put together. A cell that is blank or not there is empty;
//! numbers are those of `--format json`.

use std::sync::LazyLock;

use nianbao_core::form::{CellRef, Edition, TableId, table};
use nianbao_core::table::Table;
use nianbao_core::{Decimal, Report};

use super::extract_json::{period, whole};
use super::json::{body_kind, body_name, edition};

/// What stands before the cells.
const FRONT: [&str; 9] = [
    "path",
    "title",
    "body",
    "body_kind",
    "year",
    "format",
    "period_from",
    "period_to",
    "published",
];

/// A column for a cell; whether it holds an amount, which keeps its digits.
struct Column {
    cell: CellRef,
    amount: bool,
}

/// The columns: the cells of the current edition, then those that only the older one has.
static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let mut columns: Vec<Column> = Vec::new();
    for id in TableId::ALL {
        for edition in [Edition::V2021, Edition::V2019] {
            for row in table(edition, id).rows {
                for column in row.columns {
                    let cell = CellRef::new(id, row.key, column.key);
                    if !columns.iter().any(|known| known.cell == cell) {
                        let amount = column.amount;
                        columns.push(Column { cell, amount });
                    }
                }
            }
        }
    }
    columns
});

/// The row of names. The mark in front makes spreadsheet programs read the file as UTF-8.
pub(crate) fn begin() -> String {
    let cells = COLUMNS.iter().map(|column| {
        let CellRef { table, row, column } = column.cell;
        format!("t{}.{}.{}", table.number(), row.as_str(), column.as_str())
    });
    let names = FRONT.iter().map(ToString::to_string).chain(cells);
    format!("\u{feff}{}", row(names))
}

/// The row of a report.
pub(crate) fn file(path: &str, report: &Report) -> String {
    let period = period(report);
    let (from, to) = period.map_or_else(Default::default, |it| (it.from, it.to));
    let front = [
        path.to_owned(),
        report
            .title
            .as_ref()
            .map_or_else(String::new, |title| title.text.clone()),
        body_name(report).unwrap_or_default().to_owned(),
        body_kind(report).to_owned(),
        report
            .year
            .map_or_else(String::new, |year| year.to_string()),
        edition(report).to_owned(),
        from,
        to,
        report
            .published
            .map_or_else(String::new, |(day, _)| day.to_string()),
    ];
    let cells = COLUMNS.iter().map(|Column { cell, amount }| {
        let value = report
            .table(cell.table)
            .and_then(|table| number(table, *cell));
        let value = value.map(|value| if *amount { value } else { whole(value) });
        value.map_or_else(String::new, |value| value.to_string())
    });
    row(front.into_iter().chain(cells))
}

/// The number of a cell, also of a row that the table has beside those of its edition.
fn number(table: &Table, cell: CellRef) -> Option<Decimal> {
    table.number(cell.row, cell.column).or_else(|| {
        if table.definition().row(cell.row).is_some() {
            return None;
        }
        let row = table.row(cell.row)?;
        let alike = table.definition().rows.iter();
        let mut alike = alike.filter(|known| known.columns.len() == row.cells.len());
        let columns = alike.next()?.columns;
        let at = columns.iter().position(|it| it.key == cell.column)?;
        row.cells.get(at)?.as_ref()?.number()
    })
}

/// A line as RFC 4180 writes it.
fn row(fields: impl Iterator<Item = String>) -> String {
    let mut line = String::new();
    for (index, field) in fields.enumerate() {
        if index > 0 {
            line.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) {
            line.push('"');
            line.push_str(&field.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(&field);
        }
    }
    line.push_str("\r\n");
    line
}
