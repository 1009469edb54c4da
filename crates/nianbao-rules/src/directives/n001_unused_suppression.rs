//! N001: a suppression suppresses something.

use nianbao_lint::{Example, ExampleKind, FixAvailability, Group, Rule, Severity, Text};

/// The rule.
pub static RULE: Rule = Rule {
    code: "N001",
    name: "unused-suppression",
    group: Group::Directives,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "忽略注释应当忽略了某个问题",
        "A suppression suppresses something",
    ),
    explanation: Text::new(
        "问题改正之后，忽略它的注释会在以后掩盖同一处的新问题；代码写错的注释不起任何作用。删去这样的注释，或改正其中的代码。未运行或无法核验的规则不作判断。",
        "Once a problem is mended, the comment that suppressed it would hide the next one at the same \
         place; one with a wrong code does nothing. Remove it or correct the code. Rules that did not \
         run or could not be verified are not judged.",
    ),
    basis: &["nianbao: nianbao-ignore"],
    traps: Text::new(
        "用前缀忽略一组规则的，其中一条用上即可；不是本程序指令的注释不检查。",
        "A prefix is used if one of its rules is; comments that are no directives of ours are left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "A0O2" },
            title: Text::new("代码写错", "A code that is wrong"),
            edits: &[(
                "## 三、收到和处理政府信息公开申请情况",
                "<!-- nianbao-ignore A0O2: 合并计数 -->\n## 三、收到和处理政府信息公开申请情况",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "nianbao-disable",
            },
            title: Text::new("没有这样的指令", "No such directive"),
            edits: &[(
                "## 三、收到和处理政府信息公开申请情况",
                "<!-- nianbao-disable A002: 合并计数 -->\n## 三、收到和处理政府信息公开申请情况",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("别的注释", "Another comment"),
            edits: &[(
                "## 三、收到和处理政府信息公开申请情况",
                "<!-- 此表由办公室核对 A0O2 -->\n## 三、收到和处理政府信息公开申请情况",
            )],
        },
    ],
    // Judged by `nianbao_lint::suppress` once all other rules have run.
    check: |_, _| {},
};
