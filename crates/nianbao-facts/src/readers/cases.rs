//! Reads what the prose says of reconsideration and litigation, in a closed grammar.

use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_core::prose::{ParagraphKind, Quantity};
use nianbao_core::{BodyKind, Decimal, Report, TextRange};

use crate::Facts;
use crate::figures::figure;
use crate::readers::claims::{SCOPE, Statement, consume, counts_this_year, statements, sum};
use crate::readers::outcomes::names_a_body;
use crate::words::WordSet;

/// Words round a number of cases.
#[rustfmt::skip]
const CASES: &[&str] = &[
    "因", "政府信息公开", "政府信息", "信息公开", "政务公开", "依申请公开", "申请公开", "工作", "被", "申请", "引发",
    "引起", "导致", "产生", "发生", "涉及", "提起", "的", "行政复议", "复议", "行政诉讼", "诉讼", "类", "案件", "案",
    "领域", "备案", "新增", "和", "及", "、", "或", "或者", "数", "为", "有", "情况", "情形", "政府信息依申请公开",
    "应对", "程序", "进入", "未经", "经", "直接", "起诉", "后", "此", "均", "答复", "不服", "而", "涉", "对",
];

/// What shows that the body judged the cases or that others did: its own table has no place for them.
const JUDGING: [&str; 12] = [
    "受理",
    "审理",
    "审结",
    "办理",
    "化解",
    "代理",
    "应诉",
    "出庭",
    "败诉",
    "复议机关",
    "答复",
    "调解",
];

/// Words that deny that there were cases.
pub static NEGATIVE: WordSet = WordSet::new(&[
    "未发生",
    "没有发生",
    "未出现",
    "未产生",
    "未收到",
    "未被",
    "没有被",
    "未因",
    "无",
]);

/// A kind of case, with its rows in 表四.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼, both blocks.
    Litigation,
    /// 未经复议直接起诉.
    Direct,
    /// 复议后起诉.
    After,
    /// 行政复议 and 行政诉讼 in one number.
    Both,
}

impl Kind {
    /// The kind that words name.
    fn named(words: &str) -> Option<Self> {
        let has = |word| words.contains(word);
        if has("直接起诉") || has("直接提起") {
            return Some(Self::Direct);
        }
        if has("复议后") {
            return (has("起诉") || has("诉讼")).then_some(Self::After);
        }
        match (has("复议"), has("诉讼")) {
            (true, false) => Some(Self::Reconsideration),
            (false, true) => Some(Self::Litigation),
            (true, true) => Some(Self::Both),
            (false, false) => None,
        }
    }

    /// Its rows.
    pub fn rows(self) -> &'static [RowKey] {
        match self {
            Self::Reconsideration => &[RowKey::Reconsideration],
            Self::Litigation => &[
                RowKey::LitigationDirect,
                RowKey::LitigationAfterReconsideration,
            ],
            Self::Direct => &[RowKey::LitigationDirect],
            Self::After => &[RowKey::LitigationAfterReconsideration],
            Self::Both => &[
                RowKey::Reconsideration,
                RowKey::LitigationDirect,
                RowKey::LitigationAfterReconsideration,
            ],
        }
    }

    /// Its names in Chinese and English.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Reconsideration => ("行政复议", "reconsideration"),
            Self::Litigation => ("行政诉讼", "litigation"),
            Self::Direct => ("未经复议直接起诉", "litigation without reconsideration"),
            Self::After => ("复议后起诉", "litigation after reconsideration"),
            Self::Both => (
                "行政复议、行政诉讼合计",
                "reconsideration and litigation together",
            ),
        }
    }

    /// What 表四 has for it in a column, and the cells.
    pub fn count(self, report: &Report, column: ColumnKey) -> Option<(Decimal, Vec<CellRef>)> {
        let mut total = Decimal::ZERO;
        let mut cells = Vec::new();
        for &row in self.rows() {
            let found = figure(report, TableId::Disputes, row, column)?;
            total = sum(total, found.number);
            cells.push(found.name);
        }
        Some((total, cells))
    }
}

/// A number of cases that the prose gives.
pub struct Cases<'a> {
    /// Index of the number.
    pub index: usize,
    /// The number.
    pub quantity: &'a Quantity,
    /// Which cases.
    pub kind: Kind,
    /// Whether only new ones are meant.
    pub fresh: bool,
}

