//! The net of an edition: one variable per cell and per virtual sum, and the equalities between
//! them.
//!
//! The identities are those of [`nianbao_core::form::identities`]. Each is cut at *virtual sums*: the
//! columns of organisations together, the rows 不予公开, 无法提供, 不予处理 and 其他处理, the requests of
//! this year (新收 + 上年结转), the concluded cases of 表四 and both blocks of 行政诉讼. A cut sum allows
//! the same bounds as the whole one, no equality has more than nine variables, and a claim is mostly
//! about one variable.
//!
//! Both editions have the same equalities. In edition 2019 其他处理 is a cell, and its three parts are
//! variables that no cell gives; in edition 2021 it is the other way.

use std::sync::OnceLock;

use nianbao_core::Decimal;
use nianbao_core::form::{
    CellRef, ColumnKey, Edition, Identity, IdentityKind, RowKey, TableId, identities, table,
};

use super::model::{Line, Place};

/// Index of a variable.
pub(super) type Var = u16;

/// Room for the variables of an edition: 264 of 表三 and 表四, and the cells of 表二.
pub(super) const VARIABLES: usize = 296;
/// No variable.
const NO_VAR: Var = Var::MAX;
/// Amounts (万元) are counted in 分, a millionth of the unit of the form.
const AMOUNT_SCALE: i64 = 1_000_000;
/// Counts beyond this are no counts.
pub(super) const LARGEST: i64 = 999_999_999_999_999;

/// A set of variables that no identity ties to the others.
pub(super) type Component = u8;
/// 表三.
pub(super) const REQUESTS: Component = 0;
/// 表四 行政复议.
pub(super) const RECONSIDERATION: Component = 1;
/// 表四 行政诉讼.
pub(super) const LITIGATION: Component = 2;
/// How many components have equalities; every cell of 表二 is a component of its own after them.
pub(super) const TIED: usize = 3;

const ROWS: usize = RowKey::ALL.len() + VIRTUAL_ROWS;
const COLUMNS: usize = ColumnKey::ALL.len() + 2;
const VIRTUAL_ROWS: usize = 5;
/// 新收 + 上年结转.
const DUE: usize = RowKey::ALL.len();
/// Both blocks of 行政诉讼.
const BOTH_BLOCKS: usize = DUE + 1;
/// The first of the groups of outcomes that are no row of any edition.
const FIRST_GROUP: usize = DUE + 2;
/// The columns of organisations together.
const ORGANISATIONS: usize = ColumnKey::ALL.len();
/// 总计 less 尚未审结.
const CONCLUDED: usize = ORGANISATIONS + 1;

/// An equality: the parts add up to the whole.
#[derive(Debug)]
pub(super) struct Equality {
    /// The whole.
    pub(super) whole: Var,
    start: u16,
    end: u16,
    /// The identities that it is part of or follows from.
    pub(super) line: Line,
    component: Component,
}

/// What is known of a variable besides its bounds.
#[derive(Debug)]
struct Variable {
    /// The cells that it is the sum of; one for the variable of a cell.
    cells: Vec<CellRef>,
    component: Component,
    /// How many of it are one unit of the form.
    scale: i64,
}

/// Variables and equalities of an edition.
#[derive(Debug)]
pub(super) struct Net {
    slots: Box<[[Var; COLUMNS]; ROWS]>,
    variables: Vec<Variable>,
    equalities: Vec<Equality>,
    parts: Vec<Var>,
    /// The equalities of each variable, those of one variable after those of another.
    users: Vec<u16>,
    starts: Vec<u16>,
}

