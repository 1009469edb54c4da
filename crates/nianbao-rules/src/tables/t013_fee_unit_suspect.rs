//! T013: an amount so large that it looks like 元 in a column of 万元.

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_facts::bodies::is_county_or_below;
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// From here an amount of a county or below looks like 元 (100 亿元 if it were 万元).
const SUSPECT_COUNTY: i64 = 1_000_000;
/// From here any amount does (1000 亿元).
const SUSPECT_ANY: i64 = 10_000_000;

/// The rule.
pub static RULE: Rule = Rule {
    code: "T013",
    name: "fee-unit-suspect",
    group: Group::Tables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "收费金额疑似以元填写（表头单位为万元）",
        "The amount of fees looks like 元 where the form wants 万元",
    ),
    explanation: Text::new(
        "表二“本年收费金额”的单位是万元。县级及以下机关填到 1000000（即 100 亿元）以上，多半是把元直接填进了表格。",
        "The column is in 万元. A county-level body or below that reports 1,000,000 (10 billion 元) or more \
         has mostly entered 元.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "省、市汇总的收费总额可以达到几十万万元，按机关层级放宽。",
        "Totals of provinces and cities reach hundreds of thousands of 万元; the limit depends on the level.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "3256000" },
            title: Text::new("县政府填 3256000 万元", "A county with 3,256,000 万元"),
            edits: &[("| 325.6 |", "| 3256000 |")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("316441 万元可以是真的", "316,441 万元 may be true"),
            edits: &[("| 325.6 |", "| 316441 |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let name = CellRef::new(TableId::Proactive, RowKey::Fees, ColumnKey::Amount);
    let Some(cell) = report.cell(name) else {
        return;
    };
    let Some(number) = cell.number() else {
        return;
    };
    let body = report.body.as_ref().map_or("", |body| body.name.as_str());
    let limit = if is_county_or_below(body) {
        SUSPECT_COUNTY
    } else {
        SUSPECT_ANY
    };
    if cell.form.unit || number < Decimal::from(limit) {
        return;
    }
    let number = number.normalize();
    let converted = (number / Decimal::from(10_000)).normalize();
    sink.report(
        Diagnostic::new(
            &RULE,
            cell.span,
            Message::new(
                format!(
                    "表二“行政事业性收费”填 {number}，表头单位是万元，即 {} 亿元，疑似以元填写。\
                     如确为 {number} 元，应填 {converted}。",
                    (number / Decimal::from(10_000)).round_dp(2).normalize()
                ),
                format!(
                    "Table 2, fees: {number} in a column of 万元 looks like 元. If it is {number} 元, write \
                     {converted}."
                ),
            ),
        )
        .at_cell(name),
    );
}
