//! What is read of a table: cells in three states, rows, and how sure the reading is.

use rust_decimal::Decimal;

use crate::form::{CellRef, ColumnKey, Edition, RowKey, TableDef, TableId, table};
use crate::span::Span;

/// The content of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number. Counts are in the unit of the form (件), amounts in 万元 whatever unit the cell
    /// itself gives.
    Number(Decimal),
    /// Nothing, in a cell that is there.
    Blank,
    /// A mark that stands for nothing: `/`, `-`, `—`, `无`, `不涉及`.
    Placeholder,
    /// Anything else: words, a malformed number.
    Text,
}

/// How a number is written, where that differs from plain digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NumberForm {
    /// Full-width digits.
    pub full_width: bool,
    /// Thousands separators or spaces between digits.
    pub separated: bool,
    /// Spaces between digits: where other cells of the row are blank, these may be several numbers.
    pub spaced: bool,
    /// A unit after the number (`3件`, `251000元`).
    pub unit: bool,
    /// A remark after the number (`22（其中修订16件）`).
    pub remark: bool,
}

impl NumberForm {
    /// Plain half-width digits, as the form wants them.
    pub fn is_plain(self) -> bool {
        self == Self::default()
    }
}

/// A cell that is there in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Where; empty at the place where the number belongs when the cell is blank.
    pub span: Span,
    /// How the number is written.
    pub form: NumberForm,
}

impl Cell {
    /// The number, if it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// How a row was told from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelMatch {
    /// The form's own words, after normalising.
    Canonical,
    /// Other words that stand for this row (a known alias, or its anchor in a longer label).
    Variant,
    /// Recognised from fragments: the label is cut, split over lines or mixed with a group heading.
    /// Its wording cannot be judged.
    Fragments,
    /// No label: the row is known by its place alone.
    Inferred,
}

/// The label of a row as found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// From its first to its last character; may cover line breaks.
    pub span: Span,
    /// How it was recognised.
    pub matched: LabelMatch,
}

/// A row of the form as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which row.
    pub key: RowKey,
    /// Its label; `None` when only the numbers were found.
    pub label: Option<Label>,
    /// One entry per column of the form; `None` where the source has no such cell.
    pub cells: Vec<Option<Cell>>,
    /// Numbers found in the row when they are not as many as the form has columns; the cells are
    /// `None` then, because which column lost its number cannot be known.
    pub misfit: Option<Misfit>,
    /// From the label to the last cell.
    pub span: Span,
}

/// A row whose numbers cannot be assigned to columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// How many values stand in the row.
    pub found: usize,
    /// Where they stand.
    pub span: Span,
}

/// A header cell of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnHeader {
    /// Which column.
    pub key: ColumnKey,
    /// Where its label stands.
    pub span: Span,
    /// How it was recognised.
    pub matched: LabelMatch,
}

/// A row or column that the form does not have (小计, 备注, …).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extra {
    /// Where it stands.
    pub span: Span,
    /// Whether it is a column (else a row).
    pub column: bool,
}

/// A table as found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Which table.
    pub id: TableId,
    /// The edition whose rows it has.
    pub edition: Edition,
    /// From its first to its last cell.
    pub span: Span,
    /// The rows that were found, in the order of the form.
    pub rows: Vec<Row>,
    /// The headers that were found, in the order of the source.
    pub headers: Vec<ColumnHeader>,
    /// The headings over rows that were found (`第二十条第（五）项`, `（三）不予公开`), by their
    /// [`crate::form::GroupDef::label`].
    pub groups: Vec<(&'static str, Span)>,
    /// The note about the identities in the corner of 表三.
    pub note: Option<Span>,
    /// Rows and columns beyond the form.
    pub extras: Vec<Extra>,
}

impl Table {
    /// The definition that it follows.
    pub fn definition(&self) -> &'static TableDef {
        table(self.edition, self.id)
    }

    /// A row, if found.
    pub fn row(&self, key: RowKey) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// A cell, if its row was found and holds it.
    pub fn cell(&self, row: RowKey, column: ColumnKey) -> Option<&Cell> {
        let definition = self.definition().row(row)?;
        let index = definition
            .columns
            .iter()
            .position(|candidate| candidate.key == column)?;
        self.row(row)?.cells.get(index)?.as_ref()
    }

    /// The number of a cell; `None` when the cell is missing, blank or no number.
    pub fn number(&self, row: RowKey, column: ColumnKey) -> Option<Decimal> {
        self.cell(row, column).and_then(Cell::number)
    }

    /// Every cell that is there, with its name, in the order of the form.
    pub fn cells(&self) -> impl Iterator<Item = (CellRef, &Cell)> {
        let id = self.id;
        self.rows.iter().flat_map(move |row| {
            let columns = self
                .definition()
                .row(row.key)
                .map_or(&[][..], |row| row.columns);
            row.cells
                .iter()
                .zip(columns)
                .filter_map(move |(cell, column)| {
                    cell.as_ref()
                        .map(|cell| (CellRef::new(id, row.key, column.key), cell))
                })
        })
    }
}
