//! A002: the outcomes must add up to （七）总计, in every column of 表三.

use nianbao_core::form::IdentityKind;
use nianbao_lint::{Example, ExampleKind, FixAvailability, Group, Rule, Severity, Text};

use super::judge;

/// The rule.
pub static RULE: Rule = Rule {
    code: "A002",
    name: "t3-detail-sum",
    group: Group::Arithmetic,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "表三每列：（一）至（六）各项办理结果之和＝（七）总计",
        "Table 3, each column: the outcomes add up to the total handled",
    ),
    explanation: Text::new(
        "一件申请只计一种办理结果（区分处理的只计“部分公开”），所以每列二十一项办理结果之和应等于（七）总计。\
         只核对总计列是不够的：一件申请的结果填错了列，总计列仍然相等，而两列各差 1。有错时，本规则会算出\
         使表三全部勾稽关系成立的最小改法；数字只作建议，由填报人对照台账确定。",
        "Each request has exactly one outcome, so the outcomes of every column add up to the total \
         handled. Checking the total column alone is not enough: an outcome entered in the wrong column \
         leaves it intact. The rule works out the smallest change that makes all identities hold; the \
         drafter decides.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "空白或缺失的单元格不当作 0：其他勾稽关系能推得的，按推得的数核对；推不出的，列为无法核对。2019 年格式的（六）其他处理只有一行。",
        "Blank or missing cells do not count as 0: they count with the numbers that follow from the other \
         identities, else the identity is unverified. The 2019 form has one \
         merged row for other outcomes.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "39" },
            title: Text::new(
                "一件商业企业的申请结果填到了自然人列",
                "The outcome of a company's request entered under natural persons",
            ),
            edits: &[(
                "本机关不掌握相关政府信息 | 5 | 1 | 0 | 0 | 0 | 0 | 6 |",
                "本机关不掌握相关政府信息 | 6 | 0 | 0 | 0 | 0 | 0 | 6 |",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "50" },
            title: Text::new(
                "重复申请空白，但其余各项之和已经超过总计",
                "One outcome is blank, but the others alone exceed the total",
            ),
            edits: &[
                (
                    "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                    "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | |",
                ),
                (
                    "1.信访举报投诉类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                    "1.信访举报投诉类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 9 |",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new(
                "两种结果之间调整，各列之和不变",
                "Moved between two outcomes of one column",
            ),
            edits: &[
                (
                    "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                    "2.重复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                ),
                (
                    "1.信访举报投诉类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                    "1.信访举报投诉类申请 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "一项空白，其余各项之和没有超过总计",
                "One outcome is blank and the others do not exceed the total",
            ),
            edits: &[(
                "2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                "2.重复申请 | | 0 | 0 | 0 | 0 | 0 | |",
            )],
        },
    ],
    check: |context, sink| judge::check(context, sink, IdentityKind::DetailSum),
};
