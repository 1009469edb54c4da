//! What the wording of quantities tells: which are values of one division, which are deeds of their own.

use super::Lister;
use crate::span::TextRange;

/// The outcomes of requests as 表三 groups them.
const OUTCOMES: [&str; 6] = [
    "予以公开",
    "部分公开",
    "不予公开",
    "无法提供",
    "不予处理",
    "其他",
];

/// The channels by which requests come in.
const CHANNELS: [&str; 10] = [
    "网络", "网上", "网站", "信函", "来信", "邮寄", "邮件", "当面", "现场", "传真",
];

impl Lister<'_> {
    /// Whether a part's clause follows another's without anything in between.
    pub(super) fn adjoins(&self, last: usize, next: usize) -> bool {
        let gap = self.scene.slice(
            self.places[last].end,
            (self.counted[next].subject.start as usize).max(self.places[last].end),
        );
        gap.len() <= '、'.len_utf8() * 2
            || gap
                .chars()
                .filter(|c| matches!(c, ',' | ';' | '、'))
                .count()
                <= 1
    }

    /// Whether a share stands right behind a quantity: `9800条,占61.8%`.
    pub(super) fn has_share(&self, index: usize) -> bool {
        let rest = self.scene.rest(self.places[index].end);
        let rest = rest.strip_prefix([',', '(']).unwrap_or(rest);
        rest.starts_with('占')
    }

    pub(super) fn before_subject(&self, index: usize) -> Option<char> {
        self.scene
            .before(self.counted[index].subject.start as usize)
    }

    /// Whether a quantity begins with a verb: another deed of the year rather than a part.
    pub(super) fn acts(&self, index: usize) -> bool {
        const VERBS: [&str; 24] = [
            "发布", "制作", "制发", "开展", "召开", "公开", "公示", "回应", "组织", "举办", "印发",
            "推送", "转发", "报送", "编制", "编发", "处理", "解读", "征集", "更新", "新增", "整改",
            "废止", "清理",
        ];
        let subject = self.counted[index].subject;
        let subject = self
            .scene
            .slice(subject.start as usize, subject.end as usize);
        self.is_deed(index) || VERBS.iter().any(|verb| subject.starts_with(verb))
    }

    /// Whether a quantity tells what was done with things rather than which they are.
    pub(super) fn is_deed(&self, index: usize) -> bool {
        const DEEDS: [&str; 15] = [
            "已", "均", "全部", "共", "答复", "办结", "办理", "回复", "收到", "受理", "结转",
            "按期", "按时", "未", "完成",
        ];
        let subject = self.counted[index].subject;
        let subject = self
            .scene
            .slice(subject.start as usize, subject.end as usize);
        DEEDS.iter().any(|deed| subject.starts_with(deed)) || subject.contains("结转")
    }

    /// What a part counts: the words before its number, else those after it.
    pub(super) fn label(&self, index: usize) -> &str {
        let quantity = &self.counted[index];
        let slice = |range: TextRange| self.scene.slice(range.start as usize, range.end as usize);
        let subject = slice(quantity.subject);
        let subject = subject
            .rfind("其中")
            .map_or(subject, |at| &subject[at + "其中".len()..]);
        let subject = subject.trim_start_matches([':', ',', '、']);
        if subject.is_empty() {
            slice(quantity.object)
        } else {
            subject
        }
    }

    /// Whether two parts are worded as values of one division: 通过…/通过…, …类/…类, …申请/…申请, or
    /// outcomes of a case.
    pub(super) fn alike(&self, one: usize, other: usize) -> bool {
        // The values of one question each; 其他 is one of all but the last two.
        const QUESTIONS: [&[&str]; 5] = [
            &["自然人", "法人", "其他"],
            &[
                "维持", "纠正", "审结", "未结", "审理", "撤回", "驳回", "其他",
            ],
            &OUTCOMES,
            &["新收", "结转"],
            &["未经复议", "经复议", "复议后"],
        ];
        let (one, other) = (self.label(one), self.label(other));
        let same_start = one
            .chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let same_end = one
            .chars()
            .rev()
            .zip(other.chars().rev())
            .take_while(|(a, b)| a == b)
            .count();
        let last = |text: &str| text.chars().next_back();
        same_start >= 2
            || same_end >= 2
            || same_end == 1
                && last(one).is_some_and(|c| {
                    matches!(
                        c,
                        '类' | '级'
                            | '区'
                            | '县'
                            | '市'
                            | '镇'
                            | '乡'
                            | '局'
                            | '办'
                            | '委'
                            | '院'
                            | '站'
                            | '网'
                    )
                })
            || is_place(one) && is_place(other)
            || QUESTIONS.iter().any(|values| {
                values.iter().any(|value| one.contains(value))
                    && values.iter().any(|value| other.contains(value))
            })
    }

    /// Whether two parts are kinds of things: …类/…类.
    pub(super) fn is_another_kind(&self, one: usize, other: usize) -> bool {
        let kind = |index| self.label(index).trim_end_matches("信息").ends_with('类');
        kind(one) && kind(other)
    }

    /// Whether two parts are different answers to one question.
    pub(super) fn answers_too(&self, one: usize, other: usize) -> bool {
        const QUESTIONS: [&[&str]; 4] = [
            &["自然人", "法人"],
            &OUTCOMES,
            &["维持", "纠正", "其他结果", "审结"],
            &CHANNELS,
        ];
        let (one, other) = (self.label(one), self.label(other));
        QUESTIONS.iter().any(|values| {
            let answer = |label: &str| values.iter().position(|value| label.contains(value));
            matches!((answer(one), answer(other)), (Some(one), Some(other)) if one != other)
        })
    }

    /// Whether a part is what the others leave: 其他信息24条.
    pub(super) fn is_rest(&self, index: usize) -> bool {
        let label = self.label(index);
        ["其他", "其它", "其余"]
            .iter()
            .any(|word| label.starts_with(word))
    }

    /// Whether parts are outcomes of requests.
    pub(super) fn are_outcomes(&self, parts: &[usize]) -> bool {
        let outcome = |part: &usize| {
            let label = self.label(*part);
            OUTCOMES.iter().any(|name| label.contains(name))
        };
        parts.iter().filter(|part| outcome(part)).count() >= 2
    }

    /// Whether all parts but one are worded like another part.
    pub(super) fn are_alike(&self, parts: &[usize]) -> bool {
        if parts.len() < 2 {
            return false;
        }
        let [first, rest @ ..] = parts else {
            return false;
        };
        let mut unlike = 0;
        for (at, &part) in rest.iter().enumerate() {
            if !self.alike(*first, part) && !self.alike(parts[at], part) {
                unlike += 1;
            }
        }
        unlike == 0 || unlike == 1 && parts.len() > 2
    }
}

/// Whether a label is the name of a place or body alone.
fn is_place(label: &str) -> bool {
    label.chars().count() <= 10
        && label.ends_with([
            '区', '县', '市', '镇', '乡', '州', '旗', '级', '园', '局', '门', '办',
        ])
}
