//! N002: a suppression says why.

use nianbao_lint::{Example, ExampleKind, FixAvailability, Group, Rule, Severity, Text};

/// The rule.
pub static RULE: Rule = Rule {
    code: "N002",
    name: "suppression-without-reason",
    group: Group::Directives,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new("忽略注释写明理由", "A suppression gives its reason"),
    explanation: Text::new(
        "审核的人要知道这个问题为什么可以不改。没有理由的注释仍然有效。",
        "Those who review the report must learn why a problem may stay. A suppression without a reason \
         still counts.",
    ),
    basis: &["nianbao: nianbao-ignore"],
    traps: Text::new(
        "理由写在冒号（全角或半角）之后。",
        "The reason stands behind a colon, half or full width.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: " nianbao-ignore-file A007",
            },
            title: Text::new("没有理由", "No reason"),
            edits: &[(
                "## 一、总体情况",
                "<!-- nianbao-ignore-file A007 -->\n## 一、总体情况",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写明理由", "A reason"),
            edits: &[(
                "## 一、总体情况",
                "<!-- nianbao-ignore-file A007：含上年并案 -->\n## 一、总体情况",
            )],
        },
    ],
    // Judged by `nianbao_lint::suppress` once all other rules have run.
    check: |_, _| {},
};
