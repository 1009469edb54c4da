//! P011: a dash in a telephone number.

use nianbao_core::TextRange;
use nianbao_facts::punctuation::{Mark, marks};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P011",
    name: "dash-phone",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "电话号码的区号与号码之间用短横线“-”",
        "A hyphen after the area code",
    ),
    explanation: Text::new(
        "“0951—2078503”用的是一字线，复制后无法拨打。区号与号码之间用短横线“-”。",
        "With a dash the number cannot be dialled when copied.",
    ),
    basis: &["GB/T 15834—2011 4.13"],
    traps: Text::new(
        "年份、日期之间的一字线是对的。",
        "Between years and dates a dash is right.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "0871—65432100",
            },
            title: Text::new("用了一字线", "With a dash"),
            edits: &[("0871-65432100", "0871—65432100")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("用短横线", "With a hyphen"),
            edits: &[("0871-65432100", "0871-65432101")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let marks = marks(context.facts);
    let dash = |mark: &&Mark| matches!(mark.sign, '—' | '–' | '―');
    for mark in marks.marks.iter().filter(dash) {
        let (before, after) = (mark.before(report), mark.after(report));
        let area = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let number = after.bytes().take_while(u8::is_ascii_digit).count();
        if !(matches!(area, 3 | 4) && matches!(number, 7 | 8))
            || before.as_bytes()[before.len() - area] != b'0'
        {
            continue;
        }
        let range = TextRange {
            start: mark.at - area as u32,
            end: mark.end() + number as u32,
        };
        let span = report.prose.source_span(range);
        let message = Message::new(
            format!(
                "电话“{}”用了一字线，应用短横线“-”。",
                report.prose.text(range)
            ),
            "A telephone number takes a hyphen.",
        );
        sink.report(Diagnostic::new(&RULE, span, message).with_replacement(
            Applicability::Safe,
            Message::new("改为“-”", "Write -"),
            mark.span,
            "-",
        ));
    }
}
