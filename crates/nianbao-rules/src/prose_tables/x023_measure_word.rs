//! X023: measure words that do not go with what is counted.

use nianbao_core::prose::Quantity;
use nianbao_core::{Report, TextRange};
use nianbao_facts::passages::{is_running, paragraph};
use nianbao_lint::edits::with_edit;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X023",
    name: "measure-word",
    group: Group::ProseTables,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "申请、文件、建议提案以“件”计",
        "Requests, documents and proposals are counted in 件",
    ),
    explanation: Text::new(
        "统一格式的表格以“件”统计申请和规范性文件，人大代表建议、政协提案也以“件”计。正文用“条”“个”“期”，读起来像是\
         另一种统计。",
        "The form counts requests and documents in 件, and so are proposals counted; another measure word reads like \
         another count.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "“宗”“份”“部”是各地习惯，不报；征求到的意见建议以“条”计是对的。",
        "宗, 份 and 部 are local habit; suggestions from the public are rightly counted in 条.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "51条" },
            title: Text::new("申请用“条”", "Requests in 条"),
            edits: &[("政府信息公开申请51件", "政府信息公开申请51条")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "12条" },
            title: Text::new("提案用“条”", "Proposals in 条"),
            edits: &[(
                "发布政策解读材料36篇。",
                "公开人大代表建议8件、政协委员提案12条。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("用“件”", "In 件"),
            edits: &[],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("各地习惯和群众意见", "Local habit and suggestions"),
            edits: &[
                ("政府信息公开申请51件", "政府信息公开申请51宗"),
                (
                    "发布政策解读材料36篇。",
                    "发布政策解读材料36篇，征集意见建议45条，发放文件汇编30册。",
                ),
            ],
        },
    ],
    check,
};

/// What is counted in 件, with measure words that do not go with it.
const MISMATCHED: [(&[&str], &[&str]); 3] = [
    (
        &["信息公开申请", "依申请公开", "公开申请", "依申请公开申请"],
        &["条", "个", "篇", "期"],
    ),
    (&["文件"], &["期", "条", "个", "篇"]),
    (
        &[
            "代表建议",
            "委员建议",
            "委员提案",
            "政协提案",
            "建议提案",
            "建议和提案",
        ],
        &["条", "个", "篇", "期"],
    ),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for quantity in &report.prose.quantities {
        let Some(name) = mismatched(report, quantity) else {
            continue;
        };
        let unit = report.prose.text(quantity.unit);
        let accepted = context.settings.packs.measure_words();
        if accepted.iter().any(|word| word == unit) {
            continue;
        }
        let diagnostic = Diagnostic::new(
            &RULE,
            quantity.span,
            Message::new(
                format!("“{name}”以“件”计，这里用了“{unit}”。"),
                format!("{name} is counted in 件, not {unit}."),
            ),
        );
        let range = TextRange {
            start: quantity.unit.start,
            end: quantity.unit.end,
        };
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Suggested,
            range,
            "件",
        ));
    }
}

/// The name of what is counted, when its measure word does not go with it.
fn mismatched(report: &Report, quantity: &Quantity) -> Option<&'static str> {
    let prose = &report.prose;
    let unit = prose.text(quantity.unit);
    // The second unit of the same things (40期250条) counts something else of them.
    let follows = quantity.subject.end == quantity.number.start;
    if !follows || !["条", "个", "篇", "期"].contains(&unit) {
        return None;
    }
    paragraph(prose, quantity.paragraph, is_running)?;
    let (subject, object) = (prose.text(quantity.subject), prose.text(quantity.object));
    MISMATCHED
        .iter()
        .filter(|(_, units)| units.contains(&unit))
        .flat_map(|(names, _)| names.iter())
        .find(|name| {
            subject.ends_with(**name)
                || object == **name
                || object.strip_prefix("政府") == Some(**name)
        })
        .copied()
}
