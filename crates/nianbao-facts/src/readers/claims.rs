//! Reads what the prose says of requests, in a closed grammar: what holds a word that the grammar does
//! not know speaks of something narrower, or of something else, and is left alone.

use nianbao_core::form::SectionKind;
use nianbao_core::prose::{ParagraphKind, Quantity};
use nianbao_core::{BodyKind, Decimal, Report, TextRange};

use crate::Facts;

mod statements;
mod words;

pub use statements::{
    NEGATIVE, POSITIVE, Statement, none_received, received_uncounted, statements,
};
pub use words::{REQUESTS, SCOPE, begins_with, consume};
use words::{names_requests, without_channels, without_dates};

/// Clauses longer than this, in bytes, are no plain statements.
const LONGEST_CLAUSE: usize = 300;

/// Verbs of receiving.
const RECEIVE: [&str; 10] = [
    "新收到",
    "新受理",
    "接收到",
    "新收",
    "收办",
    "收到",
    "受理",
    "接收",
    "接到",
    DEAL,
];

/// Dealing with requests: those received, with or without those carried in, or those answered. Only a
/// number of the whole year is one of these.
const DEAL: &str = "办理";

/// Measure words of requests.
pub const UNITS: [&str; 10] = ["件", "宗", "份", "起", "条", "个", "项", "次", "件次", ""];

/// A number of requests that the prose says were received.
pub struct Received<'a> {
    /// The number.
    pub quantity: &'a Quantity,
    /// What the words say of it.
    pub meaning: Meaning,
}

/// Which requests a number of them counts, as far as its words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// 新收: those carried in are not in it.
    Fresh,
    /// 收到, 受理: with or without those carried in.
    Received,
    /// 办理: received, with or without those carried in, or answered.
    DealtWith,
}

/// A number of requests received: its index among the report's quantities, and its meaning.
#[derive(Clone, Copy, Debug)]
pub struct ReceivedAt(usize, Meaning);

/// The numbers of requests received that speak of the whole report: no parts, no other scope, no other
/// year.
pub fn received<'c>(facts: &'c Facts<'_>) -> impl Iterator<Item = Received<'c>> {
    let report = facts.report;
    let quantities = &report.prose.quantities;
    let found = facts.received.get_or_init(|| {
        let said = |(index, quantity)| {
            let meaning = read_received(report, quantity)?;
            speaks_of_this_year(report, quantity).then_some(ReceivedAt(index, meaning))
        };
        quantities.iter().enumerate().filter_map(said).collect()
    });
    found.iter().filter_map(|&ReceivedAt(index, meaning)| {
        let quantity = quantities.get(index)?;
        Some(Received { quantity, meaning })
    })
}

/// What a number of requests counts, if it is one.
fn read_received(report: &Report, quantity: &Quantity) -> Option<Meaning> {
    let prose = &report.prose;
    if !UNITS.contains(&prose.text(quantity.unit)) {
        return None;
    }
    let subject = without_carry_bracket(prose.text(quantity.subject));
    if subject.len() > LONGEST_CLAUSE {
        return None;
    }
    let Some((at, verb)) = subject.char_indices().find_map(|(at, _)| {
        let here = &subject[at..];
        let verbs = RECEIVE.iter().filter(|verb| begins_with(here, verb));
        verbs.max_by_key(|verb| verb.len()).map(|verb| (at, *verb))
    }) else {
        return is_counted(&subject).then_some(Meaning::DealtWith);
    };
    let (scope, tail) = (
        &subject[..at],
        without_channels(&subject[at + verb.len()..]),
    );
    let tail = tail.as_str();
    if verb == DEAL && !(scope.contains(['年', '共', '累']) && tail.contains("申请")) {
        return None;
    }
    if !is_whole_scope(report, scope) || !consume(tail, &[REQUESTS]) {
        return None;
    }
    let object = prose.text(quantity.object);
    let named = tail.contains("申请");
    if named {
        let other = ["复议", "诉讼", "涉及", "来自", "信访", "建议", "提案"];
        if other.iter().any(|word| object.contains(word)) {
            return None;
        }
    } else if !names_requests(object) {
        return None;
    }
    let noun = if named { tail } else { object };
    if !noun.contains("公开") && !noun.contains("依申请") && !is_about_requests(report, quantity)
    {
        return None;
    }
    Some(if verb == DEAL {
        Meaning::DealtWith
    } else if verb.starts_with('新') || tail.contains('新') {
        Meaning::Fresh
    } else {
        Meaning::Received
    })
}

