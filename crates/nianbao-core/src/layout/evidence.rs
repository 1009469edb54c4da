//! What a text is: a web page, Markdown with HTML in it, or neither.

/// How much a text looks like HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// No tables or pages.
    None,
    /// Text or Markdown with HTML in it: its own line breaks count outside tables.
    Mixed,
    /// A page: line breaks of the source are white space.
    Page,
}

/// Looks for the signs of either.
pub(crate) fn evidence(source: &str) -> Evidence {
    let bytes = source.as_bytes();
    let mut block = 0_usize;
    let mut table = false;
    for at in memchr::memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        if starts(rest, b"!doctype html") || starts(rest, b"html") || starts(rest, b"body") {
            return Evidence::Page;
        }
        table |= starts(rest, b"table") || starts(rest, b"tr");
        let heading = matches!(rest, [b'h' | b'H', b'1'..=b'6', b'>' | b' ', ..]);
        let paragraph = starts(rest, b"p>") || starts(rest, b"p ") || starts(rest, b"div");
        block += usize::from(heading || paragraph);
        // A fragment of a page without its frame: paragraphs in tags all the way.
        if block >= 8 && block * 1500 > at {
            return page_or_markdown(source);
        }
    }
    if table {
        Evidence::Mixed
    } else if block >= 3 && block * 1500 > bytes.len() {
        page_or_markdown(source)
    } else {
        Evidence::None
    }
}

/// What a text with many tags is: Markdown may hold whole blocks of HTML, but then its headings and
/// paragraphs stand outside of them.
fn page_or_markdown(source: &str) -> Evidence {
    let (mut bare, mut tagged) = (0, 0);
    let mut after_blank = true;
    let mut depth = 0_usize;
    for line in source.lines() {
        let line = line.trim();
        // Within a table nothing is Markdown.
        let opened = line.matches("<table").count();
        let closed = line.matches("</table").count();
        if depth == 0 && opened == 0 {
            let heading = line.trim_start_matches('#');
            if heading.len() < line.len() && heading.starts_with(' ') {
                return Evidence::Mixed;
            }
            if line.starts_with('<') {
                tagged += 1;
            } else if after_blank && !line.is_empty() {
                bare += 1;
            }
        }
        depth = (depth + opened).saturating_sub(closed);
        after_blank = line.is_empty();
    }
    if bare >= 3 && bare * 3 >= tagged {
        Evidence::Mixed
    } else {
        Evidence::Page
    }
}

fn starts(rest: &[u8], word: &[u8]) -> bool {
    rest.len() >= word.len() && rest[..word.len()].eq_ignore_ascii_case(word)
}

#[cfg(test)]
mod tests {
    use super::super::{Document, shown};

    fn lines(document: &Document<'_>) -> Vec<String> {
        shown(document, "|")
    }

    #[test]
    fn markdown_with_whole_blocks_of_html_is_markdown() {
        let cell = "<td><p>0</p></td>".repeat(8);
        for heading in ["## 一、总体情况", "**一、总体情况**\n\n正文"] {
            let source = format!(
                "<div>\n\n标题\n\n{heading}\n\n正文一\n正文二\n\n<table>\n<tr><td>规章</td>{cell}</tr>\n</table>\n\n</div>\n"
            );
            let lines = lines(&Document::read(&source));
            assert_eq!(lines[1], heading.lines().next().unwrap());
            assert_eq!(
                &lines[lines.len() - 2..],
                ["正文二", "规章|0|0|0|0|0|0|0|0"]
            );
        }
        let page = "<p>一</p>\n<p>正\n文</p>\n".repeat(8);
        assert_eq!(lines(&Document::read(&page))[1], "正 文");
    }
}
