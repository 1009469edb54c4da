//! Tables as comma-separated records, as spreadsheets and scripts write them, and as lists that a
//! script has printed.
//!
//! ```text
//! 规章,0,,2                      ['规章', '0', None, '2']
//! "（一）予以
//! 公开","1,204",0,3              ['（一）予以\n公开', '1,204', '0', '3']
//! ```
//!
//! Only a text that has a row with as many numbers as those of 表三 in such records holds any: prose has
//! commas, but none that part numbers alone. Each record is written anew as a row, a quoted cell over
//! several lines as one.

use super::rewrite::{Cell, Writer};
use super::{Piece, is_value};

/// How many fields with numbers or nothing a record must have to show the layout.
const FIELDS: usize = 7;

/// Longest record, in bytes; more is prose.
const LONGEST: usize = 4000;

/// Most lines of a cell.
const LINES: usize = 40;

/// A record: where it stands, without its line break, and its fields.
struct Record {
    start: usize,
    end: usize,
    fields: Vec<Cell>,
}

/// The text with its records a row to a line, and the pieces that tie it to `text`; `None` when it has
/// none.
pub(super) fn flatten(text: &str) -> Option<(String, Vec<Piece>)> {
    let separator = separator(text)?;
    let mut writer = Writer::new(text);
    let mut run: Vec<Record> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(record) = record(text, at, separator) {
            at = next_line(text, record.end);
            run.push(record);
        } else {
            write(text, &mut writer, &mut run);
            at = next_line(text, at);
        }
    }
    write(text, &mut writer, &mut run);
    writer.finish()
}

/// Writes a run of records, if a number stands in it.
fn write(text: &str, writer: &mut Writer<'_>, run: &mut Vec<Record>) {
    let records = std::mem::take(run);
    let (Some(first), Some(last)) = (records.first(), records.last()) else {
        return;
    };
    let value = |field: &Cell| matches!(field[..], [(from, to)] if is_value(&text[from..to]));
    if records.iter().any(|record| record.fields.iter().any(value)) {
        let (start, end) = (first.start, last.end);
        let rows: Vec<Vec<Cell>> = records.into_iter().map(|record| record.fields).collect();
        writer.table(start, end, &rows);
    }
}

/// What parts the fields of the text's records; `None` when it has no record of numbers.
fn separator(text: &str) -> Option<char> {
    [',', ';'].into_iter().find(|&separator| {
        // Fewer in the whole text are in prose as well.
        let commas = memchr::memchr_iter(separator as u8, text.as_bytes()).count();
        commas >= FIELDS
            && text.lines().any(|line| {
                let line = line.trim().trim_end_matches(']');
                if line.len() > LONGEST || !line.contains(separator) {
                    return false;
                }
                let mut numbers = 0;
                let fields = line.rsplit(separator).map_while(|field| {
                    let field = bare(field);
                    (field.is_empty() || is_value(field)).then_some(field)
                });
                let fields: Vec<&str> = fields
                    .inspect(|field| numbers += usize::from(!field.is_empty()))
                    .collect();
                fields.len() >= FIELDS && numbers >= 2
            })
    })
}

/// A field without quotes, and without what says that nothing is there.
fn bare(field: &str) -> &str {
    let field = field.trim().trim_matches(['"', '\'']).trim();
    if field == "None" { "" } else { field }
}

fn next_line(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end + 1)
}

/// The record that begins with the line at `start`.
fn record(text: &str, start: usize, separator: char) -> Option<Record> {
    let end = line_end(text, start);
    let line = &text[start..end];
    let indent = line.len() - line.trim_start().len();
    let (mut at, printed) = match line[indent..].strip_prefix('[') {
        Some(rest) if rest.starts_with(['\'', '"']) || rest.starts_with("None") => {
            (start + indent + 1, true)
        }
        _ => (start + indent, false),
    };
    let limit = text.floor_char_boundary(start + LONGEST);
    let mut fields: Vec<Cell> = Vec::new();
    loop {
        let (field, next) = field(text, at, limit, separator, printed)?;
        fields.push(field);
        at = next;
        match text[at..].chars().next() {
            Some(character) if character == separator => at += character.len_utf8(),
            _ => break,
        }
        if printed {
            at += text[at..].len() - text[at..].trim_start_matches(' ').len();
        }
    }
    let mut end = line_end(text, at);
    if printed && !text[at..end].trim_end().ends_with(']') || fields.len() < 2 {
        return None;
    }
    if !printed && !text[at..end].trim().is_empty() {
        return None;
    }
    end = text[..end].trim_end_matches('\r').len().max(at);
    Some(Record { start, end, fields })
}

