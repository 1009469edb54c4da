//! S022: what belongs before the sections does not stand in 一.

use nianbao_core::form::SectionKind;
use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::sections::{binds, find};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S022",
    name: "preamble-in-section-one",
    group: Group::Structure,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "编制依据、统计期限、联系方式不写在总体情况中",
        "Basis, period and contact do not stand in the overview",
    ),
    explanation: Text::new(
        "编制依据、统计期限和联系方式是对整份报告的说明，一般写在“一、总体情况”之前。写在总体情况之中占用篇幅。",
        "Basis, period and contact speak of the report as a whole and mostly stand before section 1.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "这种写法很常见，所以默认不检查；每份报告只提一次。",
        "Very common, so the rule is off by default; one finding per report.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "本报告数据的统计期限为2023年1月1日至2023年12月31日。",
            },
            title: Text::new(
                "统计期限写在总体情况中",
                "The period stands in the overview",
            ),
            edits: &[
                ("本报告数据的统计期限为2023年1月1日至2023年12月31日。", ""),
                (
                    "2023年，我县认真贯彻落实",
                    "本报告数据的统计期限为2023年1月1日至2023年12月31日。2023年，我县认真贯彻落实",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写在各部分之前", "Before the sections"),
            edits: &[],
        },
    ],
    check,
};

const PHRASES: [&str; 9] = [
    "统计期限",
    "统计时限",
    "统计时间段",
    "统计数据从",
    "如对本报告",
    "如对报告",
    "如对年度报告",
    "如有疑问",
    "编制本年度报告",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    let Some(place) = misplaced(report) else {
        return;
    };
    let message = Message::new(
        "编制依据、统计期限、联系方式是对整份报告的说明，宜移到“一、总体情况”之前。",
        "Basis, period and contact speak of the whole report; move them before section 1.",
    );
    sink.report(Diagnostic::new(&RULE, place, message));
}

/// The first sentence in 一 that belongs before it.
fn misplaced(report: &Report) -> Option<Span> {
    let (_, section) = find(report, SectionKind::Overview)?;
    let text = report.prose.text(section.prose);
    let at = PHRASES.iter().filter_map(|phrase| text.find(phrase)).min();
    let start = section.prose.start;
    let period = report
        .period
        .and_then(|index| report.prose.periods.get(index))
        .filter(|period| period.statistical && section.prose.contains(period.range))
        .map(|period| period.range.start);
    let offset = at
        .map(|at| start + at as u32)
        .into_iter()
        .chain(period)
        .min()?;
    let sentence: TextRange = report.prose.sentence_at(offset);
    Some(report.prose.source_span(sentence))
}
