//! What tables, rows and cells are called in messages.

use std::fmt::Write as _;

use nianbao_core::form::{CellRef, ColumnDef, RowDef, TableDef, TableId};
use nianbao_core::normal::numeral;
use nianbao_facts::labels::{cell_en, cell_zh, column_en, row_en, row_zh};

use crate::diagnostic::Message;

/// The name of a row: its printed label, shortened.
pub fn row_name(row: &RowDef) -> Message {
    Message::new(row_zh(row), row_en(row.key))
}

/// The name of a cell within its table: by its row and column.
pub fn cell_name(definition: &TableDef, cell: CellRef) -> Message {
    Message::new(cell_zh(definition, cell), cell_en(cell))
}

/// The name of a table.
pub fn table_name(id: TableId) -> Message {
    Message::new(id.name_zh(), format!("Table {}", id.number()))
}

/// The name of a column: its printed label.
pub fn column_name(column: &ColumnDef) -> Message {
    Message::new(column.label, column_en(column.key))
}

/// The articles of the 条例 that a row rests on, as they are cited: `第三十六条第（一）项、第（二）项`.
/// `None` where the form has none.
pub fn row_articles(row: &RowDef) -> Option<Message> {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for article in row.articles.split('、').filter(|it| !it.is_empty()) {
        let digits = article.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = article.strip_suffix(digits).unwrap_or(article);
        let (mut chinese, mut english) = (
            format!(
                "第{}条",
                numeral(number.parse().unwrap_or(0)).unwrap_or_default()
            ),
            format!("article {number}"),
        );
        for (paragraph, mark, ordinal) in [(1, '①', "一"), (2, '②', "二"), (3, '③', "三")]
        {
            if digits.contains(mark) {
                let _ = write!(chinese, "第{ordinal}款");
                let _ = write!(english, ", paragraph {paragraph}");
            }
        }
        let items = digits.split(['（', '）']).skip(1).step_by(2);
        let items: Vec<&str> = items.collect();
        let cited: Vec<String> = items.iter().map(|it| format!("第（{it}）项")).collect();
        chinese.push_str(&cited.join("、"));
        for item in items {
            let value = nianbao_core::normal::numeral_value(item).unwrap_or(0);
            let _ = write!(english, ", item ({value})");
        }
        zh.push(chinese);
        en.push(english);
    }
    (!zh.is_empty()).then(|| Message::new(zh.join("、"), en.join(" and ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::form::{Edition, table};

    #[test]
    fn articles_are_cited_as_the_regulations_have_them() {
        let mut cited = Vec::new();
        for edition in [Edition::V2021, Edition::V2019] {
            for id in TableId::ALL {
                for row in table(edition, id).rows {
                    assert_eq!(row_articles(row).is_none(), row.articles.is_empty());
                    cited.extend(row_articles(row).map(|it| format!("{} = {}", it.zh, it.en)));
                }
            }
        }
        for expected in [
            "第二十条第（一）项 = article 20, item (1)",
            "第十六条第一款 = article 16, paragraph 1",
            "第十五条、第三十二条 = article 15 and article 32",
            "第三十六条第（一）项、第（二）项 = article 36, item (1), item (2)",
            "第四十二条 = article 42",
            "第三十条 = article 30",
        ] {
            assert!(
                cited.iter().any(|it| it == expected),
                "{expected}: {cited:?}"
            );
        }
    }
}
