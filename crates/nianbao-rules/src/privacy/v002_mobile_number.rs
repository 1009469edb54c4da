//! V002: a mobile number in a public text.

use nianbao_core::prose::Prose;
use nianbao_facts::numbers::{Run, is_said_to_be, is_unbroken, runs};
use nianbao_facts::passages::after;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "V002",
    name: "mobile-number",
    group: Group::Privacy,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new("不宜公开个人手机号码", "No mobile numbers in public"),
    explanation: Text::new(
        "手机号码是个人信息，政府网站检查中多次通报未作遮盖的情形。联系方式宜用办公固定电话。",
        "Mobile numbers are personal information, and inspections of government sites report them. Give an \
         office telephone instead.",
    ),
    basis: &[
        "《政府信息公开条例》第十五条",
        "《个人信息保护法》第二十五条",
    ],
    traps: Text::new(
        "固定电话、写明“值班”“办公”“热线”的手机，网址、邮箱、编号里的数字，以及带单位的数，都不算。",
        "Land lines, duty and office mobiles, digits of addresses and numbers with a unit do not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "13800138000",
            },
            title: Text::new("联系电话是手机", "A mobile as the contact"),
            edits: &[("0871-65432100", "13800138000")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("值班手机和固定电话", "A duty mobile and a land line"),
            edits: &[("0871-65432100", "087165432100，值班手机：13800138000")],
        },
    ],
    check,
};

/// Words that make a mobile that of an office, or the number another one.
const OFFICIAL: [&str; 9] = [
    "值班",
    "办公",
    "公务",
    "热线",
    "专线",
    "标识码",
    "备案",
    "代码",
    "编号",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for run in runs(prose) {
        if !is_mobile(run.digits)
            || is_counted(prose, run)
            || !is_unbroken(report, run.range)
            || is_said_to_be(prose, run.range, &OFFICIAL)
        {
            continue;
        }
        let masked = format!("{}****{}", &run.digits[..3], &run.digits[7..]);
        let span = prose.source_span(run.range);
        sink.report(
            Diagnostic::new(
                &RULE,
                span,
                Message::new(
                    format!(
                        "这是手机号码（{masked}），属于个人信息，不宜公开。请改用办公固定电话，或者遮盖。"
                    ),
                    format!("A mobile number ({masked}); give an office telephone or mask it."),
                ),
            )
            .with_replacement(
                Applicability::Suggested,
                Message::new("遮盖中间四位", "Mask four digits"),
                span,
                masked,
            ),
        );
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11
        && digits.starts_with('1')
        && digits[1..].starts_with(['3', '4', '5', '6', '7', '8', '9'])
}

/// Whether a unit follows, so that the digits are an amount.
fn is_counted(prose: &Prose, run: Run<'_>) -> bool {
    after(prose, run.range.end).starts_with(['元', '万', '亿', '件', '条', '人', '次', '个', '号'])
}
