//! X015: the parts of a number in the prose come to more than the number.

use nianbao_facts::readers::parts::sums;
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

use super::parts::diagnose;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X015",
    name: "prose-parts-exceed-total",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "正文“其中”各分项之和不得大于总数",
        "Parts of a number in the prose do not exceed it",
    ),
    explanation: Text::new(
        "分项是总数的一部分，加起来不可能比总数大。出现这种情况，不是总数漏改，就是分项重复计数，或者分项的统计范围\
         比总数宽。请对照台账核对。",
        "Parts cannot come to more than their whole. Either the total was not updated, or something is \
         counted twice, or the parts have a wider scope.",
    ),
    basis: &["《政府信息公开条例》第六条"],
    traps: Text::new(
        "约数、同比数和计量单位不同的数不相加；“其中”里再分的小项只与它自己的上一级比较；同一总数按两种口径各分一次的，\
         分别比较。",
        "Approximate numbers, comparisons and other units are not added; nested parts are compared with \
         their own whole; two divisions of one whole are compared one by one.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "4286条" },
            title: Text::new("三个分项相加超过总数", "Three parts that exceed the total"),
            edits: &[("政务动态类信息2960条", "政务动态类信息3960条")],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "36篇" },
            title: Text::new("一个分项就超过总数", "One part exceeds the total alone"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中视频解读63篇。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("分项只列一部分", "Only some of the parts are given"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中视频解读3篇。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "分项之中又有分项，不重复相加",
                "A part within a part is not added twice",
            ),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中图文解读30篇（含漫画解读12篇）、视频解读6篇。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "36篇" },
            title: Text::new("“篇”“个”“条”混用", "Measure words used one for another"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中图文解读30个、视频解读9条。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("计量单位不同", "Another unit"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中视频解读播放5200次。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for sum in sums(report) {
        let whole = sum.whole.value;
        if sum.total <= whole || sum.is_two_divisions() || sum.may_hold_carried_in(report) {
            continue;
        }
        let over = sum.total - whole;
        let unit = report.prose.text(sum.whole.unit);
        let written = sum.written_out();
        let said = if sum.parts.len() == 1 {
            format!("所列分项为 {written} {unit}")
        } else {
            format!("所列分项 {written} {unit}")
        };
        let message = Message::new(
            format!(
                "总数为 {whole} {unit}，{said}，比总数多 {over}。分项之和不能大于总数，请核对。"
            ),
            format!("The total is {whole}, but its parts come to {written}, {over} more."),
        );
        sink.report(diagnose(&sum, report, &RULE, message));
    }
}
