//! A003: the kinds of applicants must add up to 总计, in every row of 表三.

use nianbao_core::form::IdentityKind;
use nianbao_lint::{Example, ExampleKind, FixAvailability, Group, Rule, Severity, Text};

use super::judge;

/// The rule.
pub static RULE: Rule = Rule {
    code: "A003",
    name: "t3-row-sum",
    group: Group::Arithmetic,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "表三每行：自然人与五类法人或其他组织之和＝总计",
        "Table 3, each row: the kinds of applicants add up to the total",
    ),
    explanation: Text::new(
        "每件申请只属于一类申请人，所以每行六列之和应等于该行总计。常见的错误是改了某一列而没有重算总计，\
         或者只填了总计。请对照台账核对；建议的改法由填报人确定。",
        "Every request comes from one kind of applicant, so the six columns of each row add up to its \
         total. Often a column was changed and the total was not, or the total alone was entered.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "空白或缺失的单元格不当作 0：其他勾稽关系能推得的，按推得的数核对；推不出的，列为无法核对。",
        "Blank or missing cells do not count as 0: they count with the numbers that follow from the other \
         identities, else the identity is unverified.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "7" },
            title: Text::new(
                "改了自然人，没有重算总计",
                "The total was not added up anew",
            ),
            edits: &[(
                "本机关不掌握相关政府信息 | 5 | 1 | 0 | 0 | 0 | 0 | 6 |",
                "本机关不掌握相关政府信息 | 5 | 1 | 0 | 0 | 0 | 0 | 7 |",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new(
                "两列之间调整，总计不变",
                "Moved between two columns of one row",
            ),
            edits: &[(
                "本机关不掌握相关政府信息 | 5 | 1 | 0 | 0 | 0 | 0 | 6 |",
                "本机关不掌握相关政府信息 | 4 | 2 | 0 | 0 | 0 | 0 | 6 |",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "总计空白：由列合计推得",
                "A blank total follows from its column",
            ),
            edits: &[(
                "本机关不掌握相关政府信息 | 5 | 1 | 0 | 0 | 0 | 0 | 6 |",
                "本机关不掌握相关政府信息 | 5 | 1 | 0 | 0 | 0 | 0 | |",
            )],
        },
    ],
    check: |context, sink| judge::check(context, sink, IdentityKind::RowSum),
};
