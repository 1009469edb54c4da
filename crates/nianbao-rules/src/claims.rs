//! Reads what the prose says of requests, in a closed grammar: what holds a word that the grammar does
//! not know speaks of something narrower, or of something else, and is left alone.

use nianbao_core::form::{CellRef, ColumnKey, RowKey, SectionKind, TableId};
use nianbao_core::prose::{ParagraphKind, Quantity};
use nianbao_core::{BodyKind, Decimal, Report, TextRange};

use crate::arithmetic::expects_tables;
use crate::diagnostic::Message;
use crate::engine::Sink;
use crate::figures::{Figure, requests};
use crate::rule::Context;
use crate::words::WordSet;

/// Clauses longer than this, in bytes, are no plain statements.
const LONGEST_CLAUSE: usize = 300;

/// Words before the verb that leave the scope as it is: the whole body, the whole year.
#[rustfmt::skip]
pub(crate) const SCOPE: &[&str] = &[
    "年度", "年", "全年", "本年度", "本年", "当年", "今年", "报告期内", "统计期内", "统计期限内",
    "期间", "期内", "以来", "共", "共计", "累计", "总计", "合计", "总共", "一共", "已", "均",
    "依法", "依规", "及时", "规范", "按时", "按期", "按规定", "全部", "在法定期限内", "全县",
    "全市", "全区", "全镇", "全乡", "全省", "全州", "全旗", "全盟", "全局", "全委", "全系统",
    "全街道", "全厅", "全院", "全域", "我县", "我市", "我区", "我镇", "我乡", "我省", "我州",
    "我旗", "我局", "我委", "我办", "我厅", "我院", "我街道", "我单位", "我机关", "我部门",
    "我们", "本县", "本市", "本区", "本镇", "本乡", "本省", "本州", "本局", "本委", "本办",
    "本厅", "本街道", "本单位", "本机关", "本部门", "本级", "各级行政机关", "行政机关",
    "各级各部门", "各部门", "各单位", "各级", "各地", "各职能部门、镇街", "各职能部门、各镇街",
    "各部门、各乡镇", "各乡镇、各部门", "各乡镇和各部门", "各部门和各乡镇", "各部门、各镇街",
    "各镇街、各部门", "各部门、各街道", "各镇(街道)、各部门", "各部门、各镇(街道)",
    "各乡镇(街道)、各部门", "各部门、各乡镇(街道)", "各级政府", "各行政机关", "各类", "通过各种渠道", "依申请公开方面",
    "依申请公开情况", "依申请公开", "方面", "情况", "中", "内",
];

/// Words between the verb and the number, or after the unit, that name requests as such.
#[rustfmt::skip]
pub(crate) const REQUESTS: &[&str] = &[
    "政府", "政务", "信息", "公开", "信息公开", "依申请公开", "依申请", "申请", "申请书",
    "申请表", "申请件", "件", "事项", "案件", "办件", "来件", "数量", "数", "量", "总数", "总量",
    "总计", "共", "共计", "合计", "为", "是", "达", "达到", "计", "了", "到", "的", "并", "和",
    "及", "与", "、", "或", "请求", "需求", "有效", "各类", "书面", "群众", "公众", "社会公众",
    "公民、法人和其他组织", "公民、法人或其他组织", "公民、法人或者其他组织",
    "公民、法人及其他组织", "自然人、法人和其他组织", "自然人、法人或其他组织",
    "自然人、法人或者其他组织", "申请人", "来自", "对", "提出的", "提交的", "提出", "提交", "办理", "答复",
    "处理", "办结", "受理", "收到", "登记", "审核", "线上线下", "全部", "相关", "有关", "本年度",
    "全年", "年度", "新", "本年", "已", "工作", "内容", "类", "类别", "共有", "总", "均", "依法",
    "具体",
];

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

/// Words that say that there was none.
pub(crate) static NEGATIVE: WordSet = WordSet::new(&[
    "未收到",
    "没有收到",
    "未接到",
    "没有接到",
    "未接收到",
    "未受理",
    "没有受理",
    "未新收",
    "未曾收到",
]);

/// Words that say that something came in.
pub(crate) static POSITIVE: WordSet = WordSet::new(&["收到", "受理", "接到", "新收"]);

