//! What a report lost on its way, in words and in JSON.

use nianbao_core::damage::{Damage, DamageKind};
use nianbao_core::form::{RowKey, TableId};
use nianbao_lint::{Lang, tr};
use serde::Serialize;

use crate::place::{JsonRange, Locator};

/// One damage as JSON.
#[derive(Serialize)]
pub(crate) struct JsonDamage {
    kind: &'static str,
    table: Option<u8>,
    rows: Vec<&'static str>,
    range: JsonRange,
    message: String,
}

impl JsonDamage {
    pub(crate) fn new(damage: &Damage, locator: &Locator<'_>, lang: Lang) -> Self {
        Self {
            kind: slug(&damage.kind),
            table: damage.kind.table().map(TableId::number),
            rows: rows(&damage.kind).iter().map(|row| row.as_str()).collect(),
            range: locator.range(damage.span),
            message: message(&damage.kind, lang),
        }
    }
}

/// The stable word; where a check cannot be made because of it, the reason has the same word.
fn slug(kind: &DamageKind) -> &'static str {
    match kind {
        DamageKind::TableCut { .. } => "table-truncated",
        DamageKind::RowMisfit { .. } => "row-misfit",
        DamageKind::RowTorn { .. } => "row-torn",
        DamageKind::LabelTorn { .. } => "label-torn",
        DamageKind::HeaderLost { .. } => "header-lost",
        DamageKind::TableTorn { .. } => "table-torn",
        DamageKind::HeadingLost { .. } => "heading-lost",
        DamageKind::NotReadable { .. } => "not-readable",
    }
}

fn rows(kind: &DamageKind) -> &[RowKey] {
    match kind {
        DamageKind::TableCut { rows, .. } => rows,
        DamageKind::RowMisfit { row, .. }
        | DamageKind::RowTorn { row, .. }
        | DamageKind::LabelTorn { row, .. } => std::slice::from_ref(row),
        _ => &[],
    }
}

fn message(kind: &DamageKind, lang: Lang) -> String {
    let table = kind
        .table()
        .map_or(String::new(), |table| name(table, lang));
    match kind {
        DamageKind::TableCut { rows, .. } => {
            let number = rows.len();
            tr!(
                lang,
                "{table}不完整，缺 {number} 行",
                "{table} breaks off, {number} rows are lost"
            )
        }
        DamageKind::RowMisfit { found, .. } => tr!(
            lang,
            "{table}中一行有 {found} 个数值，无法与各列对应",
            "a row of {table} holds {found} values, which fit no columns"
        ),
        DamageKind::RowTorn { .. } => tr!(
            lang,
            "{table}中一行的数值可能混入了别的行",
            "the values of a row of {table} may be of more rows than one"
        ),
        DamageKind::LabelTorn { .. } => tr!(
            lang,
            "{table}中一行的名称残缺或被拆开",
            "a label of {table} is cut or torn apart"
        ),
        DamageKind::HeaderLost { .. } => {
            tr!(lang, "{table}缺少表头", "{table} has lost its header")
        }
        DamageKind::TableTorn { .. } => tr!(
            lang,
            "{table}的数值与行名对应不上",
            "the numbers of {table} are torn from their labels"
        ),
        DamageKind::HeadingLost { section } => {
            let section = section.as_str();
            tr!(
                lang,
                "缺少一个部分的标题（{section}）",
                "the heading of section {section} is lost"
            )
        }
        DamageKind::NotReadable { .. } => tr!(
            lang,
            "{table}是图片或附件，或在转换时丢失，无法读取",
            "{table} is a picture or an attachment, or was lost by a converter, and cannot be read"
        ),
    }
}

fn name(table: TableId, lang: Lang) -> String {
    match lang {
        Lang::Zh => table.name_zh().to_owned(),
        Lang::En => format!("table {}", table.number()),
    }
}
