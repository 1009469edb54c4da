//! What users and programs read.

pub(crate) mod baseline;
mod excerpt;
pub(crate) mod extract_csv;
pub(crate) mod extract_parquet;
pub(crate) mod extract_row;
pub(crate) mod extract_xlsx;
mod figures;
mod github;
mod gitlab;
mod html;
pub(crate) mod json;
mod junit;
mod markdown;
mod sarif;
mod statistics;
mod summary;
mod target;
mod text;
mod uri;
mod visible;
mod workbook;

use std::io;
use std::io::Write;

use anyhow::Result;
use nianbao_core::Report;
use nianbao_lint::{Diagnostic, Findings, Lang};

pub(crate) use html::is_page;
pub(crate) use statistics::Statistics;
pub(crate) use summary::Summary;
pub(crate) use target::Target;

use crate::args::{CheckArgs, CheckFormat};
use crate::inputs::Unreadable;
use crate::lang::{pick, tr};

/// One checked file.
pub(crate) struct CheckedFile<'a> {
    /// Its number among the files of the run, from 0; of the skipped ones too.
    pub(crate) number: usize,
    pub(crate) path: &'a str,
    pub(crate) report: &'a Report,
    pub(crate) findings: &'a Findings,
    /// The fingerprints of the findings, in their order, if the format wants them.
    pub(crate) fingerprints: &'a [String],
    /// The findings that the baseline knows, with their fingerprints.
    pub(crate) known: &'a [(Diagnostic, String)],
}

/// The format that was asked for.
pub(crate) fn format(args: &CheckArgs, lang: Lang, coloured: bool) -> Box<dyn Format> {
    match args.format {
        format if args.statistics => Box::new(Statistics::new(lang, format == CheckFormat::Json)),
        CheckFormat::Text => Box::new(text::Text::new(lang, coloured, args.quiet)),
        CheckFormat::Json => Box::new(json::Json::new(lang)),
        CheckFormat::Jsonl => Box::new(json::JsonLines::new(lang)),
        CheckFormat::Sarif => Box::new(sarif::Sarif::new(
            lang,
            args.baseline.is_some(),
            args.with_suppressed,
        )),
        CheckFormat::Github => Box::new(github::Github::new(lang)),
        CheckFormat::Gitlab => Box::new(gitlab::Gitlab::new(lang)),
        CheckFormat::Junit => Box::new(junit::Junit::new(lang, args.fail_on.threshold())),
        CheckFormat::Markdown => Box::new(markdown::Markdown::new(lang)),
        CheckFormat::Html => Box::new(html::Html::new(lang)),
        CheckFormat::Xlsx => Box::new(workbook::Xlsx::new(lang)),
    }
}

/// What a format makes of a file.
pub(crate) enum Piece {
    /// Text that is written as it is.
    Text(String),
    /// A part of a page.
    Part(Box<html::Part>),
    /// Rows of a workbook.
    Rows(Box<workbook::Rows>),
    /// A file that could not be checked, and why.
    Lost(String, String),
}

/// What is put together of all pieces before it is written.
pub(crate) trait Assembly {
    /// Takes the next piece, in the order of the files.
    fn take(&mut self, piece: Piece) -> Result<()>;

    /// Writes the whole.
    fn write(self: Box<Self>, summary: &Summary, target: &mut dyn Write) -> Result<()>;
}

/// A format of `nianbao check`: the files are rendered in parallel and written in order, so that no
/// more than a few are held at a time.
pub(crate) trait Format: Sync {
    /// The text before the first file.
    fn begin(&self) -> String {
        String::new()
    }

    /// The text between two files.
    fn separator(&self) -> &'static str {
        ""
    }

    /// One file; nothing is written, and nothing between it and the next, where this is empty.
    fn file(&self, _file: &CheckedFile<'_>) -> String {
        String::new()
    }

    /// One file, of a format that is put together.
    fn piece(&self, file: &CheckedFile<'_>) -> Piece {
        Piece::Text(self.file(file))
    }

    /// A file that could not be read or checked.
    fn failed(&self, _path: &str, _reason: &str) -> String {
        String::new()
    }

    /// The same, of a format that is put together.
    fn lost(&self, path: &str, reason: &str) -> Piece {
        Piece::Text(self.failed(path, reason))
    }

    /// What puts the pieces together, if they are not simply written one after another.
    fn assembly(&self) -> Result<Option<Box<dyn Assembly>>> {
        Ok(None)
    }

    /// Whether the fingerprints of findings are written.
    fn wants_fingerprints(&self) -> bool {
        false
    }

    /// The text after the last file.
    fn end(&self, _summary: &Summary) -> String {
        String::new()
    }

    /// Whether each file should reach the reader as soon as it is done.
    fn streams(&self) -> bool {
        false
    }

    /// Whether the output itself lacks the summary, so that stderr should tell it.
    fn needs_summary(&self) -> bool {
        true
    }
}

/// Why a workbook or another file of bytes is not written to a terminal.
pub(crate) fn no_workbook_on_a_terminal(lang: Lang) -> &'static str {
    pick(
        lang,
        "这种格式不能显示在终端上，请用 -o 写入文件",
        "this format cannot be shown on a terminal; write it to a file with -o",
    )
}

/// Writes a line to stderr. If even that fails there is no one left to tell.
pub(crate) fn tell(line: &str) {
    drop(writeln!(io::stderr().lock(), "{line}"));
}

/// Says on stderr what went wrong.
pub(crate) fn complain(lang: Lang, message: &str) {
    tell(&format!(
        "nianbao: {}{message}",
        pick(lang, "错误：", "error: ")
    ));
}

/// Says on stderr what the user may want to know.
pub(crate) fn remark(lang: Lang, message: &str) {
    tell(&format!(
        "nianbao: {}{message}",
        pick(lang, "提示：", "note: ")
    ));
}

/// Says on stderr which path could not be read and why.
pub(crate) fn unreadable(unreadable: &Unreadable, lang: Lang) {
    let path = &unreadable.path;
    let reason = unreadable.error.message(lang);
    complain(lang, &tr!(lang, "{path}：{reason}", "{path}: {reason}"));
}

/// Whether the reader of the output went away, as `| head` does; that is no failure.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
