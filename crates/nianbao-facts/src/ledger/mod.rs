//! The ledger: cells, identities and claims of a report as one system of constraints.
//!
//! All numbers of a report are one system. Its variables are the cells of the form, integers from 0.
//! Its *facts* are what the cells say and what the claims of the prose say; a claim may have several
//! readings, of which one must hold. Its constraints are the identities of the form. What a cell does
//! not say (blank, a placeholder, missing, no whole number from 0, or torn from its label) is unknown,
//! not 0.
//!
//! Bounds are propagated over the constraints until nothing more follows. What is answered is
//! certain: an identity or a claim is [`Verdict::Broken`] only if no completion of the unknown cells
//! meets it; a cell is [`Standing::Forced`] only if no other number does. Where that was not shown
//! either way the answer is open. Facts that contradict each other have [`Ledger::causes`]: the
//! smallest changes after which everything can hold.
//!
//! ```text
//! cells ──▶ values ─┐
//! claims ─▶ forms ──┼─▶ state: bounds and trail ─▶ standings, verdicts, proofs
//! form ───▶ net ────┘                 └─▶ cores ─▶ repairs ─▶ causes
//! ```
//!
//! Amounts in 万元 (表二) are counted in 分; an amount with a finer fraction is unknown. Counts are
//! whole numbers below 10^15; anything else is unknown.

mod build;
mod causes;
mod check;
mod claims;
mod explain;
mod forms;
mod judge;
mod many;
mod model;
mod net;
mod search;
mod slips;
mod state;

use std::sync::OnceLock;

use nianbao_core::damage::DamageKind;
use nianbao_core::form::{CellRef, Edition, Identity, TableId, identities};
use nianbao_core::table::Table;
use nianbao_core::{Decimal, Report};

use crate::claims::{Claim, Relation};

use self::check::{Part, parts};
use self::claims::Statements;
use self::judge::{Judged, Tables};
use self::net::Net;
use self::state::{System, Values};

pub use self::model::{
    Cause, Change, Consequence, Fact, Law, Line, NewNumber, Place, Proof, Repair, Slip, Standing,
    Step, Verdict,
};

/// The numbers of a report as one system. Cheap to make; what is asked is worked out once, on demand.
pub struct Ledger {
    edition: Edition,
    net: &'static Net,
    values: Box<Values>,
    statements: Statements,
    relations: Vec<Relation>,
    tables: OnceLock<Box<Tables>>,
    parts: OnceLock<Vec<Part>>,
    judged: OnceLock<Judged>,
    causes: OnceLock<Vec<Cause>>,
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger")
            .field("edition", &self.edition)
            .finish_non_exhaustive()
    }
}

impl Ledger {
    /// The ledger of a report with these claims. The edition is the one that 表三 follows, else the
    /// one that binds the report. A torn table says nothing.
    pub fn new(report: &Report, claims: &[Claim]) -> Self {
        let edition = report
            .table(TableId::Requests)
            .map(|table| table.edition)
            .or(report.binding_edition())
            .unwrap_or(Edition::V2021);
        let torn = |id: TableId| {
            report
                .table_damage(id)
                .any(|damage| matches!(damage.kind, DamageKind::TableTorn { .. }))
        };
        let cells = report
            .tables
            .iter()
            .flatten()
            .filter(|table| !torn(table.id))
            .flat_map(Table::cells)
            .filter_map(|(name, cell)| Some((name, cell.number()?)));
        Self::from_cells(edition, cells, claims)
    }

    /// The ledger of the form of an edition in which these cells have these numbers. Of a cell that
    /// is given twice the last number counts; other cells, and numbers that no cell can hold, are
    /// unknown.
    pub fn from_cells(
        edition: Edition,
        cells: impl IntoIterator<Item = (CellRef, Decimal)>,
        claims: &[Claim],
    ) -> Self {
        let net = Net::of(edition);
        let mut values = Box::new(Values::new());
        for (cell, number) in cells {
            if let Some(var) = net.var(cell).filter(|&var| net.cell(var) == Some(cell)) {
                values.set(var, net.value(var, number));
            }
        }
        Self {
            edition,
            net,
            values,
            statements: Statements::new(net, claims),
            relations: search::relations(claims),
            tables: OnceLock::new(),
            parts: OnceLock::new(),
            judged: OnceLock::new(),
            causes: OnceLock::new(),
        }
    }

