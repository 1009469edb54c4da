//! `extract --format json`: the report model, as the contract lays it down.

use nianbao_core::form::{CellRef, ColumnDef, RowKey, TableId};
use nianbao_core::prose::{Prose, Quantity};
use nianbao_core::table::{Cell, Table};
use nianbao_core::{Decimal, Report, Section};
use nianbao_facts::ledger::{Ledger, Standing};
use nianbao_facts::reasons::because;
use nianbao_lint::Lang;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::check::{body_kind, body_name, edition};
use crate::damage::JsonDamage;
use crate::place::{JsonRange, Locator};
use crate::to_line;

/// The text before the first file.
pub const BEGIN: &str = "{\"schema\":1,\"files\":[\n";
/// The text between two files.
pub const SEPARATOR: &str = ",\n";
/// The text after the last file.
pub const END: &str = "\n]}\n";

/// One report as JSON on one line.
pub fn file(path: &str, report: &Report, lang: Lang) -> String {
    let locator = Locator::new(&report.source);
    let prose = &report.prose;
    let ledger = Ledger::new(report, &[]);
    let table = |id| {
        report.table(id).map(|table| JsonTable {
            table,
            reader: Reader {
                locator: &locator,
                ledger: &ledger,
                lang,
            },
        })
    };
    to_line(&JsonReport {
        path,
        title: report.title.as_ref().map(|title| title.text.as_str()),
        body: body_name(report),
        body_kind: body_kind(report),
        year: report.year,
        format: edition(report),
        period: period(report),
        published: report.published.map(|(day, _)| day.to_string()),
        sections: report
            .sections
            .iter()
            .map(|section| JsonSection::new(section, &locator))
            .collect(),
        table2: table(TableId::Proactive),
        table3: table(TableId::Requests),
        table4: table(TableId::Disputes),
        quantities: prose
            .quantities
            .iter()
            .map(|quantity| JsonQuantity::new(quantity, prose, &locator))
            .collect(),
        damage: report
            .damage
            .iter()
            .map(|damage| JsonDamage::new(damage, &locator, lang))
            .collect(),
    })
}

#[derive(Serialize)]
struct JsonReport<'a> {
    path: &'a str,
    title: Option<&'a str>,
    body: Option<&'a str>,
    body_kind: &'static str,
    year: Option<u16>,
    format: &'static str,
    period: Option<JsonPeriod>,
    published: Option<String>,
    sections: Vec<JsonSection<'a>>,
    table2: Option<JsonTable<'a>>,
    table3: Option<JsonTable<'a>>,
    table4: Option<JsonTable<'a>>,
    quantities: Vec<JsonQuantity<'a>>,
    damage: Vec<JsonDamage>,
}

/// The period of the statistics.
#[derive(Serialize)]
pub struct JsonPeriod {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// The period of the statistics, if both its ends are days of the calendar.
pub fn period(report: &Report) -> Option<JsonPeriod> {
    let period = report.prose.periods.get(report.period?)?;
    Some(JsonPeriod {
        from: period.from?.to_string(),
        to: period.to?.to_string(),
    })
}

#[derive(Serialize)]
struct JsonSection<'a> {
    ordinal: Option<u32>,
    kind: &'static str,
    heading: &'a str,
    range: JsonRange,
}

impl<'a> JsonSection<'a> {
    fn new(section: &'a Section, locator: &Locator<'_>) -> Self {
        Self {
            ordinal: section.ordinal,
            kind: section.kind.map_or("extra", |kind| kind.as_str()),
            heading: &section.heading,
            range: locator.range(section.span),
        }
    }
}

#[derive(Serialize)]
struct JsonQuantity<'a> {
    text: &'a str,
    value: Option<Box<RawValue>>,
    unit: &'a str,
    subject: &'a str,
    range: JsonRange,
}