fn line_end(text: &str, start: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &text.as_bytes()[start..]).map_or(text.len(), |end| start + end)
}

/// The field that begins at `at`, as the places of its lines, and where it ends.
fn field(
    text: &str,
    at: usize,
    limit: usize,
    separator: char,
    printed: bool,
) -> Option<(Cell, usize)> {
    let rest = &text[at..limit.max(at)];
    let quote = match rest.chars().next() {
        Some(quote @ '"') => Some(quote),
        Some(quote @ '\'') if printed => Some(quote),
        _ => None,
    };
    let Some(quote) = quote else {
        let len = rest
            .find(|c| c == separator || matches!(c, '\n' | '\r') || printed && c == ']')
            .unwrap_or(rest.len());
        let field = &rest[..len];
        // A sentence is no cell.
        if field.contains(['。', '；']) || len == rest.len() && limit < text.len() {
            return None;
        }
        let place = if field == "None" {
            (at, at)
        } else {
            trim(text, at, at + len)
        };
        return Some((vec![place], at + len));
    };
    let mut from = at + 1;
    let mut parts: Cell = Vec::new();
    for _ in 0..LINES {
        let inside = &text[from..limit.max(from)];
        let ends = |c| c == quote || matches!(c, '\n' | '\r') || printed && c == '\\';
        let len = inside.find(ends)?;
        let stop = from + len;
        let part = trim(text, from, stop);
        if part.0 < part.1 || parts.is_empty() {
            parts.push(part);
        }
        let escape = text[stop..].starts_with('\\');
        if text[stop..].starts_with(quote) {
            if !text[stop + 1..].starts_with(quote) || printed {
                return Some((parts, stop + 1));
            }
            // A quote within the cell stands twice.
            parts.push((stop, stop + 1));
            from = stop + 2;
        } else if escape {
            let next = text[stop + 1..].chars().next()?;
            from = stop + 1 + next.len_utf8();
        } else {
            from = stop + 1;
        }
    }
    None
}

/// The place without white space around it.
fn trim(text: &str, from: usize, to: usize) -> (usize, usize) {
    let place = super::trimmed(text, from, to);
    (place.start as usize, place.end as usize)
}

#[cfg(test)]
mod tests {
    use super::super::{Document, shown};

    fn rows(source: &str) -> Vec<String> {
        shown(&Document::read(source), "/")
    }

    const WHOLE: &str = "四、结转下年度继续办理,,,1,0,0,0,0,2,3\n";

    #[test]
    fn records_are_rows() {
        let text = format!(
            "二、主动公开\n规章,0,,2\n\n\"（一）予以\n公开\",\"1,204\", 0 ,3\r\n正文，3,204 件，共 5 件。\n{WHOLE}"
        );
        assert_eq!(
            rows(&text),
            [
                "二、主动公开",
                "规章/0//2",
                "",
                "（一）予以公开/1,204/0/3",
                "正文，3,204 件，共 5 件。",
                "四、结转下年度继续办理///1/0/0/0/0/2/3",
            ]
        );
    }

    #[test]
    fn printed_lists_are_rows() {
        let text = "['规章', '0', None, '2']\n['（一）予以\\n公开', None, '1', '0', '0', '0', '0', '2', '3']\n";
        assert_eq!(rows(text), ["规章/0//2", "（一）予以公开//1/0/0/0/0/2/3"]);
    }

    #[test]
    fn cells_keep_their_places() {
        let text = format!("\"行政\n许可\",37,,\n{WHOLE}");
        let document = Document::read(&text);
        let row = document.lines[0];
        let cells = document.row(&row);
        assert_eq!(&text[document.span(cells[1]).range()], "37");
        assert_eq!(&text[document.span(cells[0]).range()], "行政\n许可");
    }

    #[test]
    fn prose_with_commas_is_left_alone() {
        let text = "受理 1,204 件, 办结 1,100 件, 公开 3,400 条, 解读 5 篇, 答复 6 件, 其他 7 件, 共 8 件\n".repeat(4);
        assert!(super::flatten(&text).is_none());
    }
}
