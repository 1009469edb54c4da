//! M004: title, preamble and signature name the same body.

use nianbao_core::Span;
use nianbao_facts::names::may_be_same;
use nianbao_facts::self_title::{self_title, split};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M004",
    name: "body-name-mismatch",
    group: Group::Metadata,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "标题、卷首、落款应为同一机关",
        "Title, preamble and signature name the same body",
    ),
    explanation: Text::new(
        "卷首引用的名称或落款是另一个机关，多是套用其他单位的文本。",
        "Another body in the preamble or at the foot mostly comes from copying another report.",
    ),
    basis: &["《政府信息公开条例》第四十九条"],
    traps: Text::new(
        "政府的报告由其办公厅、办公室落款正确；全称、简称、省略地名的，视为同一机关。",
        "An office signs for its government; full, short and local names are of the same body.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "安平县人民政府办公室",
            },
            title: Text::new("落款是别的县", "Signed by another county"),
            edits: &[("\n云溪县人民政府办公室\n", "\n安平县人民政府办公室\n")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "安平县人民政府2023年政府信息公开工作年度报告",
            },
            title: Text::new("卷首是别的县", "Another county in the preamble"),
            edits: &[("《云溪县人民政府2023年政府", "《安平县人民政府2023年政府")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("办公室代政府落款", "An office signs for its government"),
            edits: &[],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some(body) = &report.body else { return };
    let mut others: Vec<(&str, &str, &str, Span)> = Vec::new();
    if let Some(own) = self_title(report) {
        others.push((
            "卷首引用的报告名称",
            "The preamble",
            split(own.text).body,
            report.prose.source_span(own.range),
        ));
    }
    if let Some((name, span)) = &report.signature.name {
        others.push(("落款", "The signature", name, *span));
    }
    for (place, place_en, name, span) in others {
        if name.chars().count() < 3 || may_be_same(&body.name, name) {
            continue;
        }
        sink.report(
            Diagnostic::new(
                &RULE,
                span,
                Message::new(
                    format!("{place}是“{name}”，标题是“{}”，不是同一机关。请核对是否套用了其他单位的文本。", body.name),
                    format!("{place_en} names {name}, the title {}.", body.name),
                ),
            )
            .with_related(body.span, Message::new("标题中的机关", "The body in the title")),
        );
    }
}