impl<'a> JsonQuantity<'a> {
    fn new(quantity: &Quantity, prose: &'a Prose, locator: &Locator<'a>) -> Self {
        Self {
            // The folded words: a quantity in a web page may have tags inside its span.
            text: prose.text(quantity.number.cover(quantity.unit)),
            // 1.2万 was multiplied out to 12000.0: the zero is not one of the source.
            value: number(whole(quantity.value)),
            unit: prose.text(quantity.unit),
            subject: prose.text(quantity.subject),
            range: locator.range(quantity.span),
        }
    }
}

/// A number with exactly its own digits.
fn number(value: Decimal) -> Option<Box<RawValue>> {
    RawValue::from_string(value.to_string()).ok()
}

/// The value without the zeros after its decimal point, if nothing else stands there.
pub fn whole(value: Decimal) -> Decimal {
    if value.fract().is_zero() {
        value.trunc()
    } else {
        value
    }
}

/// A table with every row and column of its edition, whether found or not.
struct JsonTable<'a> {
    table: &'a Table,
    reader: Reader<'a>,
}

/// What is needed to say where a cell is and what follows for it.
#[derive(Clone, Copy)]
struct Reader<'a> {
    locator: &'a Locator<'a>,
    ledger: &'a Ledger,
    lang: Lang,
}

impl Serialize for JsonTable<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { table, reader } = *self;
        let definition = table.definition();
        let mut map = serializer.serialize_map(Some(definition.rows.len()))?;
        for row in definition.rows {
            let cells = table.row(row.key).map_or(&[][..], |row| &row.cells);
            let columns = row.columns;
            map.serialize_entry(
                row.key.as_str(),
                &JsonRow {
                    name: (table.id, row.key),
                    columns,
                    cells,
                    reader,
                },
            )?;
        }
        // A row beyond the edition's: some reports of 2021 keep 其他处理 as one row.
        for row in &table.rows {
            if definition.row(row.key).is_none() {
                let alike = definition
                    .rows
                    .iter()
                    .find(|known| known.columns.len() == row.cells.len());
                let columns = alike.map_or(&[][..], |known| known.columns);
                let cells = &row.cells[..];
                map.serialize_entry(
                    row.key.as_str(),
                    &JsonRow {
                        name: (table.id, row.key),
                        columns,
                        cells,
                        reader,
                    },
                )?;
            }
        }
        map.end()
    }
}

struct JsonRow<'a> {
    name: (TableId, RowKey),
    columns: &'a [ColumnDef],
    cells: &'a [Option<Cell>],
    reader: Reader<'a>,
}

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (index, column) in self.columns.iter().enumerate() {
            let cell = self.cells.get(index).copied().flatten();
            let name = CellRef::new(self.name.0, self.name.1, column.key);
            let cell = cell.map(|cell| JsonCell::new(name, &cell, column, self.reader));
            map.serialize_entry(column.key.as_str(), &cell)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct JsonCell<'a> {
    value: Option<Box<RawValue>>,
    text: &'a str,
    range: JsonRange,
    /// The number that the identities force where the cell has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    inferred: Option<Box<RawValue>>,
    /// Those identities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    because: Vec<String>,
}

impl<'a> JsonCell<'a> {
    fn new(name: CellRef, cell: &Cell, column: &ColumnDef, reader: Reader<'a>) -> Self {
        let value = cell.number();
        let value = if column.amount {
            value
        } else {
            value.map(whole)
        };
        let inferred = match (value, reader.ledger.cell(name)) {
            (None, Standing::Forced(number)) => Some(number.normalize()),
            _ => None,
        };
        let because = match inferred {
            Some(_) => because(reader.ledger, name),
            None => Vec::new(),
        };
        let because = because.into_iter().map(|words| match reader.lang {
            Lang::Zh => words.zh,
            Lang::En => words.en,
        });
        Self {
            value: value.and_then(number),
            text: reader.locator.text(cell.span),
            range: reader.locator.range(cell.span),
            inferred: inferred.and_then(number),
            because: because.collect(),
        }
    }
}

#[cfg(test)]
mod tests;
