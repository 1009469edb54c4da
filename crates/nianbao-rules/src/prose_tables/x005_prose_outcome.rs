//! X005: the outcomes that the prose gives, against 表三.

use super::compare::broken;
use nianbao_core::Report;
use nianbao_core::form::{ColumnKey, TableId};
use nianbao_facts::claims::{Claim, Kind, Relation};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Rule, Severity, Sink, Text,
};

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
            kind: ExampleKind::BadAtEach {
                flagged: &["38件", "13件"],
            },
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
    let divided = has_applicants(report);
    let wanted =
        |claim: &Claim| claim.kind == Kind::Outcome || claim.kind == Kind::Applicants && divided;
    for found in broken(
        context,
        ("办理结果件数", "number of an outcome"),
        sink,
        wanted,
    ) {
        let value = found.claim.value.normalize();
        let words = report.prose.text(found.claim.words);
        let said = match found.claim.relation {
            Relation::Zero => (format!("“{words}”"), "that it was so for all".to_owned()),
            _ => (
                format!("“{words}” {value} 件"),
                format!("that there were {value}"),
            ),
        };
        let advice = (
            "请对照台账核对，使文字与表格一致。",
            "Make prose and table agree.",
        );
        sink.report(found.diagnose(report, &RULE, (&said.0, &said.1), advice));
    }
}

/// Whether 表三 divides the requests by applicant: one that fills only the column of the totals says
/// nothing of them.
fn has_applicants(report: &Report) -> bool {
    report.table(TableId::Requests).is_some_and(|table| {
        table
            .cells()
            .filter(|(name, _)| name.column != ColumnKey::Total)
            .any(|(_, cell)| cell.number().is_some_and(|number| !number.is_zero()))
    })
}
