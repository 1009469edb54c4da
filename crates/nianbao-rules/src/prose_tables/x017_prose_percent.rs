//! X017: a percentage beside a part and its whole.

use nianbao_core::prose::{PartList, Percentage, Quantity};
use nianbao_core::{Decimal, Report, TextRange};
use nianbao_facts::passages::head;
use nianbao_facts::plain::is_bare;
use nianbao_facts::readers::growth::{Misdiffered, Misstated, misdiffered, misstated};
use nianbao_facts::readers::shares::{
    corrected, fits_before, fits_table, is_exact, is_share_of, named_base, numbers_before, share,
    share_of_named,
};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X017",
    name: "prose-percent",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "占比、办结率、增减幅度应与所依据的数相符",
        "A share, a rate or a change fits the numbers that it is made of",
    ),
    explanation: Text::new(
        "正文给出总数、分项和分项所占百分比，或者收到件数、办结件数和办结率，或者本年件数、比上年增减件数和增减幅度的，\
         百分比应能由前两个数算出。写出本年、上年两个数和增减数的，增减数应是两数之差。办结率、答复率、满意率等不会超过 100%。",
        "Where the prose gives a whole, a part and the part's percentage, or those received, those done and a \
         rate, or this year's number, its change and a rate of growth, the third follows from the others. So does the \
         change from last year's number and this year's. A rate of what was done is never above 100%.",
    ),
    basis: &["《政府信息公开条例》第六条"],
    traps: Text::new(
        "按写出的小数位数四舍五入或者截尾都可以；分母不明的、数字是约数的、按时办结率，不判断；写明有件结转或者在办的，按任何一种口径算得出就不提。",
        "Rounding and cutting off at the digits written are both fine; percentages of an unknown whole, approximate \
         numbers and rates of answers in time are not judged; where requests are in progress, any base will do.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "9件" },
            title: Text::new(
                "与上年相差的数不对",
                "A difference that the numbers do not make",
            ),
            edits: &[(
                "全年共收到政府信息公开申请51件",
                "全年共收到政府信息公开申请51件，比2022年的44件增加9件",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "103%" },
            title: Text::new("比率超过 100%", "A rate above 100%"),
            edits: &[(
                "全年共收到政府信息公开申请51件",
                "全年共收到政府信息公开申请51件，按时答复率103%",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("相差的数对得上", "A difference that is right"),
            edits: &[(
                "全年共收到政府信息公开申请51件",
                "全年共收到政府信息公开申请51件，比2022年的42件增加9件",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "38%" },
            title: Text::new("12 是 36 的 33.3%", "12 is 33.3% of 36"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中图文解读24篇，视频解读12篇，占38%。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "95%" },
            title: Text::new("71 件办结 66 件，是 93%", "66 of 71 are 93%"),
            edits: &[(
                "发布政策解读材料36篇。",
                "全年共收到网民来信71件，办结66件，办结率95%。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "27.7%" },
            title: Text::new("由 22 增加 5，是 22.7%", "5 more than 22 are 22.7%"),
            edits: &[(
                "发布政策解读材料36篇。",
                "全年收到网民留言27条，较上年增加5条，增长27.7%。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("增幅与差额相符", "A rate that its numbers make"),
            edits: &[(
                "发布政策解读材料36篇。",
                "全年收到网民留言27条，较上年增加5条，增长22.7%。收到来信30封，比上年减少10封，下降25%。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "98.7%" },
            title: Text::new("90 件办结 87 件，是 96.7%", "87 of 90 are 96.7%"),
            edits: &[(
                "发布政策解读材料36篇。",
                "全年收到网民来信86件，加上年结转4件，共90件，办结87件，办结率98.7%，结转下年3件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "以办结总数为分母，正文没有写出",
                "Of those answered, whose number the prose does not give",
            ),
            edits: &[(
                "全年办理完毕50件，其中予以公开23件",
                "予以公开23件，占办结总数的46%；其中予以公开23件",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("在办的不计入", "Those in progress left out"),
            edits: &[(
                "发布政策解读材料36篇。",
                "全年收到网民来信90件，办结87件，办结率100%，其余3件尚未到期。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "60%" },
            title: Text::new("24 是 36 的 66.7%", "24 is 66.7% of 36"),
            edits: &[(
                "发布政策解读材料36篇。",
                "全年共发布政策解读材料36篇，图文解读24篇，占60%。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("四舍五入", "Rounded"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中图文解读24篇，占66.7%，视频解读12篇，占33.3%。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("按时办结率另有口径", "The rate of answers in time"),
            edits: &[(
                "发布政策解读材料36篇。",
                "全年共收到网民来信71件，办结66件，按时办结率100%。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("两个并列的数，占的是别的总数", "Two parts of another whole"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇。制作图文解读24篇，视频解读12篇，占33.3%。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("说的是增长", "Growth"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中图文解读24篇，增长20%，视频解读12篇。",
            )],
        },
    ],
    check,
};

/// How many numbers before a percentage are looked at.
const NEAR: usize = 12;

/// How many characters from what was received on are looked at for requests in progress.
const NEAR_WORDS: usize = 200;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    if prose.percentages.is_empty() {
        return;
    }
    let listed = Listed::of(report);
    for list in &prose.part_lists {
        let Some(whole) = prose.quantities.get(list.whole) else {
            continue;
        };
        if has_another_base(report, list, whole) {
            continue;
        }
        for &index in &list.parts {
            if let Some(part) = prose.quantities.get(index)
                && let Some(percentage) =
                    share(report, part).or_else(|| share_of_named(report, part, whole))
                && listed.count(index) == 1
                && !fits_before(report, percentage, part)
            {
                judge(report, whole, part, percentage, sink);
            }
        }
    }
    for found in misstated(report) {
        sink.report(diagnose_growth(report, &found));
    }
    for found in misdiffered(report) {
        sink.report(diagnose_difference(&found));
    }
    for percentage in prose
        .percentages
        .iter()
        .filter(|rate| is_over(report, rate))
    {
        sink.report(diagnose_over(report, percentage));
    }
    for percentage in &prose.percentages {
        if let Some((whole, part)) = rate(report, percentage) {
            judge(report, whole, part, percentage, sink);
        } else if let Some((whole, part)) = direct_share(report, percentage, &listed) {
            judge(report, whole, part, percentage, sink);
        } else if let Some((whole, part)) = told_share(report, percentage, &listed) {
            judge(report, whole, part, percentage, sink);
        }
    }
}

/// The wholes that each number is a part of, by its index: another one (by place, by applicant) may be
/// what a percentage is of.
struct Listed(Vec<(usize, usize)>);

impl Listed {
    fn of(report: &Report) -> Self {
        let lists = report.prose.part_lists.iter();
        let mut parts: Vec<(usize, usize)> = lists
            .flat_map(|list| list.parts.iter().map(|&part| (part, list.whole)))
            .collect();
        parts.sort_unstable();
        parts.dedup();
        Self(parts)
    }

    fn count(&self, part: usize) -> usize {
        let from = self.0.partition_point(|&(index, _)| index < part);
        self.0[from..]
            .iter()
            .take_while(|&&(index, _)| index == part)
            .count()
    }
}

/// Whether the shares of a list, which its whole does not make, are those of the parts that have one: the
/// rest (结转下年2件) was left out of account.
fn has_another_base(report: &Report, list: &PartList, whole: &Quantity) -> bool {
    let shares: Vec<(Decimal, &Percentage)> = list
        .parts
        .iter()
        .filter_map(|&part| report.prose.quantities.get(part))
        .filter_map(|part| Some((part.value, share(report, part)?)))
        .collect();
    let fits = |base: Decimal| {
        shares
            .iter()
            .all(|(part, share)| corrected(share, *part, base).is_none())
    };
    let sum = shares
        .iter()
        .try_fold(Decimal::ZERO, |sum, (part, _)| sum.checked_add(*part));
    shares.len() >= 2
        && shares.len() < list.parts.len()
        && !fits(whole.value)
        && sum.is_some_and(|sum| sum > Decimal::ZERO && fits(sum))
}

/// The numbers of a share that no list ties together but the words do: `占已答复件数的5%`, or an outcome
/// after the number of those answered: `答复90件。予以公开40件,占44.4%`.
fn told_share<'a>(
    report: &'a Report,
    percentage: &Percentage,
    listed: &Listed,
) -> Option<(&'a Quantity, &'a Quantity)> {
    let prose = &report.prose;
    let mut before = numbers_before(report, percentage, NEAR);
    let part = before.next()?;
    let index = prose
        .quantities
        .partition_point(|quantity| quantity.number.start < part.number.start);
    if listed.count(index) > 0 {
        return None;
    }
    let unit = prose.text(part.unit);
    let others: Vec<&Quantity> = before
        .filter(|other| prose.text(other.unit) == unit)
        .collect();
    let has = |other: &Quantity, words: &[&str]| {
        let subject = prose.text(other.subject);
        words.iter().any(|word| subject.contains(word))
    };
    let whole = if is_share_of(report, percentage, part) {
        let nearest = *others.first()?;
        let sentence = prose.sentence_at(part.number.start);
        let earlier = prose.sentence_at(nearest.number.start);
        let next = nearest.number.start < sentence.start && earlier.end + 3 >= sentence.start;
        let outcome = ["予以公开", "部分公开", "不予公开", "无法提供", "不予处理"];
        let tied = next && has(nearest, &["答复", "办结"]) && has(part, &outcome);
        tied.then_some(nearest)?
    } else {
        let stem = named_base(report, percentage, part)?;
        *others.iter().find(|other| has(other, &[stem]))?
    };
    let fits_other = others.iter().any(|other| {
        other.value >= part.value
            && !other.value.is_zero()
            && corrected(percentage, part.value, other.value).is_none()
    });
    (part.value <= whole.value && !whole.qualifiers.comparison && !fits_other)
        .then_some((whole, part))
}

/// What is done with some of the things that a number counts, and has a rate: `报送40条,采用18条,采用率45%`.
const USES: [&str; 6] = ["采用", "采纳", "录用", "刊用", "整改", "解决"];

/// The numbers that a rate is of: `收到71件,办结66件,办结率93%`.
fn rate<'a>(report: &'a Report, percentage: &Percentage) -> Option<(&'a Quantity, &'a Quantity)> {
    let prose = &report.prose;
    let words = prose.text(percentage.subject);
    let told = ["为", "达到", "达", "是", "约"]
        .iter()
        .find_map(|end| words.strip_suffix(end))
        .unwrap_or(words);
    let mut before = numbers_before(report, percentage, 2);
    let (done, got) = (before.next()?, before.next()?);
    if let Some(deed) = USES.iter().find(|deed| {
        told.strip_suffix('率')
            .is_some_and(|name| name.ends_with(*deed))
    }) {
        let sentence = prose.sentence_at(percentage.range.start);
        let of = |number: &Quantity| {
            let words = TextRange {
                start: number.subject.start,
                end: number.object.end,
            };
            prose.text(words).contains(deed)
        };
        let used = of(done)
            && !of(got)
            && sentence.start <= got.number.start
            && prose.text(done.unit) == prose.text(got.unit)
            && !done.qualifiers.comparison
            && !got.qualifiers.comparison
            && done.value <= got.value
            && got.subject.end - got.subject.start <= 90
            && percentage.range.start.saturating_sub(done.unit.end) <= 30;
        return used.then_some((got, done));
    }
    if !["办结率", "答复率", "回复率", "办理率"].contains(&told) {
        return None;
    }
    let mut sentence = prose.sentence_at(got.number.start);
    if sentence.end <= percentage.range.start {
        // `共收到80件。已办结76件,办结率95%`: the very next sentence goes on with them.
        let next = prose.sentence_at(done.number.start);
        if next.end <= percentage.range.start || next.start > sentence.end + 3 {
            return None;
        }
        sentence.end = next.end;
    }
    let words_on = prose.text(TextRange {
        start: got.subject.start,
        end: sentence.end,
    });
    let (of_done, of_got) = (prose.text(done.subject), prose.text(got.subject));
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let received = ["收到", "受理", "接收", "接到", "收办", "承办", "共办理"];
    let fits = prose.text(done.unit) == prose.text(got.unit)
        && (has(of_got, &received) || ["共", "共计", "合计"].contains(&of_got))
        && has(of_done, &["办结", "答复", "回复", "办理"])
        && !has(of_done, &received)
        && !has(of_done, &["按时", "按期", "及时", "期限", "时限"])
        && !got.qualifiers.part
        && done.value <= got.value
        && done.subject.end - done.subject.start <= 60
        && percentage.range.start <= done.object.end.max(done.unit.end) + 60;
    // Requests that were carried over, are in progress or were withdrawn may be left out of account.
    let open = has(
        head(words_on, NEAR_WORDS),
        &["结转", "正在", "顺延", "未到期", "尚未", "撤回", "撤销"],
    );
    (fits && !(open && fits_another_base(report, percentage, got, done))).then_some((got, done))
}

/// Whether a rate is right over any number that may have been meant instead of all requests: another
/// one of the paragraph, or all less or more such a one.
fn fits_another_base(
    report: &Report,
    percentage: &Percentage,
    got: &Quantity,
    done: &Quantity,
) -> bool {
    let quantities = &report.prose.quantities;
    let first = quantities.partition_point(|other| other.paragraph < got.paragraph);
    let right = |base: Option<Decimal>| {
        base.is_some_and(|base| {
            base > Decimal::ZERO && corrected(percentage, done.value, base).is_none()
        })
    };
    quantities[first..]
        .iter()
        .take_while(|other| other.paragraph == got.paragraph)
        .filter(|other| other.number != done.number)
        .any(|other| {
            right(Some(other.value))
                || right(got.value.checked_sub(other.value))
                || right(got.value.checked_add(other.value))
        })
}

/// The numbers that a share is of where no list word ties them: `共36篇,图文解读24篇,占66.7%`.
fn direct_share<'a>(
    report: &'a Report,
    percentage: &Percentage,
    listed: &Listed,
) -> Option<(&'a Quantity, &'a Quantity)> {
    let prose = &report.prose;
    let part = numbers_before(report, percentage, 1).next()?;
    let index = prose
        .quantities
        .partition_point(|quantity| quantity.number.start < part.number.start);
    if !is_share_of(report, percentage, part) || listed.count(index) > 0 {
        return None;
    }
    let is_whole = |quantity: &Quantity| {
        let subject = prose.text(quantity.subject);
        // `办结的87件中,予以公开40件,占46%`
        prose.text(quantity.object).starts_with('中')
            || ["共", "总", "收到", "受理", "新收", "接到", "答复", "办结"]
                .iter()
                .any(|word| subject.contains(word))
    };
    let unit = prose.text(part.unit);
    let sentence = prose.sentence_at(part.number.start);
    let others: Vec<&Quantity> = numbers_before(report, percentage, NEAR)
        .skip(1)
        .filter(|other| prose.text(other.unit) == unit)
        .collect();
    // The whole begins the sentence, and nothing else in the paragraph makes the percentage right.
    let whole = *others
        .iter()
        .rfind(|other| sentence.start <= other.number.start)?;
    let siblings: Decimal = others
        .iter()
        .filter(|other| sentence.start <= other.number.start && other.number != whole.number)
        .try_fold(part.value, |sum, other| sum.checked_add(other.value))?;
    let fits_other = others
        .iter()
        .map(|other| other.value)
        .chain([siblings])
        .any(|value| {
            value >= part.value
                && !value.is_zero()
                && corrected(percentage, part.value, value).is_none()
        });
    (is_whole(whole) && !is_whole(part) && part.value <= whole.value && !fits_other)
        .then_some((whole, part))
}

fn diagnose_growth(report: &Report, found: &Misstated<'_>) -> Diagnostic {
    let Misstated {
        now,
        compared,
        rate,
        last,
        right,
    } = found;
    let (now, said) = (now.value, rate.value);
    let difference = (now - last).abs();
    let diagnostic = Diagnostic::new(
        &RULE,
        rate.span,
        Message::new(
            format!("本年 {now}、上年 {last}，相差 {difference}，增减幅度应为 {right}%，不是 {said}%。请核对三个数字。"),
            format!("{last} last year and {now} now are a change of {right}%, not {said}%."),
        ),
    )
    .with_related(
        found.now.span,
        Message::new(format!("本年 {now}"), format!("this year {now}")),
    )
    .with_related(
        compared.span,
        Message::new("与上年比较的数", "the number compared with"),
    );
    if !is_bare(report, rate.span) {
        return diagnostic;
    }
    diagnostic.with_replacement(
        Applicability::Suggested,
        Message::new(format!("改为 {right}%"), format!("Write {right}%")),
        rate.span,
        format!("{right}%"),
    )
}

fn diagnose_difference(found: &Misdiffered<'_>) -> Diagnostic {
    let Misdiffered { now, last, by } = found;
    let right = (now.value - last.value).abs();
    let (now_is, last_is, said) = (now.value, last.value, by.value);
    Diagnostic::new(
        &RULE,
        by.span,
        Message::new(
            format!("本年 {now_is}、上年 {last_is}，相差 {right}，不是 {said}。请核对三个数字。"),
            format!("{last_is} last year and {now_is} now differ by {right}, not {said}."),
        ),
    )
    .with_related(
        now.span,
        Message::new(format!("本年 {now_is}"), format!("this year {now_is}")),
    )
    .with_related(
        last.span,
        Message::new(format!("上年 {last_is}"), format!("last year {last_is}")),
    )
}

/// Whether a rate of things done is more than all of them.
fn is_over(report: &Report, rate: &Percentage) -> bool {
    const RATES: [&str; 9] = [
        "办结率",
        "答复率",
        "回复率",
        "办理率",
        "满意率",
        "覆盖率",
        "及时率",
        "公开率",
        "按时率",
    ];
    let words = report.prose.text(rate.subject);
    let words = words.trim_end_matches(['为', '达', '到', '是', '均']);
    rate.value > Decimal::ONE_HUNDRED && RATES.iter().any(|name| words.ends_with(name))
}

fn diagnose_over(report: &Report, rate: &Percentage) -> Diagnostic {
    let words = report.prose.text(rate.subject);
    let said = rate.value;
    Diagnostic::new(
        &RULE,
        rate.span,
        Message::new(
            format!("“{words}”{said}%：这样的比率不会超过 100%。请核对。"),
            format!("{said}%: a rate of what was done cannot be more than 100%."),
        ),
    )
}

fn judge(
    report: &Report,
    whole: &Quantity,
    part: &Quantity,
    percentage: &Percentage,
    sink: &mut Sink<'_>,
) {
    if !is_exact(whole) || !is_exact(part) {
        return;
    }
    let Some(rounded) = corrected(percentage, part.value, whole.value) else {
        return;
    };
    if fits_table(report, percentage, part.value) {
        return;
    }
    let (said, value, total) = (percentage.value, part.value, whole.value);
    let mut diagnostic = Diagnostic::new(
        &RULE,
        percentage.span,
        Message::new(
            format!("{value} 占 {total} 的 {rounded}%，不是 {said}%。请核对三个数字。"),
            format!("{value} is {rounded}% of {total}, not {said}%."),
        ),
    )
    .with_related(
        part.span,
        Message::new(format!("分项 {value}"), format!("part {value}")),
    )
    .with_related(
        whole.span,
        Message::new(format!("总数 {total}"), format!("whole {total}")),
    );
    if is_bare(report, percentage.span) {
        diagnostic = diagnostic.with_replacement(
            Applicability::Suggested,
            Message::new(format!("改为 {rounded}%"), format!("Write {rounded}%")),
            percentage.span,
            format!("{rounded}%"),
        );
    }
    sink.report(diagnostic);
}
