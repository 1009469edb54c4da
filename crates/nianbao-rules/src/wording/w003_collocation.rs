//! W003: words that do not go together.

use nianbao_core::TextRange;
use nianbao_facts::words::{clause_after, clause_before};
use nianbao_lint::edits::with_edit;
use nianbao_lint::words::hits;
use nianbao_lint::{Applicability, Context, Diagnostic, Message, Sink};

use super::RULE;

/// Verbs before an object; the nearest decides, and those with `false` do not go with it.
fn verbs(object: &str) -> &'static [(&'static str, bool)] {
    match object {
        "力度" => &[
            ("加大", true),
            ("加强", false),
            ("提高", false),
            ("提升", false),
            ("增加", false),
            ("强化", false),
            ("开展", true),
            ("推进", true),
            ("完善", true),
            ("做好", true),
            ("保持", true),
            ("政策", true),
            ("落实", true),
            ("、", true),
            ("的", true),
        ],
        "频率" => &[
            ("提高", true),
            ("加大", false),
            ("增加", false),
            ("加强", false),
            ("降低", true),
            ("保持", true),
            ("、", true),
            ("的", true),
        ],
        _ => &[],
    }
}

pub(super) fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let pattern = hit.entry.pattern;
        let clause = clause_before(hit.before(report));
        let start = hit.range.start as usize;
        let end = hit.range.end as usize;
        let (range, wrong, right) = match pattern {
            "力度" | "频率" => {
                // Words that may stand between verb and object without being verbs of it.
                let nearest = verbs(pattern)
                    .iter()
                    .filter(|(verb, _)| !matches!(*verb, "政策" | "落实"))
                    .filter_map(|(verb, fits)| Some((clause.rfind(verb)?, *verb, *fits)))
                    .max_by_key(|(at, _, _)| *at);
                let Some((at, verb, false)) = nearest else {
                    continue;
                };
                if clause[at..].chars().count() > 14 {
                    continue;
                }
                let from = start - clause.len() + at;
                (TextRange::new(from, end), verb, hit.entry.replacement)
            }
            "纳入" => {
                let after = clause_after(hit.after(report));
                let Some(at) = clause.rfind('对').filter(|_| after.contains("考核")) else {
                    continue;
                };
                let between = &clause[at..];
                let guarded = clause.contains(['将', '把'])
                    || between.contains("进行")
                    || between.contains("开展");
                if guarded || clause[..at].ends_with(['针', '面', '绝']) {
                    continue;
                }
                (TextRange::new(start - clause.len() + at, end), "对", "将")
            }
            _ => (hit.range, pattern, hit.entry.replacement),
        };
        let written = report.prose.text(range);
        let mended = written.replacen(wrong, right, 1);
        let (shown, better) = (shortened(written), shortened(&mended));
        let message = Message::new(
            format!("“{shown}”搭配不当，可改为“{better}”。"),
            format!("The words of \"{shown}\" do not go together; write \"{better}\"."),
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

/// The beginning and the end of long words.
fn shortened(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    if characters.len() <= 16 {
        return text.to_owned();
    }
    let head: String = characters[..8].iter().collect();
    let tail: String = characters[characters.len() - 4..].iter().collect();
    format!("{head}…{tail}")
}
