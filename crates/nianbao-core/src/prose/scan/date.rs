//! Dates as written, and the periods between two of them.

use super::super::{Date, Day, Period};
use super::lex::{Kind, Token};
use super::scene::Scene;
use crate::span::TextRange;

/// Years that a report can mean; other numbers before 年 are durations or damage.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

/// Adds the dates of a paragraph.
///
/// Read are `2023年12月31日` and its beginnings, `12月31日`, `12月`, `二〇二三年十二月三十一日`, and
/// `2023.12.31`, `2023-12-31`, `2023/12/31` with at least year and month.
pub(super) fn scan(scene: &Scene<'_>, out: &mut Vec<Date>) {
    let mut next = scene.start;
    for (index, token) in scene.tokens.iter().enumerate() {
        if token.start < next {
            continue;
        }
        let found = match token.kind {
            Kind::Digits => arabic(scene, *token),
            Kind::Han => han(scene, &scene.tokens[index..]),
            _ => None,
        };
        let Some(found) = found else { continue };
        next = found.end;
        let range = TextRange::new(token.start, found.end);
        out.push(Date {
            year: found.year.map(|year| year as u16),
            month: found.month.map(|month| month as u8),
            day: found.day.map(|day| day as u8),
            range,
            span: scene.span(range),
            paragraph: scene.index,
        });
    }
}

/// What was read of a date.
struct Found {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    end: usize,
}

/// The digits that `text` begins with: their value and number; `None` for none or more than `most`.
fn digits(text: &str, most: usize) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    if len == 0 || len > most {
        return None;
    }
    Some((text.get(..len)?.parse().ok()?, len))
}

fn arabic(scene: &Scene<'_>, token: Token) -> Option<Found> {
    let before = scene.before(token.start);
    if before
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_' | '第' | '@'))
    {
        return None;
    }
    let rest = scene.rest(token.start);
    let (first, len) = digits(rest, 4)?;
    let after = rest.get(len..)?;
    if len == 4 && YEARS.contains(&first) {
        if let Some(tail) = after.strip_prefix('年') {
            let mut found = Found {
                year: Some(first),
                month: None,
                day: None,
                end: token.start + len + '年'.len_utf8(),
            };
            month_and_day(tail, &mut found);
            return Some(found);
        }
        return dotted(token.start, first, after);
    }
    // Without a year only what stands after no other number is a date: `-31日` is the end of a range
    // of days.
    if len > 2 || before.is_some_and(|c| matches!(c, '〔' | '[')) || !after.starts_with('月') {
        return None;
    }
    let mut found = Found {
        year: None,
        month: None,
        day: None,
        end: token.start,
    };
    month_and_day(rest, &mut found);
    found.month.map(|_| found)
}

/// Reads `M月D日` from `text`, which starts at the end of `found`.
fn month_and_day(text: &str, found: &mut Found) {
    let Some((month, len)) = digits(text, 2) else {
        return;
    };
    let Some(after) = text[len..].strip_prefix('月') else {
        return;
    };
    found.month = Some(month);
    found.end += len + '月'.len_utf8();
    let Some((day, len)) = digits(after, 2) else {
        return;
    };
    let tail = &after[len..];
    if tail.starts_with(['日', '号']) {
        found.day = Some(day);
        found.end += len + '日'.len_utf8();
    } else if tail.is_empty()
        || tail.starts_with([',', '。', ';', ')', '止', '至', '-', '~', '—', '起'])
    {
        // 日 forgotten.
        found.day = Some(day);
        found.end += len;
    }
}

/// Reads `.12.31` and its like after a year.
fn dotted(start: usize, year: u32, after: &str) -> Option<Found> {
    let mark = after
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | '-' | '/'))?;
    let (month, len) = digits(&after[1..], 2)?;
    if month == 0 || month > 12 {
        return None;
    }
    let tail = &after[1 + len..];
    let mut found = Found {
        year: Some(year),
        month: Some(month),
        day: None,
        end: start + 4 + 1 + len,
    };
    if let Some(day_text) = tail.strip_prefix(mark) {
        let (day, len) = digits(day_text, 2)?;
        found.day = Some(day);
        found.end += 1 + len;
        if day_text[len..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '_'))
        {
            return None;
        }
    } else if tail.starts_with(|c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '万' | '亿' | '元' | '%' | '/' | '_' | '-' | '.')
    }) || mark == '-' && len == 1
    {
        return None;
    }
    Some(found)
}

