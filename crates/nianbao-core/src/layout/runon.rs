//! Texts that have lost their line breaks: whole tables, or a whole report, on one line.
//!
//! `规章 0 0 0 行政规范性文件 3 0 9 …`: no row can be told by its line, but what spaces or strokes part
//! is still parted. Such a line is read as if each of them were a break, one cell a line.

use super::is_value;

/// Shortest line that may hold a table, in bytes.
const LONG: usize = 300;

/// How many numbers behind numbers make a table: prose has words between its numbers, and the widest
/// row has fifteen.
const PAIRS: usize = 20;

/// The same for a line without a sentence, if it has as many parts as the smallest table.
const PAIRS_OF_CELLS: usize = 3;
const CELLS: usize = 20;

/// The parts of the line `start..end`, when it holds a table that has lost its line breaks.
pub(super) fn parts(text: &str, start: usize, end: usize) -> Option<Vec<(usize, usize)>> {
    let line = &text[start..end];
    // Tabs tell the cells apart from the rows' ends, if they are there.
    if line.len() < LONG || line.contains('\t') {
        return None;
    }
    let mut parts = Vec::new();
    let mut from = start;
    for (at, character) in line.char_indices() {
        if character.is_whitespace() || character == '|' {
            if from < start + at {
                parts.push((from, start + at));
            }
            from = start + at + character.len_utf8();
        }
    }
    if from < end {
        parts.push((from, end));
    }
    let value = |&(from, to): &(usize, usize)| is_value(&text[from..to]);
    let pairs = parts
        .windows(2)
        .filter(|pair| pair.iter().all(value))
        .count();
    let cells =
        pairs >= PAIRS_OF_CELLS && parts.len() >= CELLS && !line.contains(['。', '，', '；']);
    (pairs >= PAIRS || cells).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    #[test]
    fn a_table_on_one_line_is_taken_apart() {
        let line = format!(
            "二、主动公开 规章 0 0 0 {}行政许可 4",
            "其他 0 0 0 0 1 ".repeat(60)
        );
        let document = Document::read(&line);
        assert_eq!(document.str(document.lines[1].place), "规章");
        assert_eq!(document.lines.len(), 1 + 4 + 60 * 6 + 2);
        let last = document.lines.last().unwrap();
        assert_eq!(document.str(last.place), "4");
    }

    #[test]
    fn prose_with_spaces_around_its_numbers_stays_whole() {
        let line = "全年公开信息 365 条，其中政策文件 12 件。".repeat(40);
        assert_eq!(Document::read(&line).lines.len(), 1);
    }
}
