//! W001: the same word written twice.

use nianbao_core::TextRange;
use nianbao_facts::words::{is_cjk, is_inside, is_prose};
use nianbao_lint::edits::with_edit;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W001",
    name: "word-doubled",
    group: Group::Wording,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new("词语不应无故重复", "No word is written twice by mistake"),
    explanation: Text::new(
        "“线上和线上”多半是“线上和线下”之误，“公众号公众号”是重复输入。请删去重复的词，或改\
         为本来要写的词。",
        "A word joined to itself, or repeated at once, is a slip: delete it or write the word that \
         was meant.",
    ),
    basis: &["公文用语惯例"],
    traps: Text::new(
        "“层层”“常常”“一步一步”等叠用，“部门与部门之间”，以及“政策和政策解读”（后一个词\
         属于更长的词）不算。",
        "Reduplication, \"between department and department\", and a word that begins a longer one \
         are right.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "线上和线上",
            },
            title: Text::new("并列的两个词相同", "A word joined to itself"),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "优化县政府门户网站栏目设置，在线上和线上网站发布，",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "进一步进一步",
            },
            title: Text::new("连写两遍", "Written twice"),
            edits: &[("组织开展社会评议", "进一步进一步组织开展社会评议")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("叠用", "Reduplication"),
            edits: &[("优化县政府", "一步一步层层优化县政府")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("部门与部门之间", "Between departments"),
            edits: &[("优化县政府", "加强部门与部门之间协调，优化县政府")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "后一个词属于更长的词",
                "The second one begins a longer word",
            ),
            edits: &[(
                "优化县政府门户网站栏目设置，",
                "优化县政府门户网站栏目设置，同步发布政策和政策解读，",
            )],
        },
    ],
    check,
};

/// The longest word looked for, in characters.
const LONGEST: usize = 12;
/// Words of which reports always name the counterpart, so that naming one twice is a slip.
const CONTRASTS: &[&str] = &[
    "线上", "线下", "网上", "网下", "事前", "事中", "事后", "上级", "下级", "内部", "外部", "对内",
    "对外",
];
/// What a word written over and over begins with: 一步一步, 逐条逐条.
const DISTRIBUTIVE: &[char] = &['一', '逐', '每', '几', '两', '半', '百', '千', '万', '再'];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let text = report.prose.as_str();
    repetitions(text, |word, whole| {
        let Some(paragraph) = report.prose.paragraph_at(whole.start) else {
            return;
        };
        // Book marks are closed within a line or two.
        let at = whole.start as usize;
        let from = text.floor_char_boundary(at.saturating_sub(600));
        let before = &text[from.max(paragraph.range.start as usize)..at];
        if !is_prose(paragraph.kind) || is_inside(before, '《', '》') {
            return;
        }
        let name = report.prose.text(word);
        let written = report.prose.text(whole);
        let message = Message::new(
            format!("“{written}”重复了“{name}”，请删去一个，或改为本来要写的词。"),
            format!("\"{written}\" has \"{name}\" twice: delete one or write what was meant."),
        );
        let diagnostic = Diagnostic::new(&RULE, report.prose.source_span(whole), message);
        let suggested = Applicability::Suggested;
        sink.report(with_edit(report, diagnostic, suggested, whole, name));
    });
}

/// Calls `found` with every word that is repeated, and the range of the whole repetition.
///
/// One pass: each character remembers where it last stood, and a run of characters that all stood at
/// the same distance before is a repetition once it is as long as the distance, or one shorter with a
/// conjunction in between. Chinese characters and `、` all take three bytes, which makes places simple.
fn repetitions(text: &str, mut found: impl FnMut(TextRange, TextRange)) {
    const WIDE: usize = 3;
    const DUN: &[u8; WIDE] = &[0xE3, 0x80, 0x81];
    let bytes = text.as_bytes();
    let mut last = [u32::MAX; 1024];
    let (mut stretch, mut distance, mut run) = (0, 0, 0);
    let mut at = 0;
    // Characters as arrays: comparing slices would cost a call each.
    let character_at = |at: usize| bytes.get(at..).and_then(<[u8]>::first_chunk::<WIDE>);
    while at < bytes.len() {
        let character = character_at(at)
            .filter(|&&character| matches!(character[0], 0xE4..=0xE9) || character == *DUN);
        let Some(&character) = character else {
            at += 1;
            (stretch, distance, run) = (at, 0, 0);
            continue;
        };
        let slot = (usize::from(character[0]) << 3
            ^ usize::from(character[1]) << 6
            ^ usize::from(character[2]))
            % last.len();
        let goes_on = distance > 0
            && at >= stretch + distance
            && character_at(at - distance) == Some(&character);
        if goes_on {
            run += WIDE;
        } else {
            let before = last[slot] as usize;
            let known = before != u32::MAX as usize
                && before >= stretch
                && at - before <= (LONGEST + 1) * WIDE
                && character_at(before) == Some(&character);
            distance = if known { at - before } else { 0 };
            run = if known { WIDE } else { 0 };
        }
        last[slot] = at as u32;
        at += WIDE;
        if run >= 2 * WIDE && (run == distance || run + WIDE == distance) {
            let whole = TextRange::new(at - run - distance, at);
            let word = TextRange::new(at - run, at);
            if whole.start as usize >= stretch && is_slip(text, word, whole) {
                found(word, whole);
                (distance, run) = (0, 0);
            }
        }
    }
}

fn is_slip(text: &str, word: TextRange, whole: TextRange) -> bool {
    let name = &text[word.range()];
    let next = text[whole.end as usize..].chars().next();
    let previous = text[..whole.start as usize].chars().next_back();
    let ends = next.is_none_or(|c| !is_cjk(c));
    let begins = previous.is_none_or(|c| !is_cjk(c) || "过在用以括对向".contains(c));
    let length = name.chars().count();
    if name.contains('、') || name.starts_with(DISTRIBUTIVE) {
        return false;
    }
    let between = &text[whole.start as usize + name.len()..word.start as usize];
    match between {
        "" => length >= 3 || ends,
        "和" | "与" | "及" | "或" | "、" => {
            CONTRASTS.contains(&name)
                || ((ends || next == Some('等')) && next != Some('、') && (begins || length >= 3))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut words = Vec::new();
        repetitions(text, |word, _| words.push(&text[word.range()]));
        words
    }

    #[test]
    fn repetitions_are_told_from_reduplication() {
        assert_eq!(words("关注公众号公众号获取"), ["公众号"]);
        assert_eq!(words("推进政务服务政务服务工作"), ["政务服务"]);
        assert_eq!(words("通过微信、微信，"), ["微信"]);
        assert_eq!(words("加强工作工作。"), ["工作"]);
        assert_eq!(
            words("一项一项落实，层层压实，常常常常，一件一件办"),
            [""; 0]
        );
        assert_eq!(words("促进部门与部门、地区与地区协同"), [""; 0]);
        assert_eq!(words("推进信息公开公开透明，政策和政策解读"), [""; 0]);
        assert_eq!(words("县政府和政府，"), [""; 0]);
    }
}
