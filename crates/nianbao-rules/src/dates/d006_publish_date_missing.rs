//! D006: no date of publication anywhere.

use nianbao_core::Span;
use nianbao_facts::passages::is_own;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D006",
    name: "publish-date-missing",
    group: Group::Dates,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "报告没有公布日期或落款日期",
        "No date of publication or signature",
    ),
    explanation: Text::new(
        "没有日期就看不出是否按期公布。网页一般另有发布日期，因此默认不运行；文中宜有落款日期。",
        "Without a date nobody can tell whether the report was in time. Pages mostly print one, so the \
         rule is off by default.",
    ),
    basis: &["《政府信息公开条例》第四十九条"],
    traps: Text::new(
        "网页上的发布日期、落款日期有一个即可。",
        "A date printed by the page or one at the foot is enough.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "" },
            title: Text::new("没有落款日期", "No date at the foot"),
            edits: &[("\n2024年1月20日\n", "\n")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("有落款日期", "A date at the foot"),
            edits: &[],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if report.title.is_none() || report.published.is_some() || report.signature.date.is_some() {
        return;
    }
    let mut own = report.prose.paragraphs.iter().rev();
    let Some(last) = own.find(|paragraph| is_own(paragraph.kind)) else {
        return;
    };
    sink.report(Diagnostic::new(
        &RULE,
        Span::empty(last.span.end as usize),
        Message::new(
            "没有找到公布日期或落款日期，无法判断是否按期公布。宜在文末写明日期。",
            "No date of publication or signature was found; add one at the end.",
        ),
    ));
}
