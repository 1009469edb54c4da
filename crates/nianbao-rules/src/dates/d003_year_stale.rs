//! D003: a sentence about the year's work that begins with another year.

use nianbao_core::Report;
use nianbao_core::prose::{Date, ParagraphKind};
use nianbao_facts::passages::{
    after, clause_before, is_quoted, is_year_alone, paragraph, year_digits,
};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D003",
    name: "year-stale",
    group: Group::Dates,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "叙述本年工作的年份应与报告年度一致",
        "Sentences about the year's work name the report year",
    ),
    explanation: Text::new(
        "以“2022年，我县……”开头叙述工作，而报告是 2023 年的，多是沿用上年文本忘了改年份，数据也可能没有更新。",
        "A sentence that begins with last year tells this year's work mostly by leftover text; its figures \
         may be old too.",
    ),
    basis: &["《政府信息公开条例》第四十九条"],
    traps: Text::new(
        "上年结转、同比、决算、“自2019年以来”、年份区间、书名号和引号内的名称、同一句又写到本年的，以及下一年的计划，都不报。",
        "Carried-over requests, comparisons, final accounts, 自…以来, ranges of years, names in marks, \
         sentences that name the report year too, and plans for the next year are no findings.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "2022年" },
            title: Text::new("段首沿用了上年年份", "Last year's first words"),
            edits: &[("2023年，我县认真", "2022年，我县认真")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "2022年" },
            title: Text::new("六中沿用了上年年份", "Last year in section 6"),
            edits: &[("2023年，全县未收取", "2022年，全县未收取")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("与上年比较", "A comparison with last year"),
            edits: &[(
                "发布政策解读材料36篇。",
                "2022年发布政策解读材料30篇，2023年发布36篇。2022年结转申请3件。2019年以来共发布120篇。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("决算和文件名", "Accounts and names of documents"),
            edits: &[(
                "发布政策解读材料36篇。",
                "2022年度部门决算全部公开。落实《云溪县2022年政务公开工作要点》。2024年，我县将继续推进。",
            )],
        },
    ],
    check,
};

/// Words of a sentence that explain another year in it.
const EXPLAINING: [&str; 25] = [
    "同比",
    "环比",
    "上年",
    "上一年",
    "去年",
    "往年",
    "历年",
    "相比",
    "增长",
    "下降",
    "结转",
    // A slip for it.
    "转结",
    "决算",
    "以来",
    "以前",
    "之前",
    "延续",
    "遗留",
    "今年",
    "本年",
    "申请于",
    "发布的",
    "印发的",
    "制定的",
    "出台的",
];

/// What may follow the year when it is the time of the whole sentence.
const TELLING: [&str; 30] = [
    ",",
    "我",
    "本",
    "全",
    "共",
    "累计",
    "主动公开",
    "政府信息公开",
    "收到",
    "受理",
    "未",
    "没有",
    "制发",
    "发布",
    "办理",
    "县",
    "市",
    "区",
    "镇",
    "乡",
    "街道",
    "通过",
    "组织",
    "开展",
    "举办",
    "召开",
    "各",
    "政府网站",
    "新收",
    "依申请",
];

/// Those above whose acts a report tells as background.
const OTHERS: [&str; 7] = ["国", "中央", "党", "省", "自治区", "全国", "习近平"];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some((year, _)) = report.title.as_ref().and_then(|title| title.year) else {
        return;
    };
    for date in &report.prose.dates {
        let Some(written) = date.year else { continue };
        let is_recent = written < year && written + 5 >= year;
        if !is_recent || !is_year_alone(date) || !is_time_of_sentence(report, year, date) {
            continue;
        }
        let message = Message::new(
            format!(
                "这里写的是 {written} 年，报告年度是 {year} 年。请核对是否沿用了往年文本，年份和数据都要更新。"
            ),
            format!(
                "{written} in the report of {year}: check whether text and figures are left over."
            ),
        );
        let mut found = Diagnostic::new(&RULE, date.span, message);
        if let Some(digits) = year_digits(report, date) {
            found = found.with_replacement(
                Applicability::Suggested,
                Message::new(format!("改为 {year} 年"), format!("Write {year}")),
                digits,
                year.to_string(),
            );
        }
        sink.report(found);
    }
}

/// Whether a year says when the work of its sentence was done.
fn is_time_of_sentence(report: &Report, year: u16, date: &Date) -> bool {
    let prose = &report.prose;
    let is_told = |kind| matches!(kind, ParagraphKind::Body | ParagraphKind::Heading);
    if paragraph(prose, date.paragraph, is_told).is_none() {
        return false;
    }
    let lead = clause_before(prose, date.range.start);
    if !begins_sentence(lead) {
        return false;
    }
    let rest = after(prose, date.range.end);
    let rest = rest.strip_prefix('度').unwrap_or(rest);
    let is_heading =
        paragraph(prose, date.paragraph, |kind| kind == ParagraphKind::Heading).is_some();
    if !is_heading && !TELLING.iter().any(|word| rest.starts_with(word)) {
        return false;
    }
    // What others did in that year is the background of this year's work.
    let subject = rest.trim_start_matches(',');
    if OTHERS.iter().any(|other| subject.starts_with(other)) {
        return false;
    }
    let range = prose.sentence_at(date.range.start);
    let sentence = prose.text(range);
    let names_this_year = prose
        .dates
        .iter()
        .any(|other| other.year.is_some_and(|named| named >= year) && range.contains(other.range));
    !names_this_year
        && !EXPLAINING.iter().any(|word| sentence.contains(word))
        && !is_quoted(prose, date.range.start)
}

/// Whether what stands before a year in its clause lets the year begin the sentence: nothing, an
/// ordinal, or the body itself.
fn begins_sentence(lead: &str) -> bool {
    const BODIES: [&str; 14] = [
        "我县",
        "我市",
        "我区",
        "我镇",
        "我乡",
        "我办",
        "我局",
        "我委",
        "我街道",
        "本机关",
        "本单位",
        "本部门",
        "全县",
        "全镇",
    ];
    lead.is_empty()
        || BODIES.contains(&lead)
        || matches!(
            lead,
            "一是" | "二是" | "三是" | "四是" | "五是" | "1." | "2." | "3."
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::flagged;

    #[test]
    fn years_that_only_stand_in_a_sentence_are_left_alone() {
        let place = "发布政策解读材料36篇。";
        for (text, expected) in [
            ("我县2022年未收取费用。", &["2022年"][..]),
            ("2021年度，我县公开信息3条。", &["2021年"]),
            ("2022年底建成平台。", &[]),
            ("2022年—2024年，全县推进。", &[]),
            ("2022年申请3件，今年办结。", &[]),
            ("2022年未转结申请。", &[]),
            ("对2022年印发的文件进行清理。", &[]),
            ("2022年12月20日收到申请3件。", &[]),
            ("公开2022年财政信息3条。", &[]),
            ("2010年，全县建成网站。", &[]),
            ("2022年，国务院出台规定，全县认真落实。", &[]),
        ] {
            assert_eq!(flagged(&RULE, &[(place, text)]), expected, "{text}");
        }
    }
}
