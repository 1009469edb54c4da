//! C014: 概括类信息 for 概况类信息.

use nianbao_lint::words::{Entry, report_each};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C014",
    name: "term-web-report",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("“概括类信息”应为“概况类信息”", "概况类信息, not 概括类信息"),
    explanation: Text::new(
        "政府网站工作年度报表的项目是“概况类信息”。",
        "The annual report form of government websites says 概况类信息.",
    ),
    basis: &["国办函〔2018〕12号"],
    traps: Text::new("“概括”作动词是对的。", "概括 as a verb is right."),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "概括类信息",
            },
            title: Text::new("写错了字", "A wrong character"),
            edits: &[("概况类信息126条", "概括类信息126条")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("概况类信息", "The term"),
            edits: &[("概况类信息126条", "概况类信息126条")],
        },
    ],
    check,
};

/// The wrong word.
pub(crate) static WORDS: &[Entry] = &[
    Entry::safe("概括类信息", "概况类信息"),
    Entry::safe("概括信息类", "概况类信息"),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    report_each(context, sink, &RULE, |entry| {
        let (old, new) = (entry.pattern, entry.replacement);
        Message::new(
            format!("“{old}”应为“{new}”，与政府网站工作年度报表一致。"),
            format!("\"{old}\" should be \"{new}\", the term of the website report."),
        )
    });
}
