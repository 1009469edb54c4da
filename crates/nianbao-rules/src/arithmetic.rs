//! What the arithmetic rules share: judging the identities of the form over the cells of a table,
//! saying what cannot be judged, and explaining what fails.

use std::fmt::Write as _;

use nianbao_core::damage::DamageKind;
use nianbao_core::form::{
    CellRef, ColumnKey, Edition, Identity, IdentityKind, RowKey, TableDef, TableId, identities,
    table,
};
use nianbao_core::table::{Cell, Row, Table, Value};
use nianbao_core::{Decimal, Report, Span};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Message};
use crate::engine::Sink;
use crate::labels::{cell_en, cell_zh, column_en, column_zh, list_en, list_zh, row_en, row_zh};
use crate::locate::{Change, Equation, Repair, locate};
use crate::rule::{Context, Rule};
use crate::rules::{a001_t3_balance, a002_t3_detail_sum, a003_t3_row_sum, a004_t4_sum};

/// How many repairs are shown.
const SHOWN_REPAIRS: usize = 3;
/// Counts beyond this are no counts, and sums of them could overflow.
const LARGEST_COUNT: i64 = 1_000_000_000_000;

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
                if std::mem::take(&mut first) && explains(context, &ledger) == Some(kind) {
                    ledger.explain(&mut diagnostic);
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
        IdentityKind::DisputeSum,
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

/// Whether the report is one whose form has tables: not before 2019.
pub(crate) fn expects_tables(report: &Report) -> bool {
    report
        .year
        .is_none_or(|year| Edition::for_year(year).is_some())
}

/// Why an identity cannot be judged. The later ones outweigh the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    NotNumber,
    Blank,
    Misfit,
    Missing,
    Truncated,
}

impl Reason {
    const ALL: [Self; 5] = [
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
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Self::NotNumber => "有单元格填的不是数字",
            Self::Blank => "有单元格空白或以“/”等符号代替数字",
            Self::Misfit => "有的行数字个数与表列数不符，无法对应到列",
            Self::Missing => "有的行或单元格缺失",
            Self::Truncated => "表格在转换中被截断",
        }
    }

    fn en(self) -> &'static str {
        match self {
            Self::NotNumber => "a cell holds no number",
            Self::Blank => "a cell is blank or holds a placeholder",
            Self::Misfit => "a row has more or fewer numbers than the form has columns",
            Self::Missing => "a row or cell is missing",
            Self::Truncated => "the table was cut on its way here",
        }
    }
}

