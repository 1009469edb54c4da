//! HTML comments: where they stand, and plain text or Markdown without them.

use std::borrow::Cow;

use super::Piece;
use crate::report::Comment;
use crate::span::Span;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// The comment that stands at `start..end`; without its end mark it runs to the end of the text.
pub(super) fn comment(source: &str, start: usize, end: usize) -> Option<Comment> {
    let text = source.get(start..end)?;
    let inside = text.strip_prefix(OPEN)?;
    let content = inside.strip_suffix(CLOSE).unwrap_or(inside);
    let from = start + OPEN.len();
    Some(Comment {
        span: Span::new(start, end),
        content: Span::new(from, from + content.len()),
        alone: false,
    })
}

/// The complete comments of a text. `<!--` that is never closed is text like any other.
fn find(source: &str) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&source.as_bytes()[from..], OPEN.as_bytes()) {
        let start = from + at;
        let Some(len) = source[start + OPEN.len()..].find(CLOSE) else {
            break;
        };
        from = start + OPEN.len() + len + CLOSE.len();
        found.extend(comment(source, start, from));
    }
    found
}

/// Notes which comments have their lines to themselves.
pub(super) fn mark_lonely(source: &str, comments: &mut [Comment]) {
    let mut index = 0;
    while index < comments.len() {
        let start = line_start(source, comments[index].span.start as usize);
        let mut last = index;
        let mut blank = is_blank(&source[start..comments[index].span.start as usize]);
        // Comments that follow on the line where the one before them ends share its lines.
        while let Some(next) = comments.get(last + 1) {
            let between = &source[comments[last].span.end as usize..next.span.start as usize];
            if between.contains(['\n', '\r']) {
                break;
            }
            blank &= is_blank(between);
            last += 1;
        }
        let end = comments[last].span.end as usize;
        blank &= is_blank(&source[end..line_end(source, end)]);
        for comment in &mut comments[index..=last] {
            comment.alone = blank;
        }
        index = last + 1;
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// Where the line of `at` ends, before its break.
fn line_end(source: &str, at: usize) -> usize {
    source[at..]
        .find(['\n', '\r'])
        .map_or(source.len(), |len| at + len)
}

/// Behind the line break at `at`, if there is one.
fn after_break(source: &str, at: usize) -> usize {
    match source.as_bytes().get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\n' | b'\r', ..]) => at + 1,
        _ => at,
    }
}

/// The text without its comments, the pieces that tie it to the source, and the comments. A comment
/// that has its lines to itself goes with them, so that nothing around it is parted.
pub(super) fn remove(source: &str) -> (Cow<'_, str>, Vec<Piece>, Vec<Comment>) {
    let mut comments = find(source);
    if comments.is_empty() {
        return (Cow::Borrowed(source), Vec::new(), comments);
    }
    mark_lonely(source, &mut comments);
    let mut visible = String::with_capacity(source.len());
    let mut pieces = Vec::with_capacity(comments.len() + 1);
    let mut keep = |from: usize, to: usize| {
        if from < to {
            pieces.push(Piece {
                visible: visible.len() as u32,
                source: from as u32,
                visible_len: (to - from) as u32,
                source_len: (to - from) as u32,
            });
            visible.push_str(&source[from..to]);
        }
    };
    let mut from = 0;
    for comment in &comments {
        let (start, end) = (comment.span.start as usize, comment.span.end as usize);
        if comment.alone {
            keep(from, line_start(source, start).max(from));
            let rest = line_end(source, end);
            from = if is_blank(&source[end..rest]) {
                after_break(source, rest)
            } else {
                end
            };
        } else {
            keep(from, start);
            from = end;
        }
    }
    keep(from, source.len());
    // Places are looked up in the pieces; without any they would be taken for places of the source.
    if pieces.is_empty() {
        pieces.push(Piece {
            visible: 0,
            source: source.len() as u32,
            visible_len: 0,
            source_len: 0,
        });
    }
    (Cow::Owned(visible), pieces, comments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(source: &str) -> String {
        remove(source).0.into_owned()
    }

    #[test]
    fn comments_leave_no_trace() {
        assert_eq!(without("甲\n<!-- a -->\n乙\n"), "甲\n乙\n");
        assert_eq!(
            without("甲\r\n  <!-- a\r\nb --> <!-- c -->\r\n乙"),
            "甲\r\n乙"
        );
        assert_eq!(without("| 1 | <!-- a -->\n"), "| 1 | \n");
        assert_eq!(without("甲<!-- a -->乙"), "甲乙");
        assert_eq!(without("<!-- a -->甲<!-- b -->\n"), "甲\n");
        assert_eq!(without("<!-- a -->"), "");
        assert_eq!(without("甲 <!-- 乙\n丙"), "甲 <!-- 乙\n丙");
    }

    #[test]
    fn a_comment_knows_whether_it_is_alone() {
        let source = "<!-- a --> <!--b-->\n甲 <!-- c -->\n<!-- d\n --> 乙\n";
        let (_, _, comments) = remove(source);
        let found: Vec<_> = comments
            .iter()
            .map(|comment| (&source[comment.content.range()], comment.alone))
            .collect();
        assert_eq!(
            found,
            [(" a ", true), ("b", true), (" c ", false), (" d\n ", false)]
        );
    }
}
