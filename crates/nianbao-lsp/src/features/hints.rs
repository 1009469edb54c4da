//! Sums beside totals.

use nianbao_core::form::IdentityKind;
use nianbao_rules::arithmetic::{Standing, identities_of};
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintTooltip, Range};

use crate::config::Hints;
use crate::documents::Snapshot;

/// The hints in a range: what the parts of a total add up to.
pub(crate) fn hints(snapshot: &Snapshot, range: Range) -> Option<Vec<InlayHint>> {
    let wanted = snapshot.config.hints;
    if wanted == Hints::Off {
        return Some(Vec::new());
    }
    let report = &snapshot.report()?.report;
    let lang = snapshot.config.lang;
    let within = snapshot.span(range);
    let mut hints = Vec::new();
    for judged in identities_of(report) {
        let shown = match judged.standing {
            Standing::Fails => true,
            Standing::Holds | Standing::Forced => {
                wanted == Hints::All && judged.identity.kind != IdentityKind::Balance
            }
            Standing::Unverifiable(_) => false,
        };
        let totals = &judged.identity.totals;
        let cell = totals.first().and_then(|&cell| report.cell(cell));
        let Some(cell) = cell.filter(|cell| shown && within.contains(cell.span)) else {
            continue;
        };
        let sides = format!("{} ⇔ {}", judged.left.get(lang), judged.right.get(lang));
        let mark = if judged.identity.column().is_some() {
            "Σ↓"
        } else {
            "Σ→"
        };
        hints.push(InlayHint {
            position: snapshot.range(cell.span).end,
            label: InlayHintLabel::String(format!("{mark} {}", judged.sum)),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(sides)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    }
    Some(hints)
}
