//! `check --format xlsx`: what a reviewer mails back. A sheet of reports, a sheet of findings, a
//! legend.
//!
//! Rows go to temporary files as they come; only the finished, compressed workbook is held whole.
//! Words of a report are always strings, never formulas, also for a program that reads a cell anew
//! when it is edited.

mod rows;

use std::io::Write;

use anyhow::Result;
use nianbao_lint::{Lang, Severity};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Look, FormatAlign, Workbook, Worksheet, XlsxError,
};

pub(crate) use self::rows::Rows;
use self::rows::{Value, finding_columns, finding_rows, report_columns, report_row, text};
use super::figures::{Figure, Share};
use super::{Assembly, CheckedFile, Format, Piece, Summary};
use crate::lang::{pick, tr};

/// The longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;
/// The rows of a sheet.
const ROWS: u32 = 1_048_576;

/// The format.
pub(super) struct Xlsx {
    lang: Lang,
}

impl Xlsx {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang }
    }
}

impl Format for Xlsx {
    fn piece(&self, file: &CheckedFile<'_>) -> Piece {
        Piece::Rows(Box::new(Rows {
            report: report_row(file, self.lang),
            findings: finding_rows(file, self.lang),
        }))
    }

    fn lost(&self, path: &str, reason: &str) -> Piece {
        Piece::Lost(path.to_owned(), reason.to_owned())
    }

    fn assembly(&self) -> Result<Option<Box<dyn Assembly>>> {
        Ok(Some(Box::new(Book::new(self.lang)?)))
    }
}

/// A workbook in the making.
struct Book {
    lang: Lang,
    workbook: Workbook,
    looks: Looks,
    /// The next row of the sheet of reports and of that of findings.
    next: [u32; 2],
    /// Rows for which there is no room.
    beyond: usize,
}

struct Looks {
    words: Look,
    /// For words that look like a formula.
    quoted: Look,
    count: Look,
    share: Look,
}

impl Book {
    fn new(lang: Lang) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        // The same reports give the same bytes, whenever they are checked.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let top = Look::new().set_align(FormatAlign::Top);
        let words = top.clone().set_text_wrap();
        let looks = Looks {
            quoted: words.clone().set_quote_prefix(),
            words,
            count: top.clone(),
            share: top.set_num_format("0.0%"),
        };
        for (name, columns) in [
            (pick(lang, "汇总", "Reports"), report_columns(lang)),
            (pick(lang, "问题清单", "Findings"), finding_columns(lang)),
        ] {
            let sheet = workbook.add_worksheet_with_constant_memory()?;
            sheet.set_name(name)?;
            heading(sheet, &columns)?;
            sheet.set_freeze_panes(1, 1)?;
        }
        Ok(Self {
            lang,
            workbook,
            looks,
            next: [1, 1],
            beyond: 0,
        })
    }

    fn row(&mut self, sheet: usize, values: &[Value]) -> Result<(), XlsxError> {
        let row = self.next[sheet];
        if row >= ROWS {
            self.beyond += 1;
            return Ok(());
        }
        let looks = &self.looks;
        let sheet_of = self.workbook.worksheet_from_index(sheet)?;
        for (column, value) in (0_u16..).zip(values) {
            match value {
                Value::Empty => {}
                Value::Text(text) => {
                    let looks = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                        &looks.quoted
                    } else {
                        &looks.words
                    };
                    sheet_of.write_string_with_format(row, column, short(text), looks)?;
                }
                Value::Count(number) => {
                    sheet_of.write_number_with_format(row, column, *number, &looks.count)?;
                }
                Value::Share(number) => {
                    sheet_of.write_number_with_format(row, column, *number, &looks.share)?;
                }
            }
        }
        self.next[sheet] += 1;
        Ok(())
    }

    /// What the words and numbers of the other sheets mean.
    fn legend(&mut self, summary: &Summary) -> Result<(), XlsxError> {
        let lang = self.lang;
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(pick(lang, "说明", "Legend"))?;
        let columns = [
            (pick(lang, "项目", "Term").to_owned(), 22.0),
            (pick(lang, "说明", "Meaning").to_owned(), 90.0),
        ];
        heading(sheet, &columns)?;
        let mut lines: Vec<(String, String)> = Vec::new();
        let mut line =
            |term: &str, meaning: &str| lines.push((term.to_owned(), meaning.to_owned()));
        line(pick(lang, "检查结果", "Result"), &summary.sentence(lang));
        line(
            pick(lang, "程序", "Program"),
            &format!("nianbao {}", env!("CARGO_PKG_VERSION")),
        );
        for figure in Figure::ALL {
            line(figure.name(lang), figure.definition(lang));
        }
        for (term, zh, en) in [
            (
                Share::Unknown.word(lang),
                "所需单元格空白、缺失、损坏或互相矛盾；不按 0 计。",
                "a cell that it needs is blank, lost, damaged or contradicts another; never taken for 0",
            ),
            (
                Share::NoBase.word(lang),
                "分母为 0。",
                "the denominator is 0",
            ),
            (
                Severity::Error.title(lang),
                "与法规、规定格式或报告自身相矛盾。",
                "contradicts the law, the form or the report itself",
            ),
            (
                Severity::Warning.title(lang),
                "应当修改。",
                "should be changed",
            ),
            (Severity::Info.title(lang), "供参考。", "worth knowing"),
            (
                pick(lang, "无法核验", "not verifiable"),
                "因单元格空白或表格残缺，既不能判为正确，也不能判为错误。",
                "neither right nor wrong: a cell is blank or a table is cut",
            ),
            (
                pick(lang, "行、列", "Line, Column"),
                "问题在文件中的位置，从 1 起算；列按字符计。",
                "the place in the file, from 1; columns in characters",
            ),
        ] {
            line(term, pick(lang, zh, en));
        }
        if self.beyond > 0 {
            let beyond = self.beyond;
            line(
                pick(lang, "未列出", "Left out"),
                &tr!(
                    lang,
                    "工作表行数已满，另有 {beyond} 行未列出。",
                    "the sheets are full; {beyond} rows are left out"
                ),
            );
        }
        for (row, (term, meaning)) in (1_u32..).zip(&lines) {
            sheet.write_string_with_format(row, 0, term, &self.looks.words)?;
            sheet.write_string_with_format(row, 1, meaning, &self.looks.words)?;
        }
        Ok(())
    }
}

