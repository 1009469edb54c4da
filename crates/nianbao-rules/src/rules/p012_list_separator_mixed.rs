//! P012: one list with two kinds of separators.

use nianbao_core::prose::Quantity;
use nianbao_core::{Report, TextRange};

use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::engine::Sink;
use crate::example::{Example, ExampleKind};
use crate::marks::full_width;
use crate::rule::{Context, FixAvailability, Group, Rule, Text};
use crate::words::{is_cjk, is_prose};

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

/// Three quantities in a row: each with its number, and the mark before it.
fn lists<'r>(report: &'r Report) -> impl Iterator<Item = [&'r Quantity; 3]> {
    report.prose.quantities.windows(3).filter_map(|window| {
        let [first, second, third] = window else {
            return None;
        };
        let same = first.paragraph == second.paragraph && second.paragraph == third.paragraph;
        let near = separator(report, first, second).is_some()
            && separator(report, second, third).is_some();
        (same && near && is_prose(report.prose.paragraphs[first.paragraph].kind))
            .then_some([first, second, third])
    })
}

/// The one mark between two quantities that stand close together.
fn separator(report: &Report, left: &Quantity, right: &Quantity) -> Option<char> {
    let between = report
        .prose
        .as_str()
        .get(left.unit.end as usize..right.number.start as usize)?;
    let mut marks = between.chars().filter(|c| !is_cjk(*c));
    let mark = marks.next().filter(|c| matches!(c, ',' | '、'))?;
    // The number comes right after the mark, or nearly so.
    let near = between.chars().rev().take_while(|c| *c != mark).count() <= 2;
    (marks.next().is_none() && near && between.chars().count() <= 14).then_some(mark)
}

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
