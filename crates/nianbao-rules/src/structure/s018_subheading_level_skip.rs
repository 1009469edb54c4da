//! S018: sub-headings begin at the level below the sections.

use nianbao_core::form::SectionKind;
use nianbao_facts::sections::{OF_WORDS, binds, length, sub_headings, words};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// Shorter sections may skip a level.
const SHORT: usize = 300;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S018",
    name: "subheading-level-skip",
    group: Group::Structure,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new("结构层次不宜越级", "Levels of headings are not skipped"),
    explanation: Text::new(
        "公文的结构层次依次用“一、”“（一）”“1.”“（1）”。“一、”之下直接用“1.”、“（一）”之下直接用“（1）”是越级。",
        "The levels of an official document are 一、, （一）, 1. and （1）, in this order.",
    ),
    basis: &["GB/T 9704—2012 7.3.3"],
    traps: Text::new(
        "篇幅短的部分（不足 300 字）可以越级，不提示；每个部分只提一次。",
        "Sections of fewer than 300 characters may skip a level; one finding per section.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "1." },
            title: Text::new("“一、”之下直接用“1.”", "1. right below 一、"),
            edits: &[
                ("### （一）主动公开情况", "### 1.主动公开情况"),
                ("### （二）依申请公开情况", "### 2.依申请公开情况"),
                ("### （三）政府信息管理情况", "### 3.政府信息管理情况"),
                (
                    "### （四）政府信息公开平台建设情况",
                    "### 4.政府信息公开平台建设情况",
                ),
                ("### （五）监督保障情况", "### 5.监督保障情况"),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("篇幅短的部分", "A short section"),
            edits: &[
                ("### （一）存在的主要问题", "### 1.存在的主要问题"),
                ("### （二）改进情况", "### 2.改进情况"),
            ],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    for (index, section) in report.sections.iter().enumerate() {
        let of_words = |kind: SectionKind| OF_WORDS.contains(&kind);
        if !section.kind.is_none_or(of_words) || length(words(report, section)) < SHORT {
            continue;
        }
        let mut level = 1;
        for heading in sub_headings(report, index) {
            if heading.level > level + 1 {
                let names = ["一、", "（一）", "1.", "（1）"];
                let name = |level: u8| names.get(usize::from(level) - 1).copied().unwrap_or("");
                let (above, here, due) = (name(level), name(heading.level), name(level + 1));
                let message = Message::new(
                    format!(
                        "“{above}”之下直接用了“{here}”，按 GB/T 9704—2012 7.3.3 应先用“{due}”。"
                    ),
                    format!(
                        "“{here}” right below “{above}”; GB/T 9704—2012 7.3.3 puts “{due}” between."
                    ),
                );
                sink.report(Diagnostic::new(&RULE, heading.ordinal_span, message));
                break;
            }
            level = heading.level;
        }
    }
}
