//! The words of a piece of the source, as a reader sees them.

use nianbao_core::{Report, Span};

/// The text of a span without white space and without the markup that may stand inside it.
pub fn plain(report: &Report, span: Span) -> String {
    strip(report.source.slice(span))
}

/// Whether a span holds words alone, so that they can be replaced without touching markup, other
/// cells or line breaks.
pub fn is_bare(report: &Report, span: Span) -> bool {
    !report
        .source
        .slice(span)
        .contains(['\n', '\t', '|', '<', '&'])
}

fn strip(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let end = match tail.as_bytes() {
            [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!', ..] => tail.find('>'),
            [b'&', ..] => tail.find(';').filter(|&end| end <= 8),
            _ => None,
        };
        let Some(end) = end else {
            out.push_str(&tail[..1]);
            rest = &tail[1..];
            continue;
        };
        match &tail[..=end] {
            "&lt;" => out.push('<'),
            "&gt;" => out.push('>'),
            "&amp;" => out.push('&'),
            "&quot;" => out.push('"'),
            "&ldquo;" => out.push('“'),
            "&rdquo;" => out.push('”'),
            _ => {}
        }
        rest = &tail[end + 1..];
    }
    out.push_str(rest);
    out.retain(|c| !c.is_whitespace());
    out
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn markup_and_white_space_are_left_out() {
        for (text, words) in [
            ("（</span><span style=\"a: b\">二</span>）", "（二）"),
            ("商业<br/>\n 企业", "商业企业"),
            (
                "3.危及&ldquo;三安全&nbsp;一稳定&rdquo;",
                "3.危及“三安全一稳定”",
            ),
            ("a < b & c", "a<b&c"),
            ("印发<格式>的", "印发<格式>的"),
            ("", ""),
        ] {
            assert_eq!(strip(text), words);
        }
    }
}
