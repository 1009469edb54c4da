//! Numbers as written: digits with separators, Chinese numerals, multipliers and measure words.

use rust_decimal::Decimal;

use super::lex::Token;
use super::scene::Scene;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value.
    pub(super) value: Decimal,
    /// How many digits stand after the decimal point.
    pub(super) decimals: u32,
    /// One past its last byte.
    pub(super) end: usize,
}

/// Reads the number that begins at a run of digits: `12`, `1,234`, `10.75`; `None` when it is part
/// of something longer (a version, a URL, a telephone number) or begins with a needless zero.
pub(super) fn arabic(scene: &Scene<'_>, token: Token) -> Option<Number> {
    let before = scene.before(token.start);
    if let Some(before) = before {
        let further = || scene.before(token.start - before.len_utf8());
        // `90%-95%` is a range of two numbers, `0123-4567890` is none.
        let ranged = matches!(before, '-' | '~') && further() == Some('%');
        if !ranged
            && (before.is_ascii_alphanumeric()
                || matches!(
                    before,
                    '@' | '_'
                        | '/'
                        | '.'
                        | '='
                        | '~'
                        | '&'
                        | '#'
                        | '-'
                        | '+'
                        | '×'
                        | '*'
                        | ' '
                        | '\\'
                        | '・'
                ))
        {
            return None;
        }
        if matches!(before, '—' | ':' | '―') && further().is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
    }
    let rest = scene.rest(token.start);
    let bytes = rest.as_bytes();
    let run = |from: usize| {
        bytes.get(from..).map_or(0, |bytes| {
            bytes
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count()
        })
    };
    let mut len = token.end - token.start;
    let mut mantissa = fold_digits(0, rest.get(..len)?)?;
    if len <= 3 && bytes[0] != b'0' {
        while bytes.get(len) == Some(&b',') && run(len + 1) == 3 {
            mantissa = fold_digits(mantissa, rest.get(len + 1..len + 4)?)?;
            len += 4;
        }
    }
    let mut decimals = 0;
    if bytes.get(len) == Some(&b'.') {
        let count = run(len + 1);
        if count > 0 {
            mantissa = fold_digits(mantissa, rest.get(len + 1..len + 1 + count)?)?;
            decimals = count as u32;
            len += 1 + count;
            if bytes.get(len) == Some(&b'.') && run(len + 1) > 0 {
                return None;
            }
        }
    }
    if bytes[0] == b'0' && token.end - token.start > 1 {
        return None;
    }
    let after = rest.get(len..)?;
    if let Some(next) = after.chars().next() {
        let digit_follows = after
            .get(next.len_utf8()..)
            .is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit()));
        let joined = match next {
            'a'..='z' | 'A'..='Z' | '@' | '_' | '/' | '=' | '~' | '&' | '#' | '-' | '+' | '×' => {
                true
            }
            ':' | '—' | ' ' | '―' => digit_follows,
            _ => false,
        };
        if joined {
            return None;
        }
    }
    let value = Decimal::try_from_i128_with_scale(mantissa, decimals).ok()?;
    Some(Number {
        value,
        decimals,
        end: token.start + len,
    })
}

/// Appends decimal digits to a mantissa; `None` beyond what a [`Decimal`] holds.
fn fold_digits(mantissa: i128, digits: &str) -> Option<i128> {
    digits.bytes().try_fold(mantissa, |sum, byte| {
        let sum = sum * 10 + i128::from(byte.checked_sub(b'0')?);
        (sum < 10_i128.pow(27)).then_some(sum)
    })
}

