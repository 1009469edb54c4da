//! M006: the preamble says on what basis the report is made.

use nianbao_core::Report;
use nianbao_core::form::SectionKind;
use nianbao_core::prose::ParagraphKind;
use nianbao_facts::preamble;
use nianbao_facts::preamble::Place;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M006",
    name: "basis-missing",
    group: Group::Metadata,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "卷首宜写明编制依据",
        "The preamble names the basis of the report",
    ),
    explanation: Text::new(
        "卷首一般写明根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号编制。国家格式没有规定卷首，默认不运行。",
        "Reports mostly begin with the regulation and the notice that they follow. The national form has no \
         preamble, so the rule is off by default.",
    ),
    basis: &["《政府信息公开条例》第五十条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "卷首或第一部分提到《条例》或格式通知即可；国家格式本身没有卷首。",
        "A mention of the regulation or the notice in the preamble or section 1 is enough; the form itself \
         has no preamble.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "" },
            title: Text::new("卷首没有依据", "No basis"),
            edits: &[
                (
                    "根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第五十条规定和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，现公布",
                    "现公布",
                ),
                ("认真贯彻落实《条例》和", "认真贯彻落实"),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写明了依据", "The basis is named"),
            edits: &[],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if report.title.is_none() || cites_basis(report) {
        return;
    }
    let Some(place) = preamble::start(report) else {
        return;
    };
    let found = Diagnostic::new(
        &RULE,
        place.span(),
        Message::new(
            "卷首没有写明编制依据，一般写“根据《中华人民共和国政府信息公开条例》……编制”。",
            "The preamble names no basis.",
        ),
    );
    sink.report(match sentence(place) {
        Some(text) => found.with_replacement(
            Applicability::Suggested,
            Message::new("补写编制依据", "Add the basis"),
            place.span(),
            text,
        ),
        None => found,
    });
}

fn cites_basis(report: &Report) -> bool {
    let prose = &report.prose;
    let overview = report
        .sections
        .iter()
        .position(|section| section.kind == Some(SectionKind::Overview));
    prose
        .paragraphs
        .iter()
        .filter(|paragraph| {
            paragraph.kind == ParagraphKind::Preamble
                || (overview.is_some() && paragraph.section == overview)
        })
        .any(|paragraph| {
            let text = prose.text(paragraph.range);
            ["信息公开条例", "《条例》", "年度报告格式", "2021〕30号"]
                .iter()
                .any(|word| text.contains(word))
        })
}

fn sentence(place: Place) -> Option<&'static str> {
    const TEXT: &str = "本报告根据《中华人民共和国政府信息公开条例》第五十条规定编制。";
    const NEW: &str = "\n\n本报告根据《中华人民共和国政府信息公开条例》第五十条规定编制。";
    match place {
        Place::Before(_) => Some(TEXT),
        Place::AfterTitle(_) => Some(NEW),
        Place::Unknown(_) => None,
    }
}
