//! P002: full and half width mixed in one document.

use nianbao_facts::punctuation::half_width;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, Fix, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

use super::widen::widened;

/// The rule.
pub static RULE: Rule = Rule {
    code: "P002",
    name: "punct-width-mixed",
    group: Group::Punctuation,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "同一文件的标点全角、半角不应混用",
        "One width of marks throughout",
    ),
    explanation: Text::new(
        "半角标点较多时只提一次，列出处数和行号，可一并改为全角。全文几乎都是半角的，多为网站发布\
         系统统一转换，降为提示。",
        "Many half-width marks are one finding with their count and lines. Where hardly any mark \
         is full width, a program did it, and the finding is a hint.",
    ),
    basis: &["GB/T 15834—2011 5.1"],
    traps: Text::new(
        "只有几处的由 P001 逐处提出；数字、网址、序号、表格里的不算。",
        "A few are the business of P001; numbers, addresses, ordinals and tables do not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "," },
            title: Text::new("一部分段落是半角", "Some paragraphs in half width"),
            edits: &[("，", ","), ("；", ";")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("只有一处", "A single one"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "优化县政府门户网站栏目设置,",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let found = half_width(context.facts);
    if found.are_slips() {
        return;
    }
    let marks: Vec<_> = found.groups.iter().flatten().collect();
    let Some(first) = marks.first() else { return };
    let mut lines: Vec<u32> = marks
        .iter()
        .map(|mark| report.source.line_of(mark.span.start) + 1)
        .collect();
    lines.dedup();
    let shown: Vec<String> = lines.iter().take(5).map(ToString::to_string).collect();
    let (dots, count) = (if lines.len() > 5 { "等" } else { "" }, found.half);
    let full = found.full;
    let everywhere = found.is_everywhere();
    let message = if everywhere {
        Message::new(
            format!(
                "全文标点几乎都是半角（{count} 处），多为网站发布系统统一转换所致。原稿如为全角可忽略，否则请一并改为全角。"
            ),
            format!("Nearly all marks are half width ({count}): a program's work, it seems."),
        )
    } else {
        Message::new(
            format!(
                "全角、半角标点混用：半角 {count} 处（第 {}{dots}行），全角 {full} 处，应统一为全角。",
                shown.join("、")
            ),
            format!(
                "Full-width ({full}) and half-width ({count}) marks are mixed; lines {}.",
                shown.join(", ")
            ),
        )
    };
    let mut diagnostic = Diagnostic::new(&RULE, first.span, message);
    if everywhere {
        diagnostic.severity = Severity::Info;
    }
    sink.report(diagnostic.with_fix(Fix {
        title: Message::new(
            format!("把 {count} 处半角标点改为全角"),
            format!("Write {count} marks in full width"),
        ),
        applicability: Applicability::Safe,
        edits: widened(marks.into_iter()),
    }));
}
