//! X012: the licensing, penalty and coercion decisions that the prose counts, against 表二.

use super::compare::broken;
use nianbao_facts::claims::{Claim, Kind, Relation};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X012",
    name: "prose-enforcement",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "正文所说行政许可、处罚、强制决定件数应与表二一致",
        "The decisions that the prose counts are those of table 2",
    ),
    explanation: Text::new(
        "正文“作出行政许可（行政处罚、行政强制）决定多少件”，应等于表二相应各行的“本年处理决定数量”。数字不一致，\
         说明文字或者表格有一处不准确，应当对照执法台账改正。",
        "The licensing, penalty and coercion decisions that the prose says were made are those of table 2. Where \
         they differ, prose or table is wrong.",
    ),
    basis: &[
        "《政府信息公开条例》第二十条第五项、第六项",
        "国办公开办函〔2021〕30号",
    ],
    traps: Text::new(
        "公开、公示的许可和处罚信息条数，办理的许可事项数，行政强制措施一项的件数，某部门、本级、往年的件数，不与本表比较。",
        "Items published, licences handled, coercive measures alone, and decisions of one department, one level or \
         an earlier year are not compared.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "1240件" },
            title: Text::new("处罚决定件数不同", "Another number of penalties"),
            edits: &[("行政处罚决定1204件、", "行政处罚决定1240件、")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("换一种说法", "In other words"),
            edits: &[(
                "全年作出行政许可决定3215件、行政处罚决定1204件、行政强制决定86件。",
                "全县作出行政许可3215件，行政处罚1204件，行政强制86件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("公开的许可、处罚信息", "Items published"),
            edits: &[(
                "行政强制决定86件。",
                "行政强制决定86件。全年公示行政许可决定2960件，公开行政处罚信息870条。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("某一部门的决定", "Decisions of one department"),
            edits: &[(
                "行政强制决定86件。",
                "行政强制决定86件。县市场监督管理局作出行政处罚决定214件。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let decisions = |claim: &Claim| claim.kind == Kind::Enforcement;
    for found in broken(
        context,
        ("行政决定件数", "number of decisions"),
        sink,
        decisions,
    ) {
        let value = found.claim.value.normalize();
        let words = context.report.prose.text(found.claim.words);
        let said = match found.claim.relation {
            Relation::Zero => (format!("“{words}”"), "that there was none".to_owned()),
            _ => (
                format!("“{words}” {value} 件"),
                format!("{value} decisions"),
            ),
        };
        let advice = (
            "请对照执法台账核对，使文字与表格一致。",
            "Make prose and table agree.",
        );
        sink.report(found.diagnose(context.report, &RULE, (&said.0, &said.1), advice));
    }
}
