//! The arithmetic identities (勾稽关系) of the tables.

use std::sync::OnceLock;

use super::{CellRef, ColumnKey, Edition, RowKey, TableId, table};

/// Which of the identities of the form one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IdentityKind {
    /// 表三, a column: 新收 + 上年结转 = 总计 + 结转下年度 (printed in the form itself).
    Balance,
    /// 表三, a column: the outcomes (一) to (六) add up to (七)总计.
    DetailSum,
    /// 表三, a row: the six kinds of applicants add up to 总计.
    RowSum,
    /// 表四, a block: 维持 + 纠正 + 其他 + 尚未审结 = 总计.
    DisputeSum,
}

/// An identity: the terms add up to the totals.
///
/// `terms` are the cells on the left, `totals` those on the right. The balance has two totals, every
/// other kind one.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Which kind.
    pub kind: IdentityKind,
    /// Cells on the left side.
    pub terms: Vec<CellRef>,
    /// Cells on the right side.
    pub totals: Vec<CellRef>,
}

impl Identity {
    /// The column it runs down, for the kinds that have one.
    pub fn column(&self) -> Option<ColumnKey> {
        match self.kind {
            IdentityKind::Balance | IdentityKind::DetailSum => self.totals.first(),
            IdentityKind::RowSum | IdentityKind::DisputeSum => None,
        }
        .map(|cell| cell.column)
    }

    /// The row it runs along, for the kinds that have one.
    pub fn row(&self) -> Option<RowKey> {
        match self.kind {
            IdentityKind::Balance | IdentityKind::DetailSum => None,
            IdentityKind::RowSum | IdentityKind::DisputeSum => self.totals.first(),
        }
        .map(|cell| cell.row)
    }
}

/// The identities of an edition: 42 in 2021 (7 balances, 7 detail sums, 25 rows, 3 blocks).
pub fn identities(edition: Edition) -> &'static [Identity] {
    static V2019: OnceLock<Vec<Identity>> = OnceLock::new();
    static V2021: OnceLock<Vec<Identity>> = OnceLock::new();
    match edition {
        Edition::V2019 => V2019.get_or_init(|| build(edition)),
        Edition::V2021 => V2021.get_or_init(|| build(edition)),
    }
}

fn build(edition: Edition) -> Vec<Identity> {
    let requests = table(edition, TableId::Requests);
    let columns: Vec<ColumnKey> = requests.rows[0]
        .columns
        .iter()
        .map(|column| column.key)
        .collect();
    let cell = CellRef::requests;
    let mut all = Vec::new();
    for &column in &columns {
        all.push(Identity {
            kind: IdentityKind::Balance,
            terms: vec![
                cell(RowKey::NewRequests, column),
                cell(RowKey::CarriedIn, column),
            ],
            totals: vec![
                cell(RowKey::TotalHandled, column),
                cell(RowKey::CarriedOut, column),
            ],
        });
    }
    for &column in &columns {
        let outcomes = requests
            .rows
            .iter()
            .map(|row| row.key)
            .filter(|&row| is_outcome(row));
        all.push(Identity {
            kind: IdentityKind::DetailSum,
            terms: outcomes.map(|row| cell(row, column)).collect(),
            totals: vec![cell(RowKey::TotalHandled, column)],
        });
    }
    for row in requests.rows {
        all.push(Identity {
            kind: IdentityKind::RowSum,
            terms: columns
                .iter()
                .filter(|&&column| column != ColumnKey::Total)
                .map(|&column| cell(row.key, column))
                .collect(),
            totals: vec![cell(row.key, ColumnKey::Total)],
        });
    }
    for row in table(edition, TableId::Disputes).rows {
        all.push(Identity {
            kind: IdentityKind::DisputeSum,
            terms: row
                .columns
                .iter()
                .filter(|column| column.key != ColumnKey::Total)
                .map(|column| CellRef::disputes(row.key, column.key))
                .collect(),
            totals: vec![CellRef::disputes(row.key, ColumnKey::Total)],
        });
    }
    all
}

/// Whether a row of 表三 is an outcome, a term of (七)总计.
fn is_outcome(row: RowKey) -> bool {
    !matches!(
        row,
        RowKey::NewRequests | RowKey::CarriedIn | RowKey::TotalHandled | RowKey::CarriedOut
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_has_42_identities() {
        let all = identities(Edition::V2021);
        let count = |kind| all.iter().filter(|identity| identity.kind == kind).count();
        assert_eq!(all.len(), 42);
        assert_eq!(count(IdentityKind::Balance), 7);
        assert_eq!(count(IdentityKind::DetailSum), 7);
        assert_eq!(count(IdentityKind::RowSum), 25);
        assert_eq!(count(IdentityKind::DisputeSum), 3);
        let detail = all
            .iter()
            .find(|identity| identity.kind == IdentityKind::DetailSum)
            .unwrap();
        assert_eq!(detail.terms.len(), 21);
    }

    #[test]
    fn the_2019_edition_merges_other_outcomes() {
        let all = identities(Edition::V2019);
        let detail = all
            .iter()
            .find(|identity| identity.kind == IdentityKind::DetailSum)
            .unwrap();
        assert_eq!(detail.terms.len(), 19);
        assert!(
            detail
                .terms
                .iter()
                .any(|cell| cell.row == RowKey::OtherMerged)
        );
    }
}
