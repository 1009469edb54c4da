//! T006: no rows or columns beyond the form.

use nianbao_core::form::TableId;
use nianbao_facts::plain::plain;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T006",
    name: "table-extra-row-col",
    group: Group::Tables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "不得自行增加行、列",
        "No rows or columns beyond the national form",
    ),
    explanation: Text::new(
        "表格的行、列由国办统一格式规定。自行加的“小计”“备注”等会妨碍汇总和比较；需要说明的写在正文。",
        "The rows and columns are prescribed. Added subtotals or remarks hinder collection and comparison; \
         remarks belong in the text.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "表下的“注：……”是说明，不是多出的行；2019 年格式的行列由 S015 提出。",
        "A note below the table is no row; rows and columns of the 2019 form are the business of S015.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "小计" },
            title: Text::new("加了“小计”一行", "An added row of subtotals"),
            edits: &[(
                "| | （七）总计 |",
                "| | | 小计 | 2 | 1 | 0 | 0 | 0 | 0 | 3 |\n| | （七）总计 |",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("表下的注", "A note below the table"),
            edits: &[(
                "## 四、",
                "注：以上数据包含各乡镇人民政府和县政府各部门。\n\n## 四、",
            )],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for table in TableId::ALL.into_iter().filter_map(|id| report.table(id)) {
        for extra in &table.extras {
            let text: String = plain(report, extra.span).chars().take(20).collect();
            let axis = if extra.column {
                ("列", "column")
            } else {
                ("行", "row")
            };
            sink.report(Diagnostic::new(
                &RULE,
                extra.span,
                Message::new(
                    format!(
                        "{}多出一{}“{text}”，统一格式没有。请删去，需要说明的写在正文。",
                        table.id.name_zh(),
                        axis.0
                    ),
                    format!(
                        "Table {} has a {} \"{text}\" that the form does not have; move remarks into the \
                         text.",
                        table.id.number(),
                        axis.1
                    ),
                ),
            ));
        }
    }
}
