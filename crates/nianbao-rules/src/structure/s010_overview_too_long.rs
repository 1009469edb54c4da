//! S010: 一、总体情况 is short.

use nianbao_core::form::SectionKind;
use nianbao_facts::sections::{binds, find, length, words};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S010",
    name: "overview-too-long",
    group: Group::Structure,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new("总体情况篇幅不宜过长", "The overview is short"),
    explanation: Text::new(
        "不少地方的编制通知要求总体情况聚焦主题、简明客观，篇幅原则上不超过一千字。字数上限可以在设置中修改。",
        "Many places ask for an overview of at most a thousand characters. The limit can be set.",
    ),
    basis: &["各地年度报告编制通知"],
    traps: Text::new(
        "实际报告超过一千字的很多，所以默认不检查；空白和分行不计入字数。",
        "Many reports are longer, so the rule is off by default; white space is not counted.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "一、总体情况",
            },
            title: Text::new("总体情况超过一千字", "More than a thousand characters"),
            edits: &[(
                "政府信息公开工作平稳有序推进。",
                "政府信息公开工作平稳有序推进。\
                 各乡镇、各部门对照年度工作要点逐项分解任务，明确责任单位和完成时限，按月调度工作进度，及时研究解决工作中遇到的问题，确保各项任务落到实处。\
                 各乡镇、各部门对照年度工作要点逐项分解任务，明确责任单位和完成时限，按月调度工作进度，及时研究解决工作中遇到的问题，确保各项任务落到实处。\
                 各乡镇、各部门对照年度工作要点逐项分解任务，明确责任单位和完成时限，按月调度工作进度，及时研究解决工作中遇到的问题，确保各项任务落到实处。\
                 各乡镇、各部门对照年度工作要点逐项分解任务，明确责任单位和完成时限，按月调度工作进度，及时研究解决工作中遇到的问题，确保各项任务落到实处。\
                 各乡镇、各部门对照年度工作要点逐项分解任务，明确责任单位和完成时限，按月调度工作进度，及时研究解决工作中遇到的问题，确保各项任务落到实处。\
                 各乡镇、各部门对照年度工作要点逐项分解任务，明确责任单位和完成时限，按月调度工作进度，及时研究解决工作中遇到的问题，确保各项任务落到实处。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("篇幅适当", "Of reasonable length"),
            edits: &[],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    let Some((_, section)) = find(report, SectionKind::Overview) else {
        return;
    };
    let (count, limit) = (
        length(words(report, section)),
        context.settings.thresholds.overview_longest,
    );
    if count <= limit {
        return;
    }
    let message = Message::new(
        format!("“一、总体情况”有 {count} 字，超过 {limit} 字。请压缩一般性表述，突出数据和实效。"),
        format!(
            "The overview has {count} characters, more than {limit}. Cut general phrases and keep figures \
             and results."
        ),
    );
    sink.report(Diagnostic::new(&RULE, section.heading_span, message));
}
