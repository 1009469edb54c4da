//! V003: a bank card or account number in a public text.

use nianbao_facts::numbers::{
    has_luhn_check, is_identity_number, is_said_to_be, is_unbroken, runs,
};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "V003",
    name: "bank-card",
    group: Group::Privacy,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new("不得公开银行卡号", "No bank card number in public"),
    explanation: Text::new(
        "银行卡号是个人信息，公开前应当删去或者遮盖。",
        "Bank card numbers are personal information; remove or mask them before publication.",
    ),
    basis: &[
        "《政府信息公开条例》第十五条",
        "《个人信息保护法》第二十五条",
        "《个人信息保护法》第二十八条",
    ],
    traps: Text::new(
        "只报 16 至 19 位、校验成立、以 62 开头或上文写明卡号、账号的；统一社会信用代码、备案号、网站标识码、许可证号不算。",
        "Only 16 to 19 digits that check and begin with 62 or are called a card or account; credit codes, \
         ICP and site numbers and licences do not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "6217000000000000004",
            },
            title: Text::new("写出了银行卡号", "A card number"),
            edits: &[(
                "全县未收取信息处理费",
                "退款至卡号6217000000000000004，全县未收取信息处理费",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("统一社会信用代码", "A credit code"),
            edits: &[(
                "全县未收取信息处理费",
                "统一社会信用代码6217000000000000004，全县未收取信息处理费",
            )],
        },
    ],
    check,
};

/// What other long numbers are called.
const OTHERS: [&str; 12] = [
    "信用代码",
    "组织机构代码",
    "标识码",
    "备案",
    "许可证",
    "编号",
    "文号",
    "案号",
    "流水号",
    "索引号",
    "公网安备",
    "项目代码",
];

/// What card numbers are called.
const CARDS: [&str; 6] = ["卡号", "账号", "帐号", "账户", "银行", "开户"];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for run in runs(prose) {
        let is_card = (16..=19).contains(&run.digits.len())
            && run.digits.bytes().all(|byte| byte.is_ascii_digit())
            && has_luhn_check(run.digits)
            && !run.digits.starts_with("00")
            && (run.digits.starts_with("62") || is_said_to_be(prose, run.range, &CARDS));
        if !is_card
            || is_identity_number(run.digits)
            || is_said_to_be(prose, run.range, &OTHERS)
            || !is_unbroken(report, run.range)
        {
            continue;
        }
        let end = run.digits.len() - 4;
        let masked = format!(
            "{}{}{}",
            &run.digits[..4],
            "*".repeat(end - 4),
            &run.digits[end..]
        );
        let span = prose.source_span(run.range);
        sink.report(
            Diagnostic::new(
                &RULE,
                span,
                Message::new(
                    format!("这像是银行卡号（{masked}），不得公开，应删去或遮盖（《政府信息公开条例》第十五条）。"),
                    format!("This looks like a bank card number ({masked}); remove or mask it."),
                ),
            )
            .with_replacement(
                Applicability::Suggested,
                Message::new("遮盖中间各位", "Mask the digits in between"),
                span,
                masked,
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::flagged;

    #[test]
    fn only_what_is_called_a_card_or_begins_like_one_is_found() {
        let place = "全县未收取信息处理费";
        for (text, expected) in [
            ("账号4111111111111111，未收取", &["4111111111111111"][..]),
            ("4111111111111111，未收取", &[]),
            ("6217000000000000004，未收取", &["6217000000000000004"]),
            ("编号6217000000000000004，未收取", &[]),
            ("6217000000000000003，未收取", &[]),
        ] {
            assert_eq!(flagged(&RULE, &[(place, text)]), expected, "{text}");
        }
    }
}
