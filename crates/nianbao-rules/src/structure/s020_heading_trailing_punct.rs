//! S020: no superfluous punctuation at headings.

use nianbao_core::form::SectionKind;
use nianbao_core::{Report, Section, Span};
use nianbao_facts::sections::{OF_WORDS, binds, is_plain};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S020",
    name: "heading-trailing-punct",
    group: Group::Structure,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "标题和序号后不加多余的标点",
        "No superfluous punctuation at headings",
    ),
    explanation: Text::new(
        "带括号的序号“（一）”后面不再加顿号；单独成行的部分标题末尾不加标点。",
        "An ordinal in brackets takes no 、 after it, and a heading on a line of its own no mark at its end.",
    ),
    basis: &["GB/T 15834—2011", "GB/T 9704—2012 7.3.3"],
    traps: Text::new(
        "标题后面接正文的（“（一）主动公开。全年……”），标题末尾的句号是对的。",
        "A heading that text follows on the same line rightly ends with 。",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "、" },
            title: Text::new("“（二）、”", "A 、 after （二）"),
            edits: &[("### （二）依申请公开情况", "### （二）、依申请公开情况")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "。" },
            title: Text::new("标题末尾的句号", "A 。 at the end of a heading"),
            edits: &[("## 一、总体情况", "## 一、总体情况。")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("标题后面接正文", "Text follows on the line"),
            edits: &[("### （二）依申请公开情况\n\n", "（二）依申请公开情况。")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    for (index, section) in report.sections.iter().enumerate() {
        let span = section.trailing_span;
        if section.kind.is_none() || span.is_empty() || !stands_alone(report, index, section) {
            continue;
        }
        let mark = report.source.slice(span);
        let message = Message::new(
            format!("标题末尾不加“{mark}”。"),
            format!("No “{mark}” at the end of a heading."),
        );
        sink.report(removal(report, span, message));
    }
    for heading in &report.prose.sub_headings {
        let section = heading.section.and_then(|index| report.sections.get(index));
        let of_words = |kind: SectionKind| OF_WORDS.contains(&kind);
        let span = heading.separator_span;
        if span.is_empty() || !section.is_some_and(|found| found.kind.is_none_or(of_words)) {
            continue;
        }
        let (mark, ordinal) = (
            report.source.slice(span).trim(),
            report.source.slice(heading.ordinal_span).trim(),
        );
        let message = Message::new(
            format!("序号“{ordinal}”后面不加“{mark}”。"),
            format!("No “{mark}” after the ordinal {ordinal}."),
        );
        sink.report(removal(report, span, message));
    }
}

fn removal(report: &Report, span: Span, message: Message) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, span, message);
    if !is_plain(report, span) {
        return diagnostic;
    }
    diagnostic.with_replacement(
        Applicability::Safe,
        Message::new("删去多余的标点", "Delete the superfluous mark"),
        span,
        "",
    )
}

/// Whether nothing follows a heading on its line.
fn stands_alone(report: &Report, index: usize, section: &Section) -> bool {
    let start = section.trailing_span.end;
    let next = report
        .prose
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.section == Some(index))
        .map(|paragraph| paragraph.span.start)
        .find(|&next| next >= start)
        .unwrap_or(section.span.end);
    let gap = Span {
        start,
        end: next.max(start),
    };
    report.line_ends_in(gap) || report.source.can_insert(start) && next == section.span.end
}
