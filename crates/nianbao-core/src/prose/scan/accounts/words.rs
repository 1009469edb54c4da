//! What the words of a number say of cases: which part of an account it is.

/// A question that divides cases, each of which has one answer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Question {
    /// How they were answered.
    Outcome,
    /// Who applied.
    Applicant,
    /// By which way they came in.
    Channel,
    /// How a review or a lawsuit ended.
    Result,
}

/// An answer to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Answer {
    pub(in super::super) question: Question,
    /// Its place among the answers to its question.
    pub(super) key: u8,
    /// The key of the answer that includes it, which may be given beside it.
    pub(super) within: Option<u8>,
}

/// What a number counts in the course of the year's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Surely of this year alone.
    New,
    /// Came in, perhaps with those of the year before.
    Received,
    /// Of the year before.
    CarriedIn,
    /// A bare total: 共计.
    Total,
    /// 办理, 处理: those dealt with or those to be dealt with.
    Handled,
    /// Answered.
    Done,
    /// Left for the next year.
    CarriedOut,
}

type Entry = (&'static str, u8, Option<u8>);

const OUTCOMES: &[Entry] = &[
    ("部分公开", 1, None),
    ("部分予以公开", 1, None),
    ("予以部分公开", 1, None),
    ("区分处理", 1, None),
    ("不予公开", 2, None),
    ("不予以公开", 2, None),
    ("不公开", 2, None),
    ("予以公开", 0, None),
    ("同意公开", 0, None),
    ("准予公开", 0, None),
    ("全部公开", 0, None),
    ("公开范围", 0, None),
    ("不予处理", 4, None),
    ("无法提供", 3, None),
    ("不予提供", 3, None),
    ("其他处理", 5, None),
    ("其它处理", 5, None),
    ("国家秘密", 16, Some(2)),
    ("过程性", 17, Some(2)),
    ("内部事务", 18, Some(2)),
    ("执法案卷", 19, Some(2)),
    ("行政查询", 20, Some(2)),
    ("第三方", 21, Some(2)),
    ("禁止公开", 22, Some(2)),
    ("一稳定", 23, Some(2)),
    ("不存在", 6, Some(3)),
    ("不掌握", 7, Some(3)),
    ("没有现成", 8, Some(3)),
    ("非本机关", 9, Some(3)),
    ("不属于", 10, Some(3)),
    ("重复申请", 11, Some(4)),
    ("信访", 12, Some(4)),
    ("出版物", 24, Some(4)),
    ("反复申请", 25, Some(4)),
    ("重新出具", 26, Some(4)),
    ("逾期", 13, Some(5)),
    ("补正", 13, Some(5)),
    ("撤回", 14, Some(5)),
    ("撤销", 15, Some(5)),
];

const APPLICANTS: &[Entry] = &[
    ("自然人", 0, None),
    ("公民", 0, None),
    ("个人", 0, None),
    ("企业", 2, Some(1)),
    ("科研", 3, Some(1)),
    ("公益", 4, Some(1)),
    ("法律服务", 5, Some(1)),
    ("法人", 1, None),
    ("组织", 1, None),
];

const CHANNELS: &[Entry] = &[
    ("邮件", 1, None),
    ("邮箱", 1, None),
    ("网络", 0, None),
    ("网上", 0, None),
    ("在线", 2, None),
    ("线上", 14, None),
    ("网站", 3, None),
    ("互联网", 0, None),
    ("平台", 4, None),
    ("信函", 5, None),
    ("信件", 5, None),
    ("来信", 5, None),
    ("邮寄", 6, None),
    ("邮政", 6, None),
    ("挂号", 6, None),
    ("快递", 7, None),
    ("快件", 7, None),
    ("当面", 8, None),
    ("现场", 9, None),
    ("窗口", 10, None),
    ("线下", 11, None),
    ("来访", 12, None),
    ("上门", 12, None),
    ("传真", 13, None),
];

const RESULTS: &[Entry] = &[
    ("维持", 0, None),
    ("纠正", 1, None),
    ("撤销", 1, None),
    ("其他结果", 2, None),
    ("其它结果", 2, None),
    ("审结", 3, None),
    ("审理", 3, None),
    ("未结", 3, None),
    ("未办结", 3, None),
    ("驳回", 4, None),
    ("撤回", 5, None),
    ("撤诉", 5, None),
    ("终止", 6, None),
    ("胜诉", 7, None),
    ("败诉", 8, None),
];

const QUESTIONS: [(Question, &[Entry]); 4] = [
    (Question::Applicant, APPLICANTS),
    (Question::Outcome, OUTCOMES),
    (Question::Channel, CHANNELS),
    (Question::Result, RESULTS),
];

/// The key of 其他 that goes with any question.
pub(super) const REST: u8 = 31;

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The words of other matters than requests: their numbers belong to no account of requests.
pub(super) fn is_other_matter(text: &str) -> bool {
    has(
        text,
        &[
            "复议", "诉讼", "应诉", "留言", "来电", "热线", "建议", "提案", "投诉", "咨询", "会议",
            "培训", "协办", "协查", "发布", "信箱", "来信", "诉求", "工单", "网民", "举报",
        ],
    )
}

/// Whether words speak of reviews or lawsuits.
pub(super) fn is_dispute(text: &str) -> bool {
    has(text, &["复议", "诉讼", "应诉", "起诉", "案件"])
}

/// Whether words begin the rest of a division: 其他5件.
pub(super) fn is_rest(text: &str) -> bool {
    ["其他", "其它", "其余"]
        .iter()
        .any(|word| text.starts_with(word))
}

/// The answer that the words of a number give to a question.
pub(in super::super) fn answer(text: &str) -> Option<Answer> {
    // 公民、法人和其他组织 are all who may apply.
    if has(text, &["自然人", "公民", "个人"]) && has(text, &["法人", "组织"]) {
        return None;
    }
    QUESTIONS
        .iter()
        .find_map(|&(question, _)| answer_to(question, text))
}

/// The answer that words give to one question, where they may give others too.
pub(super) fn answer_to(question: Question, text: &str) -> Option<Answer> {
    let (_, entries) = QUESTIONS.iter().find(|(one, _)| *one == question)?;
    let bare = text.trim_matches(['“', '”', '"', '的', '为']);
    if question == Question::Outcome && ["公开", "可公开", "已公开"].contains(&bare) {
        return Some(Answer {
            question,
            key: 0,
            within: None,
        });
    }
    let (_, key, within) = entries.iter().find(|(word, ..)| text.contains(word))?;
    Some(Answer {
        question,
        key: *key,
        within: *within,
    })
}

/// What the words of a number say of its place in the year's work.
pub(super) fn role(text: &str) -> Option<Role> {
    const CARRY: [&str; 6] = ["结转", "转结", "转接", "顺延", "转入", "转至"];
    let carry = CARRY
        .iter()
        .filter_map(|word| text.find(word).map(|at| (at, word.len())))
        .min();
    if has(text, &["新收", "新受理", "新接收", "新申请", "新增申请"]) {
        return Some(Role::New);
    }
    if let Some((at, len)) = carry {
        let (before, after) = (&text[..at], &text[at + len..]);
        let target = after.trim_start_matches(['到', '至', '入', '于', '在']);
        let ahead = has(
            text,
            &[
                "下年",
                "下一年",
                "下一个年",
                "下个年",
                "次年",
                "明年",
                "翌年",
            ],
        );
        let past = has(before, &["上年", "上一年", "去年", "往年", "年"])
            || has(after, &["上年", "上一年", "去年", "往年", "今年", "本年"]);
        return if ahead {
            Some(Role::CarriedOut)
        } else if past && !target.starts_with("20") {
            Some(Role::CarriedIn)
        } else if target.starts_with("20") || target.starts_with("继续") {
            Some(Role::CarriedOut)
        } else {
            None
        };
    }
    if has(
        text,
        &[
            "正在办理",
            "正在处理",
            "办理中",
            "在办",
            "未办结",
            "尚未答复",
            "未答复",
            "未到",
            "尚未",
            "未完成",
            "待办",
            "待答复",
            "下年",
            "下一年",
        ],
    ) {
        return Some(Role::CarriedOut);
    }
    let bare = ["全年", "本年度", "总数", "申请"]
        .iter()
        .fold(text, |text, lead| text.strip_prefix(lead).unwrap_or(text));
    if ["合计", "共计", "总计", "合计为", "共计为", "总计为", "共"].contains(&bare)
    {
        return Some(Role::Total);
    }
    if ["总数", "总量", "总数为", "总量为"]
        .iter()
        .any(|end| text.ends_with(end))
    {
        return Some(Role::Total);
    }
    if has(text, &["收到", "受理", "接收", "接到", "收办", "收件"]) {
        return Some(Role::Received);
    }
    if has(
        text,
        &[
            "办结",
            "办复",
            "答复",
            "回复",
            "办理完",
            "办毕",
            "处理完",
            "复函",
        ],
    ) {
        return Some(Role::Done);
    }
    has(text, &["办理", "处理"]).then_some(Role::Handled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_of_the_year() {
        for (text, expected) in [
            ("新收政府信息公开申请", Some(Role::New)),
            ("共收到申请", Some(Role::Received)),
            ("上年结转", Some(Role::CarriedIn)),
            ("2021年度结转申请", Some(Role::CarriedIn)),
            ("结转上一年度申请", Some(Role::CarriedIn)),
            ("上年度转至今年办理的", Some(Role::CarriedIn)),
            ("结转至2024年办理", Some(Role::CarriedOut)),
            ("顺延到下一年度", Some(Role::CarriedOut)),
            ("申请正在办理中", Some(Role::CarriedOut)),
            ("已按期予以答复", Some(Role::Done)),
            ("共处理申请", Some(Role::Handled)),
            ("合计", Some(Role::Total)),
            ("共", Some(Role::Total)),
            ("结转", None),
            ("召开会议", None),
        ] {
            assert_eq!(role(text), expected, "{text}");
        }
    }

    #[test]
    fn answers_to_questions() {
        for (text, expected) in [
            ("部分予以公开", Some((Question::Outcome, 1))),
            ("“不予公开”", Some((Question::Outcome, 2))),
            ("法人或其他组织申请", Some((Question::Applicant, 1))),
            ("通过电子邮件", Some((Question::Channel, 1))),
            ("尚未审结", Some((Question::Result, 3))),
            ("政策文件", None),
        ] {
            let found = answer(text).map(|answer| (answer.question, answer.key));
            assert_eq!(found, expected, "{text}");
        }
    }
}
