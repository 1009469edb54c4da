//! M011: a short title used before it is explained.

use nianbao_core::prose::Prose;
use nianbao_core::{Report, TextRange};
use nianbao_facts::passages::{after, before, is_running, paragraph};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M011",
    name: "abbreviation-undefined",
    group: Group::Metadata,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "使用简称应先注明全称",
        "A short title is explained before it is used",
    ),
    explanation: Text::new(
        "《条例》《规定》《报告》等简称，第一次用之前应在全称后注明“（以下简称《条例》）”。",
        "A short title such as 《条例》 is introduced after the full one.",
    ),
    basis: &["公文用语习惯"],
    traps: Text::new(
        "《政府信息公开条例》是通行的名称，不算简称；已注明“以下简称”的不报。",
        "《政府信息公开条例》 is a name in its own right; titles introduced by 以下简称 are fine.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "《条例》",
            },
            title: Text::new("没有注明简称", "Not introduced"),
            edits: &[("（以下简称《条例》）", "")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("通行的名称", "A name in its own right"),
            edits: &[("落实《条例》和", "落实《政府信息公开条例》和")],
        },
    ],
    check,
};

/// Short titles that say nothing by themselves.
const SHORT: [&str; 8] = [
    "《条例》",
    "《规定》",
    "《办法》",
    "《通知》",
    "《报告》",
    "《格式》",
    "《意见》",
    "《方案》",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    let mut told: Vec<&str> = Vec::new();
    for citation in &prose.citations {
        let Some(range) = citation.title else {
            continue;
        };
        let title = prose.text(range);
        if !SHORT.contains(&title)
            || told.contains(&title)
            || paragraph(prose, citation.paragraph, is_running).is_none()
        {
            continue;
        }
        told.push(title);
        if is_defined(prose, title, range) {
            continue;
        }
        sink.report(diagnose(report, title, range));
    }
}

/// Whether the words before a short title introduce it.
fn is_defined(prose: &Prose, title: &str, range: TextRange) -> bool {
    let name = title.trim_matches(['《', '》']);
    let introduced = ["简称", "下称"].iter().any(|word| {
        ["《", "“", "", "为《", "为“"].iter().any(|mark| {
            let text = prose.text(TextRange::new(0, range.end as usize));
            text.contains(&format!("{word}{mark}{name}"))
        })
    });
    introduced || before(prose, range.start).ends_with("称")
}

fn diagnose(report: &Report, title: &str, range: TextRange) -> Diagnostic {
    let prose = &report.prose;
    let found = Diagnostic::new(
        &RULE,
        prose.source_span(range),
        Message::new(
            format!(
                "简称“{title}”此前没有注明全称。宜在第一次出现全称时注明“（以下简称{title}）”。"
            ),
            format!("{title} is not introduced; write （以下简称{title}） after the full title."),
        ),
    );
    let ending = format!("{}》", title.trim_matches(['《', '》']));
    let full = prose.citations.iter().find_map(|citation| {
        let full = citation.title?;
        let text = prose.text(full);
        let introduces = full.end < range.start
            && text.ends_with(&ending)
            && text.len() > title.len()
            && citation.number.is_none()
            && !after(prose, full.end).starts_with('(');
        introduces.then_some(full)
    });
    match full {
        Some(full) => {
            let end = prose.source_span(full).end as usize;
            found.with_replacement(
                Applicability::Suggested,
                Message::new("在全称后注明简称", "Introduce it after the full title"),
                nianbao_core::Span::empty(end),
                format!("（以下简称{title}）"),
            )
        }
        None => found,
    }
}
