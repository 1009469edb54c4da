//! S013: every problem has its measure.

use nianbao_core::form::SectionKind;
use nianbao_core::prose::Enumeration;
use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::sections::{binds, has_any, with_words};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S013",
    name: "problems-measures-mismatch",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new("问题与改进措施应一一对应", "Every problem has its measure"),
    explanation: Text::new(
        "第五部分先列问题、再列改进措施的，两者的项数应当相同，逐项对应，避免问题没有着落。",
        "Where section 5 lists problems and then measures, both lists are of one length, so that no problem \
         is left open.",
    ),
    basis: &["国办公开办函〔2021〕30号（五）"],
    traps: Text::new(
        "只比较两组“一是…二是…”的项数，不比较内容；只有一组、多于两组或编号不连续的不判断。",
        "Only the lengths of two runs of 一是…二是… are compared, not what they say; one run, more than two, \
         or runs with gaps are not judged.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "一是" },
            title: Text::new("三个问题，两条措施", "Three problems and two measures"),
            edits: &[(
                "；三是规范申请答复文书，加强答复前的合法性审核，减少被行政复议纠正的情形。",
                "。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("三个问题，三条措施", "Three of each"),
            edits: &[],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("问题没有用“一是、二是”列出", "Problems that are not listed"),
            edits: &[(
                "一是部分单位主动公开的信息更新不够及时；二是政策解读形式较为单一；三是个别申请答复文书说理不够充分，\
                 存在被行政复议机关纠正的情形。",
                "部分单位主动公开的信息更新不够及时，政策解读形式较为单一。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    let Some((index, section)) = with_words(report, SectionKind::Problems) else {
        return;
    };
    let runs: Vec<&Enumeration> = report
        .prose
        .enumerations
        .iter()
        .filter(|run| run.section == Some(index))
        .collect();
    let [problems, measures] = runs[..] else {
        return;
    };
    if !is_whole(problems) || !is_whole(measures) {
        return;
    }
    let (Some(first), Some(second), Some(last)) = (
        problems.items.first(),
        measures.items.first(),
        problems.items.last(),
    ) else {
        return;
    };
    let before = report.prose.text(TextRange {
        start: section.prose.start,
        end: first.marker.start,
    });
    let between = report.prose.text(TextRange {
        start: last.marker.end,
        end: second.marker.start,
    });
    let of_problems = has_any(before, &["问题", "不足", "差距", "短板", "薄弱", "困难"]);
    let of_measures = has_any(
        between,
        &[
            "下一步",
            "改进",
            "整改",
            "措施",
            "今后",
            "针对",
            "将从",
            "着力",
        ],
    );
    let (count, answers) = (problems.items.len(), measures.items.len());
    if !of_problems || !of_measures || count == answers {
        return;
    }
    let message = Message::new(
        format!(
            "列了 {count} 个问题，改进措施却有 {answers} 条。请逐项对应，避免{}。",
            if answers < count {
                "问题没有改进措施"
            } else {
                "措施没有对应的问题"
            }
        ),
        format!(
            "{count} problems but {answers} measures; let every problem have its measure and every measure \
             its problem."
        ),
    );
    sink.report(
        Diagnostic::new(&RULE, marker(report, second.marker), message).with_related(
            marker(report, first.marker),
            Message::new(format!("问题 {count} 个"), format!("{count} problems")),
        ),
    );
}

fn marker(report: &Report, range: TextRange) -> Span {
    report.prose.source_span(range)
}

/// Whether a run counts 一, 二, 三 … without gap or repetition.
fn is_whole(run: &Enumeration) -> bool {
    run.items.len() >= 2
        && run
            .items
            .iter()
            .zip(1..)
            .all(|(item, ordinal)| item.ordinal == ordinal)
}
