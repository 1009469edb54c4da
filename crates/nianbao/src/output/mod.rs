//! What users and programs read.

mod damage;
mod excerpt;
pub(crate) mod extract_json;
pub(crate) mod json;
mod place;
mod summary;
mod target;
pub(crate) mod text;

use std::io::{self, Write};

use nianbao_core::Report;
use nianbao_rules::{Findings, Lang};

pub(crate) use summary::Summary;
pub(crate) use target::Target;

use crate::inputs::Unreadable;
use crate::lang::{pick, tr};

/// One checked file.
pub(crate) struct CheckedFile<'a> {
    pub(crate) path: &'a str,
    pub(crate) report: &'a Report,
    pub(crate) findings: &'a Findings,
}

/// A format of `nianbao check`: the files are rendered in parallel and written in order.
pub(crate) trait Format: Sync {
    /// What stands before the first file.
    fn begin(&self) -> String {
        String::new()
    }

    /// What stands between two files.
    fn separator(&self) -> &'static str {
        ""
    }

    /// One file.
    fn file(&self, file: &CheckedFile<'_>) -> String;

    /// What stands after the last file.
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
