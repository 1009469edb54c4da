//! The words round a number that change what it counts.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::super::Qualifiers;
use super::scene::Scene;

/// What a word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hint {
    /// 其中
    Among,
    /// 结转 and its misspellings.
    Carry,
    /// 收办: received and dealt with, carried-in requests included.
    Together,
    /// 含, 加上
    Include,
    /// 上年, 去年
    LastYear,
    /// 共, 合计
    Total,
    /// 累计
    Cumulative,
    /// 历年
    History,
    /// 截至
    Until,
    /// Any other year.
    Year,
    /// 同比, 增长
    Compare,
    /// 本级, 代表
    OwnLevel,
    /// 县政府, 政府办 as those who act.
    OwnGovernment,
    /// 每, 不少于
    Norm,
    /// Words that only look like the others.
    Neutral,
}

const WORDS: [(&str, Hint); 70] = [
    ("其中", Hint::Among),
    ("结转", Hint::Carry),
    ("转结", Hint::Carry),
    ("转接", Hint::Carry),
    ("收办", Hint::Together),
    ("含", Hint::Include),
    ("包括", Hint::Include),
    ("加上", Hint::Include),
    ("连同", Hint::Include),
    ("算上", Hint::Include),
    ("上年", Hint::LastYear),
    ("上一年", Hint::LastYear),
    ("去年", Hint::LastYear),
    ("往年", Hint::LastYear),
    ("共", Hint::Total),
    ("合计", Hint::Total),
    ("总计", Hint::Total),
    ("在内", Hint::Total),
    ("公共", Hint::Neutral),
    ("共享", Hint::Neutral),
    ("累计", Hint::Cumulative),
    ("历年", Hint::History),
    ("历史", Hint::History),
    ("截至", Hint::Until),
    ("截止", Hint::Until),
    ("年", Hint::Year),
    ("近年", Hint::Neutral),
    ("多年", Hint::Neutral),
    ("年度报告", Hint::Neutral),
    ("年报", Hint::Neutral),
    ("同比", Hint::Compare),
    ("环比", Hint::Compare),
    ("同期", Hint::Compare),
    ("较上", Hint::Compare),
    ("比上", Hint::Compare),
    ("较去", Hint::Compare),
    ("比去", Hint::Compare),
    ("较20", Hint::Compare),
    ("比20", Hint::Compare),
    ("增长", Hint::Compare),
    ("下降", Hint::Compare),
    ("上升", Hint::Compare),
    ("降低", Hint::Compare),
    ("增幅", Hint::Compare),
    ("降幅", Hint::Compare),
    ("本级", Hint::OwnLevel),
    ("代表县", Hint::OwnLevel),
    ("代表区", Hint::OwnLevel),
    ("代表市", Hint::OwnLevel),
    ("代表省", Hint::OwnLevel),
    ("代表州", Hint::OwnLevel),
    ("代表旗", Hint::OwnLevel),
    ("代表镇", Hint::OwnLevel),
    ("代表乡", Hint::OwnLevel),
    ("代表本", Hint::OwnLevel),
    ("代表政府", Hint::OwnLevel),
    ("代表人民政府", Hint::OwnLevel),
    ("人大代表", Hint::Neutral),
    ("县政府", Hint::OwnGovernment),
    ("区政府", Hint::OwnGovernment),
    ("市政府", Hint::OwnGovernment),
    ("州政府", Hint::OwnGovernment),
    ("旗政府", Hint::OwnGovernment),
    ("政府办", Hint::OwnGovernment),
    ("每", Hint::Norm),
    ("不少于", Hint::Norm),
    ("至少", Hint::Norm),
    ("不超过", Hint::Norm),
    ("不低于", Hint::Norm),
    ("力争", Hint::Norm),
];

/// What makes 县政府 the owner of a site or a document instead of the one who counts.
const NOT_ACTING: [&str; 18] = [
    "网", "门户", "信息", "公报", "各", "部门", "文件", "政策", "令", "规", "名义", "系统", "常务",
    "工作", "购买", "采购", "服务", "官",
];

static HINTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        // Nearly every character begins some word, so that a prefilter only stops the automaton.
        .prefilter(false)
        .kind(Some(AhoCorasickKind::DFA))
        .build(WORDS.iter().map(|(word, _)| word))
        .ok()
});

/// Remembers where each kind of word was last met, so that every stretch of text is searched once
/// however many numbers a sentence has.
pub(super) struct Hints {
    cursor: usize,
    /// Offsets plus one; 0 for never.
    last: [usize; Hint::Neutral as usize + 1],
}

impl Hints {
    /// Starts at the beginning of a paragraph.
    pub(super) fn new(scene: &Scene<'_>) -> Self {
        Self {
            cursor: scene.start,
            last: [0; Hint::Neutral as usize + 1],
        }
    }

