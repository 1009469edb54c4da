//! W010: terms of past years.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W010",
    name: "stale-policy-term",
    group: Group::Wording,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new("政策用语应当随年度更新", "Terms of the day"),
    explanation: Text::new(
        "“扶贫”“法制宣传”“六稳六保”等提法已被新的提法取代。写本年工作时请用现行提法。",
        "Policy terms change; this year's work is told in this year's terms.",
    ),
    basis: &["公文用语惯例"],
    traps: Text::new(
        "书名号内的旧文件名照录；只对取代之后的年度提出。",
        "Names of old documents stay; only later years are judged.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "法制宣传",
            },
            title: Text::new("旧提法", "An old term"),
            edits: &[("组织开展社会评议", "开展法制宣传，组织开展社会评议")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("旧文件名", "The name of an old document"),
            edits: &[(
                "组织开展社会评议",
                "落实《云溪县法制宣传方案》，组织开展社会评议",
            )],
        },
    ],
    check,
};

/// Terms with the first year in which they are out of use.
pub(crate) static WORDS: &[Entry] = &[
    Entry::suggested("法制宣传", "法治宣传").since(2015),
    Entry::suggested("法制政府", "法治政府").since(2015),
    Entry::suggested("法制建设", "法治建设").since(2015),
    Entry::suggested("精准扶贫", "乡村振兴").since(2021),
    Entry::suggested("扶贫救灾", "救灾救助").since(2021),
    Entry::suggested("扶贫政策", "帮扶政策").since(2021),
    Entry::suggested("扶贫资金", "衔接推进乡村振兴补助资金").since(2021),
    Entry::word("六稳").since(2022),
    Entry::word("六保").since(2022),
    Entry::word("两学一做").since(2020),
    Entry::word("三去一降一补").since(2021),
    Entry::word("新冠疫情防控").since(2024),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        let (term, new) = (entry.pattern, entry.replacement);
        let advice = if new.is_empty() {
            String::new()
        } else {
            format!("，如“{new}”")
        };
        Message::new(
            format!("“{term}”是往年的提法，请核对并改用现行提法{advice}。"),
            format!("\"{term}\" is a term of past years."),
        )
    });
}
