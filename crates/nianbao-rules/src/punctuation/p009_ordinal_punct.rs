//! P009: the mark after an ordinal.

use nianbao_core::TextRange;
use nianbao_facts::punctuation::marks;
use nianbao_facts::words::is_cjk;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P009",
    name: "ordinal-punct",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("序号后的标点：1. 一是", "The mark after an ordinal"),
    explanation: Text::new(
        "“1”后面用圆点，写作“1.”；“（1）”后面不加标点；“一是”“二是”后面不加顿号。",
        "1 is followed by a dot, （1） by nothing, and 一是 by nothing.",
    ),
    basis: &["GB/T 9704—2012 7.3.3", "GB/T 15834—2011"],
    traps: Text::new(
        "“一、”后面的顿号是对的；“（一）、”由 S020 提出；“1、2、3月”等列举不算。",
        "一、 is right; （一）、 is the business of S020; 、 between numbers is a list.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "一是、"
            },
            title: Text::new("“一是”后加了顿号", "A mark after 一是"),
            edits: &[("一是部分单位", "一是、部分单位")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "1、" },
            title: Text::new("“1”后用了顿号", "1 with 、"),
            edits: &[(
                "优化县政府门户网站栏目设置，完善",
                "1、优化县政府门户网站栏目设置，完善",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("列举月份", "Months"),
            edits: &[(
                "优化县政府门户网站栏目设置，完善",
                "1、2、3月优化县政府门户网站栏目设置，完善",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for marks in marks(context.facts).by_paragraph() {
        for mark in marks
            .iter()
            .filter(|mark| matches!(mark.sign, '、' | ',' | '.'))
        {
            let before = mark.before(report);
            let Some((len, new)) = ordinal(before, mark.sign, mark.after(report)) else {
                continue;
            };
            let range = TextRange {
                start: mark.at - len as u32,
                end: mark.end(),
            };
            let name = &before[before.len() - len..];
            let message = Message::new(
                format!("序号“{name}{}”应为“{name}{new}”。", mark.sign),
                format!(
                    "The ordinal \"{name}{}\" should be \"{name}{new}\".",
                    mark.sign
                ),
            );
            sink.report(
                Diagnostic::new(&RULE, report.prose.source_span(range), message).with_replacement(
                    Applicability::Safe,
                    Message::new(
                        format!("写作“{name}{new}”"),
                        format!("Write \"{name}{new}\""),
                    ),
                    mark.span,
                    new,
                ),
            );
        }
    }
}

/// The length of an ordinal that a wrong mark follows, and the right mark.
fn ordinal(before: &str, mark: char, after: &str) -> Option<(usize, &'static str)> {
    let next = after.chars().next()?;
    if mark == '、'
        && (1..=2).contains(&before.len())
        && before.bytes().all(|byte| byte.is_ascii_digit())
    {
        return is_cjk(next).then_some((before.len(), "."));
    }
    if mark == '、' && before.ends_with('是') {
        let numeral = before.chars().rev().nth(1)?;
        let earlier = before.chars().rev().nth(2);
        let begins = earlier.is_none_or(|c| !is_cjk(c));
        return ("一二三四五六七八九十".contains(numeral) && begins).then_some((6, ""));
    }
    let inner = before.strip_prefix('(')?.strip_suffix(')')?;
    let digits =
        !inner.is_empty() && inner.len() <= 2 && inner.bytes().all(|byte| byte.is_ascii_digit());
    (digits && is_cjk(next)).then_some((before.len(), ""))
}
