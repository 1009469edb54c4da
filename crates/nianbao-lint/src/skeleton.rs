//! Blank tables of the national form, as Markdown.
//!
//! Labels, rows and columns come from the form; only the words that span several columns of the
//! printed header, which hold no data, stand here.

use std::fmt::Write as _;

use nianbao_core::form::{ColumnDef, Edition, RowDef, TableDef, TableId, table};

/// A blank table with the header and the labels of the form, as a Markdown pipe table.
pub fn blank_table(edition: Edition, id: TableId) -> String {
    let definition = table(edition, id);
    let rows = match id {
        TableId::Proactive => proactive(definition),
        TableId::Requests => requests(definition),
        TableId::Disputes => disputes(definition),
    };
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for (index, mut row) in rows.into_iter().enumerate() {
        row.resize(width, "");
        let cells: Vec<String> = row
            .into_iter()
            .map(|cell| {
                if cell.is_empty() {
                    " ".to_owned()
                } else {
                    format!(" {cell} ")
                }
            })
            .collect();
        let _ = writeln!(text, "|{}|", cells.join("|"));
        if index == 0 {
            let _ = writeln!(text, "|{}", "---|".repeat(width));
        }
    }
    text
}

type Lines = Vec<Vec<&'static str>>;

fn labels(columns: &'static [ColumnDef]) -> impl Iterator<Item = &'static str> {
    columns.iter().map(|column| column.label)
}

fn proactive(definition: &TableDef) -> Lines {
    let mut lines = Lines::new();
    let mut group = None;
    for row in definition.rows {
        if row.group != group {
            group = row.group;
            lines.extend(row.group.map(|group| vec![group.label]));
            lines.push(
                ["信息内容"]
                    .into_iter()
                    .chain(labels(row.columns))
                    .collect(),
            );
        }
        lines.push(vec![row.label]);
    }
    lines
}

fn requests(definition: &TableDef) -> Lines {
    let Some(first) = definition.rows.first() else {
        return Lines::new();
    };
    let mut columns = labels(first.columns);
    let person = columns.next().unwrap_or("");
    let mut organisations: Vec<&str> = columns.collect();
    let total = organisations.pop().unwrap_or("");
    let mut second = vec!["", "", "", person, "法人或其他组织"];
    second.resize(3 + organisations.len() + 1, "");
    second.push(total);
    let mut third = vec!["", "", "", ""];
    third.extend(organisations);
    let mut lines = vec![
        vec![definition.note.unwrap_or(""), "", "", "申请人情况"],
        second,
        third,
    ];
    let mut group = None;
    let mut opened = false;
    for row in definition.rows {
        lines.push(if is_top_level(row) {
            vec![row.label]
        } else {
            let results = if opened {
                ""
            } else {
                "三、本年度办理结果"
            };
            opened = true;
            match row.group {
                None => vec![results, row.label],
                Some(found) if Some(found) == group => vec![results, "", row.label],
                Some(found) => vec![results, found.label, row.label],
            }
        });
        group = row.group;
    }
    lines
}

/// Whether a row stands beside 三、本年度办理结果, not under it.
fn is_top_level(row: &RowDef) -> bool {
    row.group.is_none() && !row.label.starts_with('（')
}

fn disputes(definition: &TableDef) -> Lines {
    let mut lines = vec![Vec::new(); 3];
    let mut group = None;
    for row in definition.rows {
        let alone = row.group.is_some_and(|group| group.name == row.name);
        let mut add = |line: usize, label: &'static str| {
            lines[line].push(label);
            lines[line].extend(std::iter::repeat_n("", row.columns.len() - 1));
        };
        add(
            0,
            match row.group {
                Some(found) if row.group != group => found.label,
                _ => "",
            },
        );
        group = row.group;
        if alone {
            lines[1].extend(labels(row.columns));
            lines[2].extend(std::iter::repeat_n("", row.columns.len()));
        } else {
            add(1, row.label);
            lines[2].extend(labels(row.columns));
        }
    }
    lines.push(vec![""]);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::base_report;

    #[test]
    fn a_blank_table_is_the_base_report_without_its_numbers() {
        let mut lines = base_report().lines().filter(|line| line.starts_with('|'));
        for id in TableId::ALL {
            for blank in blank_table(Edition::V2021, id).lines() {
                let filled = lines.next().unwrap();
                let cells = |line: &str| -> Vec<String> {
                    let cells = line.trim_matches('|').split('|').map(str::trim);
                    let number = |cell: &str| cell.parse::<f64>().is_ok();
                    cells
                        .map(|cell| {
                            if number(cell) {
                                String::new()
                            } else {
                                cell.to_owned()
                            }
                        })
                        .collect()
                };
                assert_eq!(cells(blank), cells(filled));
            }
        }
        assert_eq!(lines.next(), None);
    }
}
