//! M001: the title names the body, the year and the report as the law calls it.

use nianbao_core::form::SectionKind;
use nianbao_core::prose::ParagraphKind;
use nianbao_core::{Report, Span, TextRange, Title};
use nianbao_facts::passages::{paragraph, title_span};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// What 条例 arts. 49 and 50 call the report.
pub(crate) const NAME: &str = "政府信息公开工作年度报告";

/// The rule.
pub static RULE: Rule = Rule {
    code: "M001",
    name: "title-pattern",
    group: Group::Metadata,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "标题应为“机关名称＋年份＋政府信息公开工作年度报告”",
        "The title names body, year and “政府信息公开工作年度报告”",
    ),
    explanation: Text::new(
        "《条例》称之为“政府信息公开工作年度报告”。标题应写明机关名称、报告年份和这一名称，不宜写作“政务公开工作报告”“信息公开年度报告”等。",
        "The regulation calls it 政府信息公开工作年度报告. The title gives the body, the year and this name.",
    ),
    basis: &[
        "《政府信息公开条例》第四十九条",
        "《政府信息公开条例》第五十条",
    ],
    traps: Text::new(
        "标题分成两三行、网站重复显示标题的，合起来看；“2023年度”由 M002 提示；只有片段、没有卷首的文本不检查。",
        "Titles over several lines are read together; M002 is about 2023年度; a fragment that does not \
         begin with the first section is not looked at.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "云溪县人民政府2023年信息公开工作年度报告",
            },
            title: Text::new("漏了“政府”", "政府 left out"),
            edits: &[(
                "# 云溪县人民政府2023年政府信息公开工作年度报告",
                "# 云溪县人民政府2023年信息公开工作年度报告",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "云溪县人民政府政府信息公开工作年度报告",
            },
            title: Text::new("没有年份", "No year"),
            edits: &[(
                "# 云溪县人民政府2023年政府信息公开工作年度报告",
                "# 云溪县人民政府政府信息公开工作年度报告",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("年份写在最后", "The year at the end"),
            edits: &[(
                "# 云溪县人民政府2023年政府信息公开工作年度报告",
                "# 云溪县人民政府政府信息公开工作年度报告（2023年）",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("标题分成两行", "A title in two lines"),
            edits: &[(
                "# 云溪县人民政府2023年政府",
                "# 云溪县人民政府\n\n# 2023年政府",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some(title) = &report.title else {
        if let Some(found) = missing(report) {
            sink.report(found);
        }
        return;
    };
    let mut faults: Vec<(&str, &str)> = Vec::new();
    if report.body.is_none() {
        faults.push(("没有写明机关名称", "the body is missing"));
    }
    if title.year.is_none() && !has_year(report) {
        faults.push(("没有写明年份", "the year is missing"));
    }
    let is_named = title.text.contains(NAME);
    if !is_named {
        faults.push((
            "没有使用“政府信息公开工作年度报告”这一名称",
            "the report is not called 政府信息公开工作年度报告",
        ));
    }
    if faults.is_empty() {
        return;
    }
    let (zh, en): (Vec<_>, Vec<_>) = faults.into_iter().unzip();
    let mut found = Diagnostic::new(
        &RULE,
        title_span(report, title),
        Message::new(
            format!(
                "标题{}。标题应为“机关名称＋年份＋政府信息公开工作年度报告”（《政府信息公开条例》第四十九条、第五十条）。",
                zh.join("，")
            ),
            format!("Title: {}.", en.join("; ")),
        ),
    );
    if !is_named && let Some(span) = name_span(report, title) {
        found = found.with_replacement(
            Applicability::Suggested,
            Message::new(
                "改为“政府信息公开工作年度报告”",
                "Call it 政府信息公开工作年度报告",
            ),
            span,
            NAME,
        );
    }
    sink.report(found);
}

/// Whether a line of the title has a year that is no part of its pattern: `……年度报告（2023年）`.
fn has_year(report: &Report) -> bool {
    let is_title = |kind| kind == ParagraphKind::Title;
    let prose = &report.prose;
    prose
        .dates
        .iter()
        .any(|date| date.year.is_some() && paragraph(prose, date.paragraph, is_title).is_some())
}

/// A report that begins with its first section and has no title.
fn missing(report: &Report) -> Option<Diagnostic> {
    let first = report.sections.first()?;
    if first.kind != Some(SectionKind::Overview) || report.sections.len() < 3 {
        return None;
    }
    let is_preamble = |kind| kind == ParagraphKind::Preamble;
    let preamble = report
        .prose
        .paragraphs
        .iter()
        .find(|paragraph| is_preamble(paragraph.kind))?;
    Some(Diagnostic::new(
        &RULE,
        Span::empty(preamble.span.start as usize),
        Message::new(
            "没有找到标题。应写明“机关名称＋年份＋政府信息公开工作年度报告”。",
            "No title was found; give body, year and 政府信息公开工作年度报告.",
        ),
    ))
}

/// Where the title calls the report something else, if that stands in one piece.
fn name_span(report: &Report, title: &Title) -> Option<Span> {
    let prose = &report.prose;
    let mut lines = prose.paragraphs.iter().filter(|paragraph| {
        paragraph.kind == ParagraphKind::Title && title.span.contains(paragraph.span)
    });
    lines.find_map(|line| {
        let text = prose.text(line.range);
        let start = ["政府信息公开", "政务信息公开", "信息公开", "政务公开"]
            .iter()
            .find_map(|topic| text.find(topic))?;
        let end = text.rfind("报告")? + "报告".len();
        let base = line.range.start as usize;
        (start < end)
            .then(|| prose.source_span(TextRange::new(base + start, base + end)))
            .filter(|&span| is_bare(report, span))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::run_on;

    #[test]
    fn a_report_without_a_title_is_told() {
        let text = "现将情况报告如下。\n\n一、总体情况\n\n共公开3条。\n\n二、主动公开政府信息情况\n\n三、收到和处理政府信息公开申请情况\n";
        assert_eq!(run_on(&RULE, text).diagnostics.len(), 1);
        let fragment = text.trim_start_matches("现将情况报告如下。\n\n");
        assert_eq!(run_on(&RULE, fragment).diagnostics.len(), 0);
    }
}
