//! C013: other names of 结果纠正.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C013",
    name: "term-result",
    group: Group::Citations,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new("复议、诉讼结果的名称", "The names of outcomes"),
    explanation: Text::new(
        "表四的名称是“结果纠正”，撤销、变更、确认违法等都计入这一项。",
        "Table 4 says 结果纠正, which covers annulment, change and declaration of unlawfulness.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "“撤销”单独说明裁判方式时不算。",
        "撤销 alone tells the kind of decision.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "结果纠错",
            },
            title: Text::new("名称不对", "Another name"),
            edits: &[(
                "全年因政府信息公开被申请行政复议5件",
                "全年因政府信息公开被申请行政复议5件（结果纠错1件）",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("结果纠正", "The name"),
            edits: &[(
                "全年因政府信息公开被申请行政复议5件",
                "全年因政府信息公开被申请行政复议5件（结果纠正1件）",
            )],
        },
    ],
    check,
};

/// Other names.
pub(crate) static WORDS: &[Entry] = &[
    Entry::suggested("结果纠错", "结果纠正"),
    Entry::suggested("结果撤销", "结果纠正"),
    Entry::suggested("纠正结果", "结果纠正")
        .only_before(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        let (old, new) = (entry.pattern, entry.replacement);
        Message::new(
            format!("“{old}”应为“{new}”，与表四一致。"),
            format!("\"{old}\" should be \"{new}\", as table 4 says."),
        )
    });
}
