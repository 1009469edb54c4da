//! V005: marks of classified or internal documents.

use nianbao_core::prose::Prose;
use nianbao_core::{Report, TextRange};
use nianbao_facts::passages::{after, before, is_own, is_quoted, occurrences};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "V005",
    name: "secret-marker",
    group: Group::Privacy,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "不得带有密级、内部资料等标志",
        "No marks of classified or internal documents",
    ),
    explanation: Text::new(
        "密级标志、“内部资料”字样和带“密”的文号表明内容可能不宜公开。公开之前应当经过保密审查。",
        "Such marks show that the text may not be meant for the public; it is reviewed before publication.",
    ),
    basis: &[
        "《保守国家秘密法》第三十五条",
        "《政府信息公开条例》第十七条",
    ],
    traps: Text::new(
        "“属于国家秘密”“失密泄密”“秘密信息”“保密审查”等叙述，以及保密、密码管理部门的名称，不是标志。",
        "Words about secrets, such as 属于国家秘密, 失密泄密 and 保密审查, are no marks; nor are names of \
         the offices in charge of them.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "机密★"
            },
            title: Text::new("密级标志", "A classification mark"),
            edits: &[("根据《中华", "机密★5年\n\n根据《中华")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "内部资料",
            },
            title: Text::new("“内部资料 注意保存”", "An internal document"),
            edits: &[("根据《中华", "内部资料 注意保存\n\n根据《中华")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "云密发〔2023〕3号",
            },
            title: Text::new("带“密”的文号", "A classified document's number"),
            edits: &[(
                "全县未收取信息处理费",
                "按照云密发〔2023〕3号要求，全县未收取信息处理费",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("关于保密工作的叙述", "Words about secrecy"),
            edits: &[(
                "全县未收取信息处理费",
                "2件属于国家秘密，全年无失密泄密，严防秘密信息和内部资料外泄，落实云保密发〔2023〕3号，全县未收取信息处理费",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for star in occurrences(prose, "★", is_own) {
        if let Some(level) = level_ending(before(prose, star.start)) {
            let range = TextRange {
                start: star.start - level.len() as u32,
                end: star.end,
            };
            sink.report(mark(report, range));
        }
    }
    for label in occurrences(prose, "密级:", is_own) {
        let rest = after(prose, label.end);
        if let Some(level) = LEVELS.iter().find(|level| rest.starts_with(**level)) {
            let range = TextRange {
                start: label.start,
                end: label.end + level.len() as u32,
            };
            if !rest[level.len()..].starts_with('★') {
                sink.report(mark(report, range));
            }
        }
    }
    for paragraph in &prose.paragraphs {
        if is_own(paragraph.kind) && LEVELS.contains(&prose.text(paragraph.range)) {
            sink.report(mark(report, paragraph.range));
        }
    }
    for (stem, words) in STAMPS {
        for stem in occurrences(prose, stem, is_own) {
            let found = words
                .iter()
                .filter_map(|word| around(prose, stem, word))
                .find(|&found| is_stamp(prose, found) && !is_quoted(prose, found.start));
            if let Some(found) = found {
                sink.report(mark(report, found));
            }
        }
    }
    numbers(report, sink);
}

const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

/// Words that are stamped on documents, by the part of them that is looked for.
const STAMPS: [(&str, &[&str]); 2] = [
    ("内部", &["内部资料", "内部文件", "内部材料"]),
    ("电报", &["明传电报", "密码电报"]),
];

/// The place of a word of which a part was found.
fn around(prose: &Prose, part: TextRange, word: &str) -> Option<TextRange> {
    let at = word.find(prose.text(part))? as u32;
    let start = part.start.checked_sub(at)?;
    let range = TextRange {
        start,
        end: start + word.len() as u32,
    };
    (prose.text(range) == word).then_some(range)
}

fn level_ending(text: &str) -> Option<&'static str> {
    LEVELS.into_iter().find(|level| text.ends_with(level))
}

/// Whether a word is a whole paragraph.
fn stands_alone(prose: &Prose, range: TextRange) -> bool {
    prose
        .paragraph_at(range.start)
        .is_some_and(|paragraph| paragraph.range == range)
}

/// Whether a word is stamped on the text, not said in it.
fn is_stamp(prose: &Prose, range: TextRange) -> bool {
    const COMMANDS: [&str; 7] = [
        "注意保存",
        "妥善保管",
        "请勿外传",
        "严禁外传",
        "不得外传",
        "仅供",
        "不予公开",
    ];
    let lead = before(prose, range.start).chars().next_back();
    let rest = after(prose, range.end).trim_start_matches([',', ':', '、', '(', '·']);
    let begins = lead.is_none_or(|c| matches!(c, '(' | '[' | '【'));
    let in_brackets = matches!(lead, Some('(' | '[' | '【'))
        && after(prose, range.end).starts_with([')', ']', '】']);
    stands_alone(prose, range)
        || in_brackets
        || (begins && COMMANDS.iter().any(|command| rest.starts_with(command)))
}

/// Document numbers whose issuer's code says 密.
fn numbers(report: &Report, sink: &mut Sink<'_>) {
    let prose = &report.prose;
    for citation in &prose.citations {
        let Some(number) = citation.number else {
            continue;
        };
        let issuer = prose.text(number.issuer);
        let of_secrecy_office = ["保密", "密码", "国密", "商密"]
            .iter()
            .any(|name| issuer.contains(name));
        let own = prose
            .paragraph_at(number.range.start)
            .is_some_and(|paragraph| is_own(paragraph.kind));
        if own && issuer.contains('密') && !of_secrecy_office && issuer.chars().count() <= 8 {
            sink.report(mark(report, number.range));
        }
    }
}

fn mark(report: &Report, range: TextRange) -> Diagnostic {
    let text = report.prose.text(range);
    Diagnostic::new(
        &RULE,
        report.prose.source_span(range),
        Message::new(
            format!(
                "“{text}”是涉密或内部文件的标志。请核对本文是否经过保密审查，引用的内容能否公开\
                 （《保守国家秘密法》第三十五条、《政府信息公开条例》第十七条）。"
            ),
            format!(
                "{text} marks a classified or internal document; check that this may be published."
            ),
        ),
    )
}
