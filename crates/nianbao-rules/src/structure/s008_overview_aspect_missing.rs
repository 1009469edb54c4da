//! S008: 一、总体情况 reports on its five aspects.

use nianbao_core::form::{OVERVIEW_ASPECTS, OverviewAspect, RowKey, SectionKind};
use nianbao_core::{Report, Section, TextRange};
use nianbao_facts::figures::Figure;
use nianbao_facts::sections::{
    binds, end_of, has_any, has_count, heading_prefix, numeral, sentence_round, sub_headings,
    with_words, words,
};
use nianbao_facts::words::WordSet;
use nianbao_lint::edits::insert_blocks;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, Fix, FixAvailability, Group, Message, Rule,
    Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S008",
    name: "overview-aspect-missing",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "总体情况应写到五个方面",
        "The overview reports on its five aspects",
    ),
    explanation: Text::new(
        "按统一格式，总体情况主要包括主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。\
         没有发生的也要写明，例如“未收到政府信息公开申请”。表三有申请的，依申请公开部分应写明件数。",
        "The form wants the overview to report on proactive disclosure, disclosure on request, management of \
         information, platforms, and supervision. Say so where nothing happened, and how many requests there were \
         where table 3 has some.",
    ),
    basis: &["国办公开办函〔2021〕30号（一）"],
    traps: Text::new(
        "小标题的说法不同、次序不同、没有小标题而在正文中写到的都算；但“规范依申请公开流程”之类没有说到收到、办理申请的不算。",
        "Sub-headings in other words or order count, and so does prose without sub-headings; but words such \
         as 规范依申请公开流程 report on no request.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "一、总体情况",
            },
            title: Text::new("没有写依申请公开", "Nothing on disclosure on request"),
            edits: &[
                ("### （二）依申请公开情况\n", "### （二）公开流程情况\n"),
                (
                    "全年共收到政府信息公开申请51件，上年结转3件。按申请人划分，自然人提出40件，占78.4%；法人或其他组织提出11件，占21.6%。\
                     全年办理完毕50件，其中予以公开23件、部分公开6件、不予公开8件、无法提供8件、不予处理2件、其他处理3件。\
                     结转下年度继续办理4件。全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                    "进一步规范主动公开、依申请公开等操作流程。",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "依申请公开情况",
            },
            title: Text::new(
                "只写流程，表三却有申请",
                "Procedure alone, though the table has requests",
            ),
            edits: &[(
                "全年共收到政府信息公开申请51件，上年结转3件。按申请人划分，自然人提出40件，占78.4%；法人或其他组织提出11件，占21.6%。\
                 全年办理完毕50件，其中予以公开23件、部分公开6件、不予公开8件、无法提供8件、不予处理2件、其他处理3件。\
                 结转下年度继续办理4件。全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                "进一步规范依申请公开的登记、审核、答复流程，及时办理申请。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("只写流程，表三没有申请", "Procedure alone, and no request"),
            edits: &[
                (
                    "全年共收到政府信息公开申请51件，上年结转3件。按申请人划分，自然人提出40件，占78.4%；法人或其他组织提出11件，占21.6%。\
                     全年办理完毕50件，其中予以公开23件、部分公开6件、不予公开8件、无法提供8件、不予处理2件、其他处理3件。\
                     结转下年度继续办理4件。全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                    "进一步规范依申请公开的登记、审核、答复流程，及时办理申请。",
                ),
                (
                    "| 40 | 8 | 0 | 1 | 2 | 0 | 51 |",
                    "| 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new(
                "没有小标题，正文中写到",
                "In the text without a sub-heading",
            ),
            edits: &[("### （二）依申请公开情况\n\n", "")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("小标题说法不同", "Sub-headings in other words"),
            edits: &[
                ("（四）政府信息公开平台建设情况", "（四）载体建设"),
                ("（五）监督保障情况", "（五）监督管理强化有序"),
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
    let Some((index, section)) = with_words(report, SectionKind::Overview) else {
        return;
    };
    let missing: Vec<&OverviewAspect> = OVERVIEW_ASPECTS
        .iter()
        .zip(&KEYWORDS)
        .filter(|(aspect, keywords)| {
            !has_heading(report, index, aspect) && !is_told(context, section, keywords)
        })
        .map(|(aspect, _)| aspect)
        .collect();
    if missing.is_empty() {
        uncounted(context, index, section, sink);
        return;
    }
    let names: Vec<&str> = missing.iter().map(|aspect| aspect.title).collect();
    let english: Vec<String> = missing
        .iter()
        .map(|aspect| aspect.name.replace('_', " "))
        .collect();
    let message = Message::new(
        format!(
            "“一、总体情况”没有写到{}。按国办公开办函〔2021〕30号，总体情况包括主动公开、依申请公开、政府信息管理、\
             政府信息公开平台建设、监督保障五个方面，请补上，没有发生的也要写明。",
            names.join("、")
        ),
        format!(
            "The overview says nothing on {}. 国办公开办函〔2021〕30号 names five aspects; add what is \
             missing and say so where nothing happened.",
            english.join(", ")
        ),
    );
    let mut diagnostic = Diagnostic::new(&RULE, section.heading_span, message);
    if let Some(fix) = prompts(report, index, &missing) {
        diagnostic = diagnostic.with_fix(fix);
    }
    sink.report(diagnostic);
}

/// A part on requests that holds no number of them, and no word that there were none, although 表三 has some.
fn uncounted(context: &Context<'_>, index: usize, section: &Section, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some(new) = context
        .facts
        .requests(RowKey::NewRequests)
        .filter(Figure::is_positive)
    else {
        return;
    };
    let Some(aspect) = OVERVIEW_ASPECTS
        .iter()
        .find(|aspect| aspect.keywords.is_empty())
    else {
        return;
    };
    let prose = &report.prose;
    let headings: Vec<_> = sub_headings(report, index).collect();
    let Some(at) = headings
        .iter()
        .position(|heading| has_any(prose.text(heading.title), aspect.headings))
    else {
        return;
    };
    let title = headings[at].title;
    let end = headings
        .get(at + 1)
        .map_or(section.prose.end, |next| next.title.start);
    let own = prose.text(TextRange {
        start: title.start,
        end: end.max(title.end),
    });
    // What a prompt asks for is still to be written.
    if own.contains("【请填写")
        || has_count(own)
        || has_any(own, &NONE)
        || tells_of_requests(words(report, section))
    {
        return;
    }
    let number = new.number;
    sink.report(
        Diagnostic::new(
            &RULE,
            prose.source_span(title),
            Message::new(
                format!(
                    "“一、总体情况”的依申请公开部分没有写明收到、办理多少件申请，而表三本年新收 {number} 件。请补上件数。"
                ),
                format!(
                    "The part on requests does not tell how many there were; table 3 has {number} new ones."
                ),
            ),
        )
        .at_cell(new.name)
        .with_related(
            new.cell.span,
            Message::new(format!("本年新收总计 {number}"), format!("{number} new requests")),
        ),
    );
}

fn has_heading(report: &Report, index: usize, aspect: &OverviewAspect) -> bool {
    sub_headings(report, index)
        .any(|heading| has_any(report.prose.text(heading.title), aspect.headings))
}

/// The words that the scan looks for.
pub(crate) static WORD_SETS: &[&WordSet] = &[
    &KEYWORDS[0],
    &KEYWORDS[1],
    &KEYWORDS[2],
    &KEYWORDS[3],
    &KEYWORDS[4],
];

/// The words that tell of each aspect.
pub(crate) static KEYWORDS: [WordSet; 5] = {
    let [a, b, c, d, e] = OVERVIEW_ASPECTS;
    [
        WordSet::new(a.keywords),
        WordSet::new(b.keywords),
        WordSet::new(c.keywords),
        WordSet::new(d.keywords),
        WordSet::new(e.keywords),
    ]
};

fn is_told(context: &Context<'_>, section: &Section, keywords: &WordSet) -> bool {
    if keywords.words().is_empty() {
        tells_of_requests(words(context.report, section))
    } else {
        keywords.is_in(context.facts, section.prose)
    }
}

/// Words that say that there was no request.
const NONE: [&str; 10] = [
    "未收到",
    "没有收到",
    "未接到",
    "未受理",
    "未接收",
    "没有申请",
    "无申请",
    "未发生",
    "无依申请",
    "没有依申请",
];

/// Whether a text says how many requests came or were handled, or that none came.
fn tells_of_requests(text: &str) -> bool {
    const DEEDS: [&str; 9] = [
        "收到", "受理", "接到", "接收", "新收", "办理", "答复", "处理", "办结",
    ];
    memchr::memmem::find_iter(text.as_bytes(), "申请").any(|at| {
        let sentence = sentence_round(text, at, at);
        has_any(sentence, &NONE) || (has_any(sentence, &DEEDS) && has_count(sentence))
    })
}

/// Puts a sub-heading with a prompt at the end of the overview for each aspect.
fn prompts(report: &Report, index: usize, missing: &[&OverviewAspect]) -> Option<Fix> {
    let level = sub_headings(report, index)
        .map(|heading| heading.level)
        .min()
        .unwrap_or(2);
    let headings: Vec<_> = sub_headings(report, index)
        .filter(|heading| heading.level == level)
        .collect();
    let prefix = headings
        .first()
        .map_or("", |first| heading_prefix(report, first.ordinal_span));
    let mut number = headings
        .iter()
        .map(|heading| heading.ordinal)
        .max()
        .unwrap_or(0);
    let mut blocks = Vec::new();
    for aspect in missing {
        number += 1;
        let ordinal = if level == 3 {
            format!("{number}.")
        } else {
            format!("（{}）", numeral(number))
        };
        let title = aspect.title;
        blocks.push(format!("{prefix}{ordinal}{title}情况"));
        blocks.push(format!("【请填写：{title}情况】"));
    }
    insert_blocks(
        report,
        end_of(report, index),
        Message::new(
            "在总体情况末尾补上小标题，内容待填写",
            "Add sub-headings at the end of the overview, to be filled in",
        ),
        &blocks,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_about_requests() {
        for (text, expected) in [
            ("全年共受理依申请公开事项16件。", true),
            ("2023年未收到政府信息公开申请。", true),
            ("全年办理申请三件,均按时答复。", true),
            ("规范主动公开、依申请公开等操作流程。受理12345热线。", false),
            ("做到了信息公开申请及时办理反馈。公开信息20条。", false),
        ] {
            assert_eq!(tells_of_requests(text), expected, "{text}");
        }
    }
}
