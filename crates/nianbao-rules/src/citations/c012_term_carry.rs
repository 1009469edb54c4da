//! C012: 转结 and 转接 for 结转.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C012",
    name: "term-carry",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("“结转”不写作“转结”“转接”", "结转, not 转结 or 转接"),
    explanation: Text::new(
        "表三用的是“结转”。“转接”是另一个意思。",
        "The table says 结转.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "电话转接、“结转结果”不算。",
        "Calls that are put through are 转接.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "转结" },
            title: Text::new("写反了", "Turned round"),
            edits: &[("结转下年度继续办理4件", "转结下年度继续办理4件")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("电话转接、结转结果", "Calls; 结转结果"),
            edits: &[("优化县政府", "做好电话转接工作，公布结转结果，优化县政府")],
        },
    ],
    check,
};

const NEXT: &[&str] = &[
    "下年",
    "下一年",
    "到下",
    "至下",
    "本年",
    "上年",
    "政府信息公开申请",
    "的政府信息公开申请",
    "申请",
    "办理",
];

/// The wrong words, where years tell that requests are meant.
pub(crate) static WORDS: &[Entry] = &[
    Entry::safe("转结", "结转")
        .only_before(NEXT)
        .not_after(&["结", "运", "流", "好", "扭"]),
    Entry::safe("转接", "结转").only_before(&[
        "下年",
        "下一年",
        "到下一年",
        "至下一年",
        "到下年",
        "至下年",
    ]),
    Entry::safe("上年转结", "上年结转").not_before(NEXT),
    Entry::safe("上年度转结", "上年度结转").not_before(NEXT),
    Entry::safe("上年转接", "上年结转"),
    Entry::safe("上年度转接", "上年度结转"),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        let (old, new) = (entry.pattern, entry.replacement);
        Message::new(
            format!("“{old}”应为“{new}”，与表三一致。"),
            format!("\"{old}\" should be \"{new}\", as table 3 says."),
        )
    });
}
