//! M008: whom to ask about the report.

use nianbao_facts::passages::has;
use nianbao_facts::preamble;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "M008",
    name: "contact-missing",
    group: Group::Metadata,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new("宜写明联系方式", "The report says whom to ask"),
    explanation: Text::new(
        "多数报告写明地址、邮编、电话，方便公众询问。国家格式没有规定，默认不运行。",
        "Most reports give address and telephone. The national form does not ask for it; off by default.",
    ),
    basis: &["填报惯例"],
    traps: Text::new(
        "卷首、文末有电话、传真、邮箱之一即可。",
        "A telephone, fax or mailbox anywhere in the report is enough.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "" },
            title: Text::new("没有联系方式", "No contact"),
            edits: &[(
                "如对报告内容有疑问，请与云溪县人民政府办公室联系（地址：云溪县城关镇人民路1号，邮政编码：650000，电话：0871-65432100）。",
                "",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写明了电话", "A telephone is given"),
            edits: &[],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let given = [
        "电话:",
        "传真:",
        "邮箱:",
        "联系方式:",
        "邮编:",
        "电话0",
        "联系电话",
    ]
    .iter()
    .any(|word| has(&report.prose, word));
    if report.title.is_none() || given {
        return;
    }
    let Some(place) = preamble::end(report) else {
        return;
    };
    sink.report(Diagnostic::new(
        &RULE,
        place.span(),
        Message::new(
            "没有写明联系方式。宜在卷首写明地址、邮政编码和联系电话，方便公众询问。",
            "No contact is given; add address and telephone to the preamble.",
        ),
    ));
}
