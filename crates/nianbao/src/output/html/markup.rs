//! The words of a saved web page between its tags, for reading only: what the report model is made of
//! is read elsewhere and with more care.

use memchr::{memchr, memchr2, memmem};

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Words as they stand.
    Words(&'a str),
    /// A character reference that is known to mean a harmless character.
    Entity(&'a str),
    /// The beginning or the end of a block.
    Block,
    /// The end of a cell.
    Cell,
}

/// Elements whose beginning or end ends a line.
const BLOCKS: [&str; 22] = [
    "address",
    "article",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "p",
    "table",
    "tr",
];
/// Elements that hold no words to read.
const SILENT: [&str; 3] = ["script", "style", "noscript"];
/// Character references that are handed on as they are.
const ENTITIES: [&str; 20] = [
    "&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&ldquo;",
    "&rdquo;", "&lsquo;", "&rsquo;", "&mdash;", "&ndash;", "&hellip;", "&middot;", "&times;",
    "&permil;", "&#160;", "&#12288;",
];

/// The pieces of a page in order, from its first byte to its last: what each means, if it means
/// anything to a reader, and where it ends.
pub(super) fn pieces(source: &str) -> impl Iterator<Item = (Option<Token<'_>>, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = source.get(at..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let (len, token) = match bytes.first() {
            Some(b'<') => tag(rest),
            Some(b'&') => match ENTITIES.iter().find(|it| rest.starts_with(**it)) {
                Some(entity) => (entity.len(), Some(Token::Entity(entity))),
                None => (1, rest.get(..1).map(Token::Words)),
            },
            _ => {
                let end = memchr2(b'<', b'&', bytes).unwrap_or(bytes.len());
                (end, rest.get(..end).map(Token::Words))
            }
        };
        at += len;
        Some((token, at))
    })
}

/// The length of what begins with `<`, and what it means.
fn tag(text: &str) -> (usize, Option<Token<'_>>) {
    let bytes = text.as_bytes();
    if text.starts_with("<!--") {
        let end = memmem::find(bytes, b"-->").map_or(bytes.len(), |at| at + 3);
        return (end, None);
    }
    let closing = bytes.get(1) == Some(&b'/');
    let name_at = 1 + usize::from(closing);
    let name = text.get(name_at..).unwrap_or_default();
    let name_len = name
        .bytes()
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let name = name.get(..name_len).unwrap_or_default();
    if name.is_empty() && !matches!(bytes.get(1), Some(b'!' | b'?')) {
        return (1, Some(Token::Words("<")));
    }
    let end = memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1);
    let is = |list: &[&str]| list.iter().any(|it| name.eq_ignore_ascii_case(it));
    if !closing && is(&SILENT) {
        return (silent(text, end, name), None);
    }
    let token = if closing && is(&["td", "th"]) {
        Some(Token::Cell)
    } else if is(&BLOCKS) {
        Some(Token::Block)
    } else {
        None
    };
    (end, token)
}

/// Where an element without words ends: behind its end tag.
fn silent(text: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("</")) {
        let behind = at + found + 2;
        let same = text
            .get(behind..behind + name.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(name));
        if same {
            let close = text.get(behind..).and_then(|rest| rest.find('>'));
            return close.map_or(text.len(), |close| behind + close + 1);
        }
        at = behind;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str) -> String {
        let mut output = String::new();
        let mut last = 0;
        for (token, end) in pieces(page) {
            match token {
                Some(Token::Words(text) | Token::Entity(text)) => output.push_str(text),
                Some(Token::Block) => output.push('/'),
                Some(Token::Cell) => output.push('|'),
                None => {}
            }
            assert!(end > last);
            last = end;
        }
        assert_eq!(last, page.len());
        output
    }

    #[test]
    fn only_words_are_left() {
        assert_eq!(shown("<p class='a'>一<b>二</b></p>"), "/一二/");
        assert_eq!(shown("<tr><td>1</td><th>2</th></tr>"), "/1|2|/");
        assert_eq!(shown("a<!-- <p>b</p> -->c<?x y?>d<!doctype html>"), "acd");
        assert_eq!(shown("a<script>if (1</2) '</p>'</SCRIPT >b"), "ab");
        assert_eq!(
            shown("a&nbsp;b &#8238; &rlm; 1 < 2"),
            "a&nbsp;b &#8238; &rlm; 1 < 2"
        );
    }

    #[test]
    fn what_is_not_closed_ends_with_the_page() {
        for page in ["a<p", "a<script>b", "a<!-- b", "a<style>b</", "a<"] {
            assert!(shown(page).starts_with('a'), "{page}");
        }
        assert_eq!(shown("a<"), "a<");
    }
}
