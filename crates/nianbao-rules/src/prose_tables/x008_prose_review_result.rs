//! X008: the results of cases that the prose gives, against 表四.

use super::cases::{is_of_cases, is_of_results, names};
use super::compare::broken;
use nianbao_facts::claims::{Claim, Relation};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X008",
    name: "prose-review-result",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "正文所说复议、诉讼结果应与表四一致",
        "The results of cases that the prose gives are those of table 4",
    ),
    explanation: Text::new(
        "正文在行政复议、行政诉讼件数之后逐项说明结果维持、结果纠正、其他结果、尚未审结各多少件的，应与表四相应各列一致；\
         诉讼为“未经复议直接起诉”与“复议后起诉”之和。",
        "Where the prose tells how many cases were upheld, corrected, ended otherwise or are pending, the numbers \
         are those of table 4, for litigation the sum of both blocks.",
    ),
    basis: &["《政府信息公开条例》第六条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "只比较紧跟在件数之后、用表四名称说的结果；确认违法、撤销、和解等要归类的，不比较。",
        "Only results in the words of table 4 right behind the number of cases are compared; others have to be \
         classed first.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "3件" },
            title: Text::new("结果维持数不同", "Another number upheld"),
            edits: &[(
                "被申请行政复议5件，被提起行政诉讼3件。",
                "被申请行政复议5件，其中结果维持3件，结果纠正1件，尚未审结1件。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "4件" },
            title: Text::new("后文再说到的结果", "A result told later on"),
            edits: &[(
                "被申请行政复议5件，被提起行政诉讼3件。",
                "被申请行政复议5件，被提起行政诉讼3件。行政诉讼中，维持4件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("全县其他行政应诉案件", "Cases about other matters"),
            edits: &[(
                "被申请行政复议5件，被提起行政诉讼3件。",
                "被申请行政复议5件，被提起行政诉讼3件。全县行政应诉案件中，维持41件。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("与表四一致", "As in table 4"),
            edits: &[(
                "被申请行政复议5件，被提起行政诉讼3件。",
                "被提起行政诉讼3件，其中结果维持2件，尚未审结1件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("要归类的结果", "Results that have to be classed"),
            edits: &[(
                "被申请行政复议5件，被提起行政诉讼3件。",
                "被申请行政复议5件，其中撤销2件，驳回1件。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let results = |claim: &Claim| is_of_cases(claim) && is_of_results(claim);
    for found in broken(
        context,
        ("复议、诉讼结果件数", "number of results"),
        sink,
        results,
    ) {
        let value = found.claim.value.normalize();
        let (zh, en) = names(found.claim.kind);
        let words = report.prose.text(found.claim.words);
        let said = match found.claim.relation {
            Relation::Zero => (
                format!("{zh}“{words}”"),
                format!("the same of all cases of {en}"),
            ),
            _ => (
                format!("{zh}“{words}” {value} 件"),
                format!("that {value} cases of {en} had this result"),
            ),
        };
        let advice = (
            "请对照台账核对，使文字与表格一致。",
            "Make prose and table agree.",
        );
        sink.report(found.diagnose(report, &RULE, (&said.0, &said.1), advice));
    }
}
