//! M007: the report says which period its figures cover.

use nianbao_core::Report;
use nianbao_core::prose::ParagraphKind;
use nianbao_facts::passages::has;
use nianbao_facts::preamble;
use nianbao_facts::preamble::Place;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M007",
    name: "period-missing",
    group: Group::Metadata,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "应写明数据的统计期限",
        "The report says which period its figures cover",
    ),
    explanation: Text::new(
        "写明统计期限，读者才知道数据是否为全年数据。一般写“本报告所列数据的统计期限自×年1月1日起至×年12月31日止”。",
        "Only a stated period tells that the figures are those of the whole year.",
    ),
    basis: &["《政府信息公开条例》第四十九条", "DB51/T 2660—2019 2.1"],
    traps: Text::new(
        "写在卷首、第一部分或文末都可以；没有标题的片段不检查。",
        "It may stand in the preamble, in section 1 or at the end; a fragment without a title is not looked \
         at.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "" },
            title: Text::new("没有统计期限", "No period"),
            edits: &[("本报告数据的统计期限为2023年1月1日至2023年12月31日。", "")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写在文末", "At the end"),
            edits: &[
                ("本报告数据的统计期限为2023年1月1日至2023年12月31日。", ""),
                (
                    "全县未收取信息处理费。",
                    "全县未收取信息处理费。以上数据统计时段为2023年1月1日至12月31日。",
                ),
            ],
        },
    ],
    check,
};

/// Words by which a report speaks of its period, whatever form the dates have.
const WORDS: [&str; 7] = [
    "统计期限",
    "统计时限",
    "统计时段",
    "统计时间",
    "统计周期",
    "统计区间",
    "统计截",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if report.title.is_none() || report.sections.len() < 3 || is_stated(report) {
        return;
    }
    let Some(place) = preamble::end(report) else {
        return;
    };
    let found = Diagnostic::new(
        &RULE,
        place.span(),
        Message::new(
            "没有写明数据的统计期限。宜写“本报告所列数据的统计期限自×年1月1日起至×年12月31日止”，放在卷首或文末均可。",
            "The report does not say which period its figures cover; add it to the preamble or the end.",
        ),
    );
    let sentence = report
        .year
        .map(|year| format!("本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"));
    let text = match (place, sentence) {
        (Place::Before(_), Some(sentence)) => sentence,
        (Place::AfterTitle(_), Some(sentence)) => format!("\n\n{sentence}"),
        _ => {
            sink.report(found);
            return;
        }
    };
    sink.report(found.with_replacement(
        Applicability::Suggested,
        Message::new("补写统计期限", "Add the period"),
        place.span(),
        text,
    ));
}

fn is_stated(report: &Report) -> bool {
    let prose = &report.prose;
    let covers_a_year = |index: usize| {
        prose.periods.get(index).is_some_and(|period| {
            let ends = (period.from, period.to);
            matches!(ends, (Some(from), Some(to)) if (from.month, from.day, to.month) == (1, 1, 12))
        })
    };
    report.period.is_some()
        || (0..prose.periods.len()).any(covers_a_year)
        || WORDS.iter().any(|word| has(prose, word))
        || names_last_day(report)
}

/// Whether the preamble gives 31 December, as `数据截至2023年12月31日` does.
fn names_last_day(report: &Report) -> bool {
    let prose = &report.prose;
    prose.dates.iter().any(|date| {
        (date.month, date.day) == (Some(12), Some(31))
            && prose
                .paragraphs
                .get(date.paragraph)
                .is_some_and(|paragraph| paragraph.kind == ParagraphKind::Preamble)
    })
}
