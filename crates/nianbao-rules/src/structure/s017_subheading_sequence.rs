//! S017: ordinals count without gap or repetition.

use nianbao_core::form::{SectionKind, section};
use nianbao_core::normal::{fold, is_numeral};
use nianbao_core::prose::{Enumeration, OrdinalStyle, SubHeading};
use nianbao_core::{Report, Section, Span, TextRange};
use nianbao_facts::sections::{binds, is_plain, numeral, sub_headings};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S017",
    name: "subheading-sequence",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "序号应连续，不跳号、不重号",
        "Ordinals count without gap or repetition",
    ),
    explanation: Text::new(
        "“一、”“（一）”“1.”“一是”等序号在同一层内应当依次连续。跳号多半是删改时漏了重新编号，也可能是漏了一项内容。",
        "Ordinals of one level follow one another. A gap mostly means that something was deleted without \
         renumbering, or that an item is missing.",
    ),
    basis: &["GB/T 9704—2012 7.3.3"],
    traps: Text::new(
        "每一层、每一组分别计数；问题和措施各从“（一）”“一是”起算；一项之内又分几点的按嵌套处理；第二、三、四部分的表格不检查；\
         “一方面……另一方面”不是序号。",
        "Every level and every run counts for itself: problems and measures both begin at 一; points within \
         an item are nested; the tables of sections 2 to 4 are left alone; 一方面…另一方面 is no ordinal.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "（四）"
            },
            title: Text::new("缺少“（三）”", "（三） is missing"),
            edits: &[
                ("### （三）政府信息管理情况", "### （四）政府信息管理情况"),
                (
                    "### （四）政府信息公开平台建设情况",
                    "### （五）政府信息公开平台建设情况",
                ),
                ("### （五）监督保障情况", "### （六）监督保障情况"),
            ],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "三是" },
            title: Text::new("“一是”之后是“三是”", "三是 after 一是"),
            edits: &[("二是丰富政策解读形式，", "三是丰富政策解读形式，")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "五、" },
            title: Text::new("部分的序号重复", "A section's number is repeated"),
            edits: &[("## 六、其他需要报告的事项", "## 五、其他需要报告的事项")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "问题和措施各自编号",
                "Problems and measures count for themselves",
            ),
            edits: &[
                ("### （一）存在的主要问题\n", "存在的主要问题：\n"),
                (
                    "一是部分单位主动公开的信息更新不够及时；二是政策解读形式较为单一；三是个别申请答复文书说理不够充分，\
                     存在被行政复议机关纠正的情形。",
                    "（一）信息更新不够及时。\n\n（二）政策解读形式单一。",
                ),
                ("### （二）改进情况\n", "改进措施：\n"),
                (
                    "一是建立主动公开信息更新台账，按月检查并督促有关单位及时更新；二是丰富政策解读形式，增加图文、视频等解读材料；\
                     三是规范申请答复文书，加强答复前的合法性审核，减少被行政复议纠正的情形。",
                    "（一）建立信息更新台账。\n\n（二）丰富政策解读形式。",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("一项之内又分几点", "Points within an item"),
            edits: &[(
                "一是建立主动公开信息更新台账，按月检查并督促有关单位及时更新；",
                "一是建立主动公开信息更新台账。包括：一是按月检查；二是督促更新。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    top_level(report, sink);
    for (index, section) in report.sections.iter().enumerate() {
        // What looks like sub-headings in the sections of tables are rows that came loose.
        let tables = [
            SectionKind::Proactive,
            SectionKind::Requests,
            SectionKind::Disputes,
        ];
        if section.kind.is_some_and(|kind| tables.contains(&kind)) {
            continue;
        }
        for run in runs(report, index) {
            if let Some(diagnostic) = judge(report, section, &run) {
                sink.report(diagnostic);
            }
        }
        enumerations(report, index, sink);
    }
}

/// The numbers of the sections, when all six are there in order.
fn top_level(report: &Report, sink: &mut Sink<'_>) {
    let kinds = report.sections.iter().map(|section| section.kind);
    if !kinds.eq(SectionKind::ALL.into_iter().map(Some)) {
        return;
    }
    let wrong: Vec<(&Section, u8)> = report
        .sections
        .iter()
        .zip(1..)
        .filter(|(section, right)| {
            section
                .ordinal
                .is_some_and(|ordinal| ordinal != u32::from(*right))
        })
        .collect();
    let Some((first, right)) = wrong.first() else {
        return;
    };
    let kind = SectionKind::ALL[usize::from(*right) - 1];
    let message = Message::new(
        format!(
            "部分的序号不连续：这里是第{}部分，序号应为“{}、”。",
            section(kind).numeral,
            section(kind).numeral
        ),
        format!(
            "This is section {right}; its number should be “{}、”.",
            section(kind).numeral
        ),
    );
    let mut diagnostic = Diagnostic::new(&RULE, first.ordinal_span, message);
    for (other, right) in &wrong[1..] {
        diagnostic = diagnostic.with_related(
            other.ordinal_span,
            Message::new(
                format!("应为“{}、”", numeral(u32::from(*right))),
                format!("should be “{}、”", numeral(u32::from(*right))),
            ),
        );
    }
    let spans: Vec<(Span, u32)> = wrong
        .iter()
        .map(|(section, right)| (section.ordinal_span, u32::from(*right)))
        .collect();
    sink.report(with_renumbering(report, diagnostic, &spans));
}

/// The runs of sub-headings of a section, each of one level under one parent.
fn runs(report: &Report, index: usize) -> Vec<Vec<&SubHeading>> {
    let mut done: Vec<Vec<&SubHeading>> = Vec::new();
    let mut open: Vec<Vec<&SubHeading>> = Vec::new();
    let level = |run: &Vec<&SubHeading>| run.first().map_or(0, |heading| heading.level);
    for heading in sub_headings(report, index) {
        while open.last().is_some_and(|run| level(run) > heading.level) {
            done.extend(open.pop());
        }
        match open.last_mut() {
            Some(run) if level(run) == heading.level => {
                // A second run of the same level: problems, then measures. A single item does not
                // make a run: （一）（一） is a repetition.
                if heading.ordinal == 1 && run.len() > 1 {
                    done.push(std::mem::replace(run, vec![heading]));
                } else {
                    run.push(heading);
                }
            }
            _ => open.push(vec![heading]),
        }
    }
    done.append(&mut open);
    done.sort_by_key(|run| run.first().map(|heading| heading.ordinal_span.start));
    done
}

fn judge(report: &Report, section: &Section, run: &[&SubHeading]) -> Option<Diagnostic> {
    let breaks = |position: usize| {
        let here = run[position];
        let (before, from) = match position.checked_sub(1) {
            Some(previous) => (run[previous].ordinal, run[previous].title.end),
            // Where a run may begin with another number than 1 is not known below （一）.
            None if here.level != 2 => return false,
            None => (0, section.prose.start),
        };
        let between = report.prose.text(TextRange {
            start: from,
            end: here.title.start,
        });
        let tail = written(here).len();
        let end = between.floor_char_boundary(between.len().saturating_sub(tail));
        let between = &between[..end];
        // An ordinal that stands in the text, not at the start of a paragraph, was not counted.
        let missing = before + 1..here.ordinal;
        here.ordinal != before + 1
            && (missing.is_empty()
                || missing
                    .into_iter()
                    .any(|ordinal| !between.contains(&folded_ordinal(here.style, ordinal))))
    };
    let positions: Vec<usize> = (0..run.len()).filter(|&at| breaks(at)).collect();
    let (&first, others) = positions.split_first()?;
    let here = run[first];
    let (name, right) = (
        printed(here.style, here.ordinal),
        printed(here.style, first as u32 + 1),
    );
    let message = match first.checked_sub(1).map(|previous| run[previous]) {
        Some(previous) if previous.ordinal == here.ordinal => Message::new(
            format!("小标题序号重复：“{name}”已经用过，这里应为“{right}”。"),
            format!("The ordinal {name} is used twice; this one should be {right}."),
        ),
        Some(previous) => {
            let before = printed(previous.style, previous.ordinal);
            Message::new(
                format!(
                    "小标题序号不连续：“{before}”之后是“{name}”，应为“{right}”。请核对是否漏了内容。"
                ),
                format!(
                    "Ordinals are not in sequence: {name} after {before}, where {right} is due. Check that \
                     nothing is missing."
                ),
            )
        }
        None => Message::new(
            format!("小标题从“{name}”开始，应从“{right}”起编号。请核对是否漏了内容。"),
            format!(
                "The sub-headings begin at {name}, not at {right}. Check that nothing is missing."
            ),
        ),
    };
    let mut diagnostic = Diagnostic::new(&RULE, here.ordinal_span, message);
    for &other in others {
        diagnostic = diagnostic.with_related(
            run[other].ordinal_span,
            Message::new("这里也不连续", "out of sequence here too"),
        );
    }
    let spans: Vec<(Span, u32)> = run
        .iter()
        .zip(1..)
        .filter(|(heading, right)| heading.ordinal != *right)
        .map(|(heading, right)| (heading.ordinal_span, right))
        .collect();
    Some(with_renumbering(report, diagnostic, &spans))
}

/// A heading's own ordinal in folded form.
fn written(heading: &SubHeading) -> String {
    folded_ordinal(heading.style, heading.ordinal)
}

/// An ordinal in folded form, without the mark after Arabic digits, which varies.
fn folded_ordinal(style: OrdinalStyle, ordinal: u32) -> String {
    match style {
        OrdinalStyle::ParenFull | OrdinalStyle::ParenHalf => format!("({})", numeral(ordinal)),
        OrdinalStyle::Arabic => ordinal.to_string(),
        OrdinalStyle::ArabicParen => format!("({ordinal})"),
    }
}

/// An ordinal as messages print it.
fn printed(style: OrdinalStyle, ordinal: u32) -> String {
    match style {
        OrdinalStyle::ParenFull | OrdinalStyle::ParenHalf => format!("（{}）", numeral(ordinal)),
        OrdinalStyle::Arabic => format!("{ordinal}."),
        OrdinalStyle::ArabicParen => format!("（{ordinal}）"),
    }
}

/// Runs of 一是, 二是 … of a section.
fn enumerations(report: &Report, index: usize, sink: &mut Sink<'_>) {
    let headings: Vec<u32> = sub_headings(report, index)
        .map(|heading| heading.title.start)
        .collect();
    // The last ordinals of the runs that are open, the innermost last.
    let mut open: Vec<u32> = Vec::new();
    let mut under = None;
    let mut previous_end = None;
    let runs = report.prose.enumerations.iter();
    for run in runs.filter(|run| run.section == Some(index)) {
        let mut broken: Vec<(usize, u32)> = Vec::new();
        let mut nested = false;
        for (position, item) in run.items.iter().enumerate() {
            let here = headings.partition_point(|&start| start < item.marker.start);
            if under.replace(here) != Some(here) {
                open.clear();
            }
            let ordinal = item.ordinal;
            let follows = open.iter().rposition(|&last| last + 1 == ordinal);
            match (follows, open.last_mut()) {
                (Some(at), Some(_)) => {
                    nested |= at + 1 != open.len();
                    open.truncate(at + 1);
                    open[at] = ordinal;
                }
                (_, Some(last)) if ordinal != 1 => {
                    let between = report.prose.text(TextRange {
                        start: previous_end.unwrap_or(item.marker.start),
                        end: item.marker.start,
                    });
                    let hidden = (*last + 1..ordinal)
                        .any(|missing| between.contains(&format!("{}是", numeral(missing))));
                    if !hidden {
                        broken.push((position, *last));
                    }
                    *last = ordinal;
                }
                _ => open.push(ordinal),
            }
            previous_end = Some(item.marker.end);
        }
        if let Some(&(first, before)) = broken.first() {
            sink.report(broken_run(report, run, first, before, &broken[1..], nested));
        }
    }
}

fn broken_run(
    report: &Report,
    run: &Enumeration,
    first: usize,
    before: u32,
    others: &[(usize, u32)],
    nested: bool,
) -> Diagnostic {
    let span = |position: usize| report.prose.source_span(run.items[position].marker);
    let (name, last) = (numeral(run.items[first].ordinal), numeral(before));
    let message = if before == run.items[first].ordinal {
        Message::new(
            format!("“{name}是”出现了两次，请重新编号。"),
            format!("“{name}是” occurs twice; renumber the items."),
        )
    } else {
        Message::new(
            format!("“{last}是”之后是“{name}是”，序号不连续。请重新编号，并核对是否漏了内容。"),
            format!(
                "“{name}是” follows “{last}是”; renumber the items and check that nothing is missing."
            ),
        )
    };
    let mut diagnostic = Diagnostic::new(&RULE, span(first), message);
    for &(other, _) in others {
        diagnostic = diagnostic.with_related(
            span(other),
            Message::new("这里也不连续", "out of sequence here too"),
        );
    }
    if nested || run.items.first().is_none_or(|item| item.ordinal != 1) {
        return diagnostic;
    }
    let spans: Vec<(Span, u32)> = run
        .items
        .iter()
        .zip(1..)
        .enumerate()
        .filter(|(_, (item, right))| item.ordinal != *right)
        .map(|(position, (_, right))| (span(position), right))
        .collect();
    with_renumbering(report, diagnostic, &spans)
}

/// Adds the fix that gives each of the ordinals its number, where all can be changed.
fn with_renumbering(report: &Report, diagnostic: Diagnostic, spans: &[(Span, u32)]) -> Diagnostic {
    let edits: Option<Vec<Edit>> = spans
        .iter()
        .map(|&(span, number)| renumber(report, span, number))
        .collect();
    match edits {
        Some(edits) if !edits.is_empty() => diagnostic.with_fix(Fix {
            title: Message::new("重新编号", "Renumber"),
            applicability: Applicability::Safe,
            edits,
        }),
        _ => diagnostic,
    }
}

/// Replaces the numeral within an ordinal, whatever stands round it.
fn renumber(report: &Report, span: Span, number: u32) -> Option<Edit> {
    let text = report.source.slice(span);
    let is_number =
        |c: char| fold(c).is_some_and(|folded| is_numeral(folded) || folded.is_ascii_digit());
    let start = text.find(is_number)?;
    let end = text.rfind(is_number)?;
    let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
    let arabic = text[start..end]
        .chars()
        .all(|c| fold(c).is_some_and(|folded| folded.is_ascii_digit()));
    let base = span.start as usize;
    let place = Span::new(base + start, base + end);
    is_plain(report, place).then(|| {
        Edit::new(
            place,
            if arabic {
                number.to_string()
            } else {
                numeral(number)
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::flagged;

    const PROBLEMS: &str = "一是部分单位主动公开的信息更新不够及时；二是政策解读形式较为单一；三是个别申请答复文书说理不够充分，\
                            存在被行政复议机关纠正的情形。";

    #[test]
    fn enumerations_with_nested_points_and_gaps() {
        for (text, expected) in [
            ("一是慢，一是旧、二是少；二是散。", vec![]),
            ("一是慢；二是少；二是散；三是乱。", vec!["二是"]),
            ("一是慢。\n\n二是少。\n\n四是散。", vec!["四是"]),
            ("首先是慢；二是少；三是散。", vec![]),
            ("一方面慢，另一方面少；一是慢；二是少。", vec![]),
        ] {
            assert_eq!(flagged(&RULE, &[(PROBLEMS, text)]), expected, "{text}");
        }
    }

    #[test]
    fn levels_count_for_themselves() {
        let levels = "1.更新慢。\n\n（1）网站慢。\n\n（2）专栏慢。\n\n2.解读少。\n\n（1）图解少。\n\n（3）视频少。";
        assert_eq!(flagged(&RULE, &[(PROBLEMS, levels)]), ["（3）"]);
    }

    #[test]
    fn a_repeated_first_item_is_no_new_run() {
        let edits = [("### （二）改进情况", "### （一）改进情况")];
        assert_eq!(flagged(&RULE, &edits), ["（一）"]);
    }

    #[test]
    fn an_ordinal_within_the_text_is_no_gap() {
        let edits = [(
            "### （二）依申请公开情况\n\n全年共收到",
            "上述工作进展顺利。（二）依申请公开情况。全年共收到",
        )];
        assert!(flagged(&RULE, &edits).is_empty());
    }
}
