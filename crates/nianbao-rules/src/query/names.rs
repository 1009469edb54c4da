//! What tables, rows and cells are called in messages.

use nianbao_core::form::{CellRef, RowDef, TableDef, TableId};

use crate::diagnostic::Message;
use crate::labels::{cell_en, cell_zh, row_en, row_zh};

/// The name of a row: its printed label, shortened.
pub fn row_name(row: &RowDef) -> Message {
    Message::new(row_zh(row), row_en(row.key))
}

/// The name of a cell within its table: by its row and column.
pub fn cell_name(definition: &TableDef, cell: CellRef) -> Message {
    Message::new(cell_zh(definition, cell), cell_en(cell))
}

/// The name of a table.
pub fn table_name(id: TableId) -> Message {
    Message::new(id.name_zh(), format!("Table {}", id.number()))
}