/// The value of a Chinese numeral that counts: 三十五, 两百零六, 一千二百. `None` for runs of digits
/// (十四五) and for bare powers of ten (千家万户).
pub(super) fn han(text: &str) -> Option<u64> {
    let (mut total, mut section, mut digit) = (0_u64, 0_u64, None);
    let mut counted = false;
    for (index, character) in text.chars().enumerate() {
        let unit = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            '亿' => 100_000_000,
            '〇' | '零' | '○' => {
                if digit.is_some() {
                    return None;
                }
                continue;
            }
            _ => {
                let value = "一二三四五六七八九两"
                    .chars()
                    .position(|c| c == character)
                    .map(|at| if at == 9 { 2 } else { at as u64 + 1 })?;
                if digit.replace(value).is_some() {
                    return None;
                }
                counted = true;
                continue;
            }
        };
        if unit >= 10_000 {
            let below = section + digit.take().unwrap_or(0);
            if below == 0 {
                return None;
            }
            total = (total + below).checked_mul(unit)?;
            section = 0;
        } else {
            // 十 alone is 10; 百 and 千 need a digit.
            let times = match digit.take() {
                Some(times) => times,
                None if unit == 10 && (index == 0 || section == 0) => {
                    counted = true;
                    1
                }
                None => return None,
            };
            section += times * unit;
        }
    }
    (counted && text.chars().count() <= 12).then_some(total + section + digit.unwrap_or(0))
}

/// What stands between a number and its measure word, and the measure word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// What the number is to be multiplied by: 万 before a measure word.
    pub(super) times: i64,
    /// Length in bytes of the multiplier that belongs to the number.
    pub(super) multiplier: usize,
    /// Where the measure word begins, in bytes after the number.
    pub(super) unit: usize,
    /// Length of the measure word in bytes.
    pub(super) unit_len: usize,
    /// 余 or 多 stands in between.
    pub(super) approximate: bool,
}

/// Reads multiplier, 余 and measure word from the text after a number.
pub(super) fn measure(rest: &str, chinese: bool) -> Option<Measure> {
    let mut at = 0;
    let mut approximate = false;
    let skip_vague = |at: &mut usize, approximate: &mut bool| {
        if let Some(c) = rest[*at..]
            .chars()
            .next()
            .filter(|c| matches!(c, '余' | '多' | '来'))
        {
            *at += c.len_utf8();
            *approximate = true;
        }
    };
    skip_vague(&mut at, &mut approximate);
    let multiplier_start = at;
    let mut times = 1;
    if !chinese {
        for (word, value) in [
            ("千万", 10_000_000),
            ("百万", 1_000_000),
            ("万亿", 1_000_000_000_000),
            ("万", 10_000),
            ("亿", 100_000_000),
        ] {
            if rest[at..].starts_with(word) {
                at += word.len();
                times = value;
                break;
            }
        }
    }
    let multiplier_end = at;
    if times > 1 {
        // 万元 and 亿元 are units in their own right: the form itself counts in 万元.
        if rest[at..].starts_with('元') {
            return Some(Measure {
                times: 1,
                multiplier: 0,
                unit: multiplier_start,
                unit_len: at - multiplier_start + '元'.len_utf8(),
                approximate,
            });
        }
        skip_vague(&mut at, &mut approximate);
    }
    let unit_len = unit_len(&rest[at..], chinese)?;
    Some(Measure {
        times,
        multiplier: if times > 1 { multiplier_end } else { 0 },
        unit: at,
        unit_len,
        approximate,
    })
}

