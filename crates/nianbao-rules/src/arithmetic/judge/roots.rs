//! Which identity reports a contradiction: one for each cause of the ledger.

use nianbao_core::form::{CellRef, Identity, IdentityKind, RowKey};
use nianbao_facts::ledger::{Cause, Consequence, Fact, Ledger, Line, Place, Verdict};

/// A contradiction and the identity that reports it.
pub(super) struct Root<'l> {
    /// The identity.
    pub(super) identity: &'static Identity,
    /// The cause; `None` for a broken identity that is part of none.
    pub(super) cause: Option<&'l Cause>,
    /// The other broken identities that are part of it.
    pub(super) others: Vec<&'static Identity>,
}

impl Root<'_> {
    /// Whether an identity is what it is about, so that it is not unverified beside it.
    pub(super) fn concerns(&self, identity: &Identity) -> bool {
        let in_proof = |cause: &Cause| {
            let lines = cause.proof.lines();
            lines.iter().any(|line| is_of(identity, line))
        };
        std::ptr::eq(self.identity, identity) || self.cause.is_some_and(in_proof)
    }
}

/// The contradictions of the tables, each with the identity of a selected rule that reports it; those
/// that no selected rule reports are left out.
pub(super) fn roots(ledger: &Ledger, selected: impl Fn(IdentityKind) -> bool) -> Vec<Root<'_>> {
    let mut roots: Vec<Root<'_>> = Vec::new();
    let mut attended: Vec<&'static Identity> = Vec::new();
    let broken: Vec<&'static Identity> = ledger
        .identities()
        .iter()
        .filter(|identity| ledger.identity(identity) == Verdict::Broken)
        .collect();
    let causes = ledger.causes().iter();
    for cause in causes.filter(|cause| cause.is_of_tables(ledger)) {
        let changed = changed_cells(cause);
        let holds_changed = |identity: &Identity| changed.iter().any(|&cell| has(identity, cell));
        let cured = cured_identities(cause);
        let concerned: Vec<&'static Identity> = broken
            .iter()
            .copied()
            .filter(|identity| is_in(identity, &cured) || holds_changed(identity))
            .collect();
        attended.extend(&concerned);
        let candidates = if concerned.is_empty() {
            hidden(ledger, cause, &changed)
        } else {
            concerned.clone()
        };
        let used = |identity: &Identity| {
            roots
                .iter()
                .any(|root| std::ptr::eq(root.identity, identity))
        };
        let best = candidates
            .into_iter()
            .filter(|identity| selected(identity.kind))
            .min_by_key(|identity| {
                (
                    !cured.is_empty() && !is_in(identity, &cured),
                    !holds_changed(identity),
                    used(identity),
                    rank(identity.kind, &changed),
                )
            });
        if let Some(identity) = best {
            roots.push(Root {
                identity,
                cause: Some(cause),
                others: concerned
                    .into_iter()
                    .filter(|other| !std::ptr::eq(*other, identity))
                    .collect(),
            });
        }
    }
    for identity in broken {
        if selected(identity.kind) && !is_in(identity, &attended) {
            roots.push(Root {
                identity,
                cause: None,
                others: Vec::new(),
            });
        }
    }
    roots
}

fn cured_identities(cause: &Cause) -> Vec<&'static Identity> {
    let identities = cause.consequences.iter().filter_map(|one| match one {
        Consequence::Identity(identity) => Some(*identity),
        Consequence::Claim(_) => None,
    });
    identities.collect()
}

/// The cells that the first repair changes; those of the core when there is no repair.
fn changed_cells(cause: &Cause) -> Vec<CellRef> {
    let changes = cause.first_changes().iter().map(|change| change.fact);
    let facts: Vec<Fact> = if cause.repairs.is_empty() {
        cause.core.clone()
    } else {
        changes.collect()
    };
    let cells = facts.into_iter().filter_map(|fact| match fact {
        Fact::Cell(cell) => Some(cell),
        Fact::Claim(_) => None,
    });
    cells.collect()
}

/// The identities that contradict each other though none is broken by its own cells.
fn hidden(ledger: &Ledger, cause: &Cause, changed: &[CellRef]) -> Vec<&'static Identity> {
    let lines = cause.proof.lines();
    let all = ledger.identities().iter();
    let in_proof = all.filter(|identity| lines.iter().any(|line| is_of(identity, line)));
    let found: Vec<&'static Identity> = in_proof.collect();
    if !found.is_empty() {
        return found;
    }
    let all = ledger.identities().iter();
    all.filter(|identity| changed.iter().any(|&cell| has(identity, cell)))
        .collect()
}

/// Whether an identity is one of a line.
fn is_of(identity: &Identity, line: &Line) -> bool {
    let place = match &line.place {
        Place::Columns(columns) => identity.column().is_some_and(|it| columns.contains(&it)),
        Place::Rows(rows) => identity.row().is_some_and(|it| rows.contains(&it)),
    };
    line.kind == Some(identity.kind) && place
}

/// Whether a cell is part of an identity.
pub(super) fn has(identity: &Identity, cell: CellRef) -> bool {
    identity.terms.contains(&cell) || identity.totals.contains(&cell)
}

fn is_in(identity: &Identity, list: &[&'static Identity]) -> bool {
    list.iter().any(|other| std::ptr::eq(*other, identity))
}

/// Which kind reports first: the balance where what is changed is in no outcome.
fn rank(kind: IdentityKind, changed: &[CellRef]) -> u8 {
    let of_balance = changed.iter().any(|cell| {
        matches!(
            cell.row,
            RowKey::NewRequests | RowKey::CarriedIn | RowKey::CarriedOut
        )
    });
    match kind {
        IdentityKind::Balance if of_balance => 0,
        IdentityKind::DetailSum => 1,
        IdentityKind::RowSum => 2,
        IdentityKind::DisputeSum => 3,
        IdentityKind::Balance => 4,
    }
}
