//! Blank tables as snippets.

use std::fmt::Write as _;

use nianbao_core::form::{TableDef, TableId};

/// A blank table as a snippet: a place to fill in for each number.
pub(super) fn snippet(definition: &TableDef, blank: &str) -> String {
    let mut text = String::new();
    let mut place = 0;
    for line in blank.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let labelled = cells.iter().rposition(|cell| !cell.trim().is_empty());
        // 表四 has its labels in the header alone; its one line of numbers is blank.
        let numbers = match labelled {
            None => cells.len(),
            Some(_) if definition.id == TableId::Disputes => 0,
            Some(at) => {
                let label = cells.get(at).map_or("", |cell| cell.trim());
                let row = definition.rows.iter().find(|row| row.label == label);
                row.map_or(0, |row| row.columns.len())
            }
        };
        // 表三 has its numbers at the end of the line, 表二 behind the label.
        let first = match labelled {
            Some(at) if definition.id == TableId::Proactive => at + 1,
            _ => cells.len() - numbers,
        };
        for (index, cell) in cells.iter().enumerate() {
            if (first..first + numbers).contains(&index) {
                place += 1;
                let _ = write!(text, "| ${place} ");
            } else {
                let escaped = cell.replace('\\', "\\\\").replace('$', "\\$");
                let _ = write!(text, "|{}", escaped.replace('}', "\\}"));
            }
        }
        text.push_str("|\n");
    }
    text.push_str("$0");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::form::{Edition, table};
    use nianbao_lint::blank_table;

    #[test]
    fn a_snippet_has_a_place_for_each_number() {
        for edition in [Edition::V2021, Edition::V2019] {
            for id in TableId::ALL {
                let definition = table(edition, id);
                let blank = blank_table(edition, id);
                let snippet = snippet(definition, &blank);
                let count = definition.cell_count();
                assert!(snippet.contains(&format!("| ${count} ")), "{snippet}");
                assert!(!snippet.contains(&format!("${} ", count + 1)), "{snippet}");
                let mut plain = snippet.replace("$0", "");
                for place in (1..=count).rev() {
                    plain = plain.replace(&format!(" ${place} |"), " |");
                }
                assert_eq!(plain, blank);
            }
        }
    }
}
