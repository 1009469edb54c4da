//! P010: a hyphen in a span of time.

use nianbao_facts::punctuation::marks;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P010",
    name: "dash-range",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("起止时间用一字线“—”", "A dash between two dates"),
    explanation: Text::new(
        "“1月1日-12月31日”用的是短横线，起止时间用一字线“—”，或写“至”。",
        "A hyphen joins words; between two dates stands a dash or 至.",
    ),
    basis: &["GB/T 15834—2011 4.13"],
    traps: Text::new(
        "编号、电话、2023-12-31 一类数字日期中的短横线不算。",
        "Numbers, telephones and dates in digits keep their hyphens.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "-" },
            title: Text::new("日期之间", "Between dates"),
            edits: &[(
                "2023年1月1日至2023年12月31日",
                "2023年1月1日-2023年12月31日",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("数字日期", "Dates in digits"),
            edits: &[(
                "2023年1月1日至2023年12月31日",
                "2023年1月1日至2023年12月31日（2024-01-20公布）",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for mark in marks(context.facts)
        .marks
        .iter()
        .filter(|mark| mark.sign == '-')
    {
        let (before, after) = (mark.before(report), mark.after(report));
        if !(is_end(before) && is_start(after)) {
            continue;
        }
        let message = Message::new(
            "起止时间之间应用一字线“—”，或写“至”。",
            "Between two dates write — or 至.",
        );
        sink.report(Diagnostic::new(&RULE, mark.span, message).with_replacement(
            Applicability::Safe,
            Message::new("改为“—”", "Write —"),
            mark.span,
            "—",
        ));
    }
}

/// Whether a text ends with a date or the first number of a span of months or years.
fn is_end(before: &str) -> bool {
    if before.ends_with(['年', '月', '日']) {
        return true;
    }
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let earlier = before[..before.len() - digits].chars().next_back();
    matches!(digits, 1 | 2 | 4)
        && earlier
            .is_none_or(|c| !matches!(c, '-' | '.' | '/' | ':' | '—') && !c.is_ascii_alphanumeric())
}

/// Whether a text begins with a number of years, months or days.
fn is_start(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    matches!(digits, 1 | 2 | 4) && after[digits..].starts_with(['年', '月', '日'])
}
