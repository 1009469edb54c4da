//! A001: what came in must equal what was handled and carried on, in every column of 表三.

use nianbao_core::form::IdentityKind;
use nianbao_lint::{Example, ExampleKind, FixAvailability, Group, Rule, Severity, Text};

use super::judge;

/// The rule.
pub static RULE: Rule = Rule {
    code: "A001",
    name: "t3-balance",
    group: Group::Arithmetic,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "表三每列：本年新收＋上年结转＝（七）总计＋结转下年度继续办理",
        "Table 3, each column: new + carried in = handled + carried out",
    ),
    explanation: Text::new(
        "表三左上角印有勾稽关系：第一项加第二项之和，等于第三项加第四项之和。收到的申请要么在本年度办结，\
         要么结转下年度，两边必须相等，七列（含总计列）逐列核对。不相等说明有申请漏计、重计或者填错了列，\
         请对照申请登记台账核对。",
        "The form itself prints this identity: every request that came in was either handled within \
         the year or carried on to the next, in each of the seven columns. Check against the register \
         of requests.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "空白或缺失的单元格不当作 0：其他勾稽关系能推得的，按推得的数核对；推不出的，列为无法核对。",
        "Blank or missing cells do not count as 0: they count with the numbers that follow from the other \
         identities, else the identity is unverified.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "39" },
            title: Text::new(
                "自然人列新收多计 1 件",
                "One new request too many under natural persons",
            ),
            edits: &[(
                "| 40 | 8 | 0 | 1 | 2 | 0 | 51 |",
                "| 41 | 8 | 0 | 1 | 2 | 0 | 51 |",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new(
                "多收 1 件，也多结转 1 件",
                "One more came in and one more was carried on",
            ),
            edits: &[
                (
                    "| 40 | 8 | 0 | 1 | 2 | 0 | 51 |",
                    "| 41 | 8 | 0 | 1 | 2 | 0 | 52 |",
                ),
                (
                    "| 3 | 0 | 0 | 0 | 1 | 0 | 4 |",
                    "| 4 | 0 | 0 | 0 | 1 | 0 | 5 |",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "上年结转空白：按行合计推得 2 件核对，不当作 0",
                "A blank cell counts as the row has it, not as 0",
            ),
            edits: &[(
                "| 2 | 1 | 0 | 0 | 0 | 0 | 3 |",
                "| | 1 | 0 | 0 | 0 | 0 | 3 |",
            )],
        },
    ],
    check: |context, sink| judge::check(context, sink, IdentityKind::Balance),
};
