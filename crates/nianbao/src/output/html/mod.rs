//! `check --format html`: one page for a batch, complete in itself.
//!
//! The overview stands before the reports but is known only after them, so the parts of the reports go
//! to a temporary file; what is kept of each is its row. The page loads nothing, and its policy lets
//! nothing run but its own script, whatever a report holds. Without the script it is a plain table
//! with the reports below it.

mod markup;
mod overview;
mod part;
mod row;
mod text;

use std::fs::File;
use std::io;
use std::io::{BufWriter, Seek, Write};

use anyhow::Result;
use nianbao_lint::Lang;

use self::row::Row;
use super::{Assembly, CheckedFile, Format, Piece, Summary};

/// The format.
pub(super) struct Html {
    lang: Lang,
}

impl Html {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang }
    }
}

/// What a report gives.
pub(crate) struct Part {
    row: Row,
    html: String,
}

/// A file that could not be checked.
struct Lost {
    path: String,
    reason: String,
}

impl Format for Html {
    fn piece(&self, file: &CheckedFile<'_>) -> Piece {
        let row = Row::new(file);
        let html = part::part(file, &row, self.lang);
        Piece::Part(Box::new(Part { row, html }))
    }

    fn lost(&self, path: &str, reason: &str) -> Piece {
        Piece::Lost(path.to_owned(), reason.to_owned())
    }

    fn assembly(&self) -> Result<Option<Box<dyn Assembly>>> {
        Ok(Some(Box::new(Page {
            lang: self.lang,
            rows: Vec::new(),
            lost: Vec::new(),
            // It has no name, so an interrupt leaves nothing behind.
            parts: BufWriter::new(tempfile::tempfile()?),
        })))
    }

    fn needs_summary(&self) -> bool {
        false
    }
}

/// A page in the making.
struct Page {
    lang: Lang,
    rows: Vec<Row>,
    lost: Vec<Lost>,
    parts: BufWriter<File>,
}

impl Assembly for Page {
    fn take(&mut self, piece: Piece) -> Result<()> {
        match piece {
            Piece::Part(part) => {
                self.parts.write_all(part.html.as_bytes())?;
                self.rows.push(part.row);
            }
            Piece::Lost(path, reason) => self.lost.push(Lost { path, reason }),
            Piece::Text(_) | Piece::Rows(_) => {}
        }
        Ok(())
    }

    fn write(self: Box<Self>, summary: &Summary, target: &mut dyn Write) -> Result<()> {
        let lang = self.lang;
        let head = overview::head(&self.rows, &self.lost, summary, lang);
        target.write_all(head.as_bytes())?;
        let mut parts = self
            .parts
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        parts.rewind()?;
        io::copy(&mut parts, target)?;
        target.write_all(overview::foot(lang).as_bytes())?;
        Ok(())
    }
}

/// What stands near the beginning of every page that this program made.
const MADE_BY: &str = "nianbao check --format html ";

/// Whether a file is a page that this program made: it holds whole reports and is none.
pub(crate) fn is_page(bytes: &[u8]) -> bool {
    let head = bytes.get(..2048).unwrap_or(bytes);
    memchr::memmem::find(head, MADE_BY.as_bytes()).is_some()
}

/// The anchor of a report.
fn report_id(report: usize) -> String {
    format!("r{report}")
}

/// The anchor of the place of a finding in the text.
fn place_id(report: usize, finding: usize) -> String {
    format!("r{report}p{}", finding + 1)
}

/// The anchor of a finding in the list.
fn finding_id(report: usize, finding: usize) -> String {
    format!("r{report}f{}", finding + 1)
}

/// The anchor of a place that a finding speaks of besides its own.
fn related_id(report: usize, finding: usize, place: usize) -> String {
    format!("r{report}f{}x{}", finding + 1, place + 1)
}
