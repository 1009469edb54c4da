//! The one comparison of what the prose states with the tables: every rule on numbers of prose against
//! cells is a view of it.

use std::fmt::Write as _;

use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_core::{Decimal, Report};
use nianbao_facts::claims::{Claim, Reading, Relation};
use nianbao_facts::figures::figure;
use nianbao_facts::labels::{column_zh, row_en, row_zh};
use nianbao_facts::ledger::{self, Consequence};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{Applicability, Context, Diagnostic, Message, Rule, Sink};

use super::against::unverified;
use crate::arithmetic::{a001_t3_balance, a002_t3_detail_sum, a003_t3_row_sum, a004_t4_sum};

/// A claim that no reading of it agrees with.
pub(crate) struct Broken<'c> {
    context: Context<'c>,
    /// The claim.
    pub(crate) claim: &'c Claim,
    /// Its readings with what the tables have for them, those of one value once.
    pub(crate) readings: Vec<(&'c Reading, Bounds)>,
}

/// The claims for which `wanted` holds and that the tables contradict. What a claim says that the tables
/// cannot answer is noted, once for each cell; `what` names the number in both languages. A claim that
/// fails only because a table contradicts itself is a consequence of the finding on the table, and none
/// of its own.
pub(crate) fn broken<'c>(
    context: &Context<'c>,
    what: (&str, &str),
    sink: &mut Sink<'_>,
    wanted: impl Fn(&Claim) -> bool,
) -> Vec<Broken<'c>> {
    let report = context.report;
    let mut noted: Vec<CellRef> = Vec::new();
    let mut out = Vec::new();
    for (index, claim) in context.facts.claims().iter().enumerate() {
        if !wanted(claim) {
            continue;
        }
        match judge(context, index, claim) {
            Verdict::Holds => {}
            Verdict::Open(cell) => {
                if !noted.contains(&cell) {
                    noted.push(cell);
                    unverified(report, cell, what, sink);
                }
            }
            Verdict::Broken(readings) => {
                if !is_consequence(context, index) {
                    out.push(Broken {
                        context: *context,
                        claim,
                        readings,
                    });
                }
            }
        }
    }
    out
}

/// Whether a claim fails because a table contradicts itself, so that the finding on the table names it.
fn is_consequence(context: &Context<'_>, index: usize) -> bool {
    let selection = &context.settings.selection;
    let reported = [
        &a001_t3_balance::RULE,
        &a002_t3_detail_sum::RULE,
        &a003_t3_row_sum::RULE,
        &a004_t4_sum::RULE,
    ]
    .into_iter()
    .any(|rule| selection.contains(rule));
    let ledger = context.facts.ledger();
    reported
        && ledger.causes().iter().any(|cause| {
            cause.is_of_tables(ledger)
                && cause.consequences.iter().any(|consequence| {
                    matches!(consequence, Consequence::Claim(claim) if *claim == index)
                })
        })
}

