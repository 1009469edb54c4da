//! M002: “2023年度……年度报告” says 年度 twice.

use nianbao_core::TextRange;
use nianbao_core::prose::ParagraphKind;
use nianbao_facts::passages::{after, is_year_alone, paragraph};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M002",
    name: "title-year-word-doubled",
    group: Group::Metadata,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "标题“2023年度……年度报告”重复“年度”",
        "年度 twice in the title",
    ),
    explanation: Text::new(
        "“年度报告”已含“年度”，前面写“2023年”即可。这样写的很普遍，默认不提示。",
        "年度报告 says 年度 already, so 2023年 is enough. The doubled form is common; off by default.",
    ),
    basis: &["公文用语习惯"],
    traps: Text::new(
        "只看标题；名称里没有“年度报告”的不算。",
        "The title alone is looked at, and only if it says 年度报告.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "年度" },
            title: Text::new("“2023年度……年度报告”", "年度 twice"),
            edits: &[("# 云溪县人民政府2023年政府", "# 云溪县人民政府2023年度政府")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("“2023年……年度报告”", "年度 once"),
            edits: &[],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    if !report
        .title
        .as_ref()
        .is_some_and(|title| title.text.contains("年度报告"))
    {
        return;
    }
    let is_title = |kind| kind == ParagraphKind::Title;
    for date in &prose.dates {
        let doubled = is_year_alone(date)
            && paragraph(prose, date.paragraph, is_title).is_some()
            && after(prose, date.range.end).starts_with("度");
        if !doubled {
            continue;
        }
        let end = date.range.end;
        let width = "度".len() as u32;
        let word = TextRange {
            start: end - "年".len() as u32,
            end: end + width,
        };
        let last = prose.source_span(TextRange {
            start: end,
            end: end + width,
        });
        let found = Diagnostic::new(
            &RULE,
            prose.source_span(word),
            Message::new(
                "标题里“年度”重复：“年度报告”之前写“年”即可。",
                "年度 stands twice in the title; 年 is enough before 年度报告.",
            ),
        );
        sink.report(if is_bare(report, last) {
            found.with_replacement(
                Applicability::Suggested,
                Message::new("去掉“度”", "Remove 度"),
                last,
                "",
            )
        } else {
            found
        });
    }
}
