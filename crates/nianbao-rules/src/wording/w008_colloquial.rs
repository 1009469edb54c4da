//! W008: words that do not belong in a report.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W008",
    name: "colloquial",
    group: Group::Wording,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "报告不用口语、网络语和内部用语",
        "No colloquial or internal words",
    ),
    explanation: Text::new(
        "年度报告是公文，也是给公众看的。口语、网络流行语和内部工作用语应换成平实的书面语。",
        "The report is an official document for the public.",
    ),
    basis: &["公文用语惯例"],
    traps: Text::new("引号里的引用不提。", "Quoted words are left alone."),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "争夺话语权",
            },
            title: Text::new("内部用语", "Internal language"),
            edits: &[("组织开展社会评议", "充分争夺话语权，组织开展社会评议")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("引用", "A quotation"),
            edits: &[("组织开展社会评议", "防止“滥竽充数”，组织开展社会评议")],
        },
    ],
    check,
};

/// The words.
pub(crate) static WORDS: &[Entry] = &[
    Entry::word("质量在线").unquoted(),
    Entry::word("滥竽充数").unquoted(),
    Entry::word("争夺话语权").unquoted(),
    Entry::word("抢占话语权").unquoted(),
    Entry::word("给力").unquoted(),
    Entry::word("接地气").unquoted(),
    Entry::word("吐槽").unquoted(),
    Entry::word("拍脑袋").unquoted(),
    Entry::word("一窝蜂").unquoted(),
    Entry::word("不间断监控网络舆情").unquoted(),
    Entry::word("甩锅").unquoted(),
    Entry::word("躺平").unquoted(),
    Entry::word("打卡地").unquoted(),
    Entry::word("刷存在感").unquoted(),
    Entry::word("秒回").unquoted(),
    Entry::word("妥妥").unquoted(),
    Entry::word("棒棒").unquoted(),
    Entry::word("杠杠").unquoted(),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        Message::new(
            format!("“{}”是口语或内部用语，请换成平实的书面语。", entry.pattern),
            format!("\"{}\" is colloquial or internal language.", entry.pattern),
        )
    });
}
