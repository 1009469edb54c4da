//! Tables and whole pages in HTML.

use nianbao_core::form::TableId;

use super::{Grid, GridCell, Model, Random, SECTION_TITLES, grid};

/// How a page is written.
#[derive(Clone, Copy, Debug)]
pub struct HtmlLook {
    /// Nested spans and fonts, as word processors export.
    pub nested: bool,
    /// Empty `<td>` in place of `rowspan`.
    pub empty_cells: bool,
    /// Navigation, a layout table around the article, a footer.
    pub framed: bool,
    /// `</p>`, `</td>` and `</tr>` left out.
    pub unclosed: bool,
    /// Choices on the way.
    pub seed: u64,
}

/// A table; `empty_cells` writes covered cells as empty ones.
pub(super) fn table(grid: &Grid, empty_cells: bool, unclosed: bool) -> String {
    let mut text = String::from("<table border=\"1\">\n");
    let (end_cell, end_row) = if unclosed {
        ("", "")
    } else {
        ("</td>", "</tr>")
    };
    for places in grid.places() {
        text.push_str("<tr>");
        let mut skip = 0;
        for place in places {
            match place {
                Some(cell) => {
                    let rows = if empty_cells { 1 } else { cell.rows };
                    text.push_str("<td");
                    if rows > 1 {
                        text.push_str(&format!(" rowspan=\"{rows}\""));
                    }
                    if cell.columns > 1 {
                        text.push_str(&format!(" colspan={}", cell.columns));
                    }
                    text.push('>');
                    text.push_str(&content(cell));
                    text.push_str(end_cell);
                    skip = cell.columns - 1;
                }
                None if skip > 0 => skip -= 1,
                None if empty_cells => {
                    text.push_str("<td>");
                    text.push_str(end_cell);
                }
                None => {}
            }
        }
        text.push_str(end_row);
        text.push('\n');
    }
    text.push_str("</table>");
    text
}

fn content(cell: &GridCell) -> String {
    if cell.text.is_empty() {
        "&nbsp;".to_owned()
    } else {
        cell.text.replace('“', "&ldquo;").replace('”', "&rdquo;")
    }
}

/// A page with a report.
pub fn page(model: &Model, look: HtmlLook) -> String {
    let mut random = Random::new(look.seed);
    let mut article = String::new();
    paragraph(&mut article, &model.title(), look, &mut random);
    paragraph(&mut article, &model.preamble(), look, &mut random);
    for (index, title) in SECTION_TITLES.iter().enumerate() {
        paragraph(&mut article, title, look, &mut random);
        for text in &model.prose[index] {
            paragraph(&mut article, text, look, &mut random);
        }
        if let Some(id) = TableId::ALL.get(index.wrapping_sub(1)) {
            let mut written = table(&grid(model, *id), look.empty_cells, look.unclosed);
            if look.nested {
                written = nest_cells(&written);
            }
            article.push_str(&written);
            article.push('\n');
        }
    }
    if !look.framed {
        return format!("<!DOCTYPE html>\n<html><body>\n{article}</body></html>\n");
    }
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}-云溪县</title>\
         <style>p {{ margin: 0 }}</style></head>\n<body>\n<div class=\"nav\"><ul><li><a href=\"/\">\
         首页</a></li><li><a href=\"/zw\">政务公开</a></li></ul></div>\n<table width=\"100%\"><tr>\
         <td><div>栏目导航</div></td><td>\n{article}</td></tr></table>\n\
         <div class=\"footer\"><p>主办：云溪县人民政府办公室</p><p>备案号 X ICP备12345678号</p></div>\n\
         <script>var rows = [1, 2, 3];</script></body></html>\n",
        title = model.title()
    )
}

fn paragraph(page: &mut String, text: &str, look: HtmlLook, random: &mut Random) {
    page.push_str("<p class=\"MsoNormal\" style=\"text-indent:2em\">");
    if look.nested {
        // Word processors cut a paragraph into runs wherever the font changed once.
        let mut inside = false;
        for character in text.chars() {
            if !inside && random.chance(20) {
                page.push_str("<span lang=\"EN-US\"><font face=\"仿宋\">");
                inside = true;
            } else if inside && random.chance(30) {
                page.push_str("</font></span>");
                inside = false;
            }
            page.push(character);
        }
        if inside {
            page.push_str("</font></span>");
        }
    } else {
        page.push_str(text);
    }
    page.push_str(if look.unclosed { "\n" } else { "</p>\n" });
}

/// Wraps the content of cells in paragraphs and spans.
fn nest_cells(table: &str) -> String {
    let closed = table.replace("</td>", "</span></p></td>");
    let mut parts = closed.split("<td");
    let mut nested = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (attributes, rest) = part.split_once('>').unwrap_or((part, ""));
        nested.push_str(&format!(
            "<td{attributes} valign=top>\n<p class=MsoNormal align=center><span>{rest}"
        ));
    }
    nested
}
