//! The one pass over the characters: everything that a scanner can start from becomes a [`Token`].
//!
//! Scanners then walk a few hundred tokens instead of thousands of characters, and none of them
//! searches the text on its own.

use super::super::SelfWord;
use crate::span::TextRange;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of ASCII digits.
    Digits,
    /// A run of Chinese numerals, 万 and 两 included.
    Han,
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `。`, `!`, `?`
    Stop,
    /// `:`
    Colon,
    /// `、`
    Dun,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `《`
    TitleOpen,
    /// `》`
    TitleClose,
    /// `%`
    Percent,
    /// 其中
    Among,
    /// 分别
    Respectively,
    /// 包括, 包含
    Including,
    /// 部分 after a number (六个部分).
    Division,
    /// A word by which the report names its own body.
    Own(SelfWord),
}

/// A place where a scanner may find something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Its first byte in the folded text.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
}

impl Token {
    /// Its place as a range.
    pub(super) fn range(self) -> TextRange {
        TextRange::new(self.start, self.end)
    }
}

/// Whether a character is a Chinese numeral as counts and years use them.
pub(super) fn is_han_numeral(character: char) -> bool {
    matches!(
        character,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '两'
            | '〇'
            | '零'
            | '○'
    )
}

/// The Chinese characters that a token can begin with.
const LEADS: [char; 26] = [
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两', '零',
    '其', '分', '包', '部', '我', '本', '全', '政', '〇', '○',
];

const FIRST_IDEOGRAPH: usize = 0x4E00;

/// One bit for each unified ideograph: whether it is one of [`LEADS`]. Nearly all of a report's
/// characters are ideographs that begin nothing; this passes them without decoding.
static IS_LEAD: [u64; 328] = {
    let mut bits = [0; 328];
    let mut at = 0;
    while at < LEADS.len() {
        let code = LEADS[at] as usize;
        if code >= FIRST_IDEOGRAPH {
            let index = code - FIRST_IDEOGRAPH;
            bits[index / 64] |= 1 << (index % 64);
        }
        at += 1;
    }
    bits
};

/// Fills `out` with the tokens of `text`, which starts at `base` in the folded text.
pub(super) fn tokens(text: &str, base: usize, out: &mut Vec<Token>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let found = match byte {
            0..0x80 => ascii(byte).map(|kind| (kind, 1)),
            0xE4..=0xE9 => {
                let (Some(&second), Some(&third)) = (bytes.get(at + 1), bytes.get(at + 2)) else {
                    return;
                };
                let code = usize::from(byte & 0xF) << 12
                    | usize::from(second & 0x3F) << 6
                    | usize::from(third & 0x3F);
                let index = code.wrapping_sub(FIRST_IDEOGRAPH);
                if IS_LEAD
                    .get(index / 64)
                    .is_some_and(|bits| bits >> (index % 64) & 1 == 1)
                {
                    word(text, at)
                } else {
                    None
                }
            }
            0xE2 | 0xE3 => word(text, at),
            _ => None,
        };
        let Some((kind, len)) = found else {
            at += match byte {
                0..0x80 => 1,
                0xE0..0xF0 => 3,
                0xF0.. => 4,
                _ => 2,
            };
            continue;
        };
        let start = base + at;
        match out.last_mut() {
            Some(last)
                if last.end == start
                    && last.kind == kind
                    && matches!(kind, Kind::Digits | Kind::Han) =>
            {
                last.end = start + len;
            }
            _ => out.push(Token {
                kind,
                start,
                end: start + len,
            }),
        }
        // A word may hold the start of another (本级, 政府办), but none that matters; numerals after
        // it must not be lost, so only the first character is passed.
        at += match byte {
            0..0x80 => 1,
            _ => 3,
        };
    }
}

fn ascii(byte: u8) -> Option<Kind> {
    Some(match byte {
        b'0'..=b'9' => Kind::Digits,
        b',' => Kind::Comma,
        b';' => Kind::Semicolon,
        b'!' | b'?' => Kind::Stop,
        b':' => Kind::Colon,
        b'(' => Kind::Open,
        b')' => Kind::Close,
        b'%' => Kind::Percent,
        _ => return None,
    })
}