/// Whether words without a verb of receiving name the number of requests: `2023年度依申请公开数为12件`,
/// `全年依申请公开共计12件`.
fn is_counted(subject: &str) -> bool {
    let words = subject.trim_end_matches(['为', '共', '计', '是', '有']);
    let words = words.strip_suffix('合').unwrap_or(words);
    let counted = ["件数", "数量", "总数", "总量", "数", "量"]
        .iter()
        .find_map(|end| words.strip_suffix(end));
    let summed = || words.len() < subject.len() && words.contains('年');
    let words = match counted {
        Some(counted) => counted,
        None if summed() => words,
        None => return false,
    };
    let done = ["答复", "办结", "处理", "办理", "回复"];
    ["依申请公开", "信息公开申请"]
        .iter()
        .any(|name| words.ends_with(name))
        && !done.iter().any(|verb| words.contains(verb))
        && consume(words, &[SCOPE, REQUESTS])
}

/// Whether a number counts what happened in the report's year, for the whole of its scope, in a
/// section whose prose is compared with 表三.
pub fn speaks_of_this_year(report: &Report, quantity: &Quantity) -> bool {
    let paragraph = report.prose.paragraphs.get(quantity.paragraph);
    counts_this_year(report, quantity)
        && paragraph.is_some_and(|paragraph| is_read(report, paragraph.kind, paragraph.section))
}

/// Whether a number counts what happened in the report's year, for the whole of its scope.
pub fn counts_this_year(report: &Report, quantity: &Quantity) -> bool {
    let of = quantity.qualifiers;
    let own_level = of.own_level && !is_of_own_office(report, quantity);
    !(of.part || of.cumulative || of.comparison || of.approximate || own_level || of.norm)
        && is_this_year(report, quantity.number.start)
}

/// Whether the scope of a number is narrow only because an office names itself: `区政府办公室共收到8件` in
/// its own report.
fn is_of_own_office(report: &Report, quantity: &Quantity) -> bool {
    let Some(body) = report
        .body
        .as_ref()
        .filter(|body| body.kind == BodyKind::Office)
    else {
        return false;
    };
    let subject = report.prose.text(quantity.subject);
    let own = short_name(&body.name);
    subject.find("政府办").is_some_and(|at| {
        let end = subject[at..]
            .find(['室', '厅'])
            .map_or(subject.len(), |end| at + end + '室'.len_utf8());
        let named = without_dates(&subject[..end]);
        named.chars().count() >= 4
            && own.ends_with(named)
            && !["本级", "代表"].iter().any(|word| subject.contains(word))
    })
}

/// A body's name as its report shortens it: 云溪县政府办公室.
fn short_name(name: &str) -> String {
    name.replace("人民政府", "政府")
}

/// Whether a paragraph is one whose statements are compared with the tables.
fn is_read(report: &Report, kind: ParagraphKind, section: Option<usize>) -> bool {
    if !matches!(
        kind,
        ParagraphKind::Body | ParagraphKind::Preamble | ParagraphKind::SubHeading
    ) {
        return false;
    }
    let kind = section
        .and_then(|section| report.sections.get(section))
        .and_then(|section| section.kind);
    section.is_none()
        || matches!(
            kind,
            Some(
                SectionKind::Overview
                    | SectionKind::Requests
                    | SectionKind::Problems
                    | SectionKind::Other
            )
        )
}

