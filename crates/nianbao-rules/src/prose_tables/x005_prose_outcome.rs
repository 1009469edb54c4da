//! X005: the outcomes that the prose gives, against 表三.

use nianbao_core::Report;
use nianbao_core::form::RowKey;
use nianbao_core::prose::Quantity;
use nianbao_facts::figures::requests;
use nianbao_facts::plain::is_bare;
use nianbao_facts::readers::applicants::{Applicant, applicants};
use nianbao_facts::readers::outcomes::{Outcome, cell, outcomes, wider};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

use super::against::unverified_requests;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X005",
    name: "prose-outcome",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "正文所说各种办理结果的件数应与表三一致",
        "The outcomes that the prose gives are those of table 3",
    ),
    explanation: Text::new(
        "正文逐项说明予以公开、部分公开、不予公开、无法提供、不予处理、其他处理各多少件的，应等于表三相应各行总计之和；说明自然人、\
         法人或其他组织各申请多少件的，应等于表三相应各列。",
        "Where the prose tells how many requests were granted, partly granted, denied, not available, \
         rejected or closed otherwise, the numbers are the sums of the rows of table 3; where it tells how many came \
         from natural persons and from bodies, they are those of its columns.",
    ),
    basis: &["《政府信息公开条例》第六条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "只说“因某原因”的一部分、只说一种结果、某部门或者某渠道的，不比较；“予以公开及部分公开”与两行之和比较；\
         没有另说部分公开的，“公开”也可以是两行之和；只分公开、不予公开两类的，“不予公开”也可以是其余各行之和。",
        "A part for one reason, a single outcome, one department or channel are not compared; granted and \
         partly granted together are compared with the sum of both, and so may be those granted where none is \
         called partly granted; where only granted and denied are told, denied may be all the rest.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "9件" },
            title: Text::new("无法提供的件数不同", "Another number not available"),
            edits: &[("无法提供8件", "无法提供9件")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "38件" },
            title: Text::new(
                "自然人、法人的件数与表三各列不同",
                "Another division by applicants",
            ),
            edits: &[(
                "自然人提出40件，占78.4%；法人或其他组织提出11件，占21.6%。",
                "自然人提出38件，法人或其他组织提出13件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("只是一种结果中的申请人", "The applicants of one outcome"),
            edits: &[("不予公开8件", "不予公开8件（自然人5件、法人3件）")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("两种结果合并说", "Two outcomes together"),
            edits: &[("予以公开23件、部分公开6件", "予以公开及部分公开29件")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "部分公开并入公开",
                "Partly granted ones among those granted",
            ),
            edits: &[("予以公开23件、部分公开6件、", "公开类29件、")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("只分公开和不予公开两类", "Granted or not, and no more"),
            edits: &[(
                "予以公开23件、部分公开6件、不予公开8件、无法提供8件、不予处理2件、其他处理3件",
                "予以公开29件、不予公开21件",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("只说一部分原因", "One reason alone"),
            edits: &[("不予公开8件", "因属于过程性信息不予公开2件")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for (who, said) in applicants(context.facts).into_iter().flatten() {
        judge_applicant(report, who, said, sink);
    }
    let all = outcomes(context.facts);
    for &(outcome, said) in &all {
        let Some(number) = outcome.count(report) else {
            let row = outcome
                .rows(report)
                .into_iter()
                .find(|&row| requests(report, row).is_none());
            unverified_requests(report, row.unwrap_or(RowKey::Granted), sink);
            continue;
        };
        let (value, name) = (said.value, outcome.name());
        if value == number {
            continue;
        }
        let sentence = report.prose.sentence_at(said.number.start);
        let beside: Vec<&Outcome> = all
            .iter()
            .filter(|(_, other)| sentence.contains(other.number))
            .map(|(other, _)| *other)
            .collect();
        if wider(outcome, &beside, report) == Some(value) {
            continue;
        }
        let rows = outcome.rows(report);
        let terms: Vec<String> = rows
            .iter()
            .filter_map(|&row| requests(report, row))
            .map(|figure| figure.number.to_string())
            .collect();
        let written = if terms.len() == 1 {
            number.to_string()
        } else {
            format!("{}＝{number}", terms.join("＋"))
        };
        let mut diagnostic = Diagnostic::new(
            &RULE,
            said.span,
            Message::new(
                format!(
                    "正文说“{name}” {value} 件，而表三相应各行总计为 {written}。请对照台账核对，使文字与表格一致。"
                ),
                format!("The prose gives {value} for {name}; table 3 has {number}."),
            ),
        );
        if let [row] = rows.as_slice() {
            diagnostic = diagnostic.at_cell(cell(*row));
        }
        for figure in rows.iter().filter_map(|&row| requests(report, row)) {
            if figure.is_positive() || rows.len() == 1 {
                let number = figure.number;
                diagnostic = diagnostic.with_related(
                    figure.cell.span,
                    Message::new(format!("总计 {number}"), format!("total {number}")),
                );
            }
        }
        let span = report.prose.source_span(said.number);
        if is_bare(report, span) {
            diagnostic = diagnostic.with_replacement(
                Applicability::Suggested,
                Message::new(
                    format!("正文改为 {number} 件（先确认表三无误）"),
                    format!("Write {number} in the prose (if table 3 is right)"),
                ),
                span,
                number.to_string(),
            );
        }
        sink.report(diagnostic);
    }
}

/// Judges a number of requests by applicant. A table that fills only the column of the totals tells nothing of
/// applicants.
fn judge_applicant(report: &Report, who: Applicant, said: &Quantity, sink: &mut Sink<'_>) {
    let others = [Applicant::Person, Applicant::Body];
    let (Some(readings), true) = (
        who.readings(report),
        others.iter().any(|who| {
            who.readings(report)
                .is_some_and(|all| all.iter().any(|number| !number.is_zero()))
        }),
    ) else {
        return;
    };
    let value = said.value;
    let [new, both, _] = readings;
    if readings.contains(&value) {
        return;
    }
    let name = who.name();
    let with_carried = if new == both {
        String::new()
    } else {
        format!("，加上上年结转为 {both}")
    };
    let mut diagnostic = Diagnostic::new(
        &RULE,
        said.span,
        Message::new(
            format!(
                "正文说{name}申请 {value} 件，而表三本年新收的“{name}”为 {new}{with_carried}。请对照台账核对，使文字与表格\
                 一致。"
            ),
            format!(
                "The prose gives {value} requests ({}); table 3 has {new} new ones, {both} with those carried in.",
                who.en()
            ),
        ),
    );
    // The bodies have five cells.
    if let [cell] = who.cells(RowKey::NewRequests).as_slice() {
        diagnostic = diagnostic.at_cell(*cell);
    }
    sink.report(diagnostic);
}
