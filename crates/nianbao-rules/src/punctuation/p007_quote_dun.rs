//! P007: 、 between quoted words.

use nianbao_facts::punctuation::{Mark, marks};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P007",
    name: "quote-dun",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "并列的引号之间通常不用顿号",
        "No 、 between quoted words side by side",
    ),
    explanation: Text::new(
        "标有引号或书名号的并列成分之间通常不用顿号，符号本身已把它们隔开。这是“通常”的做法，用\
         了也不算错。",
        "The marks part the items already; the standard says \"usually\", so this is a hint.",
    ),
    basis: &["GB/T 15834—2011 4.5.3.5"],
    traps: Text::new(
        "并列的某一项后面有括号注释的，顿号要保留。",
        "Where an item is followed by a remark in brackets, 、 stays.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "、" },
            title: Text::new("并列", "Side by side"),
            edits: &[("优化县政府", "推进“放管服”、“一网通办”，优化县政府")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("有括号注释", "With a remark in brackets"),
            edits: &[(
                "优化县政府",
                "推进“放管服”（改革）、“一网通办”、“跨省通办”，优化县政府",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for marks in marks(context.facts).by_paragraph() {
        let found: Vec<&Mark> = marks
            .windows(3)
            .filter(|marks| {
                let [close, dun, open] = marks else {
                    return false;
                };
                close.sign == '”'
                    && dun.sign == '、'
                    && open.sign == '“'
                    && close.end() == dun.at
                    && dun.end() == open.at
            })
            .map(|marks| &marks[1])
            .filter(|mark| {
                let sentence = report.prose.text(report.prose.sentence_at(mark.at));
                !sentence.contains("”(") && !sentence.contains(")、“")
            })
            .collect();
        let Some(first) = found.first() else { continue };
        let message = Message::new(
            format!("并列的引号之间通常不用顿号（本段 {} 处）。", found.len()),
            format!(
                "No 、 is needed between quoted words ({} in this paragraph).",
                found.len()
            ),
        );
        let edits = found
            .iter()
            .map(|mark| Edit::new(mark.span, String::new()))
            .collect();
        sink.report(Diagnostic::new(&RULE, first.span, message).with_fix(Fix {
            title: Message::new("删去这些顿号", "Delete them"),
            applicability: Applicability::Safe,
            edits,
        }));
    }
}
