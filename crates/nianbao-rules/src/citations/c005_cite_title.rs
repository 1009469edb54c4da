//! C005: the title of a cited document gone wrong.

use nianbao_core::prose::Citation;
use nianbao_core::{Report, TextRange};
use nianbao_facts::documents::{Register, Written, title_key};
use nianbao_facts::words::is_prose;
use nianbao_lint::edits::with_edit;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C005",
    name: "cite-title",
    group: Group::Citations,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new("文件标题应当引用准确", "Titles are cited as they are"),
    explanation: Text::new(
        "“《云溪县…要点的通知》”一类写法丢了“关于印发”。引用通知用全称，或只引用所印发的文件\
         名。",
        "A notice that issues a document is called 关于印发…的通知; a title that ends with 的通知 \
         without 关于 has lost these words.",
    ),
    basis: &["GB/T 9704—2012 7.3.1", "《党政机关公文处理工作条例》第九条"],
    traps: Text::new(
        "不认识的文件不判断标题里的字；文号相符而标题差一两个字的才提。含“关于”“转发”“公布”\
         的通知是完整的。",
        "Titles of unknown documents are not judged; a known one only where its number is right and \
         the title nearly so.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "《云溪县2023年政务公开工作要点的通知》",
            },
            title: Text::new("丢了“关于印发”", "关于印发 is lost"),
            edits: &[(
                "发布政策解读材料36篇",
                "落实《云溪县2023年政务公开工作要点的通知》，发布政策解读材料36篇",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "《中华人民共和国政府信息公开工作年度报告样式》",
            },
            title: Text::new("标题写错", "A slip in a known title"),
            edits: &[(
                "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
                "《中华人民共和国政府信息公开工作年度报告样式》",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("完整的标题", "Whole titles"),
            edits: &[(
                "发布政策解读材料36篇",
                "落实《云溪县人民政府办公室关于印发2023年政务公开工作要点的通知》《2023年政务公开工作要点》《转发工作要点的通知》，发布政策解读材料36篇",
            )],
        },
    ],
    check,
};

/// Words that a whole title of a notice has.
const WHOLE: &[&str] = &["关于", "印发", "转发", "公布", "发布", "下达"];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for citation in &prose.citations {
        let Some(range) = citation
            .title
            .filter(|_| is_prose(prose.paragraphs[citation.paragraph].kind))
        else {
            continue;
        };
        let title = prose.text(range);
        let (start, end) = (range.start as usize, range.end as usize);
        let mark = '《'.len_utf8();
        if title.ends_with("的通知》") && !WHOLE.iter().any(|word| title.contains(word)) {
            let message = Message::new(
                format!("{title}丢了“关于印发”，应写全称，或只写所印发文件的名称。"),
                format!("{title} has lost 关于印发."),
            );
            let diagnostic = Diagnostic::new(&RULE, prose.source_span(range), message);
            let name = TextRange::new(start + mark, end - mark);
            let mended = format!("关于印发{}", prose.text(name));
            sink.report(with_edit(
                report,
                diagnostic,
                Applicability::Suggested,
                name,
                &mended,
            ));
        } else if let Some(right) = slip(
            Register::with(context.settings.packs.documents()),
            report,
            title,
            citation,
        ) {
            let message = Message::new(
                format!("{title}的文号对应的是《{right}》，标题可能写错。"),
                format!("By its number {title} is 《{right}》."),
            );
            let diagnostic = Diagnostic::new(&RULE, prose.source_span(range), message);
            let name = TextRange::new(start + mark, end - mark);
            let plain = prose.text(name) == title_key(title);
            // A title within another one cannot be replaced whole.
            sink.report(if plain {
                with_edit(report, diagnostic, Applicability::Suggested, name, right)
            } else {
                diagnostic
            });
        }
    }
}

/// The right title of a known document whose number is right but whose title differs in a character or
/// two.
fn slip<'a>(
    register: Register<'a>,
    report: &Report,
    title: &str,
    citation: &Citation,
) -> Option<&'a str> {
    let prose = &report.prose;
    let number = citation.number?;
    let written = Written {
        issuer: prose.text(number.issuer),
        year: number.year.map(|year| prose.text(year)),
        serial: prose.text(number.serial),
    };
    let document = register.by_number(&written)?;
    let key = title_key(title);
    if document.titles().any(|title| title == key) {
        return None;
    }
    let near = document
        .titles()
        .map(|right| (strsim::osa_distance(&key, right), right));
    let (distance, right) = near.min()?;
    (distance <= 2 && right.chars().count() >= 8).then_some(right)
}