    /// Searches the text up to an offset.
    fn advance(&mut self, scene: &Scene<'_>, to: usize) {
        let text = scene.slice(self.cursor, to);
        if let Some(automaton) = &*HINTS {
            for found in automaton.find_iter(text) {
                let hint = WORDS[found.pattern().as_usize()].1;
                if hint == Hint::OwnGovernment {
                    let after = scene.rest(self.cursor + found.end());
                    if NOT_ACTING.iter().any(|word| after.starts_with(word)) {
                        continue;
                    }
                }
                self.last[hint as usize] = self.cursor + found.start() + 1;
            }
        }
        self.cursor = to.max(self.cursor);
    }

    fn since(&self, hint: Hint, start: usize) -> bool {
        self.last[hint as usize] > start
    }
}

/// Where a number stands, for its qualifiers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site {
    /// Where its sentence begins.
    pub(super) sentence: usize,
    /// Where the clause before its own begins.
    pub(super) clause_before: usize,
    /// Where its clause begins.
    pub(super) clause: usize,
    /// Where its subject begins.
    pub(super) subject: usize,
    /// Where the number begins.
    pub(super) number: usize,
    /// Where its unit ends.
    pub(super) end: usize,
    /// 余 or 多 stands between number and unit.
    pub(super) vague: bool,
    /// The unit is one of time.
    pub(super) timed: bool,
}

/// The qualifiers of a number. Numbers must come in the order of the text.
pub(super) fn read(scene: &Scene<'_>, hints: &mut Hints, site: Site) -> Qualifiers {
    hints.advance(scene, site.number);
    let subject = scene.slice(site.subject, site.number);
    let after = scene.window_after(site.end, 120);
    let carry = hints.since(Hint::Carry, site.subject);
    let carried_of = |hint: Hint| hints.last[hint as usize] > hints.last[Hint::Carry as usize];
    let added_before = hints.since(Hint::Carry, site.clause_before)
        && !hints.since(Hint::Carry, site.clause)
        && hints.since(Hint::Include, site.clause_before)
        && hints.since(Hint::Total, site.subject);
    // 新收33件,上年结转2件,共35件.
    let summed = hints.since(Hint::Carry, site.clause_before)
        && !hints.since(Hint::Carry, site.clause)
        && hints.since(Hint::LastYear, site.clause_before)
        && [
            "共",
            "合计",
            "共计",
            "总计",
            "总数",
            "合计办理",
            "共办理",
            "共受理",
        ]
        .contains(&subject);
    let bare = subject.trim_end_matches(['了', '约', '近']);
    let reached = subject.ends_with(['到', '至', '为']);
    let changed = bare.ends_with("增加") || bare.ends_with("减少");
    let turned = [
        "增加", "增至", "增长", "减少", "减至", "降至", "下降", "上升", "升至", "提高",
    ]
    .iter()
    .any(|word| after.starts_with(word));
    Qualifiers {
        part: hints.since(Hint::Among, site.subject),
        with_carried_in: hints.since(Hint::Together, site.subject)
            || carry && carried_of(Hint::Total)
            || added_before
            || summed
            || carried_after(after),
        cumulative: hints.since(Hint::History, site.subject)
            || hints.since(Hint::Cumulative, site.subject)
                && (hints.since(Hint::Until, site.sentence)
                    || !hints.since(Hint::Year, site.sentence)),
        comparison: hints.since(Hint::Compare, site.subject) && !reached
            || changed
            || turned
            || hints.since(Hint::LastYear, site.subject) && !carry,
        approximate: site.vague
            || subject.ends_with(['近', '约', '超', '逾'])
            || ["超过", "接近", "不足", "突破"]
                .iter()
                .any(|word| subject.ends_with(word))
            || ["以上", "左右", "上下", "以内"]
                .iter()
                .any(|word| after.starts_with(word)),
        own_level: hints.since(Hint::OwnLevel, site.clause_before)
            || hints.since(Hint::OwnGovernment, site.clause),
        norm: site.timed || hints.since(Hint::Norm, site.clause),
    }
}

/// Whether the text after a number says that carried-in requests are in it: `(含上年结转6件)`,
/// `,其中上年结转6件`.
fn carried_after(after: &str) -> bool {
    let said = |text: &str| {
        let without = ["不含", "不包括", "未含", "不计"];
        if without.iter().any(|word| text.contains(word)) {
            return false;
        }
        ["结转", "转结", "转接"]
            .iter()
            .any(|word| text.contains(word))
            && (["上年", "上一年", "去年"]
                .iter()
                .any(|word| text.contains(word))
                || text.contains('含') && !text.contains('下'))
    };
    if let Some(inner) = after.strip_prefix('(') {
        let inner = &inner[..inner.find([')', '。', ',']).unwrap_or(inner.len())];
        return said(inner);
    }
    let Some(next) = after.strip_prefix(',') else {
        return false;
    };
    let next = &next[..next.find([',', '。', ';']).unwrap_or(next.len())];
    ["含", "其中", "包括", "包含"]
        .iter()
        .any(|word| next.starts_with(word))
        && said(next)
}
