//! X003: the requests that the prose says were answered, against 表三.

use super::compare::broken;
use nianbao_facts::claims::{Claim, Kind};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Rule, Severity, Sink, Text,
};

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
    let answered = |claim: &Claim| claim.kind == Kind::Answered;
    for found in broken(context, ("答复件数", "number of answers"), sink, answered) {
        let value = found.claim.value.normalize();
        let said = (
            format!("答复、办结政府信息公开申请 {value} 件"),
            format!("that {value} requests were answered"),
        );
        let advice = (
            "请对照台账核对，使文字与表格一致。",
            "Make prose and table agree.",
        );
        sink.report(found.diagnose(context.report, &RULE, (&said.0, &said.1), advice));
    }
}