impl Net {
    /// The net of an edition, built on first use.
    pub(super) fn of(edition: Edition) -> &'static Self {
        static V2019: OnceLock<Net> = OnceLock::new();
        static V2021: OnceLock<Net> = OnceLock::new();
        match edition {
            Edition::V2019 => V2019.get_or_init(|| Builder::build(edition)),
            Edition::V2021 => V2021.get_or_init(|| Builder::build(edition)),
        }
    }

    /// The variable of a cell. 本年增/减 of 表二 in edition 2019 has none, because it may be negative.
    pub(super) fn var(&self, cell: CellRef) -> Option<Var> {
        let var = self.slots[cell.row as usize][cell.column as usize];
        (var != NO_VAR).then_some(var)
    }

    pub(super) fn len(&self) -> usize {
        self.variables.len()
    }

    pub(super) fn equalities(&self) -> &[Equality] {
        &self.equalities
    }

    /// The parts of an equality.
    pub(super) fn parts(&self, equality: &Equality) -> &[Var] {
        &self.parts[usize::from(equality.start)..usize::from(equality.end)]
    }

    /// The equalities that a variable is in.
    pub(super) fn users(&self, var: Var) -> &[u16] {
        let var = usize::from(var);
        &self.users[usize::from(self.starts[var])..usize::from(self.starts[var + 1])]
    }

    /// The cells that a variable is the sum of.
    pub(super) fn cells(&self, var: Var) -> &[CellRef] {
        &self.variables[usize::from(var)].cells
    }

    /// The cell of a variable that is no virtual sum.
    pub(super) fn cell(&self, var: Var) -> Option<CellRef> {
        match self.cells(var) {
            [cell] => Some(*cell),
            _ => None,
        }
    }

    pub(super) fn component(&self, var: Var) -> Component {
        self.variables[usize::from(var)].component
    }

    /// The equalities of a component, as a range of indices.
    pub(super) fn equalities_of(&self, component: Component) -> std::ops::Range<u16> {
        let first = self
            .equalities
            .partition_point(|equality| equality.component < component);
        let end = self
            .equalities
            .partition_point(|equality| equality.component <= component);
        first as u16..end as u16
    }

    pub(super) fn scale(&self, var: Var) -> i64 {
        self.variables[usize::from(var)].scale
    }

    /// A number of the form as a value of a variable; `None` when it is negative, has a fraction that
    /// the variable cannot hold, or is larger than [`LARGEST`].
    pub(super) fn value(&self, var: Var, number: Decimal) -> Option<i64> {
        scaled(number, self.scale(var))
    }

    /// A value of a variable as a number of the form.
    pub(super) fn number(&self, var: Var, value: i64) -> Decimal {
        unscaled(value, self.scale(var))
    }
}

/// A number as so many of its `scale`th parts.
pub(super) fn scaled(number: Decimal, scale: i64) -> Option<i64> {
    let scaled = if scale == 1 {
        number
    } else {
        number.checked_mul(scale.into())?
    };
    if scaled.scale() != 0 && !scaled.fract().is_zero() {
        return None;
    }
    i64::try_from(scaled)
        .ok()
        .filter(|value| (0..=LARGEST).contains(value))
}

/// The reverse of [`scaled`].
pub(super) fn unscaled(value: i64, scale: i64) -> Decimal {
    let number = Decimal::from(value);
    if scale == 1 {
        number
    } else {
        number
            .checked_div(scale.into())
            .unwrap_or(number)
            .normalize()
    }
}

/// A row of the grid of variables: a row of the form or a virtual one.
type Row = usize;
/// A column of the grid of variables: a column of the form or a virtual one.
type Column = usize;

struct Builder {
    net: Net,
    /// The groups of outcomes: the row of the grid, and the rows of the form that it is the sum of.
    groups: Vec<(Row, Vec<RowKey>)>,
    /// Whether 其他处理 is one row of the form.
    merged: bool,
    organisations: Vec<ColumnKey>,
    /// The columns of 表四 that count concluded cases.
    concluded: Vec<ColumnKey>,
    /// The blocks of 行政诉讼.
    both: Vec<RowKey>,
}

impl Builder {
    fn build(edition: Edition) -> Net {
        let net = Net {
            slots: Box::new([[NO_VAR; COLUMNS]; ROWS]),
            variables: Vec::with_capacity(VARIABLES),
            equalities: Vec::new(),
            parts: Vec::new(),
            users: Vec::new(),
            starts: Vec::new(),
        };
        let mut builder = Self {
            net,
            groups: groups(),
            merged: table(edition, TableId::Requests)
                .row(RowKey::OtherMerged)
                .is_some(),
            organisations: organisations(edition),
            concluded: of_kind(edition, IdentityKind::DisputeSum)
                .take(1)
                .flat_map(|identity| &identity.terms)
                .map(|cell| cell.column)
                .filter(|&column| column != ColumnKey::Pending)
                .collect(),
            both: of_kind(edition, IdentityKind::DisputeSum)
                .filter_map(Identity::row)
                .filter(|&row| row != RowKey::Reconsideration)
                .collect(),
        };
        builder.requests(edition);
        builder.disputes(edition);
        builder.proactive();
        builder.index();
        builder.net
    }

