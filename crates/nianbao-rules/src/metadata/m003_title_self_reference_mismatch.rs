//! M003: the preamble calls the report by the name in its title.

use nianbao_core::{Report, TextRange};
use nianbao_facts::passages::title_span;
use nianbao_facts::plain::is_bare;
use nianbao_facts::self_title::{Parts, SelfTitle, self_title, split};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

use super::m001_title_pattern::NAME;

/// The rule.
pub static RULE: Rule = Rule {
    code: "M003",
    name: "title-self-reference-mismatch",
    group: Group::Metadata,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "卷首引用的报告名称应与标题一致",
        "The preamble gives the report the name of its title",
    ),
    explanation: Text::new(
        "卷首“现公布《……年度报告》”里的名称、年份应与标题相同。不同的多是沿用上年文本或笔误。",
        "Name and year in the preamble are those of the title; a difference is a slip or leftover text.",
    ),
    basis: &["文内称谓一致的一般要求"],
    traps: Text::new(
        "空格、换行、“2023年度”与“2023年”之别，以及机关用简称，都不算不一致；机关不同由 M004 提出。",
        "Spaces, line breaks, 年度 for 年 and a shortened body are no difference; M004 is about another \
         body.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "云溪县人民政府2023年政府信息公开年度工作报告",
            },
            title: Text::new("名称与标题不同", "Another name"),
            edits: &[(
                "《云溪县人民政府2023年政府信息公开工作年度报告》",
                "《云溪县人民政府2023年政府信息公开年度工作报告》",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "云溪县人民政府2022年政府信息公开工作年度报告",
            },
            title: Text::new("沿用了上年的年份", "Last year's year"),
            edits: &[("《云溪县人民政府2023年政府", "《云溪县人民政府2022年政府")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("机关用简称", "A shortened body"),
            edits: &[("《云溪县人民政府2023年政府", "《云溪县2023年度政府")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let (Some(title), Some(own)) = (&report.title, self_title(report)) else {
        return;
    };
    let (wanted, given) = (split(&title.text), split(own.text));
    let other_year = match (wanted.year, given.year) {
        (Some(wanted), Some(given)) if value(wanted) != value(given) => Some((wanted, given)),
        _ => None,
    };
    if other_year.is_none() && wanted.name == given.name {
        return;
    }
    let message = match other_year {
        Some((wanted, given)) => Message::new(
            format!("这里的报告名称写的是 {given} 年，标题是 {wanted} 年，应当一致。"),
            format!("The name says {given}, the title {wanted}."),
        ),
        None => Message::new(
            format!(
                "这里称本报告为“{}”，标题是“{}”，应当一致。",
                given.name, wanted.name
            ),
            format!(
                "The report is called {} here and {} in its title.",
                given.name, wanted.name
            ),
        ),
    };
    let span = report.prose.source_span(own.range);
    let found = Diagnostic::new(&RULE, span, message)
        .with_related(title_span(report, title), Message::new("标题", "The title"));
    let edits = edits(report, own, wanted, given);
    sink.report(if edits.is_empty() {
        found
    } else {
        found.with_fix(Fix {
            title: Message::new("改成与标题一致", "Write it as in the title"),
            applicability: Applicability::Suggested,
            edits,
        })
    });
}

/// The edits that give the name the words and the year of a title that is itself in order.
fn edits(report: &Report, own: SelfTitle<'_>, wanted: Parts<'_>, given: Parts<'_>) -> Vec<Edit> {
    if wanted.name != NAME {
        return Vec::new();
    }
    let place = |part: &str, new: &str| {
        let at = own.range.start as usize + own.text.find(part)?;
        let span = report
            .prose
            .source_span(TextRange::new(at, at + part.len()));
        (part != new && is_bare(report, span)).then(|| Edit::new(span, new.to_owned()))
    };
    let year = given
        .year
        .zip(wanted.year)
        .and_then(|(given, wanted)| place(given, wanted));
    let name = place(given.name, wanted.name);
    year.into_iter().chain(name).collect()
}

/// A year in either kind of numerals.
fn value(year: &str) -> String {
    year.chars()
        .map(|character| match character {
            '〇' | '零' | '○' => '0',
            other => "一二三四五六七八九"
                .chars()
                .zip('1'..='9')
                .find_map(|(numeral, digit)| (numeral == other).then_some(digit))
                .unwrap_or(other),
        })
        .collect()
}
