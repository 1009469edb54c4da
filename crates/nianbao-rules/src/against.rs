//! What the rules share that compare a number of the prose with a cell of a table: the fix that takes
//! the number over, and the note that a cell is not known.

use nianbao_core::form::CellRef;
use nianbao_core::prose::Quantity;
use nianbao_core::{Decimal, Report};

use crate::arithmetic::judge::expects_tables;
use crate::diagnostic::{Applicability, Diagnostic, Message};
use crate::engine::Sink;
use crate::labels::{cell_en, column_zh, row_zh};
use crate::plain::is_bare;

/// Adds the fix that writes the table's number in the prose, where the number stands in one piece.
pub(crate) fn with_number(
    report: &Report,
    diagnostic: Diagnostic,
    said: &Quantity,
    cell: CellRef,
    number: Decimal,
) -> Diagnostic {
    let span = report.prose.source_span(said.number);
    if !is_bare(report, span) {
        return diagnostic;
    }
    let (zh, en) = (cell.table.name_zh(), cell.table.number());
    let unit = report.prose.text(said.unit);
    diagnostic.with_replacement(
        Applicability::Suggested,
        Message::new(
            format!("正文改为 {number} {unit}（先确认{zh}无误）"),
            format!("Write {number} in the prose (if table {en} is right)"),
        ),
        span,
        number.to_string(),
    )
}

/// Notes that what the prose says of `zh` (`en`) cannot be compared with a cell: its table, the cell
/// or its number is missing.
pub(crate) fn unverified(
    report: &Report,
    cell: CellRef,
    (zh, en): (&str, &str),
    sink: &mut Sink<'_>,
) {
    if !expects_tables(report) {
        return;
    }
    let (table, number) = (cell.table.name_zh(), cell.table.number());
    let Some(found) = report.table(cell.table) else {
        sink.unverified(
            "table-missing",
            Message::new(
                format!("正文的{zh}无法与{table}核对：没有读到{table}。"),
                format!(
                    "The {en} of the prose cannot be compared with table {number}: there is none."
                ),
            ),
        );
        return;
    };
    let definition = found.definition();
    let row = definition.row(cell.row).map(row_zh).unwrap_or_default();
    let column = column_zh(definition, cell);
    let reason = if report.cell(cell).is_some() {
        "cell-blank"
    } else {
        "cell-missing"
    };
    sink.unverified(
        reason,
        Message::new(
            format!("正文的{zh}无法与{table}核对：“{row}”的“{column}”空白或缺失。"),
            format!(
                "The {en} of the prose cannot be compared with table {number}: {} is blank or missing.",
                cell_en(cell)
            ),
        ),
    );
}

/// Whether the form of the report's edition has a cell; where no table was read, the present one has.
pub(crate) fn has_cell(report: &Report, cell: CellRef) -> bool {
    report.table(cell.table).is_none_or(|table| {
        table
            .definition()
            .row(cell.row)
            .is_some_and(|row| row.columns.iter().any(|column| column.key == cell.column))
    })
}
