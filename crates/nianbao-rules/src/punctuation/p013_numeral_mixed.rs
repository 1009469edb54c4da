//! P013: Chinese and Arabic numerals in one list.

use nianbao_core::prose::Quantity;
use nianbao_facts::readers::lists::lists;
use nianbao_lint::edits::with_edit;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P013",
    name: "numeral-mixed",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "同一列举的数字写法应一致",
        "One kind of numerals throughout a list",
    ),
    explanation: Text::new(
        "“六个专题，42个栏目”汉字数字和阿拉伯数字混用。统计性的数字统一用阿拉伯数字。",
        "A list of counts is written in Arabic numerals throughout.",
    ),
    basis: &["GB/T 15835—2011"],
    traps: Text::new(
        "概数和“三审三校”等固定词语不算。",
        "Round numbers and fixed words are left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "六" },
            title: Text::new("混用", "Mixed"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "共设六个专题、42个一级栏目、28项公开内容，",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("一致", "The same"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "共设6个专题、42个一级栏目、28项公开内容，",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    let mut told = 0;
    for list in lists(report) {
        let chinese = |quantity: &&&Quantity| {
            !prose
                .text(quantity.number)
                .contains(|c: char| c.is_ascii_digit())
        };
        let mixed = list.iter().filter(chinese).count();
        let Some(odd) = list.iter().find(chinese) else {
            continue;
        };
        if mixed == list.len() || odd.number.start < told {
            continue;
        }
        told = odd.number.end;
        let value = odd.value.normalize();
        let span = prose.source_span(odd.number);
        let message = Message::new(
            format!(
                "同一列举里“{}”用汉字数字，其余用阿拉伯数字，应统一为“{value}”。",
                prose.text(odd.number)
            ),
            format!("Write {value} here as the other numbers of the list are written."),
        );
        sink.report(with_edit(
            report,
            Diagnostic::new(&RULE, span, message),
            Applicability::Suggested,
            odd.number,
            &value.to_string(),
        ));
    }
}