/// Reads `二〇二三年十二月三十一日`; a year is required, for numerals before 月 alone are too common.
fn han(scene: &Scene<'_>, tokens: &[Token]) -> Option<Found> {
    let [token, ..] = tokens else { return None };
    let text = scene.slice(token.start, token.end);
    let mut year = 0;
    let mut count = 0;
    for character in text.chars() {
        let digit = "〇一二三四五六七八九"
            .chars()
            .position(|c| c == character)
            .or_else(|| matches!(character, '零' | '○').then_some(0))?;
        year = year * 10 + digit as u32;
        count += 1;
        if count > 4 {
            return None;
        }
    }
    if count != 4 || !YEARS.contains(&year) || scene.after(token.end) != Some('年') {
        return None;
    }
    let mut found = Found {
        year: Some(year),
        month: None,
        day: None,
        end: token.end + '年'.len_utf8(),
    };
    let numeral = |token: Option<&Token>, at: usize, unit: &[char]| {
        let token = token.filter(|token| token.kind == Kind::Han && token.start == at)?;
        let value = crate::normal::numeral_value(scene.slice(token.start, token.end))?;
        let unit = scene.after(token.end).filter(|c| unit.contains(c))?;
        (value < 100).then_some((value, token.end + unit.len_utf8()))
    };
    if let Some((month, end)) = numeral(tokens.get(1), found.end, &['月']) {
        found.month = Some(month);
        found.end = end;
        if let Some((day, end)) = numeral(tokens.get(2), found.end, &['日', '号']) {
            found.day = Some(day);
            found.end = end;
        }
    }
    Some(found)
}

/// Adds the periods between neighbouring dates of a paragraph; `first` is its first date.
pub(super) fn periods(scene: &Scene<'_>, dates: &[Date], first: usize, out: &mut Vec<Period>) {
    for index in first..dates.len().saturating_sub(1) {
        let (from, to) = (&dates[index], &dates[index + 1]);
        let gap = scene.slice(from.range.end as usize, to.range.start as usize);
        if !joins(gap) || from.month.is_none() || to.month.is_none() {
            continue;
        }
        let Some(year) = from.year.or(to.year) else {
            continue;
        };
        // A date that ended the period before cannot begin another.
        if out.last().is_some_and(|last: &Period| last.ends.1 == index) {
            continue;
        }
        let head = scene.head(from.range.start as usize);
        let lead = ["自", "从"]
            .into_iter()
            .find(|word| head.ends_with(word))
            .map_or(0, str::len);
        let tail = scene.rest(to.range.end as usize);
        let close = if tail.starts_with('止') { 3 } else { 0 };
        let range = TextRange::new(
            from.range.start as usize - lead,
            to.range.end as usize + close,
        );
        out.push(Period {
            from: first_day(from, year),
            to: last_day(to, to.year.unwrap_or(year)),
            ends: (index, index + 1),
            range,
            span: scene.span(range),
            statistical: is_statistical(scene, range),
            paragraph: scene.index,
        });
    }
}

/// Whether the text between two dates makes them a period.
fn joins(gap: &str) -> bool {
    let gap = gap
        .trim_start_matches("(含)")
        .trim_start_matches('起')
        .trim_start_matches(',')
        .trim_start_matches("开始");
    matches!(
        gap,
        "至" | "到"
            | "-"
            | "--"
            | "~"
            | "—"
            | "——"
            | "―"
            | "─"
            | "～"
            | "至到"
            | "截至"
            | "截止"
            | "截止到"
            | "−"
            | "一"
    )
}

fn first_day(date: &Date, year: u16) -> Option<Day> {
    Day::new(
        date.year.unwrap_or(year),
        date.month?,
        date.day.unwrap_or(1),
    )
}

fn last_day(date: &Date, year: u16) -> Option<Day> {
    let month = date.month?;
    match date.day {
        Some(day) => Day::new(year, month, day),
        None => (28..=31).rev().find_map(|day| Day::new(year, month, day)),
    }
}

