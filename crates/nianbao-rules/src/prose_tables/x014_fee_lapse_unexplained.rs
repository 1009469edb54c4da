//! X014: requests that lapsed for want of a fee, and no word of a fee notice.

use nianbao_core::form::{CellRef, ColumnKey, RowKey, SectionKind};
use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::figures::{has_cell, requests};
use nianbao_facts::passages::{is_running, occurrences, tail};
use nianbao_facts::sections::{binds, has_any, with_words};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::against::unverified;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X014",
    name: "fee-lapse-unexplained",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "有申请因逾期未缴费不再处理的，第六部分应说明收费通知情况",
        "Where requests lapsed for want of a fee, section 6 tells of the fee notices",
    ),
    explanation: Text::new(
        "表三“申请人逾期未按收费通知要求缴纳费用”有数，说明发出过信息处理费收费通知，第六部分却只说未收取，或者没有提到。\
         请写明发出收费通知、申请人逾期未缴纳的情况。",
        "Requests that lapsed for want of a fee mean that fee notices were issued; section 6 has to tell of them.",
    ),
    basis: &["国办函〔2020〕109号", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "提到收费通知、逾期未缴纳，或者写了收取金额的，不报。",
        "A word of fee notices or of fees not paid will do, and so will an amount collected.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "未收取信息处理费",
            },
            title: Text::new("只说未收取", "Only that none was collected"),
            edits: LAPSED,
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("写明收费通知", "The fee notice is told of"),
            edits: &[
                LAPSED[0],
                LAPSED[1],
                (
                    "2023年，全县未收取信息处理费。",
                    "2023年，全县发出信息处理费收费通知1件，申请人逾期未缴纳，未收取信息处理费。",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("写了收取的金额", "An amount is given"),
            edits: &[
                LAPSED[0],
                LAPSED[1],
                (
                    "2023年，全县未收取信息处理费。",
                    "2023年，全县收取信息处理费420元。",
                ),
            ],
        },
    ],
    check,
};

/// One request that lapsed, taken from 其他.
const LAPSED: &[(&str, &str)] = &[
    (
        "行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "行政机关不再处理其政府信息公开申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
    ),
    (
        "| 3.其他 | 1 | 1 | 0 | 0 | 0 | 0 | 2 |",
        "| 3.其他 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |",
    ),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let lapsed = requests(report, RowKey::OtherFeeOverdue);
    if lapsed.is_some_and(|lapsed| !lapsed.is_positive()) || !binds(report) {
        return;
    }
    let Some((_, section)) = with_words(report, SectionKind::Other) else {
        return;
    };
    if is_told(report) {
        return;
    }
    let said = denial(report);
    let Some(lapsed) = lapsed else {
        let cell = CellRef::requests(RowKey::OtherFeeOverdue, ColumnKey::Total);
        if said.is_some() && has_cell(report, cell) {
            unverified(report, cell, ("信息处理费情况", "statement on fees"), sink);
        }
        return;
    };
    let number = lapsed.number;
    let (zh, en) = if said.is_some() {
        (
            "却只说未收取信息处理费",
            "says only that no fee was collected",
        )
    } else {
        ("却没有提到", "does not mention any")
    };
    sink.report(
        Diagnostic::new(
            &RULE,
            said.unwrap_or(section.heading_span),
            Message::new(
                format!(
                    "表三有 {number} 件申请因申请人逾期未按收费通知缴费不再处理，说明发出过收费通知，第六部分{zh}。\
                     请写明收费通知的情况；没有发过的，请核对表三。"
                ),
                format!(
                    "Table 3 has {number} requests that lapsed after a fee notice, but section 6 {en}. Tell of the \
                     notices, or check the table."
                ),
            ),
        )
        .at_cell(lapsed.name)
        .with_related(
            lapsed.cell.span,
            Message::new(
                format!("逾期未缴费 {number}"),
                format!("lapsed for want of a fee: {number}"),
            ),
        ),
    );
}

/// Whether the report tells of fee notices, of fees not paid, or of an amount collected.
fn is_told(report: &Report) -> bool {
    let prose = &report.prose;
    let collected = prose.quantities.iter().any(|quantity| {
        !quantity.value.is_zero()
            && prose.text(quantity.unit).ends_with('元')
            && prose.text(quantity.subject).contains("处理费")
    });
    collected
        || prose
            .paragraphs
            .iter()
            .filter(|paragraph| is_running(paragraph.kind))
            .any(|paragraph| {
                let text = prose.text(paragraph.range);
                text.contains('费')
                    && has_any(
                        text,
                        &["收费通知", "缴费通知", "缴纳", "未缴", "未交", "不缴"],
                    )
            })
}

/// Where the report says that no processing fee was collected.
fn denial(report: &Report) -> Option<Span> {
    let prose = &report.prose;
    occurrences(prose, "处理费", is_running).find_map(|found| {
        let sentence = prose.sentence_at(found.start);
        let before = prose.text(TextRange {
            start: sentence.start,
            end: found.start,
        });
        let near = tail(before, 30);
        let at = ["未收取", "没有收取", "未产生", "未发生", "不收取", "无"]
            .iter()
            .filter_map(|word| near.rfind(word))
            .max()?;
        let at = before.len() - near.len() + at;
        let clause = TextRange {
            start: sentence.start + at as u32,
            end: found.end,
        };
        Some(prose.source_span(clause))
    })
}