/// The numbers of cases about information disclosure brought against the body as a whole.
pub fn cases(report: &Report) -> Vec<Cases<'_>> {
    let prose = &report.prose;
    // What a body receives that decides no cases itself was brought against it.
    let brought_alone = report.body.as_ref().is_some_and(|body| {
        matches!(body.kind, BodyKind::Department | BodyKind::Township)
            && !body.name.contains("司法")
    });
    prose
        .quantities
        .iter()
        .enumerate()
        .filter_map(|(index, quantity)| {
            // Most numbers end here.
            if !["件", "起", "宗", "例"].contains(&prose.text(quantity.unit)) {
                return None;
            }
            let subject = prose.text(quantity.subject);
            let kind = Kind::named(subject)?;
            // `均为2件`, `各2件`: one number for each of both.
            let each = kind == Kind::Both && subject.contains(['均', '各']);
            if each && !quantity.value.is_zero() || !counts_this_year(report, quantity) {
                return None;
            }
            let paragraph = prose.paragraphs.get(quantity.paragraph)?;
            let sentence = prose.sentence_at(quantity.number.start);
            let start = sentence.start as usize;
            let before = prose.text(TextRange::new(start, quantity.number.start as usize));
            let told = matches!(
                paragraph.kind,
                ParagraphKind::Body | ParagraphKind::Preamble | ParagraphKind::SubHeading
            ) && (consume(subject, &[SCOPE, CASES])
                || brought_alone && consume(subject, &[SCOPE, CASES, &["收到", "接到"]]))
                && (names_disclosure(before) || is_led_to(report, quantity, before))
                && !judges(without_requests(before))
                && !names_a_body(before);
            told.then_some(Cases {
                index,
                quantity,
                kind,
                fresh: subject.contains('新'),
            })
        })
        .collect()
}

fn names_disclosure(words: &str) -> bool {
    ["信息公开", "依申请公开"]
        .iter()
        .any(|word| words.contains(word))
}

/// Whether cases that a sentence does not tie to information disclosure itself are so by what stands before
/// it: brought against the body (`被申请行政复议2件`) right behind its requests for information, in the
/// same paragraph. A body that decides cases or defends them for others counts more than those.
fn is_led_to(report: &Report, quantity: &Quantity, sentence: &str) -> bool {
    let prose = &report.prose;
    let decides = report
        .body
        .as_ref()
        .is_some_and(|body| body.name.contains("司法") || body.name.contains("复议"));
    let brought = [
        "被申请",
        "被提起",
        "因此",
        "引发",
        "引起",
        "直接起诉",
        "复议后起诉",
    ]
    .iter()
    .any(|word| sentence.contains(word));
    if decides || !brought {
        return false;
    }
    let Some(paragraph) = prose.paragraphs.get(quantity.paragraph) else {
        return false;
    };
    let at = quantity.number.start as usize;
    let start = prose
        .as_str()
        .floor_char_boundary(at.saturating_sub(LONGEST_LEAD))
        .max(paragraph.range.start as usize);
    let lead = prose.text(TextRange::new(start, at));
    let tied = lead
        .rfind("信息公开申请")
        .into_iter()
        .chain(lead.rfind("依申请公开"))
        .max();
    let other = ["执法", "应诉", "处罚", "许可", "法治", "信访", "司法"];
    tied.is_some_and(|tied| !other.iter().any(|word| lead[tied..].contains(word)))
}

/// How far before a number of cases, in bytes, the requests may be told of that led to them.
const LONGEST_LEAD: usize = 900;

/// The words behind the last statement on requests for information: what was done with those is not
/// what was done with cases (`受理政府信息公开申请4件,已办结4件;收到行政复议0件`).
fn without_requests(words: &str) -> &str {
    let own = words.rfind(';').map_or(words, |at| &words[at + 1..]);
    let requests = &words[..words.len() - own.len()];
    if requests.contains("复议") || requests.contains("诉讼") {
        words
    } else {
        own
    }
}

/// Whether words say that the body judged cases itself; 尚未审结 is a result of cases against it.
fn judges(words: &str) -> bool {
    JUDGING.iter().any(|word| {
        words.match_indices(word).any(|(at, _)| match *word {
            "审结" => !words[..at].ends_with('未'),
            // An answer that led to cases is no judgement: 因政府信息公开答复被申请行政复议.
            "答复" => {
                let after = &words[at + word.len()..];
                !["引", "被", "而", "不服", "的", "后", "行为"]
                    .iter()
                    .any(|next| after.starts_with(next))
            }
            _ => true,
        })
    })
}

