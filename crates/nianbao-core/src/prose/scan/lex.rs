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

/// Fills `out` with the tokens of `text`, which starts at `base` in the folded text.
pub(super) fn tokens(text: &str, base: usize, out: &mut Vec<Token>) {
    out.clear();
    let mut before = '\n';
    for (at, character) in text.char_indices() {
        let len = character.len_utf8();
        let rest = || text.get(at + len..).unwrap_or("");
        let simple = |kind| Some((kind, len));
        let found = match character {
            '0'..='9' => simple(Kind::Digits),
            ',' => simple(Kind::Comma),
            ';' => simple(Kind::Semicolon),
            '。' | '!' | '?' => simple(Kind::Stop),
            ':' => simple(Kind::Colon),
            '、' => simple(Kind::Dun),
            '(' => simple(Kind::Open),
            ')' => simple(Kind::Close),
            '《' => simple(Kind::TitleOpen),
            '》' => simple(Kind::TitleClose),
            '%' => simple(Kind::Percent),
            '其' if rest().starts_with('中') => Some((Kind::Among, len + 3)),
            '分' if rest().starts_with('别') => Some((Kind::Respectively, len + 3)),
            '包' if rest().starts_with(['括', '含']) => Some((Kind::Including, len + 3)),
            '部' if is_counted(before) && rest().starts_with('分') => {
                Some((Kind::Division, len + 3))
            }
            '我' | '本' | '全' | '政' => {
                own_word(&text[..at], &text[at..]).map(|(word, len)| (Kind::Own(word), len))
            }
            _ if is_han_numeral(character) => simple(Kind::Han),
            _ => None,
        };
        before = character;
        let Some((kind, len)) = found else { continue };
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
    }
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
