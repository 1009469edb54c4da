//! A007: refusals of massive requests in a year of few requests.

use nianbao_core::Decimal;
use nianbao_core::form::RowKey;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// Fewer requests than this in a year leave no room for massive ones.
const FEW_REQUESTS: i64 = 10;

/// The rule.
pub static RULE: Rule = Rule {
    code: "A007",
    name: "massive-requests-implausible",
    group: Group::Arithmetic,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "全年申请很少，却有“无正当理由大量反复申请”",
        "Refusals of massive requests in a year of few requests",
    ),
    explanation: Text::new(
        "《政府信息公开条例》第三十五条所说的大量反复申请，是指数量、频次明显超过合理范围。全年收到的申请不足 10 件，\
         却按这一情形不予处理，多半是填错了行，或者适用理由不当。",
        "Article 35 speaks of requests whose number and frequency are clearly beyond reason. With fewer than \
         ten in the year this is mostly a slip of the row, or the wrong ground.",
    ),
    basis: &["《政府信息公开条例》第三十五条"],
    traps: Text::new(
        "与新收和上年结转之和比较；数字空白的，能由其他数推得时才判断。",
        "Compared with new and carried-in requests together; blank numbers count only where they follow from \
         the others.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "1" },
            title: Text::new(
                "全年 5 件申请，1 件大量反复",
                "One of five requests was massive",
            ),
            edits: &[
                (
                    "| 40 | 8 | 0 | 1 | 2 | 0 | 51 |",
                    "| 2 | 0 | 0 | 0 | 0 | 0 | 2 |",
                ),
                (
                    "4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                    "4.无正当理由大量反复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("全年 54 件申请", "Fifty-four requests in the year"),
            edits: &[(
                "4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                "4.无正当理由大量反复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let (Some(massive), Some(new), Some(carried)) = (
        context.facts.requests(RowKey::RejectedExcessive),
        context.facts.requests(RowKey::NewRequests),
        context.facts.requests(RowKey::CarriedIn),
    ) else {
        return;
    };
    let all = new.number + carried.number;
    if !massive.is_positive() || all >= Decimal::from(FEW_REQUESTS) {
        return;
    }
    let (count, fills) = (massive.number, massive.fills_zh());
    sink.report(
        Diagnostic::new(
            &RULE,
            massive.cell.span,
            Message::new(
                format!(
                    "表三“无正当理由大量反复申请”{fills} 件，而全年新收和结转的申请一共只有 {all} 件，\
                     难以构成《政府信息公开条例》第三十五条所说的大量反复申请，请核对是否填错行。"
                ),
                format!(
                    "Table 3: {count} massive requests refused, but only {all} requests in the whole year; \
                     check the row (art. 35 of the Regulations)."
                ),
            ),
        )
        .at_cell(massive.name)
        .with_related(
            new.cell.span,
            Message::new(
                format!("本年新收 {} 件", new.number),
                format!("{} new requests", new.number),
            ),
        ),
    );
}
