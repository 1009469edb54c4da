//! Line breaks that converters write as `<br>` in the cells of Markdown tables.

use super::Piece;
use super::rewrite::Writer;

/// The text without `<br>` in its rows of cells, and the pieces that tie it to `text`; `None` when there
/// is none.
pub(super) fn remove(text: &str) -> Option<(String, Vec<Piece>)> {
    memchr::memmem::find(text.as_bytes(), b"<br")?;
    let mut writer = Writer::new(text);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let from = start;
        start += line.len();
        if !line.trim_start().starts_with('|') {
            continue;
        }
        for at in memchr::memmem::find_iter(line.as_bytes(), b"<br") {
            let tag = &line[at..];
            let end = ["<br>", "<br/>", "<br />"]
                .iter()
                .find(|form| tag.starts_with(**form))
                .map(|form| from + at + form.len());
            if let Some(end) = end {
                writer.table(from + at, end, &[]);
            }
        }
    }
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::super::{Document, shown};

    #[test]
    fn breaks_within_cells_part_nothing() {
        let text = "正文<br>正文\n| （三）不<br>予公<br/>开 | 1.属于国家<br />秘密 | 5 |\n";
        let document = Document::read(text);
        assert_eq!(
            shown(&document, "/"),
            ["正文<br>正文", "（三）不予公开/1.属于国家秘密/5"]
        );
        let row = document.lines[1];
        let span = document.span(document.row(&row)[1]);
        assert_eq!(&text[span.range()], "1.属于国家<br />秘密");
    }
}
