//! C016: the name of the competent office misspelt.

use nianbao_core::TextRange;
use nianbao_facts::words::is_cjk;
use nianbao_lint::edits::with_edit;
use nianbao_lint::words::{Entry, hits};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C016",
    name: "org-name",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "“国务院办公厅政府信息与政务公开办公室”的名称",
        "The name of the competent office",
    ),
    explanation: Text::new(
        "格式由国务院办公厅政府信息与政务公开办公室印发，名称不要写错。",
        "The form was issued by 国务院办公厅政府信息与政务公开办公室.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "国务院办公厅的其他机构和文件不算。",
        "Other offices and documents of 国务院办公厅 are left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "国务院办公厅政府信息和政务公开办公室",
            },
            title: Text::new("“与”写成“和”", "和 for 与"),
            edits: &[(
                "国务院办公厅政府信息与政务公开办公室",
                "国务院办公厅政府信息和政务公开办公室",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("国务院办公厅的文件", "A document"),
            edits: &[(
                "《国务院办公厅政府信息与政务公开办公室关于印发",
                "《国务院办公厅关于印发",
            )],
        },
    ],
    check,
};

const NAME: &str = "国务院办公厅政府信息与政务公开办公室";

/// What the name begins with.
pub(crate) static WORDS: &[Entry] = &[Entry::word("国务院办公厅政").in_titles()];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let start = hit.range.start as usize;
        let rest = &report.prose.as_str()[start..hit.paragraph.end as usize];
        let Some(at) = rest.find("公开办公室") else {
            continue;
        };
        let name = &rest[..at + "公开办公室".len()];
        if name == NAME || name.chars().count() > 22 || !name.chars().all(is_cjk) {
            continue;
        }
        let range = TextRange::new(start, start + name.len());
        let message = Message::new(
            format!("“{name}”应为“{NAME}”。"),
            format!("\"{name}\" should be \"{NAME}\"."),
        );
        let diagnostic = Diagnostic::new(&RULE, report.prose.source_span(range), message);
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Safe,
            range,
            NAME,
        ));
    }
}
