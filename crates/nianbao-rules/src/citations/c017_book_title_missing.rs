//! C017: a law without its book marks.

use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::words::is_cjk;
use nianbao_lint::words::{Entry, hits};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C017",
    name: "book-title-missing",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new("法律法规名称用书名号", "Names of laws stand in 《》"),
    explanation: Text::new(
        "法律、法规、文件的名称用书名号《》标明；小于号“< >”不是书名号。",
        "Names of laws and documents stand in 《》; < and > are no book marks.",
    ),
    basis: &["GB/T 15834—2011 4.15"],
    traps: Text::new(
        "“条例”作普通名词、地方条例、书名号内的名称不算。",
        "条例 as a common noun, local regulations, and names inside other titles are left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "中华人民共和国政府信息公开条例",
            },
            title: Text::new("没有书名号", "Without book marks"),
            edits: &[(
                "《中华人民共和国政府信息公开条例》（以下简称《条例》）",
                "中华人民共和国政府信息公开条例（以下简称《条例》）",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("普通名词", "A common noun"),
            edits: &[(
                "严格执行信息发布审核制度",
                "按照条例严格执行信息发布审核制度，落实《云溪县政府信息公开条例实施办法》",
            )],
        },
    ],
    check,
};

/// The laws that reports cite.
pub(crate) static WORDS: &[Entry] = &[
    Entry::word("政府信息公开条例").not_before(&["实施"]),
    Entry::word("中华人民共和国保守国家秘密法").not_before(&["实施"]),
    Entry::word("中华人民共和国行政复议法").not_before(&["实施"]),
    Entry::word("中华人民共和国行政诉讼法").not_before(&["实施"]),
    Entry::word("中华人民共和国行政许可法").not_before(&["实施"]),
    Entry::word("中华人民共和国行政处罚法").not_before(&["实施"]),
    Entry::word("中华人民共和国民法典").not_before(&["实施"]),
    Entry::word("中华人民共和国个人信息保护法").not_before(&["实施"]),
    Entry::word("中华人民共和国数据安全法").not_before(&["实施"]),
    Entry::word("中华人民共和国网络安全法").not_before(&["实施"]),
    Entry::word("政府信息公开信息处理费管理办法").not_before(&["实施"]),
];

const STATE: &str = "中华人民共和国";

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for hit in hits(context, &RULE) {
        let (before, after) = (hit.before(report), hit.after(report));
        let state = before.ends_with(STATE);
        let start = hit.range.start as usize - if state { STATE.len() } else { 0 };
        let before = &before[..before.len() - if state { STATE.len() } else { 0 }];
        // A local law (广东省政府信息公开条例) and the name in other marks are something else.
        if !state && before.ends_with(['省', '市', '区', '县', '国', '州', '〈'])
            || before.ends_with('〈')
        {
            continue;
        }
        let range = TextRange::new(start, hit.range.end as usize);
        let name = report.prose.text(range);
        let message = Message::new(
            format!("“{name}”应加书名号：《{name}》。"),
            format!("\"{name}\" is the name of a law and needs book marks."),
        );
        let mut span = report.prose.source_span(range);
        if before.ends_with('<') && after.starts_with('>') {
            let wide = TextRange::new(start - 1, hit.range.end as usize + 1);
            span = report.prose.source_span(wide);
        }
        let diagnostic = Diagnostic::new(&RULE, span, message);
        if !is_bare_name(report, span) {
            sink.report(diagnostic);
            continue;
        }
        sink.report(diagnostic.with_replacement(
            Applicability::Safe,
            Message::new("加书名号", "Add book marks"),
            span,
            format!("《{name}》"),
        ));
    }
}

/// Whether a span holds the name alone, perhaps in < >, so that it can be replaced.
fn is_bare_name(report: &Report, span: Span) -> bool {
    let text = report.source.slice(span);
    text.trim_start_matches('<')
        .trim_end_matches('>')
        .chars()
        .all(is_cjk)
}