/// Clauses that say that there were no cases, with the kinds that they name.
pub fn no_cases(facts: &Facts<'_>) -> Vec<(Statement, Vec<Kind>)> {
    statements(facts, &NEGATIVE)
        .into_iter()
        .filter_map(|statement| {
            let clause = facts.report.prose.text(statement.range);
            let rest = NEGATIVE
                .words()
                .iter()
                .find_map(|word| clause.strip_prefix(word))?;
            let kinds: Vec<Kind> = [("复议", Kind::Reconsideration), ("诉讼", Kind::Litigation)]
                .into_iter()
                .filter(|(word, _)| rest.contains(word))
                .map(|(_, kind)| kind)
                .collect();
            let about = ["信息公开", "依申请公开"]
                .iter()
                .any(|word| rest.contains(word));
            (about && !kinds.is_empty() && consume(rest, &[CASES])).then_some((statement, kinds))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::base_report;
    use crate::testing::with_facts;
    use nianbao_core::SourceText;

    fn read(words: &str) -> (Vec<String>, usize) {
        let text = base_report().replace(
            "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
            words,
        );
        let report = Report::parse(SourceText::new(text).unwrap());
        let said = cases(&report)
            .iter()
            .map(|said| format!("{} {}", said.kind.names().1, said.quantity.value))
            .collect();
        (said, with_facts(&report, |facts| no_cases(facts).len()))
    }

    #[test]
    fn cases_against_the_body_are_read() {
        let (said, _) = read("政府信息公开行政复议9件、行政诉讼案件2件。");
        assert_eq!(said, ["reconsideration 9", "litigation 2"]);
        let (said, none) = read("全年未发生因政府信息公开工作引发的行政复议、行政诉讼。");
        assert_eq!((said.len(), none), (0, 1));
    }

    #[test]
    fn what_was_done_with_requests_is_not_done_with_cases() {
        let words = "受理政府信息公开申请51件，已办结50件；政府信息公开行政复议4件，行政诉讼2件。";
        assert_eq!(read(words).0, ["reconsideration 4", "litigation 2"]);
        let township = |words: &str| {
            let text = base_report().replace("云溪县人民政府", "石桥镇人民政府");
            let text = text.replace(
                "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                words,
            );
            let report = Report::parse(SourceText::new(text).unwrap());
            cases(&report).len()
        };
        let received = "政府信息公开工作平稳，收到行政复议4件，行政诉讼2件。";
        assert_eq!(township(received), 2);
        assert!(read(received).0.len() < 2, "a government may decide cases");
    }

    #[test]
    fn cases_behind_requests_are_about_them() {
        let words = "办结率100%。被申请行政复议4件，被提起行政诉讼2件。";
        assert_eq!(read(words).0, ["reconsideration 4", "litigation 2"]);
        for words in [
            "行政复议4件。",
            "全年共发生行政复议4件，均与征地有关。",
            "全年行政执法规范有序，被申请行政复议4件。",
            "县公安局被申请行政复议4件。",
        ] {
            assert_eq!(read(words).0, [""; 0], "{words}");
        }
    }

    #[test]
    fn kinds_of_cases() {
        for (words, expected) in [
            (
                "因政府信息公开工作未经复议直接起诉2件，复议后起诉0件。",
                &[
                    "litigation without reconsideration 2",
                    "litigation after reconsideration 0",
                ][..],
            ),
            (
                "政府信息公开行政复议、行政诉讼共9件。",
                &["reconsideration and litigation together 9"],
            ),
            (
                "政府信息公开被申请行政复议或行政诉讼0件。",
                &["reconsideration and litigation together 0"],
            ),
            (
                "因政府信息公开申请答复引起的行政复议和诉讼9件。",
                &["reconsideration and litigation together 9"],
            ),
            ("因信息公开答复被申请行政复议9件。", &["reconsideration 9"]),
            ("政府信息公开行政复议、行政诉讼各9件。", &[]),
            ("政府信息公开行政复议、行政诉讼均为9件。", &[]),
        ] {
            assert_eq!(read(words).0, expected, "{words}");
        }
    }

    #[test]
    fn other_cases_are_not_read() {
        for words in [
            "受理政府信息公开行政复议案件9件。",
            "县公安局因政府信息公开被申请行政复议9件。",
            "全县行政诉讼案件9件。",
            "未发生因政府信息公开引发的行政诉讼败诉案件。",
            "未发生行政复议。",
        ] {
            assert_eq!(read(words), (Vec::new(), 0), "{words}");
        }
    }
}
