//! What the rules on identities share: which of them reports a contradiction of the ledger, and in
//! which words; and what cannot be judged.

mod derive;
mod explain;
mod finding;
mod moves;
#[cfg(test)]
mod properties;
pub(crate) mod query;
mod roots;
#[cfg(test)]
mod tests;
mod view;

use nianbao_core::Decimal;
use nianbao_core::form::{Identity, IdentityKind, TableId};
use nianbao_facts::figures::expects_tables;
use nianbao_facts::ledger::Verdict;
use nianbao_lint::{Context, Rule, Sink};

use self::view::{Reason, View};
use crate::arithmetic::{a001_t3_balance, a002_t3_detail_sum, a003_t3_row_sum, a004_t4_sum};

/// Reports the contradictions that are those of one kind of identity, and notes which identities of
/// that kind cannot be judged.
pub(crate) fn check(context: &Context<'_>, sink: &mut Sink<'_>, kind: IdentityKind) {
    let report = context.report;
    let ledger = context.facts.ledger();
    let Some(view) = View::new(report, ledger, table_of(kind)) else {
        if expects_tables(report) {
            let message = view::missing_message(report, table_of(kind), kind);
            sink.unverified("table-missing", message);
        }
        return;
    };
    let selected = |kind| context.settings.selection.contains(rule_of(kind));
    let roots = roots::roots(ledger, selected);
    for root in roots.iter().filter(|root| root.identity.kind == kind) {
        sink.report(finding::diagnose(context, &view, sink.rule(), root));
    }
    let mut unjudged: Vec<(Reason, &Identity)> = Vec::new();
    for identity in view.identities().filter(|identity| identity.kind == kind) {
        // What is reported through its blanks is not unverified.
        let concerned = roots.iter().any(|root| root.concerns(identity));
        if ledger.identity(identity) == Verdict::Open && !concerned {
            unjudged.push((view.reason(identity), identity));
        }
    }
    for reason in Reason::ALL {
        let concerned: Vec<&Identity> = unjudged
            .iter()
            .filter(|(found, _)| *found == reason)
            .map(|(_, identity)| *identity)
            .collect();
        if !concerned.is_empty() {
            sink.unverified(reason.slug(), view.unknown_message(reason, &concerned));
        }
    }
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

/// Whether a number has no fraction; nearly all have not even a decimal point.
pub(crate) fn is_whole(number: Decimal) -> bool {
    number.scale() == 0 || number.fract().is_zero()
}
