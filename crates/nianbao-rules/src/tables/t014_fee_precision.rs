//! T014: an amount in 万元 with parts below 0.01 元.

use nianbao_core::form::{CellRef, ColumnKey, RowKey, TableId};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// Decimals that 0.01 元 has in 万元.
const DECIMALS_OF_A_FEN: u32 = 6;

/// The rule.
pub static RULE: Rule = Rule {
    code: "T014",
    name: "fee-precision",
    group: Group::Tables,
    severity: Severity::Info,
    default_on: false,
    fix: FixAvailability::None,
    summary: Text::new(
        "收费金额的小数超过六位，细于 1 分钱",
        "The amount of fees has parts below 0.01 元",
    ),
    explanation: Text::new(
        "1 分钱是 0.000001 万元，超过六位小数的金额不可能是实际收取的数，多半是换算错误。",
        "0.01 元 is 0.000001 万元; an amount with more than six decimals cannot have been collected.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "1077.892534 万元等于 10778925.34 元，是准确的数。",
        "1077.892534 万元 is exactly 10778925.34 元.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad {
                flagged: "325.6123456",
            },
            title: Text::new("七位小数", "Seven decimals"),
            edits: &[("| 325.6 |", "| 325.6123456 |")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("六位小数精确到分", "Six decimals are exact"),
            edits: &[("| 325.6 |", "| 1077.892534 |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let name = CellRef::new(TableId::Proactive, RowKey::Fees, ColumnKey::Amount);
    let Some(cell) = context.report.cell(name) else {
        return;
    };
    let Some(number) = cell.number().map(|number| number.normalize()) else {
        return;
    };
    if number.scale() > DECIMALS_OF_A_FEN {
        sink.report(
            Diagnostic::new(
                &RULE,
                cell.span,
                Message::new(
                    format!(
                        "表二“行政事业性收费”填 {number} 万元，有 {} 位小数，细于 1 分钱（0.000001 万元），\
                         请核对换算。",
                        number.scale()
                    ),
                    format!(
                        "Table 2, fees: {number} 万元 has {} decimals, below 0.01 元; check the conversion.",
                        number.scale()
                    ),
                ),
            )
            .at_cell(name),
        );
    }
}
