//! A004: the results must add up to 总计, in each of the three blocks of 表四.

use nianbao_core::form::IdentityKind;
use nianbao_lint::{Example, ExampleKind, FixAvailability, Group, Rule, Severity, Text};

use super::judge;

/// The rule.
pub static RULE: Rule = Rule {
    code: "A004",
    name: "t4-sum",
    group: Group::Arithmetic,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "表四每一类：结果维持＋结果纠正＋其他结果＋尚未审结＝总计",
        "Table 4, each kind of case: the results add up to the total",
    ),
    explanation: Text::new(
        "行政复议、未经复议直接起诉、复议后起诉三类各自核对：维持、纠正、其他结果和尚未审结之和应等于总计，\
         尚未审结的案件也计入总计。请对照案件台账核对。",
        "For reconsideration, direct litigation and litigation after reconsideration alike, upheld, \
         corrected, other and pending cases add up to the total; pending ones count.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "空白或缺失的单元格不当作 0：其他勾稽关系能推得的，按推得的数核对；推不出的，列为无法核对。",
        "Blank or missing cells do not count as 0: they count with the numbers that follow from the other \
         identities, else the identity is unverified.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "4" },
            title: Text::new(
                "行政复议总计少计 1 件",
                "The total of reconsiderations is one short",
            ),
            edits: &[("| 2 | 1 | 1 | 1 | 5 |", "| 2 | 1 | 1 | 1 | 4 |")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("尚未审结计入总计", "Pending cases count"),
            edits: &[("| 2 | 1 | 1 | 1 | 5 |", "| 2 | 1 | 1 | 3 | 7 |")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "其他结果空白：由总计推得",
                "A blank result follows from the total",
            ),
            edits: &[("| 2 | 1 | 1 | 1 | 5 |", "| 2 | 1 | | 1 | 5 |")],
        },
    ],
    check: |context, sink| judge::check(context, sink, IdentityKind::DisputeSum),
};
