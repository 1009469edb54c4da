//! X018: percentages of a complete division that do not make 100.

use nianbao_core::prose::{Percentage, Quantity};
use nianbao_core::{Decimal, Report};
use nianbao_facts::plain::is_bare;
use nianbao_facts::readers::shares::{
    corrected, fits_table, is_exact, is_share_of, numbers_before,
};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X018",
    name: "prose-percent-sum",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "逐一列出的各部分占比之和应为 100%",
        "The percentages of a complete division make 100%",
    ),
    explanation: Text::new(
        "申请人分为自然人与法人或其他组织，或者最后一项写明“其他”“其余”的，各项已经列全，占比之和应为 100%（允许四舍五入\
         的误差）。三项以上都写了件数和占比，其余各项都按件数之和算得出、只有一项算不出的，这一项有误。",
        "Natural persons and organizations, or a list that ends with the rest, are a complete division: their \
         percentages make 100%, rounding aside. Of three or more shares with their counts, the only one that is not \
         its count's share in the sum of all is wrong.",
    ),
    basis: &["《政府信息公开条例》第六条"],
    traps: Text::new(
        "允许每项半个末位单位的误差；不能确定列全了的、增长率、满意率、办结率不相加。",
        "Half a unit of the last digit is allowed for each; lists that may be incomplete, growth and other rates are \
         not added.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "22.6%" },
            title: Text::new(
                "自然人与组织之和为 101%",
                "Persons and organizations make 101%",
            ),
            edits: &[("占21.6%", "占22.6%")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "12%" },
            title: Text::new("连同其他共 97%", "97% with the rest"),
            edits: &[(
                "上年结转3件。",
                "上年结转3件。从渠道看，网络申请占61%、信函申请占24%、其他占12%。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "26%" },
            title: Text::new("只有一项对不上", "One share among right ones"),
            edits: &[(
                "上年结转3件。",
                "上年结转3件。从内容看，征地拆迁20件，占50%；财政收支10件，占26%；教育医疗6件，占15%；交通4件，占10%。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("四舍五入的误差", "Rounding"),
            edits: &[(
                "上年结转3件。",
                "上年结转3件。从渠道看，网络申请占33.3%、信函申请占33.3%、其他占33.3%。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("没有列全", "Not complete"),
            edits: &[(
                "上年结转3件。",
                "上年结转3件。从内容看，征地拆迁类占41%、财政类占24%。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("各是各的率", "Rates of different things"),
            edits: &[(
                "上年结转3件。",
                "上年结转3件。网络申请办结率98%，信函申请办结率95%，其他办结率92%。",
            )],
        },
    ],
    check,
};

/// A percentage with what it is the share of.
struct Item<'a> {
    label: &'a str,
    percentage: &'a Percentage,
    /// The count that it was made from, where the text gives it.
    part: Option<&'a Quantity>,
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let percentages = &report.prose.percentages;
    if percentages.len() < 2 {
        return;
    }
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut sentence = 0;
    for percentage in percentages {
        if percentage.range.start >= sentence {
            judge(report, &items, sink);
            items.clear();
            sentence = report.prose.sentence_at(percentage.range.start).end;
        }
        if let Some(item) = item(report, percentage) {
            items.push(item);
        } else {
            judge(report, &items, sink);
            items.clear();
        }
    }
    judge(report, &items, sink);
}

/// Reads a percentage as a share.
fn item<'a>(report: &'a Report, percentage: &'a Percentage) -> Option<Item<'a>> {
    let prose = &report.prose;
    let own = prose.text(percentage.subject);
    let own = ["的", "为", "达", "约"]
        .iter()
        .find_map(|end| own.strip_suffix(end))
        .unwrap_or(own);
    let own = ["总数", "总量", "申请总数", "申请总量", "全部"]
        .iter()
        .find_map(|end| own.strip_suffix(end))
        .unwrap_or(own);
    let own = own
        .strip_suffix("占比")
        .or_else(|| own.strip_suffix('占'))?;
    if !own.is_empty() {
        return Some(Item {
            label: own,
            percentage,
            part: None,
        });
    }
    let part = numbers_before(report, percentage, 1)
        .next()
        .filter(|part| is_share_of(report, percentage, part) && is_exact(part))?;
    Some(Item {
        label: prose.text(part.subject),
        percentage,
        part: Some(part),
    })
}

/// Whether the labels divide a whole completely.
fn is_complete(items: &[Item<'_>]) -> bool {
    let person = |item: &Item<'_>| item.label.contains("自然人");
    let organization = |item: &Item<'_>| {
        item.label.contains("法人")
            && ["其他组织", "其它组织", "非法人组织"]
                .iter()
                .any(|word| item.label.contains(word))
    };
    let by_applicant = match items {
        [first, second] => {
            person(first) && !organization(first) && organization(second) && !person(second)
        }
        _ => false,
    };
    let last = items.last().map_or("", |item| item.label);
    let with_rest = items.len() >= 3
        && ["其他", "其它", "其余"]
            .iter()
            .any(|word| last.starts_with(word))
        && !last.contains("处理")
        && items[..items.len() - 1].iter().all(|item| {
            !["其他", "其它", "其余"]
                .iter()
                .any(|word| item.label.starts_with(word))
        });
    by_applicant || with_rest
}

fn judge(report: &Report, items: &[Item<'_>], sink: &mut Sink<'_>) {
    if items.len() < 2 {
        return;
    }
    if !is_complete(items) {
        if let Some(diagnostic) = odd_one(report, items) {
            sink.report(diagnostic);
        }
        return;
    }
    let mut total = Decimal::ZERO;
    let mut slack = Decimal::ZERO;
    for item in items {
        if item.percentage.decimals > 4 || item.percentage.value > Decimal::ONE_HUNDRED {
            return;
        }
        total += item.percentage.value;
        slack += Decimal::new(5, item.percentage.decimals + 1);
    }
    if (total - Decimal::ONE_HUNDRED).abs() <= slack {
        return;
    }
    let wrong = wrong_ones(items);
    // Cut off instead of rounded, every one may be right.
    if wrong.as_ref().is_some_and(Vec::is_empty) {
        return;
    }
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return;
    };
    let only = match wrong.as_deref() {
        Some([only]) => Some(*only),
        _ => None,
    };
    let place = only.map_or(last, |(item, _)| item);
    let total = total.normalize();
    let terms: Vec<String> = items
        .iter()
        .map(|item| format!("{}%", item.percentage.value))
        .collect();
    let mut diagnostic = Diagnostic::new(
        &RULE,
        place.percentage.span,
        Message::new(
            format!(
                "“{}”至“{}”各项占比之和为 {}＝{total}%，不是 100%。请核对。",
                first.label,
                last.label,
                terms.join("＋")
            ),
            format!(
                "These percentages make {} = {total}%, not 100%.",
                terms.join(" + ")
            ),
        ),
    );
    for item in items
        .iter()
        .filter(|item| item.percentage.range != place.percentage.range)
    {
        let value = item.percentage.value;
        diagnostic = diagnostic.with_related(
            item.percentage.span,
            Message::new(format!("占 {value}%"), format!("share: {value}%")),
        );
    }
    if let Some((item, right)) = only
        && is_bare(report, item.percentage.span)
    {
        diagnostic = diagnostic.with_replacement(
            Applicability::Suggested,
            Message::new(
                format!("按件数改为 {right}%"),
                format!("Write {right}%, as the counts give"),
            ),
            item.percentage.span,
            format!("{right}%"),
        );
    }
    sink.report(diagnostic);
}

/// The one share of three or more that is not that of its count in all their counts, where every other is:
/// `予以公开30件,占39.5%;部分公开6件,占8.9%;…`. Whether the list is complete is shown by the others.
fn odd_one(report: &Report, items: &[Item<'_>]) -> Option<Diagnostic> {
    if items.len() < 3 {
        return None;
    }
    let wrong = wrong_ones(items)?;
    let [(item, right)] = wrong.as_slice() else {
        return None;
    };
    let part = item.part?;
    // X017 compares it with the whole, if one list word ties it to one.
    let quantity = |index: usize| report.prose.quantities.get(index);
    let is_part = |&index: &usize| quantity(index).is_some_and(|one| one.number == part.number);
    let lists = report.prose.part_lists.iter();
    let wholes: Vec<usize> = lists
        .filter(|list| list.parts.iter().any(is_part))
        .map(|list| list.whole)
        .collect();
    let told = match wholes.as_slice() {
        [whole] => quantity(*whole)
            .is_some_and(|whole| corrected(item.percentage, part.value, whole.value).is_some()),
        _ => false,
    };
    if told || fits_table(report, item.percentage, part.value) {
        return None;
    }
    let whole: Decimal = items
        .iter()
        .filter_map(|item| item.part)
        .map(|part| part.value)
        .sum();
    let (count, said) = (part.value, item.percentage.value);
    let diagnostic = Diagnostic::new(
        &RULE,
        item.percentage.span,
        Message::new(
            format!(
                "{count} 占各项之和 {whole} 的 {right}%，不是 {said}%；其他各项都对得上。请核对。"
            ),
            format!(
                "{count} is {right}% of {whole}, the sum of all, not {said}%; the others are right."
            ),
        ),
    )
    .with_related(
        part.span,
        Message::new(format!("分项 {count}"), format!("part {count}")),
    );
    Some(if is_bare(report, item.percentage.span) {
        diagnostic.with_replacement(
            Applicability::Suggested,
            Message::new(format!("改为 {right}%"), format!("Write {right}%")),
            item.percentage.span,
            format!("{right}%"),
        )
    } else {
        diagnostic
    })
}

/// The percentages that the counts beside them contradict, with what they should be; `None` where a
/// count is missing.
fn wrong_ones<'i, 'a>(items: &'i [Item<'a>]) -> Option<Vec<(&'i Item<'a>, Decimal)>> {
    let mut whole = Decimal::ZERO;
    for item in items {
        whole = whole.checked_add(item.part?.value)?;
    }
    let wrong = items
        .iter()
        .filter_map(|item| {
            let right = corrected(item.percentage, item.part?.value, whole)?;
            Some((item, right))
        })
        .collect();
    Some(wrong)
}
