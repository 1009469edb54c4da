//! What the rules about percentages share: which percentage is said of a number, and whether it fits.

use nianbao_core::form::RowKey;
use nianbao_core::prose::{Percentage, Quantity};
use nianbao_core::{Decimal, Report, TextRange};

use crate::figures::requests;

/// What may be between a part and its percentage.
const SHARE: [&str; 14] = [
    ",占",
    "(占",
    "占",
    ",占比",
    "(占比",
    "占比",
    ",占比为",
    ",占总数的",
    ",占总量的",
    "(占总数的",
    ",占比达",
    ",占全部的",
    "占总数的",
    "占总量的",
];

/// Percentages with more decimals than this are not judged.
const MOST_DECIMALS: u32 = 4;

/// The percentage that is said of a part.
pub fn share<'a>(report: &'a Report, part: &Quantity) -> Option<&'a Percentage> {
    let percentages = &report.prose.percentages;
    let end = part.unit.end.max(part.number.end);
    let index = percentages.partition_point(|percentage| percentage.range.start < end);
    let percentage = percentages.get(index)?;
    is_share_of(report, percentage, part).then_some(percentage)
}

/// Whether only words of sharing are between a part and a percentage.
pub fn is_share_of(report: &Report, percentage: &Percentage, part: &Quantity) -> bool {
    let end = part.unit.end.max(part.number.end);
    let between = TextRange::new(
        end as usize,
        (percentage.range.start as usize).max(end as usize),
    );
    let words = report.prose.text(between);
    percentage.paragraph == part.paragraph && (SHARE.contains(&words) || is_share_of_all(words))
}

/// Whether words between a part and its percentage name all that there is: `,占总申请量的`.
fn is_share_of_all(words: &str) -> bool {
    const ALL: [&str; 13] = [
        "总", "全部", "申请", "政府", "信息", "公开", "件", "数", "量", "比", "的", "为", "达",
    ];
    let words = words.strip_prefix([',', '(']).unwrap_or(words);
    let Some(mut words) = words.strip_prefix('占').filter(|words| words.len() <= 45) else {
        return false;
    };
    while let Some(rest) = ALL.iter().find_map(|word| words.strip_prefix(word)) {
        words = rest;
    }
    words.is_empty()
}

/// Whether a percentage says more of its whole than 占, and is right over a number before its
/// part in the paragraph.
pub fn fits_before(report: &Report, percentage: &Percentage, part: &Quantity) -> bool {
    const NEAR: usize = 12;
    let end = part.unit.end.max(part.number.end) as usize;
    let words = report.prose.text(TextRange::new(
        end,
        (percentage.range.start as usize).max(end),
    ));
    let unit = report.prose.text(part.unit);
    !["占", ",占", "(占", ",占比", "(占比", "占比"].contains(&words)
        && numbers_before(report, percentage, NEAR)
            .filter(|base| base.number != part.number && report.prose.text(base.unit) == unit)
            .any(|base| {
                base.value >= part.value
                    && base.value > Decimal::ZERO
                    && corrected(percentage, part.value, base.value).is_none()
            })
}

/// The words by which a share names its whole: 已答复 in `3件,占已答复件数的5%`.
pub fn named_base<'a>(
    report: &'a Report,
    percentage: &Percentage,
    part: &Quantity,
) -> Option<&'a str> {
    const LONGEST: usize = 48;
    let end = part.unit.end.max(part.number.end) as usize;
    let start = percentage.range.start as usize;
    if percentage.paragraph != part.paragraph || start < end || start - end > LONGEST {
        return None;
    }
    let words = report.prose.text(TextRange::new(end, start));
    let words = words.strip_prefix([',', '(']).unwrap_or(words);
    let words = words.strip_prefix('占')?;
    let words = words.trim_end_matches(['的', '为', '达', '约']);
    let words = [
        "件总数",
        "总件数",
        "件数",
        "总数",
        "总量",
        "数量",
        "总",
        "数",
    ]
    .iter()
    .find_map(|end| words.strip_suffix(end))
    .unwrap_or(words);
    let words = ["全年", "本年", "全部", "所有", "年度"]
        .iter()
        .fold(words, |words, lead| {
            words.strip_prefix(lead).unwrap_or(words)
        });
    let stem = ["申请件", "申请"]
        .iter()
        .find_map(|end| words.strip_suffix(end).filter(|stem| !stem.is_empty()))
        .unwrap_or(words);
    let named =
        stem.chars().count() >= 2 && !stem.contains([',', ';', ':', '、', '。', '(', ')', '%']);
    named.then_some(stem)
}

/// The percentage right after a part that names a number as its whole.
pub fn share_of_named<'a>(
    report: &'a Report,
    part: &Quantity,
    whole: &Quantity,
) -> Option<&'a Percentage> {
    let percentages = &report.prose.percentages;
    let end = part.unit.end.max(part.number.end);
    let index = percentages.partition_point(|percentage| percentage.range.start < end);
    let percentage = percentages.get(index)?;
    let stem = named_base(report, percentage, part)?;
    report
        .prose
        .text(whole.subject)
        .contains(stem)
        .then_some(percentage)
}

/// What a percentage should be when it is not that of a part in a whole; `None` when it is, rounded or
/// cut off at its digits, or cannot be told.
pub fn corrected(percentage: &Percentage, part: Decimal, whole: Decimal) -> Option<Decimal> {
    if percentage.decimals > MOST_DECIMALS || whole <= Decimal::ZERO {
        return None;
    }
    let right = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let unit = Decimal::new(1, percentage.decimals);
    let above = percentage.value - right;
    if above * Decimal::TWO <= unit && above > -unit {
        return None;
    }
    // Half a unit more, cut off: rounding half up.
    Some((right + unit / Decimal::TWO).trunc_with_scale(percentage.decimals))
}

/// Whether a number is exact and more than 0.
pub fn is_exact(quantity: &Quantity) -> bool {
    let of = quantity.qualifiers;
    !of.approximate && !of.norm && quantity.value > Decimal::ZERO
}

/// The numbers of a percentage's paragraph that come before it, the nearest first, at most `limit`.
pub fn numbers_before<'a>(
    report: &'a Report,
    percentage: &Percentage,
    limit: usize,
) -> impl Iterator<Item = &'a Quantity> + use<'a> {
    let quantities = &report.prose.quantities;
    let start = percentage.range.start;
    let paragraph = percentage.paragraph;
    let end = quantities.partition_point(|quantity| quantity.number.start < start);
    quantities[..end]
        .iter()
        .rev()
        .take(limit)
        .take_while(move |quantity| quantity.paragraph == paragraph)
}
/// Whether a percentage is right over a total of 表三 that the prose need not give: `占办结总数的54%`.
pub fn fits_table(report: &Report, percentage: &Percentage, part: Decimal) -> bool {
    let total = |row| requests(report, row).map(|figure| figure.number);
    let (new, carried) = (total(RowKey::NewRequests), total(RowKey::CarriedIn));
    [
        new,
        new.zip(carried)
            .and_then(|(new, carried)| new.checked_add(carried)),
        total(RowKey::TotalHandled),
    ]
    .into_iter()
    .flatten()
    .any(|base| base >= part && base > Decimal::ZERO && corrected(percentage, part, base).is_none())
}
