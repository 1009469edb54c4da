//! W004: 做出 before objects that take 作出.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W004",
    name: "verb-zuochu",
    group: Group::Wording,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "“作出决定、作出答复”用“作”",
        "作出 before decisions, replies and reports",
    ),
    explanation: Text::new(
        "宾语是决定、答复、处理、报告等抽象事物时，公文用“作出”。",
        "With abstract objects official language writes 作出.",
    ),
    basis: &["公文用语惯例"],
    traps: Text::new("“做出成绩”“做出贡献”等不提。", "Other objects take either."),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "做出" },
            title: Text::new("做出答复", "A reply"),
            edits: &[("全年作出行政许可决定", "全年做出行政许可决定")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("作出决定", "A decision"),
            edits: &[("发布政策解读材料", "做出成绩，发布政策解读材料")],
        },
    ],
    check,
};

/// 做出 with the objects that tell.
pub(crate) static WORDS: &[Entry] = &[Entry::safe("做出", "作出").only_before(&[
    "决定",
    "答复",
    "书面答复",
    "处理",
    "处罚",
    "行政",
    "报告",
    "如下报告",
    "如下",
    "说明",
    "规定",
    "部署",
    "批示",
    "承诺",
    "裁决",
    "判决",
    "不予公开",
    "予以公开",
    "部分公开",
    "公开决定",
    "政府信息公开",
])];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        Message::new(
            format!(
                "“{}”后面是决定、答复、报告等，应写“{}”。",
                entry.pattern, entry.replacement
            ),
            format!(
                "\"{}\" should be \"{}\" before such an object.",
                entry.pattern, entry.replacement
            ),
        )
    });
}
