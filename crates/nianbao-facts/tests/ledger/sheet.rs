//! Reports as numbers, for tests.

use nianbao_core::form::{
    CellRef, ColumnKey as C, Edition, RowKey as R, TableId, identities, table,
};
use nianbao_core::{Decimal, Span, TextRange};
use nianbao_facts::claims::{Claim, Kind, Reading, Relation, Term};
use nianbao_facts::ledger::Ledger;

/// The applicants of 表三 without 总计.
pub(crate) const APPLICANTS: [C; 6] = [
    C::NaturalPerson,
    C::Business,
    C::ResearchInstitution,
    C::PublicInterestOrganization,
    C::LegalServices,
    C::OtherOrganization,
];

/// A report: cells in the order of the form, `None` where they say nothing.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub(crate) edition: Edition,
    pub(crate) cells: Vec<(CellRef, Option<i64>)>,
    pub(crate) claims: Vec<Claim>,
}

impl Sheet {
    /// 表三 and 表四 with nothing in them.
    pub(crate) fn blank(edition: Edition) -> Self {
        let cells = [TableId::Requests, TableId::Disputes]
            .into_iter()
            .flat_map(|id| {
                let rows = table(edition, id).rows.iter();
                rows.flat_map(move |row| {
                    let columns = row.columns.iter();
                    columns.map(move |column| (CellRef::new(id, row.key, column.key), None))
                })
            })
            .collect();
        Self {
            edition,
            cells,
            claims: Vec::new(),
        }
    }

    /// A report that is right. `numbers` are drawn for the parts, as many as asked for.
    pub(crate) fn right(edition: Edition, mut numbers: impl FnMut() -> i64) -> Self {
        let mut sheet = Self::blank(edition);
        let outcomes: Vec<R> = sheet.outcomes();
        for column in APPLICANTS {
            let mut handled = 0;
            for &row in &outcomes {
                let number = numbers();
                sheet.set(CellRef::requests(row, column), Some(number));
                handled += number;
            }
            let out = numbers();
            let all = handled + out;
            let carried = numbers().min(all);
            for (row, number) in [
                (R::TotalHandled, handled),
                (R::CarriedOut, out),
                (R::CarriedIn, carried),
                (R::NewRequests, all - carried),
            ] {
                sheet.set(CellRef::requests(row, column), Some(number));
            }
        }
        for row in table(edition, TableId::Requests).rows {
            let parts = APPLICANTS.map(|column| sheet.value(CellRef::requests(row.key, column)));
            let total = parts.into_iter().flatten().sum();
            sheet.set(CellRef::requests(row.key, C::Total), Some(total));
        }
        for row in table(edition, TableId::Disputes).rows {
            let mut total = 0;
            for column in [C::Upheld, C::Corrected, C::Other, C::Pending] {
                let number = numbers();
                sheet.set(CellRef::disputes(row.key, column), Some(number));
                total += number;
            }
            sheet.set(CellRef::disputes(row.key, C::Total), Some(total));
        }
        sheet
    }

    pub(crate) fn outcomes(&self) -> Vec<R> {
        let rows = table(self.edition, TableId::Requests).rows.iter();
        let other = [R::NewRequests, R::CarriedIn, R::TotalHandled, R::CarriedOut];
        rows.map(|row| row.key)
            .filter(|row| !other.contains(row))
            .collect()
    }

    pub(crate) fn at(&self, cell: CellRef) -> usize {
        let at = self.cells.iter().position(|(name, _)| *name == cell);
        at.unwrap()
    }

    pub(crate) fn value(&self, cell: CellRef) -> Option<i64> {
        self.cells[self.at(cell)].1
    }

    pub(crate) fn set(&mut self, cell: CellRef, value: Option<i64>) {
        let at = self.at(cell);
        self.cells[at].1 = value;
    }

    pub(crate) fn ledger(&self) -> Ledger {
        let cells = self.cells.iter();
        let known = cells.filter_map(|&(cell, value)| Some((cell, Decimal::from(value?))));
        Ledger::from_cells(self.edition, known, &self.claims)
    }

    /// Whether every identity whose cells are all known holds.
    pub(crate) fn holds(&self) -> bool {
        identities(self.edition).iter().all(|identity| {
            let sum = |cells: &[CellRef]| {
                let values = cells.iter().map(|&cell| self.value(cell));
                values.sum::<Option<i64>>()
            };
            let (terms, totals) = (sum(&identity.terms), sum(&identity.totals));
            terms.is_none() || totals.is_none() || terms == totals
        })
    }
}

/// A claim that a number is one of these sums; `-` before a cell in a sum is `true`.
pub(crate) fn claim(value: i64, readings: &[&[(CellRef, bool)]]) -> Claim {
    related(Relation::Equal, value, readings)
}

/// A claim with a relation.
pub(crate) fn related(relation: Relation, value: i64, readings: &[&[(CellRef, bool)]]) -> Claim {
    let term = |&(cell, minus): &(CellRef, bool)| Term { cell, minus };
    Claim {
        kind: Kind::Received,
        shape: "test",
        value: value.into(),
        relation,
        readings: readings
            .iter()
            .map(|cells| Reading {
                terms: cells.iter().map(term).collect(),
            })
            .collect(),
        quantity: None,
        soft: false,
        words: TextRange::new(0, 0),
        range: TextRange { start: 0, end: 0 },
        span: Span { start: 0, end: 0 },
    }
}

/// The total of a row of 表三 as a term.
pub(crate) fn total(row: R) -> (CellRef, bool) {
    (CellRef::requests(row, C::Total), false)
}

/// A cell of 表四 as a term.
pub(crate) fn dispute(row: R, column: C) -> (CellRef, bool) {
    (CellRef::disputes(row, column), false)
}

/// Numbers that look random, the same in every run.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as u32 % bound
    }

    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }
}
