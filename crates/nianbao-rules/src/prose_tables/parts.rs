//! How a list of parts that does not add up is shown.

use nianbao_core::Report;
use nianbao_facts::readers::parts::Sum;
use nianbao_lint::{Diagnostic, Message, Rule};

/// Parts shown beside a finding; a longer list is shown by its first ones.
const SHOWN_PARTS: usize = 12;

/// A finding at the whole that points at every part.
pub(crate) fn diagnose(
    sum: &Sum<'_>,
    report: &Report,
    rule: &'static Rule,
    message: Message,
) -> Diagnostic {
    let unit = report.prose.text(sum.whole.unit);
    let mut diagnostic = Diagnostic::new(rule, sum.whole.span, message);
    for part in sum.parts.iter().take(SHOWN_PARTS) {
        let value = part.value;
        diagnostic = diagnostic.with_related(
            part.span,
            Message::new(format!("分项 {value} {unit}"), format!("part: {value}")),
        );
    }
    diagnostic
}
