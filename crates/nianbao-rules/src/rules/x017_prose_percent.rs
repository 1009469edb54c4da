//! X017: a percentage beside a part and its whole.

use nianbao_core::prose::{Percentage, Quantity};
use nianbao_core::{Decimal, Report, TextRange};

use crate::diagnostic::{Applicability, Diagnostic, Message, Severity};
use crate::engine::Sink;
use crate::example::{Example, ExampleKind};
use crate::plain::is_bare;
use crate::rule::{Context, FixAvailability, Group, Rule, Text};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X017",
    name: "prose-percent",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "分项所占百分比应与分项、总数相符",
        "The percentage of a part fits the part and its whole",
    ),
    explanation: Text::new(
        "正文给出总数、分项和分项所占百分比的，百分比应能由前两个数算出。",
        "Where the prose gives a whole, a part and the part's percentage, the third follows from the others.",
    ),
    basis: &["《政府信息公开条例》第六条"],
    traps: Text::new(
        "按写出的小数位数四舍五入或者截尾都可以；分母不是“其中”的总数、数字是约数的，不判断。",
        "Rounding and cutting off at the digits written are both fine; percentages of another whole and \
         approximate numbers are not judged.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "38%" },
            title: Text::new("12 是 36 的 33.3%", "12 is 33.3% of 36"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中图文解读24篇，视频解读12篇，占38%。",
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
            title: Text::new("说的是增长", "Growth"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中图文解读24篇，增长20%，视频解读12篇。",
            )],
        },
    ],
    check,
};

/// What may stand between a part and its percentage.
const SHARE: [&str; 14] = [
    ",占",
    "(占",
    "占",
    ",占比",
    "(占比",
    "占比",
    ",占比为",
    ",占总数的",
    ",占总量的",
    "(占总数的",
    ",占比达",
    ",占全部的",
    "占总数的",
    "占总量的",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let prose = &report.prose;
    for list in &prose.part_lists {
        let Some(whole) = prose.quantities.get(list.whole) else {
            continue;
        };
        for part in list
            .parts
            .iter()
            .filter_map(|&part| prose.quantities.get(part))
        {
            if let Some(percentage) = share(report, part) {
                judge(report, whole, part, percentage, sink);
            }
        }
    }
}

/// The percentage that is said of a part.
fn share<'a>(report: &'a Report, part: &Quantity) -> Option<&'a Percentage> {
    let prose = &report.prose;
    let end = part.unit.end.max(part.number.end);
    let index = prose
        .percentages
        .partition_point(|percentage| percentage.range.start < end);
    let percentage = prose.percentages.get(index)?;
    let between = TextRange::new(end as usize, percentage.range.start as usize);
    (percentage.paragraph == part.paragraph && SHARE.contains(&prose.text(between)))
        .then_some(percentage)
}

fn judge(
    report: &Report,
    whole: &Quantity,
    part: &Quantity,
    percentage: &Percentage,
    sink: &mut Sink<'_>,
) {
    let exact =
        |quantity: &Quantity| !quantity.qualifiers.approximate && quantity.value > Decimal::ZERO;
    // Another part list (by place, by applicant) may be what the percentage is of.
    let wholes = report
        .prose
        .part_lists
        .iter()
        .filter(|list| {
            list.parts.iter().any(|&index| {
                report.prose.quantities.get(index).map(|other| other.number) == Some(part.number)
            })
        })
        .count();
    if !exact(whole) || !exact(part) || wholes != 1 || percentage.decimals > 4 {
        return;
    }
    let Some(right) = part
        .value
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundred| hundred.checked_div(whole.value))
    else {
        return;
    };
    let unit = Decimal::new(1, percentage.decimals);
    let above = percentage.value - right;
    // Rounded either way at the half, or cut off.
    if above * Decimal::TWO <= unit && above > -unit {
        return;
    }
    // Half a unit more, cut off: rounding half up.
    let rounded = (right + unit / Decimal::TWO).trunc_with_scale(percentage.decimals);
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
