//! X013: processing fees in the prose that exceed all charges in 表二.

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_core::prose::{Qualifiers, Quantity};
use nianbao_facts::figures::figure;
use nianbao_facts::passages::{is_running, paragraph};
use nianbao_facts::readers::claims::{SCOPE, consume, counts_this_year};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::against::unverified;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X013",
    name: "prose-fee",
    group: Group::ProseTables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "正文所说行政事业性收费应与表二一致，信息处理费不应大于它",
        "The charges of the prose are those of table 2, and its processing fees are within them",
    ),
    explanation: Text::new(
        "信息处理费属于行政事业性收费，缴入同级国库，表二“行政事业性收费”的本年收费金额（单位：万元）因而不会小于正文所说\
         收取的信息处理费；正文说到行政事业性收费金额的，应与表二相同。不同的，不是漏计，就是单位弄错。",
        "Processing fees are administrative charges, so the charges of table 2, in 万元, are no less than the \
         fees that the prose says were collected; an amount of all charges is that of table 2.",
    ),
    basis: &["国办函〔2020〕109号", "国办公开办函〔2021〕30号"],
    traps: Text::new(
        "表二还包括其他收费，比信息处理费大是正常的；未收取信息处理费而表二有收费不矛盾；收费标准、减免金额、往年金额、财政部门的\
         行政事业性收费收入不比较；按所写位数四舍五入的不算不同。",
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
            kind: ExampleKind::Bad {
                flagged: "3256万元",
            },
            title: Text::new("收费金额差一位", "Charges with a digit too many"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇。全年行政事业性收费3256万元。",
            )],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("四舍五入到整数", "Rounded to whole numbers"),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇。全年行政事业性收费共计326万元。",
            )],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new(
                "预算收入是另一个数",
                "The revenue of the budget is another number",
            ),
            edits: &[(
                "发布政策解读材料36篇。",
                "发布政策解读材料36篇。公开全县行政事业性收费收入9820万元的明细。",
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
    charges(context, cell, sink);
}

/// Words round the amount of all charges. 收入 is none of them: the revenue of a budget is another number.
const CHARGES: &[&str] = &[
    "行政事业性收费",
    "收取",
    "征收",
    "收费",
    "金额",
    "总额",
    "总金额",
    "数额",
    "项目",
    "各项",
    "各类",
    "的",
    "了",
    "为",
    "达",
    "是",
    "共",
];

/// Amounts of all charges, against that of 表二.
fn charges(context: &Context<'_>, cell: CellRef, sink: &mut Sink<'_>) {
    let report = context.report;
    // What the financial departments collect for all is no charge of their own.
    if report
        .body
        .as_ref()
        .is_some_and(|body| body.name.contains("财政"))
    {
        return;
    }
    for said in &report.prose.quantities {
        let unit = report.prose.text(said.unit);
        let subject = report.prose.text(said.subject);
        let Some(times) = in_wan(unit) else { continue };
        let told = subject.contains("行政事业性收费")
            && consume(subject, &[SCOPE, CHARGES])
            && report.prose.text(said.object).is_empty()
            && paragraph(&report.prose, said.paragraph, is_running).is_some()
            && counts_this_year(report, said);
        if !told {
            continue;
        }
        let Some(charged) = figure(report, cell.table, cell.row, cell.column) else {
            unverified(report, cell, ("行政事业性收费金额", "charges"), sink);
            return;
        };
        let Some(told) = said.value.checked_mul(times) else {
            continue;
        };
        // Either may be rounded to the digits that are written.
        let rounded = [
            Decimal::new(1, said.value.scale()).checked_mul(times),
            charged
                .cell
                .number()
                .map(|number| Decimal::new(1, number.scale())),
        ];
        let slack = if told.is_zero() || charged.number.is_zero() {
            Decimal::ZERO
        } else {
            rounded.into_iter().flatten().max().unwrap_or_default()
        };
        let (told, number) = (told.normalize(), charged.number);
        if (told - number).abs() <= slack {
            continue;
        }
        let value = said.value;
        let converted = if unit == "万元" {
            String::new()
        } else {
            format!("（合 {told} 万元）")
        };
        sink.report(
            Diagnostic::new(
                &RULE,
                said.span,
                Message::new(
                    format!(
                        "正文说行政事业性收费 {value} {unit}{converted}，而表二“行政事业性收费”的本年收费金额为 {number} \
                         万元。请核对金额和单位。"
                    ),
                    format!("The prose says charges of {told} 万元; table 2 has {number} 万元."),
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

/// How many 万元 a unit of money is.
fn in_wan(unit: &str) -> Option<Decimal> {
    match unit {
        "元" => Some(Decimal::new(1, 4)),
        "万元" => Some(Decimal::ONE),
        "亿元" => Some(Decimal::from(10_000)),
        _ => None,
    }
}

/// The processing fees, in 万元, that a number says were collected in the year.
fn amount(context: &Context<'_>, said: &Quantity) -> Option<Decimal> {
    let report = context.report;
    let times = in_wan(report.prose.text(said.unit))?;
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
