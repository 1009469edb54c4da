//! How a contradiction can be repaired, in words and as fixes.

use std::fmt::Write as _;

use nianbao_core::form::{CellRef, ColumnKey, Identity, TableId};
use nianbao_facts::claims::Relation;
use nianbao_facts::labels::{cell_en, cell_zh, column_en, column_zh, row_en, row_zh};
use nianbao_facts::ledger::{Cause, Change, Consequence, Fact, NewNumber, Repair, Slip};
use nianbao_lint::{Applicability, Context, Diagnostic, Edit, Fix, FixAvailability, Message};

use super::finding::quote;
use super::moves::{Move, describe_moves, describe_pairs};
use super::view::View;

/// How many repairs are shown.
const SHOWN_REPAIRS: usize = 3;

/// Adds to a finding how its cause can be repaired.
pub(super) fn explain(
    context: &Context<'_>,
    view: &View<'_>,
    diagnostic: &mut Diagnostic,
    identity: &Identity,
    cause: &Cause,
) {
    let mut repairs: Vec<&Repair> = cause.repairs.iter().chain(&cause.others).collect();
    if repairs.is_empty() {
        let _ = write!(
            diagnostic.message.zh,
            "没有找到只改三处以内就能全部成立的改法，请逐项核对。"
        );
        let _ = write!(
            diagnostic.message.en,
            " No repair of up to three numbers was found."
        );
        return;
    }
    if view.table.id == TableId::Disputes {
        // A total that was not added up anew is likelier than a part that is wrong.
        repairs.sort_by_key(|repair| !repair.changes.iter().any(is_total));
    }
    let words = sentence(context, view, &repairs, cause);
    let _ = write!(diagnostic.message.zh, "{}", words.zh);
    let _ = write!(diagnostic.message.en, " {}", words.en);
    if let Some(words) = evidence(context, identity, cause) {
        let _ = write!(diagnostic.message.zh, "{}", words.zh);
        let _ = write!(diagnostic.message.en, " {}", words.en);
    }
    if diagnostic.rule.fix() != FixAvailability::None {
        // Three out of many would be offered by chance, except where a slip or the total comes first.
        let few = cause.repair_count <= SHOWN_REPAIRS || view.table.id == TableId::Disputes;
        let offered = repairs.iter().take(SHOWN_REPAIRS);
        let offered = offered.filter(|repair| few || repair.slip.is_some());
        diagnostic
            .fixes
            .extend(offered.filter_map(|repair| fix(context, view, repair)));
    }
}

fn is_total(change: &Change) -> bool {
    matches!(change.fact, Fact::Cell(cell) if cell.column == ColumnKey::Total)
}

/// What the prose says for or against the first repair.
fn evidence(context: &Context<'_>, identity: &Identity, cause: &Cause) -> Option<Message> {
    let cured = cause.consequences.iter().find_map(|one| match one {
        Consequence::Claim(index) => Some(*index),
        Consequence::Identity(_) => None,
    });
    if let Some((quote, _)) = cured.and_then(|index| quote(context, index)) {
        return Some(Message::new(
            format!("正文“{quote}”与改后的数相符。"),
            format!("The prose (\"{quote}\") agrees with the first repair."),
        ));
    }
    let mut changes = cause.first_changes().iter();
    let as_it_is = changes.find_map(|change| match change.fact {
        Fact::Cell(cell) => claim_of(context, cell),
        Fact::Claim(_) => None,
    });
    if let Some((quote, _)) = as_it_is.and_then(|index| quote(context, index)) {
        return Some(Message::new(
            format!("但正文“{quote}”与表中现有的数相符，改表以前请先对照台账。"),
            format!(
                "But the prose (\"{quote}\") agrees with the table as it is: check the register first."
            ),
        ));
    }
    let [total] = identity.totals.as_slice() else {
        return None;
    };
    let (quote, _) = quote(context, claim_of(context, *total)?)?;
    Some(Message::new(
        format!("正文“{quote}”与总计相符。"),
        format!("The prose (\"{quote}\") agrees with the total."),
    ))
}

