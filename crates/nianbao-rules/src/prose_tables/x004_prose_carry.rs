//! X004: the requests that the prose says were carried in or out, against 表三.

use super::compare::broken;
use nianbao_facts::claims::{Claim, Kind, Relation};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X004",
    name: "prose-carry",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "正文所说上年结转、结转下年度的件数应与表三一致",
        "The requests carried in and out that the prose tells of are those of table 3",
    ),
    explanation: Text::new(
        "正文“上年结转多少件”应等于表三第二项的总计，“结转下年度多少件”应等于第四项的总计。",
        "The number carried in is the total of the second row group of table 3, the number carried out that \
         of the fourth.",
    ),
    basis: &["《政府信息公开条例》第六条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "只在同一段先说了全口径的收到件数时才比较；复议、诉讼的结转，某部门的结转，没有写明是上年还是下年的，不比较。",
        "Compared only behind a number received by the whole body in the same paragraph; cases, departments, \
         and carries that do not say which way, are not.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "5件" },
            title: Text::new("上年结转数不同", "Another number carried in"),
            edits: &[("上年结转3件", "上年结转5件")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "6件" },
            title: Text::new("结转下年度数不同", "Another number carried out"),
            edits: &[("结转下年度继续办理4件", "结转下年度继续办理6件")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写在括号里", "In brackets"),
            edits: &[(
                "政府信息公开申请51件，上年结转3件",
                "政府信息公开申请54件（含上年度结转3件，另有4件顺延到下年度答复）",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("复议案件的结转", "Cases carried in"),
            edits: &[(
                "被申请行政复议5件，",
                "被申请行政复议5件（含上年结转2件），",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let carried = |claim: &Claim| matches!(claim.kind, Kind::CarriedIn | Kind::CarriedOut);
    for found in broken(context, ("结转件数", "number carried over"), sink, carried) {
        let value = found.claim.value.normalize();
        let (zh, en) = match found.claim.kind {
            Kind::CarriedIn => ("上年结转", "carried in"),
            _ => ("结转下年度继续办理", "carried out"),
        };
        let said = match found.claim.relation {
            Relation::Zero => (
                format!("没有{zh}的申请"),
                format!("that no request was {en}"),
            ),
            _ => (
                format!("{zh}政府信息公开申请 {value} 件"),
                format!("that {value} requests were {en}"),
            ),
        };
        let advice = (
            "请对照台账核对，使文字与表格一致。",
            "Make prose and table agree.",
        );
        sink.report(found.diagnose(context.report, &RULE, (&said.0, &said.1), advice));
    }
}
