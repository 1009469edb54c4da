//! What the arithmetic rules share: judging the identities of the form over the cells of a table,
//! saying what cannot be judged, and explaining what fails.

mod explain;
pub(crate) mod query;
#[cfg(test)]
mod tests;
mod weigh;

use std::fmt::Write as _;

use nianbao_core::damage::DamageKind;
use nianbao_core::form::{
    CellRef, Edition, Identity, IdentityKind, RowKey, TableDef, TableId, identities, table,
};
use nianbao_core::table::{Cell, Row, Table, Value};
use nianbao_core::{Decimal, Report, Span};
use nianbao_facts::figures::expects_tables;
use nianbao_facts::labels::{column_en, column_zh, list_en, list_zh, row_en, row_zh};
use nianbao_lint::{Context, Diagnostic, Message, Rule, Sink};

use crate::arithmetic::{a001_t3_balance, a002_t3_detail_sum, a003_t3_row_sum, a004_t4_sum};

/// Checks every identity of one kind.
pub(crate) fn check(context: &Context<'_>, sink: &mut Sink<'_>, kind: IdentityKind) {
    let report = context.report;
    let id = table_of(kind);
    let Some(ledger) = Ledger::new(report, id) else {
        if expects_tables(report) {
            sink.unverified("table-missing", missing_message(report, id, kind));
        }
        return;
    };
    let mut unjudged: Vec<(Reason, &Identity)> = Vec::new();
    let mut first = true;
    for identity in ledger.identities().filter(|identity| identity.kind == kind) {
        match ledger.judge(identity) {
            Verdict::Holds => {}
            Verdict::Unknown(reason) => unjudged.push((reason, identity)),
            Verdict::Broken(sums) => {
                let mut diagnostic = ledger.diagnose(sink.rule(), identity, &sums);
                if kind == IdentityKind::DisputeSum {
                    // The blocks of 表四 have nothing to do with each other.
                    ledger.explain(context, &mut diagnostic, Some(identity));
                } else if std::mem::take(&mut first) && explains(context, &ledger) == Some(kind) {
                    ledger.explain(context, &mut diagnostic, None);
                }
                sink.report(diagnostic);
            }
        }
    }
    for reason in Reason::ALL {
        let concerned: Vec<&Identity> = unjudged
            .iter()
            .filter(|(found, _)| *found == reason)
            .map(|(_, identity)| *identity)
            .collect();
        if !concerned.is_empty() {
            sink.unverified(reason.slug(), ledger.unknown_message(reason, &concerned));
        }
    }
}

/// The kind whose first finding explains what is wrong with the table: the explanation is given
/// once, by a rule that runs and may offer fixes.
fn explains(context: &Context<'_>, ledger: &Ledger<'_>) -> Option<IdentityKind> {
    [
        IdentityKind::DetailSum,
        IdentityKind::RowSum,
        IdentityKind::Balance,
    ]
    .into_iter()
    .filter(|&kind| context.settings.selection.contains(rule_of(kind)))
    .find(|&kind| {
        ledger
            .identities()
            .filter(|identity| identity.kind == kind)
            .any(|identity| matches!(ledger.judge(identity), Verdict::Broken(_)))
    })
}

fn rule_of(kind: IdentityKind) -> &'static Rule {
    match kind {
        IdentityKind::Balance => &a001_t3_balance::RULE,
        IdentityKind::DetailSum => &a002_t3_detail_sum::RULE,
        IdentityKind::RowSum => &a003_t3_row_sum::RULE,
        IdentityKind::DisputeSum => &a004_t4_sum::RULE,
    }
}

fn table_of(kind: IdentityKind) -> TableId {
    match kind {
        IdentityKind::Balance | IdentityKind::DetailSum | IdentityKind::RowSum => TableId::Requests,
        IdentityKind::DisputeSum => TableId::Disputes,
    }
}

/// Whether a number has no fraction; nearly all have not even a decimal point.
pub(crate) fn is_whole(number: Decimal) -> bool {
    number.scale() == 0 || number.fract().is_zero()
}

/// Why an identity cannot be judged. The later ones outweigh the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    NotNumber,
    Blank,
    Misfit,
    Missing,
    Truncated,
    Torn,
}

