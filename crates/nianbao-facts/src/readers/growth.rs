//! What the prose says of growth: `共收到27件，较上年增加5件，增长22.7%`.

use nianbao_core::prose::{Percentage, Quantity};
use nianbao_core::{Decimal, Report, TextRange};

use crate::readers::shares::{corrected, is_exact, numbers_before};

/// How many numbers before a percentage are looked at.
const NEAR: usize = 8;

/// How many numbers of a sentence may be meant by a difference.
const FARTHEST: usize = 64;

/// What the subject of a rate of growth ends with.
const RISES: [&str; 6] = ["增长", "增幅", "上升", "增加", "提高", "上涨"];
const FALLS: [&str; 5] = ["下降", "降幅", "减少", "降低", "减幅"];

/// A rate of growth that its numbers do not make.
pub struct Misstated<'a> {
    /// This year's number.
    pub now: &'a Quantity,
    /// What it is compared by: the difference, or last year's number.
    pub compared: &'a Quantity,
    /// The rate as written.
    pub rate: &'a Percentage,
    /// Last year's number, as the two tell it.
    pub last: Decimal,
    /// What the rate should be.
    pub right: Decimal,
}

/// Whether a number is by how much another one grew or fell: an aside, behind which the sentence goes
/// on with this year. The last year's own number is none.
pub fn is_difference(report: &Report, quantity: &Quantity) -> bool {
    direction(report.prose.text(quantity.subject)).is_some()
}

/// Whether a number is last year's in an aside that the difference ends: `较2022年的64件增加16件`. What follows
/// is this year's again.
pub fn is_base(report: &Report, quantity: &Quantity) -> bool {
    let quantities = &report.prose.quantities;
    let percentages = &report.prose.percentages;
    let rate = percentages.partition_point(|rate| rate.range.start <= quantity.unit.end);
    // `较2022年的80件增长25%`
    let rated = percentages.get(rate).is_some_and(|rate| {
        rate.range.start.saturating_sub(quantity.unit.end) <= 12
            && direction(report.prose.text(rate.subject)).is_some()
    });
    if rated && quantity.qualifiers.comparison {
        return true;
    }
    let next = quantities.partition_point(|other| other.number.start <= quantity.number.start);
    quantities.get(next).is_some_and(|next| {
        is_difference(report, next) && next.number.start.saturating_sub(quantity.unit.end) <= 12
    })
}

/// Whether words end in a verb of rising (`Some(true)`) or falling.
fn direction(words: &str) -> Option<bool> {
    let words = words
        .trim_end_matches(['了', '约', '为', '达', ':'])
        .trim_end_matches("幅度");
    let ends = |verbs: &[&str]| verbs.iter().any(|verb| words.ends_with(verb));
    if ends(&RISES) || words.ends_with(['增', '多', '升']) {
        Some(true)
    } else if ends(&FALLS) || words.ends_with(['减', '少', '降']) {
        Some(false)
    } else {
        None
    }
}

/// The rates of growth that stand right behind a number and its difference and follow from no number of
/// their sentence.
pub fn misstated(report: &Report) -> impl Iterator<Item = Misstated<'_>> {
    let prose = &report.prose;
    prose.percentages.iter().filter_map(move |rate| {
        let rises = direction(prose.text(rate.subject))?;
        let mut before = numbers_before(report, rate, NEAR);
        let by = before.next()?;
        let mut now = before.next()?;
        if is_reached(report, now, by) {
            return from_to(report, rate, rises, now, by);
        }
        // `比上年的72件增加14件`: last year's number in between.
        let base =
            |number: &Quantity| number.qualifiers.comparison && !is_difference(report, number);
        if base(by) {
            return from_base(report, rate, rises, now, by);
        }
        if base(now) {
            now = before.next()?;
        }
        let sentence = prose.sentence_at(rate.range.start);
        let unit = prose.text(by.unit);
        let alike = |number: &&Quantity| {
            sentence.start <= number.number.start
                && prose.text(number.unit) == unit
                && is_exact(number)
                && !number.qualifiers.comparison
        };
        let told = direction(prose.text(by.subject)) == Some(rises)
            && is_exact(by)
            && by.qualifiers.comparison
            // The rate's clause is the next one.
            && rate.subject.start.saturating_sub(by.unit.end) <= 6
            && alike(&now);
        if !told {
            return None;
        }
        let last_of = |now: &Quantity| {
            let last = if rises {
                now.value.checked_sub(by.value)
            } else {
                now.value.checked_add(by.value)
            };
            last.filter(|last| *last > Decimal::ZERO)
        };
        let fits = |now: &Quantity| {
            last_of(now).is_some_and(|last| corrected(rate, by.value, last).is_none())
        };
        if fits(now) || before.filter(alike).any(fits) {
            return None;
        }
        let last = last_of(now)?;
        Some(Misstated {
            now,
            compared: by,
            rate,
            last,
            right: corrected(rate, by.value, last)?,
        })
    })
}

