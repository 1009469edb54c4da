//! Reads the results that the prose gives for cases of reconsideration and litigation.

use nianbao_core::form::ColumnKey;
use nianbao_core::prose::Quantity;
use nianbao_core::{Report, TextRange};

use crate::readers::cases::{Cases, Kind, cases};
use crate::readers::outcomes::names_a_body;

/// A result as prose names it, with its column of 表四.
pub struct Named {
    /// What the prose calls it.
    pub zh: &'static str,
    /// The column.
    pub column: ColumnKey,
    /// In English.
    pub en: &'static str,
}

const fn named(zh: &'static str, column: ColumnKey, en: &'static str) -> Named {
    Named { zh, column, en }
}

/// What the prose calls the columns of 表四.
static NAMES: [Named; 13] = [
    named("结果维持", ColumnKey::Upheld, "upheld"),
    named("维持", ColumnKey::Upheld, "upheld"),
    named("被维持", ColumnKey::Upheld, "upheld"),
    named("结果纠正", ColumnKey::Corrected, "corrected"),
    named("结果纠错", ColumnKey::Corrected, "corrected"),
    named("纠正", ColumnKey::Corrected, "corrected"),
    named("被纠正", ColumnKey::Corrected, "corrected"),
    named("被纠错", ColumnKey::Corrected, "corrected"),
    named("其他结果", ColumnKey::Other, "other results"),
    named("尚未审结", ColumnKey::Pending, "pending"),
    named("未审结", ColumnKey::Pending, "pending"),
    named("尚在审理", ColumnKey::Pending, "pending"),
    named("正在审理", ColumnKey::Pending, "pending"),
];

/// A number of cases with one result.
pub struct ResultOf<'a> {
    /// The number.
    pub quantity: &'a Quantity,
    /// Which cases.
    pub kind: Kind,
    /// Which result.
    pub named: &'static Named,
}

/// The numbers of cases by result: parts of a number of cases, or right behind it in its sentence
/// (`行政复议5件,维持3件,纠正2件`), or behind words that come back to them (`行政复议中,维持3件`).
pub fn results(report: &Report) -> Vec<ResultOf<'_>> {
    let prose = &report.prose;
    let all = cases(report);
    if all.is_empty() {
        return Vec::new();
    }
    let mut listed: Vec<(usize, Kind)> = Vec::new();
    for list in &prose.part_lists {
        // A division by bodies is another one.
        let by_body = list
            .parts
            .iter()
            .filter_map(|&part| prose.quantities.get(part))
            .any(|part| names_a_body(prose.text(part.subject)));
        if by_body {
            continue;
        }
        if let Some(whole) = all.iter().find(|cases| cases.index == list.whole) {
            listed.extend(list.parts.iter().map(|&part| (part, whole.kind)));
        }
    }
    listed.sort_unstable_by_key(|&(part, _)| part);
    let first = all.first().map_or(0, |cases| cases.index);
    let mut found = Vec::new();
    // The cases that the numbers to come are told of, to the end of their sentence.
    let mut chain: Option<(Kind, u32)> = None;
    let mut seen = 0;
    for (index, quantity) in prose.quantities.iter().enumerate().skip(first) {
        if let Some(cases) = all.get(seen).filter(|cases| cases.index == index) {
            let end = prose.sentence_at(quantity.number.start).end;
            chain = Some((cases.kind, end));
            seen += 1;
            continue;
        }
        if let Some(kind) = returned_to(report, &all[..seen], index) {
            let end = prose.sentence_at(quantity.number.start).end;
            chain = Some((kind, end));
        } else if !goes_on(report, index) {
            chain = None;
        }
        let subject = prose.text(quantity.subject);
        let (subject, own) = kind_before(subject, &all[..seen], quantity);
        if let Some(kind) = own {
            chain = Some((kind, prose.sentence_at(quantity.number.start).end));
        }
        let follows = chain.filter(|&(_, end)| quantity.number.start < end);
        let part = listed.partition_point(|&(part, _)| part < index);
        let part = listed.get(part).filter(|&&(part, _)| part == index);
        let result = result_named(subject);
        match (result, part, follows) {
            (Some(named), Some(&(_, kind)), _) | (Some(named), None, Some((kind, _))) => {
                let of = quantity.qualifiers;
                if !(of.comparison || of.approximate || of.norm) {
                    found.push(ResultOf {
                        quantity,
                        kind,
                        named,
                    });
                }
            }
            // Another matter, or a division that its own results follow.
            _ => chain = None,
        }
    }
    found
}

