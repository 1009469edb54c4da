//! Whether a numeric token counts something: with a measure word, or at the end of its clause.

use rust_decimal::Decimal;

use super::super::super::Percentage;
use super::super::lex::{self, Token};
use super::super::number::{self, Measure};
use super::super::percent;
use super::super::scene::{Scene, is_han};
use super::LARGEST;
use super::walk::Walk;
use crate::span::TextRange;

/// What a numeric token turned out to be.
pub(super) struct Read {
    /// Where to go on.
    pub(super) end: usize,
    /// `None` for a percentage.
    pub(super) count: Option<Count>,
}

pub(super) struct Count {
    pub(super) value: Decimal,
    pub(super) number_end: usize,
    pub(super) unit: TextRange,
    pub(super) vague: bool,
}

impl Count {
    fn new(value: Decimal, end: usize, measure: Measure) -> Option<Self> {
        let unit = end + measure.unit;
        let value = value.checked_mul(Decimal::from(measure.times))?.normalize();
        if value > Decimal::from(LARGEST) {
            return None;
        }
        Some(Self {
            value,
            number_end: end + measure.multiplier,
            unit: TextRange::new(unit, unit + measure.unit_len),
            vague: measure.approximate,
        })
    }
}

pub(super) fn digits(
    scene: &Scene<'_>,
    token: Token,
    walk: &Walk,
    percentages: &mut Vec<Percentage>,
) -> Option<Read> {
    let before = scene.before(token.start);
    // 第3期, 前3名 and quoted names (“12345”) count nothing; 1万2千 was broken in two.
    if before.is_some_and(|c| {
        matches!(c, '第' | '前' | '“' | '‘' | '"' | '〔' | '【' | '[' | '{')
            || lex::is_han_numeral(c)
    }) {
        return None;
    }
    let number = number::arabic(scene, token)?;
    if let Some(percentage) =
        percent::read(scene, token.start, number, walk.subject(scene, token.start))
    {
        let end = percentage.range.end as usize;
        percentages.push(percentage);
        return Some(Read { end, count: None });
    }
    let rest = scene.window_after(number.end, 40);
    if let Some(measure) = number::measure(rest, false) {
        let count = Count::new(number.value, number.end, measure)?;
        return Some(Read {
            end: count.unit.end as usize,
            count: Some(count),
        });
    }
    if !stands_bare(scene, token, number.end, rest, walk) {
        return None;
    }
    Some(Read {
        end: number.end,
        count: Some(Count {
            value: number.value,
            number_end: number.end,
            unit: TextRange::new(number.end, number.end),
            vague: false,
        }),
    })
}

/// Whether a number without measure word may be a count: it follows a word and ends its clause, and
/// that word is none that names a code.
fn stands_bare(scene: &Scene<'_>, token: Token, end: usize, rest: &str, walk: &Walk) -> bool {
    const CODES: [&str; 16] = [
        "邮编",
        "编码",
        "电话",
        "传真",
        "热线",
        "号码",
        "编号",
        "代码",
        "标识码",
        "拨打",
        "账号",
        "平台",
        "年",
        "月",
        "号",
        "日",
    ];
    end - token.start <= 7
        && scene.before(token.start).is_some_and(is_han)
        && rest
            .chars()
            .next()
            .is_none_or(|c| matches!(c, ',' | '。' | ';' | '、' | ')'))
        && {
            let subject = walk.subject(scene, token.start);
            let subject = scene.slice(subject.start as usize, token.start);
            !CODES.iter().any(|code| subject.ends_with(code))
                && !["电话", "邮编", "传真", "热线", "地址"]
                    .iter()
                    .any(|code| subject.contains(code))
        }
}

pub(super) fn numeral(scene: &Scene<'_>, token: Token) -> Option<Read> {
    // 第三期, 每一件, 数十项, “三个年”, 二十届三次: an ordinal, a norm, a guess, a name.
    let named = scene.window_before(token.start, 6).ends_with("以下");
    if !named
        && scene.before(token.start).is_some_and(|c| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '第' | '每'
                        | '这'
                        | '那'
                        | '某'
                        | '各'
                        | '同'
                        | '逐'
                        | '前'
                        | '届'
                        | '几'
                        | '数'
                        | '唯'
                        | '“'
                        | '‘'
                        | '任'
                        | '首'
                        | '上'
                        | '下'
                        | '统'
                        | '单'
                        | '进'
                        | '好'
                        | '"'
                        | '·'
                        | '星'
                        | '周'
                )
        })
    {
        return None;
    }
    let text = scene.slice(token.start, token.end);
    let rest = scene.window_after(token.end, 40);
    let measure = number::measure(rest, true)?;
    let value = number::han(text)?;
    let unit = rest.get(measure.unit..measure.unit + measure.unit_len)?;
    let after = rest.get(measure.unit + measure.unit_len..)?;
    if value == 1 {
        // 一 is mostly an article (一件事, 一批): it counts only where the clause ends with it.
        let counts = matches!(
            unit,
            "件" | "条" | "篇" | "份" | "期" | "场" | "宗" | "起" | "次"
        );
        let ends = after
            .chars()
            .next()
            .is_none_or(|c| matches!(c, ',' | '。' | ';' | '、' | ')'));
        let saying = scene
            .before(token.start)
            .is_some_and(|c| matches!(c, '跑' | '办' | '成' | '过' | '有'));
        if !counts || !ends || saying {
            return None;
        }
    }
    let fixed = match unit {
        // 八项规定, 三项制度; 二十大, 四次全会; 五位一体.
        "项" => after.starts_with("规定") || value == 3 && after.starts_with("制度"),
        "次" => ["全会", "全体", "会议", "党代"]
            .iter()
            .any(|word| after.starts_with(word)),
        "大" => value > 10 || !after.starts_with(is_han),
        "人" => value >= 1000,
        "家" => after.starts_with(is_han) && value >= 100,
        _ => false,
    };
    if fixed {
        return None;
    }
    let count = Count::new(Decimal::from(value), token.end, measure)?;
    Some(Read {
        end: count.unit.end as usize,
        count: Some(count),
    })
}
