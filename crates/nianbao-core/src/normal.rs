//! Folding: the forms in which text is compared, never shown.
//!
//! Reports mix half and full width, lose and gain spaces on their way through converters, and PDF
//! fonts yield radicals and compatibility ideographs in place of the characters meant. All matching
//! is done on folded text; spans always point at the source.

use unicode_normalization::char::decompose_compatible;

/// Folds one character: `None` when it carries no meaning for matching (white space, zero-width
/// marks), else the character that stands for all its variants.
///
/// Full-width ASCII becomes half-width (`，` → `,`, `（` → `(`, `０` → `0`); radicals and
/// compatibility ideographs become the unified ideograph. Quotes, book marks and `〔〕` stay.
#[allow(clippy::match_same_arms)] // one arm per block of Unicode reads better than one long one
pub fn fold(character: char) -> Option<char> {
    match character {
        // The two ranges that nearly all text is in come first.
        '\u{4E00}'..='\u{9FFF}' => Some(if character == '査' { '查' } else { character }),
        '!'..='~' | '、' | '。' | '《' | '》' | '“' | '”' | '〔' | '〕' | '〈' | '〉' => {
            Some(character)
        }
        '\0'..=' ' | '\u{7F}'..='\u{A0}' | '\u{AD}' => None,
        '\u{2000}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{205F}'..='\u{2064}' => None,
        '\u{3000}' | '\u{FEFF}' | '\u{FFFD}' => None,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0),
        // Kangxi radicals, radical supplement, compatibility ideographs: what PDF fonts yield.
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' => Some(unified(character)),
        '﹙' => Some('('),
        '﹚' => Some(')'),
        '「' | '『' | '〝' => Some('“'),
        '」' | '』' | '〞' => Some('”'),
        '‐' | '‑' | '‒' | '–' => Some('-'),
        _ => Some(character),
    }
}

fn unified(character: char) -> char {
    // The one radical of the supplement block that reports really contain; Unicode gives it no
    // decomposition.
    if character == '⺠' {
        return '民';
    }
    let mut first = character;
    decompose_compatible(character, |part| first = part);
    first
}

/// Folds a string; see [`fold`].
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_onto(&mut out, text, |_| true);
    out
}

/// Appends the folded characters of a text that `keep` lets through; ideographs, Latin letters and
/// digits are always kept, and cost little.
pub fn fold_onto(out: &mut String, text: &str, keep: impl Fn(char) -> bool) {
    out.reserve(text.len());
    let mut at = 0;
    while at < text.len() {
        let plain = at + word_len(&text.as_bytes()[at..]);
        out.push_str(&text[at..plain]);
        let Some(character) = text[plain..].chars().next() else {
            break;
        };
        out.extend(fold(character).filter(|&folded| keep(folded)));
        at = plain + character.len_utf8();
    }
}

/// How many bytes at the start of a text are ideographs, Latin letters and digits that fold to
/// themselves.
fn word_len(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => at += 1,
            // U+4000 to U+9FFF; the one variant among them goes the long way.
            0xE4..=0xE9 if !bytes[at..].starts_with("査".as_bytes()) => at += 3,
            _ => break,
        }
    }
    at
}

/// The normal form of a label or heading: folded, without quotes and emphasis marks, without its
/// leading ordinal and without a trailing note in brackets that the form itself prints.
pub fn label(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_onto(&mut out, text, |c| !is_mark(c));
    let start = ordinal_len(&out);
    if start < out.len() {
        out.drain(..start);
    }
    if out.as_bytes().contains(&b'(') {
        for note in ["(区分处理", "(单位"] {
            if let Some(at) = out.find(note)
                && at > 0
            {
                out.truncate(at);
            }
        }
    }
    out
}

/// Whether a folded character is a quote or an emphasis mark, which labels are compared without.
pub fn is_mark(character: char) -> bool {
    matches!(
        character,
        '“' | '”' | '‘' | '’' | '"' | '\'' | '*' | '_' | '`' | '\\' | '#' | '|'
    )
}

