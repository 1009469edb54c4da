//! What stands in a cell: a number in any of its spellings, a placeholder, nothing, words.

use rust_decimal::Decimal;

use crate::normal::fold;
use crate::table::{NumberForm, Value};

/// Longest text that is looked at as a number, in folded characters.
const LONGEST: usize = 40;

/// The largest number that a cell is taken to hold, 10¹⁵. Beyond it stand numbers that ran into one
/// another, and sums over a table of them would leave the range of a [`Decimal`].
const LARGEST: i64 = 1_000_000_000_000_000;

/// Whether the cells of a column hold amounts in 万元, which decides what a unit means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    /// Counts.
    Count,
    /// Amounts in 万元.
    TenThousandYuan,
}

/// Reads the text of a cell that is known to be a value cell.
pub(crate) fn cell(raw: &str, scale: Scale) -> (Value, NumberForm) {
    if let Some(number) = plain_digits(raw) {
        return (Value::Number(number), NumberForm::default());
    }
    // Markdown escapes points and strokes.
    let bare = raw.trim_start_matches('\\');
    if bare.len() < raw.len() && !bare.is_empty() || bare.contains("\\.") {
        let unescaped: String = raw.chars().filter(|&c| c != '\\').collect();
        return cell(&unescaped, scale);
    }
    let mut heads = raw.chars().filter_map(fold).filter(|&c| c != '*');
    match heads.next() {
        None => return (Value::Blank, NumberForm::default()),
        Some(head) if !begins_value(head) => return (Value::Text, NumberForm::default()),
        Some(_) => {}
    }
    let folded: String = raw
        .chars()
        .filter_map(fold)
        .filter(|&c| c != '*')
        .take(LONGEST)
        .collect();
    if is_placeholder(&folded) {
        return (Value::Placeholder, NumberForm::default());
    }
    number(raw, &folded, scale).unwrap_or((Value::Text, NumberForm::default()))
}

/// Reads a word of a line without known cells: `None` when it is no value.
///
/// A lone `无` is part of a label as often as a placeholder, so it is none here.
pub(crate) fn word(raw: &str) -> Option<(Value, NumberForm)> {
    // Markdown escapes points and strokes.
    if raw.contains('\\') && raw.len() > 1 && raw.len() <= LONGEST {
        let unescaped: String = raw.chars().filter(|&c| c != '\\').collect();
        return word(&unescaped);
    }
    let first = raw.chars().next().and_then(fold)?;
    if !(first.is_ascii_digit() || matches!(first, '-' | '—' | '/')) {
        return None;
    }
    if let Some(number) = plain_digits(raw) {
        return Some((Value::Number(number), NumberForm::default()));
    }
    // Nearly all words that begin with a digit are labels with an ordinal.
    let part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.') || is_stroke(c);
    if !raw.chars().filter_map(fold).take(LONGEST).all(part) {
        return None;
    }
    let folded: String = raw.chars().filter_map(fold).take(LONGEST).collect();
    if is_placeholder(&folded) {
        return Some((Value::Placeholder, NumberForm::default()));
    }
    let (value, form) = number(raw, &folded, Scale::Count)?;
    // A word with a remark or unit is a value only where cells are known.
    (!form.remark && !form.unit).then_some((value, form))
}

fn plain_digits(raw: &str) -> Option<Decimal> {
    let bytes = raw.as_bytes();
    if bytes.is_empty() || bytes.len() > 18 || !bytes.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = bytes
        .iter()
        .fold(0_i64, |value, digit| value * 10 + i64::from(digit - b'0'));
    (value <= LARGEST).then(|| Decimal::from(value))
}

/// Whether a number or a placeholder can begin with a folded character.
fn begins_value(c: char) -> bool {
    c.is_ascii_digit() || is_stroke(c) || matches!(c, '无' | '不' | 'N' | 'n' | '空' | '暂' | '没')
}

/// A stroke that stands for "nothing to say".
fn is_stroke(c: char) -> bool {
    matches!(c, '/' | '-' | '—' | '－' | '―' | '\\' | '─')
}

fn is_placeholder(folded: &str) -> bool {
    matches!(
        folded,
        "无" | "不涉及" | "不适用" | "N/A" | "n/a" | "NA" | "空" | "暂无" | "没有"
    ) || (folded.chars().count() <= 3 && folded.chars().all(is_stroke))
}

