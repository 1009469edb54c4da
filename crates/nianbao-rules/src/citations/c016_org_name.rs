//! C016: the name of the competent office misspelt.

use nianbao_core::TextRange;
use nianbao_facts::words::is_cjk;
use nianbao_lint::edits::with_edit;
use nianbao_lint::words::hits;
use nianbao_lint::{Applicability, Context, Diagnostic, Message, Sink};

use super::RULE;

const NAME: &str = "国务院办公厅政府信息与政务公开办公室";

pub(super) fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let start = hit.range.start as usize;
        let rest = &report.prose.as_str()[start..hit.paragraph.end as usize];
        let Some(at) = rest.find("公开办公室") else {
            continue;
        };
        let name = &rest[..at + "公开办公室".len()];
        if name == NAME || name.chars().count() > 22 || !name.chars().all(is_cjk) {
            continue;
        }
        let range = TextRange::new(start, start + name.len());
        let message = Message::new(
            format!("“{name}”应为“{NAME}”。"),
            format!("\"{name}\" should be \"{NAME}\"."),
        );
        let diagnostic = Diagnostic::new(&RULE, report.prose.source_span(range), message);
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Safe,
            range,
            NAME,
        ));
    }
}
