//! What the rules about cells share: faulty cells put together, so that a blank column is one
//! finding and not twenty-five.

use nianbao_core::form::{CellRef, ColumnKey, RowKey};
use nianbao_core::table::{Cell, Table};
use nianbao_core::{Report, Span};
use nianbao_facts::labels::{column_en, column_zh, list_en, row_en, row_zh};
use nianbao_lint::{Applicability, Diagnostic, Edit, Fix, Message, Rule};

/// When single cells are faulty in more rows than this, the table is told of once.
const ROWS_TOLD_APART: usize = 5;

/// Faulty cells that belong together, at least one.
pub(crate) struct Batch<'a> {
    shape: Shape,
    /// The cells, in the order of the form.
    pub(crate) cells: Vec<(CellRef, &'a Cell)>,
}

enum Shape {
    /// Whole columns of 表三.
    Columns(Vec<ColumnKey>),
    /// A whole row.
    WholeRow(RowKey),
    /// Some cells of one row.
    Row(RowKey),
    /// Cells all over the table, in so many rows.
    Scattered(usize),
}

/// Puts the faulty cells of a table together.
pub(crate) fn batches(table: &Table, faulty: impl Fn(CellRef, &Cell) -> bool) -> Vec<Batch<'_>> {
    let mut cells: Vec<(CellRef, &Cell)> = table
        .cells()
        .filter(|(name, cell)| faulty(*name, cell))
        .collect();
    let mut batches = Vec::new();
    if cells.is_empty() {
        return batches;
    }
    let columns = whole_columns(table, &cells);
    if !columns.is_empty() {
        let (inside, outside): (Vec<_>, Vec<_>) = cells
            .into_iter()
            .partition(|(name, _)| columns.contains(&name.column));
        batches.push(Batch {
            shape: Shape::Columns(columns),
            cells: inside,
        });
        cells = outside;
    }
    let mut rows: Vec<Batch<'_>> = Vec::new();
    for (name, cell) in cells {
        match rows.last_mut() {
            Some(last) if last.cells[0].0.row == name.row => last.cells.push((name, cell)),
            _ => rows.push(Batch {
                shape: Shape::Row(name.row),
                cells: vec![(name, cell)],
            }),
        }
    }
    for batch in &mut rows {
        let key = batch.cells[0].0.row;
        let width = table
            .definition()
            .row(key)
            .map_or(0, |row| row.columns.len());
        if batch.cells.len() == width {
            batch.shape = Shape::WholeRow(key);
        }
    }
    if rows.len() > ROWS_TOLD_APART {
        batches.push(Batch {
            shape: Shape::Scattered(rows.len()),
            cells: rows.into_iter().flat_map(|batch| batch.cells).collect(),
        });
    } else {
        batches.append(&mut rows);
    }
    batches
}

/// The columns that are faulty in every row, where all rows have the same columns.
fn whole_columns(table: &Table, cells: &[(CellRef, &Cell)]) -> Vec<ColumnKey> {
    let rows = table.definition().rows;
    let columns = rows[0].columns;
    let uniform = rows.iter().all(|row| row.columns.len() == columns.len());
    if !uniform || table.rows.len() <= ROWS_TOLD_APART {
        return Vec::new();
    }
    let there = |key: ColumnKey| table.cells().filter(|(name, _)| name.column == key).count();
    columns
        .iter()
        .map(|column| column.key)
        .filter(|&key| {
            let faulty = cells.iter().filter(|(name, _)| name.column == key).count();
            faulty > 0 && faulty == there(key)
        })
        .collect()
}

impl Batch<'_> {
    /// Where the cells are and how many: `表三“其他”列共 25 个单元格`.
    pub(crate) fn place(&self, table: &Table) -> Message {
        let definition = table.definition();
        let (name, number, count) = (table.id.name_zh(), table.id.number(), self.cells.len());
        let row = |key: RowKey| definition.row(key).map(row_zh).unwrap_or_default();
        match &self.shape {
            Shape::Columns(columns) => {
                let labels: Vec<String> = columns
                    .iter()
                    .map(|&key| {
                        let cell = CellRef::new(table.id, definition.rows[0].key, key);
                        format!("“{}”", column_zh(definition, cell))
                    })
                    .collect();
                let english: Vec<String> = columns.iter().map(|&key| column_en(key)).collect();
                let many = if columns.len() > 1 {
                    format!("{} 列", columns.len())
                } else {
                    "列".to_owned()
                };
                Message::new(
                    format!("{name}{}{many}共 {count} 个单元格", labels.concat()),
                    format!(
                        "Table {number}: all {count} cells of {}",
                        list_en(&english, 7)
                    ),
                )
            }
            Shape::WholeRow(key) if count > 1 => Message::new(
                format!("{name}“{}”整行 {count} 个单元格", row(*key)),
                format!("Table {number}: all {count} cells of {}", row_en(*key)),
            ),
            Shape::WholeRow(key) | Shape::Row(key) => {
                let labels: Vec<String> = self
                    .cells
                    .iter()
                    .map(|(cell, _)| format!("“{}”", column_zh(definition, *cell)))
                    .collect();
                let english: Vec<String> = self
                    .cells
                    .iter()
                    .map(|(cell, _)| column_en(cell.column))
                    .collect();
                let counted = if count > 1 {
                    format!(" {count} 个单元格")
                } else {
                    String::new()
                };
                Message::new(
                    format!("{name}“{}”行{}{counted}", row(*key), labels.concat()),
                    format!("Table {number}, {}: {}", row_en(*key), list_en(&english, 7)),
                )
            }
            Shape::Scattered(rows) => Message::new(
                format!("{name}有 {rows} 行共 {count} 个单元格"),
                format!("Table {number}: {count} cells in {rows} rows"),
            ),
        }
    }

    /// A finding at the first of the cells.
    pub(crate) fn diagnose(&self, rule: &'static Rule, message: Message) -> Diagnostic {
        let (name, cell) = self.cells[0];
        Diagnostic::new(rule, cell.span, message).at_cell(name)
    }

    /// Writes 0 into each of the cells, parted from what stands before it.
    pub(crate) fn fill_with_zero(&self, report: &Report) -> Fix {
        let text = report.source.as_str();
        let zero = |span: Span| {
            let before = text.get(..span.start as usize).unwrap_or("");
            let glued = span.is_empty()
                && before
                    .chars()
                    .next_back()
                    .is_some_and(|c| !c.is_whitespace() && !matches!(c, '|' | '>'));
            if glued { " 0" } else { "0" }
        };
        let count = self.cells.len();
        let mut edits: Vec<Edit> = self
            .cells
            .iter()
            .map(|(_, cell)| Edit::new(cell.span, zero(cell.span).to_owned()))
            .collect();
        edits.sort_by_key(|edit| edit.span);
        Fix {
            title: Message::new(
                format!("在这 {count} 个单元格填 0"),
                format!("Write 0 into {count} cells"),
            ),
            applicability: Applicability::Suggested,
            edits,
        }
    }
}