/// A number with separators, full-width digits, a sign, a unit or a remark in brackets.
fn number(raw: &str, folded: &str, scale: Scale) -> Option<(Value, NumberForm)> {
    let negative = folded.starts_with('-');
    let body = folded.strip_prefix('-').unwrap_or(folded);
    let len = body
        .bytes()
        .take_while(|byte| matches!(byte, b'0'..=b'9' | b',' | b'.'))
        .count();
    let (digits, rest) = body.split_at(len);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !well_separated(digits) {
        return None;
    }
    let (unit, factor) = unit_of(rest, scale)?;
    let rest = &rest[unit..];
    let remark =
        rest.starts_with('(') && (rest.ends_with(')') || folded.chars().count() >= LONGEST);
    if !rest.is_empty() && !remark {
        return None;
    }
    let clean: String = digits.chars().filter(|&c| c != ',').collect();
    let mut value: Decimal = clean.trim_end_matches('.').parse().ok()?;
    if let Some(factor) = factor {
        value = value.checked_mul(factor)?.normalize();
    }
    if value > Decimal::from(LARGEST) {
        return None;
    }
    if negative {
        value = -value;
    }
    let digits_apart = {
        let mut seen_digit = false;
        let mut gap = false;
        raw.chars().any(|c| {
            let digit = fold(c).is_some_and(|c| c.is_ascii_digit());
            let found = digit && seen_digit && gap;
            gap = !digit && (c.is_whitespace() && (gap || seen_digit));
            seen_digit = digit || (seen_digit && c.is_whitespace());
            found
        })
    };
    // `1324 5.`: a converter has moved the point.
    if digits_apart && digits.ends_with('.') {
        return None;
    }
    let form = NumberForm {
        full_width: raw.chars().any(|c| ('\u{FF10}'..='\u{FF19}').contains(&c)),
        separated: digits.contains(',') || digits_apart,
        spaced: digits_apart,
        unit: unit > 0,
        remark,
    };
    Some((Value::Number(value), form))
}

/// Commas every three digits, at most one point.
fn well_separated(digits: &str) -> bool {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains(['.', ',']) {
        return false;
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let mut more = groups.peekable();
    if more.peek().is_none() {
        return !first.is_empty();
    }
    (1..=3).contains(&first.len()) && more.all(|group| group.len() == 3)
}

/// Length of the unit at the start of `rest`, and the factor that brings the number to the unit of
/// the form; `None` when `rest` is neither a unit nor a remark nor empty.
fn unit_of(rest: &str, scale: Scale) -> Option<(usize, Option<Decimal>)> {
    if rest.is_empty() || rest.starts_with('(') {
        return Some((0, None));
    }
    if scale == Scale::TenThousandYuan {
        for (unit, exponent) in [("万元", 0), ("万", 0), ("亿元", -4), ("元", 4)] {
            if rest.starts_with(unit) {
                let factor = match exponent {
                    4 => Some(Decimal::new(1, 4)),
                    -4 => Some(Decimal::from(10_000)),
                    _ => None,
                };
                return Some((unit.len(), factor));
            }
        }
        return None;
    }
    ["件", "个", "条", "项", "宗", "次", "起", "例", "份"]
        .iter()
        .find(|unit| rest.starts_with(**unit))
        .map(|unit| (unit.len(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str, scale: Scale) -> String {
        match cell(raw, scale).0 {
            Value::Number(number) => number.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn spellings_of_numbers() {
        for (raw, shown) in [
            ("0", "0"),
            (" 17 ", "17"),
            ("１７", "17"),
            ("1,234", "1234"),
            ("1，234，567", "1234567"),
            ("1 234", "1234"),
            ("3件", "3"),
            ("22（其中修订16件）", "22"),
            ("-5", "-5"),
            ("1.5", "1.5"),
            ("", "Blank"),
            ("\u{A0}\u{3000}", "Blank"),
            ("/", "Placeholder"),
            ("——", "Placeholder"),
            ("无", "Placeholder"),
            ("1,23", "Text"),
            ("见附件", "Text"),
            ("3月", "Text"),
            ("1000000000000000", "1000000000000000"),
            ("1000000000000001", "Text"),
            ("79,228,162,514,264,337,593,543,950,335", "Text"),
        ] {
            assert_eq!(read(raw, Scale::Count), shown, "{raw:?}");
        }
    }

    #[test]
    fn amounts_come_to_ten_thousand_yuan_and_keep_their_digits() {
        for (raw, shown) in [
            ("1077.892534", "1077.892534"),
            ("0.00", "0.00"),
            ("251000元", "25.1"),
            ("7730.28万元", "7730.28"),
            ("1.2亿元", "12000"),
        ] {
            assert_eq!(read(raw, Scale::TenThousandYuan), shown, "{raw:?}");
        }
    }

    #[test]
    fn words_of_a_line() {
        assert!(word("0").is_some() && word("/").is_some() && word("１２").is_some());
        for raw in ["1.属于", "无", "2023年", "3件", "一", "（7）", "12345热线"] {
            assert!(word(raw).is_none(), "{raw}");
        }
    }

    #[test]
    fn form_of_numbers() {
        assert!(cell("17", Scale::Count).1.is_plain());
        assert!(cell(" 17 ", Scale::Count).1.is_plain());
        assert!(cell("1 234", Scale::Count).1.separated);
        assert!(cell("１7", Scale::Count).1.full_width);
        assert!(cell("251000元", Scale::TenThousandYuan).1.unit);
    }
}