/// The length of the measure word that `text` begins with.
///
/// Each comes with what may not follow it because a longer word begins there (条例, 部门, 人民).
fn unit_len(text: &str, chinese: bool) -> Option<usize> {
    let first = text.chars().next()?;
    let tail = &text[first.len_utf8()..];
    let longer: &[&str] = match first {
        '件' | '宗' | '篇' | '幅' | '册' | '款' | '辑' | '元' | '批' | '户' | '档' => {
            &[]
        }
        '份' => &["额"],
        '条' => &["例", "文"],
        '次' => &["日", "年", "月", "要"],
        '起' => &["至", "到", "草", "诉"],
        '例' => &["会", "如", "外"],
        '场' => &["所", "次日", "景"],
        '期' => &["间", "限", "末", "刊"],
        '项' => &["目"],
        '类' => &["别", "型", "似", "内部事务", "过程性"],
        '家' => &["庭", "属", "长", "园", "渠"],
        '部' => &["门", "委", "队", "分", "署", "长", "级"],
        '字' => &["段", "号", "体"],
        '名' => &["称", "单", "录", "义"],
        '位' => &["于", "置", "一体"],
        '张' => &["贴"],
        '组' => &["织", "成", "建"],
        '段' => &["落"],
        '则' => &["为"],
        '人' => &["民", "员", "大", "才", "社", "口", "工", "事", "文", "均"],
        '个' => {
            return Some(
                first.len_utf8()
                    + ["工作日", "百分点", "自然日", "季度", "小时", "月"]
                        .iter()
                        .find(|word| tail.starts_with(**word))
                        .map_or_else(
                            || {
                                // Slogans count nothing that the report did.
                                const SLOGANS: [&str; 11] = [
                                    "维护",
                                    "意识",
                                    "自信",
                                    "确立",
                                    "全面",
                                    "年",
                                    "务必",
                                    "毫不动摇",
                                    "结合",
                                    "服从",
                                    "善于",
                                ];
                                let slogan = chinese
                                    && SLOGANS.iter().any(|word| tail.starts_with(*word))
                                    || tail.starts_with('人');
                                if slogan { None } else { Some(0) }
                            },
                            |word| Some(word.len()),
                        )?,
            );
        }
        // Counted lists (三大板块, 五步法) come in Chinese numerals only.
        '大' if chinese => &["精神", "报告", "以来", "会", "代表", "队", "型", "数"],
        '步' if chinese && tail.starts_with('法') => &[],
        '套' | '集' | '封' | '版' | '种' | '支' | '本' | '所' | '处' | '台' | '辆' | '块'
        | '座' | '页' | '轮' | '亩'
            if !chinese || matches!(first, '种' | '套' | '本' | '轮' | '支' | '块') =>
        {
            match first {
                '集' => &["中", "成", "约", "体", "团"],
                '版' => return None,
                '种' => &["植"],
                '支' => &["持", "部", "付", "撑", "出", "队"],
                '本' => &[
                    "级", "机", "单", "县", "市", "区", "年", "报", "着", "地", "次", "部",
                ],
                '所' => &["有", "在", "需", "属", "列"],
                '处' => &["理", "罚", "置", "于", "级", "长", "室"],
                '台' => &["账", "帐"],
                '块' => &["状"],
                '页' => &["面"],
                _ => &[],
            }
        }
        _ => return None,
    };
    if longer.iter().any(|word| tail.starts_with(*word)) {
        return None;
    }
    let more = match first {
        '人' if tail.starts_with("(次)") => "(次)".len(),
        '人' | '场' if tail.starts_with('次') => "次".len(),
        _ => 0,
    };
    Some(first.len_utf8() + more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals() {
        for (text, value) in [
            ("六", Some(6)),
            ("十", Some(10)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("三十五", Some(35)),
            ("一百零五", Some(105)),
            ("两百", Some(200)),
            ("一千二百三十四", Some(1234)),
            ("三万", Some(30_000)),
            ("一万二千", Some(12_000)),
            ("十四五", None),
            ("二〇二三", None),
            ("千", None),
            ("万", None),
            ("百", None),
            ("三五", None),
            ("零", None),
        ] {
            assert_eq!(han(text), value, "{text}");
        }
    }

    #[test]
    fn measure_words() {
        let unit = |text: &str| {
            measure(text, false).map(|m| (text[m.unit..m.unit + m.unit_len].to_owned(), m.times))
        };
        for (text, expected) in [
            ("件,", Some(("件", 1))),
            ("万条", Some(("条", 10_000))),
            ("余万条", Some(("条", 10_000))),
            ("万余条", Some(("条", 10_000))),
            ("万元", Some(("万元", 1))),
            ("余万元", Some(("万元", 1))),
            ("人次。", Some(("人次", 1))),
            ("人(次)", Some(("人(次)", 1))),
            ("场次,", Some(("场次", 1))),
            ("个工作日内", Some(("个工作日", 1))),
            ("条例", None),
            ("部门", None),
            ("人民政府", None),
            ("处理", None),
            ("年", None),
            ("小时", None),
        ] {
            let expected = expected.map(|(unit, times)| (unit.to_owned(), times));
            assert_eq!(unit(text), expected, "{text}");
        }
    }
}
