//! T010: counts are whole numbers that are not negative.

use nianbao_core::form::{ColumnKey, TableId};
use nianbao_core::table::Value;
use nianbao_facts::labels::{cell_en, cell_zh};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use crate::arithmetic::judge::is_whole;

/// The rule.
pub static RULE: Rule = Rule {
    code: "T010",
    name: "cell-not-number",
    group: Group::Tables,
    severity: Severity::Error,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "件数应为不小于 0 的整数",
        "Counts are whole numbers that are not negative",
    ),
    explanation: Text::new(
        "表中的件数只能是 0 或正整数，收费金额可以有小数。填了文字、负数或小数的，多半是串行、串列或录入错误。",
        "Counts are 0 or positive whole numbers; only amounts may have decimals. Words, negative numbers and \
         fractions are mostly slips of the row or column.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "收费金额可以有小数；带单位或说明的数字由 T011 提出；2019 年格式“本年增/减”可以是负数。",
        "Amounts may have decimals; a number with a unit or remark is the business of T011; the 2019 form's \
         column of changes may be negative.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "若干" },
            title: Text::new("填了文字", "A word"),
            edits: &[(
                "| 40 | 8 | 0 | 1 | 2 | 0 | 51 |",
                "| 40 | 8 | 0 | 若干 | 2 | 0 | 51 |",
            )],
        },
        Example {
            kind: ExampleKind::Bad { flagged: "86.5" },
            title: Text::new("件数有小数", "A fraction of a case"),
            edits: &[("| 行政强制 | 86 |", "| 行政强制 | 86.5 |")],
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("金额可以有小数", "An amount may have decimals"),
            edits: &[("| 325.6 |", "| 1077.892534 |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for table in TableId::ALL.into_iter().filter_map(|id| report.table(id)) {
        let definition = table.definition();
        for (name, cell) in table.cells() {
            let is_amount = || {
                definition
                    .row(name.row)
                    .and_then(|row| row.columns.iter().find(|column| column.key == name.column))
                    .is_some_and(|column| column.amount)
            };
            let fault = match cell.value {
                Value::Text => ("不是数字", "is no number"),
                Value::Number(number)
                    if number.is_sign_negative()
                        && !number.is_zero()
                        && name.column != ColumnKey::Change =>
                {
                    ("是负数", "is negative")
                }
                Value::Number(number) if !is_whole(number) && !is_amount() => {
                    ("不是整数", "is no whole number")
                }
                _ => continue,
            };
            let text = report.source.slice(cell.span).trim();
            let message = Message::new(
                format!(
                    "{}{}填的“{text}”{}，应填不小于 0 的{}。",
                    table.id.name_zh(),
                    cell_zh(definition, name),
                    fault.0,
                    if is_amount() { "数" } else { "整数" }
                ),
                format!(
                    "Table {}, {}: \"{text}\" {}.",
                    table.id.number(),
                    cell_en(name),
                    fault.1
                ),
            );
            sink.report(Diagnostic::new(&RULE, cell.span, message).at_cell(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sheet;
    use nianbao_core::form::{ColumnKey as C, RowKey as R};

    #[test]
    fn words_negatives_and_fractions_are_found() {
        let sheet = Sheet::base()
            .set(R::Penalties, C::Decisions, "若干")
            .set(R::Granted, C::Business, "-4")
            .set(R::Granted, C::LegalServices, "0.5")
            .set(R::Fees, C::Amount, "1077.892534");
        let findings = sheet.run(&RULE);
        assert_eq!(findings.diagnostics.len(), 3);
        assert_eq!(
            findings.diagnostics[1].message.zh,
            "表三“予以公开”的“商业企业”填的“-4”是负数，应填不小于 0 的整数。"
        );
    }
}
