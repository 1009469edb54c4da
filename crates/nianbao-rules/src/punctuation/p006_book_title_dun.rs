//! P006: 、 between book titles.

use nianbao_facts::punctuation::{Mark, marks};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P006",
    name: "book-title-dun",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "并列的书名号之间通常不用顿号",
        "No 、 between book titles side by side",
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
            edits: &[("发布政策解读材料", "发布《办法》、《规定》等政策解读材料")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("有括号注释", "With a remark in brackets"),
            edits: &[(
                "发布政策解读材料",
                "发布《办法》（试行）、《规定》、《细则》等政策解读材料",
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
                close.sign == '》'
                    && dun.sign == '、'
                    && open.sign == '《'
                    && close.end() == dun.at
                    && dun.end() == open.at
            })
            .map(|marks| &marks[1])
            .filter(|mark| {
                let sentence = report.prose.text(report.prose.sentence_at(mark.at));
                !sentence.contains("》(") && !sentence.contains(")、《")
            })
            .collect();
        let Some(first) = found.first() else { continue };
        let message = Message::new(
            format!("并列的书名号之间通常不用顿号（本段 {} 处）。", found.len()),
            format!(
                "No 、 is needed between book titles ({} in this paragraph).",
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
