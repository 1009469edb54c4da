//! `extract --format parquet`: the rows of the CSV as typed columns.
//!
//! Counts are 64-bit integers, amounts (万元) doubles, everything else strings; what is blank, lost or
//! no such number is null. Row groups go to a temporary file as they are full.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::sync::Arc;

use anyhow::{Context, Result};
use nianbao_core::Decimal;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::extract_row::{Field, Kind, columns};

/// Rows that are held until they are written: some 200 columns each.
const GROUP: usize = 512;

/// A file in the making.
pub(crate) struct Parquet {
    writer: SerializedFileWriter<File>,
    kinds: Vec<Kind>,
    rows: Vec<Vec<Field>>,
}

impl Parquet {
    /// A file without rows.
    pub(crate) fn new() -> Result<Self> {
        let mut kinds = Vec::new();
        let mut fields = Vec::new();
        for (name, kind) in columns() {
            let physical = match kind {
                Kind::Words => Physical::BYTE_ARRAY,
                Kind::Count => Physical::INT64,
                Kind::Amount => Physical::DOUBLE,
            };
            let logical = matches!(kind, Kind::Words).then_some(LogicalType::String);
            let field = Type::primitive_type_builder(&name, physical)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(logical)
                .build()?;
            fields.push(Arc::new(field));
            kinds.push(kind);
        }
        let schema = Type::group_type_builder("report")
            .with_fields(fields)
            .build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .build();
        // It has no name, so an interrupt leaves nothing behind.
        let file = tempfile::tempfile()?;
        Ok(Self {
            writer: SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?,
            kinds,
            rows: Vec::new(),
        })
    }

    /// One more report.
    pub(crate) fn row(&mut self, row: Vec<Field>) -> Result<()> {
        self.rows.push(row);
        if self.rows.len() >= GROUP {
            self.write_group()?;
        }
        Ok(())
    }

    fn write_group(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.writer.next_row_group()?;
        for (index, kind) in self.kinds.iter().enumerate() {
            let mut column = group
                .next_column()?
                .context("the schema has more columns")?;
            let fields = rows
                .iter()
                .map(|row| row.get(index).unwrap_or(&Field::Empty));
            match (kind, column.untyped()) {
                (Kind::Words, ColumnWriter::ByteArrayColumnWriter(writer)) => {
                    let (values, levels) = present(fields.map(words));
                    writer.write_batch(&values, Some(&levels), None)?;
                }
                (Kind::Count, ColumnWriter::Int64ColumnWriter(writer)) => {
                    let (values, levels) = present(fields.map(count));
                    writer.write_batch(&values, Some(&levels), None)?;
                }
                (Kind::Amount, ColumnWriter::DoubleColumnWriter(writer)) => {
                    let (values, levels) = present(fields.map(amount));
                    writer.write_batch(&values, Some(&levels), None)?;
                }
                // The schema was made of the kinds.
                _ => {}
            }
            column.close()?;
        }
        group.close()?;
        Ok(())
    }

    /// Writes the whole.
    pub(crate) fn finish(mut self, target: &mut dyn Write) -> Result<()> {
        if !self.rows.is_empty() {
            self.write_group()?;
        }
        let mut file = self.writer.into_inner()?;
        file.rewind()?;
        io::copy(&mut file, target)?;
        Ok(())
    }
}

/// The values that are there, and for each row whether one is.
fn present<T>(fields: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let mut values = Vec::new();
    let mut levels = Vec::new();
    for field in fields {
        levels.push(i16::from(field.is_some()));
        values.extend(field);
    }
    (values, levels)
}

fn words(field: &Field) -> Option<ByteArray> {
    match field {
        Field::Text(text) => Some(text.as_str().into()),
        Field::Number(_) | Field::Empty => None,
    }
}

fn decimal(field: &Field) -> Option<&Decimal> {
    match field {
        Field::Number(number) => Some(number),
        Field::Text(_) | Field::Empty => None,
    }
}

/// A count; a number with a fraction is none.
fn count(field: &Field) -> Option<i64> {
    let number = decimal(field).filter(|number| number.fract().is_zero())?;
    number.trunc().to_string().parse().ok()
}

/// The binary fraction nearest to the digits.
fn amount(field: &Field) -> Option<f64> {
    decimal(field)?.to_string().parse().ok()
}
