//! W012: 从事…工作人员 without 的.

use nianbao_core::TextRange;
use nianbao_facts::words::clause_after;
use nianbao_lint::edits::with_edit;
use nianbao_lint::words::{Entry, hits};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W012",
    name: "grammar-missing-de",
    group: Group::Wording,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new("“从事…工作人员”缺“的”", "从事…工作人员 lacks 的"),
    explanation: Text::new(
        "“从事政府信息公开工作人员”应为“从事政府信息公开工作的人员”。",
        "从事 takes 工作 as its object, and 的 links it to 人员.",
    ),
    basis: &["公文用语惯例"],
    traps: Text::new(
        "“从事公开工作的工作人员”是对的。",
        "With 的 in between it is right.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "从事政府信息公开工作人员",
            },
            title: Text::new("缺“的”", "Without 的"),
            edits: &[(
                "举办业务培训班2期",
                "组织从事政府信息公开工作人员学习，举办业务培训班2期",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("有“的”", "With 的"),
            edits: &[(
                "举办业务培训班2期",
                "组织从事政府信息公开工作的人员学习，举办业务培训班2期",
            )],
        },
    ],
    check,
};

/// Where the object begins.
pub(crate) static WORDS: &[Entry] = &[Entry::word("从事")];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let clause = clause_after(hit.after(report));
        let Some(at) = clause.find("工作人员") else {
            continue;
        };
        let between = &clause[..at];
        if between.chars().count() > 14 || between.contains(['的', '、', '和']) || at == 0 {
            continue;
        }
        let end = hit.range.end as usize + at + "工作人员".len();
        let range = TextRange::new(hit.range.start as usize, end);
        let written = report.prose.text(range);
        let mended = format!("从事{between}工作的人员");
        let message = Message::new(
            format!("“{written}”缺“的”，可改为“{mended}”。"),
            format!("\"{written}\" lacks 的: \"{mended}\"."),
        );
        let diagnostic = Diagnostic::new(&RULE, report.prose.source_span(range), message);
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Suggested,
            range,
            &mended,
        ));
    }
}
