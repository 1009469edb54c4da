//! X009: cases in 表四 of which the prose says nothing.

use nianbao_core::Report;
use nianbao_core::form::{ColumnKey, SectionKind, TableId};
use nianbao_facts::readers::cases::Kind;
use nianbao_facts::sections::{binds, sections_of, words};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::against::unverified_cases;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X009",
    name: "review-not-mentioned",
    group: Group::ProseTables,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "表四有复议、诉讼案件的，正文宜有说明",
        "Cases in table 4 are told of in the prose",
    ),
    explanation: Text::new(
        "表四有行政复议、行政诉讼案件，而总体情况和存在问题等部分只字未提，读者无从知道案件的原因和整改情况。建议在\
         “依申请公开”或者存在的主要问题中说明。",
        "Where table 4 has cases and the prose does not mention any, readers learn neither the reasons nor what \
         was done about them.",
    ),
    basis: &["国办公开办函〔2021〕30号（一）（五）"],
    traps: Text::new(
        "第四部分的标题、法律和制度名称里的“复议”“诉讼”不算说明。",
        "The heading of section 4 and the names of laws and procedures are no mention.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "四、政府信息公开行政复议、行政诉讼情况",
            },
            title: Text::new("表四有 8 件，正文未提", "8 cases, and no word of them"),
            edits: &[
                (
                    "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                    "完善行政复议应诉办法。",
                ),
                ("存在被行政复议机关纠正的情形", "存在不规范的情形"),
                ("减少被行政复议纠正的情形", "减少不规范的情形"),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("正文说了复议、诉讼", "The prose tells of them"),
            edits: &[],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("表四全为 0", "No cases"),
            edits: &[
                (
                    "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                    "",
                ),
                ("存在被行政复议机关纠正的情形", "存在不规范的情形"),
                ("减少被行政复议纠正的情形", "减少不规范的情形"),
                (
                    "| 2 | 1 | 1 | 1 | 5 | 1 | 0 | 0 | 0 | 1 | 1 | 0 | 0 | 1 | 2 |",
                    "| 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                ),
            ],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let mut counts = Vec::new();
    for kind in [Kind::Reconsideration, Kind::Litigation] {
        match kind.count(report, ColumnKey::Total) {
            Some((total, _)) if !total.is_zero() => counts.push((kind, total)),
            Some(_) => {}
            None => unverified_cases(kind, report, ColumnKey::Total, sink),
        }
    }
    if counts.is_empty() || !binds(report) || is_mentioned(report) {
        return;
    }
    let span = report
        .sections
        .iter()
        .find(|section| section.kind == Some(SectionKind::Disputes))
        .map(|section| section.heading_span)
        .or_else(|| report.table(TableId::Disputes).map(|table| table.span));
    let Some(span) = span else { return };
    let zh: Vec<String> = counts
        .iter()
        .map(|(kind, total)| format!("{} {total} 件", kind.names().0))
        .collect();
    let en: Vec<String> = counts
        .iter()
        .map(|(kind, total)| format!("{total} of {}", kind.names().1))
        .collect();
    let message = Message::new(
        format!(
            "表四有{}，正文没有提到。建议在总体情况或者存在的主要问题中说明。",
            zh.join("、")
        ),
        format!(
            "Table 4 has cases ({}), but the prose does not mention any.",
            en.join(", ")
        ),
    );
    sink.report(Diagnostic::new(&RULE, span, message));
}

/// Whether the prose tells of cases; true as well where no section of prose could be read.
fn is_mentioned(report: &Report) -> bool {
    const TOLD: [SectionKind; 2] = [SectionKind::Overview, SectionKind::Problems];
    let mut read = false;
    for words in sections_of(report, &TOLD).map(|section| words(report, section)) {
        read |= !words.trim().is_empty();
        if mentions(words) {
            return true;
        }
    }
    !read
        || sections_of(report, &[SectionKind::Other])
            .map(|section| words(report, section))
            .any(mentions)
}

fn mentions(words: &str) -> bool {
    words.split([',', ';', ':', '。', '\n']).any(|clause| {
        ["复议", "诉讼"].iter().any(|word| {
            clause.find(word).is_some_and(|at| {
                let named = clause[..at].rfind('《') > clause[..at].rfind('》');
                let rule = ["办法", "制度", "机制", "规定", "规程", "规则"]
                    .iter()
                    .any(|end| clause.ends_with(end));
                !named && !rule
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn names_are_no_mention() {
        for (words, expected) in [
            ("全年发生行政复议3件。", true),
            ("无行政诉讼。", true),
            ("根据《中华人民共和国行政复议法》,调整文书。", false),
            ("继续完善信息公开行政复议行政应诉办法。", false),
            ("主动公开信息。", false),
        ] {
            assert_eq!(mentions(words), expected, "{words}");
        }
    }
}
