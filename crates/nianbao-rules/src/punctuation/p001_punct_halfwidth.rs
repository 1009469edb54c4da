//! P001: half-width marks in Chinese text.

use nianbao_facts::plain::is_bare;
use nianbao_facts::punctuation::{Mark, full_width, half_width};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, Fix, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

use super::widen::widened;

/// The rule.
pub static RULE: Rule = Rule {
    code: "P001",
    name: "punct-halfwidth",
    group: Group::Punctuation,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("中文里的标点用全角", "Full-width marks in Chinese text"),
    explanation: Text::new(
        "中文段落里夹了半角的逗号、括号等，多为输入法没有切换。改为全角即可。",
        "Half-width marks in Chinese text are slips of the input method.",
    ),
    basis: &["GB/T 15834—2011 5.1"],
    traps: Text::new(
        "数字、时间、网址、英文中的半角标点，（一）等序号，以及表格，都不算；半角较多的由 P002 合\
         并提一次。",
        "Numbers, times, addresses, Latin text, ordinals and tables are left alone; many of them \
         are one finding of P002.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "," },
            title: Text::new("夹了半角逗号", "A half-width comma"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "优化县政府门户网站栏目设置,",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "(2023年版)",
            },
            title: Text::new("半角括号", "Half-width brackets"),
            edits: &[("组织开展社会评议", "按照权力清单(2023年版)组织开展社会评议")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("数字、时间和网址", "Numbers, times and addresses"),
            edits: &[(
                "组织开展社会评议",
                "于9:30通过网站https://www.example.gov.cn/a,b.html发布1,204条，组织开展社会评议",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let found = half_width(context.facts);
    if !found.are_slips() {
        return;
    }
    for groups in found
        .groups
        .chunk_by(|left, right| left[0].paragraph == right[0].paragraph)
    {
        let group = &groups[0];
        let written: String = group.iter().map(|mark| mark.sign).collect();
        let full: String = group
            .iter()
            .filter_map(|mark| full_width(mark.sign))
            .collect();
        let count = groups.len();
        let more = if count > 1 {
            format!("（本段 {count} 处）")
        } else {
            String::new()
        };
        let message = Message::new(
            format!("中文里用了半角标点“{written}”{more}，应为全角“{full}”。"),
            format!(
                "Half-width \"{written}\" in Chinese text ({count} in this paragraph): write \"{full}\"."
            ),
        );
        // Brackets with markup or a line break between them are shown by the first alone.
        let whole = |group: &[Mark]| {
            let span = group[0].span.cover(group[group.len() - 1].span);
            if is_bare(report, span) {
                span
            } else {
                group[0].span
            }
        };
        let mut diagnostic = Diagnostic::new(&RULE, whole(group), message);
        for other in &groups[1..] {
            diagnostic = diagnostic
                .with_related(whole(other), Message::new("这里也是半角", "Half width too"));
        }
        sink.report(diagnostic.with_fix(Fix {
            title: Message::new("改为全角", "Write full-width marks"),
            applicability: Applicability::Safe,
            edits: widened(groups.iter().flatten()),
        }));
    }
}
