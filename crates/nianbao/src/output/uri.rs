//! Paths as URI references.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What may not stand in the path of a URI as it is, and `:`, which in the first part of a relative
/// path would make a scheme of it.
const ESCAPED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path with `/` as a URI reference: relative paths stay relative.
pub(super) fn of_path(path: &str) -> String {
    let escaped = utf8_percent_encode(path, ESCAPED);
    if path.starts_with('/') {
        format!("file://{escaped}")
    } else if path.get(1..3) == Some(":/") {
        let (drive, rest) = path.split_at(1);
        format!("file:///{drive}{}", utf8_percent_encode(rest, ESCAPED))
    } else {
        escaped.to_string()
    }
}

/// Whether a URI reference is relative.
pub(super) fn is_relative(uri: &str) -> bool {
    !uri.starts_with("file:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(of_path("a b/年报.md"), "a%20b/%E5%B9%B4%E6%8A%A5.md");
        assert_eq!(of_path("/tmp/a#1.md"), "file:///tmp/a%231.md");
        assert_eq!(of_path("C:/a.md"), "file:///C%3A/a.md");
        assert_eq!(of_path("a:b.md"), "a%3Ab.md");
        assert!(is_relative("a.md") && !is_relative("file:///a.md"));
    }
}
