//! What the rules share that compare a number of the prose with a cell of a table: the fix that takes
//! the number over, and the note that a cell is not known.

use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_core::prose::Quantity;
use nianbao_core::{Decimal, Report};
use nianbao_facts::figures::{Figure, expects_tables, figure, requests};
use nianbao_facts::labels::{cell_en, column_zh, row_zh};
use nianbao_facts::plain::is_bare;
use nianbao_facts::readers::cases::Kind;
use nianbao_lint::{Applicability, Diagnostic, Message, Sink};

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

/// The total of a row of 表三, or a note of why a statement cannot be compared with it.
pub(crate) fn total<'a>(
    report: &'a Report,
    row: RowKey,
    sink: &mut Sink<'_>,
) -> Option<Figure<'a>> {
    let found = requests(report, row);
    if found.is_none() {
        unverified_requests(report, row, sink);
    }
    found
}

/// Notes that a statement cannot be compared with 表三 for want of a number.
pub(crate) fn unverified_requests(report: &Report, row: RowKey, sink: &mut Sink<'_>) {
    if !expects_tables(report) {
        return;
    }
    let label = report
        .table(TableId::Requests)
        .and_then(|table| table.definition().row(row))
        .map_or("", |row| row.label);
    let (reason, zh, en) = if report.table(TableId::Requests).is_none() {
        (
            "table-missing",
            "正文的申请件数无法与表三核对：没有读到表三。".to_owned(),
            "The prose cannot be compared with table 3: there is none.".to_owned(),
        )
    } else {
        let cell = CellRef::requests(row, ColumnKey::Total);
        let reason = if report.cell(cell).is_some() {
            "cell-blank"
        } else {
            "cell-missing"
        };
        (
            reason,
            format!("正文的申请件数无法与表三核对：“{label}”的总计空白或缺失。"),
            format!(
                "The prose cannot be compared with table 3: the total of {} is blank or missing.",
                row.as_str()
            ),
        )
    };
    sink.unverified(reason, Message::new(zh, en));
}
