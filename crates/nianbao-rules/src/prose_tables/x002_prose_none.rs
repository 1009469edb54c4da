//! X002: the prose says that no request was received, and 表三 has some.

use super::compare::broken;
use nianbao_facts::claims::{Claim, Kind};
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X002",
    name: "prose-none",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "正文说没有收到申请的，表三本年新收应为 0",
        "Where the prose says that there was no request, table 3 has 0",
    ),
    explanation: Text::new(
        "正文写“未收到政府信息公开申请”或者“收到 0 件”，而表三本年新收不是 0，多半是沿用了上一年的文字。请对照台账改正。",
        "Prose that says no request was received, beside a table that has some, is mostly last year's text.",
    ),
    basis: &["《政府信息公开条例》第六条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "没有收到的是复议、诉讼、投诉，或者只说某部门、某渠道、某季度、往年的，不比较；只有上年结转而没有新收的，不算矛盾。",
        "No cases, no complaints, or no requests of one department, channel, quarter or earlier year are \
         other statements; carried-in requests without new ones are no contradiction.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "未收到政府信息公开申请",
            },
            title: Text::new(
                "正文说没有，表三有 51 件",
                "None in the prose, 51 in the table",
            ),
            edits: &[(
                "全年共收到政府信息公开申请51件，上年结转3件。",
                "2023年，我县未收到政府信息公开申请。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "0件" },
            title: Text::new("正文说 0 件", "0 in the prose"),
            edits: &[("政府信息公开申请51件", "政府信息公开申请0件")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("正文和表三都没有", "None in both"),
            edits: &[
                (
                    "全年共收到政府信息公开申请51件，上年结转3件。",
                    "2023年，我县未收到政府信息公开申请。",
                ),
                (
                    "| 40 | 8 | 0 | 1 | 2 | 0 | 51 |",
                    "| 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("没有收到的是复议案件", "No cases is another statement"),
            edits: &[(
                "上年结转3件。",
                "上年结转3件。未收到政府信息公开申请行政复议案件，未收到逾期不答复的投诉。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let none = |claim: &Claim| claim.kind == Kind::Received && claim.value.is_zero();
    for found in broken(context, ("申请件数", "number of requests"), sink, none) {
        let said = ("没有收到政府信息公开申请", "that no request was received");
        let advice = (
            "请对照台账核对，使文字与表格一致。",
            "Make prose and table agree.",
        );
        sink.report(found.diagnose(context.report, &RULE, said, advice));
    }
}
