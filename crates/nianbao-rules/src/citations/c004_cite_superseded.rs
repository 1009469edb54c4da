//! C004: a superseded document cited as the basis of the report.

use nianbao_core::Report;
use nianbao_core::prose::Citation;
use nianbao_facts::citations::citations;
use nianbao_facts::documents::{Document, Number, Register, Written};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

use super::c001_cite_number::corrections;

/// The rule.
pub static RULE: Rule = Rule {
    code: "C004",
    name: "cite-superseded",
    group: Group::Citations,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "不得引用已被取代的文件作为依据",
        "A report does not rest on superseded documents",
    ),
    explanation: Text::new(
        "2021 年度起的报告按国办公开办函〔2021〕30号所附格式编制，2019 年的试行格式（国办公开办函〔2019〕60号）不再适用；\
         政府信息公开条例 2019 年已经修订，以国务院令第711号公布。引用旧文件，说明报告是照旧模板写的，格式也要一并核对。",
        "From the report year 2021 on the form is that of 国办公开办函〔2021〕30号; the Regulations were \
         revised in 2019 (order 711). A report that cites the old ones was written on an old template; check \
         its form too.",
    ),
    basis: &["国办公开办函〔2021〕30号", "国务院令第711号"],
    traps: Text::new(
        "按报告年度判断：2019、2020 年度引用试行格式是对的；叙述沿革（原、修订前、废止，或者同时提到新文件、\
         写明以前年份）的不算。",
        "Judged by the report year: 2019 and 2020 rightly cite the trial form; history (former, repealed, the \
         new document beside it, an earlier year) is left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "国办公开办函〔2019〕60号",
            },
            title: Text::new("引用 2019 年试行格式", "The trial form of 2019"),
            edits: &[("国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "国务院令第492号",
            },
            title: Text::new("引用修订前的条例", "The Regulations before their revision"),
            edits: &[(
                "（以下简称《条例》）",
                "（国务院令第492号，以下简称《条例》）",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("2020 年度引用试行格式", "The trial form in 2020"),
            edits: &[
                ("国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号"),
                ("2023年", "2020年"),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("叙述沿革", "History"),
            edits: &[(
                "2023年，全县未收取信息处理费。",
                "2023年，全县未收取信息处理费。原试行格式（国办公开办函〔2019〕60号）不再执行。",
            )],
        },
    ],
    check,
};

/// Words beside a citation that tell of history.
const HISTORY: [&str; 12] = [
    "原",
    "废止",
    "取代",
    "替代",
    "修订前",
    "旧",
    "失效",
    "不再",
    "曾",
    "此前",
    "同时",
    "代替",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let Some(year) = report.year else { return };
    for citation in citations(report) {
        let Some((document, successor)) = superseded(
            Register::with(context.settings.packs.documents()),
            report,
            citation,
            year,
        ) else {
            continue;
        };
        if is_history(report, citation, successor, year) {
            continue;
        }
        sink.report(diagnose(report, citation, &document, successor));
    }
}

/// The document that a citation names, if it no longer governs reports of a year, and the one in its
/// place.
fn superseded<'a>(
    register: Register<'a>,
    report: &Report,
    citation: &Citation,
    year: u16,
) -> Option<(Document<'a>, Number<'a>)> {
    let document = if let Some(number) = citation.number {
        register.by_number(&written(report, &number))?
    } else {
        // A title that only the old one has.
        let mut named = register.by_title(report.prose.text(citation.title?));
        let document = named.next()?;
        if named.next().is_some() {
            return None;
        }
        document
    };
    let last = document.until?;
    let successor = document.superseded_by.filter(|_| last < year)?;
    Some((document, successor))
}

fn written<'a>(report: &'a Report, number: &nianbao_core::prose::DocumentNumber) -> Written<'a> {
    let prose = &report.prose;
    Written {
        issuer: prose.text(number.issuer),
        year: number.year.map(|year| prose.text(year)),
        serial: prose.text(number.serial),
    }
}

/// Whether a citation tells of history: words say so, the new document stands in the same sentence,
/// or an earlier year does.
fn is_history(report: &Report, citation: &Citation, successor: Number<'_>, year: u16) -> bool {
    let prose = &report.prose;
    let Some(range) = whole(citation) else {
        return true;
    };
    let sentence = prose.sentence_at(range.start);
    let text = prose.text(sentence);
    let before = text
        .get(..(range.start - sentence.start) as usize)
        .unwrap_or("");
    let before: String = {
        let mut last: Vec<char> = before.chars().rev().take(14).collect();
        last.reverse();
        last.into_iter().collect()
    };
    let after: String = text
        .get((range.end.saturating_sub(sentence.start)) as usize..)
        .unwrap_or("")
        .chars()
        .take(14)
        .collect();
    let told = HISTORY
        .iter()
        .any(|word| before.contains(word) || after.contains(word));
    let inside = |at: u32| sentence.start <= at && at < sentence.end;
    let beside_new = prose.citations.iter().any(|other| {
        other.number.is_some_and(|number| {
            inside(number.range.start) && successor.is(&written(report, &number))
        })
    });
    let earlier = prose.dates.iter().any(|date| {
        inside(date.range.start)
            && !range.contains(date.range)
            && date.year.is_some_and(|dated| dated < year)
    });
    told || beside_new || earlier
}

fn whole(citation: &Citation) -> Option<nianbao_core::TextRange> {
    match (citation.title, citation.number) {
        (Some(title), Some(number)) => Some(title.cover(number.range)),
        (Some(range), None) => Some(range),
        (None, Some(number)) => Some(number.range),
        (None, None) => None,
    }
}

fn diagnose(
    report: &Report,
    citation: &Citation,
    document: &Document<'_>,
    successor: Number<'_>,
) -> Diagnostic {
    let prose = &report.prose;
    let span = citation.number.map_or(citation.span, |number| number.span);
    let (old, name, from) = (
        document.number,
        &document.name,
        document.until.unwrap_or(0) + 1,
    );
    let message = Message::new(
        format!(
            "{old}（{name}）自 {from} 年度起已由{successor}取代，不能再作为本报告的依据。请改引新文件，并核对报告格式是否也是旧的。"
        ),
        format!(
            "{old} was replaced by {successor} from the report year {from} on. Cite the new document and check \
             whether the form of the report is out of date too."
        ),
    );
    let diagnostic = Diagnostic::new(&RULE, span, message);
    let mut edits = Vec::new();
    // The trial form had a word in its title that the new one has not.
    if let Some(title) = citation.title
        && let Some(at) = prose.text(title).find("(试行)")
    {
        let from = title.start as usize + at;
        let range = nianbao_core::TextRange::new(from, from + "(试行)".len());
        edits.push(Edit::new(prose.source_span(range), String::new()));
    }
    if let Some(number) = citation.number {
        let Some(changes) = corrections(report, number, successor) else {
            return diagnostic;
        };
        edits.extend(changes);
    }
    if edits.is_empty() || !edits.iter().all(|edit| is_bare(report, edit.span)) {
        return diagnostic;
    }
    diagnostic.with_fix(Fix {
        title: Message::new(format!("改引{successor}"), format!("Cite {successor}")),
        applicability: Applicability::Suggested,
        edits,
    })
}