enum Verdict<'c> {
    /// One of its readings agrees.
    Holds,
    /// None agrees, and one cannot be known for want of this cell.
    Open(CellRef),
    /// None agrees.
    Broken(Vec<(&'c Reading, Bounds)>),
}

/// What the tables allow for a sum: at least the first, at most the second.
type Bounds = (Decimal, Option<Decimal>);

fn judge<'c>(context: &Context<'c>, index: usize, claim: &'c Claim) -> Verdict<'c> {
    let mut known: Vec<(&Reading, Bounds)> = Vec::new();
    let mut open = None;
    for reading in &claim.readings {
        let bounds = bounds(context, reading);
        let Some((low, high)) = bounds else {
            open = open.or_else(|| unknown(context, reading));
            continue;
        };
        let exact = high == Some(low);
        let (agrees, fails) = match claim.relation {
            Relation::Equal => (
                exact && low == claim.value,
                claim.value < low || high.is_some_and(|high| claim.value > high),
            ),
            Relation::AtMost => (
                low >= claim.value,
                high.is_some_and(|high| high < claim.value),
            ),
            Relation::Zero => (high.is_some_and(|high| high.is_zero()), !low.is_zero()),
        };
        if agrees {
            return Verdict::Holds;
        }
        if !fails {
            open = open.or_else(|| unknown(context, reading));
        }
        if !known.iter().any(|(_, other)| *other == (low, high)) {
            known.push((reading, (low, high)));
        }
    }
    match open {
        // What no single reading shows, all cells together may.
        Some(cell) => match context.facts.ledger().claim(index) {
            ledger::Verdict::Broken if claim.readings.len() == known.len() => {
                Verdict::Broken(known)
            }
            _ => Verdict::Open(cell),
        },
        None => Verdict::Broken(known),
    }
}

/// What the tables allow for a reading; `None` when one of its cells is not in the table that was read.
fn bounds(context: &Context<'_>, reading: &Reading) -> Option<Bounds> {
    let report = context.report;
    let mut sum = Decimal::ZERO;
    let mut complete = true;
    for term in &reading.terms {
        let cell = term.cell;
        report.table(cell.table)?;
        match figure(report, cell.table, cell.row, cell.column) {
            Some(found) => {
                let number = if term.minus {
                    -found.number
                } else {
                    found.number
                };
                sum = sum.checked_add(number)?;
            }
            None => complete = false,
        }
    }
    if complete {
        let sum = sum.normalize();
        return Some((sum, Some(sum)));
    }
    let cells: Vec<(CellRef, bool)> = reading
        .terms
        .iter()
        .map(|term| (term.cell, term.minus))
        .collect();
    let (low, high) = context.facts.ledger().sum(&cells);
    Some((low?.normalize(), high.map(|high| high.normalize())))
}

/// The first cell of a reading that holds no number and is not forced to one.
fn unknown(context: &Context<'_>, reading: &Reading) -> Option<CellRef> {
    let ledger = context.facts.ledger();
    let cells = reading.terms.iter().map(|term| term.cell);
    let is_unknown = |cell: &CellRef| {
        figure(context.report, cell.table, cell.row, cell.column).is_none()
            && ledger.cell(*cell).number().is_none()
    };
    cells
        .clone()
        .find(is_unknown)
        .or_else(|| reading.terms.first().map(|term| term.cell))
}

impl Broken<'_> {
    /// The finding: `zh` and `en` say what the prose says, without the number's comparison.
    pub(crate) fn diagnose(
        &self,
        report: &Report,
        rule: &'static Rule,
        (zh, en): (&str, &str),
        advice: (&str, &str),
    ) -> Diagnostic {
        let claim = self.claim;
        let told: Vec<String> = self
            .readings
            .iter()
            .take(3)
            .map(|(reading, sum)| describe(&self.context, reading, *sum))
            .collect();
        let told_en: Vec<String> = self
            .readings
            .iter()
            .take(3)
            .map(|(reading, sum)| describe_en(reading, *sum))
            .collect();
        let none = if claim.relation == Relation::Equal && self.readings.len() > 1 {
            format!("，都不是 {}", claim.value.normalize())
        } else {
            String::new()
        };
        let table = self.table().name_zh();
        let mut diagnostic = Diagnostic::new(
            rule,
            claim.span,
            Message::new(
                format!(
                    "正文说{zh}，而{table}{}{none}。{}",
                    told.join("，"),
                    advice.0
                ),
                format!(
                    "The prose says {en}; table {} has {}. {}",
                    self.table().number(),
                    told_en.join(", "),
                    advice.1
                ),
            ),
        );
        if let Some(cell) = self.cell() {
            diagnostic = diagnostic.at_cell(cell);
        }
        for cell in self.cells() {
            let Some(found) = figure(report, cell.table, cell.row, cell.column) else {
                continue;
            };
            let named = named(report, cell);
            diagnostic = diagnostic.with_related(
                found.cell.span,
                Message::new(
                    format!("{named} {}", found.number),
                    format!("{}: {}", row_en(cell.row), found.number),
                ),
            );
        }
        self.with_number(report, diagnostic)
    }

    fn table(&self) -> TableId {
        self.claim
            .readings
            .first()
            .and_then(|reading| reading.terms.first())
            .map_or(TableId::Requests, |term| term.cell.table)
    }

    /// The cell that the claim is about, if it is one.
    fn cell(&self) -> Option<CellRef> {
        match self.claim.readings.first()?.terms.as_slice() {
            [term] => Some(term.cell),
            _ => None,
        }
    }

    /// The cells of the first reading that hold something, or all if none does.
    fn cells(&self) -> impl Iterator<Item = CellRef> + '_ {
        self.claim
            .readings
            .first()
            .into_iter()
            .flat_map(|reading| &reading.terms)
            .map(|term| term.cell)
            .take(8)
    }

    /// Adds the fix that writes the table's number in the prose, where only one can be meant.
    fn with_number(&self, report: &Report, diagnostic: Diagnostic) -> Diagnostic {
        let claim = self.claim;
        let (Some(quantity), [(_, (number, high))]) = (
            claim
                .quantity
                .and_then(|index| report.prose.quantities.get(index)),
            self.readings.as_slice(),
        ) else {
            return diagnostic;
        };
        let span = report.prose.source_span(quantity.number);
        if claim.relation != Relation::Equal
            || *high != Some(*number)
            || number.is_sign_negative()
            || !is_bare(report, span)
        {
            return diagnostic;
        }
        let unit = report.prose.text(quantity.unit);
        let (table, index) = (self.table().name_zh(), self.table().number());
        diagnostic.with_replacement(
            Applicability::Suggested,
            Message::new(
                format!("正文改为 {number} {unit}（先确认{table}无误）"),
                format!("Write {number} in the prose (if table {index} is right)"),
            ),
            span,
            number.to_string(),
        )
    }
}