impl Reason {
    const ALL: [Self; 6] = [
        Self::Torn,
        Self::Truncated,
        Self::Missing,
        Self::Misfit,
        Self::Blank,
        Self::NotNumber,
    ];

    fn slug(self) -> &'static str {
        match self {
            Self::NotNumber => "cell-not-number",
            Self::Blank => "cell-blank",
            Self::Misfit => "row-misfit",
            Self::Missing => "cell-missing",
            Self::Truncated => "table-truncated",
            Self::Torn => "table-torn",
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Self::NotNumber => "有单元格填的不是数字",
            Self::Blank => "有单元格空白或以“/”等符号代替数字",
            Self::Misfit => "有的行数字个数与表列数不符，无法对应到列",
            Self::Missing => "有的行或单元格缺失",
            Self::Truncated => "表格在转换中被截断",
            Self::Torn => "数字与行名在转换中分离",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::NotNumber => "a cell holds no number",
            Self::Blank => "a cell is blank or holds a placeholder",
            Self::Misfit => "a row has more or fewer numbers than the form has columns",
            Self::Missing => "a row or cell is missing",
            Self::Truncated => "the table was cut on its way here",
            Self::Torn => "the numbers were parted from their labels on their way here",
        }
    }
}

/// What is known of an identity.
enum Verdict {
    Holds,
    Broken(Sums),
    Unknown(Reason),
}

/// The two sides of an identity, over the cells that are known.
struct Sums {
    left: Decimal,
    right: Decimal,
    /// Whether some cells are unknown, and the identity is broken whatever they hold.
    partial: bool,
}

/// A table made ready for looking up cells by name.
struct Ledger<'a> {
    table: &'a Table,
    definition: &'static TableDef,
    rows: Vec<Option<&'a Row>>,
    cut: Vec<RowKey>,
    torn: bool,
    /// The number of the document that prescribes the form.
    document: &'static str,
}

impl<'a> Ledger<'a> {
    fn new(report: &'a Report, id: TableId) -> Option<Self> {
        let table = report.table(id)?;
        let mut rows = vec![None; RowKey::ALL.len()];
        for row in &table.rows {
            rows[row.key as usize] = Some(row);
        }
        let mut cut = Vec::new();
        let mut torn = false;
        for damage in report.table_damage(id) {
            match &damage.kind {
                DamageKind::TableCut { rows, .. } => cut.extend_from_slice(rows),
                DamageKind::TableTorn { .. } => torn = true,
                _ => {}
            }
        }
        Some(Self {
            table,
            definition: table.definition(),
            rows,
            cut,
            torn,
            document: report.binding_edition().unwrap_or(table.edition).document(),
        })
    }

