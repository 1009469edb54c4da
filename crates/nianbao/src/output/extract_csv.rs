//! `extract --format csv`.

use nianbao_core::Report;

use super::extract_row::{self, Field};

/// The row of names. The mark in front makes spreadsheet programs read the file as UTF-8.
pub(crate) fn begin() -> String {
    format!("\u{feff}{}", line(extract_row::names()))
}

/// The row of a report.
pub(crate) fn file(path: &str, report: &Report) -> String {
    let fields = extract_row::row(path, report).into_iter();
    line(fields.map(|field| match field {
        Field::Empty => String::new(),
        Field::Text(text) => text,
        Field::Number(number) => number.to_string(),
    }))
}

/// A line as RFC 4180 writes it.
fn line(fields: impl Iterator<Item = String>) -> String {
    let mut line = String::new();
    for (index, field) in fields.enumerate() {
        if index > 0 {
            line.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) {
            line.push('"');
            line.push_str(&field.replace('"', "\"\""));
            line.push('"');
        } else {
            line.push_str(&field);
        }
    }
    line.push_str("\r\n");
    line
}
