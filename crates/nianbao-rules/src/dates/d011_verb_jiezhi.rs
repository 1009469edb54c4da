//! D011: 截至 a day, not 截止.

use nianbao_core::prose::Prose;
use nianbao_core::{Report, TextRange};
use nianbao_facts::passages::{after, before, is_own, is_quoted, occurrences};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D011",
    name: "verb-jiezhi",
    group: Group::Dates,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "日期前用“截至”，不用“截止”",
        "截至, not 截止, before a date",
    ),
    explanation: Text::new(
        "“截止”是到期停止，后面不带时间；统计到某一天为止用“截至”。",
        "截止 means to close and takes no date; for figures up to a day the verb is 截至.",
    ),
    basis: &["《现代汉语词典》“截至”“截止”"],
    traps: Text::new(
        "“截止时间”“截止日期”“于……截止”正确；报名、征集等到期停止的不报。",
        "截止时间, 截止日期 and …截止 are right; so is the closing of an enrolment.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "截止" },
            title: Text::new("“截止2023年12月31日”", "截止 before a date"),
            edits: &[(
                "发布政策解读材料36篇",
                "截止2023年12月31日发布政策解读材料36篇",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "截止到"
            },
            title: Text::new("“截止到目前”", "截止到 before 目前"),
            edits: &[("发布政策解读材料36篇", "截止到目前发布政策解读材料36篇")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("“截止日期”", "A closing date"),
            edits: &[(
                "发布政策解读材料36篇",
                "征求意见截止日期为2023年6月1日，发布政策解读材料36篇",
            )],
        },
    ],
    check,
};

/// What ends on a day: closing it is what 截止 means.
const CLOSING: [&str; 12] = [
    "报名", "申报", "征集", "投稿", "受理", "申请", "缴费", "投票", "评选", "意见", "投标", "于",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for found in occurrences(prose, "截止", is_own) {
        let Some(range) = verb(prose, found) else {
            continue;
        };
        let lead = before(prose, found.start);
        let closes = CLOSING.iter().any(|word| lead.ends_with(word));
        let ends_period = prose
            .periods
            .iter()
            .any(|period| period.range.contains(range));
        if closes || ends_period || is_quoted(prose, found.start) {
            continue;
        }
        sink.report(diagnose(report, range));
    }
}

/// 截止 with 到 or 至 after it, if a time follows.
fn verb(prose: &Prose, found: TextRange) -> Option<TextRange> {
    let rest = after(prose, found.end);
    let particle = ["到", "至"]
        .iter()
        .find(|particle| rest.starts_with(**particle))
        .map_or(0, |particle| particle.len());
    let end = found.end + particle as u32;
    let follows = rest.get(particle..).unwrap_or("");
    let is_time = ["目前", "今年", "年底", "去年底", "当前"]
        .iter()
        .any(|word| follows.starts_with(word))
        || prose
            .dates
            .binary_search_by(|date| date.range.start.cmp(&end))
            .is_ok();
    is_time.then_some(TextRange {
        start: found.start,
        end,
    })
}

fn diagnose(report: &Report, range: TextRange) -> Diagnostic {
    let text = report.prose.text(range);
    let span = report.prose.source_span(range);
    let found = Diagnostic::new(
        &RULE,
        span,
        Message::new(
            format!("“{text}”后面带时间，应为“截至”。“截止”表示到期停止，不带时间。"),
            "截至 is the verb for figures up to a day; 截止 means to close.",
        ),
    );
    if !is_bare(report, span) {
        return found;
    }
    found.with_replacement(
        Applicability::Safe,
        Message::new("改为“截至”", "Write 截至"),
        span,
        "截至",
    )
}