/// Whether what stands at an offset speaks of the report's year as a whole, as far as its sentence
/// tells.
fn is_this_year(report: &Report, at: u32) -> bool {
    let prose = &report.prose;
    let sentence = prose.sentence_at(at);
    let before = prose.text(TextRange::new(sentence.start as usize, at as usize));
    let parts_of_years = ["季度", "上半年", "下半年", "月份", "近年", "近三年"];
    if parts_of_years.iter().any(|word| before.contains(word)) {
        return false;
    }
    let dated = prose.dates.partition_point(|date| date.range.end <= at);
    let last = prose.dates[..dated]
        .iter()
        .rev()
        .take_while(|date| sentence.start <= date.range.start)
        .find(|date| {
            // `较2023年增加5件` is an aside: what follows speaks of the year before it.
            let lead = prose.text(TextRange::new(
                sentence.start as usize,
                date.range.start as usize,
            ));
            !lead.ends_with(['较', '比', '与', '同'])
        });
    let Some(date) = last else { return true };
    let ends_year = match (date.month, date.day) {
        (None, _) => true,
        (Some(month), day) => month == 12 && day.is_none_or(|day| day == 31),
    };
    let year_is = date
        .year
        .zip(report.year)
        .is_none_or(|(dated, year)| dated == year);
    ends_year && year_is
}

/// Whether the sentence, or the sub-heading of its paragraph, is about requests for information.
fn is_about_requests(report: &Report, quantity: &Quantity) -> bool {
    let prose = &report.prose;
    let Some(paragraph) = prose.paragraphs.get(quantity.paragraph) else {
        return false;
    };
    let section = paragraph
        .section
        .and_then(|section| report.sections.get(section))
        .and_then(|section| section.kind);
    section == Some(SectionKind::Requests)
        || ["信息公开申请", "依申请公开", "申请公开"]
            .iter()
            .any(|word| prose.text(paragraph.range).contains(word))
}

/// Whether the words before a verb leave its scope as wide as the report's.
fn is_whole_scope(report: &Report, words: &str) -> bool {
    let name = report.body.as_ref().map_or("", |body| body.name.as_str());
    // The office of a government that reports for all of it speaks of its own requests.
    let office = report
        .body
        .as_ref()
        .is_some_and(|body| body.kind == BodyKind::Government)
        && ["我办", "本办", "办公室"]
            .iter()
            .any(|word| words.contains(word));
    if office || words.len() > LONGEST_CLAUSE {
        return false;
    }
    let words = without_channels(words);
    consume(&words, &[SCOPE]) || {
        // The body may name itself.
        let rest = without_dates(&words);
        let rest = rest.trim_end_matches("共计").trim_end_matches('共');
        let rest = rest.trim_end_matches("累计");
        rest.chars().count() >= 2 && (name.contains(rest) || short_name(name).contains(rest))
    }
}

/// Cuts out a remark in brackets on requests carried in.
fn without_carry_bracket(subject: &str) -> String {
    if let (Some(open), Some(close)) = (subject.find('('), subject.find(')'))
        && open < close
        && subject[open..close].contains("结转")
    {
        return format!("{}{}", &subject[..open], &subject[close + 1..]);
    }
    subject.to_owned()
}

