//! Rows and columns of the three tables, per edition.

use self::disputes::DISPUTES;
use self::proactive::{PROACTIVE_2019, PROACTIVE_2021};
use self::requests::{REQUESTS_2019, REQUESTS_2021};
use super::{ColumnKey as C, Edition, RowKey as R, SectionKind, TableId};

mod disputes;
mod proactive;
mod requests;

/// A column of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnDef {
    /// Its key.
    pub key: C,
    /// The header as the form prints it.
    pub label: &'static str,
    /// The header in normal form: what a header is compared with.
    pub name: &'static str,
    /// Other headers met for it, in normal form.
    pub aliases: &'static [&'static str],
    /// Whether the numbers are amounts in 万元 (decimals), not counts in 件.
    pub amount: bool,
}

/// A heading that stands over several rows and holds no numbers itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupDef {
    /// As printed: `（三）不予公开`, `第二十条第（一）项`, `行政诉讼`.
    pub label: &'static str,
    /// In normal form, without its ordinal.
    pub name: &'static str,
}

/// A row that holds numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowDef {
    /// Its key.
    pub key: R,
    /// The label as the form prints it, with its ordinal and note.
    pub label: &'static str,
    /// The ordinal before the label, folded: `(二)`, `1.`; empty where there is none.
    pub ordinal: &'static str,
    /// The label in normal form: what a label is compared with.
    pub name: &'static str,
    /// The note behind the label, folded; empty where there is none.
    pub note: &'static str,
    /// Whole labels met in its place, in normal form.
    pub aliases: &'static [&'static str],
    /// Parts of a label that only this row has, in normal form.
    pub anchors: &'static [&'static str],
    /// The heading above it.
    pub group: Option<GroupDef>,
    /// Its columns in order.
    pub columns: &'static [ColumnDef],
    /// The articles of the 条例 that it rests on, for hover text; empty where there is none.
    pub articles: &'static str,
}

/// A table of the form.
#[derive(Clone, Copy, Debug)]
pub struct TableDef {
    /// Which table.
    pub id: TableId,
    /// The edition of the form.
    pub edition: Edition,
    /// The section that holds it.
    pub section: SectionKind,
    /// Its rows in order.
    pub rows: &'static [RowDef],
    /// Note that the form prints in the corner of 表三.
    pub note: Option<&'static str>,
}

impl TableDef {
    /// The definition of a row, if this edition has it.
    pub fn row(&self, key: R) -> Option<&'static RowDef> {
        self.rows.iter().find(|row| row.key == key)
    }

    /// How many numbers the table holds.
    pub fn cell_count(&self) -> usize {
        self.rows.iter().map(|row| row.columns.len()).sum()
    }
}

/// The definition of a table in an edition.
pub fn table(edition: Edition, id: TableId) -> &'static TableDef {
    let all = tables(edition);
    &all[id.index()]
}

/// The three tables of an edition in order.
pub fn tables(edition: Edition) -> &'static [TableDef; 3] {
    match edition {
        Edition::V2021 => &TABLES_2021,
        Edition::V2019 => &TABLES_2019,
    }
}

const fn column(key: C, label: &'static str, aliases: &'static [&'static str]) -> ColumnDef {
    ColumnDef {
        key,
        label,
        name: label,
        aliases,
        amount: false,
    }
}

const NOTE: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

const fn definition(
    edition: Edition,
    id: TableId,
    section: SectionKind,
    rows: &'static [RowDef],
) -> TableDef {
    let note = if matches!(id, TableId::Requests) {
        Some(NOTE)
    } else {
        None
    };
    TableDef {
        id,
        edition,
        section,
        rows,
        note,
    }
}

static TABLES_2021: [TableDef; 3] = [
    definition(
        Edition::V2021,
        TableId::Proactive,
        SectionKind::Proactive,
        PROACTIVE_2021,
    ),
    definition(
        Edition::V2021,
        TableId::Requests,
        SectionKind::Requests,
        &REQUESTS_2021,
    ),
    definition(
        Edition::V2021,
        TableId::Disputes,
        SectionKind::Disputes,
        DISPUTES,
    ),
];

static TABLES_2019: [TableDef; 3] = [
    definition(
        Edition::V2019,
        TableId::Proactive,
        SectionKind::Proactive,
        PROACTIVE_2019,
    ),
    definition(
        Edition::V2019,
        TableId::Requests,
        SectionKind::Requests,
        &REQUESTS_2019,
    ),
    definition(
        Edition::V2019,
        TableId::Disputes,
        SectionKind::Disputes,
        DISPUTES,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normal;

    #[test]
    fn the_2021_edition_holds_200_numbers() {
        let count: usize = tables(Edition::V2021)
            .iter()
            .map(TableDef::cell_count)
            .sum();
        assert_eq!(count, 200);
        assert_eq!(table(Edition::V2021, TableId::Requests).rows.len(), 25);
    }

    #[test]
    fn names_are_the_normal_form_of_labels() {
        for edition in [Edition::V2019, Edition::V2021] {
            for definition in tables(edition) {
                for row in definition.rows {
                    assert_eq!(normal::label(row.label), row.name);
                    let mut folded = normal::folded(row.label);
                    folded.retain(|c| !normal::is_mark(c));
                    assert_eq!(folded, format!("{}{}{}", row.ordinal, row.name, row.note));
                    for column in row.columns {
                        assert_eq!(normal::label(column.label), column.name);
                    }
                    for alias in row.aliases {
                        assert_eq!(normal::label(alias), *alias, "alias of {}", row.label);
                    }
                }
            }
        }
    }

    #[test]
    fn an_anchor_names_one_row_only() {
        for row in table(Edition::V2021, TableId::Requests).rows {
            for anchor in row.anchors {
                let owners = table(Edition::V2021, TableId::Requests)
                    .rows
                    .iter()
                    .filter(|other| other.name.contains(anchor));
                assert!(owners.count() <= 1, "{anchor}");
            }
        }
    }
}
