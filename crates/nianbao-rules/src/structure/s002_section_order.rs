//! S002: the sections stand in the order of the form.

use nianbao_core::form::{SectionKind, section};
use nianbao_core::{Report, Section, Span};
use nianbao_facts::sections::{binds, end_of, line_start, name_zh};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S002",
    name: "section-order",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "六个部分按统一格式的顺序排列",
        "The sections stand in the order of the form",
    ),
    explanation: Text::new(
        "统一格式规定了六个部分的先后顺序，各级汇总和公众查阅都按这个顺序。",
        "The national form sets the order of the six sections, which collection and readers rely on.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "缺少部分不算乱序（由 S001 提出），同一部分重复出现由 S005 提出。",
        "A missing section is no disorder (S001), nor is one that occurs twice (S005).",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "五、存在的主要问题及改进情况",
            },
            title: Text::new(
                "第六部分排在第五部分前面",
                "Section 6 stands before section 5",
            ),
            edits: &[
                (
                    "## 六、其他需要报告的事项\n\n2023年，全县未收取信息处理费。\n\n",
                    "",
                ),
                (
                    "## 五、存在的主要问题及改进情况\n",
                    "## 六、其他需要报告的事项\n\n2023年，全县未收取信息处理费。\n\n\
                     ## 五、存在的主要问题及改进情况\n",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("缺少一个部分", "One section is missing"),
            edits: &[("## 三、收到和处理政府信息公开申请情况\n", "")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    let mut found: Vec<(SectionKind, usize, &Section)> = Vec::new();
    for (index, section) in report.sections.iter().enumerate() {
        if let Some(kind) = section.kind
            && !found.iter().any(|(seen, ..)| *seen == kind)
        {
            found.push((kind, index, section));
        }
    }
    let kinds: Vec<SectionKind> = found.iter().map(|(kind, ..)| *kind).collect();
    let in_order = longest_in_order(&kinds);
    for (position, (kind, index, section)) in found.iter().enumerate() {
        if in_order.contains(&position) {
            continue;
        }
        let next = in_order
            .iter()
            .map(|&position| &found[position])
            .find(|(other, ..)| other > kind);
        let previous = in_order
            .iter()
            .rev()
            .map(|&position| &found[position])
            .find(|(other, ..)| other < kind);
        let mut diagnostic = Diagnostic::new(
            &RULE,
            section.heading_span,
            message(*kind, next.map(|n| n.0), previous.map(|p| p.0)),
        );
        let target = match (next, previous) {
            (Some((_, _, next)), _) => Some(line_start(report, next.heading_span)),
            (None, Some((_, previous, _))) => Some(end_of(report, *previous)),
            (None, None) => None,
        };
        if let Some(fix) = target.and_then(|target| move_section(report, *kind, *index, target)) {
            diagnostic = diagnostic.with_fix(fix);
        }
        sink.report(diagnostic);
    }
}

fn message(kind: SectionKind, next: Option<SectionKind>, previous: Option<SectionKind>) -> Message {
    let (place_zh, place_en) = match (next, previous) {
        (Some(next), _) => (
            format!("{}之前", name_zh(next)),
            format!("before section {}", next.ordinal()),
        ),
        (None, Some(previous)) => (
            format!("{}之后", name_zh(previous)),
            format!("after section {}", previous.ordinal()),
        ),
        (None, None) => ("原来的位置".to_owned(), "in its place".to_owned()),
    };
    Message::new(
        format!(
            "{}的位置不对，按国办公开办函〔2021〕30号所附格式应排在{place_zh}。",
            name_zh(kind)
        ),
        format!(
            "Section {} ({}) is out of order; the form puts it {place_en}.",
            kind.ordinal(),
            section(kind).title
        ),
    )
}

/// Positions of the longest subsequence that is in order; the earlier one of several.
fn longest_in_order(kinds: &[SectionKind]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::with_capacity(kinds.len());
    for (position, kind) in kinds.iter().enumerate() {
        let mut chain: Vec<usize> = Vec::new();
        for earlier in 0..position {
            if kinds[earlier] < *kind && best[earlier].len() > chain.len() {
                chain.clone_from(&best[earlier]);
            }
        }
        chain.push(position);
        best.push(chain);
    }
    let mut longest = Vec::new();
    for chain in best {
        if chain.len() > longest.len() {
            longest = chain;
        }
    }
    longest
}

fn move_section(report: &Report, kind: SectionKind, index: usize, target: usize) -> Option<Fix> {
    if !report.source.can_insert(target as u32) {
        return None;
    }
    let section = report.sections.get(index)?;
    let from = Span::new(
        line_start(report, section.heading_span),
        end_of(report, index),
    );
    if from.start as usize <= target && target <= from.end as usize {
        return None;
    }
    if !report.source.can_edit(from) {
        return None;
    }
    let text = report.source.slice(from).trim_end();
    let mut edits = vec![
        Edit::new(from, String::new()),
        Edit::new(Span::empty(target), format!("{text}\n\n")),
    ];
    edits.sort_by_key(|edit| edit.span);
    Some(Fix {
        title: Message::new(
            format!("把{}移到应在的位置", name_zh(kind)),
            format!("Move section {} to its place", kind.ordinal()),
        ),
        applicability: Applicability::Suggested,
        edits,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use SectionKind::{Disputes, Other, Overview, Proactive, Problems, Requests};

    #[test]
    fn one_section_out_of_order_is_one_finding() {
        for (kinds, expected) in [
            (vec![Overview, Proactive, Requests], vec![0, 1, 2]),
            (
                vec![Other, Overview, Proactive, Requests, Disputes, Problems],
                vec![1, 2, 3, 4, 5],
            ),
            (vec![Overview, Other, Problems], vec![0, 1]),
            (vec![], vec![]),
        ] {
            assert_eq!(longest_in_order(&kinds), expected);
        }
    }
}
