//! T001: sections 二, 三 and 四 must each hold their table.

use nianbao_core::damage::DamageKind;
use nianbao_core::form::{Edition, TableId, table};
use nianbao_facts::figures::expects_tables;
use nianbao_lint::{
    Applicability, Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message,
    Rule, Severity, Sink, Text, blank_table,
};

/// 表四 of the base report.
const TABLE_4: &str = "| 行政复议 | | | | | 行政诉讼 | | | | | | | | | |\n\
     |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n\
     | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | | | | | 复议后起诉 | | | | |\n\
     | | | | | | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n\
     | 2 | 1 | 1 | 1 | 5 | 1 | 0 | 0 | 0 | 1 | 1 | 0 | 0 | 1 | 2 |";

/// The rule.
pub static RULE: Rule = Rule {
    code: "T001",
    name: "table-missing",
    group: Group::Tables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "二、三、四部分应各有一张统一格式的表",
        "Sections 2, 3 and 4 each hold a table of the national form",
    ),
    explanation: Text::new(
        "国办统一格式规定第二、三、四部分以表格形式报告。没有数据也要列出表格并填 0。表格做成图片或者放在附件里，\
         公众无法检索，本工具也无法核对，应改为正文中的表格。",
        "The national form reports sections 2, 3 and 4 as tables, filled with 0 where nothing happened. A \
         picture or an attachment can neither be searched nor checked.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "表格是图片或附件时不说“缺少”，而说“无法读取”；2018 年度及以前的报告没有这三张表；整个部分缺失由 S001 提出。",
        "A picture or an attachment is called unreadable, not missing; reports up to 2018 have no such \
         tables; a missing section is the business of S001.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "四、政府信息公开行政复议、行政诉讼情况",
            },
            title: Text::new(
                "以文字代替第四部分的表格",
                "Words in place of the table of section 4",
            ),
            edits: &[(TABLE_4, "2023年未发生因政府信息公开工作引起的争议。")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "![表四](table-4.png)",
            },
            title: Text::new("表格做成了图片", "A picture of the table"),
            edits: &[(TABLE_4, "![表四](table-4.png)")],
        },
        Example {
            kind: ExampleKind::Bad {
                flagged: "| 第二十条第（一）项 | | | |",
            },
            title: Text::new("只有表头", "Nothing but its heads"),
            edits: &[
                (
                    "| 规章 | 0 | 0 | 0 |\n| 行政规范性文件 | 6 | 2 | 48 |\n",
                    "",
                ),
                ("| 行政许可 | 3215 | | |\n", ""),
                ("| 行政处罚 | 1204 | | |\n| 行政强制 | 86 | | |\n", ""),
                ("| 行政事业性收费 | 325.6 | | |\n", ""),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("没有数据时表格填 0", "Zeros where nothing happened"),
            edits: &[(
                "| 2 | 1 | 1 | 1 | 5 | 1 | 0 | 0 | 0 | 1 | 1 | 0 | 0 | 1 | 2 |",
                "| 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    if !expects_tables(report) {
        return;
    }
    let edition = report.binding_edition().unwrap_or(Edition::V2021);
    for id in TableId::ALL {
        if report.table(id).is_some() {
            continue;
        }
        let Some(section) = report.section(table(edition, id).section) else {
            continue;
        };
        let unreadable = report
            .table_damage(id)
            .find(|damage| matches!(damage.kind, DamageKind::NotReadable { .. }));
        // Its words and numbers are there: T017 says that they could not be read.
        if report
            .table_damage(id)
            .any(|damage| matches!(damage.kind, DamageKind::TableTorn { .. }))
        {
            continue;
        }
        let (name, number) = (id.name_zh(), id.number());
        if let Some(damage) = unreadable {
            let message = Message::new(
                format!(
                    "{name}没有可以读取的数字：可能是图片或附件，或在转换时丢失，无法核对。请在正文中以表格列出，便于公众查阅。"
                ),
                format!(
                    "No number of table {number} can be read: it may be a picture or an attachment, or a \
                     converter lost them. Put it into the text as a table."
                ),
            );
            sink.report(Diagnostic::new(&RULE, damage.span, message));
            continue;
        }
        let message = Message::new(
            format!(
                "“{}”没有{name}。按{}所附格式，本部分以表格报告，没有数据的填 0。",
                section.heading,
                edition.document()
            ),
            format!(
                "This section lacks table {number}, which the form of {} prescribes; write 0 where \
                 nothing happened.",
                edition.document()
            ),
        );
        let end = report
            .source
            .line_span(report.source.line_of(section.heading_span.end))
            .end;
        sink.report(
            Diagnostic::new(&RULE, section.heading_span, message).with_replacement(
                Applicability::Suggested,
                Message::new(
                    format!("插入空白的{name}"),
                    format!("Insert a blank table {number}"),
                ),
                nianbao_core::Span::empty(end as usize),
                format!("\n{}\n", blank_table(edition, id)),
            ),
        );
    }
}
