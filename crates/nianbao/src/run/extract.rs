//! `nianbao extract`.

use std::io::{IsTerminal as _, Write};

use anyhow::bail;
use nianbao_core::{Report, SourceText};
use nianbao_json::extract as json;
use nianbao_lint::Lang;

use super::{Status, batch};
use crate::args::{Color, ExtractArgs, ExtractFormat};
use crate::inputs::{Input, ReadError, Unreadable};
use crate::output::extract_parquet::Parquet;
use crate::output::extract_row::Field;
use crate::output::extract_xlsx::Xlsx;
use crate::output::{Target, extract_csv as csv, extract_row};
use crate::{inputs, output};

pub(crate) fn run(args: &ExtractArgs, lang: Lang) -> anyhow::Result<Status> {
    let format = args.format;
    let path = args.input.output.as_deref();
    let is_text = !matches!(format, ExtractFormat::Xlsx | ExtractFormat::Parquet);
    if !is_text && path.is_none() && std::io::stdout().is_terminal() {
        bail!(output::no_workbook_on_a_terminal(lang));
    }
    let inputs = inputs::collect(&args.paths, args.input.stdin_filename.as_deref());
    for unreadable in &inputs.unreadable {
        output::unreadable(unreadable, lang);
    }
    let mut failed = !inputs.unreadable.is_empty();
    let mut target = Target::open(path, Color::Never, lang)?;
    let mut sink = Sink::open(format, &mut target)?;
    batch::in_order(
        &inputs.found,
        args.input.jobs.map(usize::from),
        |input| batch::isolated(|| extract_one(input, format, lang)),
        |input, piece| {
            match piece {
                Ok(Some(piece)) => sink.take(piece, &mut target)?,
                Ok(None) => {}
                Err(error) => {
                    failed = true;
                    let path = input.path.clone();
                    output::unreadable(&Unreadable { path, error }, lang);
                }
            }
            Ok(())
        },
    )?;
    sink.close(&mut target)?;
    target.finish(lang)?;
    Ok(if failed {
        Status::Failed
    } else {
        Status::Clean
    })
}

/// What one file gives.
enum Piece {
    Text(String),
    Row(Vec<Field>),
}

/// What becomes of the pieces.
enum Sink {
    /// They are written one after another.
    Text {
        separator: &'static str,
        end: &'static str,
        begun: bool,
    },
    /// They are put into a workbook.
    Workbook(Box<Xlsx>),
    /// They become columns.
    Columns(Box<Parquet>),
}

impl Sink {
    fn open(format: ExtractFormat, target: &mut Target) -> anyhow::Result<Self> {
        let (begin, separator, end) = match format {
            ExtractFormat::Json => (json::BEGIN.to_owned(), json::SEPARATOR, json::END),
            ExtractFormat::Csv => (csv::begin(), "", ""),
            ExtractFormat::Xlsx => return Ok(Self::Workbook(Box::new(Xlsx::new()?))),
            ExtractFormat::Parquet => return Ok(Self::Columns(Box::new(Parquet::new()?))),
        };
        target.write_all(begin.as_bytes())?;
        Ok(Self::Text {
            separator,
            end,
            begun: false,
        })
    }

    fn take(&mut self, piece: Piece, target: &mut Target) -> anyhow::Result<()> {
        match (self, piece) {
            (Self::Workbook(workbook), Piece::Row(fields)) => workbook.row(&fields)?,
            (Self::Columns(columns), Piece::Row(fields)) => columns.row(fields)?,
            (
                Self::Text {
                    separator, begun, ..
                },
                Piece::Text(text),
            ) => {
                if std::mem::replace(begun, true) {
                    target.write_all(separator.as_bytes())?;
                }
                target.write_all(text.as_bytes())?;
            }
            // Pieces are made for the sink.
            (Self::Workbook(_) | Self::Columns(_), Piece::Text(_))
            | (Self::Text { .. }, Piece::Row(_)) => {}
        }
        Ok(())
    }

    fn close(self, target: &mut Target) -> anyhow::Result<()> {
        match self {
            Self::Text { end, .. } => target.write_all(end.as_bytes())?,
            Self::Workbook(workbook) => target.write_all(&workbook.finish()?)?,
            Self::Columns(columns) => columns.finish(target)?,
        }
        Ok(())
    }
}

/// What one file gives; `None` for a file of a folder that is no report.
fn extract_one(
    input: &Input,
    format: ExtractFormat,
    lang: Lang,
) -> Result<Option<Piece>, ReadError> {
    let bytes = input.read_bytes()?;
    if !input.named && output::is_page(&bytes) {
        return Ok(None);
    }
    let report = Report::parse(SourceText::decode(&bytes).map_err(ReadError::Decode)?);
    let wanted = input.named || report.looks_like_report();
    Ok(wanted.then(|| match format {
        ExtractFormat::Json => Piece::Text(json::file(&input.path, &report, lang)),
        ExtractFormat::Csv => Piece::Text(csv::file(&input.path, &report)),
        ExtractFormat::Xlsx | ExtractFormat::Parquet => {
            Piece::Row(extract_row::row(&input.path, &report))
        }
    }))
}
