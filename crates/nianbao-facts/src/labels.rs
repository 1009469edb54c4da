//! How messages name rows and columns: by their printed labels, shortened where they are long.

use nianbao_core::form::{CellRef, ColumnKey, RowDef, RowKey, TableDef};

/// A row's label without its ordinal and note: `予以公开`, `其他处理·其他`, `（七）总计`.
pub fn row_zh(row: &RowDef) -> String {
    match row.key {
        RowKey::TotalHandled => return row.label.to_owned(),
        RowKey::OtherRemaining => {
            let group = row.group.map_or("", |group| group.name);
            return format!("{group}·{}", row.name);
        }
        _ => {}
    }
    let label = without_ordinal(row.label);
    let label = label.split('（').next().unwrap_or(label);
    let short = label.split('、').next().unwrap_or(label);
    // Names stand in quotes themselves.
    short.replace('“', "‘").replace('”', "’")
}

/// A column's label: `自然人`.
pub fn column_zh(definition: &TableDef, cell: CellRef) -> &'static str {
    definition
        .row(cell.row)
        .and_then(|row| row.columns.iter().find(|column| column.key == cell.column))
        .map_or("", |column| column.label)
}

/// A row's English name, from its key.
pub fn row_en(row: RowKey) -> String {
    row.as_str().replace('_', " ")
}

/// A column's English name, from its key.
pub fn column_en(column: ColumnKey) -> String {
    column.as_str().replace('_', " ")
}

/// A cell in Chinese: `“予以公开”行“自然人”列`, or `“行政复议”的“总计”` in 表四.
pub fn cell_zh(definition: &TableDef, cell: CellRef) -> String {
    let row = definition.row(cell.row).map(row_zh).unwrap_or_default();
    format!("“{row}”的“{}”", column_zh(definition, cell))
}

/// A cell in English.
pub fn cell_en(cell: CellRef) -> String {
    format!("{} / {}", row_en(cell.row), column_en(cell.column))
}

/// Names joined by 、, at most `limit` of them.
pub fn list_zh(names: &[String], limit: usize) -> String {
    if names.len() <= limit {
        names.join("、")
    } else {
        format!("{}等 {} 项", names[..limit].join("、"), names.len())
    }
}

/// Names joined by commas, at most `limit` of them.
pub fn list_en(names: &[String], limit: usize) -> String {
    if names.len() <= limit {
        names.join(", ")
    } else {
        format!(
            "{} and {} more",
            names[..limit].join(", "),
            names.len() - limit
        )
    }
}

/// A label without its ordinal (`（一）`, `一、`, `1.`).
pub fn without_ordinal(label: &str) -> &str {
    if let Some(rest) = label.strip_prefix('（')
        && let Some((_, rest)) = rest.split_once('）')
    {
        return rest;
    }
    for mark in ['、', '.'] {
        if let Some((ordinal, rest)) = label.split_once(mark)
            && ordinal.chars().count() == 1
        {
            return rest;
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::form::{Edition, TableId, table};

    #[test]
    fn rows_are_named_shortly_and_differ() {
        let rows = table(Edition::V2021, TableId::Requests).rows;
        let names: Vec<_> = rows.iter().map(row_zh).collect();
        assert_eq!(names[0], "本年新收政府信息公开申请数量");
        assert_eq!(names[3], "部分公开");
        assert_eq!(names[6], "危及‘三安全一稳定’");
        assert_eq!(names[20], "申请人无正当理由逾期不补正");
        assert_eq!(names[22], "其他处理·其他");
        assert_eq!(names[23], "（七）总计");
        let mut unique = names.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), names.len());
    }
}
