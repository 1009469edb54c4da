//! X022: an approximate number where the tables have an exact one.

use nianbao_facts::passages::{is_running, paragraph};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X022",
    name: "number-vague",
    group: Group::ProseTables,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "法定统计数据应写准确数",
        "Statutory figures are given exactly",
    ),
    explanation: Text::new(
        "申请件数、复议诉讼件数、规范性文件和行政决定件数在表格中都有准确数，正文写“余件”“近百件”反而让人无从核对。\
         请写准确数。",
        "Requests, cases, documents and decisions have exact figures in the tables; the prose should give them too.",
    ),
    basis: &["国办公开办函〔2021〕30号（一）"],
    traps: Text::new(
        "主动公开信息条数、浏览量等总体情况可以用约数。",
        "Overall figures such as items published or visits may be approximate.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "50余件"
            },
            title: Text::new("申请件数用约数", "About so many requests"),
            edits: &[("政府信息公开申请51件", "政府信息公开申请50余件")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("准确数", "An exact number"),
            edits: &[],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("公开信息的总体情况", "Items published"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料30余篇，网站浏览量20余万次，全年印发文件汇编100余册。",
            )],
        },
    ],
    check,
};

/// What the tables count, by the words that name it and the units in which it is counted.
const COUNTED: [(&[&str], &[&str]); 4] = [
    (
        &["公开申请", "依申请公开"],
        &["件", "宗", "份", "条", "起", "项"],
    ),
    (&["行政复议", "行政诉讼"], &["件", "起", "宗"]),
    (&["规范性文件"], &["件", "份", "个", "部"]),
    (
        &["行政许可决定", "行政处罚决定", "行政强制决定"],
        &["件", "起", "宗", "项"],
    ),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let prose = &context.report.prose;
    for quantity in &prose.quantities {
        if !quantity.qualifiers.approximate
            || paragraph(prose, quantity.paragraph, is_running).is_none()
        {
            continue;
        }
        let (subject, object) = (prose.text(quantity.subject), prose.text(quantity.object));
        let unit = prose.text(quantity.unit);
        let counted = COUNTED.iter().any(|(names, units)| {
            units.contains(&unit)
                && names
                    .iter()
                    .any(|name| subject.ends_with(name) || object.contains(name))
        });
        if !counted {
            continue;
        }
        let said = context.report.source.slice(quantity.span);
        sink.report(Diagnostic::new(
            &RULE,
            quantity.span,
            Message::new(
                format!("“{said}”是约数；这项数据表格中有准确数，请写准确数。"),
                "An approximate number; the tables have the exact one.",
            ),
        ));
    }
}
