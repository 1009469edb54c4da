//! Building the net of an edition from the identities of the form.

use nianbao_core::form::{
    CellRef, ColumnKey, Edition, Identity, IdentityKind, RowKey, TableId, identities, table,
};

use super::model::{Line, Place};
use super::net::{
    AMOUNT_SCALE, COLUMNS, Component, Equality, LITIGATION, NO_VAR, Net, RECONSIDERATION, REQUESTS,
    ROWS, TIED, VARIABLES, Var, Variable,
};

/// 新收 + 上年结转, both blocks of 行政诉讼, and three groups of outcomes.
pub(super) const VIRTUAL_ROWS: usize = 5;
/// The organisations, and the concluded cases.
pub(super) const VIRTUAL_COLUMNS: usize = 2;
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

/// A row of the grid of variables: a row of the form or a virtual one.
type Row = usize;
/// A column of the grid of variables: a column of the form or a virtual one.
type Column = usize;

pub(super) struct Builder {
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
    /// The net of an edition.
    pub(super) fn build(edition: Edition) -> Net {
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
                if let [whole] = totals.as_slice() {
                    self.equality(at(terms), (*whole, column), line, REQUESTS);
                } else {
                    self.equality(at(terms), (DUE, column), line.clone(), REQUESTS);
                    self.equality(at(totals), (DUE, column), line, REQUESTS);
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