    fn requests(&mut self, edition: Edition) {
        let groups = self.groups.clone();
        let columns: Vec<ColumnKey> = of_kind(edition, IdentityKind::Balance)
            .filter_map(Identity::column)
            .collect();
        let organisations = self.organisations.clone();
        let places = columns
            .iter()
            .map(|&column| (column as Column, vec![column]))
            .chain([(ORGANISATIONS, organisations.clone())]);
        let pattern = of_kind(edition, IdentityKind::Balance)
            .take(1)
            .chain(of_kind(edition, IdentityKind::DetailSum).take(1));
        let pattern: Vec<&Identity> = pattern.collect();
        for (column, place) in places {
            for (group, rows) in &groups {
                let parts = rows.iter().map(|&row| (row as Row, column)).collect();
                let line = line(IdentityKind::DetailSum, Place::Columns(place.clone()));
                self.equality(parts, (*group, column), line, REQUESTS);
            }
            for identity in &pattern {
                let rows = |cells: &[CellRef]| cells.iter().map(|cell| cell.row as Row).collect();
                let line = line(identity.kind, Place::Columns(place.clone()));
                let terms: Vec<Row> = self.cut(rows(&identity.terms));
                let totals: Vec<Row> = rows(&identity.totals);
                let at = |rows: Vec<Row>| rows.into_iter().map(|row| (row, column)).collect();
                match totals.as_slice() {
                    [whole] => {
                        self.equality(at(terms), (*whole, column), line, REQUESTS);
                    }
                    _ => {
                        self.equality(at(terms), (DUE, column), line.clone(), REQUESTS);
                        self.equality(at(totals), (DUE, column), line, REQUESTS);
                    }
                }
            }
        }
        let mut rows: Vec<(Row, Vec<RowKey>)> = table(edition, TableId::Requests)
            .rows
            .iter()
            .map(|row| (row.key as Row, vec![row.key]))
            .collect();
        rows.push((DUE, vec![RowKey::NewRequests, RowKey::CarriedIn]));
        for (group, parts) in groups {
            for row in parts.iter().map(|&part| (part as Row, vec![part])) {
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
            if !rows.iter().any(|(row, _)| *row == group) {
                rows.push((group, parts));
            }
        }
        let Some(pattern) = of_kind(edition, IdentityKind::RowSum).next() else {
            return;
        };
        for (row, place) in rows {
            let line = line(IdentityKind::RowSum, Place::Rows(place));
            let parts = organisations.iter().map(|&column| (row, column as Column));
            let parts = parts.collect();
            self.equality(parts, (row, ORGANISATIONS), line.clone(), REQUESTS);
            let single = pattern
                .terms
                .iter()
                .map(|cell| cell.column)
                .filter(|column| !organisations.contains(column))
                .map(|column| (row, column as Column))
                .chain([(row, ORGANISATIONS)])
                .collect();
            for total in &pattern.totals {
                let whole = (row, total.column as Column);
                self.equality(Vec::clone(&single), whole, line.clone(), REQUESTS);
            }
        }
    }

    /// Replaces the parts of each group of outcomes by the group.
    fn cut(&self, mut rows: Vec<Row>) -> Vec<Row> {
        for (group, parts) in &self.groups {
            let within = |row: &Row| parts.iter().any(|&part| part as Row == *row);
            let count = rows.iter().filter(|row| within(row)).count();
            if count == parts.len() && count > 0 {
                rows.retain(|row| !within(row));
                rows.push(*group);
            }
        }
        rows
    }

    fn disputes(&mut self, edition: Edition) {
        let blocks: Vec<&Identity> = of_kind(edition, IdentityKind::DisputeSum).collect();
        let both = self.both.clone();
        for identity in &blocks {
            let Some(row) = identity.row() else { continue };
            let component = if row == RowKey::Reconsideration {
                RECONSIDERATION
            } else {
                LITIGATION
            };
            self.block(identity, (row as Row, vec![row]), component);
        }
        if let Some(pattern) = blocks.last() {
            self.block(pattern, (BOTH_BLOCKS, both.clone()), LITIGATION);
            let columns = pattern
                .terms
                .iter()
                .chain(&pattern.totals)
                .map(|cell| cell.column as Column)
                .chain([CONCLUDED]);
            for column in columns {
                let parts = both.iter().map(|&row| (row as Row, column)).collect();
                let line = Line {
                    kind: None,
                    place: Place::Rows(both.clone()),
                };
                self.equality(parts, (BOTH_BLOCKS, column), line, LITIGATION);
            }
        }
    }

    /// The equalities of a block of 表四, cut at the concluded cases.
    fn block(&mut self, pattern: &Identity, (row, place): (Row, Vec<RowKey>), of: Component) {
        let line = line(IdentityKind::DisputeSum, Place::Rows(place));
        let concluded = self.concluded.iter().map(|&column| (row, column as Column));
        self.equality(concluded.collect(), (row, CONCLUDED), line.clone(), of);
        for total in &pattern.totals {
            let parts = vec![(row, CONCLUDED), (row, ColumnKey::Pending as Column)];
            self.equality(parts, (row, total.column as Column), line.clone(), of);
        }
    }

    /// The cells of 表二 in either edition, which no identity ties to each other.
    fn proactive(&mut self) {
        for edition in [Edition::V2021, Edition::V2019] {
            for row in table(edition, TableId::Proactive).rows {
                for column in row.columns {
                    let at = (row.key as Row, column.key as Column);
                    if column.key == ColumnKey::Change || self.net.slots[at.0][at.1] != NO_VAR {
                        continue;
                    }
                    let component = (self.net.variables.len() - self.tied()) + TIED;
                    let var = self.variable(at, component as Component);
                    if let Some(variable) = self.net.variables.get_mut(usize::from(var)) {
                        variable.scale = if column.amount { AMOUNT_SCALE } else { 1 };
                    }
                }
            }
        }
    }

    /// How many variables are in equalities.
    fn tied(&self) -> usize {
        let untied = |variable: &&Variable| usize::from(variable.component) >= TIED;
        self.net.variables.len() - self.net.variables.iter().filter(untied).count()
    }

    fn equality(
        &mut self,
        parts: Vec<(Row, Column)>,
        whole: (Row, Column),
        line: Line,
        component: Component,
    ) {
        let start = self.net.parts.len() as u16;
        for at in parts {
            let var = self.variable(at, component);
            self.net.parts.push(var);
        }
        let whole = self.variable(whole, component);
        self.net.equalities.push(Equality {
            whole,
            start,
            end: self.net.parts.len() as u16,
            line,
            component,
        });
    }

    /// The rows of the form that a row of the grid is the sum of.
    fn rows_of(&self, row: Row) -> Vec<RowKey> {
        match RowKey::ALL.get(row) {
            Some(RowKey::OtherMerged) if !self.merged => {}
            Some(&key) => return vec![key],
            None => {}
        }
        match row {
            DUE => vec![RowKey::NewRequests, RowKey::CarriedIn],
            BOTH_BLOCKS => self.both.clone(),
            _ => {
                let group = self.groups.iter().find(|(group, _)| *group == row);
                group.map(|(_, rows)| rows.clone()).unwrap_or_default()
            }
        }
    }

    /// The columns of the form that a column of the grid is the sum of.
    fn columns_of(&self, column: Column) -> Vec<ColumnKey> {
        match column {
            ORGANISATIONS => self.organisations.clone(),
            CONCLUDED => self.concluded.clone(),
            _ => ColumnKey::ALL.get(column).copied().into_iter().collect(),
        }
    }

    fn variable(&mut self, (row, column): (Row, Column), component: Component) -> Var {
        if self.net.slots[row][column] == NO_VAR {
            let id = match component {
                REQUESTS => TableId::Requests,
                RECONSIDERATION | LITIGATION => TableId::Disputes,
                _ => TableId::Proactive,
            };
            let columns = self.columns_of(column);
            let cells = self.rows_of(row).into_iter().flat_map(|row| {
                columns
                    .iter()
                    .map(move |&column| CellRef::new(id, row, column))
            });
            self.net.slots[row][column] = self.net.variables.len() as Var;
            self.net.variables.push(Variable {
                cells: cells.collect(),
                component,
                scale: 1,
            });
        }
        self.net.slots[row][column]
    }

    fn index(&mut self) {
        let net = &mut self.net;
        let mut users = vec![Vec::new(); net.variables.len()];
        for (index, equality) in net.equalities.iter().enumerate() {
            let parts = &net.parts[usize::from(equality.start)..usize::from(equality.end)];
            for &var in parts.iter().chain([&equality.whole]) {
                users[usize::from(var)].push(index as u16);
            }
        }
        for of in users {
            net.starts.push(net.users.len() as u16);
            net.users.extend(of);
        }
        net.starts.push(net.users.len() as u16);
    }
}

fn of_kind(edition: Edition, kind: IdentityKind) -> impl Iterator<Item = &'static Identity> {
    identities(edition)
        .iter()
        .filter(move |identity| identity.kind == kind)
}

