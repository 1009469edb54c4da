//! W012: 从事…工作人员 without 的.

use nianbao_core::TextRange;
use nianbao_facts::words::clause_after;
use nianbao_lint::edits::with_edit;
use nianbao_lint::words::hits;
use nianbao_lint::{Applicability, Context, Diagnostic, Message, Sink};

use super::RULE;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let clause = clause_after(hit.after(report));
        let Some(at) = clause.find("工作人员") else {
            continue;
        };
        let between = &clause[..at];
        if between.chars().count() > 14 || between.contains(['的', '、', '和']) || at == 0 {
            continue;
        }
        let end = hit.range.end as usize + at + "工作人员".len();
        let range = TextRange::new(hit.range.start as usize, end);
        let written = report.prose.text(range);
        let mended = format!("从事{between}工作的人员");
        let message = Message::new(
            format!("“{written}”缺“的”，可改为“{mended}”。"),
            format!("\"{written}\" lacks 的: \"{mended}\"."),
        );
        let diagnostic = Diagnostic::new(&RULE, report.prose.source_span(range), message);
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Suggested,
            range,
            &mended,
        ));
    }
}
