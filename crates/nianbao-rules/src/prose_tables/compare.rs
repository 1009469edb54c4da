//! The one comparison of what the prose states with the tables: every rule on numbers of prose against
//! cells is a view of it.

use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_core::{Decimal, Report};
use nianbao_facts::claims::{Claim, Reading, Relation};
use nianbao_facts::figures::figure;
use nianbao_facts::labels::{column_zh, row_en, row_zh};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{Applicability, Context, Diagnostic, Message, Rule, Sink};

use super::against::unverified;

/// A claim that no reading of it agrees with.
pub(crate) struct Broken<'c> {
    /// The claim.
    pub(crate) claim: &'c Claim,
    /// Its readings with what the tables have for them, those of one value once.
    pub(crate) readings: Vec<(&'c Reading, Decimal)>,
}

/// The claims for which `wanted` holds and that the tables contradict. What a claim says that the tables
/// cannot answer is noted, once for each cell; `what` names the number in both languages.
pub(crate) fn broken<'c>(
    context: &Context<'c>,
    what: (&str, &str),
    sink: &mut Sink<'_>,
    wanted: impl Fn(&Claim) -> bool,
) -> Vec<Broken<'c>> {
    let report = context.report;
    let mut noted: Vec<CellRef> = Vec::new();
    let mut out = Vec::new();
    for claim in context.facts.claims().iter().filter(|claim| wanted(claim)) {
        match judge(report, claim) {
            Verdict::Holds => {}
            Verdict::Open(cell) => {
                if !noted.contains(&cell) {
                    noted.push(cell);
                    unverified(report, cell, what, sink);
                }
            }
            Verdict::Broken(readings) => out.push(Broken { claim, readings }),
        }
    }
    out
}

enum Verdict<'c> {
    /// One of its readings agrees.
    Holds,
    /// None agrees, and one cannot be known for want of this cell.
    Open(CellRef),
    /// None agrees.
    Broken(Vec<(&'c Reading, Decimal)>),
}

fn judge<'c>(report: &Report, claim: &'c Claim) -> Verdict<'c> {
    let mut known: Vec<(&Reading, Decimal)> = Vec::new();
    let mut open = None;
    for reading in &claim.readings {
        match value(report, reading) {
            Ok(sum) => {
                let agrees = match claim.relation {
                    Relation::Equal => sum == claim.value,
                    Relation::AtMost => sum >= claim.value,
                    Relation::Zero => sum.is_zero(),
                };
                if agrees {
                    return Verdict::Holds;
                }
                if !known.iter().any(|(_, other)| *other == sum) {
                    known.push((reading, sum));
                }
            }
            Err(cell) => {
                open.get_or_insert(cell);
            }
        }
    }
    match open {
        Some(cell) => Verdict::Open(cell),
        None => Verdict::Broken(known),
    }
}

/// What the tables have for a reading, or the first of its cells that is not known.
fn value(report: &Report, reading: &Reading) -> Result<Decimal, CellRef> {
    let mut sum = Decimal::ZERO;
    for term in &reading.terms {
        let cell = term.cell;
        let found = figure(report, cell.table, cell.row, cell.column).ok_or(cell)?;
        let number = if term.minus {
            -found.number
        } else {
            found.number
        };
        sum = sum.checked_add(number).ok_or(cell)?;
    }
    Ok(sum.normalize())
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
            .map(|(reading, sum)| describe(report, reading, *sum))
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
        let (Some(quantity), [(_, number)]) = (
            claim
                .quantity
                .and_then(|index| report.prose.quantities.get(index)),
            self.readings.as_slice(),
        ) else {
            return diagnostic;
        };
        let span = report.prose.source_span(quantity.number);
        if claim.relation != Relation::Equal || number.is_sign_negative() || !is_bare(report, span)
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
fn describe(report: &Report, reading: &Reading, sum: Decimal) -> String {
    if let [term] = reading.terms.as_slice() {
        return format!("{}为 {sum}", named(report, term.cell));
    }
    let rows: Vec<CellRef> = reading.terms.iter().map(|term| term.cell).collect();
    let group = rows.len() > 2;
    let mut text = String::new();
    for term in &reading.terms {
        let number = figure(report, term.cell.table, term.cell.row, term.cell.column)
            .map_or(Decimal::ZERO, |found| found.number);
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
            text.push_str(&format!("{} {number}", named(report, term.cell)));
        }
    }
    if group {
        if text.contains(['＋', '－']) {
            format!("相应各格合计为 {text}＝{sum}")
        } else {
            format!("相应各格合计为 {sum}")
        }
    } else {
        format!("{text}＝{sum}")
    }
}

fn describe_en(reading: &Reading, sum: Decimal) -> String {
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
        (TableId::Proactive, _) | (TableId::Requests | TableId::Disputes, _) => {
            format!("“{row}”的“{}”", column_zh(definition, cell))
        }
    }
}
