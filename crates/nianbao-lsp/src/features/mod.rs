//! What the server offers, one file each: functions from a snapshot to an answer.

pub(crate) mod actions;
pub(crate) mod completion;
pub(crate) mod configured;
pub(crate) mod diagnostics;
pub(crate) mod files;
pub(crate) mod formatting;
pub(crate) mod hints;
pub(crate) mod hover;
pub(crate) mod lens;
pub(crate) mod links;
pub(crate) mod navigation;
pub(crate) mod outline;
pub(crate) mod pull;
mod snippet;
pub(crate) mod symbols;

use nianbao_core::Span;
use nianbao_core::table::Table;
use tower_lsp::ls_types::TextEdit;

use crate::documents::Snapshot;

/// Whether an offset lies in a span or at its end.
fn at(span: Span, offset: u32) -> bool {
    span.start <= offset && offset <= span.end
}

/// A table from the first of its headers to its last cell; [`Table::span`] begins with the cells.
fn extent(table: &Table) -> Span {
    let headers = table.headers.iter().map(|header| header.span);
    let groups = table.groups.iter().map(|group| group.1);
    let rows = table.rows.iter().map(|row| row.span);
    headers
        .chain(groups)
        .chain(rows)
        .chain(table.note)
        .fold(table.span, Span::cover)
}

/// The edits that make one text of another, line by line, so that the cursor and what is folded stay
/// where nothing changes. `before` is the text of the snapshot.
fn difference(snapshot: &Snapshot, before: &str, after: &str) -> Vec<TextEdit> {
    let lines =
        |text: &'_ str| -> Vec<String> { text.split_inclusive('\n').map(str::to_owned).collect() };
    let (old, new) = (lines(before), lines(after));
    let mut edits = Vec::new();
    if old.len() == new.len() {
        let mut offset = 0;
        for (old, new) in old.iter().zip(&new) {
            if old != new {
                edits.push(change(snapshot, offset, old, new));
            }
            offset += old.len();
        }
    } else if before != after {
        edits.push(change(snapshot, 0, before, after));
    }
    edits
}

/// The edit that makes one piece of the text another, without what both begin and end with.
fn change(snapshot: &Snapshot, offset: usize, old: &str, new: &str) -> TextEdit {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b)
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum::<usize>()
    };
    let mut head = same(&mut old.chars(), &mut new.chars());
    // Half of a line break cannot be pointed at.
    if old.get(..head).is_some_and(|head| head.ends_with('\r')) {
        head -= 1;
    }
    let (old, new) = (
        old.get(head..).unwrap_or_default(),
        new.get(head..).unwrap_or_default(),
    );
    let mut tail = same(&mut old.chars().rev(), &mut new.chars().rev());
    if old
        .get(old.len() - tail..)
        .is_some_and(|tail| tail.starts_with('\n'))
    {
        tail -= 1;
    }
    let start = offset + head;
    let span = Span::new(start, start + old.len() - tail);
    TextEdit::new(
        snapshot.range(span),
        new.get(..new.len() - tail).unwrap_or_default().to_owned(),
    )
}
