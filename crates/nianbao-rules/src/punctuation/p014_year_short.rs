//! P014: a year of two digits.

use nianbao_core::TextRange;
use nianbao_facts::words::is_prose;
use nianbao_lint::edits::with_edit;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P014",
    name: "year-short",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new("年份写四位数", "Years have four digits"),
    explanation: Text::new("“23年”应写“2023年”。", "23年 is written 2023年."),
    basis: &["GB/T 15835—2011 5.1.4"],
    traps: Text::new(
        "“改革开放45年”等时间长度不算。",
        "Lengths of time are left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "23年" },
            title: Text::new("两位数的年份", "Two digits"),
            edits: &[("组织开展社会评议", "23年底组织开展社会评议")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("时间长度", "A length of time"),
            edits: &[(
                "组织开展社会评议",
                "改革开放45年来，组织开展社会评议，历时23年",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some(year) = report.year else { return };
    let text = report.prose.as_str();
    for (at, _) in text.match_indices('年') {
        let digits = text[..at]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_digit)
            .count();
        if digits != 2 {
            continue;
        }
        let Ok(short) = text[at - 2..at].parse::<u16>() else {
            continue;
        };
        let full = year / 100 * 100 + short;
        let before = text[..at - 2].chars().next_back();
        let range = TextRange::new(at - 2, at + '年'.len_utf8());
        let Some(paragraph) = report.prose.paragraph_at(range.start) else {
            continue;
        };
        let after = &text[range.end as usize..];
        let length = after.starts_with(['来', '间', '以', '前', '后', '内', '期'])
            || before.is_some_and(|c| "第近过去满时放达共余约前后逾-—.".contains(c));
        if full.abs_diff(year) > 1 || length || !is_prose(paragraph.kind) {
            continue;
        }
        let message = Message::new(
            format!("年份应写四位数：“{full}年”。"),
            format!("Write the year in full: {full}年."),
        );
        let diagnostic = Diagnostic::new(&RULE, report.prose.source_span(range), message);
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Suggested,
            range,
            &format!("{full}年"),
        ));
    }
}
