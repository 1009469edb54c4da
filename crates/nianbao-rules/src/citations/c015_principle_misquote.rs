//! C015: the principle of 条例 art. 5 misquoted.

use nianbao_core::TextRange;
use nianbao_facts::words::{is_cjk, is_inside};
use nianbao_lint::edits::with_edit;
use nianbao_lint::words::{Entry, hits};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C015",
    name: "principle-misquote",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "公开原则应引用《条例》原文",
        "The principle is quoted as the law has it",
    ),
    explanation: Text::new(
        "《条例》第五条的原文是“以公开为常态、不公开为例外”。加了引号就是引用，应与原文一致。",
        "Article 5 says 以公开为常态、不公开为例外; what stands in quotes must be its words.",
    ),
    basis: &["《政府信息公开条例》第五条"],
    traps: Text::new(
        "没有加引号的转述、2018 年及以前的报告、只省略“以”字的引用，以及标点的差别，都不算。",
        "Paraphrase, reports up to 2018, a quotation that leaves out 以, and other marks are left \
         alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "公开为原则、不公开为例外",
            },
            title: Text::new("旧提法", "The old wording"),
            edits: &[(
                "坚持以公开促落实",
                "坚持“公开为原则、不公开为例外”，以公开促落实",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("省略“以”字", "Without 以"),
            edits: &[(
                "坚持以公开促落实",
                "坚持“公开为常态、不公开为例外”，以公开促落实",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("原文", "The words of the law"),
            edits: &[(
                "坚持以公开促落实",
                "坚持“以公开为常态、不公开为例外”，以公开促落实",
            )],
        },
    ],
    check,
};

/// How the second half always begins.
pub(crate) static WORDS: &[Entry] = &[Entry::word("例外").since(2019)];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
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
