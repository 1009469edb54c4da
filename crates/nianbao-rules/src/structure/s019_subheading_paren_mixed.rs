//! S019: sub-headings have brackets of one width.

use nianbao_core::form::SectionKind;
use nianbao_core::prose::{OrdinalStyle, SubHeading};
use nianbao_facts::sections::{OF_WORDS, binds, is_plain};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S019",
    name: "subheading-paren-mixed",
    group: Group::Structure,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "小标题的括号全文一致，用全角“（一）”",
        "Sub-headings have full-width brackets throughout",
    ),
    explanation: Text::new(
        "公文第二层的结构层次序数用全角括号“（一）”。同一份报告里“（一）”“(二)”混用，多半是拼接稿件时留下的。",
        "The second level of an official document is numbered （一）. A mixture with (二) mostly comes from \
         putting drafts together.",
    ),
    basis: &["GB/T 9704—2012 7.3.3"],
    traps: Text::new(
        "全文都是半角括号的不提示，网站常把全角符号统一转成半角；每份报告只提一次。",
        "A report in half-width brackets throughout is left alone: sites normalise them; one finding per \
         report.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "(二)" },
            title: Text::new("一处用了半角括号", "One pair is half-width"),
            edits: &[("### （二）依申请公开情况", "### (二)依申请公开情况")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("全文都是半角括号", "Half-width throughout"),
            edits: &[("（", "("), ("）", ")")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    let of_words = |kind: SectionKind| OF_WORDS.contains(&kind);
    let (mut full, mut half) = (Vec::new(), Vec::new());
    for heading in &report.prose.sub_headings {
        let section = heading.section.and_then(|index| report.sections.get(index));
        if !section.is_some_and(|section| section.kind.is_none_or(of_words)) {
            continue;
        }
        match heading.style {
            OrdinalStyle::ParenFull => full.push(heading),
            OrdinalStyle::ParenHalf => half.push(heading),
            OrdinalStyle::Arabic | OrdinalStyle::ArabicParen => {}
        }
    }
    if full.is_empty() || half.is_empty() {
        return;
    }
    let message = Message::new(
        format!(
            "小标题的括号全角、半角混用：全角 {} 处，半角 {} 处。请统一用全角“（一）”（GB/T 9704—2012 7.3.3）。",
            full.len(),
            half.len()
        ),
        format!(
            "Sub-headings mix {} full-width and {} half-width brackets; use （一） throughout (GB/T \
             9704—2012 7.3.3).",
            full.len(),
            half.len()
        ),
    );
    let mut diagnostic = Diagnostic::new(&RULE, half[0].ordinal_span, message);
    // The places that the fix changes, whichever style is the rarer.
    for heading in &half[1..] {
        diagnostic = diagnostic.with_related(
            heading.ordinal_span,
            Message::new("也是半角", "half-width too"),
        );
    }
    let plain = |heading: &&SubHeading| is_plain(report, heading.ordinal_span);
    if half.iter().all(plain) {
        let edits = half
            .iter()
            .map(|heading| {
                Edit::new(
                    heading.ordinal_span,
                    report
                        .source
                        .slice(heading.ordinal_span)
                        .replace('(', "（")
                        .replace(')', "）"),
                )
            })
            .collect();
        diagnostic = diagnostic.with_fix(Fix {
            title: Message::new("统一为全角括号", "Use full-width brackets"),
            applicability: Applicability::Safe,
            edits,
        });
    }
    sink.report(diagnostic);
}
