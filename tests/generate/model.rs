//! What a report says, whatever it looks like.

use std::fmt;

use nianbao_core::BodyKind;
use nianbao_core::form::{Edition, RowKey, TableDef, TableId, table};

/// The headings of the form.
pub const SECTION_TITLES: [&str; 6] = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
];

/// A report.
#[derive(Clone)]
pub struct Model {
    /// The form that its tables follow.
    pub edition: Edition,
    /// Its issuer and what that is.
    pub body: (&'static str, BodyKind),
    /// The report year.
    pub year: u16,
    /// The text of every cell by table, row and column of the form; empty for a blank cell.
    pub cells: [Vec<Vec<String>>; 3],
    /// Rows that the drafter left out.
    pub missing: Vec<RowKey>,
    /// Paragraphs of the six sections.
    pub prose: [Vec<String>; 6],
}

/// Short enough to be read in a failed test: rows of nothing but zeros are left out.
impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {} {:?}", self.body.0, self.year, self.edition)?;
        for id in TableId::ALL {
            let rows = self.definition(id).rows.iter().zip(&self.cells[id.index()]);
            for (row, cells) in rows.filter(|(_, cells)| cells.iter().any(|cell| cell != "0")) {
                writeln!(f, "  {}: {}", row.label, cells.join("|"))?;
            }
        }
        write!(f, "  missing {:?}, prose {:?}", self.missing, self.prose)
    }
}

impl Model {
    /// A report with nothing but zeros and no prose.
    pub fn zeros(edition: Edition) -> Self {
        let cells = TableId::ALL.map(|id| {
            table(edition, id)
                .rows
                .iter()
                .map(|row| vec!["0".to_owned(); row.columns.len()])
                .collect()
        });
        Self {
            edition,
            body: ("云溪县人民政府办公室", BodyKind::Office),
            year: if edition == Edition::V2019 {
                2020
            } else {
                2023
            },
            cells,
            missing: Vec::new(),
            prose: Default::default(),
        }
    }

    /// Like [`Model::zeros`], with a different number in every cell: a number that turns up in the
    /// wrong place is seen.
    pub fn numbered(edition: Edition) -> Self {
        let mut model = Self::zeros(edition);
        let mut number = 100;
        for cell in model.cells.iter_mut().flatten().flatten() {
            number += 1;
            *cell = number.to_string();
        }
        model
    }

    /// The definition of a table.
    pub fn definition(&self, id: TableId) -> &'static TableDef {
        table(self.edition, id)
    }

    /// The cells of a row.
    pub fn row(&self, id: TableId, key: RowKey) -> &[String] {
        let index = self
            .definition(id)
            .rows
            .iter()
            .position(|row| row.key == key);
        index.map_or(&[], |index| &self.cells[id.index()][index])
    }

    /// The cells of a row, to be changed.
    pub fn row_mut(&mut self, id: TableId, key: RowKey) -> &mut Vec<String> {
        let index = self
            .definition(id)
            .rows
            .iter()
            .position(|row| row.key == key);
        &mut self.cells[id.index()][index.unwrap_or(0)]
    }

    /// The title.
    pub fn title(&self) -> String {
        format!("{}{}年政府信息公开工作年度报告", self.body.0, self.year)
    }

    /// The paragraph between title and first section.
    pub fn preamble(&self) -> String {
        let year = self.year;
        format!(
            "根据《中华人民共和国政府信息公开条例》规定，现发布本机关{year}年度报告。本报告统计数据从\
             {year}年1月1日起至{year}年12月31日止。"
        )
    }
}
