//! C001: a known document cited with a wrong number.

use nianbao_core::Report;
use nianbao_core::prose::DocumentNumber;
use nianbao_facts::citations::{Numbered, numbered};
use nianbao_facts::documents::{Document, Number, Register};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C001",
    name: "cite-number",
    group: Group::Citations,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Safe,
    summary: Text::new(
        "引用文件的文号应正确",
        "Documents are cited with their right numbers",
    ),
    explanation: Text::new(
        "年度报告引用的条例和格式文件是编制的依据，文号错一个字，读者就查不到文件。本规则把标题已知的文件与内置的文件目录对照，\
         标题不在目录里的不判断。",
        "The documents that a report rests on are found by their numbers. Documents whose titles are in the \
         built-in register are compared with it; others are not judged.",
    ),
    basis: &[
        "国办公开办函〔2021〕30号",
        "国务院令第711号",
        "国办函〔2020〕109号",
    ],
    traps: Text::new(
        "只有标题与目录一致、发文机关代字相同或者只差一个字的才比较；地方转发文件的文号不管；两份文件同名的，\
         符合其中之一即可。",
        "Only known titles with the same issuer's code, or one that differs in a single character, are \
         compared; local documents are not; where two documents share a title, either number will do.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "国办公办函〔2021〕30号",
            },
            title: Text::new(
                "发文机关代字漏字",
                "A character missing in the issuer's code",
            ),
            edits: &[("国办公开办函〔2021〕30号", "国办公办函〔2021〕30号")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "国办公开办函〔2021〕31号",
            },
            title: Text::new("序号错误", "A wrong serial"),
            edits: &[("国办公开办函〔2021〕30号", "国办公开办函〔2021〕31号")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "国务院令第771号",
            },
            title: Text::new("国务院令号错误", "A wrong order"),
            edits: &[(
                "（以下简称《条例》）",
                "（国务院令第771号，以下简称《条例》）",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("国务院令第711号", "Order 711"),
            edits: &[(
                "（以下简称《条例》）",
                "（国务院令第711号，以下简称《条例》）",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("地方转发文件的文号", "The number of a local document"),
            edits: &[(
                "（国办公开办函〔2021〕30号）要求",
                "（云政办函〔2021〕31号）要求",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for cited in numbered(report) {
        if let Some(document) = meant(
            Register::with(context.settings.packs.documents()),
            report,
            &cited,
        ) {
            sink.report(diagnose(report, &cited, &document));
        }
    }
}

/// The document that a citation means although its number says otherwise.
fn meant<'a>(
    register: Register<'a>,
    report: &Report,
    cited: &Numbered<'_>,
) -> Option<Document<'a>> {
    let title = report.prose.text(cited.citation.title?);
    let mut nearest: Option<((usize, bool), Document<'a>)> = None;
    for document in register.by_title(title) {
        let distance = document.number.distance(&cited.written);
        if document.number.is(&cited.written) {
            return None;
        }
        let Some(distance) = distance else { continue };
        // Of two equally near the one of this year wins.
        let stale = document.until.is_some_and(|last| {
            report
                .year
                .is_none_or(|year| last < year || year < document.from)
        });
        if nearest
            .as_ref()
            .is_none_or(|(best, _)| (distance, stale) < *best)
        {
            nearest = Some(((distance, stale), document));
        }
    }
    nearest.map(|(_, document)| document)
}

fn diagnose(report: &Report, cited: &Numbered<'_>, document: &Document<'_>) -> Diagnostic {
    let right = document.number;
    let (number, name) = (cited.number, &document.name);
    let wrong = report.prose.text(number.range);
    let diagnostic = Diagnostic::new(
        &RULE,
        number.span,
        Message::new(
            format!("文号“{wrong}”有误，{name}的文号是{right}，请改正。"),
            format!("The number {wrong} is wrong; this document is {right}."),
        ),
    );
    let Some(edits) = corrections(report, number, right) else {
        return diagnostic;
    };
    let slip = right.distance(&cited.written) == Some(1);
    diagnostic.with_fix(Fix {
        title: Message::new(format!("改为{right}"), format!("Change it to {right}")),
        applicability: if slip {
            Applicability::Safe
        } else {
            Applicability::Suggested
        },
        edits,
    })
}

/// The edits that turn a written number into another, its brackets left alone; `None` where markup or
/// line breaks stand in between.
pub(super) fn corrections(
    report: &Report,
    written: DocumentNumber,
    right: Number<'_>,
) -> Option<Vec<Edit>> {
    let prose = &report.prose;
    let (issuer, year, serial) = right.parts();
    let order = matches!(right, Number::Order { .. });
    let pairs = [
        (!order).then_some((written.issuer, issuer.to_owned())),
        written.year.zip(year),
        Some((written.serial, serial)),
    ];
    let mut edits = Vec::new();
    for (range, new_text) in pairs.into_iter().flatten() {
        if prose.text(range) == new_text {
            continue;
        }
        let span = prose.source_span(range);
        if !is_bare(report, span) {
            return None;
        }
        edits.push(Edit::new(span, new_text));
    }
    Some(edits)
}
