//! Where the text of a report comes from, and what may be done there.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::span::Span;

/// Where a part of a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// The same range of the decoded text of a file.
    Text(Span),
    /// A range of characters in a numbered piece of a part of a container: a run of
    /// `word/document.xml`.
    Part {
        /// The part.
        name: Arc<str>,
        /// The number of the piece in the part.
        piece: u32,
        /// Its range, in characters.
        range: (u32, u32),
    },
    /// A box on a page, in the units of the document.
    Page {
        /// The page, from 1.
        number: u32,
        /// Left, top, right, bottom.
        area: [i32; 4],
    },
}

/// For every range of a document, where it comes from. A crate that reads a container gives one to its
/// [`Source`](crate::Source).
///
/// ```
/// use std::sync::Arc;
/// use nianbao_core::{Location, Origin, Permissions, ReadOnly, Source, Span};
///
/// /// A document of which every line is a page that cannot be changed.
/// #[derive(Debug)]
/// struct Slides(Vec<u32>);
///
/// impl Origin for Slides {
///     fn locations(&self, span: Span) -> Vec<Location> {
///         let number = self.page(span.start).unwrap_or(1);
///         vec![Location::Page { number, area: [0, 0, 800, 600] }]
///     }
///     fn page(&self, offset: u32) -> Option<u32> {
///         Some(self.0.partition_point(|start| *start <= offset) as u32)
///     }
///     fn permissions(&self) -> &dyn Permissions {
///         &ReadOnly
///     }
/// }
///
/// let source = Source::new("甲\n乙\n").unwrap().with_origin(Arc::new(Slides(vec![0, 4])));
/// assert_eq!(source.page(4), Some(2));
/// assert!(!source.can_edit(Span::new(4, 7)));
/// ```
pub trait Origin: fmt::Debug + Send + Sync {
    /// Where the parts of a span come from, in order.
    fn locations(&self, span: Span) -> Vec<Location>;

    /// The page that an offset is on, from 1.
    fn page(&self, _offset: u32) -> Option<u32> {
        None
    }

    /// What may be done to the text.
    fn permissions(&self) -> &dyn Permissions;
}

/// What may be done to a text where it comes from.
pub trait Permissions {
    /// Whether a span, which is one of the text, can be replaced by other words.
    fn can_edit(&self, text: &str, span: Span) -> bool;

    /// Whether new lines or paragraphs can be put in at an offset.
    fn can_insert(&self, text: &str, at: u32) -> bool;

    /// Words as they have to be written to be read as they are.
    fn escape<'t>(&self, words: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(words)
    }
}

/// Nothing may be done.
#[derive(Clone, Copy, Debug)]
pub struct ReadOnly;

impl Permissions for ReadOnly {
    fn can_edit(&self, _text: &str, _span: Span) -> bool {
        false
    }

    fn can_insert(&self, _text: &str, _at: u32) -> bool {
        false
    }
}

/// A document that replaced one with an origin.
#[derive(Debug)]
pub(crate) struct Unplaced;

impl Origin for Unplaced {
    fn locations(&self, _span: Span) -> Vec<Location> {
        Vec::new()
    }

    fn permissions(&self) -> &dyn Permissions {
        &ReadOnly
    }
}

/// A file of text: everything is what it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlainText;

impl Permissions for PlainText {
    fn can_edit(&self, _text: &str, _span: Span) -> bool {
        true
    }

    fn can_insert(&self, _text: &str, _at: u32) -> bool {
        true
    }
}

/// A page, or a document with HTML in it: words can be replaced, tags and entities cannot be cut, and a
/// block is an element.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageText;

/// The longest entity that is looked for around the end of a span, in bytes.
const LONGEST_ENTITY: usize = 12;
/// How far the tag that a span may be inside of is looked for, in bytes.
const LONGEST_TAG: usize = 64 << 10;

impl Permissions for PageText {
    fn can_edit(&self, text: &str, span: Span) -> bool {
        let bytes = text.as_bytes();
        let (start, end) = (span.start as usize, span.end as usize);
        let Some(inside) = bytes.get(start..end) else {
            return false;
        };
        let before = &bytes[start.saturating_sub(LONGEST_TAG)..start];
        let in_tag = memchr::memrchr2(b'<', b'>', before).is_some_and(|at| {
            let after = before.get(at + 1).or_else(|| bytes.get(start));
            before[at] == b'<' && after.is_some_and(|next| opens_tag(*next))
        });
        let tag = memchr::memchr_iter(b'<', inside).any(|at| {
            let next = bytes.get(start + at + 1);
            next.is_some_and(|next| opens_tag(*next))
        });
        !in_tag && !tag && !cuts_entity(bytes, start) && !cuts_entity(bytes, end)
    }

    fn can_insert(&self, _text: &str, _at: u32) -> bool {
        false
    }

    fn escape<'t>(&self, words: &'t str) -> Cow<'t, str> {
        if !words.contains(['&', '<', '>']) {
            return Cow::Borrowed(words);
        }
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
        Cow::Owned(escaped.replace('>', "&gt;"))
    }
}

/// Whether a `<` before a byte begins a tag or a comment.
fn opens_tag(next: u8) -> bool {
    next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?')
}

/// Whether an offset lies within an entity.
fn cuts_entity(bytes: &[u8], at: usize) -> bool {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let before = &bytes[at.saturating_sub(LONGEST_ENTITY)..at];
    let len = before.iter().rev().take_while(|byte| name(byte)).count();
    let begins = before
        .len()
        .checked_sub(len + 1)
        .is_some_and(|start| before[start] == b'&');
    let after = bytes[at..].iter().take(LONGEST_ENTITY);
    let rest = after.take_while(|byte| name(byte)).count();
    begins && bytes.get(at + rest) == Some(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn a_page_lets_words_be_replaced_and_nothing_else() {
        let page =
            "<html><body><p class=\"a\">甲<b>乙</b>&ldquo;丙&rdquo; 3 < 4 &amp;</p></body></html>";
        let source = Source::new(page).unwrap();
        let may = |words: &str| {
            let start = page.find(words).unwrap();
            source.can_edit(Span::new(start, start + words.len()))
        };
        assert!(may("甲") && may("乙") && may("&ldquo;丙&rdquo;") && may("3 < 4"));
        assert!(!may("甲<b>") && !may("class") && !may("quo;丙") && !may("&ldq") && !may("</b>"));
        assert!(!source.can_edit(Span::new(5, 5)));
        assert!(!source.can_insert(0));
    }

    #[test]
    fn what_is_no_span_of_the_text_cannot_be_edited() {
        let source = Source::new("甲乙").unwrap();
        assert!(source.can_edit(Span::new(0, 3)) && source.can_insert(6));
        assert!(!source.can_edit(Span::new(1, 3)) && !source.can_insert(1));
        assert!(!source.can_edit(Span::new(3, 9)) && !source.can_insert(9));
        assert!(!source.can_edit(Span { start: 6, end: 3 }));
        assert_eq!(
            source.locations(Span::new(0, 3)),
            [Location::Text(Span::new(0, 3))]
        );
    }

    #[test]
    fn a_text_that_took_the_place_of_another_is_read_only() {
        let source = Source::new("甲").unwrap().with_origin(Arc::new(Unplaced));
        let next = source.with_text("乙").unwrap();
        assert!(!next.can_edit(Span::new(0, 3)) && next.encode().is_err());
        assert!(next.locations(Span::new(0, 3)).is_empty());
    }
}