impl Assembly for Book {
    fn take(&mut self, piece: Piece) -> Result<()> {
        match piece {
            Piece::Rows(rows) => {
                self.row(0, &rows.report)?;
                for finding in &rows.findings {
                    self.row(1, finding)?;
                }
            }
            Piece::Lost(path, reason) => {
                let mut row = vec![text(&path)];
                row.resize_with(report_columns(self.lang).len() - 1, || Value::Empty);
                row.push(text(&tr!(
                    self.lang,
                    "未能检查：{reason}",
                    "not checked: {reason}"
                )));
                self.row(0, &row)?;
            }
            Piece::Text(_) | Piece::Part(_) => {}
        }
        Ok(())
    }

    fn write(mut self: Box<Self>, summary: &Summary, target: &mut dyn Write) -> Result<()> {
        let widths = [
            report_columns(self.lang).len(),
            finding_columns(self.lang).len(),
        ];
        for (index, width) in widths.into_iter().enumerate() {
            let last = self.next[index] - 1;
            let sheet = self.workbook.worksheet_from_index(index)?;
            sheet.autofilter(0, 0, last, width as u16 - 1)?;
        }
        self.legend(summary)?;
        target.write_all(&self.workbook.save_to_buffer()?)?;
        Ok(())
    }
}

fn heading(sheet: &mut Worksheet, columns: &[(String, f64)]) -> Result<(), XlsxError> {
    let look = Look::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    for (column, (name, width)) in (0_u16..).zip(columns) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, name, &look)?;
    }
    Ok(())
}

/// The text as long as a cell can hold it.
fn short(text: &str) -> &str {
    // No character has more UTF-16 units than UTF-8 bytes.
    if text.len() <= LONGEST {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > LONGEST
    });
    end.map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_longer_than_a_sheet_allows() {
        assert_eq!(short("年报"), "年报");
        let long = "年".repeat(40_000);
        assert_eq!(short(&long).chars().count(), LONGEST);
        let pairs = "😀".repeat(20_000);
        assert_eq!(short(&pairs).encode_utf16().count(), LONGEST - 1);
    }
}