/// Measure words of requests.
pub(crate) const UNITS: [&str; 10] = ["件", "宗", "份", "起", "条", "个", "项", "次", "件次", ""];

/// A number of requests that the prose says were received.
pub(crate) struct Received<'a> {
    /// The number.
    pub(crate) quantity: &'a Quantity,
    /// What the words say of it.
    pub(crate) meaning: Meaning,
}

/// Which requests a number of them counts, as far as its words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// 新收: those carried in are not in it.
    Fresh,
    /// 收到, 受理: with or without those carried in.
    Received,
    /// 办理: received, with or without those carried in, or answered.
    DealtWith,
}

/// A number of requests received: its index among the report's quantities, and its meaning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReceivedAt(usize, Meaning);

/// The numbers of requests received that speak of the whole report: no parts, no other scope, no other
/// year.
pub(crate) fn received<'c>(context: &Context<'c>) -> impl Iterator<Item = Received<'c>> {
    let report = context.report;
    let quantities = &report.prose.quantities;
    let found = context.shared.received.get_or_init(|| {
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
    let (at, verb) = subject.char_indices().find_map(|(at, _)| {
        let here = &subject[at..];
        let verbs = RECEIVE.iter().filter(|verb| begins_with(here, verb));
        verbs.max_by_key(|verb| verb.len()).map(|verb| (at, *verb))
    })?;
    let (scope, tail) = (&subject[..at], &subject[at + verb.len()..]);
    if verb == DEAL && !(scope.contains(['年', '共']) && tail.contains("申请")) {
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

/// A statement about requests without a number.
pub(crate) struct Statement {
    /// The clause from its verb on.
    pub(crate) range: TextRange,
    /// The words between its beginning and the verb.
    scope: TextRange,
    /// The sentence that it stands in.
    pub(crate) sentence: TextRange,
}

/// Clauses that say that no request was received (`未收到政府信息公开申请`).
pub(crate) fn none_received(context: &Context<'_>) -> Vec<Statement> {
    statements(context, &NEGATIVE)
        .into_iter()
        .filter(|statement| {
            let clause = context.report.prose.text(statement.range);
            let tail = NEGATIVE
                .words()
                .iter()
                .find_map(|word| clause.strip_prefix(word))
                .unwrap_or("");
            ["", "的情况", "的情形", "情况"]
                .iter()
                .any(|end| tail.strip_suffix(end).is_some_and(names_requests))
        })
        .collect()
}

/// Clauses that say that requests were received in the year, but not how many
/// (`2023年我镇收到政府信息公开申请件`).
pub(crate) fn received_uncounted(context: &Context<'_>) -> Vec<Statement> {
    statements(context, &POSITIVE)
        .into_iter()
        .filter(|statement| {
            let prose = &context.report.prose;
            let clause = prose.text(statement.range);
            let scope = prose.text(statement.scope);
            let timed = scope.contains('年') || scope.contains('共');
            timed && names_requests(clause) && !clause.contains(|c: char| c.is_ascii_digit())
        })
        .collect()
}

/// The clauses that hold one of the words, from the word to the next mark, whose beginning leaves the
/// scope as it is.
pub(crate) fn statements(context: &Context<'_>, words: &WordSet) -> Vec<Statement> {
    let report = context.report;
    let prose = &report.prose;
    let text = prose.as_str();
    let mut found: Vec<Statement> = Vec::new();
    for place in words.places(context) {
        let at = place.range.start as usize;
        let Some(paragraph) = prose.paragraph_at(at as u32) else {
            continue;
        };
        if !is_read(report, paragraph.kind, paragraph.section) {
            continue;
        }
        let sentence = prose.sentence_at(at as u32);
        let marks = [',', ';', ':', '。', '(', ')', '\n'];
        // A clause is short: farther away its marks are not looked for.
        let near = text.floor_char_boundary(at.saturating_sub(LONGEST_CLAUSE + 4));
        let from = near.max(sentence.start as usize);
        let before = text[from..at].rfind(marks).map_or(from, |mark| {
            let mark = from + mark;
            mark + text[mark..].chars().next().map_or(1, char::len_utf8)
        });
        let end = text[at..sentence.end as usize]
            .find(marks)
            .map_or(sentence.end as usize, |end| at + end);
        if end < at || end - before > LONGEST_CLAUSE {
            continue;
        }
        let scope = TextRange::new(before, at);
        if !is_whole_scope(report, prose.text(scope)) || !is_this_year(report, at as u32) {
            continue;
        }
        found.push(Statement {
            range: TextRange::new(at, end),
            scope,
            sentence,
        });
    }
    found.sort_by_key(|statement| statement.range.start);
    found
}

/// Whether words name requests for information and nothing else.
fn names_requests(words: &str) -> bool {
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

/// Whether a number counts what happened in the report's year, for the whole of its scope, in a
/// section whose prose is compared with 表三.
pub(crate) fn speaks_of_this_year(report: &Report, quantity: &Quantity) -> bool {
    let paragraph = report.prose.paragraphs.get(quantity.paragraph);
    counts_this_year(report, quantity)
        && paragraph.is_some_and(|paragraph| is_read(report, paragraph.kind, paragraph.section))
}

/// Whether a number counts what happened in the report's year, for the whole of its scope.
pub(crate) fn counts_this_year(report: &Report, quantity: &Quantity) -> bool {
    let of = quantity.qualifiers;
    !(of.part || of.cumulative || of.comparison || of.approximate || of.own_level || of.norm)
        && is_this_year(report, quantity.number.start)
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
        rest.chars().count() >= 2 && name.contains(rest)
    }
}

/// Cuts out `通过网络、信函等方式`: all channels together.
fn without_channels(words: &str) -> String {
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

fn without_dates(words: &str) -> &str {
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
pub(crate) fn begins_with(text: &str, word: &str) -> bool {
    let head = |text: &str| text.as_bytes().first_chunk::<3>().copied();
    head(word).is_none_or(|first| head(text) == Some(first)) && text.starts_with(word)
}

/// Whether a text is made of the words alone, years aside.
pub(crate) fn consume(text: &str, words: &[&[&str]]) -> bool {
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

/// The total of a row of 表三, or a note of why a statement cannot be compared with it.
pub(crate) fn total<'a>(
    report: &'a Report,
    row: RowKey,
    sink: &mut Sink<'_>,
) -> Option<Figure<'a>> {
    let found = requests(report, row);
    if found.is_none() {
        unverified(report, row, sink);
    }
    found
}

/// Notes that a statement cannot be compared with 表三 for want of a number.
pub(crate) fn unverified(report: &Report, row: RowKey, sink: &mut Sink<'_>) {
    if !expects_tables(report) {
        return;
    }
    let label = report
        .table(TableId::Requests)
        .and_then(|table| table.definition().row(row))
        .map_or("", |row| row.label);
    let (reason, zh, en) = if report.table(TableId::Requests).is_none() {
        (
            "table-missing",
            "正文的申请件数无法与表三核对：没有读到表三。".to_owned(),
            "The prose cannot be compared with table 3: there is none.".to_owned(),
        )
    } else {
        let cell = CellRef::requests(row, ColumnKey::Total);
        let reason = if report.cell(cell).is_some() {
            "cell-blank"
        } else {
            "cell-missing"
        };
        (
            reason,
            format!("正文的申请件数无法与表三核对：“{label}”的总计空白或缺失。"),
            format!(
                "The prose cannot be compared with table 3: the total of {} is blank or missing.",
                row.as_str()
            ),
        )
    };
    sink.unverified(reason, Message::new(zh, en));
}

/// The sum of two totals.
pub(crate) fn sum(a: Decimal, b: Decimal) -> Decimal {
    a.checked_add(b).unwrap_or(Decimal::MAX).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::base_report;
    use crate::testing::with_context;
    use nianbao_core::SourceText;

    /// The base report with other words about requests.
    fn report(words: &str) -> Report {
        let text = base_report().replace("全年共收到政府信息公开申请51件，上年结转3件。", words);
        Report::parse(SourceText::new(text).unwrap())
    }

    fn numbers(words: &str) -> Vec<String> {
        with_context(&report(words), |context| {
            received(context)
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
                with_context(&report(words), |context| none_received(context).len()),
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
                with_context(&report(words), |context| received_uncounted(context).len()),
                count,
                "{words}"
            );
        }
    }
}
