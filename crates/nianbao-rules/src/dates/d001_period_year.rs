//! D001: the statistics cover the report year, from 1 January to 31 December.

use nianbao_core::Report;
use nianbao_core::prose::{Date, Day, Period};
use nianbao_facts::passages::{has, year_digits};
use nianbao_facts::plain::is_bare;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Example, ExampleKind, Fix, FixAvailability, Group,
    Message, Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "D001",
    name: "period-year",
    group: Group::Dates,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "统计期限应为报告年度的 1 月 1 日至 12 月 31 日",
        "The statistics cover 1 January to 31 December of the report year",
    ),
    explanation: Text::new(
        "年度报告报告的是上一年度全年的情况。统计期限与标题年份不一致，多是沿用上年文本忘了改；不满一年的，数据就不是全年数据。",
        "The report is about the whole past year. A period of another year is mostly left over from last \
         year's text; a shorter one means that the figures are not those of the year.",
    ),
    basis: &["《政府信息公开条例》第四十九条"],
    traps: Text::new(
        "当年成立的机关从成立之日起算，起点晚于 1 月的不报；起止颠倒的由 D002 提出；只比较标题写明年份的报告。",
        "A body founded in the year starts later, so a start after January is no finding; D002 is about \
         reversed periods; only reports whose title gives a year are compared.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "2022年1月1日至2022年12月31日",
            },
            title: Text::new("沿用了上年的统计期限", "The period of the year before"),
            edits: &[(
                "2023年1月1日至2023年12月31日",
                "2022年1月1日至2022年12月31日",
            )],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "2023年1月1日至2023年11月30日",
            },
            title: Text::new("统计期限不到年底", "A period that ends too early"),
            edits: &[(
                "2023年1月1日至2023年12月31日",
                "2023年1月1日至2023年11月30日",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("年中新设的机关", "A body founded during the year"),
            edits: &[(
                "2023年1月1日至2023年12月31日",
                "2023年6月19日至2023年12月31日",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("某项工作的起止时间", "The dates of one piece of work"),
            edits: &[
                ("本报告数据的统计期限为2023年1月1日至2023年12月31日。", ""),
                (
                    "发布政策解读材料36篇。",
                    "2023年3月1日至2023年5月31日开展数据清理，发布政策解读材料36篇。",
                ),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("终点省略年份", "The end without its year"),
            edits: &[("至2023年12月31日", "至12月31日")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let year = report.title.as_ref().and_then(|title| title.year);
    let (Some((year, _)), Some(period)) = (year, period(report)) else {
        return;
    };
    let (Some(from), Some(to)) = (period.from, period.to) else {
        return;
    };
    if from > to || is_of_year(report, year, from, to) {
        return;
    }
    let message = if from.year == to.year && from.year != year {
        Message::new(
            format!(
                "统计期限写的是 {} 年，标题是 {year} 年的报告。应为 {year} 年 1 月 1 日至 12 月 31 日，\
                 数据也请核对是否为 {year} 年的。",
                from.year
            ),
            format!(
                "The period is of {}, the report of {year}. Correct the period and check that the figures \
                 are of {year}.",
                from.year
            ),
        )
    } else {
        Message::new(
            format!(
                "统计期限为 {} 至 {}，不是 {year} 年全年。应为 {year} 年 1 月 1 日至 12 月 31 日。",
                day_zh(from),
                day_zh(to)
            ),
            format!("The period runs from {from} to {to}, not over the whole of {year}."),
        )
    };
    let mut found = Diagnostic::new(&RULE, period.span, message);
    if let Some(fix) = fix(report, period, year) {
        found = found.with_fix(fix);
    }
    sink.report(found);
}

/// The period of the statistics, if the words of its sentence leave no doubt that it is.
fn period(report: &Report) -> Option<&Period> {
    const WORDS: [&str; 9] = [
        "统计期",
        "统计时",
        "统计数据",
        "数据统计",
        "所列数据",
        "报告数据",
        "本报告",
        "本年度报告",
        "本年报",
    ];
    let prose = &report.prose;
    let period = prose.periods.get(report.period?)?;
    let sentence = prose.text(prose.sentence_at(period.range.start));
    (period.statistical && WORDS.iter().any(|word| sentence.contains(word))).then_some(period)
}

fn is_of_year(report: &Report, year: u16, from: Day, to: Day) -> bool {
    let first = Day::new(year, 1, 1);
    let ends_well = Some(to) == Day::new(year, 12, 31);
    if Some(from) == first && ends_well {
        return true;
    }
    // A body founded in the year.
    from.year == year
        && ends_well
        && (from.month > 1
            || ["成立", "组建", "挂牌", "新设"]
                .iter()
                .any(|word| has(&report.prose, word)))
}

fn day_zh(day: Day) -> String {
    format!("{} 年 {} 月 {} 日", day.year, day.month, day.day)
}

fn fix(report: &Report, period: &Period, year: u16) -> Option<Fix> {
    let dates = &report.prose.dates;
    let from = corrected(report, dates.get(period.ends.0)?, year, 1, 1)?;
    let to = corrected(report, dates.get(period.ends.1)?, year, 12, 31)?;
    Some(Fix {
        title: Message::new(
            format!("统计期限改为 {year} 年 1 月 1 日至 12 月 31 日"),
            format!("Make the period the year {year}"),
        ),
        applicability: Applicability::Suggested,
        edits: from.into_iter().chain(to).collect(),
    })
}

/// The edits that make an end of the period the wanted day, none when it is that day; `None` when it
/// cannot be replaced in one piece.
fn corrected(report: &Report, date: &Date, year: u16, month: u8, day: u8) -> Option<Vec<Edit>> {
    let same_day = date.month == Some(month) && date.day == Some(day);
    if same_day && date.year.is_none_or(|written| written == year) {
        return Some(Vec::new());
    }
    if same_day && let Some(span) = year_digits(report, date) {
        return Some(vec![Edit::new(span, year.to_string())]);
    }
    is_bare(report, date.span)
        .then(|| vec![Edit::new(date.span, format!("{year}年{month}月{day}日"))])
}