    /// The edition whose identities are used.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The identities of the edition.
    pub fn identities(&self) -> &'static [Identity] {
        identities(self.edition)
    }

    /// What is known of the number of a cell, from all cells and identities together but without the
    /// claims. Where the tables contradict themselves nothing is forced.
    pub fn cell(&self, cell: CellRef) -> Standing {
        let Some(var) = self.net.var(cell) else {
            return Standing::Free;
        };
        if let Some(value) = self.values.get(var) {
            return Standing::Said(self.net.number(var, value));
        }
        let state = &self.tables().state;
        let (low, high) = (state.low(var), state.high(var));
        let number = |value| self.net.number(var, value);
        if low == high {
            Standing::Forced(number(low))
        } else if high < state::INFINITE {
            Standing::Range(number(low), Some(number(high)))
        } else if low > 0 {
            Standing::Range(number(low), None)
        } else {
            Standing::Free
        }
    }

    /// Why a cell has the number that it is forced to; `None` unless it is [`Standing::Forced`].
    pub fn proof(&self, cell: CellRef) -> Option<Proof> {
        let Standing::Forced(_) = self.cell(cell) else {
            return None;
        };
        self.net.var(cell).map(|var| self.prove_forced(var))
    }

    /// The least and the greatest value of a sum of cells, as far as the tables bound them; `true`
    /// marks a cell that is subtracted. Without a bound where a cell has no variable, where one is
    /// named twice, and where counts and amounts are mixed.
    pub fn sum(&self, cells: &[(CellRef, bool)]) -> (Option<Decimal>, Option<Decimal>) {
        self.sum_bounds(cells.iter().copied())
    }

    /// Whether an identity holds. Broken are identities that the numbers of their own cells break;
    /// a contradiction between several is a cause.
    pub fn identity(&self, identity: &Identity) -> Verdict {
        self.judge_identity(identity)
    }

    /// Whether a claim holds against the tables, by its index; other claims have no influence. Where
    /// the tables contradict themselves only the numbers of its own cells count. A claim that is not
    /// there is open.
    pub fn claim(&self, index: usize) -> Verdict {
        let verdicts = &self.judged().claims;
        verdicts.get(index).copied().unwrap_or(Verdict::Open)
    }

    /// Whether a table contradicts itself, whatever the claims say. (In 表四, where 行政复议 or 行政诉讼
    /// does; cells of the other may still be forced.)
    pub fn contradictory(&self, table: TableId) -> bool {
        let components = match table {
            TableId::Proactive => 0..0,
            TableId::Requests => 0..1,
            TableId::Disputes => 1..net::TIED,
        };
        self.tables().cores[components].iter().any(Option::is_some)
    }

    /// Whether no contradiction between cells, identities and claims was found.
    pub fn consistent(&self) -> bool {
        self.judged()
            .parts
            .iter()
            .all(|contradictory| !contradictory)
    }

    /// Whether cells may hold these numbers all together, with all other cells and all claims as they
    /// are; `None` when neither was shown. Cells that say a number already are not asked again.
    pub fn allows(&self, cells: &[(CellRef, Decimal)]) -> Option<bool> {
        self.try_cells(cells)
    }

    /// The roots of all contradictions, in the order of the facts at fault: each is one finding.
    pub fn causes(&self) -> &[Cause] {
        self.causes.get_or_init(|| self.find_causes())
    }

    fn system(&self) -> System<'_> {
        System {
            net: self.net,
            claims: &self.statements,
        }
    }

    fn tables(&self) -> &Tables {
        self.tables
            .get_or_init(|| Box::new(Tables::new(self.system(), &self.values)))
    }

    fn parts(&self) -> &[Part] {
        self.parts.get_or_init(|| parts(self.system()))
    }

    fn judged(&self) -> &Judged {
        self.judged.get_or_init(|| self.judge())
    }
}
