//! Numbers that blank cells of an identity must have by the identities that cross it: what shows a
//! contradiction that no identity has by its own cells.

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, Identity, IdentityKind};
use nianbao_facts::ledger::Verdict;
use nianbao_lint::Message;

use super::roots::has;
use super::view::View;

/// More cells, and more steps, than these are not named one by one.
const NAMED: usize = 3;

/// The least and the greatest number of a cell.
type Range = (Decimal, Option<Decimal>);

/// A blank cell with what follows for it from another identity.
struct Derived {
    cell: CellRef,
    by: IdentityKind,
    low: Decimal,
    high: Option<Decimal>,
}

/// An identity that cannot hold, for what follows for its blank cells.
pub(super) struct Contradiction {
    /// What follows for its blank cells, as far as that is more than nothing.
    cells: Vec<Derived>,
    /// Whether the left side is greater at the least than the right one at the most; else it is less.
    pub(super) left_exceeds: bool,
}

impl Contradiction {
    /// The contradiction of an identity with those that cross it in its blank cells, if that is one.
    pub(super) fn of(view: &View<'_>, identity: &Identity) -> Option<Self> {
        let cells = identity.terms.iter().chain(&identity.totals);
        let blank = cells.filter(|&&cell| view.number(cell).is_err());
        let cells: Vec<Derived> = blank.map(|&cell| derive(view, cell, identity)).collect();
        let range = |cell: CellRef| match view.number(cell) {
            Ok(number) => (number, Some(number)),
            Err(_) => cells
                .iter()
                .find(|derived| derived.cell == cell)
                .map_or((Decimal::ZERO, None), |derived| (derived.low, derived.high)),
        };
        let (left, right) = (
            total(&identity.terms, &range),
            total(&identity.totals, &range),
        );
        let left_exceeds = right.1.is_some_and(|most| left.0 > most);
        let right_exceeds = left.1.is_some_and(|most| right.0 > most);
        (left_exceeds || right_exceeds).then_some(Self {
            cells,
            left_exceeds,
        })
    }

    /// The number of a cell in the comparison that fails.
    pub(super) fn number(&self, identity: &Identity, cell: CellRef) -> Option<Decimal> {
        let derived = self.cells.iter().find(|derived| derived.cell == cell)?;
        let at_least = identity.terms.contains(&cell) == self.left_exceeds;
        if at_least {
            (!derived.low.is_zero() || derived.high == Some(derived.low)).then_some(derived.low)
        } else {
            derived.high
        }
    }

    /// `空白的“商业企业”由列合计推得为 0`.
    pub(super) fn words(&self, view: &View<'_>, identity: &Identity) -> Message {
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        let mut rest: Vec<&Derived> = self
            .cells
            .iter()
            .filter(|derived| self.number(identity, derived.cell).is_some())
            .collect();
        while let Some(&first) = rest.first() {
            let number = self.number(identity, first.cell);
            let alike = |other: &&Derived| {
                other.by == first.by && self.number(identity, other.cell) == number
            };
            let (group, others): (Vec<&Derived>, Vec<&Derived>) = rest.into_iter().partition(alike);
            rest = others;
            let exact = |derived: &&Derived| derived.high == Some(derived.low);
            let at_least = identity.terms.contains(&first.cell) == self.left_exceeds;
            let bound = match (group.iter().all(exact), at_least) {
                (true, _) => ("为", "is"),
                (false, true) => ("至少为", "is at least"),
                (false, false) => ("至多为", "is at most"),
            };
            let number = number.unwrap_or_default().normalize();
            let mut names: Vec<String> = group
                .iter()
                .map(|derived| format!("“{}”", view.term_zh(identity, derived.cell)))
                .collect();
            let mut english: Vec<String> = group
                .iter()
                .map(|derived| View::term_en(identity, derived.cell))
                .collect();
            names.truncate(NAMED);
            english.truncate(NAMED);
            let many = match group.len() {
                1 => String::new(),
                count if count > NAMED => format!("等 {count} 格"),
                count => format!(" {count} 格"),
            };
            let (by_zh, by_en) = by_words(first.by);
            let each = if group.len() > 1 { "都" } else { "" };
            zh.push(format!(
                "空白的{}{many}由{by_zh}推得{each}{} {number}",
                names.concat(),
                bound.0
            ));
            en.push(format!(
                "blank {} {} {number} by {by_en}",
                english.join(", "),
                bound.1
            ));
        }
        let more = zh.len().saturating_sub(NAMED);
        if more > 0 {
            zh.truncate(NAMED);
            en.truncate(NAMED);
            zh.push(format!("另有 {more} 处空白也能推得"));
            en.push(format!("and {more} more follow"));
        }
        Message::new(zh.join("，"), en.join(", "))
    }
}

fn by_words(kind: IdentityKind) -> (&'static str, &'static str) {
    match kind {
        IdentityKind::Balance => ("第一至四项的勾稽关系", "the balance of its column"),
        IdentityKind::DetailSum => ("列合计", "the sum of its column"),
        IdentityKind::RowSum | IdentityKind::DisputeSum => ("行合计", "the sum of its row"),
    }
}

/// What follows for a blank cell from the other identities that it is part of, by what their cells say.
fn derive(view: &View<'_>, cell: CellRef, except: &Identity) -> Derived {
    let mut found = Derived {
        cell,
        by: except.kind,
        low: Decimal::ZERO,
        high: None,
    };
    let ledger = view.ledger;
    // From an identity that is broken itself nothing follows.
    let others = view.identities().filter(|other| {
        !std::ptr::eq(*other, except)
            && has(other, cell)
            && ledger.identity(other) != Verdict::Broken
    });
    for other in others {
        let range = |it: CellRef| match view.number(it) {
            _ if it == cell => (Decimal::ZERO, Some(Decimal::ZERO)),
            Ok(number) => (number, Some(number)),
            Err(_) => (Decimal::ZERO, None),
        };
        let (own, opposite) = if other.terms.contains(&cell) {
            (&other.terms, &other.totals)
        } else {
            (&other.totals, &other.terms)
        };
        let (own, opposite) = (total(own, &range), total(opposite, &range));
        let low = own.1.map(|most| opposite.0 - most);
        let high = opposite.1.map(|most| most - own.0);
        let better_high = high.is_some_and(|high| found.high.is_none_or(|old| high < old));
        let better_low = low.is_some_and(|low| low > found.low);
        if better_high {
            found.high = high;
        }
        if let Some(low) = low.filter(|_| better_low) {
            found.low = low;
        }
        if better_high || better_low {
            found.by = other.kind;
        }
    }
    found
}

/// The least and the greatest sum of cells.
fn total(cells: &[CellRef], range: &impl Fn(CellRef) -> Range) -> Range {
    let none = (Decimal::ZERO, Some(Decimal::ZERO));
    cells.iter().fold(none, |(least, most), &cell| {
        let (low, high) = range(cell);
        (least + low, most.zip(high).map(|(a, b)| a + b))
    })
}