    /// The identities of the table, as its edition has them.
    fn identities(&self) -> impl Iterator<Item = &'static Identity> + use<> {
        let id = self.table.id;
        identities(self.table.edition)
            .iter()
            .filter(move |identity| table_of(identity.kind) == id)
    }

    fn cell(&self, name: CellRef) -> Option<&'a Cell> {
        let row = self.rows[name.row as usize]?;
        // All rows of these two tables have the same columns.
        let columns = self.definition.rows[0].columns;
        let index = columns
            .iter()
            .position(|column| column.key == name.column)?;
        row.cells.get(index)?.as_ref()
    }

    fn number(&self, name: CellRef) -> Result<Decimal, Reason> {
        if self.torn {
            return Err(Reason::Torn);
        }
        match self.cell(name).map(|cell| cell.value) {
            Some(Value::Number(number)) => Ok(number),
            Some(Value::Blank | Value::Placeholder) => Err(Reason::Blank),
            Some(Value::Text) => Err(Reason::NotNumber),
            None => Err(match self.rows[name.row as usize] {
                _ if self.cut.contains(&name.row) => Reason::Truncated,
                Some(row) if row.misfit.is_some() => Reason::Misfit,
                _ => Reason::Missing,
            }),
        }
    }

    fn span(&self, name: CellRef) -> Span {
        self.cell(name).map_or(self.table.span, |cell| cell.span)
    }

    fn sum(&self, cells: &[CellRef]) -> (Decimal, Option<Reason>) {
        let mut sum = Decimal::ZERO;
        let mut unknown = None;
        for &cell in cells {
            match self.number(cell) {
                Ok(number) => sum += number,
                Err(reason) => unknown = unknown.max(Some(reason)),
            }
        }
        (sum, unknown)
    }

    fn judge(&self, identity: &Identity) -> Verdict {
        let (left, left_unknown) = self.sum(&identity.terms);
        let (right, right_unknown) = self.sum(&identity.totals);
        let broken = |partial| {
            Verdict::Broken(Sums {
                left,
                right,
                partial,
            })
        };
        match (left_unknown, right_unknown) {
            (None, None) if left == right => Verdict::Holds,
            (None, None) => broken(false),
            // Counts are never negative: what is known already exceeds a side that is fully known,
            // so the identity is broken whatever the unknown cells hold.
            (Some(_), None) if left > right => broken(true),
            (None, Some(_)) if right > left => broken(true),
            (a, b) => Verdict::Unknown(a.max(b).unwrap_or(Reason::Missing)),
        }
    }

    /// Which row or column an identity runs along, by its printed label.
    fn line_zh(&self, identity: &Identity) -> String {
        match (identity.column(), identity.row()) {
            (Some(_), _) => column_zh(self.definition, identity.totals[0]).to_owned(),
            (_, Some(row)) => self.definition.row(row).map(row_zh).unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn line_en(identity: &Identity) -> String {
        match (identity.column(), identity.row()) {
            (Some(column), _) => column_en(column),
            (_, Some(row)) => row_en(row),
            _ => String::new(),
        }
    }

    /// How one cell is named within its identity: by its row in a column, by its column in a row.
    fn term_zh(&self, identity: &Identity, cell: CellRef) -> String {
        if identity.column().is_some() {
            self.definition
                .row(cell.row)
                .map(row_zh)
                .unwrap_or_default()
        } else {
            column_zh(self.definition, cell).to_owned()
        }
    }

    fn term_en(identity: &Identity, cell: CellRef) -> String {
        if identity.column().is_some() {
            row_en(cell.row)
        } else {
            column_en(cell.column)
        }
    }

    /// One side of an identity written out: `予以公开 10＋本机关不掌握相关政府信息 6＝16`.
    fn side(&self, identity: &Identity, cells: &[CellRef], sum: Decimal, all: bool) -> Message {
        let mut zh = Vec::new();
        let mut en = Vec::new();
        for &cell in cells {
            let Ok(number) = self.number(cell) else {
                continue;
            };
            if all || !number.is_zero() {
                let number = number.normalize();
                zh.push(format!("{} {number}", self.term_zh(identity, cell)));
                en.push(format!("{} {number}", Self::term_en(identity, cell)));
            }
        }
        let sum = sum.normalize();
        match zh.len() {
            0 => Message::new("各项均为 0", "all parts are 0"),
            1 => Message::new(zh.swap_remove(0), en.swap_remove(0)),
            _ => Message::new(
                format!("{}＝{sum}", zh.join("＋")),
                format!("{} = {sum}", en.join(" + ")),
            ),
        }
    }

    fn diagnose(&self, rule: &'static Rule, identity: &Identity, sums: &Sums) -> Diagnostic {
        let total = identity.totals[0];
        let balance = identity.kind == IdentityKind::Balance;
        let left = self.side(identity, &identity.terms, sums.left, balance);
        let right = if balance {
            self.side(identity, &identity.totals, sums.right, true)
        } else {
            let right = sums.right.normalize();
            Message::new(
                format!("{}填 {right}", self.term_zh(identity, total)),
                format!("{} says {right}", Self::term_en(identity, total)),
            )
        };
        let (line_zh, line_en) = (self.line_zh(identity), Self::line_en(identity));
        let axis = if identity.column().is_some() {
            ("列", "column")
        } else {
            ("行", "row")
        };
        let mut zh = format!(
            "{}“{line_zh}”{}：{}，但{}",
            self.table.id.name_zh(),
            axis.0,
            left.zh,
            right.zh
        );
        let mut en = format!(
            "Table {}, {} \"{line_en}\": {}, but {}",
            self.table.id.number(),
            axis.1,
            left.en,
            right.en
        );
        let difference = (sums.left - sums.right).abs().normalize();
        if sums.partial {
            let _ = write!(
                zh,
                "；空白或缺失的单元格还没有计入，已填的数字就已经多出 {difference}"
            );
            let _ = write!(
                en,
                "; without its blank or missing cells the known numbers already exceed it by {difference}"
            );
        } else {
            let _ = write!(zh, "，相差 {difference}");
            let _ = write!(en, ", a difference of {difference}");
        }
        let (duty_zh, duty_en) = duty(identity.kind);
        let document = self.document;
        let _ = write!(zh, "。按{document}所附格式，{duty_zh}，请对照台账核对。");
        let _ = write!(
            en,
            ". By the form of {document}, {duty_en}; check against the register."
        );
        // The cell that tells most is the total, if it is there.
        let place = identity
            .totals
            .iter()
            .copied()
            .find(|&cell| self.cell(cell).is_some())
            .unwrap_or(total);
        let mut diagnostic =
            Diagnostic::new(rule, self.span(place), Message::new(zh, en)).at_cell(place);
        for &cell in identity.terms.iter().chain(&identity.totals) {
            let Ok(number) = self.number(cell) else {
                continue;
            };
            if cell != place && !number.is_zero() {
                let number = number.normalize();
                diagnostic = diagnostic.with_related(
                    self.span(cell),
                    Message::new(
                        format!("{} {number}", self.term_zh(identity, cell)),
                        format!("{} {number}", Self::term_en(identity, cell)),
                    ),
                );
            }
        }
        diagnostic
    }

    fn unknown_message(&self, reason: Reason, concerned: &[&Identity]) -> Message {
        let kind = concerned[0].kind;
        let all = self.identities().filter(|other| other.kind == kind).count();
        let zh: Vec<String> = concerned
            .iter()
            .map(|identity| self.line_zh(identity))
            .collect();
        let en: Vec<String> = concerned
            .iter()
            .map(|identity| Self::line_en(identity))
            .collect();
        let (duty_zh, duty_en) = duty(kind);
        let (name, number, count) = (self.table.id.name_zh(), self.table.id.number(), zh.len());
        let (which_zh, which_en) = if count == all {
            (
                format!("{all} 项都无法核对"),
                format!("None of the {all} can be verified"),
            )
        } else {
            (
                format!("{all} 项中有 {count} 项无法核对（{}）", list_zh(&zh, 7)),
                format!("{count} of {all} cannot be verified ({})", list_en(&en, 7)),
            )
        };
        Message::new(
            format!("{name}：{duty_zh}。{which_zh}：{}。", reason.zh()),
            format!("Table {number}: {duty_en}. {which_en}: {}.", reason.en()),
        )
    }
}

/// What an identity demands.
fn duty(kind: IdentityKind) -> (&'static str, &'static str) {
    match kind {
        IdentityKind::Balance => (
            "每列第一项加第二项之和应等于第三项总计加第四项之和",
            "in each column new and carried-in requests must equal handled and carried-out ones",
        ),
        IdentityKind::DetailSum => (
            "每列（一）至（六）各项之和应等于（七）总计",
            "in each column the outcomes must add up to the total handled",
        ),
        IdentityKind::RowSum => (
            "每行各类申请人之和应等于总计",
            "in each row the kinds of applicants must add up to the total",
        ),
        IdentityKind::DisputeSum => (
            "每一类案件的维持、纠正、其他结果、尚未审结之和应等于总计",
            "the results of each kind of case must add up to its total",
        ),
    }
}

fn missing_message(report: &Report, id: TableId, kind: IdentityKind) -> Message {
    let edition = report.binding_edition().unwrap_or(Edition::V2021);
    let count = identities(edition)
        .iter()
        .filter(|identity| identity.kind == kind)
        .count();
    let definition = table(edition, id);
    let (duty_zh, duty_en) = duty(kind);
    let section = nianbao_core::form::section(definition.section).heading();
    Message::new(
        format!(
            "没有读到{}（“{section}”的表格）：{duty_zh}，{count} 项都无法核对。",
            id.name_zh()
        ),
        format!(
            "Table {} was not found: {duty_en}; none of the {count} can be verified.",
            id.number()
        ),
    )
}
