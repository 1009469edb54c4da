//! X007: the cases that the prose tells of, against 表四.

use super::cases::{is_of_cases, is_of_results, names};
use super::compare::broken;
use nianbao_facts::claims::{Claim, Relation};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X007",
    name: "prose-review",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "正文所说行政复议、行政诉讼件数应与表四一致",
        "The cases that the prose tells of are those of table 4",
    ),
    explanation: Text::new(
        "正文“行政复议多少件”应等于表四行政复议的总计，“行政诉讼多少件”应等于“未经复议直接起诉”与“复议后起诉”两个总计\
         之和，合在一起说的应等于三个总计之和；只算已经审结的也可以。正文说没有发生而表四有数的，同样矛盾。",
        "The cases of reconsideration are the total of their block in table 4, those of litigation the sum of \
         both blocks; those concluded alone are understood too. So is it a contradiction to deny cases that \
         the table has.",
    ),
    basis: &["《政府信息公开条例》第六条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "本机关作为复议机关受理、审理的案件，某部门、本级、往年的案件，与信息公开无关的案件，以及只说新增的较小数字，不比较。",
        "Cases that the body judged itself, those of departments, one level or earlier years, those about other \
         matters, and smaller numbers of new ones, are not compared.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "7件" },
            title: Text::new("正文复议 7 件，表四 5 件", "7 in the prose, 5 in the table"),
            edits: &[("被申请行政复议5件", "被申请行政复议7件")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "未发生因政府信息公开引起的行政诉讼",
            },
            title: Text::new("正文说没有诉讼，表四有", "Litigation denied"),
            edits: &[(
                "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                "全年未发生因政府信息公开引起的行政诉讼。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "9件" },
            title: Text::new("两类案件合在一起的数", "Both kinds in one number"),
            edits: &[(
                "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                "全年因政府信息公开被申请行政复议、提起行政诉讼共9件。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "7件" },
            title: Text::new("承接上文申请办理情况的案件", "Cases that requests led to"),
            edits: &[(
                "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                "被申请行政复议7件，被提起行政诉讼3件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("行政执法引起的案件", "Cases about enforcement"),
            edits: &[(
                "被提起行政诉讼3件。",
                "被提起行政诉讼3件。全县行政执法案件被申请行政复议41件。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("只算已经审结的", "Concluded ones alone"),
            edits: &[("被申请行政复议5件", "审结行政复议4件")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("作为复议机关审理的案件", "Cases judged by the body itself"),
            edits: &[(
                "被提起行政诉讼3件。",
                "被提起行政诉讼3件。审理政府信息公开行政复议案件26件。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let cases = |claim: &Claim| is_of_cases(claim) && !is_of_results(claim);
    for found in broken(
        context,
        ("行政复议、行政诉讼件数", "number of cases"),
        sink,
        cases,
    ) {
        let value = found.claim.value.normalize();
        let (zh, en) = names(found.claim.kind);
        let said = match found.claim.relation {
            Relation::Zero => (
                format!("没有{zh}"),
                format!("that there was no case of {en}"),
            ),
            _ => (
                format!("{zh} {value} 件"),
                format!("that there were {value} cases of {en}"),
            ),
        };
        let advice = (
            "请对照台账核对，使文字与表格一致。",
            "Make prose and table agree.",
        );
        sink.report(found.diagnose(context.report, &RULE, (&said.0, &said.1), advice));
    }
}
