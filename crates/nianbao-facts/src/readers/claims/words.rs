//! The words that the grammar of claims knows, and texts made of them.

use super::LONGEST_CLAUSE;
use super::statements::POSITIVE;

/// Words before the verb that leave the scope as it is: the whole body, the whole year.
#[rustfmt::skip]
pub const SCOPE: &[&str] = &[
    "年度", "年", "全年", "本年度", "本年", "当年", "今年", "报告期内", "统计期内", "统计期限内",
    "期间", "期内", "以来", "共", "共计", "累计", "总计", "合计", "总共", "一共", "已", "均",
    "依法", "依规", "及时", "规范", "按时", "按期", "按规定", "全部", "在法定期限内", "在期限内", "在规定期限内", "在规定时限内", "全县",
    "全市", "全区", "全镇", "全乡", "全省", "全州", "全旗", "全盟", "全局", "全委", "全系统",
    "全街道", "全厅", "全院", "全域", "我县", "我市", "我区", "我镇", "我乡", "我省", "我州",
    "我旗", "我局", "我委", "我办", "我厅", "我院", "我街道", "我单位", "我机关", "我部门",
    "我们", "本县", "本市", "本区", "本镇", "本乡", "本省", "本州", "本局", "本委", "本办",
    "本厅", "本街道", "本单位", "本机关", "本部门", "本级", "各级行政机关", "行政机关", "截至年底", "截至年末",
    "各级各部门", "各部门", "各单位", "各级", "各地", "各职能部门、镇街", "各职能部门、各镇街",
    "各部门、各乡镇", "各乡镇、各部门", "各乡镇和各部门", "各部门和各乡镇", "各部门、各镇街",
    "各镇街、各部门", "各部门、各街道", "各镇(街道)、各部门", "各部门、各镇(街道)",
    "各乡镇(街道)、各部门", "各部门、各乡镇(街道)", "各级政府", "各行政机关", "各类", "通过各种渠道", "依申请公开方面",
    "依申请公开情况", "依申请公开", "方面", "情况", "中", "内",
];

/// Words between the verb and the number, or after the unit, that name requests as such.
#[rustfmt::skip]
pub const REQUESTS: &[&str] = &[
    "政府", "政务", "信息", "公开", "信息公开", "依申请公开", "依申请", "申请", "申请书",
    "申请表", "申请件", "件", "事项", "案件", "办件", "来件", "数量", "数", "量", "总数", "总量",
    "总计", "共", "共计", "合计", "为", "是", "达", "达到", "计", "了", "到", "的", "并", "和",
    "及", "与", "、", "或", "请求", "需求", "有效", "各类", "书面", "群众", "公众", "社会公众",
    "公民、法人", "公民和法人", "公民或法人", "公民、法人和其他组织", "公民、法人或其他组织", "公民、法人或者其他组织",
    "公民、法人及其他组织", "自然人、法人和其他组织", "自然人、法人或其他组织",
    "自然人、法人或者其他组织", "申请人", "来自", "对", "提出的", "提交的", "提出", "提交", "办理", "答复",
    "处理", "办结", "受理", "收到", "登记", "审核", "线上线下", "全部", "相关", "有关", "本年度",
    "全年", "年度", "新", "本年", "已", "工作", "内容", "类", "类别", "共有", "总", "均", "依法",
    "具体",
];

/// Whether words name requests for information and nothing else.
pub(super) fn names_requests(words: &str) -> bool {
    let words = POSITIVE
        .words()
        .iter()
        .find_map(|verb| words.strip_prefix(verb))
        .unwrap_or(words);
    let words = words.strip_suffix('件').unwrap_or(words);
    words.len() <= LONGEST_CLAUSE
        && words.contains("申请")
        && (words.contains("公开") || words.contains("信息"))
        && consume(words, &[REQUESTS])
}

/// Cuts out `通过网络、信函等方式`: all channels together.
pub(super) fn without_channels(words: &str) -> String {
    for (from, _) in words.match_indices("通过") {
        let Some(etc) = words[from..].find('等').map(|at| from + at) else {
            continue;
        };
        for end in ["方式", "渠道", "途径", "形式", "平台"] {
            if let Some(at) = words[etc..].find(end)
                && at <= "等多种不同".len()
            {
                return format!("{}{}", &words[..from], &words[etc + at + end.len()..]);
            }
        }
    }
    words.to_owned()
}

pub(super) fn without_dates(words: &str) -> &str {
    let mut rest = words;
    while let Some(len) = date_len(rest) {
        rest = &rest[len..];
    }
    rest
}

/// The length of a year at the beginning of a text, 度 included.
fn date_len(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?.strip_prefix('年')?;
    (digits == 4).then(|| {
        digits
            + '年'.len_utf8()
            + if rest.starts_with('度') {
                '度'.len_utf8()
            } else {
                0
            }
    })
}

/// Whether a text begins with a word. Comparing the first character in place rules out nearly all words
/// without a call.
pub fn begins_with(text: &str, word: &str) -> bool {
    let head = |text: &str| text.as_bytes().first_chunk::<3>().copied();
    head(word).is_none_or(|first| head(text) == Some(first)) && text.starts_with(word)
}

/// Whether a text is made of the words alone, years aside.
pub fn consume(text: &str, words: &[&[&str]]) -> bool {
    let mut rest = text;
    while !rest.is_empty() {
        let len = words
            .iter()
            .copied()
            .flatten()
            .filter(|word| begins_with(rest, word))
            .map(|word| word.len())
            .max()
            .or_else(|| date_len(rest));
        let Some(len) = len else { return false };
        rest = &rest[len..];
    }
    true
}
