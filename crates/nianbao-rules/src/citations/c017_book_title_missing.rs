//! C017: a law without its book marks.

use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::words::is_cjk;
use nianbao_lint::words::hits;
use nianbao_lint::{Applicability, Context, Diagnostic, Message, Sink};

use super::RULE;

const STATE: &str = "中华人民共和国";

pub(super) fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let (before, after) = (hit.before(report), hit.after(report));
        let state = before.ends_with(STATE);
        let start = hit.range.start as usize - if state { STATE.len() } else { 0 };
        let before = &before[..before.len() - if state { STATE.len() } else { 0 }];
        // A local law (广东省政府信息公开条例) and the name in other marks are something else.
        if !state && before.ends_with(['省', '市', '区', '县', '国', '州', '〈'])
            || before.ends_with('〈')
        {
            continue;
        }
        let range = TextRange::new(start, hit.range.end as usize);
        let name = report.prose.text(range);
        let message = Message::new(
            format!("“{name}”应加书名号：《{name}》。"),
            format!("\"{name}\" is the name of a law and needs book marks."),
        );
        let mut span = report.prose.source_span(range);
        if before.ends_with('<') && after.starts_with('>') {
            let wide = TextRange::new(start - 1, hit.range.end as usize + 1);
            span = report.prose.source_span(wide);
        }
        let diagnostic = Diagnostic::new(&RULE, span, message);
        if !is_bare_name(report, span) {
            sink.report(diagnostic);
            continue;
        }
        sink.report(diagnostic.with_replacement(
            Applicability::Safe,
            Message::new("加书名号", "Add book marks"),
            span,
            format!("《{name}》"),
        ));
    }
}

/// Whether a span holds the name alone, perhaps in < >, so that it can be replaced.
fn is_bare_name(report: &Report, span: Span) -> bool {
    let text = report.source.slice(span);
    text.trim_start_matches('<')
        .trim_end_matches('>')
        .chars()
        .all(is_cjk)
}
