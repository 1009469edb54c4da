//! D004: words whose meaning depends on the day of reading.

use nianbao_core::prose::Prose;
use nianbao_core::{Report, TextRange};
use nianbao_facts::passages::{before, is_quoted, is_running, occurrences};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D004",
    name: "relative-time",
    group: Group::Dates,
    severity: Severity::Warning,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "不宜使用“今年”“目前”等相对时间",
        "No “this year”, “at present” and the like",
    ),
    explanation: Text::new(
        "报告在次年公布并长期保存，读者看到“今年”“目前”时难以判断是哪一年。宜写明年份或截止日期。",
        "The report is published in the following year and kept; write the year or the day instead.",
    ),
    basis: &["公文用语习惯"],
    traps: Text::new(
        "“本年度”可以用；引号、书名号内的不算；“栏目前”“工作日前”等不是时间词。",
        "本年度 is fine; quotes and titles do not count; nor do words like 栏目前 and 工作日前.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "今年以来",
            },
            title: Text::new("“今年以来”", "“Since this year”"),
            edits: &[("2023年，我县认真", "今年以来，我县认真")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "截至目前",
            },
            title: Text::new("“截至目前”", "“Up to now”"),
            edits: &[("发布政策解读材料36篇", "截至目前发布政策解读材料36篇")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("词中的“目前”“日前”", "Parts of other words"),
            edits: &[(
                "发布政策解读材料36篇",
                "在栏目前列和每月5日前发布政策解读材料36篇",
            )],
        },
    ],
    check,
};

/// The words, with the characters that make each part of another word.
const WORDS: [(&str, &str); 5] = [
    ("今年", "如至当而"),
    ("去年", "除减"),
    ("目前", "栏项题节科条名数账书曲细"),
    ("日前", ""),
    ("近期", "远中"),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for (word, bound) in WORDS {
        for found in occurrences(prose, word, is_running) {
            let lead = before(prose, found.start).chars().next_back();
            let is_part = match lead {
                // 31日前, 工作日前, 节日前: only what begins a clause is the adverb.
                Some(character) if word == "日前" => !",。;:、(".contains(character),
                Some(character) => bound.contains(character),
                None => false,
            };
            if is_part || is_quoted(prose, found.start) {
                continue;
            }
            sink.report(diagnose(report, word, whole(prose, found)));
        }
    }
}

/// The word with 截至 before and 以来 after it.
fn whole(prose: &Prose, found: TextRange) -> TextRange {
    let mut range = found;
    if let Some(lead) = ["截至", "截止", "截止到"]
        .iter()
        .find(|lead| before(prose, found.start).ends_with(**lead))
    {
        range.start -= lead.len() as u32;
    }
    let rest = TextRange {
        start: found.end,
        end: found.end + "以来".len() as u32,
    };
    if prose.text(rest) == "以来" {
        range.end = rest.end;
    }
    range
}

fn diagnose(report: &Report, word: &str, range: TextRange) -> Diagnostic {
    let text = report.prose.text(range);
    let span = report.prose.source_span(range);
    let year = report.year.and_then(|year| match word {
        "今年" => Some(year),
        "去年" => year.checked_sub(1),
        _ => None,
    });
    let found = Diagnostic::new(
        &RULE,
        span,
        match year {
            Some(year) => Message::new(
                format!("“{text}”是相对时间，报告公布时已是下一年，宜写明“{year}年”。"),
                format!("“{text}” depends on the day of reading; write the year {year}."),
            ),
            None => Message::new(
                format!(
                    "“{text}”是相对时间，宜写明具体日期，如“截至{}年12月31日”。",
                    report.year.map_or("×".to_owned(), |year| year.to_string())
                ),
                format!("“{text}” depends on the day of reading; give the date."),
            ),
        },
    );
    match year {
        Some(year) if is_bare(report, span) => found.with_replacement(
            Applicability::Suggested,
            Message::new(format!("改为“{year}年”"), format!("Write {year}年")),
            span,
            format!("{year}年"),
        ),
        _ => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::flagged;

    #[test]
    fn only_the_words_themselves_are_found() {
        let place = "发布政策解读材料36篇";
        for (text, expected) in [
            ("今年发布材料，去年", &["今年", "去年"][..]),
            ("工作日前、节日前，日前", &["日前"]),
            ("近期目标，远近期结合", &["近期"]),
            ("落实“今年重点”，《目前情况》", &[]),
        ] {
            assert_eq!(flagged(&RULE, &[(place, text)]), expected, "{text}");
        }
    }
}
