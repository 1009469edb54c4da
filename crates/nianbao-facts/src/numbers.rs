//! Long runs of digits, as identity cards, telephones and bank cards are written.

use nianbao_core::prose::Prose;
use nianbao_core::{Report, TextRange};

use crate::passages::{after, before, is_own};

/// The shortest run that is looked for.
const SHORTEST: usize = 11;

/// A run of digits in the prose that no letter, digit or part of an address adjoins.
#[derive(Clone, Copy, Debug)]
pub struct Run<'r> {
    /// Its place in the folded text.
    pub range: TextRange,
    /// Its digits.
    pub digits: &'r str,
}

/// The runs of at least eleven digits outside the frame of the page, in the order of the text. A last
/// `X` after 17 digits belongs to the run.
pub fn runs(prose: &Prose) -> impl Iterator<Item = Run<'_>> {
    let text = prose.as_str();
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = SHORTEST - 1;
    std::iter::from_fn(move || {
        // A run that long cannot hide between two of these places.
        while at < bytes.len() {
            if !digit(at) {
                at += SHORTEST;
                continue;
            }
            let mut start = at;
            while start > 0 && digit(start - 1) {
                start -= 1;
            }
            let mut end = at;
            while digit(end) {
                end += 1;
            }
            at = end + SHORTEST;
            if end - start == 17 && matches!(bytes.get(end), Some(b'X' | b'x')) {
                end += 1;
            }
            if end - start >= SHORTEST {
                return Some(Run {
                    range: TextRange::new(start, end),
                    digits: &text[start..end],
                });
            }
        }
        None
    })
    .filter(|run| stands_alone(prose, run))
}

fn stands_alone(prose: &Prose, run: &Run<'_>) -> bool {
    let adjoins = |c: char| c.is_ascii_alphanumeric() || "/=_-.@&?%#*".contains(c);
    let is_own = prose
        .paragraph_at(run.range.start)
        .is_some_and(|paragraph| is_own(paragraph.kind));
    let follows = after(prose, run.range.end).chars().next();
    is_own
        && !before(prose, run.range.start)
            .chars()
            .next_back()
            .is_some_and(adjoins)
        // A full stop may end a sentence; digits and letters after it make an address.
        && !follows.is_some_and(adjoins)
}

/// Whether a run stands in the source without anything between its digits.
pub fn is_unbroken(report: &Report, range: TextRange) -> bool {
    let span = report.prose.source_span(range);
    report.source.slice(span).chars().count() == range.len()
}

/// Whether the words before a run say that it is the number of something: any of `words` in the
/// clause before it.
pub fn is_said_to_be(prose: &Prose, range: TextRange, words: &[&str]) -> bool {
    let text = before(prose, range.start);
    let near = crate::passages::tail(text, 24);
    let clause = near
        .rfind(['。', ';'])
        .map_or(near, |at| near.get(at..).unwrap_or(near));
    words.iter().any(|word| clause.contains(word))
}

/// Whether a run is an 18-digit identity number: a region, a day and a check digit (GB 11643).
pub fn is_identity_number(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8] = b"10X98765432";
    let bytes = digits.as_bytes();
    if bytes.len() != 18 {
        return false;
    }
    let number = |from: usize, to: usize| {
        digits
            .get(from..to)
            .and_then(|part| part.parse::<u16>().ok())
            .unwrap_or(0)
    };
    let region = number(0, 2);
    let is_region =
        matches!(region, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81 | 82);
    let year = number(6, 10);
    let day = nianbao_core::prose::Day::new(year, number(10, 12) as u8, number(12, 14) as u8);
    let sum: u32 = bytes
        .iter()
        .zip(WEIGHTS)
        .map(|(byte, weight)| u32::from(byte.wrapping_sub(b'0')) * weight)
        .sum();
    let check = CHECKS.get((sum % 11) as usize).copied();
    is_region
        && (1900..=2100).contains(&year)
        && day.is_some()
        && check == Some(bytes[17].to_ascii_uppercase())
}

/// Whether the last digit checks the others (Luhn).
pub fn has_luhn_check(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(index, byte)| {
            let value = u32::from(byte.wrapping_sub(b'0'));
            match (index % 2, value) {
                (0, value) => value,
                (_, value) if value > 4 => value * 2 - 9,
                (_, value) => value * 2,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::SourceText;

    #[test]
    fn runs_that_stand_alone_are_found() {
        let text = "一、总体情况\n号码13800000000，地址http://a.gov.cn/13800000001，共12345678901234567X。编号A13800000002，13800000003.\n";
        let report = Report::parse(SourceText::new(text).unwrap());
        let found: Vec<_> = runs(&report.prose).map(|run| run.digits).collect();
        assert_eq!(found, ["13800000000", "12345678901234567X"]);
    }

    #[test]
    fn check_digits_are_checked() {
        assert!(is_identity_number("11010519491231002X"));
        assert!(!is_identity_number("110105194912310021"));
        assert!(!is_identity_number("990105194912310021"));
        assert!(has_luhn_check("4111111111111111"));
        assert!(!has_luhn_check("4111111111111112"));
    }
}