/// The claim that gives the number of a cell as it is.
fn claim_of(context: &Context<'_>, cell: CellRef) -> Option<usize> {
    let number = context.report.cell(cell)?.number()?;
    let mut claims = context.facts.claims().iter();
    claims.position(|claim| {
        let of_cell = claim
            .readings
            .first()
            .is_some_and(|reading| matches!(reading.terms.as_slice(), [term] if term.cell == cell));
        of_cell
            && claim.relation == Relation::Equal
            && claim.quantity.is_some()
            && claim.value == number
    })
}

/// One sentence on all repairs.
fn sentence(context: &Context<'_>, view: &View<'_>, repairs: &[&Repair], cause: &Cause) -> Message {
    let all = cause.complete && cause.repair_count == repairs.len();
    if all && repairs.len() > 1 {
        let changes: Vec<&[Change]> = repairs.iter().map(|repair| &*repair.changes).collect();
        let alike = describe_moves(view, &changes).or_else(|| describe_pairs(view, &changes));
        if let Some(message) = alike {
            return Message::new(
                format!("{}，勾稽关系即成立。", message.zh),
                format!("{}; then the identities hold.", message.en),
            );
        }
    }
    let shown = repairs.iter().take(SHOWN_REPAIRS);
    let (zh, en): (Vec<_>, Vec<_>) = shown
        .map(|repair| describe(context, view, repair))
        .map(|message| (message.zh, message.en))
        .unzip();
    let size = repairs.first().map_or(0, |repair| repair.changes.len());
    let slip = repairs
        .first()
        .is_some_and(|repair| is_slip_of_cells(repair));
    let count = cause.repair_count;
    let (count_zh, count_en) = match (count, cause.complete) {
        (0 | 1, _) => (String::new(), String::new()),
        (_, true) => (format!("（共 {count} 种）"), format!(" ({count} ways)")),
        (_, false) => (
            format!("（不止 {count} 种）"),
            format!(" (more than {count} ways)"),
        ),
    };
    let lead = if slip {
        ("这样改即可：".to_owned(), "This is enough: ".to_owned())
    } else {
        (
            format!("改 {size} 处即可："),
            format!("Changing {size} is enough: "),
        )
    };
    Message::new(
        format!("{}{}{count_zh}。", lead.0, zh.join("；或者 ")),
        format!("{}{}{count_en}.", lead.1, en.join("; or ")),
    )
}

fn is_slip_of_cells(repair: &Repair) -> bool {
    !matches!(repair.slip, None | Some(Slip::DigitsTransposed))
}

/// A repair in words.
fn describe(context: &Context<'_>, view: &View<'_>, repair: &Repair) -> Message {
    if let Some(found) = Move::of(&repair.changes) {
        return found.describe(view);
    }
    let rows = rows_of(repair);
    let (changes_zh, changes_en): (Vec<_>, Vec<_>) = repair
        .changes
        .iter()
        .map(|change| match change.fact {
            // The row is named once where many numbers of it are changed.
            Fact::Cell(cell) if rows.len() == 1 && repair.changes.len() > 2 => {
                let to = new_number(&change.to);
                Message::new(
                    format!("{} {}", column_zh(view.definition, cell), to.zh),
                    format!("{} {}", column_en(cell.column), to.en),
                )
            }
            _ => one_change(context, view, change),
        })
        .map(|message| (message.zh, message.en))
        .unzip();
    let (list_zh, list_en) = (changes_zh.join("、"), changes_en.join(", "));
    let english: Vec<String> = rows.iter().map(|cell| row_en(cell.row)).collect();
    let rows: Vec<String> = rows
        .iter()
        .filter_map(|cell| view.definition.row(cell.row))
        .map(|row| format!("“{}”", row_zh(row)))
        .collect();
    let (rows_zh, rows_en) = (rows.concat(), english.join(", "));
    let (slip_zh, slip_en) = match repair.slip {
        Some(Slip::ShiftedRight) => (
            format!("{rows_zh}行的数疑整体向右错了一列，应改为 "),
            format!("the numbers of {rows_en} seem to be one column too far right: "),
        ),
        Some(Slip::ShiftedLeft) => (
            format!("{rows_zh}行的数疑整体向左错了一列，应改为 "),
            format!("the numbers of {rows_en} seem to be one column too far left: "),
        ),
        Some(Slip::RowsExchanged) => (
            format!("{rows_zh}两行的数疑填反，"),
            format!("the rows {rows_en} seem to be exchanged: "),
        ),
        Some(Slip::CellsExchanged) => (
            "两格的数疑填反，".to_owned(),
            "two numbers seem to be exchanged: ".to_owned(),
        ),
        Some(Slip::DigitsTransposed) => {
            return Message::new(
                format!("{list_zh}（疑两位数字颠倒）"),
                format!("{list_en} (two digits seem to be exchanged)"),
            );
        }
        None if rows.len() == 1 && repair.changes.len() > 2 => {
            (format!("{rows_zh}行改为 "), format!("write in {rows_en}: "))
        }
        None => (String::new(), String::new()),
    };
    Message::new(format!("{slip_zh}{list_zh}"), format!("{slip_en}{list_en}"))
}