/// Words without the kind of cases before them, and that kind if such cases were told of in the paragraph:
/// `复议维持2件`.
fn kind_before<'t>(
    words: &'t str,
    before: &[Cases<'_>],
    quantity: &Quantity,
) -> (&'t str, Option<Kind>) {
    let own = words.strip_prefix("行政").unwrap_or(words);
    let (rest, kind) = if let Some(rest) = own.strip_prefix("复议") {
        (rest, Kind::Reconsideration)
    } else if let Some(rest) = own.strip_prefix("诉讼") {
        (rest, Kind::Litigation)
    } else {
        return (words, None);
    };
    let told = before
        .iter()
        .rev()
        .take_while(|cases| cases.quantity.paragraph == quantity.paragraph)
        .any(|cases| cases.kind == kind);
    if told && result_named(rest).is_some() {
        (rest, Some(kind))
    } else {
        (words, None)
    }
}

/// Whether nothing but marks, 其中 and growth stands between a number and the one before.
fn goes_on(report: &Report, index: usize) -> bool {
    let prose = &report.prose;
    let (Some(last), Some(next)) = (
        index
            .checked_sub(1)
            .and_then(|last| prose.quantities.get(last)),
        prose.quantities.get(index),
    ) else {
        return false;
    };
    let end = next.subject.start.max(last.unit.end);
    if end - last.unit.end > LONGEST_RETURN {
        return false;
    }
    let gap = prose.text(TextRange {
        start: last.unit.end,
        end,
    });
    gap.split([',', ';', ':', '(', ')', '、']).all(|clause| {
        clause.is_empty()
            || ["其中", "的"].contains(&clause)
            || clause.contains('%')
            || clause.starts_with("同比")
    })
}

/// The result that words name, and nothing else.
fn result_named(words: &str) -> Option<&'static Named> {
    let words = words.strip_prefix("其中").unwrap_or(words);
    let words = words.strip_suffix('的').unwrap_or(words);
    NAMES.iter().find(|named| named.zh == words)
}

/// The kind of cases told of before that the words before a number come back to: `行政复议中,`.
fn returned_to(report: &Report, before: &[Cases<'_>], index: usize) -> Option<Kind> {
    let prose = &report.prose;
    let quantity = prose.quantities.get(index)?;
    let last = before.last()?;
    if last.quantity.paragraph != quantity.paragraph {
        return None;
    }
    let from = prose.quantities.get(index.checked_sub(1)?)?.unit.end;
    let end = quantity.subject.start.max(from);
    if end - from > LONGEST_RETURN {
        return None;
    }
    let words = prose.text(TextRange { start: from, end });
    let words = words.strip_suffix([',', ':'])?;
    let words = words.strip_suffix('中')?.trim_end_matches("案件");
    let kind = if words.ends_with("复议") {
        Kind::Reconsideration
    } else if words.ends_with("诉讼") {
        Kind::Litigation
    } else {
        return None;
    };
    before
        .iter()
        .any(|cases| cases.kind == kind)
        .then_some(kind)
}

/// The longest words, in bytes, between two numbers that come back to cases.
const LONGEST_RETURN: u32 = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::base_report;
    use nianbao_core::SourceText;

    fn read(words: &str) -> Vec<String> {
        let text = base_report().replace(
            "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
            words,
        );
        let report = Report::parse(SourceText::new(text).unwrap());
        results(&report)
            .iter()
            .map(|said| {
                let of = said.kind.names().1;
                format!("{of} {} {}", said.named.en, said.quantity.value)
            })
            .collect()
    }

    #[test]
    fn results_follow_their_cases() {
        let expected = [
            "reconsideration upheld 3",
            "reconsideration corrected 2",
            "litigation upheld 1",
            "litigation pending 2",
        ];
        for words in [
            "政府信息公开行政复议5件，维持3件，纠正2件；行政诉讼3件，维持1件，尚未审结2件。",
            "因政府信息公开被申请行政复议5件，其中结果维持3件、结果纠正2件；行政诉讼3件（其中维持1件、未审结2件）。",
            "发生政府信息公开行政复议5件、行政诉讼3件；复议维持3件，纠正2件；诉讼维持1件，未审结2件。",
            "因政府信息公开引发行政复议5件、行政诉讼3件。行政复议中，维持3件，纠正2件；行政诉讼案件中，维持1件，\
             正在审理2件。",
        ] {
            assert_eq!(read(words), expected, "{words}");
        }
    }

    #[test]
    fn results_of_other_things_are_not_read() {
        for words in [
            "政府信息公开行政复议5件，均已办结。全县行政应诉案件中，维持3件，纠正2件。",
            "政府信息公开行政诉讼3件（县公安局2件，维持1件）。",
            "政府信息公开行政复议5件（维持），行政应诉案件中，维持3件，纠正2件。",
            "审理政府信息公开行政复议5件，维持3件。",
            "政府信息公开行政复议5件，撤销3件，确认违法2件。",
        ] {
            assert_eq!(read(words), [""; 0], "{words}");
        }
    }
}
