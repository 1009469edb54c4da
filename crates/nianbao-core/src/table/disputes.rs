//! Reads 表四: one printed row of fifteen numbers.

use crate::damage::{Damage, DamageKind};
use crate::form::{Edition, RowKey, TableId, table};
use crate::layout::{Document, Place};
use crate::span::Span;
use crate::table::atoms::{TableLine, ValueAtom, folded_label, table_lines, window};
use crate::table::label;
use crate::table::requests::Reading;
use crate::table::{Cell, ColumnHeader, Label, LabelMatch, Misfit, Row, Table};

const BLOCK: usize = 5;
const COLUMNS: usize = 3 * BLOCK;

/// Reads the table from the lines `from..to`; `None` when they hold neither its headers nor a row of
/// its size.
pub(crate) fn read(document: &Document<'_>, from: usize, to: usize) -> Option<Reading> {
    let lines = table_lines(document, from, to);
    let definition = table(Edition::V2021, TableId::Disputes);
    let headers = headers(document, &lines);
    let labels = labels(document, &lines);
    let values = values(&lines);
    let Some((values, last, scattered)) = values else {
        return empty(document, &lines, &labels, headers);
    };
    if headers.is_empty() && labels.iter().all(Option::is_none) && values.len() != COLUMNS {
        return None;
    }
    let place = values.iter().map(|atom| atom.place).reduce(Place::cover)?;
    let span = document.span(place);
    let mut damage = Vec::new();
    let fits = values.len() == COLUMNS && !scattered;
    let mut rows = Vec::with_capacity(3);
    for (index, row) in definition.rows.iter().enumerate() {
        let label = labels[index];
        let cells: Vec<Option<Cell>> = if fits {
            values[index * BLOCK..(index + 1) * BLOCK]
                .iter()
                .map(|atom| {
                    let span = document.span(atom.place);
                    Some(Cell {
                        value: atom.value,
                        span,
                        form: atom.form,
                    })
                })
                .collect()
        } else {
            vec![None; BLOCK]
        };
        let own = cells
            .iter()
            .flatten()
            .map(|cell| cell.span)
            .reduce(Span::cover)
            .unwrap_or(span);
        let misfit = (!fits).then_some(Misfit {
            found: values.len(),
            span,
        });
        rows.push(Row {
            key: row.key,
            label,
            cells,
            misfit,
            span: label.map_or(own, |label| label.span.cover(own)),
        });
    }
    if !fits {
        let table = TableId::Disputes;
        let kind = if scattered {
            DamageKind::TableTorn { table }
        } else {
            DamageKind::RowMisfit {
                table,
                row: RowKey::Reconsideration,
                found: values.len(),
            }
        };
        damage.push(Damage { kind, span });
    } else if headers.is_empty() && labels.iter().all(Option::is_none) {
        damage.push(Damage {
            kind: DamageKind::HeaderLost {
                table: TableId::Disputes,
            },
            span,
        });
    }
    let whole = rows
        .iter()
        .map(|row| row.span)
        .reduce(Span::cover)
        .unwrap_or(span);
    let first = lines.first().map_or(last, |line| line.line);
    let table = Table {
        id: TableId::Disputes,
        edition: definition.edition,
        span: whole,
        rows,
        headers,
        groups: Vec::new(),
        note: None,
        extras: Vec::new(),
    };
    Some(Reading {
        table,
        damage,
        lines: (first, last),
        legacy: Vec::new(),
    })
}

/// The values of the row, the document line of the last one, and whether headers stand among them so
/// that their order tells nothing.
fn values(lines: &[TableLine]) -> Option<(Vec<ValueAtom>, usize, bool)> {
    // A row of known cells, or a line of the right size, is the row whatever else stands round it.
    let whole = lines.iter().rev().find_map(|line| {
        let start = if line.structured {
            let headed = line.has_content() || line.values.len() == COLUMNS;
            window(line, COLUMNS, None).filter(|_| headed)
        } else {
            (line.values.len() == COLUMNS).then_some(0)
        }?;
        let values = line.values[start..start + COLUMNS].to_vec();
        (!is_glued(&values)).then_some((values, line.line, false))
    });
    if whole.is_some() {
        return whole;
    }
    let filled: Vec<&TableLine> = lines.iter().filter(|line| line.has_content()).collect();
    let last = filled.last()?.line;
    let keep_blanks = |line: &TableLine| line.structured && line.values.len().is_multiple_of(BLOCK);
    let mut all: Vec<ValueAtom> = Vec::new();
    let mut alone = Vec::new();
    for line in &filled {
        if line.values.len() == 1 {
            alone.push(all.len());
        }
        all.extend(
            line.values
                .iter()
                .filter(|atom| keep_blanks(line) || !atom.is_blank()),
        );
    }
    // One number too many on a line of its own is a page number.
    if all.len() == COLUMNS + 1 && alone.len() == 1 {
        all.remove(alone[0]);
    }
    Some((all, last, is_scattered(lines)))
}