/// Three numbers that do not go together: `86件,比上年的72件增加15件`.
pub struct Misdiffered<'a> {
    /// This year's number.
    pub now: &'a Quantity,
    /// Last year's.
    pub last: &'a Quantity,
    /// The difference as written.
    pub by: &'a Quantity,
}

/// The differences that stand right behind this year's and last year's numbers and are not theirs, nor those
/// of any other number of their sentence.
pub fn misdiffered(report: &Report) -> impl Iterator<Item = Misdiffered<'_>> {
    let prose = &report.prose;
    prose.quantities.windows(3).filter_map(move |three| {
        let [now, last, by] = three else { return None };
        let rises = direction(prose.text(by.subject))?;
        let unit = prose.text(by.unit);
        let sentence = prose.sentence_at(by.number.start);
        let told = by.qualifiers.comparison
            && last.qualifiers.comparison
            && !is_difference(report, last)
            && !now.qualifiers.comparison
            && [now, last, by].iter().all(|number| is_exact(number))
            && [now, last].iter().all(|number| prose.text(number.unit) == unit)
            && sentence.start <= now.number.start
            // Nothing but the verb stands between them.
            && by.number.start.saturating_sub(last.unit.end) <= 12
            && last.subject.start.saturating_sub(now.unit.end) <= 6;
        if !told {
            return None;
        }
        let fits = |number: &Quantity| {
            let change = if rises {
                number.value.checked_sub(last.value)
            } else {
                last.value.checked_sub(number.value)
            };
            change == Some(by.value)
        };
        let first = prose
            .quantities
            .partition_point(|number| number.number.start < sentence.start);
        let end = prose
            .quantities
            .partition_point(|number| number.number.start < by.number.start);
        let any = prose.quantities[first..end.max(first)]
            .iter()
            .rev()
            .take(FARTHEST)
            .any(fits);
        (!any).then_some(Misdiffered { now, last, by })
    })
}

/// Whether a number is what another one rose or fell to: `由72件增至86件`.
fn is_reached(report: &Report, last: &Quantity, now: &Quantity) -> bool {
    let prose = &report.prose;
    let words = prose.text(TextRange::new(
        last.unit.end as usize,
        (now.number.start as usize).max(last.unit.end as usize),
    ));
    let from = prose.text(last.subject);
    let changed = words
        .strip_suffix(['至', '到'])
        .is_some_and(|verb| direction(verb.trim_start_matches(',')).is_some());
    changed
        && last.paragraph == now.paragraph
        && ["由", "从"].iter().any(|word| from.contains(word))
        && prose.text(last.unit) == prose.text(now.unit)
}

/// `由72件增至86件，增长19.4%`: the rate follows from both numbers.
fn from_to<'a>(
    report: &Report,
    rate: &'a Percentage,
    rises: bool,
    last: &'a Quantity,
    now: &'a Quantity,
) -> Option<Misstated<'a>> {
    let adjacent = rate.subject.start.saturating_sub(now.unit.end) <= 6;
    let exact = |number: &Quantity| !number.qualifiers.approximate && number.value > Decimal::ZERO;
    let told = adjacent
        && exact(now)
        && exact(last)
        && rate.paragraph == now.paragraph
        && (now.value > last.value) == rises
        && direction(report.prose.text(rate.subject)).is_some();
    if !told {
        return None;
    }
    let by = (now.value - last.value).abs();
    Some(Misstated {
        now,
        compared: last,
        rate,
        last: last.value,
        right: corrected(rate, by, last.value)?,
    })
}

/// `86件，较上年72件增长19.4%`: the rate follows from both numbers.
fn from_base<'a>(
    report: &'a Report,
    rate: &'a Percentage,
    rises: bool,
    now: &'a Quantity,
    base: &'a Quantity,
) -> Option<Misstated<'a>> {
    let prose = &report.prose;
    let sentence = prose.sentence_at(rate.range.start);
    let adjacent = rate.subject.start.saturating_sub(base.unit.end) <= 6;
    let told = adjacent
        && sentence.start <= now.number.start
        && prose.text(now.unit) == prose.text(base.unit)
        && is_exact(now)
        && is_exact(base)
        && !now.qualifiers.comparison
        && (now.value > base.value) == rises;
    if !told {
        return None;
    }
    let by = (now.value - base.value).abs();
    Some(Misstated {
        now,
        compared: base,
        rate,
        last: base.value,
        right: corrected(rate, by, base.value)?,
    })
}