/// The token that begins at a character outside ASCII, with its length.
fn word(text: &str, at: usize) -> Option<(Kind, usize)> {
    let rest = text.get(at..)?;
    let character = rest.chars().next()?;
    let len = character.len_utf8();
    let next = || rest.get(len..).unwrap_or("");
    Some(match character {
        '。' => (Kind::Stop, len),
        '、' => (Kind::Dun, len),
        '《' => (Kind::TitleOpen, len),
        '》' => (Kind::TitleClose, len),
        '其' if next().starts_with('中') => (Kind::Among, len + 3),
        '分' if next().starts_with('别') => (Kind::Respectively, len + 3),
        '包' if next().starts_with(['括', '含']) => (Kind::Including, len + 3),
        '部' if next().starts_with('分')
            && text[..at].chars().next_back().is_some_and(is_counted) =>
        {
            (Kind::Division, len + 3)
        }
        '我' | '本' | '全' | '政' => {
            let (word, len) = own_word(&text[..at], rest)?;
            (Kind::Own(word), len)
        }
        _ if is_han_numeral(character) => (Kind::Han, len),
        _ => return None,
    })
}

fn is_counted(before: char) -> bool {
    matches!(before, '个' | '大') || before.is_ascii_digit() || is_han_numeral(before)
}

/// The self-reference that `rest` begins with, with its length.
fn own_word(head: &str, rest: &str) -> Option<(SelfWord, usize)> {
    // Each word with the characters that make it the start of another word.
    const OUR: &[(&str, &[char])] = &[
        ("我县", &[]),
        ("我市", &['场']),
        ("我区", &['域', '间']),
        ("我镇", &[]),
        ("我乡", &[]),
        ("我街道", &[]),
        ("我办", &['理', '事', '公', '法', '实']),
        ("我局", &['限', '部']),
        ("我委", &['托', '派', '员']),
        ("我厅", &[]),
        ("我院", &[]),
        ("我校", &[]),
        ("我站", &[]),
        ("我队", &[]),
        ("我部", &['分', '队']),
        ("我处", &['理', '于', '在', '置']),
        ("我中心", &[]),
        ("我单位", &[]),
        ("我机关", &[]),
        ("我省", &[]),
        ("我州", &[]),
        ("我盟", &[]),
        ("我旗", &[]),
        ("我们", &[]),
    ];
    const THIS: &[(&str, &[char])] = &[
        ("本县", &['域']),
        ("本市", &['场']),
        ("本区", &['域', '间']),
        ("本镇", &[]),
        ("本乡", &[]),
        ("本街道", &[]),
        ("本办", &['理', '事', '公', '法']),
        ("本局", &['限', '部']),
        ("本委", &['托', '派', '员']),
        ("本厅", &[]),
        ("本院", &[]),
        ("本机关", &[]),
        ("本行政机关", &[]),
        ("本单位", &[]),
        ("本部门", &[]),
        ("本级", &['别']),
        ("本省", &[]),
        ("本州", &[]),
        ("本旗", &[]),
    ];
    const WHOLE: &[(&str, &[char])] = &[
        ("全县", &['域']),
        ("全市", &['场']),
        ("全区", &['域', '间']),
        ("全镇", &[]),
        ("全乡", &[]),
        ("全街道", &[]),
        ("全省", &[]),
        ("全州", &[]),
        ("全旗", &[]),
    ];
    const OFFICE: &[(&str, &[char])] = &[("政府办", &['公', '理', '事', '学', '医', '实', '法'])];
    let before = head.chars().next_back().unwrap_or('\n');
    // The characters with which 我, 本, 全 form a word of their own.
    let (word, list, bound) = match rest.chars().next()? {
        '我' => (SelfWord::Our, OUR, "自敌忘小大"),
        '本' => (SelfWord::This, THIS, "基根版文样成资剧日标原书课副读范蓝脚"),
        '全' => (SelfWord::Whole, WHOLE, "安健完齐周保成俱"),
        _ => (SelfWord::Office, OFFICE, ""),
    };
    if bound.contains(before) {
        return None;
    }
    list.iter()
        .find(|(text, longer)| {
            rest.strip_prefix(text)
                .is_some_and(|after| !after.starts_with(*longer))
        })
        .map(|(text, _)| (word, text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, String)> {
        let mut out = Vec::new();
        tokens(text, 0, &mut out);
        out.iter()
            .map(|token| (token.kind, text[token.start..token.end].to_owned()))
            .collect()
    }

    #[test]
    fn runs_of_digits_and_numerals_are_one_token() {
        assert_eq!(
            kinds("共1,204件,三十五场"),
            [
                (Kind::Digits, "1".into()),
                (Kind::Comma, ",".into()),
                (Kind::Digits, "204".into()),
                (Kind::Comma, ",".into()),
                (Kind::Han, "三十五".into()),
            ]
        );
    }

    #[test]
    fn words_inside_longer_words_are_not_taken() {
        for text in [
            "自我办理",
            "基本单位",
            "健全县级机制",
            "本办法",
            "本区域",
            "安全区建设",
            "政府办公室",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