fn line(kind: IdentityKind, place: Place) -> Line {
    Line {
        kind: Some(kind),
        place,
    }
}

/// The columns of organisations: all applicants but 自然人.
fn organisations(edition: Edition) -> Vec<ColumnKey> {
    of_kind(edition, IdentityKind::RowSum)
        .take(1)
        .flat_map(|identity| &identity.terms)
        .map(|cell| cell.column)
        .filter(|&column| column != ColumnKey::NaturalPerson)
        .collect()
}

/// The groups of outcomes as the form heads them: the row that holds the sum, and its parts.
fn groups() -> Vec<(Row, Vec<RowKey>)> {
    let mut found: Vec<(&str, Vec<RowKey>)> = Vec::new();
    for row in table(Edition::V2021, TableId::Requests).rows {
        let Some(group) = row.group else { continue };
        match found.iter_mut().find(|(label, _)| *label == group.label) {
            Some((_, rows)) => rows.push(row.key),
            None => found.push((group.label, vec![row.key])),
        }
    }
    let mut next = FIRST_GROUP;
    let rows = found.into_iter().map(|(_, rows)| {
        if rows.contains(&RowKey::OtherRemaining) {
            return (RowKey::OtherMerged as Row, rows);
        }
        next += 1;
        (next - 1, rows)
    });
    rows.take(VIRTUAL_ROWS - 1).collect()
}
