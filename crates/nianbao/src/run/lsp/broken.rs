//! A TOML text that is broken somewhere: what is wrong with the rest of it is said too.
//!
//! The parser of `toml` goes on behind a mistake, but what a broken line seems to say is a guess. So the
//! tables with mistakes are blanked out, byte for byte, and the rest is read as if it were all there is.

use std::ops::Range;

use nianbao_lint::Severity;
use nianbao_lsp::Flaw;
use toml::de::DeTable;

use super::cursor::rule_names;

/// Each round blanks out at least one table; a text with more broken ones is written anew.
const ROUNDS: usize = 16;

/// All that `find` finds in a text, in what is left of it when what is broken is blanked out too.
pub(super) fn around(text: &str, find: impl Fn(&str) -> Vec<Flaw>) -> Vec<Flaw> {
    let mut flaws = find(text);
    let Some((left, holes)) = blanked(text) else {
        return flaws;
    };
    // What stands in a hole is missing elsewhere.
    let hidden: Vec<String> = rule_names(text)
        .into_iter()
        .filter(|name| !rule_names(&left).contains(name))
        .collect();
    let rest = find(&left).into_iter().filter(|flaw| {
        let marked = text.get(flaw.span.clone()).unwrap_or_default();
        let touches =
            |hole: &Range<usize>| hole.start <= flaw.span.end && flaw.span.start <= hole.end;
        flaw.severity != Severity::Info
            && !holes.iter().any(touches)
            && !hidden.iter().any(|name| marked.contains(name.as_str()))
    });
    for flaw in rest.collect::<Vec<_>>() {
        if !flaws.contains(&flaw) {
            flaws.push(flaw);
        }
    }
    flaws.sort_by_key(|flaw| flaw.span.start);
    flaws
}

/// A text without its broken tables, and where they were; `None` if nothing is broken, or too much.
fn blanked(text: &str) -> Option<(String, Vec<Range<usize>>)> {
    let mut left = text.to_owned();
    let mut holes = Vec::new();
    for _ in 0..ROUNDS {
        let (_, errors) = DeTable::parse_recoverable(&left);
        let found: Vec<usize> = errors
            .iter()
            .map(|error| error.span().map_or(0, |span| span.start))
            .collect();
        if found.is_empty() {
            return (!holes.is_empty()).then_some((left, holes));
        }
        for at in found {
            let hole = region(text, at.min(text.len()));
            // Two mistakes of one table are one hole.
            if !holes.contains(&hole) {
                left.replace_range(hole.clone(), &blank(text.get(hole.clone())?));
                holes.push(hole);
            }
        }
    }
    None
}

/// As many bytes of spaces, with the line breaks where they were.
fn blank(text: &str) -> String {
    let bytes = text.bytes();
    bytes
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect()
}

/// The table around a place, from its header to the next; before the first header, where every line is a
/// key of its own, the line.
fn region(text: &str, at: usize) -> Range<usize> {
    let (mut start, mut line, mut in_table) = (0, 0, false);
    let mut offset = 0;
    for piece in text.split_inclusive('\n') {
        let is_header = piece.trim_start().starts_with('[');
        if is_header && offset <= at {
            (start, in_table) = (offset, true);
        } else if is_header {
            return if in_table {
                start..offset
            } else {
                line..line_end(text, line)
            };
        }
        if offset <= at {
            line = offset;
        }
        offset += piece.len();
    }
    if in_table {
        start..text.len()
    } else {
        line..line_end(text, line)
    }
}

/// The end of the line that begins at a place, before its break.
fn line_end(text: &str, line: usize) -> usize {
    let rest = text.get(line..).unwrap_or_default();
    line + rest.find('\n').unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_tables_and_lines_are_blanked_out_and_nothing_else() {
        let text = "name = \"county\"\nversion =\nextends = []\n\n[[rule]]\nname = \"甲\nkind = 1\n\n[settings]\nx = 1\n";
        let (left, holes) = blanked(text).unwrap();
        assert_eq!(left.len(), text.len());
        assert_eq!(left.lines().count(), text.lines().count());
        let kept: Vec<&str> = left
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        assert_eq!(
            kept,
            ["name = \"county\"", "extends = []", "[settings]", "x = 1"]
        );
        assert_eq!(holes.len(), 2);
        assert_eq!(blanked("name = 1\n"), None);
    }
}
