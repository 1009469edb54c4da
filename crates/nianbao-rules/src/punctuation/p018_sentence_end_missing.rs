//! P018: a paragraph without its full stop.

use nianbao_core::prose::ParagraphKind;
use nianbao_core::{Span, TextRange};
use nianbao_facts::words::is_cjk;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P018",
    name: "sentence-end-missing",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new("段落末尾应有句号", "A paragraph ends with a full stop"),
    explanation: Text::new(
        "正文段落写完一句话，末尾用句号。",
        "Running text ends with a full stop.",
    ),
    basis: &["GB/T 15834—2011 4.1"],
    traps: Text::new(
        "标题、短句、冒号或分号结尾、被分页切断的不算。",
        "Headings, short lines, and paragraphs that go on are left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "组织开展社会评议，向企业和群众发放问卷600份",
            },
            title: Text::new("缺句号", "No full stop"),
            edits: &[(
                "评议结果总体良好。举办业务培训班2期，培训180人次。全年未发生需要追究责任的情形，责任追究结果为0人次。",
                "评议结果总体良好。组织开展社会评议，向企业和群众发放问卷600份",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("有句号", "With one"),
            edits: &[("责任追究结果为0人次。", "责任追究结果为零。")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let prose = &context.report.prose;
    for paragraph in &prose.paragraphs {
        if paragraph.kind != ParagraphKind::Body {
            continue;
        }
        let text = prose.text(paragraph.range);
        let last = text.chars().next_back();
        // What has no full stop at all may be a heading, and a comma goes on elsewhere.
        if !last.is_some_and(|c| is_cjk(c) || c.is_ascii_alphanumeric()) || !text.contains('。') {
            continue;
        }
        let start = text.rfind('。').map_or(0, |at| at + '。'.len_utf8());
        if text[start..].chars().count() < 10 {
            continue;
        }
        let range = TextRange::new(
            paragraph.range.start as usize + start,
            paragraph.range.end as usize,
        );
        let span = prose.source_span(range);
        let message = Message::new("段落末尾缺句号。", "The paragraph lacks its full stop.");
        sink.report(Diagnostic::new(&RULE, span, message).with_replacement(
            Applicability::Suggested,
            Message::new("补上句号", "Add the full stop"),
            Span {
                start: span.end,
                end: span.end,
            },
            "。",
        ));
    }
}
