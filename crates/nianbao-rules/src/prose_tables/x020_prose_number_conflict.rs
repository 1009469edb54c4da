//! X020: the same total given twice with different numbers.

use nianbao_core::form::SectionKind;
use nianbao_core::prose::{ParagraphKind, Quantity};
use nianbao_core::{Report, TextRange};
use nianbao_facts::passages::tail;
use nianbao_facts::readers::claims::{SCOPE, begins_with, counts_this_year};
use nianbao_facts::readers::outcomes::names_a_body;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X020",
    name: "prose-number-conflict",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "同一数据前后应当一致",
        "The same total is the same number wherever it stands",
    ),
    explanation: Text::new(
        "同一范围、同一时期的同一项数据在报告中出现两次，数字却不同，读者无从判断哪个是准的。请核对并统一；统计范围不同的，\
         请分别写明。",
        "The same thing counted for the same scope and year has one number. Where scopes differ, say so.",
    ),
    basis: &["《政府信息公开条例》第六条"],
    traps: Text::new(
        "两处都是一句话开头写的全年总数、说法和范围词相同才比较；“其中”、某渠道、某单位、累计、往年、约数不比较，\
         与表格核对的数由其他规则判断。",
        "Compared only where both begin a sentence as totals of the year in the same words and scope; parts, \
         channels, units, running totals, other years and approximate numbers are not, and numbers of the tables \
         are judged by other rules.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "3期" },
            title: Text::new("培训期数前后不同", "Two numbers of courses"),
            edits: &[
                ("举办业务培训班2期，", "全年举办政务公开业务培训班2期，"),
                (
                    "2023年，全县未收取信息处理费。",
                    "2023年，全县未收取信息处理费。全年举办政务公开业务培训班3期。",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("前后相同", "The same number"),
            edits: &[
                ("举办业务培训班2期，", "全年举办政务公开业务培训班2期，"),
                (
                    "2023年，全县未收取信息处理费。",
                    "2023年，全县未收取信息处理费。全年举办政务公开业务培训班2期。",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("范围不同", "Another scope"),
            edits: &[
                (
                    "发布政策解读材料36篇。",
                    "全县共发布政策解读材料36篇。县政府办公室共发布政策解读材料12篇。",
                ),
                (
                    "2023年，全县未收取信息处理费。",
                    "2023年，全县未收取信息处理费。累计发布政策解读材料236篇，我办全年发布政策解读材料9篇。",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("渠道不同", "Another channel"),
            edits: &[(
                "发布政策解读材料36篇。",
                "全年共发布政策解读材料36篇。全年通过微信公众号发布政策解读材料20篇。",
            )],
        },
    ],
    check,
};

/// What a total must be about for its words to name it fully.
const TOPICS: [&str; 13] = [
    "公开",
    "解读",
    "建议",
    "提案",
    "留言",
    "来信",
    "来电",
    "热线",
    "工单",
    "公报",
    "发布会",
    "听证",
    "问卷",
];

/// What other rules compare with the tables.
const TABLED: [&str; 7] = [
    "申请",
    "复议",
    "诉讼",
    "规范性文件",
    "行政许可",
    "行政处罚",
    "行政强制",
];

/// Words of a channel: what goes through it is less than the whole.
const CHANNELS: [&str; 14] = [
    "通过",
    "网站",
    "平台",
    "新媒体",
    "微信",
    "微博",
    "公众号",
    "抖音",
    "客户端",
    "专栏",
    "栏目",
    "专区",
    "频道",
    "门户",
];

/// How long, in bytes, the words of scope may be that stand in clauses of their own.
const LONGEST_LEAD: u32 = 60;

/// How far before a number, in characters, words of a channel are looked for.
const NEAR: usize = 200;

/// A total with what it counts.
struct Total<'a> {
    /// Its scope: the area or kind of body, empty where the words name none.
    scope: &'a str,
    /// What is counted, before the number and, where that is no name, after it.
    what: (&'a str, &'a str),
    unit: &'a str,
    quantity: &'a Quantity,
}

impl Total<'_> {
    fn key(&self) -> (&str, (&str, &str), &str) {
        (self.what.0, (self.what.1, self.unit), self.scope)
    }
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let mut totals: Vec<Total<'_>> = report
        .prose
        .quantities
        .iter()
        .filter_map(|quantity| total(report, quantity))
        .collect();
    totals.sort_by(|a, b| {
        let place = |total: &Total<'_>| total.quantity.number.start;
        a.key().cmp(&b.key()).then(place(a).cmp(&place(b)))
    });
    for group in totals.chunk_by(|a, b| a.key() == b.key()) {
        let [first, rest @ ..] = group else { continue };
        let other = rest
            .iter()
            .find(|total| total.quantity.value != first.quantity.value);
        if let Some(other) = other {
            sink.report(diagnose(first, other));
        }
    }
}

/// Reads a number as a total of the year with which its sentence begins.
fn total<'a>(report: &'a Report, quantity: &'a Quantity) -> Option<Total<'a>> {
    let prose = &report.prose;
    // Most numbers stand deep in their sentences.
    let sentence = prose.sentence_at(quantity.number.start);
    if quantity.qualifiers.part || quantity.subject.start > sentence.start + LONGEST_LEAD {
        return None;
    }
    let paragraph = prose.paragraphs.get(quantity.paragraph)?;
    let section = paragraph
        .section
        .and_then(|section| report.sections.get(section))
        .and_then(|section| section.kind);
    let read = paragraph.kind == ParagraphKind::Body
        && matches!(
            section,
            Some(SectionKind::Overview | SectionKind::Problems | SectionKind::Other)
        );
    if !read {
        return None;
    }
    // Most sentences name no whole year at once: that is told sooner than what they are about.
    let lead = prose.text(TextRange {
        start: sentence.start,
        end: quantity.number.start,
    });
    let (scope, before) = without_scope(lead)?;
    let subject = prose.text(quantity.subject);
    let object = prose.text(quantity.object);
    let topical = TOPICS
        .iter()
        .any(|word| subject.contains(word) || object.contains(word));
    if !topical || !counts_this_year(report, quantity) {
        return None;
    }
    let before = before
        .strip_suffix("共计")
        .or_else(|| before.strip_suffix('共'))
        .unwrap_or(before);
    let after = if before.chars().count() >= 4 {
        ""
    } else {
        object
    };
    let named = |word: &str| before.contains(word) || after.contains(word);
    let plain = before.chars().count() + after.chars().count() >= 4
        && !before.contains(|c: char| ",;:()、“《\"".contains(c) || c.is_ascii_digit())
        && TOPICS.iter().any(|word| named(word))
        && !TABLED.iter().any(|word| named(word))
        && !CHANNELS.iter().any(|word| named(word))
        && !names_a_body(before);
    if !plain || is_of_channel(report, quantity, paragraph.range.start) {
        return None;
    }
    Some(Total {
        scope,
        what: (before, after),
        unit: prose.text(quantity.unit),
        quantity,
    })
}

/// Whether what stands before a number in its paragraph, or the sub-heading over it, is about one
/// channel: `(四)平台建设情况。…全年公开政府信息300条`.
fn is_of_channel(report: &Report, quantity: &Quantity, from: u32) -> bool {
    let prose = &report.prose;
    let before = prose.text(TextRange {
        start: from,
        end: quantity.number.start,
    });
    let before = tail(before, NEAR);
    let over = prose
        .sub_headings
        .partition_point(|heading| heading.paragraph <= quantity.paragraph);
    let title = over
        .checked_sub(1)
        .and_then(|at| prose.sub_headings.get(at))
        .map_or("", |heading| prose.text(heading.title));
    CHANNELS
        .iter()
        .any(|word| before.contains(word) || title.contains(word))
}

/// The scope that the words of a sentence begin with, and the words behind it; `None` unless they say
/// that the whole year is meant.
fn without_scope(lead: &str) -> Option<(&str, &str)> {
    let mut rest = lead;
    let mut scope = "";
    let mut whole = false;
    loop {
        let word = SCOPE
            .iter()
            .filter(|word| begins_with(rest, word))
            .max_by_key(|word| word.len());
        if let Some(word) = word {
            whole |= word.contains('年') || word.contains('共') || word.contains('期');
            let last = word.chars().next_back().map_or(0, char::len_utf8);
            if word.starts_with(['全', '我', '本']) && !word.contains('年') && *word != "全部"
            {
                scope = &word[word.len() - last..];
            }
            rest = &rest[word.len()..];
        } else if let Some(after) = rest.strip_prefix(',') {
            rest = after;
        } else {
            // A year, already known to be the report's.
            let year = rest.get(..4).is_some_and(is_year);
            let Some(after) = year
                .then(|| &rest[4..])
                .and_then(|rest| rest.strip_prefix('年'))
            else {
                break;
            };
            whole = true;
            rest = after;
        }
    }
    whole.then_some((scope, rest))
}

fn is_year(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn diagnose(first: &Total<'_>, other: &Total<'_>) -> Diagnostic {
    let (before, after) = first.what;
    let (one, two, unit) = (first.quantity.value, other.quantity.value, first.unit);
    Diagnostic::new(
        &RULE,
        other.quantity.span,
        Message::new(
            format!(
                "“{before}{after}”前面写 {one} {unit}，这里写 {two} {unit}。请核对并统一；统计范围不同的，请分别写明。"
            ),
            format!("The same total is {one} before and {two} here. Make them agree, or say how they differ."),
        ),
    )
    .with_related(
        first.quantity.span,
        Message::new(format!("前面写 {one} {unit}"), format!("{one} before")),
    )
}
