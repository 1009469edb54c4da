//! D008: months and days without leading zeros.

use nianbao_core::prose::Date;
use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::passages::{is_own, is_quoted, paragraph};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D008",
    name: "date-padded",
    group: Group::Dates,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Safe,
    summary: Text::new("月、日前不加“0”", "No leading zero before month and day"),
    explanation: Text::new(
        "公文日期用阿拉伯数字写全年、月、日，月、日不编虚位，即 1 不写作 01。",
        "Official documents write month and day without a leading zero.",
    ),
    basis: &["GB/T 9704—2012 7.3.5.4"],
    traps: Text::new(
        "网页自带的日期行、2024-01-05 式的日期和引文不算。",
        "Lines of the page, dates like 2024-01-05 and quotations do not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "2024年01月20日",
            },
            title: Text::new("月份加了 0", "A padded month"),
            edits: &[("2024年1月20日", "2024年01月20日")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("10 月 30 日里的 0", "Zeros that belong there"),
            edits: &[("发布政策解读", "2023年10月30日发布政策解读")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for date in &prose.dates {
        let text = prose.text(date.range);
        if !text.contains('月') || paragraph(prose, date.paragraph, is_own).is_none() {
            continue;
        }
        let zeros = zeros(report, date);
        if zeros.is_empty() || is_quoted(prose, date.range.start) {
            continue;
        }
        let edits = zeros
            .into_iter()
            .map(|span| Edit::new(span, String::new()))
            .collect();
        sink.report(
            Diagnostic::new(
                &RULE,
                date.span,
                Message::new(
                    format!("“{text}”：月、日前不加“0”（GB/T 9704—2012 7.3.5.4）。"),
                    format!("{text}: no leading zero before month and day."),
                ),
            )
            .with_fix(Fix {
                title: Message::new("去掉“0”", "Remove the zero"),
                applicability: Applicability::Safe,
                edits,
            }),
        );
    }
}

/// The superfluous zeros of a date, in the source.
fn zeros(report: &Report, date: &Date) -> Vec<Span> {
    let text = report.prose.text(date.range);
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len())
        .filter(|&at| {
            bytes[at] == b'0'
                && (at == 0 || !digit(at - 1))
                && digit(at + 1)
                && bytes[at + 1] != b'0'
        })
        .map(|at| {
            let start = date.range.start as usize + at;
            report.prose.source_span(TextRange::new(start, start + 1))
        })
        .collect()
}
