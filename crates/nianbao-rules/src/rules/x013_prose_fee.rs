//! X013: processing fees in the prose that exceed all charges in 表二.

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_core::prose::{Qualifiers, Quantity};

use crate::against::unverified;
use crate::claims::counts_this_year;
use crate::diagnostic::{Diagnostic, Message, Severity};
use crate::engine::Sink;
use crate::example::{Example, ExampleKind};
use crate::figures::figure;
use crate::passages::{is_running, paragraph};
use crate::rule::{Context, FixAvailability, Group, Rule, Text};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X013",
    name: "prose-fee",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "正文所说信息处理费不应大于表二的收费金额",
        "The processing fees of the prose are within the charges of table 2",
    ),
    explanation: Text::new(
        "信息处理费属于行政事业性收费，缴入同级国库，表二“行政事业性收费”的本年收费金额（单位：万元）因而不会小于正文所说\
         收取的信息处理费。小于的，不是表二漏计，就是单位弄错。",
        "Processing fees are administrative charges, so the charges of table 2, in 万元, are no less than the \
         fees that the prose says were collected.",
    ),
    basis: &["国办函〔2020〕109号", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "表二还包括其他收费，比信息处理费大是正常的；未收取信息处理费而表二有收费不矛盾；收费标准、减免金额、往年金额不比较。",
        "Table 2 holds other charges too, so a larger amount is right, and so is one where no processing fee was \
         collected. Rates, remissions and earlier years are not compared.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "2950元" },
            title: Text::new(
                "收取 2950 元，表二为 0",
                "2950 元 collected, 0 in the table",
            ),
            edits: &[
                (
                    "2023年，全县未收取信息处理费。",
                    "2023年，对9件政府信息公开申请收取信息处理费2950元。",
                ),
                ("| 行政事业性收费 | 325.6 |", "| 行政事业性收费 | 0 |"),
            ],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("表二金额更大", "More charges in the table"),
            edits: &[(
                "2023年，全县未收取信息处理费。",
                "2023年，全县收取信息处理费2950元。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("收取 0 元", "None collected"),
            edits: &[
                (
                    "2023年，全县未收取信息处理费。",
                    "2023年，全县收取信息处理费0元，减免信息处理费300元。",
                ),
                ("| 行政事业性收费 | 325.6 |", "| 行政事业性收费 | 0 |"),
            ],
        },
    ],
    check,
};

/// What shows that an amount was not collected.
const NOT_COLLECTED: [&str; 10] = [
    "标准", "减免", "免收", "免除", "免予", "退", "应收", "未收", "未缴", "拟",
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let cell = CellRef::new(TableId::Proactive, RowKey::Fees, ColumnKey::Amount);
    for said in &report.prose.quantities {
        let Some(collected) = amount(context, said) else {
            continue;
        };
        let Some(charged) = figure(report, cell.table, cell.row, cell.column) else {
            unverified(report, cell, ("信息处理费金额", "processing fees"), sink);
            return;
        };
        let excess = collected.checked_sub(charged.number).unwrap_or_default();
        if excess <= slack(charged.cell.number()) {
            continue;
        }
        let (value, number) = (said.value, charged.number);
        let unit = report.prose.text(said.unit);
        let converted = if unit == "元" {
            format!("（合 {} 万元）", collected.normalize())
        } else {
            String::new()
        };
        sink.report(
            Diagnostic::new(
                &RULE,
                said.span,
                Message::new(
                    format!(
                        "正文说收取信息处理费 {value} {unit}{converted}，而表二“行政事业性收费”的本年收费金额为 {number} 万元。\
                         信息处理费属于行政事业性收费，请核对金额和单位。"
                    ),
                    format!(
                        "The prose says that {} 万元 of processing fees were collected; the charges of table 2 \
                         are {number} 万元 in all.",
                        collected.normalize()
                    ),
                ),
            )
            .at_cell(cell)
            .with_related(
                charged.cell.span,
                Message::new(
                    format!("本年收费金额 {number} 万元"),
                    format!("charges: {number} 万元"),
                ),
            ),
        );
    }
}

/// The processing fees, in 万元, that a number says were collected in the year.
fn amount(context: &Context<'_>, said: &Quantity) -> Option<Decimal> {
    let report = context.report;
    let times = match report.prose.text(said.unit) {
        "元" => Decimal::new(1, 4),
        "万元" => Decimal::ONE,
        _ => return None,
    };
    let subject = report.prose.text(said.subject);
    if !subject.contains("处理费")
        || !subject.contains('收')
        || NOT_COLLECTED.iter().any(|word| subject.contains(word))
    {
        return None;
    }
    paragraph(&report.prose, said.paragraph, is_running)?;
    // A part or one level's share is within the whole too.
    let of_any_scope = Quantity {
        qualifiers: Qualifiers {
            part: false,
            own_level: false,
            ..said.qualifiers
        },
        ..*said
    };
    if !counts_this_year(report, &of_any_scope) {
        return None;
    }
    said.value.checked_mul(times)
}

/// What rounding to the digits written may have taken from an amount; a plain 0 says that there was
/// none, so that only what two decimals cannot show is let pass.
fn slack(written: Option<Decimal>) -> Decimal {
    match written {
        Some(number) if !number.is_zero() => Decimal::new(1, number.scale()),
        _ => Decimal::new(5, 3),
    }
}
