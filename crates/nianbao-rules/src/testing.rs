//! Reports built by hand for the tests of rules: the tables of the base report with cells changed.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use nianbao_core::damage::{Damage, DamageKind};
use nianbao_core::form::{CellRef, ColumnKey, Edition, RowKey, TableId, table};
use nianbao_core::table::{Cell, Label, LabelMatch, Misfit, NumberForm, Row, Table, Value};
use nianbao_core::{Decimal, Report, SourceText, Span};
use nianbao_lint::{Findings, Rule, Selection, Settings, base_report, check};

/// The three tables of a report before they are written down.
#[derive(Clone)]
pub(crate) struct Sheet {
    edition: Edition,
    cells: BTreeMap<CellRef, String>,
    labels: BTreeMap<RowKey, (String, LabelMatch)>,
    removed: Vec<RowKey>,
    misfits: Vec<RowKey>,
    missing: Vec<TableId>,
    damage: Vec<DamageKind>,
}

impl Sheet {
    /// The tables of the base report.
    pub(crate) fn base() -> Self {
        let mut numbers: Vec<Vec<String>> = Vec::new();
        for line in base_report().lines().filter(|line| line.starts_with('|')) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let found: Vec<String> = cells
                .iter()
                .filter(|cell| Decimal::from_str(cell).is_ok())
                .map(ToString::to_string)
                .collect();
            if !found.is_empty() {
                numbers.push(found);
            }
        }
        let mut rows = numbers.into_iter();
        let mut cells = BTreeMap::new();
        for id in TableId::ALL {
            let mut line = Vec::new();
            for row in table(Edition::V2021, id).rows {
                if line.is_empty() {
                    line = rows.next().expect("the base report has every row");
                }
                for column in row.columns {
                    cells.insert(CellRef::new(id, row.key, column.key), line.remove(0));
                }
            }
            assert!(line.is_empty());
        }
        assert_eq!(rows.next(), None);
        Self::from_cells(Edition::V2021, cells)
    }

    /// Tables that hold nothing but zeros.
    pub(crate) fn zeros(edition: Edition) -> Self {
        let mut cells = BTreeMap::new();
        for id in TableId::ALL {
            for row in table(edition, id).rows {
                for column in row.columns {
                    cells.insert(CellRef::new(id, row.key, column.key), "0".to_owned());
                }
            }
        }
        Self::from_cells(edition, cells)
    }

    fn from_cells(edition: Edition, cells: BTreeMap<CellRef, String>) -> Self {
        Self {
            edition,
            cells,
            labels: BTreeMap::new(),
            removed: Vec::new(),
            misfits: Vec::new(),
            missing: Vec::new(),
            damage: Vec::new(),
        }
    }

    fn id(row: RowKey) -> TableId {
        let ids = TableId::ALL.into_iter();
        let mut owners = ids.filter(|&id| {
            [Edition::V2021, Edition::V2019]
                .iter()
                .any(|&edition| table(edition, id).row(row).is_some())
        });
        owners.next().expect("every row is in some table")
    }

    /// Writes a cell.
    pub(crate) fn set(mut self, row: RowKey, column: ColumnKey, text: &str) -> Self {
        let cell = CellRef::new(Self::id(row), row, column);
        assert!(self.cells.insert(cell, text.to_owned()).is_some());
        self
    }

    /// Writes a whole row, cells separated by spaces, `_` for a blank one.
    pub(crate) fn set_row(mut self, row: RowKey, texts: &str) -> Self {
        let id = Self::id(row);
        let columns = table(self.edition, id).row(row).expect("row").columns;
        assert_eq!(texts.split(' ').count(), columns.len());
        for (column, text) in columns.iter().zip(texts.split(' ')) {
            self = self.set(row, column.key, text.trim_matches('_'));
        }
        self
    }

    /// Writes a row's label.
    pub(crate) fn label(mut self, row: RowKey, text: &str, matched: LabelMatch) -> Self {
        self.labels.insert(row, (text.to_owned(), matched));
        self
    }

    /// Leaves out a row.
    pub(crate) fn without(mut self, row: RowKey) -> Self {
        self.removed.push(row);
        self
    }

    /// Makes a row one whose numbers cannot be assigned to columns.
    pub(crate) fn misfit(mut self, row: RowKey) -> Self {
        self.misfits.push(row);
        self
    }

    /// Leaves out a table.
    pub(crate) fn without_table(mut self, id: TableId) -> Self {
        self.missing.push(id);
        self
    }

    /// Adds damage, at the end of the text.
    pub(crate) fn damaged(mut self, kind: DamageKind) -> Self {
        self.damage.push(kind);
        self
    }

    /// Writes everything down, one row a line, cells separated by tabs.
    pub(crate) fn report(&self) -> Report {
        let mut text = String::new();
        let mut tables = [None, None, None];
        for id in TableId::ALL {
            if self.missing.contains(&id) {
                continue;
            }
            let start = text.len();
            let mut rows = Vec::new();
            for definition in table(self.edition, id).rows {
                if self.removed.contains(&definition.key) {
                    continue;
                }
                let (label, matched) = self.labels.get(&definition.key).map_or(
                    (definition.label, LabelMatch::Canonical),
                    |(label, matched)| (label.as_str(), *matched),
                );
                let row_start = text.len();
                text.push_str(label);
                let label = Label {
                    span: Span::new(row_start, text.len()),
                    matched,
                };
                let mut cells = Vec::new();
                for column in definition.columns {
                    text.push('\t');
                    let written = &self.cells[&CellRef::new(id, definition.key, column.key)];
                    let from = text.len();
                    text.push_str(written);
                    cells.push(Some(cell(written, Span::new(from, text.len()))));
                }
                let span = Span::new(row_start, text.len());
                let misfit = self.misfits.contains(&definition.key).then(|| {
                    cells.fill(None);
                    Misfit { found: 6, span }
                });
                text.push('\n');
                rows.push(Row {
                    key: definition.key,
                    label: Some(label),
                    cells,
                    misfit,
                    span,
                });
            }
            tables[id.index()] = Some(Table {
                id,
                edition: self.edition,
                span: Span::new(start, text.len()),
                rows,
                headers: Vec::new(),
                groups: Vec::new(),
                note: None,
                extras: Vec::new(),
            });
        }
        let end = Span::empty(text.len());
        let source = SourceText::new(text).expect("small");
        let mut report = Report::parse(SourceText::new("").expect("small"));
        report.source = source.into();
        report.tables = tables;
        report.edition = Some(self.edition);
        report.damage = self
            .damage
            .iter()
            .map(|kind| Damage {
                kind: kind.clone(),
                span: end,
            })
            .collect();
        report
    }

    /// What one rule finds.
    pub(crate) fn run(&self, rule: &Rule) -> Findings {
        let settings = Settings {
            selection: Selection::only(&crate::REGISTRY, rule),
            ..crate::settings()
        };
        check(&self.report(), &settings)
    }
}

/// What one rule finds in a text.
pub(crate) fn run_on(rule: &Rule, text: &str) -> Findings {
    let source = SourceText::new(text).expect("small");
    let settings = Settings {
        selection: Selection::only(&crate::REGISTRY, rule),
        ..crate::settings()
    };
    check(&Report::parse(source), &settings)
}

/// What one rule flags in the base report after replacements that must all apply.
pub(crate) fn flagged(rule: &Rule, edits: &[(&str, &str)]) -> Vec<String> {
    let mut text = base_report().to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from:?} is not in the text");
        text = text.replace(from, to);
    }
    run_on(rule, &text)
        .diagnostics
        .iter()
        .map(|found| text[found.span.range()].to_owned())
        .collect()
}

fn cell(text: &str, span: Span) -> Cell {
    let value = match text {
        "" => Value::Blank,
        "/" | "-" | "无" => Value::Placeholder,
        _ => Decimal::from_str(text).map_or(Value::Text, Value::Number),
    };
    Cell {
        value,
        span,
        form: NumberForm::default(),
    }
}
