//! Formatting of Markdown: pipe tables in columns as wide as Chinese is, headings with the spacing of
//! the form. It moves white space only: no word, mark or number is ever changed.

use std::fmt::Write as _;

use nianbao_core::{Report, Span};
use tower_lsp::ls_types::TextEdit;
use unicode_width::UnicodeWidthStr;

use super::change;
use crate::documents::Snapshot;

/// The edits that format a document.
pub(crate) fn formatting(snapshot: &Snapshot) -> Option<Vec<TextEdit>> {
    let report = &snapshot.analysis()?.report;
    let text = report.source.as_str();
    let mut edits = Vec::new();
    for (span, new) in changes(report) {
        let old = text.get(span.range())?;
        if old != new {
            edits.push(change(snapshot, span.start as usize, old, &new));
        }
    }
    Some(edits)
}

/// Lines and what they become.
fn changes(report: &Report) -> Vec<(Span, String)> {
    let source = &report.source;
    let lines: Vec<(Span, &str)> = (0..source.line_count())
        .map(|index| {
            let span = source.line_span(index);
            let content = source.slice(span).trim_end_matches(['\r', '\n']);
            let start = span.start as usize;
            (Span::new(start, start + content.len()), content)
        })
        .collect();
    let mut changes = Vec::new();
    let mut index = 0;
    while let Some(&(span, line)) = lines.get(index) {
        let block: Vec<_> = lines
            .iter()
            .skip(index)
            .take_while(|(_, line)| line.trim_start().starts_with('|'))
            .copied()
            .collect();
        // Without a row of dashes it is no table of Markdown.
        if block.iter().any(|(_, line)| is_delimiter(line)) {
            changes.extend(align(&block));
        } else if line.starts_with('#') {
            changes.push((span, heading(report, span, line)));
        }
        index += block.len().max(1);
    }
    changes
}

/// A heading with one space behind its marks and none within it where the form has none.
fn heading(report: &Report, span: Span, line: &str) -> String {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    if level > 6 || title.trim().is_empty() {
        return line.to_owned();
    }
    let marks = "#".repeat(level);
    // What stands between the ordinal and the title is space, if the parser knows both.
    let parts = report.sections.iter().find_map(|section| {
        let (ordinal, title) = (section.ordinal_span, section.title_span);
        let inside = span.contains(section.heading_span) && !ordinal.is_empty();
        // A line that words stand on before the heading is no heading, but a text run together.
        let before = report.source.slice(Span {
            start: span.start,
            end: ordinal.start,
        });
        let alone = inside && !before.contains(char::is_alphanumeric);
        (alone && ordinal.end <= title.start).then_some((ordinal, title))
    });
    if let Some((ordinal, title)) = parts {
        let piece = |start, end| report.source.slice(Span { start, end });
        let before = piece(span.start + level as u32, ordinal.start).trim();
        let between = piece(ordinal.end, title.start).trim();
        let rest = piece(title.start, span.end).trim_end();
        let ordinal = report.source.slice(ordinal);
        return format!("{marks} {before}{ordinal}{between}{rest}");
    }
    format!("{marks} {}", title.trim())
}

/// The cells of a row and what stands behind its last bar.
fn cells(line: &str) -> (Vec<&str>, &str) {
    let mut cells = Vec::new();
    let body = line.trim();
    let Some(body) = body.strip_prefix('|') else {
        return (cells, body);
    };
    let mut from = 0;
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        if c == '|' && !escaped {
            cells.push(body.get(from..at).unwrap_or("").trim());
            from = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    (cells, body.get(from..).unwrap_or("").trim())
}

/// Whether a line is the row of dashes under the header.
fn is_delimiter(line: &str) -> bool {
    let (cells, rest) = cells(line);
    let dashes = |cell: &&str| cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':'));
    rest.is_empty() && !cells.is_empty() && cells.iter().all(dashes)
}

