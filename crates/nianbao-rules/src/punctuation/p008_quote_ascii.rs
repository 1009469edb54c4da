//! P008: straight quotes in Chinese text.

use nianbao_core::TextRange;
use nianbao_facts::plain::is_bare;
use nianbao_facts::punctuation::{Mark, marks};
use nianbao_facts::words::is_cjk;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P008",
    name: "quote-ascii",
    group: Group::Punctuation,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("中文用弯引号“ ”", "Chinese quotes are “ ”"),
    explanation: Text::new(
        "直引号 \" 分不出前后，中文用“ ”。",
        "Straight quotes do not tell opening from closing.",
    ),
    basis: &["GB/T 15834—2011 4.8"],
    traps: Text::new(
        "网页标记、网址和英文中的引号不算；成对才能自动改。",
        "Markup, addresses and Latin text are left alone; only pairs are mended.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "\"先审核后发布\"",
            },
            title: Text::new("直引号", "Straight quotes"),
            edits: &[("坚持先审核后发布", "坚持\"先审核后发布\"")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("弯引号", "Curved quotes"),
            edits: &[("坚持先审核后发布", "坚持“先审核后发布”")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let mut pairs: Vec<(Mark, Mark)> = Vec::new();
    let mut odd: Option<Mark> = None;
    for marks in marks(context.facts).by_paragraph() {
        let quotes: Vec<&Mark> = marks.iter().filter(|mark| mark.sign == '"').collect();
        if quotes.len() % 2 == 1 {
            let chinese = |mark: &&Mark| {
                mark.previous(report).is_some_and(is_cjk) || mark.next(report).is_some_and(is_cjk)
            };
            odd = odd.or(quotes.iter().copied().find(chinese).copied());
            continue;
        }
        for pair in quotes.chunks_exact(2) {
            let inside = report.prose.text(TextRange {
                start: pair[0].end(),
                end: pair[1].at,
            });
            if inside.chars().any(is_cjk) {
                pairs.push((*pair[0], *pair[1]));
            }
        }
    }
    if let Some(odd) = odd {
        let message = Message::new(
            "直引号 \" 不成对，请改为“ ”并补齐。",
            "A straight quote without its partner: write “ ”.",
        );
        sink.report(Diagnostic::new(&RULE, odd.span, message));
    }
    // Many of them are one habit, not many slips.
    let batches: Vec<&[(Mark, Mark)]> = if pairs.len() > 5 {
        vec![&pairs]
    } else {
        pairs.chunks(1).collect()
    };
    for batch in batches {
        let Some((first, last)) = batch.first().copied() else {
            continue;
        };
        let count = batch.len();
        let message = if count == 1 {
            Message::new("直引号 \" \" 应为“ ”。", "Straight quotes: write “ ”.")
        } else {
            Message::new(
                format!("全文有 {count} 对直引号 \" \"，应为“ ”。"),
                format!("{count} pairs of straight quotes: write “ ”."),
            )
        };
        let edit = |mark: Mark, text: &str| Edit::new(mark.span, text.to_owned());
        let edits = batch
            .iter()
            .flat_map(|(open, close)| [edit(*open, "“"), edit(*close, "”")])
            .collect();
        let whole = first.span.cover(last.span);
        let span = if is_bare(report, whole) {
            whole
        } else {
            first.span
        };
        sink.report(Diagnostic::new(&RULE, span, message).with_fix(Fix {
            title: Message::new("改为“ ”", "Write “ ”"),
            applicability: Applicability::Safe,
            edits,
        }));
    }
}
