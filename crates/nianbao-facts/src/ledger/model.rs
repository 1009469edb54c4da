//! What the ledger answers.

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, ColumnKey, Identity, IdentityKind, RowKey};

use super::Ledger;

/// What is known of the number of a cell, from the tables alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The cell gives it.
    Said(Decimal),
    /// The cell does not give it, but no other number meets the identities. [`super::Ledger::proof`]
    /// shows why.
    Forced(Decimal),
    /// It is at least the first and, where there is a second, at most that.
    Range(Decimal, Option<Decimal>),
    /// It may be anything from 0.
    Free,
}

impl Standing {
    /// The number that the cell holds or must hold.
    pub fn number(self) -> Option<Decimal> {
        match self {
            Self::Said(number) | Self::Forced(number) => Some(number),
            Self::Range(..) | Self::Free => None,
        }
    }

    /// The least and the greatest number that the cell may hold.
    pub fn range(self) -> (Decimal, Option<Decimal>) {
        match self {
            Self::Said(number) | Self::Forced(number) => (number, Some(number)),
            Self::Range(least, most) => (least, most),
            Self::Free => (Decimal::ZERO, None),
        }
    }
}

/// Whether an identity or a claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It holds by the numbers of its cells.
    Holds,
    /// It holds whatever the cells without a number hold, because the other identities leave no
    /// choice.
    Forced,
    /// It is contradicted, whatever the cells without a number hold.
    Broken,
    /// It depends on cells without a number.
    Open,
}

impl Verdict {
    /// Whether it holds for certain.
    pub fn holds(self) -> bool {
        matches!(self, Self::Holds | Self::Forced)
    }
}

/// Something that the report states and that may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// The number of a cell.
    Cell(CellRef),
    /// A claim, by its index.
    Claim(usize),
}

/// Where an identity runs. Several columns or rows mean the sum of their identities.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Down columns of 表三.
    Columns(Vec<ColumnKey>),
    /// Along rows of 表三 or blocks of 表四.
    Rows(Vec<RowKey>),
}

/// Identities that a step of a proof uses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// Which kind; `None` where a sum is taken that no identity of the form has (both blocks of
    /// 行政诉讼 together).
    pub kind: Option<IdentityKind>,
    /// Where.
    pub place: Place,
}

/// Why a step of a proof follows from those before it and from the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Law {
    /// By identities.
    Line(Line),
    /// By a claim, in one of its readings; the others are excluded by what was shown before.
    Claim {
        /// Index of the claim.
        index: usize,
        /// Index of the reading.
        reading: usize,
    },
}

/// One step of a proof: a bound of a sum of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Why it follows.
    pub law: Law,
    /// The cells whose sum is bounded; mostly one.
    pub cells: Vec<CellRef>,
    /// Whether the sum is at most the value; else it is at least the value.
    pub at_most: bool,
    /// The bound.
    pub value: Decimal,
}

/// Why a number is forced, or why facts contradict each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// The facts that it rests on: cells in the order of the form, then claims.
    pub facts: Vec<Fact>,
    /// The steps in order. Empty when the readings of claims had to be tried one after another.
    pub steps: Vec<Step>,
}

impl Proof {
    /// The identities that are used, each once, in the order of the proof.
    pub fn lines(&self) -> Vec<&Line> {
        let mut lines = Vec::new();
        for step in &self.steps {
            if let Law::Line(line) = &step.law
                && !lines.contains(&line)
            {
                lines.push(line);
            }
        }
        lines
    }
}

/// A slip of the hand that changes several cells, or the digits of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slip {
    /// The numbers of a row are one column to the right of where they belong.
    ShiftedRight,
    /// The numbers of a row are one column to the left of where they belong.
    ShiftedLeft,
    /// The numbers of two adjacent rows are exchanged.
    RowsExchanged,
    /// The numbers of two cells of a row or of a column are exchanged.
    CellsExchanged,
    /// Two adjacent digits of a number are exchanged.
    DigitsTransposed,
}

/// What a changed number becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewNumber {
    /// One number does.
    Value(Decimal),
    /// One of these, as the claim is read.
    AnyOf(Vec<Decimal>),
    /// At least the first and, where there is a second, at most that.
    Range(Decimal, Option<Decimal>),
}

/// A fact with the number that it should give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell or claim.
    pub fact: Fact,
    /// The number that it gives; `None` for a blank cell that takes part in a slip.
    pub from: Option<Decimal>,
    /// The number that it should give.
    pub to: NewNumber,
}

/// Changes that together end a contradiction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The slip that explains them all, if one does.
    pub slip: Option<Slip>,
    /// Cells in the order of the form, then claims.
    pub changes: Vec<Change>,
}

/// What else fails for the same reason.
#[derive(Clone, Copy, Debug)]
pub enum Consequence {
    /// A broken identity.
    Identity(&'static Identity),
    /// A contradicted claim, by its index.
    Claim(usize),
}

/// One root of contradictions: a mistake, as far as can be known.
#[derive(Clone, Debug)]
pub struct Cause {
    /// Facts that cannot all be right; without any one of them they could.
    pub core: Vec<Fact>,
    /// Why they cannot.
    pub proof: Proof,
    /// The likeliest repairs, at most three, all of the smallest size but for slips. Each ends this
    /// contradiction when the first repairs of the other causes are made as well. Empty when no
    /// repair of up to three facts exists, or none was found within the bound on the work.
    pub repairs: Vec<Repair>,
    /// The repairs after those, as far as they were looked at: where all are alike, one sentence says
    /// them.
    pub others: Vec<Repair>,
    /// How many repairs of that size there are.
    pub repair_count: usize,
    /// Whether all of them were looked at: else there may be more than [`Self::repair_count`], or one
    /// where there seems to be none.
    pub complete: bool,
    /// The broken identities and contradicted claims that the first repair cures; all that fail with
    /// it when there is no repair.
    pub consequences: Vec<Consequence>,
}

impl Cause {
    /// Whether its first repair changes a cell.
    pub fn changes_cells(&self) -> bool {
        self.first_changes()
            .iter()
            .any(|change| matches!(change.fact, Fact::Cell(_)))
    }

    /// Whether the tables contradict themselves by it, so that the rules on identities report it. Else
    /// the rules on prose do: it is the claims that contradict the tables or each other.
    pub fn is_of_tables(&self, ledger: &Ledger) -> bool {
        if !self.repairs.is_empty() && !self.changes_cells() {
            return false;
        }
        let mut consequences = self.consequences.iter();
        if consequences.any(|one| matches!(one, Consequence::Identity(_))) {
            return true;
        }
        let changes = self.first_changes().iter().map(|change| change.fact);
        let mut cells = self.core.iter().copied().chain(changes);
        cells.any(|fact| match fact {
            Fact::Cell(cell) => ledger.contradictory(cell.table),
            Fact::Claim(_) => false,
        })
    }

    /// The changes of the first repair; none when there is no repair.
    pub fn first_changes(&self) -> &[Change] {
        self.repairs
            .first()
            .map_or(&[], |repair| repair.changes.as_slice())
    }

    /// The first fact at fault by the first repair, else of the core.
    pub(super) fn place(&self) -> (Option<Fact>, Vec<Fact>) {
        let changed = self
            .repairs
            .first()
            .and_then(|repair| repair.changes.first());
        let first = changed.map(|change| change.fact);
        (first.or(self.core.first().copied()), self.core.clone())
    }
}
