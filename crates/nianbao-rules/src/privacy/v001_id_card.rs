//! V001: an identity number in a public text.

use nianbao_core::Span;
use nianbao_facts::numbers::{Run, is_identity_number, is_said_to_be, is_unbroken, runs};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "V001",
    name: "id-card",
    group: Group::Privacy,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new("不得公开公民身份号码", "No identity number in public"),
    explanation: Text::new(
        "公民身份号码是个人信息，公开前应当删去或者遮盖。",
        "Identity numbers are personal information; remove or mask them before publication.",
    ),
    basis: &[
        "《政府信息公开条例》第十五条",
        "《个人信息保护法》第二十五条",
        "《个人信息保护法》第二十八条",
    ],
    traps: Text::new(
        "只报校验码、地区码和出生日期都成立的 18 位号码；统一社会信用代码和网址里的数字不算。",
        "Only 18-digit numbers whose check digit, region and birthday hold; credit codes and digits of web \
         addresses do not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "11010519491231002X",
            },
            title: Text::new("写出了身份号码", "An identity number"),
            edits: &[(
                "全县未收取信息处理费",
                "申请人（11010519491231002X）未缴费，全县未收取信息处理费",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("校验码不成立的编号", "A number whose check digit fails"),
            edits: &[(
                "全县未收取信息处理费",
                "案件110105194912310021已办结，全县未收取信息处理费",
            )],
        },
    ],
    check,
};

/// What other 18-digit numbers are called.
const OTHERS: [&str; 4] = ["信用代码", "组织机构代码", "标识码", "备案"];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for run in runs(&report.prose) {
        if !is_identity_number(run.digits)
            || !is_unbroken(report, run.range)
            || is_said_to_be(&report.prose, run.range, &OTHERS)
        {
            continue;
        }
        let span = report.prose.source_span(run.range);
        sink.report(diagnose(run, span));
    }
}

fn diagnose(run: Run<'_>, span: Span) -> Diagnostic {
    let masked = mask(run.digits);
    Diagnostic::new(
        &RULE,
        span,
        Message::new(
            format!("这是公民身份号码（{masked}），不得公开，应删去或遮盖（《政府信息公开条例》第十五条）。"),
            format!("An identity number ({masked}); remove or mask it."),
        ),
    )
    .with_replacement(
        Applicability::Suggested,
        Message::new("遮盖出生日期和顺序码", "Mask birthday and serial"),
        span,
        masked,
    )
}

/// The number with its birthday and serial hidden.
fn mask(digits: &str) -> String {
    format!("{}{}{}", &digits[..6], "*".repeat(10), &digits[16..])
}
