//! What the rules share that compare a number of the prose with a cell of a table: the fix that takes
//! the number over, and the note that a cell is not known.

use nianbao_core::Report;
use nianbao_core::form::{CellRef, ColumnKey};
use nianbao_facts::figures::{expects_tables, figure};
use nianbao_facts::labels::{cell_en, column_zh, row_zh};
use nianbao_facts::readers::cases::Kind;
use nianbao_lint::{Message, Sink};

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

/// Notes that what the prose says of it cannot be compared with a column of 表四.
pub(crate) fn unverified_cases(
    kind: Kind,
    report: &Report,
    column: ColumnKey,
    sink: &mut Sink<'_>,
) {
    let (zh, en) = match kind {
        Kind::Reconsideration => ("行政复议件数", "cases of reconsideration"),
        Kind::Litigation | Kind::Direct | Kind::After => ("行政诉讼件数", "cases of litigation"),
        Kind::Both => (
            "行政复议、行政诉讼件数",
            "cases of reconsideration and litigation",
        ),
    };
    let cells = kind
        .rows()
        .iter()
        .map(|&row| CellRef::disputes(row, column));
    let unknown = |cell: &CellRef| figure(report, cell.table, cell.row, cell.column).is_none();
    if let Some(cell) = cells.into_iter().find(unknown) {
        unverified(report, cell, (zh, en), sink);
    }
}