/// The lines of a table with their columns aligned.
fn align(block: &[(Span, &str)]) -> Vec<(Span, String)> {
    let mut widths: Vec<usize> = Vec::new();
    for (_, line) in block.iter().filter(|(_, line)| !is_delimiter(line)) {
        for (index, cell) in cells(line).0.iter().enumerate() {
            let width = cell.width();
            match widths.get_mut(index) {
                Some(widest) => *widest = width.max(*widest),
                None => widths.push(width.max(3)),
            }
        }
    }
    let aligned = block.iter().map(|&(span, line)| {
        let (cells, rest) = cells(line);
        let delimiter = is_delimiter(line);
        let mut text = String::from("|");
        for (index, cell) in cells.iter().enumerate() {
            let width = widths.get(index).copied().unwrap_or(3);
            if delimiter {
                let (left, right) = (cell.starts_with(':'), cell.ends_with(':'));
                let dashes = width - usize::from(left) - usize::from(right);
                let mark = |there: bool| if there { ":" } else { "" };
                let (left, right) = (mark(left), mark(right));
                let _ = write!(text, " {left}{}{right} |", "-".repeat(dashes));
            } else {
                let pad = " ".repeat(width - cell.width().min(width));
                let _ = write!(text, " {cell}{pad} |");
            }
        }
        if !rest.is_empty() {
            text.push(' ');
            text.push_str(rest);
        }
        (span, text)
    });
    aligned.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::SourceText;
    use nianbao_lint::check;

    fn formatted(text: &str) -> String {
        let report = Report::parse(SourceText::new(text).unwrap());
        let mut text = text.to_owned();
        for (span, new) in changes(&report).into_iter().rev() {
            text.replace_range(span.range(), &new);
        }
        text
    }

    #[test]
    fn tables_are_aligned_as_wide_as_chinese_is() {
        let text = "| 甲 | b |\n|---|:-:|\n|一二三四|1|\n| a\\|b | 22 | <!-- x -->\n|\n";
        let expected = "| 甲       | b   |\n| -------- | :-: |\n| 一二三四 | 1   |\n| a\\|b     | 22  | <!-- x -->\n|\n";
        assert_eq!(formatted(text), expected);
        // No table without its row of dashes.
        assert_eq!(formatted("|甲|乙|\n|1|2|\n"), "|甲|乙|\n|1|2|\n");
    }

    #[test]
    fn headings_have_the_spacing_of_the_form() {
        assert_eq!(formatted("##一、 总体情况  \n"), "## 一、总体情况\n");
        assert_eq!(
            formatted("##   二、主动公开政府信息情况\r\n"),
            "## 二、主动公开政府信息情况\r\n"
        );
        assert_eq!(formatted("###  （一） 概况 \n"), "### （一） 概况\n");
        assert_eq!(formatted("#\n####### 一、\n"), "#\n####### 一、\n");
        // Several headings run together on one line.
        let joined = nianbao_lint::base_report().replace('\n', " ");
        assert_eq!(formatted(&joined).trim(), joined.trim());
    }

    #[test]
    fn nothing_but_white_space_moves() {
        let wrong = nianbao_lint::base_report()
            .replace("| 51 |", "|52|")
            .replace("## ", "##");
        for text in [wrong.clone(), wrong.replace('\n', "\r\n")] {
            let once = formatted(&text);
            assert_ne!(once, text);
            assert_eq!(formatted(&once), once);
            let dense = |text: &str| -> String {
                text.chars().filter(|c| !matches!(c, ' ' | '-')).collect()
            };
            assert_eq!(dense(&once), dense(&text));
            let codes = |text: &str| -> Vec<String> {
                let report = Report::parse(SourceText::new(text).unwrap());
                let found = check(&report, &nianbao_rules::settings()).diagnostics;
                found
                    .iter()
                    .map(|it| format!("{} {}", it.rule.code(), it.message.zh))
                    .collect()
            };
            assert_eq!(codes(&once), codes(&text));
        }
    }
}
