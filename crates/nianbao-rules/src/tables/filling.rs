//! What blank cells are to be filled with: the numbers that the identities force them to, 0 where
//! that is possible, else nothing that is known.

use nianbao_core::form::CellRef;
use nianbao_core::table::Cell;
use nianbao_core::{Decimal, Report, Span};
use nianbao_facts::ledger::Standing;
use nianbao_facts::reasons::because;
use nianbao_lint::{Applicability, Context, Edit, Fix, Message};

use super::batches::Batch;

/// More numbers than these are not named one by one.
const NAMED: usize = 7;
/// More identities than these are not named.
const NAMED_REASONS: usize = 2;

/// What the cells of a batch should hold.
pub(crate) struct Filling {
    /// Whether all of it follows from the identities.
    pub(crate) known: bool,
    /// A sentence for the clerk.
    pub(crate) words: Message,
    /// The numbers written into the cells.
    pub(crate) fix: Option<Fix>,
}

/// What cells without a number should hold.
pub(crate) fn filling(context: &Context<'_>, batch: &Batch<'_>) -> Filling {
    let ledger = context.facts.ledger();
    let mut forced: Vec<(CellRef, &Cell, Decimal)> = Vec::new();
    let mut open: Vec<(CellRef, &Cell)> = Vec::new();
    for &(name, cell) in &batch.cells {
        match ledger.cell(name) {
            Standing::Forced(number) => forced.push((name, cell, number.normalize())),
            _ => open.push((name, cell)),
        }
    }
    if open.is_empty() {
        let fix = fill(context.report, &forced);
        return Filling {
            known: true,
            words: forced_words(context, &forced),
            fix: Some(fix),
        };
    }
    let mut all = forced.clone();
    all.extend(open.iter().map(|&(name, cell)| (name, cell, Decimal::ZERO)));
    all.sort_by_key(|&(name, ..)| name);
    let numbers: Vec<(CellRef, Decimal)> = all
        .iter()
        .map(|&(name, _, number)| (name, number))
        .collect();
    // The numbers of contradictory tables say nothing of the blank ones.
    let possible = ledger.allows(&numbers);
    let rest = if forced.is_empty() {
        ""
    } else {
        "其余推不出，"
    };
    let rest_en = if forced.is_empty() {
        ""
    } else {
        "The others are open. "
    };
    let (zh, en) = match possible {
        Some(false) => (
            format!("{rest}按勾稽关系不能都填 0，请对照台账填写。"),
            format!(
                "{rest_en}By the identities not all of them can be 0; fill them in from the register."
            ),
        ),
        Some(true) => (
            format!("{rest}没有发生的应填 0。"),
            format!("{rest_en}Write 0 where nothing happened."),
        ),
        None => (
            format!("{rest}请对照台账填写，没有发生的填 0。"),
            format!("{rest_en}Fill them in from the register, with 0 where nothing happened."),
        ),
    };
    let mut words = Message::new(zh, en);
    if !forced.is_empty() {
        let known = forced_words(context, &forced);
        let count = forced.len();
        words = Message::new(
            format!("其中 {count} 格{}{}", known.zh, words.zh),
            format!("{count} of them: {} {}", known.en, words.en),
        );
    }
    let fix = if possible == Some(true) {
        Some(fill(context.report, &all))
    } else if forced.is_empty() {
        None
    } else {
        Some(fill(context.report, &forced))
    };
    Filling {
        known: false,
        words,
        fix,
    }
}

/// What forced cells should hold, and why where it is one: `按勾稽关系应为 0。`
fn forced_words(context: &Context<'_>, cells: &[(CellRef, &Cell, Decimal)]) -> Message {
    let list = numbers(cells);
    let [(name, ..)] = cells else {
        let each = if list.1 { "都应为" } else { "应依次为" };
        return Message::new(
            format!("按勾稽关系{each} {}。", list.0),
            format!("By the identities they must be {}.", list.0),
        );
    };
    let reasons = because(context.facts.ledger(), *name);
    let (zh, en) = if reasons.is_empty() || reasons.len() > NAMED_REASONS {
        (String::new(), String::new())
    } else {
        let zh: Vec<&str> = reasons.iter().map(|words| words.zh.as_str()).collect();
        let en: Vec<&str> = reasons.iter().map(|words| words.en.as_str()).collect();
        (
            format!("（{}）", zh.join("，")),
            format!(" ({})", en.join("; ")),
        )
    };
    Message::new(
        format!("按勾稽关系应为 {}{zh}。", list.0),
        format!("By the identities it must be {}{en}.", list.0),
    )
}

/// The numbers of cells, one for all if they are the same, with whether they are.
fn numbers(cells: &[(CellRef, &Cell, Decimal)]) -> (String, bool) {
    let first = cells.first().map(|&(_, _, number)| number);
    if cells.iter().all(|&(_, _, number)| Some(number) == first) {
        return (first.unwrap_or_default().to_string(), true);
    }
    let mut texts: Vec<String> = cells
        .iter()
        .map(|(_, _, number)| number.to_string())
        .collect();
    let more = if texts.len() > NAMED { "…" } else { "" };
    texts.truncate(NAMED);
    (format!("{}{more}", texts.join("、")), false)
}

/// Writes numbers into cells, parted from what is before them.
fn fill(report: &Report, cells: &[(CellRef, &Cell, Decimal)]) -> Fix {
    let text = report.source.as_str();
    let glued = |span: Span| {
        let before = text.get(..span.start as usize).unwrap_or("");
        let last = before.chars().next_back();
        span.is_empty() && last.is_some_and(|c| !c.is_whitespace() && !matches!(c, '|' | '>'))
    };
    let mut edits: Vec<Edit> = cells
        .iter()
        .map(|(_, cell, number)| {
            let new_text = if glued(cell.span) {
                format!(" {number}")
            } else {
                number.to_string()
            };
            Edit::new(cell.span, new_text)
        })
        .collect();
    edits.sort_by_key(|edit| edit.span);
    let (list, _) = numbers(cells);
    let count = cells.len();
    let title = if count == 1 {
        Message::new(format!("填 {list}"), format!("Write {list}"))
    } else {
        Message::new(
            format!("在这 {count} 个单元格填 {list}"),
            format!("Write {list} into {count} cells"),
        )
    };
    Fix {
        title,
        applicability: Applicability::Suggested,
        edits,
    }
}
