//! T016: 表三 filled in its total column alone.

use nianbao_core::form::{ColumnKey, TableId};
use nianbao_core::table::{Table, Value};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T016",
    name: "total-column-only",
    group: Group::Tables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "表三不能只填总计列",
        "Table 3 is not filled in its total column alone",
    ),
    explanation: Text::new(
        "统一格式要求按申请人类型分列填报。只填总计，公众看不出申请人构成，勾稽关系也无法核对。",
        "The form divides requests by kind of applicant. With totals alone neither readers nor checks can \
         tell anything of it.",
    ),
    basis: &["国办公开办函〔2021〕30号"],
    traps: Text::new(
        "只空了几列的由 T008 提出；整张表空白的也由 T008 提出。",
        "A few blank columns, or a table blank all over, are the business of T008.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "51" },
            title: Text::new("只有总计列有数", "Numbers in the total column alone"),
            edits: TOTALS_ONLY,
        },
        Example {
            kind: ExampleKind::Trap,
            title: Text::new("一行漏填", "One row left blank"),
            edits: &[("| 40 | 8 | 0 | 1 | 2 | 0 | 51 |", "| | | | | | | 51 |")],
        },
    ],
    check,
};

const TOTALS_ONLY: &[(&str, &str)] = &[
    ("| 40 | 8 | 0 | 1 | 2 | 0 | 51 |", "| | | | | | | 51 |"),
    ("| 2 | 1 | 0 | 0 | 0 | 0 | 3 |", "| | | | | | | 3 |"),
    ("| 18 | 4 | 0 | 1 | 0 | 0 | 23 |", "| | | | | | | 23 |"),
    ("| 4 | 1 | 0 | 0 | 1 | 0 | 6 |", "| | | | | | | 6 |"),
    ("| 0 | 0 | 0 | 0 | 0 | 0 | 0 |", "| | | | | | | 0 |"),
    ("| 1 | 1 | 0 | 0 | 0 | 0 | 2 |", "| | | | | | | 2 |"),
    ("| 1 | 0 | 0 | 0 | 0 | 0 | 1 |", "| | | | | | | 1 |"),
    ("| 2 | 0 | 0 | 0 | 0 | 0 | 2 |", "| | | | | | | 2 |"),
    ("| 5 | 1 | 0 | 0 | 0 | 0 | 6 |", "| | | | | | | 6 |"),
    ("| 39 | 9 | 0 | 1 | 1 | 0 | 50 |", "| | | | | | | 50 |"),
    ("| 3 | 0 | 0 | 0 | 1 | 0 | 4 |", "| | | | | | | 4 |"),
];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let Some(table) = context.report.table(TableId::Requests) else {
        return;
    };
    if !applies(table) {
        return;
    }
    let first = table
        .cells()
        .find(|(name, cell)| name.column == ColumnKey::Total && cell.number().is_some());
    if let Some((name, cell)) = first {
        sink.report(
            Diagnostic::new(
                &RULE,
                cell.span,
                Message::new(
                    "表三只填了总计列，自然人和各类法人或其他组织都没有填。应按申请人类型分列填报，没有的填 0。",
                    "Table 3 is filled in its total column alone; fill the columns of the kinds of \
                     applicants, with 0 where there is none.",
                ),
            )
            .at_cell(name),
        );
    }
}

/// Whether only the total column of 表三 holds numbers.
pub(crate) fn applies(table: &Table) -> bool {
    if table.id != TableId::Requests {
        return false;
    }
    let (mut totals, mut parts) = (0, 0);
    for (name, cell) in table.cells() {
        let filled = !matches!(cell.value, Value::Blank | Value::Placeholder);
        match name.column {
            ColumnKey::Total => totals += usize::from(filled),
            _ if filled => return false,
            _ => parts += 1,
        }
    }
    totals > 0 && parts > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sheet;
    use nianbao_core::form::{Edition, table};
    use nianbao_lint::check as check_all;

    #[test]
    fn totals_alone_are_one_finding_and_not_blank_cells() {
        let mut sheet = Sheet::base();
        for row in table(Edition::V2021, TableId::Requests).rows {
            for column in row
                .columns
                .iter()
                .filter(|column| column.key != ColumnKey::Total)
            {
                sheet = sheet.set(row.key, column.key, "");
            }
        }
        let findings = check_all(&sheet.report(), &crate::settings());
        let codes: Vec<_> = findings
            .diagnostics
            .iter()
            .map(|found| found.rule.code())
            .collect();
        assert_eq!(codes, ["T016"]);
    }
}