/// Length in bytes of the ordinal that a folded text begins with: `一、`, `(三)`, `1.`, `2、`,
/// `第一部分`; 0 when there is none.
pub fn ordinal_len(folded: &str) -> usize {
    let bytes_of = |count: usize| {
        folded
            .chars()
            .take(count)
            .map(char::len_utf8)
            .sum::<usize>()
    };
    let mut characters = folded.chars();
    match characters.next() {
        Some('(') => {
            let inner = folded
                .chars()
                .skip(1)
                .take_while(|&c| is_numeral(c) || c.is_ascii_digit());
            let count = inner.count();
            if (1..=3).contains(&count) && folded.chars().nth(count + 1) == Some(')') {
                let mut len = bytes_of(count + 2);
                // `(一)、` is wrong but met.
                if folded[len..].starts_with(['、', '.', ',']) {
                    len += folded[len..].chars().next().map_or(0, char::len_utf8);
                }
                len
            } else {
                0
            }
        }
        Some('第') => {
            let count = folded
                .chars()
                .skip(1)
                .take_while(|&c| is_numeral(c))
                .count();
            let len = bytes_of(count + 1);
            if count == 0 {
                return 0;
            }
            ["部分", "章"]
                .iter()
                .find(|unit| folded[len..].starts_with(**unit))
                .map_or(0, |unit| {
                    let end = len + unit.len();
                    let rest = &folded[end..];
                    let separator = rest
                        .chars()
                        .next()
                        .filter(|c| matches!(c, '、' | ':' | '.' | ','));
                    end + separator.map_or(0, char::len_utf8)
                })
        }
        Some(first) if is_numeral(first) || first.is_ascii_digit() => {
            let digit = first.is_ascii_digit();
            let count = folded
                .chars()
                .take_while(|&c| {
                    if digit {
                        c.is_ascii_digit()
                    } else {
                        is_numeral(c)
                    }
                })
                .count();
            match folded.chars().nth(count) {
                Some('、' | '.' | ',') if count <= 3 => bytes_of(count + 1),
                _ => 0,
            }
        }
        _ => 0,
    }
}

/// Whether a character is one of the Chinese numerals that ordinals use.
pub fn is_numeral(character: char) -> bool {
    matches!(
        character,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

/// The value of a Chinese numeral from 一 to 九十九, or of Arabic digits.
pub fn numeral_value(text: &str) -> Option<u32> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let (mut value, mut unit) = (0_u32, None);
    for character in text.chars() {
        match character {
            '十' => {
                value += unit.take().unwrap_or(1) * 10;
            }
            '两' => unit = Some(2),
            '〇' | '零' => unit = Some(0),
            _ => {
                let digit = "一二三四五六七八九".chars().position(|c| c == character)?;
                if unit.is_some_and(|unit| unit != 0) {
                    return None;
                }
                unit = Some(digit as u32 + 1);
            }
        }
    }
    let value = value + unit.unwrap_or(0);
    (!text.is_empty()).then_some(value)
}

/// A number from 1 to 99 as a Chinese numeral.
pub fn numeral(value: u32) -> Option<String> {
    let digit = |value: u32| "一二三四五六七八九".chars().nth(value as usize - 1);
    if !(1..=99).contains(&value) {
        return None;
    }
    let mut text = String::new();
    if value >= 20 {
        text.extend(digit(value / 10));
    }
    if value >= 10 {
        text.push('十');
    }
    if !value.is_multiple_of(10) {
        text.extend(digit(value % 10));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_compare_equal_in_all_their_shapes() {
        for (raw, normal) in [
            ("（一）予以公开", "予以公开"),
            ("(一) 予以公开", "予以公开"),
            (
                "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
                "部分公开",
            ),
            ("3.危及“三安全一稳定 ”", "危及三安全一稳定"),
            ("8. 属于行政査询事项", "属于行政查询事项"),
            (
                "1、申请人无正当理由逾期不补正，行政机关",
                "申请人无正当理由逾期不补正,行政机关",
            ),
            ("**四、结转下年度继续办理**", "结转下年度继续办理"),
            ("本年收费金额（单位：万元）", "本年收费金额"),
            ("第一部分 总体情况", "总体情况"),
            ("第二十条第（一）项", "第二十条第(一)项"),
            ("⾏政许可", "行政许可"),
            ("总计（7）", "总计(7)"),
        ] {
            assert_eq!(label(raw), normal, "{raw}");
        }
    }

    #[test]
    fn numerals() {
        for (text, value) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("三十五", 35),
            ("7", 7),
        ] {
            assert_eq!(numeral_value(text), Some(value), "{text}");
        }
        assert_eq!(numeral_value("一二"), None);
        assert_eq!(numeral_value(""), None);
        assert_eq!(numeral_value("件"), None);
    }
}
