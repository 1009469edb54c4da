//! S004: sections are numbered 一、 to 六、.

use nianbao_core::form::section;
use nianbao_core::{Report, Section, SectionNumberStyle};
use nianbao_facts::sections::{binds, is_plain, numeral};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S004",
    name: "section-number-style",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "六个部分的序号写作“一、”至“六、”",
        "Sections are numbered 一、 to 六、",
    ),
    explanation: Text::new(
        "公文第一层的结构层次序数用“一、”，统一格式的六个部分也是这样编号的。",
        "The first level of an official document is numbered 一、, and so are the sections of the form.",
    ),
    basis: &["GB/T 9704—2012 7.3.3", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "只看六个部分的标题，每份报告只提一次；全部标题都没有序号的，可能是自动编号在转换中丢失。",
        "Only the headings of the six sections count, in one finding; when none of them has a number, \
         automatic numbers may have been lost by a converter.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "第一部分",
            },
            title: Text::new("写成“第一部分”", "第一部分 for 一、"),
            edits: &[("## 一、总体情况", "## 第一部分 总体情况")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "五．" },
            title: Text::new("“五．”应为“五、”", "五． for 五、"),
            edits: &[("## 五、存在的主要", "## 五．存在的主要")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("下一层的序号", "Numbers of the next level"),
            edits: &[("### （一）主动公开情况", "### 1.主动公开情况")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report) {
        return;
    }
    let known: Vec<&Section> = report
        .sections
        .iter()
        .filter(|section| section.kind.is_some())
        .collect();
    let missing = |section: &&Section| section.number_style == SectionNumberStyle::Missing;
    if known.len() > 1 && known.iter().all(missing) {
        sink.report(all_missing(&known));
        return;
    }
    let wrong: Vec<&Section> = known
        .into_iter()
        .filter(|found| found.number_style != SectionNumberStyle::Canonical)
        .collect();
    if !wrong.is_empty() {
        sink.report(diagnose(report, &wrong));
    }
}

/// One finding for all of them: they are mostly written in one way.
fn diagnose(report: &Report, wrong: &[&Section]) -> Diagnostic {
    let names: Vec<String> = wrong.iter().filter_map(|found| ordinal(found)).collect();
    let (zh, en) = (names.join(""), names.join(" "));
    let message = if wrong
        .iter()
        .all(|found| found.number_style == SectionNumberStyle::Missing)
    {
        Message::new(
            format!("标题前缺少序号“{zh}”（GB/T 9704—2012 7.3.3）。"),
            format!("The number “{en}” is missing here (GB/T 9704—2012 7.3.3)."),
        )
    } else {
        Message::new(
            format!(
                "部分的序号应写作“{zh}”。公文第一层用“一、”“二、”编号（GB/T 9704—2012 7.3.3）。"
            ),
            format!(
                "Write “{en}”: the first level of an official document is numbered so (GB/T 9704—2012 \
                 7.3.3)."
            ),
        )
    };
    let mut diagnostic = Diagnostic::new(&RULE, place(wrong[0]), message);
    for (found, name) in wrong.iter().zip(&names).skip(1) {
        diagnostic = diagnostic.with_related(
            place(found),
            Message::new(format!("应为“{name}”"), format!("should be “{name}”")),
        );
    }
    if !wrong
        .iter()
        .all(|found| is_plain(report, found.ordinal_span))
    {
        return diagnostic;
    }
    diagnostic.with_fix(renumbering(wrong))
}

/// What a finding about a section's number points at.
fn place(found: &Section) -> nianbao_core::Span {
    if found.number_style == SectionNumberStyle::Missing {
        found.title_span
    } else {
        found.ordinal_span
    }
}

fn renumbering(wrong: &[&Section]) -> Fix {
    Fix {
        title: Message::new("按“一、”“二、”编号", "Number the sections 一、, 二、"),
        applicability: Applicability::Safe,
        edits: wrong
            .iter()
            .filter_map(|found| Some(edit(found, ordinal(found)?)))
            .collect(),
    }
}

/// The ordinal that a section should have: its own number in the right style, else the form's.
fn ordinal(found: &Section) -> Option<String> {
    let form = found.kind.map(|kind| section(kind).numeral.to_owned())?;
    let own = found
        .ordinal
        .filter(|&own| own > 0 && own < 100)
        .map(numeral);
    Some(format!("{}、", own.unwrap_or(form)))
}

fn edit(found: &Section, new_text: String) -> Edit {
    let span = if found.number_style == SectionNumberStyle::Missing {
        nianbao_core::Span::empty(found.title_span.start as usize)
    } else {
        found.ordinal_span
    };
    Edit::new(span, new_text)
}

fn all_missing(known: &[&Section]) -> Diagnostic {
    let message = Message::new(
        "各部分的标题都没有“一、”至“六、”的序号。如果原文件用的是自动编号，可能是转换时丢失的；否则请补上\
         （GB/T 9704—2012 7.3.3）。",
        "None of the headings has its number 一、 to 六、. Automatic numbers may have been lost by the \
         converter; else add them (GB/T 9704—2012 7.3.3).",
    );
    let mut diagnostic = Diagnostic::new(&RULE, known[0].title_span, message);
    for other in &known[1..] {
        diagnostic =
            diagnostic.with_related(other.title_span, Message::new("没有序号", "no number here"));
    }
    diagnostic.with_fix(renumbering(known))
}
