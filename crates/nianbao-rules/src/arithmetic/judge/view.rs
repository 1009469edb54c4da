//! A table as the ledger judges it: its cells, why one has no number, and how messages name it.

use nianbao_core::damage::DamageKind;
use nianbao_core::form::{
    CellRef, Edition, Identity, IdentityKind, RowKey, TableDef, TableId, identities, table,
};
use nianbao_core::table::{Cell, Row, Table, Value};
use nianbao_core::{Decimal, Report, Span};
use nianbao_facts::labels::{column_en, column_zh, list_en, list_zh, row_en, row_zh};
use nianbao_facts::ledger::Ledger;
use nianbao_lint::Message;

use super::{is_whole, table_of};

/// What is known of the number of a cell.
pub(super) type Numbers<'a> = dyn Fn(CellRef) -> Option<Decimal> + 'a;

/// Why an identity cannot be judged. The later ones outweigh the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    NotNumber,
    Blank,
    Misfit,
    Missing,
    Truncated,
    Torn,
}

impl Reason {
    pub(super) const ALL: [Self; 6] = [
        Self::Torn,
        Self::Truncated,
        Self::Missing,
        Self::Misfit,
        Self::Blank,
        Self::NotNumber,
    ];

    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::NotNumber => "cell-not-number",
            Self::Blank => "cell-blank",
            Self::Misfit => "row-misfit",
            Self::Missing => "cell-missing",
            Self::Truncated => "table-truncated",
            Self::Torn => "table-torn",
        }
    }

    pub(super) fn zh(self) -> &'static str {
        match self {
            Self::NotNumber => "有单元格填的不是数字",
            Self::Blank => "有单元格空白或以“/”等符号代替数字",
            Self::Misfit => "有的行数字个数与表列数不符，无法对应到列",
            Self::Missing => "有的行或单元格缺失",
            Self::Truncated => "表格在转换中被截断",
            Self::Torn => "数字与行名在转换中分离",
        }
    }

    pub(super) fn en(self) -> &'static str {
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

/// A table made ready for looking up cells by name.
pub(super) struct View<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) table: &'a Table,
    pub(super) definition: &'static TableDef,
    rows: Vec<Option<&'a Row>>,
    cut: Vec<RowKey>,
    torn: bool,
    /// The number of the document that prescribes the form.
    pub(super) document: &'static str,
}

impl<'a> View<'a> {
    pub(super) fn new(report: &'a Report, ledger: &'a Ledger, id: TableId) -> Option<Self> {
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
            ledger,
            table,
            definition: table.definition(),
            rows,
            cut,
            torn,
            document: report.binding_edition().unwrap_or(table.edition).document(),
        })
    }

    /// The identities of the table, as its edition has them.
    pub(super) fn identities(&self) -> impl Iterator<Item = &'static Identity> + use<> {
        let id = self.table.id;
        let all = self.ledger.identities().iter();
        all.filter(move |identity| table_of(identity.kind) == id)
    }

    pub(super) fn cell(&self, name: CellRef) -> Option<&'a Cell> {
        let row = self.rows[name.row as usize]?;
        // All rows of these two tables have the same columns.
        let columns = self.definition.rows[0].columns;
        let index = columns
            .iter()
            .position(|column| column.key == name.column)?;
        row.cells.get(index)?.as_ref()
    }

    pub(super) fn number(&self, name: CellRef) -> Result<Decimal, Reason> {
        if self.torn {
            return Err(Reason::Torn);
        }
        match self.cell(name).map(|cell| cell.value) {
            // Fractions of a request are no number of requests.
            Some(Value::Number(number)) if is_whole(number) && !number.is_sign_negative() => {
                Ok(number.normalize())
            }
            Some(Value::Blank | Value::Placeholder) => Err(Reason::Blank),
            Some(Value::Text | Value::Number(_)) => Err(Reason::NotNumber),
            None => Err(match self.rows[name.row as usize] {
                _ if self.cut.contains(&name.row) => Reason::Truncated,
                Some(row) if row.misfit.is_some() => Reason::Misfit,
                _ => Reason::Missing,
            }),
        }
    }

    pub(super) fn span(&self, name: CellRef) -> Span {
        self.cell(name).map_or(self.table.span, |cell| cell.span)
    }

    /// The sum of the cells of one side as they are known by `number`.
    pub(super) fn sum(cells: &[CellRef], number: &Numbers<'_>) -> Decimal {
        cells.iter().filter_map(|&cell| number(cell)).sum()
    }

    /// Why an identity cannot be judged: for want of a number that does not follow either.
    pub(super) fn reason(&self, identity: &Identity) -> Reason {
        let cells = identity.terms.iter().chain(&identity.totals);
        let open = cells.filter(|&&cell| self.ledger.cell(cell).number().is_none());
        let reasons = open.filter_map(|&cell| self.number(cell).err());
        reasons.max().unwrap_or(Reason::Missing)
    }

    /// Which row or column an identity runs along, by its printed label.
    pub(super) fn line_zh(&self, identity: &Identity) -> String {
        match (identity.column(), identity.row()) {
            (Some(_), _) => column_zh(self.definition, identity.totals[0]).to_owned(),
            (_, Some(row)) => self.definition.row(row).map(row_zh).unwrap_or_default(),
            _ => String::new(),
        }
    }

    pub(super) fn line_en(identity: &Identity) -> String {
        match (identity.column(), identity.row()) {
            (Some(column), _) => column_en(column),
            (_, Some(row)) => row_en(row),
            _ => String::new(),
        }
    }

    /// How one cell is named within its identity: by its row in a column, by its column in a row.
    pub(super) fn term_zh(&self, identity: &Identity, cell: CellRef) -> String {
        if identity.column().is_some() {
            self.definition
                .row(cell.row)
                .map(row_zh)
                .unwrap_or_default()
        } else {
            column_zh(self.definition, cell).to_owned()
        }
    }

    pub(super) fn term_en(identity: &Identity, cell: CellRef) -> String {
        if identity.column().is_some() {
            row_en(cell.row)
        } else {
            column_en(cell.column)
        }
    }

    /// One side of an identity written out: `予以公开 10＋本机关不掌握相关政府信息 6＝16`.
    pub(super) fn side(
        &self,
        identity: &Identity,
        cells: &[CellRef],
        number: &Numbers<'_>,
        all: bool,
    ) -> Message {
        let mut zh = Vec::new();
        let mut en = Vec::new();
        for &cell in cells {
            let Some(number) = number(cell) else {
                continue;
            };
            if all || !number.is_zero() {
                let number = number.normalize();
                zh.push(format!("{} {number}", self.term_zh(identity, cell)));
                en.push(format!("{} {number}", Self::term_en(identity, cell)));
            }
        }
        let sum = Self::sum(cells, number).normalize();
        match zh.len() {
            0 => Message::new("各项均为 0", "all parts are 0"),
            1 => Message::new(zh.swap_remove(0), en.swap_remove(0)),
            _ => Message::new(
                format!("{}＝{sum}", zh.join("＋")),
                format!("{} = {sum}", en.join(" + ")),
            ),
        }
    }

    pub(super) fn unknown_message(&self, reason: Reason, concerned: &[&Identity]) -> Message {
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
pub(super) fn duty(kind: IdentityKind) -> (&'static str, &'static str) {
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

pub(super) fn missing_message(report: &Report, id: TableId, kind: IdentityKind) -> Message {
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