/// The first changed cell of each row.
fn rows_of(repair: &Repair) -> Vec<CellRef> {
    let mut rows: Vec<CellRef> = Vec::new();
    for change in &repair.changes {
        if let Fact::Cell(cell) = change.fact
            && !rows.iter().any(|row| row.row == cell.row)
        {
            rows.push(cell);
        }
    }
    rows
}

fn one_change(context: &Context<'_>, view: &View<'_>, change: &Change) -> Message {
    let to = new_number(&change.to);
    match change.fact {
        Fact::Cell(cell) => {
            let definition = context
                .report
                .table(cell.table)
                .map_or(view.definition, |table| table.definition());
            let name = cell_zh(definition, cell);
            let (from_zh, from_en) = change.from.map_or_else(
                || ("空白".to_owned(), "blank".to_owned()),
                |from| {
                    (
                        format!(" {} ", from.normalize()),
                        from.normalize().to_string(),
                    )
                },
            );
            Message::new(
                format!("{name}由{from_zh}改为 {}", to.zh),
                format!("set {} from {from_en} to {}", cell_en(cell), to.en),
            )
        }
        Fact::Claim(index) => {
            let (quote, _) = quote(context, index).unwrap_or_default();
            Message::new(
                format!("正文“{quote}”改为 {}", to.zh),
                format!("write {} in the prose (\"{quote}\")", to.en),
            )
        }
    }
}

fn new_number(to: &NewNumber) -> Message {
    match to {
        NewNumber::Value(number) => {
            let number = number.normalize().to_string();
            Message::new(number.clone(), number)
        }
        NewNumber::AnyOf(numbers) => {
            let numbers: Vec<String> = numbers
                .iter()
                .map(|number| number.normalize().to_string())
                .collect();
            Message::new(numbers.join(" 或 "), numbers.join(" or "))
        }
        NewNumber::Range(least, None) => {
            let least = least.normalize();
            Message::new(
                format!("{least} 以上的数"),
                format!("a number from {least}"),
            )
        }
        NewNumber::Range(least, Some(most)) => {
            let (least, most) = (least.normalize(), most.normalize());
            Message::new(
                format!("{least} 至 {most} 之间的数"),
                format!("a number from {least} to {most}"),
            )
        }
    }
}

/// A repair as a fix, where it changes nothing but cells of this report and to one number each.
fn fix(context: &Context<'_>, view: &View<'_>, repair: &Repair) -> Option<Fix> {
    let mut edits = Vec::with_capacity(repair.changes.len());
    for change in &repair.changes {
        let (Fact::Cell(cell), NewNumber::Value(number)) = (change.fact, &change.to) else {
            return None;
        };
        let span = context.report.cell(cell)?.span;
        edits.push(Edit::new(span, number.normalize().to_string()));
    }
    edits.sort_by_key(|edit| edit.span);
    Some(Fix {
        title: describe(context, view, repair),
        applicability: Applicability::Suggested,
        edits,
    })
}
