//! C008: 依申请公开 used for the application.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C008",
    name: "term-application",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "申请称“政府信息公开申请”",
        "An application is a 政府信息公开申请",
    ),
    explanation: Text::new(
        "“依申请公开”是公开的方式，不是申请的名称。收到的是“政府信息公开申请”，数量不能说“依\
         申请公开16件”。",
        "依申请公开 is a way of disclosing; what is received is a 政府信息公开申请.",
    ),
    basis: &["《政府信息公开条例》第二十七条"],
    traps: Text::new(
        "小标题“依申请公开情况”是对的。",
        "The heading 依申请公开 is right.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "依申请公开申请",
            },
            title: Text::new("用词混淆", "Mixed terms"),
            edits: &[(
                "全年共收到政府信息公开申请51件",
                "全年共收到依申请公开申请51件",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("政府信息公开申请", "The right term"),
            edits: &[("全年共收到", "做好依申请公开工作，全年共收到")],
        },
    ],
    check,
};

/// The wrong names of an application.
pub(crate) static WORDS: &[Entry] = &[
    Entry::suggested("依申请公开申请", "政府信息公开申请").not_before(&["人"]),
    Entry::suggested("依申请公开事项", "政府信息公开申请")
        .only_before(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
    Entry::suggested("申请公开政务信息公开", "政府信息公开申请"),
    Entry::suggested("受理依申请公开", "受理政府信息公开申请")
        .only_before(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
    Entry::suggested("收到依申请公开", "收到政府信息公开申请")
        .only_before(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
    Entry::suggested("办理依申请公开", "办理政府信息公开申请")
        .only_before(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        let (old, new) = (entry.pattern, entry.replacement);
        Message::new(
            format!("“{old}”用词不当，应为“{new}”。"),
            format!("\"{old}\" should be \"{new}\"."),
        )
    });
}
