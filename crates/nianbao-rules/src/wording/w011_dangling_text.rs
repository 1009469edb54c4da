//! W011: a clause that breaks off before its object.

use nianbao_core::TextRange;
use nianbao_facts::punctuation::{Gap, marks};
use nianbao_facts::words::clause_before;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W011",
    name: "dangling-text",
    group: Group::Wording,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new("句子缺字、断句", "A clause that breaks off"),
    explanation: Text::new(
        "逗号、句号前面停在“和”“、”或缺宾语的动词上，又多一个空格，通常是删改或转换时丢了字。\
         请对照原稿补上。",
        "A space before a mark, after a word that needs more, shows that words were lost.",
    ),
    basis: &["公文用语惯例"],
    traps: Text::new(
        "普遍在标点前有空格的文件是转换造成的，不提；从 PDF 提取的文本降为提示。",
        "Spaces before marks throughout are a converter's; in text taken from a PDF the finding is \
         a hint.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "推动减"
            },
            title: Text::new("丢了字", "Lost words"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "推动减 ，优化县政府门户网站栏目设置，",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "提高质量和",
            },
            title: Text::new("停在“和”上", "Breaks off after 和"),
            edits: &[("组织开展社会评议", "提高质量和 ，组织开展社会评议")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("只是多了空格", "Only a superfluous space"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "优化县政府门户网站栏目设置 ，",
            )],
        },
    ],
    check,
};

/// What cannot end a clause.
const NEEDS_MORE: &[&str] = &["和", "与", "及", "或", "把", "将", "关于", "对于", "、"];
/// Verbs of two characters after which a single character can only be the beginning of a lost word.
const VERBS: &[&str] = &["推动", "推进", "促进", "实现", "坚持", "开展"];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let ends = |gap: &&Gap| matches!(gap.next(report), Some(',' | '。' | ';'));
    let gaps: Vec<&Gap> = marks(context.facts).gaps.iter().filter(ends).collect();
    // Spaces before marks throughout are the work of a converter.
    if gaps.len() > 5 {
        return;
    }
    let text = report.prose.as_str();
    for gap in gaps {
        let paragraph = report.prose.paragraphs[gap.paragraph as usize];
        let before = &text[paragraph.range.start as usize..gap.at as usize];
        let Some(len) = dangling(before) else {
            continue;
        };
        let at = gap.at as usize;
        let range = TextRange::new(at - len, at);
        let written = report.prose.text(range);
        let message = Message::new(
            format!("“{written}”后面缺字，句子没有写完，请对照原稿补上。"),
            format!("Words are missing after \"{written}\"."),
        );
        let mut diagnostic = Diagnostic::new(&RULE, report.prose.source_span(range), message);
        // Text taken from a PDF loses words that its page still shows.
        if !report.has_marked_cells() {
            diagnostic.severity = Severity::Info;
        }
        sink.report(diagnostic);
    }
}

/// The length of what shows that a text breaks off.
fn dangling(before: &str) -> Option<usize> {
    let tail = |count: usize| {
        let len: usize = before.chars().rev().take(count).map(char::len_utf8).sum();
        &before[before.len() - len..]
    };
    if VERBS
        .iter()
        .any(|verb| tail(3).starts_with(verb) && tail(3).chars().count() == 3)
    {
        return Some(tail(3).len());
    }
    let word = NEEDS_MORE.iter().find(|word| before.ends_with(**word))?;
    if before.ends_with("参与")
        || before.ends_with("温和")
        || before.ends_with("涉及")
        || before.ends_with("普及")
    {
        return None;
    }
    let shown = before
        .char_indices()
        .rev()
        .take(5)
        .last()
        .map_or(0, |(at, _)| at);
    Some(clause_before(&before[shown..]).len().max(word.len()))
}
