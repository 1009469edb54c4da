//! A rule to test the output with: rules come and go, this one stays.

use nianbao_lint::{Example, ExampleKind, FixAvailability, Group, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    code: "A002",
    name: "t3-detail-sum",
    group: Group::Arithmetic,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new("分项之和等于总计", "details add up to the total"),
    explanation: Text::new(
        "各项办理结果之和应等于总计。",
        "The outcomes must add up to the total.",
    ),
    basis: &["国办公开办函〔2021〕30号", "条例第五十条"],
    traps: Text::new("空白单元格不按零计算。", "A blank cell is not zero."),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "24" },
            title: Text::new("总计多 1", "the total is one too high"),
            edits: &[("| 23 |", "| 24 |"), ("删去\n两行\n", "")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "" },
            title: Text::new("缺总计", "no total"),
            edits: &[],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("相等", "equal"),
            edits: &[],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("空白", "blank"),
            edits: &[("| 0 |", "|  |")],
        },
    ],
    check: |_, _| {},
};
