//! `extract --format xlsx`: the rows of the CSV as a workbook.
//!
//! Rows go to a temporary file as they come; only the finished, compressed workbook is held whole.

use nianbao_core::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::extract_row::{Field, names};

/// A workbook in the making.
pub(crate) struct Xlsx {
    workbook: Workbook,
    next: u32,
}

impl Xlsx {
    /// A workbook with the row of names, which stays in sight.
    pub(crate) fn new() -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        // The same reports give the same bytes, whenever they are read.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        let bold = Format::new().set_bold();
        let sheet = workbook.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 1)?;
        for (column, name) in (0_u16..).zip(names()) {
            sheet.write_string_with_format(0, column, name, &bold)?;
        }
        Ok(Self { workbook, next: 1 })
    }

    /// One more report.
    pub(crate) fn row(&mut self, fields: &[Field]) -> Result<(), XlsxError> {
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (column, field) in (0_u16..).zip(fields) {
            match field {
                Field::Empty => &mut *sheet,
                Field::Text(text) => sheet.write_string(self.next, column, text)?,
                Field::Number(number) => sheet.write_number(self.next, column, binary(*number))?,
            };
        }
        self.next += 1;
        Ok(())
    }

    /// The bytes of the workbook.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.save_to_buffer()
    }
}

/// The number as workbooks hold it: the binary fraction nearest to its digits.
fn binary(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or_default()
}
