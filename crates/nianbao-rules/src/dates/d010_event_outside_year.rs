//! D010: something that happened in another year, told as work of this one.

use nianbao_core::Report;
use nianbao_core::prose::{Date, ParagraphKind};
use nianbao_facts::passages::{after, clause_before, head, is_quoted, paragraph};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D010",
    name: "event-outside-year",
    group: Group::Dates,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "所述事项的日期应在报告年度之内",
        "What is reported happened in the report year",
    ),
    explanation: Text::new(
        "报告写的是报告年度的工作。具体日期落在其他年份的，请核对是否写错年份，或者该事项不属于本年度。",
        "The report is about one year. A day of another year is a slip, or the matter belongs to another \
         report.",
    ),
    basis: &["《政府信息公开条例》第四十九条"],
    traps: Text::new(
        "法规文件的印发、施行日期，上级的部署，“自……以来”，结转、同比，以及下一步计划不算。",
        "Dates of laws, documents and what those above decided, 自…以来, comparisons, carried-over requests and plans do not count.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "2022年5月10日",
            },
            title: Text::new("上一年的培训", "A training of the year before"),
            edits: &[("举办业务培训班2期", "2022年5月10日举办业务培训班2期")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("规定的施行日期", "When a rule took effect"),
            edits: &[(
                "举办业务培训班2期",
                "按照2022年5月10日起施行的规定举办业务培训班2期",
            )],
        },
    ],
    check,
};

/// Words of a sentence that explain a day of another year.
const EXPLAINING: [&str; 27] = [
    "党的",
    "国务院",
    "国办",
    "施行",
    "实施",
    "印发",
    "修订",
    "通过",
    "公布",
    "以来",
    "结转",
    "同比",
    "上年",
    "截至",
    "截止",
    "计划",
    "将于",
    "拟于",
    "自20",
    "成立",
    "有效期",
    "延续",
    "生效",
    "启用",
    "申请",
    "跨年",
    "决算",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some(year) = report.year else { return };
    let is_body = |kind| kind == ParagraphKind::Body;
    for date in &report.prose.dates {
        let is_other = date
            .year
            .is_some_and(|written| written != year && written + 5 >= year && written <= year + 1);
        if !is_other
            || date.month.is_none()
            || paragraph(&report.prose, date.paragraph, is_body).is_none()
            || is_explained(report, date)
        {
            continue;
        }
        let text = report.prose.text(date.range);
        sink.report(Diagnostic::new(
            &RULE,
            date.span,
            Message::new(
                format!(
                    "“{text}”不在报告年度 {year} 年之内。请核对年份，或者说明为何写入本年度报告。"
                ),
                format!("{text} is outside the report year {year}; check the year."),
            ),
        ));
    }
}

fn is_explained(report: &Report, date: &Date) -> bool {
    let prose = &report.prose;
    let sentence = prose.text(prose.sentence_at(date.range.start));
    let lead = clause_before(prose, date.range.start);
    prose
        .periods
        .iter()
        .any(|period| period.range.contains(date.range))
        || EXPLAINING.iter().any(|word| sentence.contains(word))
        || ["自", "从", "至", "到", "于:"]
            .iter()
            .any(|word| lead.ends_with(word))
        || head(after(prose, date.range.end), 3).contains(['前', '起', '底', '版'])
        || is_quoted(prose, date.range.start)
}
