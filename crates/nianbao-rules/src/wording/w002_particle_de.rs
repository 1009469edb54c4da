//! W002: 的 where 地 or 得 belongs.

use nianbao_core::TextRange;
use nianbao_lint::edits::with_edit;
use nianbao_lint::words::hits;
use nianbao_lint::{Applicability, Context, Diagnostic, Message, Sink};

use super::RULE;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let (pattern, replacement) = (hit.entry.pattern, hit.entry.replacement);
        // The word that follows shows why 的 is wrong, so the finding covers it.
        let after = hit.after(report);
        let follows = ["为", ""]
            .iter()
            .find(|prefix| after.starts_with(**prefix))
            .map_or(0, |_| {
                let single = after.starts_with([
                    '向', '对', '将', '把', '为', '够', '好', '细', '深', '实', '足',
                ]);
                after
                    .chars()
                    .take(if single { 1 } else { 2 })
                    .map(char::len_utf8)
                    .sum()
            });
        let range = TextRange::new(hit.range.start as usize, hit.range.end as usize + follows);
        let particle = if replacement.contains('地') {
            '地'
        } else {
            '得'
        };
        let message = Message::new(
            format!(
                "“{}”中的“的”应为“{particle}”：“{pattern}”改为“{replacement}”。",
                report.prose.text(range)
            ),
            format!("\"{pattern}\" should be \"{replacement}\" here."),
        );
        let diagnostic = Diagnostic::new(&RULE, report.prose.source_span(range), message);
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Suggested,
            hit.range,
            replacement,
        ));
    }
}
