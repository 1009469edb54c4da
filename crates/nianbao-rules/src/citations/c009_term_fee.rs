//! C009: other names of the 信息处理费.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C009",
    name: "term-fee",
    group: Group::Citations,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Safe,
    summary: Text::new("“信息处理费”的名称", "The name of the fee"),
    explanation: Text::new(
        "国务院办公厅规定的名称是“信息处理费”。",
        "The name of the fee is 信息处理费.",
    ),
    basis: &["《政府信息公开信息处理费管理办法》"],
    traps: Text::new(
        "“信息处理费”后面的“用”属于下一个词时不算。",
        "用 that begins the next word is left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "信息处理费用",
            },
            title: Text::new("多了“用”", "One character too many"),
            edits: &[("未收取信息处理费。", "未收取信息处理费用。")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("信息处理费", "The name"),
            edits: &[("未收取信息处理费。", "未收取任何信息处理费。")],
        },
    ],
    check,
};

/// Other names.
pub(crate) static WORDS: &[Entry] = &[
    Entry::safe("信息处理费用", "信息处理费").not_before(&["于", "途", "作"]),
    Entry::safe("依申请公开处理费", "信息处理费"),
    Entry::safe("依申请公开信息处理费", "信息处理费"),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        let (old, new) = (entry.pattern, entry.replacement);
        Message::new(
            format!("“{old}”应为“{new}”（名称见《政府信息公开信息处理费管理办法》）。"),
            format!("\"{old}\" should be \"{new}\"."),
        )
    });
}
