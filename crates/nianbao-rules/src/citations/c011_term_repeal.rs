//! C011: 清理 for 废止.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C011",
    name: "term-repeal",
    group: Group::Citations,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new("文件不再有效称“废止”", "A document out of force is 废止"),
    explanation: Text::new(
        "表二统计的是“废止”件数。“清理”是过程，结果有保留、修改、废止。写数量时用“废止”。",
        "清理 is a review whose outcome may be to keep a document; the table counts 废止.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "没有数量的“清理工作”不算。",
        "清理 without a count is left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "清理行政规范性文件",
            },
            title: Text::new("用“清理”说数量", "A count of 清理"),
            edits: &[("废止2件，", "清理行政规范性文件2件，")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("清理工作", "The work"),
            edits: &[(
                "对行政规范性文件实行",
                "组织清理行政规范性文件，对行政规范性文件实行",
            )],
        },
    ],
    check,
};

/// With the count that follows.
pub(crate) static WORDS: &[Entry] = &[
    Entry::suggested("清理行政规范性文件", "废止行政规范性文件")
        .only_before(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
    Entry::suggested("清理规范性文件", "废止规范性文件")
        .only_before(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        let (old, new) = (entry.pattern, entry.replacement);
        Message::new(
            format!("“{old}”如指不再有效的文件，应为“{new}”，与表二一致。"),
            format!("If they are out of force, write \"{new}\" as table 2 does."),
        )
    });
}
