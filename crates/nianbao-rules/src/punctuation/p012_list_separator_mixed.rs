//! P012: one list with two kinds of separators.

use nianbao_core::TextRange;
use nianbao_facts::punctuation::full_width;
use nianbao_facts::readers::lists::{lists, separator};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P012",
    name: "list-separator-mixed",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "同一列举的分隔标点应一致",
        "One separator throughout a list",
    ),
    explanation: Text::new(
        "“六个专题，42个一级栏目、28项”里逗号和顿号混用，看不出层次。并列的几项用同一种标点。",
        "Commas and 、 mixed hide which items are of one level.",
    ),
    basis: &["GB/T 15834—2011 4.5"],
    traps: Text::new(
        "不同层次的列举可以先顿号后逗号；只看紧接着的三个数量。",
        "Lists of two levels may use both; only three quantities in a row are judged.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "、" },
            title: Text::new("混用", "Mixed"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "共设6个专题，42个一级栏目、28项公开内容，",
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
    for [first, second, third] in lists(report) {
        let (left, right) = (
            separator(report, first, second),
            separator(report, second, third),
        );
        if left == right {
            continue;
        }
        let start = second.unit.end;
        let between = report.prose.text(TextRange {
            start,
            end: third.number.start,
        });
        let (Some(left), Some(right)) = (left.and_then(shown), right.and_then(shown)) else {
            continue;
        };
        let Some(at) = between.find([',', '、']) else {
            continue;
        };
        let len = between[at..].chars().next().map_or(1, char::len_utf8);
        let range = TextRange::new(start as usize + at, start as usize + at + len);
        let span = report.prose.source_span(range);
        let message = Message::new(
            format!("同一列举里“{left}”和“{right}”混用，应统一。"),
            format!("{left} and {right} are mixed in one list."),
        );
        sink.report(Diagnostic::new(&RULE, span, message).with_replacement(
            Applicability::Suggested,
            Message::new(format!("改为“{left}”"), format!("Write {left}")),
            span,
            left.to_string(),
        ));
    }
}

fn shown(mark: char) -> Option<char> {
    match mark {
        '、' => Some('、'),
        _ => full_width(mark),
    }
}
