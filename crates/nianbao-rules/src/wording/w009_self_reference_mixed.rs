//! W009: several names for oneself.

use nianbao_facts::words::is_prose;
use nianbao_lint::edits::edit;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, Fix, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W009",
    name: "self-reference-mixed",
    group: Group::Wording,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new("自称应前后一致", "One name for oneself throughout"),
    explanation: Text::new(
        "同一份报告里“我办”“本单位”“本机关”“我们”混用，读者会以为说的是不同的单位。全文选\
         用一个。",
        "Several words for the same body look like several bodies.",
    ),
    basis: &["公文用语惯例"],
    traps: Text::new(
        "“我县”“全县”指地区，不算；同义的只有一种时不提。",
        "我县 and 全县 speak of the area.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "本机关"
            },
            title: Text::new("混用两种自称", "Two names"),
            edits: &[
                ("组织开展社会评议", "我办组织开展社会评议"),
                ("举办业务培训班", "我办举办业务培训班"),
                ("优化县政府门户", "本机关优化县政府门户"),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("自称一致", "One name"),
            edits: &[
                ("组织开展社会评议", "我办组织开展社会评议"),
                ("举办业务培训班", "我办举办业务培训班"),
            ],
        },
    ],
    check,
};

const NAMES: &[&str] = &[
    "我办",
    "我局",
    "我委",
    "我厅",
    "我单位",
    "我们",
    "本单位",
    "本机关",
    "本办",
    "本局",
    "本委",
    "本厅",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    let mut counts = [0_usize; NAMES.len()];
    let mut places = Vec::new();
    for reference in &prose.self_references {
        let name = NAMES
            .iter()
            .position(|name| *name == prose.text(reference.range));
        if let Some(name) = name
            && is_prose(prose.paragraphs[reference.paragraph].kind)
        {
            counts[name] += 1;
            places.push((name, reference));
        }
    }
    let used: Vec<usize> = (0..NAMES.len()).filter(|&name| counts[name] > 0).collect();
    let Some(&main) = used.iter().max_by_key(|&&name| counts[name]) else {
        return;
    };
    let mut others = places.iter().filter(|(name, _)| *name != main);
    let Some((_, first)) = others.next() else {
        return;
    };
    let list: Vec<String> = used
        .iter()
        .map(|&name| format!("“{}”{} 处", NAMES[name], counts[name]))
        .collect();
    let list_en: Vec<String> = used
        .iter()
        .map(|&name| format!("{} {}", NAMES[name], counts[name]))
        .collect();
    let wanted = NAMES[main];
    let message = Message::new(
        format!(
            "自称不一致：{}。全文宜统一为一个，如“{wanted}”。",
            list.join("、")
        ),
        format!(
            "The report names its body in several ways: {}. Use one, for instance {wanted}.",
            list_en.join(", ")
        ),
    );
    let mut diagnostic = Diagnostic::new(&RULE, first.span, message);
    let mut edits = Vec::new();
    for (name, reference) in places.iter().filter(|(name, _)| *name != main) {
        if reference.span != first.span {
            let shown = Message::new(
                format!("这里写“{}”", NAMES[*name]),
                format!("{} here", NAMES[*name]),
            );
            diagnostic = diagnostic.with_related(reference.span, shown);
        }
        edits.extend(edit(report, reference.range, wanted));
    }
    if !edits.is_empty() {
        diagnostic = diagnostic.with_fix(Fix {
            title: Message::new(
                format!("统一为“{wanted}”"),
                format!("Write {wanted} throughout"),
            ),
            applicability: Applicability::Suggested,
            edits,
        });
    }
    sink.report(diagnostic);
}
