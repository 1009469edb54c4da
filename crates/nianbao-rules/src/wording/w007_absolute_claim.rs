//! W007: claims that nobody can vouch for.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W007",
    name: "absolute-claim",
    group: Group::Wording,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new("慎用“零失误”“百分之百满意”等绝对说法", "No absolute claims"),
    explanation: Text::new(
        "报告应当准确。“全年无差错”“零失误”难以证明，也常与第五部分写的问题矛盾。",
        "A report should be accurate; such claims cannot be proved and contradict the problems told \
         in section 五.",
    ),
    basis: &["《政府信息公开条例》第六条"],
    traps: Text::new(
        "由数据得出的“办结率100%”不算。",
        "Rates computed from data are no claims.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "零失误"
            },
            title: Text::new("零失误", "No mistakes at all"),
            edits: &[("组织开展社会评议", "实现零失误，组织开展社会评议")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("由数据得出", "From data"),
            edits: &[("组织开展社会评议", "办结率100%，组织开展社会评议")],
        },
    ],
    check,
};

/// The claims.
pub(crate) static WORDS: &[Entry] = &[
    Entry::word("无差错"),
    Entry::word("零失误"),
    Entry::word("零差错"),
    Entry::word("零差评"),
    Entry::word("零投诉"),
    Entry::word("百分之百满意"),
    Entry::word("百分百满意"),
    Entry::word("100%满意"),
    Entry::word("万无一失"),
    Entry::word("无一差错"),
    Entry::word("无任何问题"),
    Entry::word("不存在任何问题"),
    Entry::word("无一遗漏"),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        Message::new(
            format!(
                "“{}”说得过于绝对，难以证明。请改用数据说明。",
                entry.pattern
            ),
            format!(
                "\"{}\" claims more than can be shown; give data instead.",
                entry.pattern
            ),
        )
    });
}
