//! T002: 表二 must have all blocks of the form.

use nianbao_core::Span;
use nianbao_core::form::TableId;
use nianbao_facts::rows::{Lost, blocks, place_of_row};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::restore::restore_rows;

/// The rule.
pub static RULE: Rule = Rule {
    code: "T002",
    name: "table2-block-missing",
    group: Group::Tables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "表二应列出第二十条第（一）（五）（六）（八）项",
        "Table 2 has a block for each of the items (1), (5), (6) and (8) of article 20",
    ),
    explanation: Text::new(
        "表二按《政府信息公开条例》第二十条的四项分块：规章和规范性文件、行政许可、行政处罚和行政强制、行政事业性收费。\
         没有相应职能的机关也要列出，填 0。",
        "Table 2 has four blocks after article 20 of the Regulations. A body without such powers lists them \
         too and writes 0.",
    ),
    basis: &["国办公开办函〔2021〕30号", "《政府信息公开条例》第二十条"],
    traps: Text::new(
        "表格被分页或转换截断时不报缺项，由 T017 提出；项名丢失但数据行还在的不算缺。",
        "A table cut on its way here is the business of T017; a block whose rows are there is not missing.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "" },
            title: Text::new("缺少第（五）项行政许可", "Item (5) is missing"),
            edits: &[(
                "| 第二十条第（五）项 | | | |\n| 信息内容 | 本年处理决定数量 | | |\n| 行政许可 | 3215 | | |\n",
                "",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("项名用半角括号、带空格", "Half-width brackets and spaces"),
            edits: &[("第二十条第（五）项", "第二十条  第(五)项")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "转换时丢了表头和前几行",
                "A converter lost the head and the first rows",
            ),
            edits: &[
                (
                    "| 第二十条第（一）项 | | | |\n|---|---|---|---|\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n",
                    "",
                ),
                (
                    "| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 6 | 2 | 48 |\n",
                    "",
                ),
                (
                    "| 第二十条第（五）项 | | | |\n| 信息内容 | 本年处理决定数量 | | |\n| 行政许可 | 3215 | | |\n",
                    "",
                ),
                (
                    "| 第二十条第（六）项 | | | |\n| 信息内容 | 本年处理决定数量 | | |\n| 行政处罚 | 1204 | | |\n",
                    "",
                ),
            ],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(table) = context.report.table(TableId::Proactive) else {
        return;
    };
    let lost = Lost::new(context.report, table);
    for (group, rows) in blocks(table) {
        let gone = rows.iter().all(|row| lost.is_missing(row.key));
        let titled = table.groups.iter().any(|(label, _)| *label == group.label);
        if !gone || titled {
            continue;
        }
        let labels: Vec<&str> = rows.iter().map(|row| row.label).collect();
        let document = table.edition.document();
        let message = Message::new(
            format!(
                "表二缺少“{}”（{}）。按{document}所附格式应列出，没有的填 0。",
                group.label,
                labels.join("、")
            ),
            format!(
                "Table 2 lacks the block \"{}\" that the form of {document} prescribes; write 0 where \
                 nothing happened.",
                group.label
            ),
        );
        let place = place_of_row(table, rows[0].key);
        let mut diagnostic = Diagnostic::new(&RULE, Span::empty(place), message);
        if let Some(fix) = restore_rows(context, table, rows, Some(group)) {
            diagnostic = diagnostic.with_fix(fix);
        }
        sink.report(diagnostic);
    }
}
