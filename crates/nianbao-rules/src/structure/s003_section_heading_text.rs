//! S003: headings have the words of the form.

use nianbao_core::TitleMatch;
use nianbao_core::form::section;
use nianbao_core::normal::folded;
use nianbao_facts::sections::{binds, is_plain};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S003",
    name: "section-heading-text",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "六个部分的标题用统一格式的原文",
        "Headings have the words of the form",
    ),
    explanation: Text::new(
        "六个部分的标题由国办统一格式规定，不宜自行增减改写，以便汇总和检索。",
        "The headings of the six sections are set by the national form; other words make reports hard to \
         collect and search.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "《政府信息公开条例》第五十条和一些省的格式用的完整说法（如“行政机关收到和处理政府信息公开申请情况”）不算错。",
        "The long wording of article 50 and of some provinces is right.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "存在的问题及改进情况",
            },
            title: Text::new("缺“主要”二字", "主要 is left out"),
            edits: &[(
                "## 五、存在的主要问题及改进情况",
                "## 五、存在的问题及改进情况",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("标题中有空格", "A space within the heading"),
            edits: &[("## 一、总体情况", "## 一、 总体情况")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("条例的完整说法", "The long wording of the regulation"),
            edits: &[(
                "## 三、收到和处理政府信息公开申请情况",
                "## 三、行政机关收到和处理政府信息公开申请情况",
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
    for found in &report.sections {
        let Some(kind) = found.kind else { continue };
        if found.title_match != TitleMatch::Variant {
            continue;
        }
        let written = folded(report.source.slice(found.title_span));
        if context
            .settings
            .packs
            .accepts_heading(report, kind, &written)
        {
            continue;
        }
        let title = section(kind).title;
        let message = Message::new(
            format!(
                "第{}部分的标题与统一格式不一致。国办公开办函〔2021〕30号所附格式的标题是“{title}”，请照改。",
                section(kind).numeral
            ),
            format!(
                "The heading of section {} differs from the form of 国办公开办函〔2021〕30号, which reads \
                 “{title}”.",
                kind.ordinal()
            ),
        );
        let mut diagnostic = Diagnostic::new(&RULE, found.title_span, message);
        if is_plain(report, found.title_span) {
            diagnostic = diagnostic.with_replacement(
                Applicability::Safe,
                Message::new(format!("改为“{title}”"), format!("Replace with “{title}”")),
                found.title_span,
                title,
            );
        }
        sink.report(diagnostic);
    }
}
