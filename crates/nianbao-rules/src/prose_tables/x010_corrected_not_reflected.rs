//! X010: decisions corrected in review, and no related problem in section five.

use nianbao_core::form::{ColumnKey, SectionKind};
use nianbao_facts::readers::cases::Kind;
use nianbao_facts::sections::{binds, has_any, with_words, words};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::against::unverified_cases;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X010",
    name: "corrected-not-reflected",
    group: Group::ProseTables,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "有案件被纠正的，存在的问题中宜有反映",
        "Corrected decisions show among the problems",
    ),
    explanation: Text::new(
        "表四有“结果纠正”，说明有申请答复在复议、诉讼中被纠正，第五部分列出的问题却与依申请公开无关。建议写明问题和\
         改进情况。",
        "Where table 4 has decisions corrected, section 5 should tell of a problem in answering requests.",
    ),
    basis: &["国办公开办函〔2021〕30号（五）"],
    traps: Text::new(
        "问题中提到复议、诉讼、申请、答复的都算有反映；只看问题，不看改进措施。",
        "Any problem with review, litigation, requests or answers counts; measures do not.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "五、存在的主要问题及改进情况",
            },
            title: Text::new(
                "被纠正 1 件，问题中没有反映",
                "One corrected, no such problem",
            ),
            edits: &[(
                "三是个别申请答复文书说理不够充分，存在被行政复议机关纠正的情形。",
                "三是业务培训不够经常。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("问题中有反映", "The problem is told of"),
            edits: &[],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("换一种说法反映", "In other words"),
            edits: &[(
                "三是个别申请答复文书说理不够充分，存在被行政复议机关纠正的情形。",
                "三是依申请公开办理还不够规范。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let mut corrected = Vec::new();
    for kind in [Kind::Reconsideration, Kind::Litigation] {
        match kind.count(report, ColumnKey::Corrected) {
            Some((number, _)) if number.is_zero() => {}
            Some(found) => corrected.push((kind, found)),
            None => unverified_cases(kind, report, ColumnKey::Corrected, sink),
        }
    }
    if corrected.is_empty() || !binds(report) {
        return;
    }
    let Some((_, section)) = with_words(report, SectionKind::Problems) else {
        return;
    };
    let problems = before_measures(words(report, section));
    if has_any(problems, &["复议", "诉讼", "应诉", "败诉", "申请", "答复"]) {
        return;
    }
    let zh: Vec<String> = corrected
        .iter()
        .map(|(kind, (number, _))| format!("{} {number} 件", kind.names().0))
        .collect();
    let en: Vec<String> = corrected
        .iter()
        .map(|(kind, (number, _))| format!("{number} in {}", kind.names().1))
        .collect();
    let mut diagnostic = Diagnostic::new(
        &RULE,
        section.heading_span,
        Message::new(
            format!(
                "表四“结果纠正”有{}，所列问题却没有提到申请答复。建议写明问题和改进情况。",
                zh.join("、")
            ),
            format!(
                "Table 4 has decisions corrected ({}), but no problem listed is about answering requests.",
                en.join(", ")
            ),
        ),
    );
    let cells = corrected.iter().flat_map(|(_, (_, cells))| cells);
    for cell in cells.filter_map(|&cell| report.cell(cell)) {
        diagnostic = diagnostic.with_related(
            cell.span,
            Message::new("表四“结果纠正”", "table 4: corrected"),
        );
    }
    sink.report(diagnostic);
}

/// The part of section five that lists the problems: what stands before the measures.
fn before_measures(words: &str) -> &str {
    [
        "下一步",
        "改进措施",
        "改进情况\n",
        "针对上述",
        "针对存在",
        "针对以上",
        "今后",
    ]
    .iter()
    .filter_map(|word| words.find(word))
    .filter(|&at| at > 30)
    .min()
    .map_or(words, |at| &words[..at])
}
