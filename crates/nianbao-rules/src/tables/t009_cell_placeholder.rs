//! T009: data cells hold numbers, not marks that stand for nothing.

use nianbao_core::form::TableId;
use nianbao_core::table::Value;
use nianbao_lint::{
    Context, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity, Sink, Text,
};

use super::batches::batches;
use super::filling::filling;

/// The rule.
pub static RULE: Rule = Rule {
    code: "T009",
    name: "cell-placeholder",
    group: Group::Tables,
    severity: Severity::Warning,
    default_on: true,
    fix: FixAvailability::Suggested,
    summary: Text::new(
        "数据单元格不用“/”“-”“无”代替 0",
        "No placeholder in place of a number",
    ),
    explanation: Text::new(
        "“/”“—”“无”看不出是 0 还是不适用，汇总时也无法相加。没有发生的填 0。",
        "A placeholder may mean 0 or not applicable, and cannot be added up. Write 0 where nothing happened.",
    ),
    basis: &["填报惯例"],
    traps: Text::new(
        "表头和说明中的横线不算；连片的只提一次。",
        "Dashes in headers and notes do not count; an area of them is one finding.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "/" },
            title: Text::new("规章一行填“/”", "Slashes in the row of rules"),
            edits: &[("| 规章 | 0 | 0 | 0 |", "| 规章 | / | / | / |")],
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("没有的填 0", "0 where there is nothing"),
            edits: &[("| 行政强制 | 86 | | |", "| 行政强制 | 0 | | |")],
        },
    ],
    check,
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    for table in TableId::ALL.into_iter().filter_map(|id| report.table(id)) {
        for batch in batches(table, |_, cell| cell.value == Value::Placeholder) {
            let place = batch.place(table);
            let filling = filling(context, &batch);
            let words = filling.words;
            let mark = report.source.slice(batch.cells[0].1.span).trim();
            let message = Message::new(
                format!("{}填的是“{mark}”。{}", place.zh, words.zh),
                format!("{}: \"{mark}\". {}", place.en, words.en),
            );
            let mut diagnostic = batch.diagnose(&RULE, message);
            diagnostic.fixes.extend(filling.fix);
            sink.report(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sheet;
    use nianbao_core::form::{ColumnKey as C, RowKey as R};

    #[test]
    fn a_row_of_slashes_is_one_finding() {
        let findings = Sheet::base().set_row(R::Rules, "/ / /").run(&RULE);
        assert_eq!(findings.diagnostics.len(), 1);
        assert_eq!(
            findings.diagnostics[0].message.zh,
            "表二“规章”整行 3 个单元格填的是“/”。没有发生的应填 0。"
        );
    }

    #[test]
    fn a_mark_has_the_number_that_follows() {
        let sheet = Sheet::base().set(R::UnavailableNotHeld, C::Business, "/");
        let findings = sheet.run(&RULE);
        let found = &findings.diagnostics[0];
        assert_eq!(
            found.message.zh,
            "表三“本机关不掌握相关政府信息”行“商业企业”填的是“/”。按勾稽关系应为 1（“商业企业”列各项之和＝（七）总计）。"
        );
        assert_eq!(found.fixes[0].title.zh, "填 1");
    }
}
