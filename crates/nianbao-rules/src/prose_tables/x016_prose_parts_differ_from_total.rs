//! X016: a list of parts that claims to be complete comes to less than its whole.

use nianbao_core::prose::Exhaustive;
use nianbao_facts::readers::parts::sums;
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

use super::parts::diagnose;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X016",
    name: "prose-parts-differ-from-total",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "正文分项逐一列出的，各分项之和应等于总数",
        "Parts that are listed in full come to their total",
    ),
    explanation: Text::new(
        "“分别为”“包括”或者“其中”之后把各渠道、各类别逐一列出，读者会认为列全了，各项之和就应等于总数。确有未列的，\
         请补上，或者写明“主要”“等”。",
        "A list that names every channel or kind is read as complete, so it comes to its total. Add what is \
         left out, or say that only some parts are named.",
    ),
    basis: &["《政府信息公开条例》第六条"],
    traps: Text::new(
        "只举一部分的（“等”“主要”“含”“另有”、只有一个分项、分项不足总数一半）不报；约数和计量单位不同的数不相加。",
        "Lists of examples, single parts, lists below half of the total, approximate numbers and other units \
         are left alone.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "4286条" },
            title: Text::new(
                "三类信息之和少于总数",
                "Three kinds that do not come to the total",
            ),
            edits: &[("信息公开目录类信息1200条", "信息公开目录类信息1020条")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("各分项之和等于总数", "Parts that come to the total"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇，其中图文解读30篇、视频解读6篇。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("“主要”只举一部分", "主要 names only some"),
            edits: &[("其中概况类信息126条", "其中主要有概况类信息116条")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for sum in sums(report) {
        let whole = sum.whole.value;
        if sum.list.exhaustive != Exhaustive::Yes || sum.total >= whole {
            continue;
        }
        let less = whole - sum.total;
        let unit = report.prose.text(sum.whole.unit);
        let written = sum.written_out();
        let message = Message::new(
            format!(
                "总数为 {whole} {unit}，所列分项 {written} {unit}，比总数少 {less}。请核对数字；如果还有未列的分项，\
                 请补上或者写明“等”。"
            ),
            format!(
                "The total is {whole}, but the parts listed come to {written}, {less} less. Check the \
                 numbers, or say that not every part is named."
            ),
        );
        sink.report(diagnose(&sum, report, &RULE, message));
    }
}
