//! Repairs that are alike in many rows, as one sentence: a count in the wrong column, a case counted
//! twice.

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, ColumnKey, RowKey};
use nianbao_facts::labels::{column_en, column_zh, list_en, row_en, row_zh};
use nianbao_facts::ledger::{Change, Fact, NewNumber};
use nianbao_lint::Message;

use super::view::View;

/// How many rows are named in one sentence.
const MANY_ROWS: usize = 7;

/// The cell of a change and by how much it changes.
fn difference(change: &Change) -> Option<(CellRef, Decimal)> {
    match (change.fact, change.from, &change.to) {
        (Fact::Cell(cell), Some(from), NewNumber::Value(to)) => {
            Some((cell, (*to - from).normalize()))
        }
        _ => None,
    }
}

/// The cells of two changes and by how much they change.
fn two(changes: &[Change]) -> Option<[(CellRef, Decimal); 2]> {
    match changes {
        [first, second] => Some([difference(first)?, difference(second)?]),
        _ => None,
    }
}

/// A count entered in the wrong column of its row, or in the wrong row of its column.
pub(super) struct Move {
    from: CellRef,
    to: CellRef,
    amount: Decimal,
    within_row: bool,
}

impl Move {
    /// The move that changes are, if they are one.
    pub(super) fn of(changes: &[Change]) -> Option<Self> {
        let [(a, first), (b, second)] = two(changes)?;
        if !(first + second).is_zero() || first.is_zero() {
            return None;
        }
        let counted = |cell: &CellRef| {
            cell.column != ColumnKey::Total
                && !matches!(cell.row, RowKey::TotalHandled | RowKey::CarriedOut)
        };
        let within_row = a.row == b.row;
        let within_column = a.column == b.column && counted(&a) && counted(&b);
        if !(within_row && a.column != ColumnKey::Total && b.column != ColumnKey::Total
            || within_column)
        {
            return None;
        }
        let (from, to) = if first.is_sign_negative() {
            (a, b)
        } else {
            (b, a)
        };
        Some(Self {
            from,
            to,
            amount: first.abs(),
            within_row,
        })
    }

    /// `把“予以公开”中的 1 由“自然人”改到“商业企业”`.
    pub(super) fn describe(&self, view: &View<'_>) -> Message {
        let definition = view.definition;
        let row = |cell: CellRef| {
            let row = definition.row(cell.row).map(row_zh);
            (row.unwrap_or_default(), row_en(cell.row))
        };
        let column = |cell: CellRef| {
            (
                column_zh(definition, cell).to_owned(),
                column_en(cell.column),
            )
        };
        let (line, from, to) = if self.within_row {
            (row(self.from), column(self.from), column(self.to))
        } else {
            (column(self.from), row(self.from), row(self.to))
        };
        let amount = self.amount;
        Message::new(
            format!("把“{}”中的 {amount} 由“{}”改到“{}”", line.0, from.0, to.0),
            format!(
                "move {amount} from \"{}\" to \"{}\" in \"{}\"",
                from.1, to.1, line.1
            ),
        )
    }
}

/// When all repairs are the same move in different rows, one sentence says them all.
pub(super) fn describe_moves(view: &View<'_>, repairs: &[&[Change]]) -> Option<Message> {
    let moves: Vec<Move> = repairs
        .iter()
        .map(|repair| Move::of(repair))
        .collect::<Option<_>>()?;
    let first = moves.first()?;
    let same = |other: &Move| {
        other.within_row
            && other.amount == first.amount
            && other.from.column == first.from.column
            && other.to.column == first.to.column
    };
    if !moves.iter().all(same) {
        return None;
    }
    let amount = first.amount;
    let rows = any_row(view, moves.iter().map(|found| found.from).collect());
    Some(Message::new(
        format!(
            "有 {amount} 件疑填错列：把{}中的 {amount} 由“{}”改到“{}”",
            rows.zh,
            column_zh(view.definition, first.from),
            column_zh(view.definition, first.to)
        ),
        format!(
            "{amount} seems to be in the wrong column: move {amount} from \"{}\" to \"{}\" in one of {}",
            column_en(first.from.column),
            column_en(first.to.column),
            rows.en
        ),
    ))
}

/// When all repairs change a column and its total alike in different rows, one sentence says them
/// all: an outcome was counted twice, or not at all.
pub(super) fn describe_pairs(view: &View<'_>, repairs: &[&[Change]]) -> Option<Message> {
    let pair = |repair: &[Change]| {
        let [(a, first), (b, second)] = two(repair)?;
        let alike = a.row == b.row && first == second && b.column == ColumnKey::Total;
        alike.then_some((a, first))
    };
    let pairs: Vec<(CellRef, Decimal)> = repairs
        .iter()
        .map(|repair| pair(repair))
        .collect::<Option<_>>()?;
    let &(first, difference) = pairs.first()?;
    if !pairs
        .iter()
        .all(|&(cell, other)| cell.column == first.column && other == difference)
    {
        return None;
    }
    let (part_zh, part_en) = (column_zh(view.definition, first), column_en(first.column));
    let total = CellRef::new(first.table, first.row, ColumnKey::Total);
    let total = column_zh(view.definition, total);
    let rows = any_row(view, pairs.iter().map(|&(cell, _)| cell).collect());
    let amount = difference.abs();
    let (slip, verb, english) = if difference.is_sign_negative() {
        ("疑多计或重复计", "减", "counted twice: take")
    } else {
        ("的办理结果疑漏计", "加", "left out: add")
    };
    Some(Message::new(
        format!(
            "有 {amount} 件{slip}：把{}的“{part_zh}”和“{total}”各{verb} {amount}",
            rows.zh
        ),
        format!(
            "{amount} seems to be {english} {amount} in {part_en} and total of one of {}",
            rows.en
        ),
    ))
}

/// Any one of the rows of cells, in the order of the form: `“予以公开”“部分公开”任一行`.
fn any_row(view: &View<'_>, mut cells: Vec<CellRef>) -> Message {
    cells.sort_unstable();
    let english: Vec<String> = cells.iter().map(|cell| row_en(cell.row)).collect();
    let mut labels: Vec<String> = cells
        .iter()
        .filter_map(|cell| view.definition.row(cell.row))
        .map(|row| format!("“{}”", row_zh(row)))
        .collect();
    let count = labels.len();
    labels.truncate(MANY_ROWS);
    let more = if count > MANY_ROWS {
        format!("等 {count} 行中")
    } else {
        String::new()
    };
    Message::new(
        format!("{}{more}任一行", labels.concat()),
        list_en(&english, MANY_ROWS),
    )
}