/// Whether the words of the sentence round a period say that the statistics are of it.
fn is_statistical(scene: &Scene<'_>, range: TextRange) -> bool {
    const WORDS: [&str; 6] = ["统计", "数据", "报告期", "本报告", "本年报", "时限"];
    let ends = |c: char| matches!(c, '。' | '!' | '?');
    let before = scene.window_before(range.start as usize, 120);
    let before = before.rfind(ends).map_or(before, |at| &before[at..]);
    let after = scene.window_after(range.end as usize, 60);
    let after = after.find(ends).map_or(after, |at| &after[..at]);
    WORDS
        .iter()
        .any(|word| before.contains(word) || after.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::body;

    type Read = (Option<u16>, Option<u8>, Option<u8>, String);

    fn ymd(text: &str) -> Vec<Read> {
        let prose = body(text);
        prose
            .dates
            .iter()
            .map(|date| {
                (
                    date.year,
                    date.month,
                    date.day,
                    prose.text(date.range).to_owned(),
                )
            })
            .collect()
    }

    #[test]
    fn dates_in_all_shapes() {
        for (text, year, month, day, shown) in [
            (
                "于2024年3月5日召开",
                Some(2024),
                Some(3),
                Some(5),
                "2024年3月5日",
            ),
            (
                "2024 年 02 月 30 日",
                Some(2024),
                Some(2),
                Some(30),
                "2024年02月30日",
            ),
            ("截至2024年底", Some(2024), None, None, "2024年"),
            ("2024年度", Some(2024), None, None, "2024年"),
            ("2024年6月底前", Some(2024), Some(6), None, "2024年6月"),
            ("每年3月31日前", None, Some(3), Some(31), "3月31日"),
            (
                "发布日期:2024-03-18 10:20",
                Some(2024),
                Some(3),
                Some(18),
                "2024-03-18",
            ),
            ("2024.12.31", Some(2024), Some(12), Some(31), "2024.12.31"),
            ("2024/1/9", Some(2024), Some(1), Some(9), "2024/1/9"),
            (
                "二〇二四年十二月三十一日",
                Some(2024),
                Some(12),
                Some(31),
                "二〇二四年十二月三十一日",
            ),
            ("二○二四年一月", Some(2024), Some(1), None, "二○二四年一月"),
            (
                "2024年13月40日",
                Some(2024),
                Some(13),
                Some(40),
                "2024年13月40日",
            ),
        ] {
            assert_eq!(ymd(text), [(year, month, day, shown.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "改革开放45年",
            "电话:0123-4567890",
            "http://www.a.gov.cn/art/2024/1/9/a.html",
            "合计2024.12万元",
            "一月一督查、一季一通报",
            "十四五",
            "第2024-01号",
            "共2024件",
        ] {
            assert_eq!(ymd(text), [], "{text}");
        }
    }

    fn period(text: &str) -> (Option<String>, Option<String>, bool, String) {
        let prose = body(text);
        assert_eq!(prose.periods.len(), 1, "{text}: {:?}", prose.dates);
        let period = &prose.periods[0];
        (
            period.from.map(|day| day.to_string()),
            period.to.map(|day| day.to_string()),
            period.statistical,
            prose.text(period.range).to_owned(),
        )
    }

    #[test]
    fn periods_in_all_shapes() {
        let day = |text: &str| Some(text.to_owned());
        for text in [
            "统计期限自2024年1月1日起至2024年12月31日止。",
            "本报告统计数据从2024年1月1日至12月31日。",
            "所列数据统计期限为2024年1月1日—12月31日。",
            "所列数据的统计期限为2024年1月1日到2024年12月31日。",
            "数据统计时限:2024.1.1-2024.12.31",
            "2024 年 1 月 1 日 ~ 2024 年 12 月 31 日的统计数据",
            "统计期限自2024年1月1日起,至2024年12月31日止",
            "统计期限为二〇二四年一月一日至二〇二四年十二月三十一日",
            "数据统计期限为2024年1月至12月",
        ] {
            let (from, to, statistical, _) = period(text);
            assert_eq!((from, to), (day("2024-01-01"), day("2024-12-31")), "{text}");
            assert!(statistical, "{text}");
        }
    }

    #[test]
    fn odd_periods_are_kept_as_written() {
        let (from, to, _, shown) = period("自2024年1月1日起至2023年12月31日止");
        assert!(from > to);
        assert_eq!(shown, "自2024年1月1日起至2023年12月31日止");
        let (_, to, statistical, _) = period("活动从2024年2月1日至2月30日举办");
        assert_eq!(to, None);
        assert!(!statistical);
        assert!(
            body("2024年1月5日印发方案,2024年2月6日召开会议")
                .periods
                .is_empty()
        );
        assert!(body("2023年至2024年").periods.is_empty());
    }
}
