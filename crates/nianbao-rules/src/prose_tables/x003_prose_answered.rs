//! X003: the requests that the prose says were answered, against 表三.

use nianbao_core::form::RowKey;
use nianbao_core::{Decimal, Report};
use nianbao_facts::figures::requests;
use nianbao_facts::readers::outcomes::{OUTCOMES, answered};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::against::total;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X003",
    name: "prose-answered",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "正文所说答复、办结的申请件数应与表三一致",
        "The requests answered that the prose tells of are those of table 3",
    ),
    explanation: Text::new(
        "正文“答复（办结）多少件”应等于表三“（七）总计”。只算本年新收的、不算其他处理或者不予处理的，口径也说得通；\
         各种口径都对不上，就是文字或者表格有误。",
        "The number answered is the total handled in table 3; that of the year's own requests, or without \
         those closed otherwise, is understood too. A number that fits no reading is wrong.",
    ),
    basis: &["《政府信息公开条例》第六条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "只在同一段先说了全口径的收到件数时才比较；某渠道、某部门、复议诉讼、建议提案的办结数不比较。",
        "Compared only behind a number received by the whole body in the same paragraph; one channel, one \
         department, cases and proposals are not.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "57件" },
            title: Text::new(
                "正文办结 57 件，表三 50 件",
                "57 in the prose, 50 in the table",
            ),
            edits: &[("全年办理完毕50件", "全年办理完毕57件")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("与表三总计一致", "The total handled"),
            edits: &[("全年办理完毕50件", "全年答复50件")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("办结的是来信", "Letters answered"),
            edits: &[(
                "全年办理完毕50件",
                "收到网民来信71封，办结71件。全年办理完毕50件",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for said in answered(context.facts) {
        let Some(handled) = total(report, RowKey::TotalHandled, sink) else {
            return;
        };
        let value = said.value;
        if value == handled.number
            || readings(report, handled.number).is_none_or(|all| all.contains(&value))
        {
            continue;
        }
        let number = handled.number;
        sink.report(
            Diagnostic::new(
                &RULE,
                said.span,
                Message::new(
                    format!(
                        "正文说答复、办结政府信息公开申请 {value} 件，而表三“（七）总计”为 {number}，只算本年新收或者不算\
                         其他处理也不是 {value}。请对照台账核对，使文字与表格一致。"
                    ),
                    format!(
                        "The prose says {value} requests were answered; table 3 has {number} handled, and no other \
                         reading gives {value}."
                    ),
                ),
            )
            .at_cell(handled.name)
            .with_related(
                handled.cell.span,
                Message::new(format!("（七）总计 {number}"), format!("{number} handled")),
            ),
        );
    }
}

/// The numbers that may be meant by those answered; `None` when a number that they need is not known.
fn readings(report: &Report, handled: Decimal) -> Option<Vec<Decimal>> {
    let new = requests(report, RowKey::NewRequests)?.number;
    let carried = requests(report, RowKey::CarriedIn)?.number;
    let mut all = vec![handled, new, new + carried];
    // Without those closed in other ways, and without those rejected.
    let mut without = handled;
    for outcome in OUTCOMES.iter().rev().take(2) {
        without -= outcome.count(report)?;
        all.push(without);
    }
    let fresh: Vec<Decimal> = all.iter().map(|number| number - carried).collect();
    all.extend(fresh);
    Some(all)
}