/// A repair with the names of its cells.
type NamedRepair = Vec<(CellRef, Change)>;

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
            return Err(Reason::Truncated);
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
        Message::new(
            format!(
                "{}：{duty_zh}。{all} 项中有 {} 项无法核对（{}）：{}。",
                self.table.id.name_zh(),
                concerned.len(),
                list_zh(&zh, 7),
                reason.zh()
            ),
            format!(
                "Table {}: {duty_en}. {} of {all} cannot be verified ({}): {}.",
                self.table.id.number(),
                concerned.len(),
                list_en(&en, 7),
                reason.en()
            ),
        )
    }

    /// The smallest changes that make all identities of the table hold, the likeliest first; with
    /// whether some identities could not be taken into account.
    fn repairs(&self) -> Option<(Vec<NamedRepair>, bool)> {
        let width = self.definition.rows[0].columns.len();
        let names: Vec<CellRef> = self
            .definition
            .rows
            .iter()
            .flat_map(|row| {
                row.columns
                    .iter()
                    .map(|column| CellRef::new(self.table.id, row.key, column.key))
            })
            .collect();
        let index = |cell: CellRef| {
            let rows = self.definition.rows;
            let row = rows.iter().position(|row| row.key == cell.row)?;
            let columns = rows[row].columns;
            let column = columns
                .iter()
                .position(|column| column.key == cell.column)?;
            Some(row * width + column)
        };
        let mut values = vec![0; names.len()];
        let mut known = vec![false; names.len()];
        for (at, &name) in names.iter().enumerate() {
            if let Ok(number) = self.number(name) {
                values[at] = count(number)?;
                known[at] = true;
            }
        }
        let mut incomplete = false;
        let mut equations = Vec::new();
        for identity in self.identities() {
            let side = |cells: &'static [CellRef], weight| {
                cells
                    .iter()
                    .map(move |&cell| index(cell).map(|at| (at, weight)))
            };
            let cells: Vec<(usize, i64)> = side(&identity.terms, 1)
                .chain(side(&identity.totals, -1))
                .collect::<Option<_>>()?;
            if cells.iter().all(|&(at, _)| known[at]) {
                equations.push(Equation { cells });
            } else if matches!(self.judge(identity), Verdict::Broken(_)) {
                return None;
            } else {
                incomplete = true;
            }
        }
        let mut repairs: Vec<NamedRepair> = locate(&values, &equations)
            .into_iter()
            .map(|repair: Repair| {
                let changes = repair.into_iter();
                changes.map(|change| (names[change.cell], change)).collect()
            })
            .collect();
        // Stable: what `locate` ranks first stays first among equals. A move within a row or column
        // is a likelier slip than two unrelated ones, and a total that was not added up anew is
        // likelier than a part that is wrong.
        repairs.sort_by_key(|repair| {
            let total = repair
                .iter()
                .filter(|(cell, _)| cell.column == ColumnKey::Total)
                .count();
            let total = if self.table.id == TableId::Disputes {
                usize::MAX - total
            } else {
                0
            };
            (Move::of(repair).is_none(), total)
        });
        Some((repairs, incomplete))
    }

    /// Adds to a finding what would mend the table.
    fn explain(&self, diagnostic: &mut Diagnostic) {
        let Some((repairs, incomplete)) = self.repairs() else {
            return;
        };
        let Some(first) = repairs.first() else {
            return;
        };
        let size = first.len();
        let (scope_zh, scope_en) = if incomplete {
            (
                "可核对的勾稽关系",
                "every identity that can be verified holds",
            )
        } else {
            ("全部勾稽关系", "every identity holds")
        };
        let name = self.table.id.name_zh();
        let number = self.table.id.number();
        if repairs.len() == 1 {
            let change = self.describe(first);
            let _ = write!(
                diagnostic.message.zh,
                "最小的改法只有一种（{size} 个单元格）：{}，{name}{scope_zh}即成立。",
                change.zh
            );
            let _ = write!(
                diagnostic.message.en,
                " There is one smallest repair ({size} cells): {}; then {scope_en} in table {number}.",
                change.en
            );
        } else if let Some(message) = self.describe_moves(&repairs) {
            let _ = write!(
                diagnostic.message.zh,
                "{}，{name}{scope_zh}即成立。",
                message.zh
            );
            let _ = write!(
                diagnostic.message.en,
                " {}; then {scope_en} in table {number}.",
                message.en
            );
        } else {
            let shown = repairs
                .iter()
                .take(SHOWN_REPAIRS)
                .map(|repair| self.describe(repair));
            let (zh, en): (Vec<_>, Vec<_>) = shown.map(|message| (message.zh, message.en)).unzip();
            let such = if repairs.len() > SHOWN_REPAIRS {
                ("例如：", "for example: ")
            } else {
                ("", "")
            };
            let _ = write!(
                diagnostic.message.zh,
                "最少改 {size} 个单元格可使{name}{scope_zh}成立，有 {} 种改法，{}{}。",
                repairs.len(),
                such.0,
                zh.join("；或者")
            );
            let _ = write!(
                diagnostic.message.en,
                " Changing {size} cells is enough that {scope_en} in table {number}; there are {} ways, {}{}.",
                repairs.len(),
                such.1,
                en.join("; or ")
            );
        }
        if diagnostic.rule.fix == crate::rule::FixAvailability::None {
            return;
        }
        for repair in repairs.iter().take(SHOWN_REPAIRS) {
            let mut edits: Vec<Edit> = repair
                .iter()
                .map(|(cell, change)| Edit {
                    span: self.span(*cell),
                    new_text: change.to.to_string(),
                })
                .collect();
            edits.sort_by_key(|edit| edit.span);
            let title = self.describe(repair);
            diagnostic.fixes.push(Fix {
                title,
                applicability: Applicability::Suggested,
                edits,
            });
        }
    }

    fn describe(&self, repair: &[(CellRef, Change)]) -> Message {
        if let Some(found) = Move::of(repair) {
            let (line_zh, line_en) = if found.within_row {
                let row = self.definition.row(found.from.row);
                (row.map(row_zh).unwrap_or_default(), row_en(found.from.row))
            } else {
                (
                    column_zh(self.definition, found.from).to_owned(),
                    column_en(found.from.column),
                )
            };
            let end = |cell: CellRef| {
                if found.within_row {
                    (
                        column_zh(self.definition, cell).to_owned(),
                        column_en(cell.column),
                    )
                } else {
                    let row = self.definition.row(cell.row).map(row_zh);
                    (row.unwrap_or_default(), row_en(cell.row))
                }
            };
            let (from, to, amount) = (end(found.from), end(found.to), found.amount);
            return Message::new(
                format!("把“{line_zh}”中的 {amount} 由“{}”改到“{}”", from.0, to.0),
                format!(
                    "move {amount} from \"{}\" to \"{}\" in \"{line_en}\"",
                    from.1, to.1
                ),
            );
        }
        let zh: Vec<String> = repair
            .iter()
            .map(|(cell, change)| {
                format!(
                    "{}由 {} 改为 {}",
                    cell_zh(self.definition, *cell),
                    change.from,
                    change.to
                )
            })
            .collect();
        let en: Vec<String> = repair
            .iter()
            .map(|(cell, change)| {
                format!(
                    "set {} from {} to {}",
                    cell_en(*cell),
                    change.from,
                    change.to
                )
            })
            .collect();
        Message::new(zh.join("、"), en.join(", "))
    }

    /// When all repairs are the same move in different rows, one sentence says them all.
    fn describe_moves(&self, repairs: &[NamedRepair]) -> Option<Message> {
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
        let rows_zh: Vec<String> = moves
            .iter()
            .filter_map(|found| self.definition.row(found.from.row))
            .map(row_zh)
            .collect();
        let rows_en: Vec<String> = moves.iter().map(|found| row_en(found.from.row)).collect();
        Some(Message::new(
            format!(
                "有 {amount} 件疑填错列：把“{}”任一行中的 {amount} 由“{}”改到“{}”",
                list_zh(&rows_zh, 7).replace('、', "”“"),
                column_zh(self.definition, first.from),
                column_zh(self.definition, first.to)
            ),
            format!(
                "{amount} seems to stand in the wrong column: move {amount} from \"{}\" to \"{}\" in one of {}",
                column_en(first.from.column),
                column_en(first.to.column),
                list_en(&rows_en, 7)
            ),
        ))
    }
}

