//! W006: an exact number called approximate.

use nianbao_core::TextRange;
use nianbao_facts::words::is_prose;
use nianbao_lint::edits::with_edit;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W006",
    name: "exact-number-with-yu",
    group: Group::Wording,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new("精确数后不加“余”“多”", "No 余 or 多 after an exact number"),
    explanation: Text::new(
        "“5968余条”前面是精确到个位的数，后面又说是约数，自相矛盾。保留精确数，删去“余”“多”\
         “约”“左右”。",
        "A number exact to the unit cannot be followed by \"odd\" or preceded by \"about\".",
    ),
    basis: &["GB/T 15835—2011"],
    traps: Text::new(
        "整十、整百、整千的数加“余”是对的，如“500余条”“20余万条”“25余公里”不提。",
        "Round numbers may be approximate.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "1204余" },
            title: Text::new("精确数加“余”", "An exact number with 余"),
            edits: &[("行政处罚决定1204件", "行政处罚决定1204余件")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "约1204" },
            title: Text::new("精确数前加“约”", "An exact number with 约"),
            edits: &[("行政处罚决定1204件", "行政处罚决定约1204件")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("整数加“余”", "A round number with 余"),
            edits: &[(
                "发布政策解读材料36篇",
                "发布政策解读材料30余篇、访问20余万次、信息1200多条",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for quantity in prose
        .quantities
        .iter()
        .filter(|quantity| quantity.qualifiers.approximate)
    {
        let digits = prose.text(quantity.number).trim_end_matches(['余', '多']);
        if !is_exact(digits) {
            continue;
        }
        let paragraph = prose.paragraphs[quantity.paragraph];
        if !is_prose(paragraph.kind) {
            continue;
        }
        let text = prose.as_str();
        let start = quantity.number.start as usize;
        let end = start + digits.len();
        let before = &text[paragraph.range.start as usize..start];
        let after = &text[end..paragraph.range.end as usize];
        let long = digits.len() >= 3;
        let (range, word) = if let Some(word) = ["余", "多"]
            .into_iter()
            .find(|word| after.starts_with(word))
        {
            // 1204多万 is round again.
            if after[word.len()..].starts_with(['万', '亿', '千', '百']) {
                continue;
            }
            (TextRange::new(start, end + word.len()), word)
        } else if let Some(word) = ["大约", "约"]
            .into_iter()
            .find(|word| before.ends_with(word))
            && long
            && !before.ends_with("节约")
            && after.starts_with([
                '条', '件', '篇', '次', '个', '份', '期', '项', '例', '宗', '起', '部',
            ])
        {
            (TextRange::new(start - word.len(), end), word)
        } else {
            continue;
        };
        let written = prose.text(range);
        let message = Message::new(
            format!(
                "“{written}”：{digits} 是精确到个位的数，不应再加“{word}”。数字准确就删去“{word}”，不准确就改用整数。"
            ),
            format!(
                "\"{written}\": {digits} is exact, so \"{word}\" contradicts it. Delete it or round the number."
            ),
        );
        let diagnostic = Diagnostic::new(&RULE, prose.source_span(range), message);
        sink.report(with_edit(
            report,
            diagnostic,
            Applicability::Suggested,
            range,
            digits,
        ));
    }
}

/// Whether digits end in a unit that nobody rounds to.
fn is_exact(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    let plain = !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    plain
        && match bytes.last() {
            None | Some(b'0') => false,
            Some(b'5') => bytes.len() > 2,
            Some(_) => bytes.len() > 1,
        }
}
