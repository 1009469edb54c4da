//! Which of several repairs of a table the prose bears out.

use nianbao_core::Span;
use nianbao_core::form::CellRef;
use nianbao_facts::readers::witness::{Witness, witnesses_of};
use nianbao_lint::{Context, Message};

use super::Ledger;
use super::explain::NamedRepair;

/// A number of the prose that tells repairs apart.
pub(super) struct Evidence {
    /// The number in the source.
    pub(super) span: Span,
    /// What it tells.
    pub(super) message: Message,
}

impl Ledger<'_> {
    /// Holds repairs against what the prose says of the same cells: those that agree with it best are
    /// left, with the number of the prose that told them from the others.
    pub(super) fn weigh(
        &self,
        context: &Context<'_>,
        repairs: Vec<NamedRepair>,
    ) -> (Vec<NamedRepair>, Option<Evidence>) {
        let witnesses = witnesses_of(context.facts, self.table.id);
        let now = |cell: CellRef| self.number(cell).ok();
        let agrees = |witness: &Witness<'_>, repair: &NamedRepair| {
            witness.agrees(|cell| {
                let changed = repair.iter().find(|(changed, _)| *changed == cell);
                changed.map_or_else(|| now(cell), |(_, change)| Some(change.to.into()))
            })
        };
        let score = |repair: &NamedRepair| -> i32 {
            let vote = |witness: &Witness<'_>| match (witness.agrees(now), agrees(witness, repair))
            {
                (Some(false), Some(true)) => 1,
                (Some(true), Some(false)) => -1,
                _ => 0,
            };
            witnesses.iter().map(vote).sum()
        };
        let scores: Vec<i32> = repairs.iter().map(score).collect();
        let Some(&best) = scores.iter().max() else {
            return (repairs, None);
        };
        let all = repairs.len();
        let (kept, dropped): (Vec<_>, Vec<_>) = repairs
            .into_iter()
            .zip(scores)
            .partition(|(_, score)| *score == best);
        let kept: Vec<NamedRepair> = kept.into_iter().map(|(repair, _)| repair).collect();
        let others = all - kept.len();
        let with_all = |witness: &Witness<'_>, wanted| {
            kept.iter()
                .all(|repair| agrees(witness, repair) == Some(wanted))
        };
        let evidence = |witness: &Witness<'_>, zh: String, en: String| Evidence {
            span: witness.quantity.span,
            message: Message::new(zh, en),
        };
        let told = witnesses.iter().find(|witness| {
            let news = witness.agrees(now) == Some(false)
                || dropped
                    .iter()
                    .any(|(repair, _)| agrees(witness, repair) == Some(false));
            news && with_all(witness, true)
        });
        if let Some(witness) = told {
            let quote = witness.quote(context.report);
            let (rest_zh, rest_en) = match others {
                0 => (String::new(), String::new()),
                _ => (
                    format!("，其余 {others} 种改法不符"),
                    format!(", {others} other repairs do not"),
                ),
            };
            let found = evidence(
                witness,
                format!("正文“{quote}”与此相符{rest_zh}。"),
                format!("The prose (\"{quote}\") agrees with this{rest_en}."),
            );
            return (kept, Some(found));
        }
        let against = witnesses
            .iter()
            .find(|witness| witness.agrees(now) == Some(true) && with_all(witness, false));
        let found = against.map(|witness| {
            let quote = witness.quote(context.report);
            evidence(
                witness,
                format!("但正文“{quote}”与表中现有的数相符，改表以前请先对照台账。"),
                format!("But the prose (\"{quote}\") agrees with the table as it is: look at the ledger first."),
            )
        });
        (kept, found)
    }
}
