//! What is wrong with a pack, and where.

use std::ops::Range;

use nianbao_lint::Message;
use thiserror::Error;

use crate::Place;

/// Something wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{}:{}: {}", place.line, place.column, message.en)]
pub struct PackError {
    /// The file, as the pack's source names it; empty for a text that is no file.
    pub file: String,
    /// Where in the file.
    pub place: Place,
    /// What, and what would be right, in both languages.
    pub message: Message,
}

/// Collects what is wrong with one text.
#[derive(Debug)]
pub(super) struct Complaints<'t> {
    text: &'t str,
    pub(super) errors: Vec<PackError>,
}

impl<'t> Complaints<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            errors: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, span: Range<usize>, zh: impl Into<String>, en: impl Into<String>) {
        self.errors.push(PackError {
            file: String::new(),
            place: Place::of(self.text, span),
            message: Message::new(zh, en),
        });
    }

    /// The span of a piece of a string value: where the string is written as it is, the piece itself,
    /// else the whole value.
    pub(super) fn piece(
        &self,
        value: Range<usize>,
        content: &str,
        piece: Range<usize>,
    ) -> Range<usize> {
        let written = self.text.get(value.clone()).unwrap_or("");
        match (written.find(content), content.get(piece.clone())) {
            (Some(at), Some(_)) if !content.is_empty() => {
                let start = value.start + at;
                start + piece.start..start + piece.end
            }
            _ => value,
        }
    }

    pub(super) fn finish<T>(self, value: T) -> Result<T, Vec<PackError>> {
        if self.errors.is_empty() {
            return Ok(value);
        }
        Err(self.into_errors())
    }

    /// What was complained of, in the order of the text.
    pub(super) fn into_errors(mut self) -> Vec<PackError> {
        self.errors.sort_by_key(|error| error.place.span.start);
        self.errors
    }
}

/// `; did you mean X?` in both languages, empty where nothing is near.
pub(super) fn did_you_mean<'a>(
    written: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> (String, String) {
    match nianbao_lint::nearest_of(written, known.into_iter()) {
        Some(nearest) => (
            format!("；是否想写 {nearest}？"),
            format!("; did you mean {nearest}?"),
        ),
        None => (String::new(), String::new()),
    }
}
