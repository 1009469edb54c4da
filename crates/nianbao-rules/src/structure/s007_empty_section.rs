//! S007: no section without content.

use nianbao_facts::sections::{OF_WORDS, binds, is_empty, name_zh, words};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S007",
    name: "empty-section",
    group: Group::Structure,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new("各部分不得只有标题", "No section without content"),
    explanation: Text::new(
        "只有标题没有内容，等于没有报告。没有发生的事项也要写明“未发生”“未收取”等情况。",
        "A heading without content reports nothing. Say so where nothing happened.",
    ),
    basis: &["《政府信息公开条例》第五十条"],
    traps: Text::new(
        "部分中有表格、图片或附件的不算空；第二、三、四部分缺少表格由 T001 提出。",
        "A table, a picture or an attachment is content; sections 2 to 4 without their table are the \
         business of T001.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "六、其他需要报告的事项",
            },
            title: Text::new("第六部分只有标题", "Section 6 is only a heading"),
            edits: &[("2023年，全县未收取信息处理费。\n\n", "")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写明没有发生", "Nothing happened, and it says so"),
            edits: &[(
                "2023年，全县未收取信息处理费。",
                "本年度未收取信息处理费，无其他需要报告的事项。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    for section in &report.sections {
        let Some(kind) = section.kind.filter(|kind| OF_WORDS.contains(kind)) else {
            continue;
        };
        if !is_empty(words(report, section))
            || section.table.is_some()
            || !section.pictures.is_empty()
        {
            continue;
        }
        let message = Message::new(
            format!(
                "{}只有标题，没有内容。《政府信息公开条例》第五十条要求报告这一部分，没有发生的也要写明情况。",
                name_zh(kind)
            ),
            format!(
                "Section {} has a heading but no content. Article 50 requires it; say so where nothing \
                 happened.",
                kind.ordinal()
            ),
        );
        sink.report(Diagnostic::new(&RULE, section.heading_span, message));
    }
}