/// The sum of two totals.
pub fn sum(a: Decimal, b: Decimal) -> Decimal {
    a.checked_add(b).unwrap_or(Decimal::MAX).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::base_report;
    use crate::testing::with_facts;
    use nianbao_core::SourceText;

    /// The base report with other words about requests.
    fn report(words: &str) -> Report {
        let text = base_report().replace("全年共收到政府信息公开申请51件，上年结转3件。", words);
        Report::parse(SourceText::new(text).unwrap())
    }

    fn numbers(words: &str) -> Vec<String> {
        with_facts(&report(words), |facts| {
            received(facts)
                .map(|said| said.quantity.value.to_string())
                .collect()
        })
    }

    #[test]
    fn the_main_number_is_read_however_it_is_worded() {
        for words in [
            "2023年，全县共收到政府信息公开申请28件，均已答复。",
            "2023年度我县受理依申请公开事项28件。",
            "全年共受理依申请公开申请28件，同比增加12%。",
            "本年度新收政府信息公开申请28件。",
            "全县各级行政机关共收到公民、法人和其他组织提出的政府信息公开申请28件。",
            "我县通过网络、信函、当面等方式共收到政府信息公开申请28件。",
            "2023年1月1日至2023年12月31日，共收到28件政府信息公开申请。",
            "云溪县共收办政府信息公开申请案件28宗（含上年结转3宗）。",
            "收到和办理政府信息公开申请28件，全部办结。",
            "截至2023年12月31日，共收到信息公开申请（含上年结转3件）28件。",
            "2023年度共收到依申请信息公开28件。",
            "2023年度依申请公开数为28件。",
            "全年政府信息公开申请量28件。",
            "本年度依申请公开共计28件。",
            "全年共收到公民、法人提交的政府信息公开申请28件。",
            "2023年，全县累计办理公民、法人或其他组织通过网站、邮寄等途径依申请公开信息合计28件。",
        ] {
            assert_eq!(numbers(words), ["28"], "{words}");
        }
    }

    #[test]
    fn other_scopes_and_other_things_are_not_read() {
        for words in [
            "2022年，全县共收到政府信息公开申请28件。",
            "2023年一季度收到政府信息公开申请28件。",
            "2023年3月，收到政府信息公开申请28件。",
            "县公安局收到政府信息公开申请28件。",
            "县政府办公室收到政府信息公开申请28件。",
            "我办收到政府信息公开申请28件。",
            "县本级受理政府信息公开申请28件。",
            "通过网络收到政府信息公开申请28件。",
            "线上收到政府信息公开申请28件。",
            "收到自然人提出的政府信息公开申请28件。",
            "收到征地拆迁类政府信息公开申请28件。",
            "受理行政复议申请28件。",
            "收到政府信息公开申请行政复议28件。",
            "受理许可申请28件。",
            "受理申请公开类咨询28件。",
            "收到人大代表建议28件，答复政协提案12件。",
            "收到政府信息公开申请28余件。",
            "力争每年收到政府信息公开申请28件。",
            "历年累计收到政府信息公开申请28件。",
            "全年受理企业申请28件。",
            "县公安局依申请公开数为28件。",
            "依申请公开栏目数28个。",
            "全年答复依申请公开共计28件。",
            "建立依申请公开28件台账。",
        ] {
            assert_eq!(numbers(words), [""; 0], "{words}");
        }
    }

    #[test]
    fn denials_are_read_in_full() {
        for (words, count) in [
            ("2023年，我县未收到政府信息公开申请。", 1),
            (
                "全年没有收到公民、法人和其他组织提出的政府信息公开申请。",
                1,
            ),
            ("全年未收到依申请公开申请的情况。", 1),
            ("未收到政府信息公开申请行政复议。", 0),
            ("县教育局未收到政府信息公开申请。", 0),
            ("2022年未收到政府信息公开申请。", 0),
            ("第一季度未收到政府信息公开申请。", 0),
            ("未收到政府信息公开申请人投诉。", 0),
        ] {
            assert_eq!(
                with_facts(&report(words), |facts| none_received(facts).len()),
                count,
                "{words}"
            );
        }
    }

    #[test]
    fn uncounted_requests_are_statements_of_the_year() {
        for (words, count) in [
            ("2023年我县收到政府信息公开申请件，正在办理。", 1),
            ("全年共受理政府信息公开申请件。", 1),
            ("收到政府信息公开申请件，当日登记。", 0),
            ("2023年收到政府信息公开申请28件。", 0),
            ("全年规范受理政府信息公开申请工作流程，正在完善制度。", 0),
        ] {
            assert_eq!(
                with_facts(&report(words), |facts| received_uncounted(facts).len()),
                count,
                "{words}"
            );
        }
    }
}
