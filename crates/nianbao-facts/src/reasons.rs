//! Proofs of the ledger in words: by which identities a number is forced, and what follows from them.

use nianbao_core::form::{CellRef, ColumnKey, Edition, IdentityKind, RowKey, TableId, table};

use crate::labels::{cell_en, cell_zh, column_en, column_zh, list_en, row_en, row_zh};
use crate::ledger::{Law, Ledger, Line, Place, Proof, Standing, Step};

/// More rows than these are not named.
const NAMED_ROWS: usize = 2;

/// Words in Chinese and English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }
}

/// The identities by which a cell is forced, each once; none unless it is forced.
pub fn because(ledger: &Ledger, cell: CellRef) -> Vec<Words> {
    if !matches!(ledger.cell(cell), Standing::Forced(_)) {
        return Vec::new();
    }
    let proof = ledger.proof(cell).unwrap_or_default();
    let mut found: Vec<Words> = Vec::new();
    for line in proof.lines() {
        let words = line_words(ledger.edition(), line);
        if !found.contains(&words) {
            found.push(words);
        }
    }
    found
}

/// A proof step by step, at most `most` steps, with how many there are in all. Steps about the same
/// cells by the same identities count once.
pub fn steps(edition: Edition, proof: &Proof, most: usize) -> (Vec<Words>, usize) {
    let mut found: Vec<Words> = Vec::new();
    for step in &proof.steps {
        let words = step_words(edition, step);
        if !found.contains(&words) {
            found.push(words);
        }
    }
    let all = found.len();
    // The last ones are those that contradict each other.
    let skipped = all.saturating_sub(most);
    (found.split_off(skipped), all)
}

/// Identities in a few words: `“商业企业”列各项之和＝（七）总计`.
pub fn line_words(edition: Edition, line: &Line) -> Words {
    let (zh, en) = match &line.place {
        Place::Columns(columns) => {
            let names = columns.iter().map(|&column| {
                let cell = CellRef::requests(RowKey::NewRequests, column);
                format!("“{}”", column_zh(table(edition, TableId::Requests), cell))
            });
            let en: Vec<String> = columns.iter().map(|&column| column_en(column)).collect();
            (
                format!("{}列", names.collect::<String>()),
                format!("column {}", en.join(", ")),
            )
        }
        Place::Rows(rows) => {
            let names = rows
                .iter()
                .map(|&row| format!("“{}”", row_name(edition, row)));
            let en: Vec<String> = rows.iter().map(|&row| row_en(row)).collect();
            let (count, names) = (rows.len(), names.take(NAMED_ROWS).collect::<String>());
            let many = if count > NAMED_ROWS {
                format!("等 {count} ")
            } else {
                String::new()
            };
            (
                format!("{names}{many}行"),
                format!("row {}", list_en(&en, NAMED_ROWS)),
            )
        }
    };
    let (sum_zh, sum_en) = match line.kind {
        Some(IdentityKind::Balance) => (
            "新收＋上年结转＝（七）总计＋结转下年度",
            "new + carried in = handled + carried out",
        ),
        Some(IdentityKind::DetailSum) => ("各项之和＝（七）总计", "outcomes = total handled"),
        Some(IdentityKind::RowSum) => ("各列之和＝总计", "applicants = total"),
        Some(IdentityKind::DisputeSum) => ("各项结果之和＝总计", "results = total"),
        None => ("相加", "together"),
    };
    Words::new(format!("{zh}{sum_zh}"), format!("{en}: {sum_en}"))
}

fn row_name(edition: Edition, row: RowKey) -> String {
    let found = TableId::ALL
        .into_iter()
        .find_map(|id| table(edition, id).row(row));
    found.map(row_zh).unwrap_or_default()
}

/// What follows by one step: `由“其他”列各项之和＝（七）总计，“予以公开”的“其他”至少为 2`.
fn step_words(edition: Edition, step: &Step) -> Words {
    let cells = cells_words(edition, &step.cells);
    let value = step.value.normalize();
    let (zh, en) = if step.at_most {
        ("至多为", "at most")
    } else {
        ("至少为", "at least")
    };
    match &step.law {
        Law::Line(line) => {
            let line = line_words(edition, line);
            Words::new(
                format!("由{}，{}{zh} {value}", line.zh, cells.zh),
                format!("by {}, {} is {en} {value}", line.en, cells.en),
            )
        }
        Law::Claim { .. } => Words::new(
            format!("由正文，{}{zh} {value}", cells.zh),
            format!("by the prose, {} is {en} {value}", cells.en),
        ),
    }
}

/// A sum of cells by what they have in common.
fn cells_words(edition: Edition, cells: &[CellRef]) -> Words {
    let Some(&first) = cells.first() else {
        return Words::new("", "");
    };
    let definition = table(edition, first.table);
    if cells.len() == 1 {
        return Words::new(cell_zh(definition, first), cell_en(first));
    }
    let (count, column) = (cells.len(), column_zh(definition, first));
    if cells.iter().all(|cell| cell.row == first.row) {
        let row = row_name(edition, first.row);
        let whole = first.table == TableId::Requests
            && count == 5
            && !cells
                .iter()
                .any(|cell| matches!(cell.column, ColumnKey::NaturalPerson | ColumnKey::Total));
        let which = if whole {
            "法人或其他组织各列".to_owned()
        } else {
            format!("{count} 列")
        };
        return Words::new(
            format!("“{row}”行{which}之和"),
            format!("the sum of {count} columns of {}", row_en(first.row)),
        );
    }
    if cells.iter().all(|cell| cell.column == first.column) {
        let group = |cell: &CellRef| definition.row(cell.row).and_then(|row| row.group);
        let name = group(&first).map_or("", |group| group.name);
        let whole = cells
            .iter()
            .all(|cell| group(cell).map(|group| group.name) == Some(name));
        let which = if whole && !name.is_empty() {
            format!("“{name}”{count} 项")
        } else if cells.iter().any(|cell| cell.row == RowKey::CarriedIn) && count == 2 {
            "新收与上年结转".to_owned()
        } else {
            format!("{count} 项")
        };
        return Words::new(
            format!("“{column}”列{which}之和"),
            format!("the sum of {count} rows of {}", column_en(first.column)),
        );
    }
    Words::new(
        format!("相应 {count} 格之和"),
        format!("the sum of {count} cells"),
    )
}