/// Whether texts stand between the numbers of a block: a converter that reads box by box has mixed
/// both, and where a number belongs is told by its place on the page alone.
fn is_scattered(lines: &[TableLine]) -> bool {
    let mut before = 0;
    // Each number behind a header of its own is a list, not a torn row.
    let (mut between, mut alone) = (0, 0);
    for line in lines.iter().filter(|line| !line.structured) {
        if !line.texts.is_empty() && !before_is_block(before) && line.has_content() {
            alone += usize::from(line.values.len() == 1);
        }
        if !line.texts.is_empty() && !before_is_block(before) {
            between += 1;
        }
        before += line.values.len();
        if before >= COLUMNS {
            break;
        }
    }
    between > alone
}

/// Whether so many numbers are whole blocks.
fn before_is_block(numbers: usize) -> bool {
    numbers.is_multiple_of(BLOCK)
}

/// Whether a cell that is not alone in being filled holds more numbers than one.
fn is_glued(values: &[ValueAtom]) -> bool {
    values.iter().any(ValueAtom::is_blank) && values.iter().any(|atom| atom.form.spaced)
}

/// The labels of the three blocks.
fn labels(document: &Document<'_>, lines: &[TableLine]) -> [Option<Label>; 3] {
    let definition = table(Edition::V2021, TableId::Disputes);
    let mut found = [None; 3];
    for line in lines {
        for &place in &line.texts {
            let text = folded_label(document, &[place]);
            for (slot, row) in found.iter_mut().zip(definition.rows) {
                let matched = if text == row.name {
                    LabelMatch::Canonical
                } else if row.aliases.contains(&text.as_str()) && line.structured {
                    LabelMatch::Variant
                } else if text.starts_with(row.name)
                    || (!line.structured && text.contains(row.name) && !text.contains('。'))
                {
                    LabelMatch::Fragments
                } else {
                    continue;
                };
                slot.get_or_insert(Label {
                    span: document.span(place),
                    matched,
                });
            }
        }
    }
    found
}

fn headers(document: &Document<'_>, lines: &[TableLine]) -> Vec<ColumnHeader> {
    let columns = table(Edition::V2021, TableId::Disputes).rows[0].columns;
    let mut found = Vec::new();
    let mut others = None;
    let texts = || label::texts(document, lines.iter().flat_map(|line| &line.texts));
    for line in lines {
        for &place in &line.texts {
            let text = folded_label(document, &[place]);
            let header = columns.iter().find_map(|column| {
                let name = column.name;
                if text == name {
                    Some((column.key, LabelMatch::Canonical))
                } else if text.starts_with(name) {
                    Some((column.key, LabelMatch::Fragments))
                } else if column.aliases.contains(&text.as_str()) {
                    let whole = line.structured
                        && !name.starts_with(text.as_str())
                        && !label::is_tail(name, &text, others.get_or_insert_with(texts));
                    let matched = if whole {
                        LabelMatch::Variant
                    } else {
                        LabelMatch::Fragments
                    };
                    Some((column.key, matched))
                } else {
                    None
                }
            });
            if let Some((key, matched)) = header {
                found.push(ColumnHeader {
                    key,
                    span: document.span(place),
                    matched,
                });
            }
        }
    }
    found
}

/// A table that shows its headers but no value: every cell is blank, at the place after them.
fn empty(
    document: &Document<'_>,
    lines: &[TableLine],
    labels: &[Option<Label>; 3],
    headers: Vec<ColumnHeader>,
) -> Option<Reading> {
    // Numbers that could not be told apart are no blank cells.
    let numbers = |place: &Place| {
        let parts = document.str(*place).split(|c: char| !c.is_ascii_digit());
        parts.filter(|part| !part.is_empty()).count()
    };
    if lines
        .iter()
        .flat_map(|line| &line.texts)
        .any(|place| numbers(place) >= BLOCK)
    {
        return None;
    }
    if headers.is_empty() && labels.iter().all(Option::is_none) {
        return None;
    }
    let definition = table(Edition::V2021, TableId::Disputes);
    let last = lines.last()?;
    let place = last
        .texts
        .iter()
        .chain(&last.after)
        .copied()
        .reduce(Place::cover)?;
    let at = document.span(place);
    let blank = Span {
        start: at.end,
        end: at.end,
    };
    let start = labels
        .iter()
        .flatten()
        .map(|label| label.span)
        .chain(headers.iter().map(|header| header.span))
        .reduce(Span::cover)?;
    let cell = Cell {
        value: super::Value::Blank,
        span: blank,
        form: super::NumberForm::default(),
    };
    let rows = definition
        .rows
        .iter()
        .zip(labels)
        .map(|(row, label)| Row {
            key: row.key,
            label: *label,
            cells: vec![Some(cell); BLOCK],
            misfit: None,
            span: label.map_or(blank, |label| label.span),
        })
        .collect();
    let table = Table {
        id: TableId::Disputes,
        edition: definition.edition,
        span: start.cover(blank),
        rows,
        headers,
        groups: Vec::new(),
        note: None,
        extras: Vec::new(),
    };
    let first = lines.first().map_or(last.line, |line| line.line);
    Some(Reading {
        table,
        damage: Vec::new(),
        lines: (first, last.line),
        legacy: Vec::new(),
    })
}