/// A count entered in the wrong column of its row, or in the wrong row of its column.
struct Move {
    from: CellRef,
    to: CellRef,
    amount: i64,
    within_row: bool,
}

impl Move {
    fn of(repair: &[(CellRef, Change)]) -> Option<Self> {
        let [(a, first), (b, second)] = repair else {
            return None;
        };
        let difference = first.to - first.from;
        if difference + (second.to - second.from) != 0 {
            return None;
        }
        let counted = |cell: &CellRef| {
            cell.column != ColumnKey::Total
                && !matches!(cell.row, RowKey::TotalHandled | RowKey::CarriedOut)
        };
        let within_row = a.row == b.row;
        let within_column = a.column == b.column && counted(a) && counted(b);
        if !(within_row && a.column != ColumnKey::Total && b.column != ColumnKey::Total
            || within_column)
        {
            return None;
        }
        let (from, to) = if difference < 0 { (*a, *b) } else { (*b, *a) };
        Some(Self {
            from,
            to,
            amount: difference.abs(),
            within_row,
        })
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

/// A number as a count: a whole number that is not negative.
fn count(number: Decimal) -> Option<i64> {
    if !number.fract().is_zero() {
        return None;
    }
    i64::try_from(number)
        .ok()
        .filter(|count| (0..=LARGEST_COUNT).contains(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Findings, Settings, check as check_all};
    use crate::testing::Sheet;
    use nianbao_core::form::{ColumnKey as C, RowKey as R};

    fn all(sheet: &Sheet) -> Findings {
        check_all(&sheet.report(), &Settings::default())
    }

    fn codes(findings: &Findings) -> Vec<(&'static str, CellRef)> {
        let found = findings.diagnostics.iter();
        found
            .filter_map(|found| found.cell.map(|cell| (found.rule.code, cell)))
            .collect()
    }

    /// Seed 000: an outcome of a company stands under natural persons.
    fn misplaced() -> Sheet {
        Sheet::zeros(Edition::V2021)
            .set_row(R::NewRequests, "16 1 0 0 0 0 17")
            .set_row(R::Granted, "10 0 0 0 0 0 10")
            .set_row(R::UnavailableNotHeld, "6 0 0 0 0 0 6")
            .set_row(R::RejectedPetition, "1 0 0 0 0 0 1")
            .set_row(R::TotalHandled, "16 1 0 0 0 0 17")
    }

    #[test]
    fn the_base_report_adds_up() {
        let findings = all(&Sheet::base());
        assert!(codes(&findings).is_empty());
        assert!(findings.unverified.is_empty());
    }

    #[test]
    fn a_misplaced_outcome_is_found_and_explained_once() {
        let findings = all(&misplaced());
        assert_eq!(
            codes(&findings),
            [
                ("A002", CellRef::requests(R::TotalHandled, C::NaturalPerson)),
                ("A002", CellRef::requests(R::TotalHandled, C::Business)),
            ]
        );
        let first = &findings.diagnostics[0];
        assert_eq!(
            first.message.zh,
            "表三“自然人”列：予以公开 10＋本机关不掌握相关政府信息 6＋信访举报投诉类申请 1＝17，\
             但（七）总计填 16，相差 1。按国办公开办函〔2021〕30号所附格式，每列（一）至（六）各项之和应等于（七）总计，请对照台账核对。\
             有 1 件疑填错列：把“予以公开”“本机关不掌握相关政府信息”“信访举报投诉类申请”任一行中的 1 \
             由“自然人”改到“商业企业”，表三全部勾稽关系即成立。"
        );
        assert_eq!(first.related.len(), 3);
        assert_eq!(first.fixes.len(), 3);
        assert!(
            first.fixes.iter().all(|fix| {
                fix.applicability == Applicability::Suggested && fix.edits.len() == 2
            })
        );
        let second = &findings.diagnostics[1];
        assert!(
            second.message.zh.contains("各项均为 0，但（七）总计填 1"),
            "{}",
            second.message.zh
        );
        assert!(second.fixes.is_empty());
    }

    #[test]
    fn seed_004_has_one_row_and_two_columns_that_do_not_add_up() {
        let sheet = Sheet::zeros(Edition::V2021)
            .set_row(R::NewRequests, "1 0 0 0 0 0 1")
            .set_row(R::Granted, "1 0 0 0 0 0 1")
            .set_row(R::RejectedExcessive, "1 0 0 0 0 0 1")
            .set_row(R::OtherRemaining, "0 0 0 0 0 0 1")
            .set_row(R::TotalHandled, "1 0 0 0 0 0 1");
        let findings = all(&sheet);
        let found = codes(&findings);
        assert_eq!(found.iter().filter(|(code, _)| *code == "A002").count(), 2);
        assert_eq!(found.iter().filter(|(code, _)| *code == "A003").count(), 1);
        let explained: Vec<_> = findings
            .diagnostics
            .iter()
            .filter(|diagnostic| !diagnostic.fixes.is_empty())
            .collect();
        assert_eq!(explained.len(), 1);
        assert!(
            explained[0].message.zh.contains("最少改 3 个单元格"),
            "{}",
            explained[0].message.zh
        );
        assert_eq!(explained[0].fixes.len(), 2);
    }

    #[test]
    fn one_wrong_cell_has_one_repair() {
        let sheet = Sheet::base().set(R::UnavailableNotHeld, C::Business, "4");
        let findings = all(&sheet);
        let fixes: Vec<_> = findings
            .diagnostics
            .iter()
            .flat_map(|found| &found.fixes)
            .collect();
        assert_eq!(fixes.len(), 1);
        assert_eq!(
            fixes[0].title.zh,
            "“本机关不掌握相关政府信息”的“商业企业”由 4 改为 1"
        );
        assert_eq!(fixes[0].edits[0].new_text, "1");
    }

    #[test]
    fn a_balance_offers_no_fix_but_explains_when_it_stands_alone() {
        let sheet = Sheet::base().set_row(R::NewRequests, "39 9 0 1 2 0 51");
        let findings = all(&sheet);
        assert!(
            findings
                .diagnostics
                .iter()
                .all(|found| found.rule.code == "A001")
        );
        assert_eq!(findings.diagnostics.len(), 2);
        assert!(
            findings
                .diagnostics
                .iter()
                .all(|found| found.fixes.is_empty())
        );
        assert!(
            findings
                .diagnostics
                .iter()
                .any(|found| found.message.zh.contains("有 3 种改法")),
            "{findings:#?}"
        );
    }

    #[test]
    fn blank_columns_are_unverified_once_per_rule() {
        let mut sheet = Sheet::base();
        for row in table(Edition::V2021, TableId::Requests).rows {
            for column in [
                C::ResearchInstitution,
                C::LegalServices,
                C::OtherOrganization,
            ] {
                sheet = sheet.set(row.key, column, "");
            }
        }
        let findings = all(&sheet);
        let arithmetic = |code: &str| {
            findings
                .unverified
                .iter()
                .filter(|entry| entry.rule.code == code)
                .count()
        };
        assert!(
            !findings
                .diagnostics
                .iter()
                .any(|found| found.rule.code.starts_with('A'))
        );
        assert_eq!(
            [arithmetic("A001"), arithmetic("A002"), arithmetic("A003")],
            [1, 1, 1]
        );
        assert!(
            findings
                .unverified
                .iter()
                .all(|entry| entry.reason == "cell-blank")
        );
        assert_eq!(
            findings.unverified[0].message.zh,
            "表三：每列第一项加第二项之和应等于第三项总计加第四项之和。7 项中有 3 项无法核对\
             （科研机构、法律服务机构、其他）：有单元格空白或以“/”等符号代替数字。"
        );
    }

    #[test]
    fn blanks_do_not_hide_a_sum_that_is_already_too_large() {
        let sheet = Sheet::base().set(R::RejectedRepeat, C::Total, "").set(
            R::RejectedPetition,
            C::Total,
            "9",
        );
        let findings = sheet.run(&a002_t3_detail_sum::RULE);
        assert_eq!(
            codes(&findings),
            [("A002", CellRef::requests(R::TotalHandled, C::Total))]
        );
        let message = &findings.diagnostics[0].message.zh;
        assert!(message.contains("已填的数字就已经多出 7"), "{message}");
        assert!(findings.diagnostics[0].fixes.is_empty());
    }

    #[test]
    fn a_cut_table_is_unverified_where_rows_are_lost() {
        let mut sheet = Sheet::base();
        let lost: Vec<RowKey> = table(Edition::V2021, TableId::Requests).rows[14..]
            .iter()
            .map(|row| row.key)
            .collect();
        for &row in &lost {
            sheet = sheet.without(row);
        }
        let sheet = sheet.damaged(DamageKind::TableCut {
            table: TableId::Requests,
            rows: lost,
        });
        let findings = all(&sheet);
        assert!(
            !findings
                .diagnostics
                .iter()
                .any(|found| found.rule.code.starts_with('A'))
        );
        let reasons: Vec<_> = findings
            .unverified
            .iter()
            .map(|entry| (entry.rule.code, entry.reason))
            .collect();
        assert_eq!(
            reasons,
            [
                ("A001", "table-truncated"),
                ("A002", "table-truncated"),
                ("A003", "table-truncated")
            ]
        );
    }

    #[test]
    fn a_row_that_does_not_fit_is_unverified() {
        let findings = Sheet::base()
            .misfit(R::UnavailableNotHeld)
            .run(&a003_t3_row_sum::RULE);
        assert!(findings.diagnostics.is_empty());
        assert_eq!(findings.unverified[0].reason, "row-misfit");
        assert!(findings.unverified[0].message.zh.contains("25 项中有 1 项"));
    }

    #[test]
    fn a_missing_table_is_unverified_unless_the_year_has_none() {
        let sheet = Sheet::base().without_table(TableId::Disputes);
        let findings = sheet.run(&a004_t4_sum::RULE);
        assert_eq!(findings.unverified[0].reason, "table-missing");
        let mut report = sheet.report();
        report.year = Some(2015);
        let findings = check_all(&report, &Settings::default());
        assert!(
            !findings
                .unverified
                .iter()
                .any(|entry| entry.rule.code == "A004")
        );
    }

    #[test]
    fn a_block_of_table_4_without_its_total_is_explained() {
        // 洪泽 2023: totals 0 for 11.
        let sheet = Sheet::base().set_row(R::Reconsideration, "5 4 2 0 0");
        let findings = sheet.run(&a004_t4_sum::RULE);
        let found = &findings.diagnostics[0];
        assert_eq!(
            found.message.zh,
            "表四“行政复议”行：结果维持 5＋结果纠正 4＋其他结果 2＝11，但总计填 0，相差 11。按国办公开办函〔2021〕30号所附格式，\
             每一类案件的维持、纠正、其他结果、尚未审结之和应等于总计，请对照台账核对。\
             最小的改法只有一种（1 个单元格）：“行政复议”的“总计”由 0 改为 11，表四全部勾稽关系即成立。"
        );
        let sheet = Sheet::base().set_row(R::Reconsideration, "5 4 2 0 10");
        let findings = sheet.run(&a004_t4_sum::RULE);
        assert_eq!(findings.diagnostics[0].fixes[0].edits[0].new_text, "11");
    }

    #[test]
    fn the_2019_edition_has_one_row_of_other_outcomes() {
        let sheet = Sheet::zeros(Edition::V2019)
            .set_row(R::NewRequests, "3 0 0 0 0 0 3")
            .set_row(R::Granted, "2 0 0 0 0 0 2")
            .set_row(R::OtherMerged, "1 0 0 0 0 0 1")
            .set_row(R::TotalHandled, "3 0 0 0 0 0 3");
        assert!(codes(&all(&sheet)).is_empty());
        let broken = sheet.set_row(R::OtherMerged, "0 0 0 0 0 0 0");
        assert_eq!(codes(&broken.run(&a002_t3_detail_sum::RULE)).len(), 2);
    }
}
