//! A report as a row: a column per cell of any edition of the form.
//!
//! Columns are named as the contract names cells (`t3.granted.total`) and never change their order, so
//! that tables of several years can be put together. A cell that is blank or not there is empty;
//! numbers are those of `--format json`.

use std::sync::LazyLock;

use nianbao_core::form::{CellRef, Edition, TableId, table};
use nianbao_core::table::Table;
use nianbao_core::{Decimal, Report};
use nianbao_json::check::{body_kind, body_name, edition};
use nianbao_json::extract::{period, whole};

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

/// What stands in a column.
pub(crate) enum Field {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A number with the digits of the source.
    Number(Decimal),
}

impl From<Option<String>> for Field {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words.
    Words,
    /// Whole numbers.
    Count,
    /// Amounts in 万元.
    Amount,
}

/// The columns: their names and what they hold.
pub(crate) fn columns() -> impl Iterator<Item = (String, Kind)> {
    let front = FRONT.iter().map(|name| {
        let kind = if *name == "year" {
            Kind::Count
        } else {
            Kind::Words
        };
        ((*name).to_owned(), kind)
    });
    let cells = COLUMNS.iter().map(|Column { cell, amount }| {
        let CellRef { table, row, column } = cell;
        let name = format!("t{}.{}.{}", table.number(), row.as_str(), column.as_str());
        let kind = if *amount { Kind::Amount } else { Kind::Count };
        (name, kind)
    });
    front.chain(cells)
}

/// The names of the columns.
pub(crate) fn names() -> impl Iterator<Item = String> {
    columns().map(|(name, _)| name)
}

/// The row of a report.
pub(crate) fn row(path: &str, report: &Report) -> Vec<Field> {
    let (from, to) = period(report).map(|it| (it.from, it.to)).unzip();
    let mut fields: Vec<Field> = vec![
        Field::Text(path.to_owned()),
        report.title.as_ref().map(|title| title.text.clone()).into(),
        body_name(report).map(str::to_owned).into(),
        Field::Text(body_kind(report).to_owned()),
        report
            .year
            .map_or(Field::Empty, |year| Field::Number(year.into())),
        Field::Text(edition(report).to_owned()),
        from.into(),
        to.into(),
        report.published.map(|(day, _)| day.to_string()).into(),
    ];
    fields.extend(COLUMNS.iter().map(|Column { cell, amount }| {
        let table = report.table(cell.table);
        match table.and_then(|table| number(table, *cell)) {
            Some(value) if *amount => Field::Number(value),
            Some(value) => Field::Number(whole(value)),
            None => Field::Empty,
        }
    }));
    fields
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
