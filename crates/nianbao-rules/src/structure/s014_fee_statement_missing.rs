//! S014: the report says whether fees for processing requests were charged.

use nianbao_core::Span;
use nianbao_core::form::{Edition, SectionKind};
use nianbao_core::prose::ParagraphKind;
use nianbao_facts::sections::{
    binds, breaks_off_in, end_of, find, has_any, place_of, sentence_round,
};
use nianbao_facts::words::WordSet;
use nianbao_lint::edits::insert_blocks;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::s016_legacy_format_2007;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S014",
    name: "fee-statement-missing",
    group: Group::Structure,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "第六部分应写明收取信息处理费的情况",
        "Section 6 says whether processing fees were charged",
    ),
    explanation: Text::new(
        "信息处理费按国办函〔2020〕109号收取，统一格式的模板注明收取情况在第六部分报告。收取了的写明件数和金额，没有收取的写明未收取。",
        "Fees for processing requests rest on 国办函〔2020〕109号, and the template of the form wants them \
         reported in section 6: requests and amounts, or that none was charged.",
    ),
    basis: &["国办函〔2020〕109号", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "“依申请公开处理费”“收费”等说法都算，写在其他部分也算；涉企收费清单、价格收费公开等不是这里说的收费。",
        "Other words for the fee count, and so do other sections; lists of business charges are another \
         matter.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "六、其他需要报告的事项",
            },
            title: Text::new("没有写收费情况", "Nothing on fees"),
            edits: &[(
                "2023年，全县未收取信息处理费。",
                "2023年，全县没有其他需要报告的事项。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("说法不同", "In other words"),
            edits: &[(
                "2023年，全县未收取信息处理费。",
                "本年度依申请公开政府信息未收取任何费用。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("写在别的部分", "In another section"),
            edits: &[
                ("2023年，全县未收取信息处理费。", "没有其他需要报告的事项。"),
                (
                    "结转下年度继续办理4件。",
                    "结转下年度继续办理4件。全年未收取信息处理费。",
                ),
            ],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !binds(report)
        || report.binding_edition() == Some(Edition::V2019)
        || s016_legacy_format_2007::is_wholly_old(report)
        || breaks_off_in(report).is_some()
        || is_told(context)
    {
        return;
    }
    let sixth = find(report, SectionKind::Other);
    // A picture or an attachment may say it.
    if sixth.is_some_and(|(_, section)| !section.pictures.is_empty()) {
        return;
    }
    let place = sixth.map_or_else(
        || place_of(report, SectionKind::Other),
        |(index, _)| end_of(report, index),
    );
    let span = sixth.map_or(Span::empty(place), |(_, section)| section.heading_span);
    let message = Message::new(
        "没有写收取信息处理费的情况。统一格式的模板注明在“六、其他需要报告的事项”中报告，请写明收取了多少；没有收取的，\
         写“本年度未收取信息处理费”。",
        "Nothing on fees for processing requests. The template of the form wants them reported in section \
         6: say how much was charged, or that none was.",
    );
    let mut diagnostic = Diagnostic::new(&RULE, span, message);
    let fix = insert_blocks(
        report,
        place,
        Message::new(
            "补上信息处理费一句，内容待填写",
            "Add a prompt for the statement on fees",
        ),
        &["【请填写：本年度收取信息处理费的情况】".to_owned()],
    );
    if let Some(fix) = fix {
        diagnostic = diagnostic.with_fix(fix);
    }
    sink.report(diagnostic);
}

fn is_told(context: &Context<'_>) -> bool {
    let report = context.report;
    let prose = &report.prose;
    FEE.places(context.facts).iter().any(|place| {
        let Some(paragraph) = prose.paragraph_at(place.range.start) else {
            return false;
        };
        if paragraph.kind == ParagraphKind::Chrome {
            return false;
        }
        let text = prose.text(paragraph.range);
        let (start, end) = (
            (place.range.start - paragraph.range.start) as usize,
            (place.range.end - paragraph.range.start) as usize,
        );
        let sentence = sentence_round(text, start, end);
        let section = paragraph
            .section
            .and_then(|index| report.sections.get(index));
        prose.text(place.range) == OF_PROCESSING
            || is_fee_of_requests(sentence)
            || (section.is_some_and(|section| section.kind == Some(SectionKind::Other))
                && told(sentence))
    })
}

/// What is charged for processing; the words alone are enough.
const OF_PROCESSING: &str = "处理费";

/// The words that the scan looks for.
pub(crate) static WORD_SETS: &[&WordSet] = &[&FEE];

/// Words for fees.
pub(crate) static FEE: WordSet = WordSet::new(&[OF_PROCESSING, "收费", "收取", "费用", "免费"]);

/// Whether a sentence on fees outside section 6 speaks of those for requests.
fn is_fee_of_requests(sentence: &str) -> bool {
    has_any(sentence, &["信息公开", "申请"])
        && has_any(
            sentence,
            &[
                "未收",
                "未产生",
                "未发生",
                "没有收",
                "没有发生",
                "免费",
                "元",
            ],
        )
}

/// Whether a sentence on fees says how much or that there were none.
fn told(sentence: &str) -> bool {
    has_any(sentence, &["未", "没有", "无", "不", "免", "零", "元"])
        || sentence.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_outside_section_6() {
        for (sentence, expected) in [
            ("全年办理申请12件,未收取费用", true),
            ("公开涉企收费清单,实行动态调整", false),
            ("做好价格收费、就业等政府信息公开", false),
            ("收到信息公开申请2件,收取费用30元", true),
        ] {
            assert_eq!(is_fee_of_requests(sentence), expected, "{sentence}");
        }
    }
}
