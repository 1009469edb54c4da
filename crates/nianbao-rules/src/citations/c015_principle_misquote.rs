//! C015: the principle of 条例 art. 5 misquoted.

use nianbao_core::TextRange;
use nianbao_facts::words::{is_cjk, is_inside};
use nianbao_lint::edits::with_edit;
use nianbao_lint::words::hits;
use nianbao_lint::{Applicability, Context, Diagnostic, Message, Sink};

use super::RULE;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let before = hit.before(report);
        let Some(open) = before.rfind('“').filter(|_| is_inside(before, '“', '”')) else {
            continue;
        };
        let start = hit.paragraph.start as usize + open + '“'.len_utf8();
        let Some(len) = report.prose.as_str()[start..hit.paragraph.end as usize].find('”') else {
            continue;
        };
        let range = TextRange::new(start, start + len);
        let quoted = report.prose.text(range);
        let letters = |text: &str| text.chars().filter(|c| is_cjk(*c)).collect::<String>();
        let words = letters(quoted);
        let about =
            words.contains("公开") && words.contains("不公开") && words.chars().count() <= 16;
        if !about
            || matches!(
                words.as_str(),
                "以公开为常态不公开为例外" | "公开为常态不公开为例外"
            )
        {
            continue;
        }
        // 坚持以“…”为原则 has its 以 outside.
        let outside = before[..open].ends_with('以');
        let new = if outside || !words.starts_with('以') && words.starts_with("公开为") {
            "公开为常态、不公开为例外"
        } else {
            "以公开为常态、不公开为例外"
        };
        let message = Message::new(
            format!("引号内的“{quoted}”与《条例》第五条原文不符，应为“{new}”。"),
            format!("\"{quoted}\" is not what article 5 says: \"{new}\"."),
        );
        let diagnostic = Diagnostic::new(&RULE, report.prose.source_span(range), message);
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Safe,
            range,
            new,
        ));
    }
}
