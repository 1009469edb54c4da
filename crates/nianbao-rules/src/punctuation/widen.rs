//! The fix that puts half-width marks into full width.

use nianbao_facts::punctuation::{Mark, full_width};
use nianbao_lint::Edit;

/// The edits that put marks into full width, by place.
pub(crate) fn widened<'m>(marks: impl Iterator<Item = &'m Mark>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = marks
        .filter_map(|mark| {
            let new_text = full_width(mark.sign)?.to_string();
            let span = mark.span;
            Some(Edit::new(span, new_text))
        })
        .collect();
    // Brackets are found with their pair, before the marks in between.
    edits.sort_by_key(|edit| edit.span.start);
    edits.dedup_by_key(|edit| edit.span.start);
    edits
}
