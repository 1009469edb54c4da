//! M013: an address that was never filled in.

use nianbao_core::{Span, TextRange};
use nianbao_facts::passages::{after, before, is_running, occurrences};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M013",
    name: "link-empty",
    group: Group::Metadata,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "网址不得空缺或留占位符",
        "No empty or placeholder web address",
    ),
    explanation: Text::new(
        "“门户网站（）”里没有网址，或网址是“www.xxx.gov.cn”之类的模板文字，读者无法查阅。应填写真实网址，或删去括号。",
        "Empty brackets after 网站 or an address such as www.xxx.gov.cn lead nowhere. Fill in the real \
         address or remove the brackets.",
    ),
    basis: &["公开内容完整准确的一般要求"],
    traps: Text::new(
        "网页里括号内是图标、链接而没有文字的，不报；栏目名中的“xxgk”不是占位符。",
        "Brackets that hold a picture or link of a page are no finding; xxgk in an address is no \
         placeholder.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "（）" },
            title: Text::new("网站名后是空括号", "Empty brackets"),
            edits: &[(
                "如对报告内容",
                "本报告在县政府门户网站（）公布。如对报告内容",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "www.xxx.gov.cn",
            },
            title: Text::new("模板网址", "A template's address"),
            edits: &[(
                "如对报告内容",
                "本报告在县政府门户网站（http://www.xxx.gov.cn）公布。如对报告内容",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("真实网址", "A real address"),
            edits: &[(
                "如对报告内容",
                "本报告在县政府门户网站（http://www.yunxi.gov.cn/xxgk/）公布。如对报告内容",
            )],
        },
    ],
    check,
};

/// What a web address follows.
const SITES: [&str; 9] = [
    "网站",
    "网址",
    "官网",
    "门户网",
    "政府网",
    "平台",
    "网页",
    "链接",
    "专栏",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for (inside, width) in [
        ("()", 2),
        ("(网址:)", 0),
        ("(http://)", 0),
        ("(https://)", 0),
    ] {
        for found in occurrences(&report.prose, inside, is_running) {
            let is_site = SITES
                .iter()
                .any(|site| before(&report.prose, found.start).ends_with(site));
            let span = report.prose.source_span(found);
            if (width == 0 || is_site) && report.source.can_edit(span) {
                sink.report(empty(span));
            }
        }
    }
    for found in occurrences(&report.prose, "www.", is_running) {
        if let Some(host) = placeholder(after(&report.prose, found.start)) {
            let range = TextRange::new(found.start as usize, found.start as usize + host.len());
            sink.report(Diagnostic::new(
                &RULE,
                report.prose.source_span(range),
                Message::new(
                    format!("“{host}”是模板里的网址，请改成真实网址。"),
                    format!("{host} is a template's address; give the real one."),
                ),
            ));
        }
    }
}

fn empty(span: Span) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        span,
        Message::new(
            "括号里没有网址。请填写网址，或删去括号。",
            "There is no address in the brackets; fill it in or remove them.",
        ),
    )
    .with_replacement(
        Applicability::Suggested,
        Message::new("删去空括号", "Remove the empty brackets"),
        span,
        "",
    )
}

/// The host that a text begins with, if one of its labels is a template's.
fn placeholder(text: &str) -> Option<&str> {
    let len: usize = text
        .chars()
        .take_while(|&c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '*' | '×' | '○'))
        .map(char::len_utf8)
        .sum();
    let host = text[..len].trim_end_matches('.');
    let mut labels = host.split('.').skip(1);
    labels
        .any(|label| {
            label.chars().count() >= 2
                && label
                    .chars()
                    .all(|c| matches!(c, 'x' | 'X' | '*' | '×' | '○'))
        })
        .then_some(host)
}
