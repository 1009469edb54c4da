//! The tables as printed: cells with row and column spans.

use nianbao_core::form::{RowDef, TableId};

use super::Model;

/// A printed cell.
#[derive(Clone, Debug)]
pub struct GridCell {
    /// Its text.
    pub text: String,
    /// Rows that it covers.
    pub rows: usize,
    /// Columns that it covers.
    pub columns: usize,
    /// Whether it is a number of the form (blank or not), not a label.
    pub value: bool,
}

/// A printed table: for every row the cells that begin in it.
#[derive(Clone, Debug)]
pub struct Grid {
    /// How many columns it has.
    pub width: usize,
    /// How many of them hold labels beside the numbers.
    pub label_columns: usize,
    /// Its rows.
    pub rows: Vec<Vec<GridCell>>,
}

impl Grid {
    /// The cells of a row by column: `None` where a cell from the left or above covers the place.
    pub fn places(&self) -> Vec<Vec<Option<&GridCell>>> {
        let mut covered = vec![vec![false; self.width]; self.rows.len()];
        let mut places = vec![vec![None; self.width]; self.rows.len()];
        for (y, row) in self.rows.iter().enumerate() {
            let mut x = 0;
            for cell in row {
                while x < self.width && covered[y][x] {
                    x += 1;
                }
                if x >= self.width {
                    break;
                }
                places[y][x] = Some(cell);
                for line in covered.iter_mut().skip(y).take(cell.rows) {
                    for slot in line.iter_mut().skip(x).take(cell.columns) {
                        *slot = true;
                    }
                }
            }
        }
        places
    }

    /// Whether a row holds numbers.
    pub fn is_data(&self, row: usize) -> bool {
        self.rows[row].iter().any(|cell| cell.value)
    }
}

fn label(text: impl Into<String>, rows: usize, columns: usize) -> GridCell {
    GridCell {
        text: text.into(),
        rows,
        columns,
        value: false,
    }
}

fn value(text: &str, columns: usize) -> GridCell {
    GridCell {
        text: text.to_owned(),
        rows: 1,
        columns,
        value: true,
    }
}

/// A table of a report as the form prints it.
pub fn grid(model: &Model, id: TableId) -> Grid {
    match id {
        TableId::Proactive => proactive(model),
        TableId::Requests => requests(model),
        TableId::Disputes => disputes(model),
    }
}

fn kept(model: &Model, id: TableId) -> impl Iterator<Item = (&'static RowDef, &Vec<String>)> {
    model
        .definition(id)
        .rows
        .iter()
        .zip(&model.cells[id.index()])
        .filter(|(row, _)| !model.missing.contains(&row.key))
}

fn proactive(model: &Model) -> Grid {
    let mut rows = Vec::new();
    let mut group = "";
    for (definition, cells) in kept(model, TableId::Proactive) {
        let span = 3 / definition.columns.len().min(3);
        let name = definition.group.map_or("", |group| group.label);
        if name != group {
            group = name;
            rows.push(vec![label(name, 1, 4)]);
            let mut header = vec![label("信息内容", 1, 1)];
            header.extend(
                definition
                    .columns
                    .iter()
                    .map(|column| label(column.label, 1, span)),
            );
            rows.push(header);
        }
        let mut row = vec![label(definition.label, 1, 1)];
        row.extend(cells.iter().map(|cell| value(cell, span)));
        rows.push(row);
    }
    Grid {
        width: 4,
        label_columns: 1,
        rows,
    }
}

fn requests(model: &Model) -> Grid {
    let note = model.definition(TableId::Requests).note.unwrap_or("");
    let columns = model.definition(TableId::Requests).rows[0].columns;
    let mut rows = vec![
        vec![label(note, 3, 3), label("申请人情况", 1, 7)],
        vec![
            label("自然人", 2, 1),
            label("法人或其他组织", 1, 5),
            label("总计", 2, 1),
        ],
        columns[1..6]
            .iter()
            .map(|column| label(column.label, 1, 1))
            .collect(),
    ];
    let kept: Vec<_> = kept(model, TableId::Requests).collect();
    let is_outcome = |row: &RowDef| {
        !["一、", "二、", "四、"]
            .iter()
            .any(|o| row.label.starts_with(o))
    };
    let outcomes = kept.iter().filter(|(row, _)| is_outcome(row)).count();
    let mut first_outcome = true;
    let mut group = "";
    for (definition, cells) in &kept {
        let mut row = Vec::new();
        if is_outcome(definition) {
            if first_outcome {
                row.push(label("三、本年度办理结果", outcomes, 1));
                first_outcome = false;
            }
            match definition.group {
                Some(own) => {
                    if own.label != group {
                        group = own.label;
                        let count = kept.iter().filter(|(row, _)| row.group == definition.group);
                        row.push(label(own.label, count.count(), 1));
                    }
                    row.push(label(definition.label, 1, 1));
                }
                None => row.push(label(definition.label, 1, 2)),
            }
        } else {
            row.push(label(definition.label, 1, 3));
        }
        row.extend(cells.iter().map(|cell| value(cell, 1)));
        rows.push(row);
    }
    Grid {
        width: 10,
        label_columns: 3,
        rows,
    }
}

fn disputes(model: &Model) -> Grid {
    let columns = model.definition(TableId::Disputes).rows[0].columns;
    let under = |rows: usize| {
        columns
            .iter()
            .map(move |column| label(column.label, rows, 1))
    };
    let mut second: Vec<GridCell> = under(2).collect();
    second.push(label("未经复议直接起诉", 1, 5));
    second.push(label("复议后起诉", 1, 5));
    let cells = &model.cells[TableId::Disputes.index()];
    let rows = vec![
        vec![label("行政复议", 1, 5), label("行政诉讼", 1, 10)],
        second,
        under(1).chain(under(1)).collect(),
        cells.iter().flatten().map(|cell| value(cell, 1)).collect(),
    ];
    Grid {
        width: 15,
        label_columns: 0,
        rows,
    }
}
