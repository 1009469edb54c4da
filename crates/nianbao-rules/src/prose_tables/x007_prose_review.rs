//! X007: the cases that the prose tells of, against 表四.

use nianbao_core::Span;
use nianbao_core::form::{CellRef, ColumnKey};
use nianbao_facts::readers::cases::{Kind, cases, no_cases};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::against::unverified_cases;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X007",
    name: "prose-review",
    group: Group::ProseTables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "正文所说行政复议、行政诉讼件数应与表四一致",
        "The cases that the prose tells of are those of table 4",
    ),
    explanation: Text::new(
        "正文“行政复议多少件”应等于表四行政复议的总计，“行政诉讼多少件”应等于“未经复议直接起诉”与“复议后起诉”两个总计\
         之和，合在一起说的应等于三个总计之和；只算已经审结的也可以。正文说没有发生而表四有数的，同样矛盾。",
        "The cases of reconsideration are the total of their block in table 4, those of litigation the sum of \
         both blocks; those concluded alone are understood too. So is it a contradiction to deny cases that \
         the table has.",
    ),
    basis: &["《政府信息公开条例》第六条", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "本机关作为复议机关受理、审理的案件，某部门、本级、往年的案件，与信息公开无关的案件，以及只说新增的较小数字，不比较。",
        "Cases that the body judged itself, those of departments, one level or earlier years, those about other \
         matters, and smaller numbers of new ones, are not compared.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "7件" },
            title: Text::new("正文复议 7 件，表四 5 件", "7 in the prose, 5 in the table"),
            edits: &[("被申请行政复议5件", "被申请行政复议7件")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "未发生因政府信息公开引起的行政诉讼",
            },
            title: Text::new("正文说没有诉讼，表四有", "Litigation denied"),
            edits: &[(
                "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                "全年未发生因政府信息公开引起的行政诉讼。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "9件" },
            title: Text::new("两类案件合在一起的数", "Both kinds in one number"),
            edits: &[(
                "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                "全年因政府信息公开被申请行政复议、提起行政诉讼共9件。",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "7件" },
            title: Text::new("承接上文申请办理情况的案件", "Cases that requests led to"),
            edits: &[(
                "全年因政府信息公开被申请行政复议5件，被提起行政诉讼3件。",
                "被申请行政复议7件，被提起行政诉讼3件。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("行政执法引起的案件", "Cases about enforcement"),
            edits: &[(
                "被提起行政诉讼3件。",
                "被提起行政诉讼3件。全县行政执法案件被申请行政复议41件。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("只算已经审结的", "Concluded ones alone"),
            edits: &[("被申请行政复议5件", "被申请行政复议4件")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("作为复议机关审理的案件", "Cases judged by the body itself"),
            edits: &[(
                "被提起行政诉讼3件。",
                "被提起行政诉讼3件。审理政府信息公开行政复议案件26件。",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for said in cases(report) {
        let Some((total, cells)) = said.kind.count(report, ColumnKey::Total) else {
            unverified_cases(said.kind, report, ColumnKey::Total, sink);
            continue;
        };
        let value = said.quantity.value;
        let concluded = said
            .kind
            .count(report, ColumnKey::Pending)
            .map(|(pending, _)| total - pending);
        let each = said.kind == Kind::Both
            && [Kind::Reconsideration, Kind::Litigation]
                .iter()
                .all(|kind| {
                    kind.count(report, ColumnKey::Total)
                        .is_some_and(|(total, _)| total == value)
                });
        if value == total || concluded == Some(value) || each || said.fresh && value < total {
            continue;
        }
        let (zh, en) = said.kind.names();
        let hint = if value < total {
            "如果只统计本年新增的，请在正文写明；否则"
        } else {
            ""
        };
        let message = Message::new(
            format!(
                "正文说{zh} {value} 件，而表四{zh}的总计为 {total}。{hint}请对照台账核对，使文字与表格一致。"
            ),
            format!("The prose says {value} cases of {en}; table 4 has {total}."),
        );
        sink.report(diagnose(
            context,
            said.quantity.span,
            message,
            said.kind,
            &cells,
        ));
    }
    for (statement, kinds) in no_cases(context.facts) {
        for kind in kinds {
            let Some((total, cells)) = kind.count(report, ColumnKey::Total) else {
                unverified_cases(kind, report, ColumnKey::Total, sink);
                continue;
            };
            if total.is_zero() {
                continue;
            }
            let (zh, en) = kind.names();
            let message = Message::new(
                format!(
                    "正文说没有{zh}，而表四{zh}的总计为 {total}。请对照台账核对，使文字与表格一致。"
                ),
                format!("The prose denies cases of {en}; table 4 has {total}."),
            );
            let span = report.prose.source_span(statement.range);
            sink.report(diagnose(context, span, message, kind, &cells));
        }
    }
}

fn diagnose(
    context: &Context<'_>,
    span: Span,
    message: Message,
    kind: Kind,
    cells: &[CellRef],
) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(&RULE, span, message);
    if let [cell] = cells {
        diagnostic = diagnostic.at_cell(*cell);
    }
    let (zh, en) = kind.names();
    for cell in cells.iter().filter_map(|&cell| context.report.cell(cell)) {
        diagnostic = diagnostic.with_related(
            cell.span,
            Message::new(format!("表四{zh}总计"), format!("table 4, {en}")),
        );
    }
    diagnostic
}