/// A reading with what the tables have for it: `“本年新收”51＋“上年结转”3＝54`.
fn describe(context: &Context<'_>, reading: &Reading, bounds: Bounds) -> String {
    let report = context.report;
    let (sum, high) = bounds;
    if high != Some(sum) {
        let what = match reading.terms.as_slice() {
            [term] => named(report, term.cell),
            _ => "相应各格合计".to_owned(),
        };
        return match high {
            Some(high) if sum.is_zero() => format!("{what}至多为 {high}"),
            Some(high) => format!("{what}在 {sum} 与 {high} 之间"),
            None => format!("{what}至少为 {sum}"),
        };
    }
    if let [term] = reading.terms.as_slice() {
        let named = named(report, term.cell);
        return if number(context, term.cell).1 {
            format!("{named}空白，由勾稽关系推得为 {sum}")
        } else {
            format!("{named}为 {sum}")
        };
    }
    let group = reading.terms.len() > 2;
    let mut text = String::new();
    let mut inferred = false;
    for term in &reading.terms {
        let (number, forced) = number(context, term.cell);
        inferred |= forced;
        if group && number.is_zero() {
            continue;
        }
        if term.minus {
            text.push('－');
        } else if !text.is_empty() {
            text.push('＋');
        }
        if group {
            text.push_str(&number.to_string());
        } else {
            let _ = write!(text, "{} {number}", named(report, term.cell));
        }
    }
    let note = if inferred {
        "（空白格由勾稽关系推得）"
    } else {
        ""
    };
    if !group {
        format!("{text}＝{sum}{note}")
    } else if text.contains(['＋', '－']) {
        format!("相应各格合计为 {text}＝{sum}{note}")
    } else {
        format!("相应各格合计为 {sum}{note}")
    }
}

/// The number of a cell, and whether the identities alone say it.
fn number(context: &Context<'_>, cell: CellRef) -> (Decimal, bool) {
    match figure(context.report, cell.table, cell.row, cell.column) {
        Some(found) => (found.number, false),
        None => (
            context
                .facts
                .ledger()
                .cell(cell)
                .number()
                .map(|number| number.normalize())
                .unwrap_or_default(),
            true,
        ),
    }
}

fn describe_en(reading: &Reading, (sum, high): Bounds) -> String {
    if high != Some(sum) {
        return match high {
            Some(high) => format!("between {sum} and {high}"),
            None => format!("at least {sum}"),
        };
    }
    match reading.terms.as_slice() {
        [term] => format!("{sum} ({})", row_en(term.cell.row)),
        [a, b] => {
            let sign = if b.minus { "minus" } else { "and" };
            format!(
                "{sum} ({} {sign} {})",
                row_en(a.cell.row),
                row_en(b.cell.row)
            )
        }
        _ => format!("{sum} in all"),
    }
}

/// How a message names a cell: by its row, and by its column unless that is the total.
fn named(report: &Report, cell: CellRef) -> String {
    let Some(table) = report.table(cell.table) else {
        return String::new();
    };
    let definition = table.definition();
    let row = match cell.row {
        RowKey::NewRequests => "本年新收".to_owned(),
        RowKey::CarriedIn => "上年结转".to_owned(),
        RowKey::CarriedOut => "结转下年度继续办理".to_owned(),
        _ => definition.row(cell.row).map(row_zh).unwrap_or_default(),
    };
    match (cell.table, cell.column) {
        (TableId::Requests, ColumnKey::Total) => format!("“{row}”总计"),
        _ => {
            format!("“{row}”的“{}”", column_zh(definition, cell))
        }
    }
}
