//! Reads 表三: 25 rows of 7 numbers.

use crate::damage::{Damage, DamageKind};
use crate::form::{Edition, RowKey, TableDef, TableId, table};
use crate::layout::{Document, LineKind, Place};
use crate::normal;
use crate::table::align::Alignment;
use crate::table::atoms::{TableLine, folded_label, table_lines};
use crate::table::columns;
use crate::table::groups::{self, Assignment, Group, Groups};
use crate::table::label::{self, Recognised};
use crate::table::settle;
use crate::table::{Cell, ColumnHeader, Extra, Label, LabelMatch, Misfit, Row, Table, Value};

/// A table with what was lost of it, and the document lines it covers.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) table: Table,
    pub(crate) damage: Vec<Damage>,
    /// First and last line, in the document.
    pub(crate) lines: (usize, usize),
    /// Labels that only the edition of 2019 has.
    pub(crate) legacy: Vec<crate::span::Span>,
}

const COLUMNS: usize = 7;

/// Rows that could not be read in a table torn apart, so that others may be missed for the same reason.
const UNREAD: usize = 3;

/// Reads the table from the lines `from..to`; `None` when they hold no row of it.
pub(crate) fn read(document: &Document<'_>, from: usize, to: usize) -> Option<Reading> {
    let mut lines = table_lines(document, from, to);
    // A row of fifteen values is 表四, whose heading was lost.
    if let Some(end) = lines.iter().position(is_disputes_row) {
        lines.truncate(end);
    }
    let definition = definition(document, &lines);
    columns::place(document, COLUMNS, &mut lines);
    let mut groups = groups::collect(document, definition, &lines, COLUMNS);
    let mut assignment = groups::assign(document, definition, &groups);
    merge_split_rows(&mut groups, &mut assignment);
    if assignment.rows.iter().all(Option::is_none) && groups.groups.is_empty() {
        return None;
    }
    let doubtful = settle::settle(document, definition, &groups, &mut assignment, COLUMNS);
    let torn_apart = doubtful.is_none();
    let doubtful = doubtful.unwrap_or_default();
    let mut reader = Builder::new(document, definition);
    for (index, (group, row)) in groups.groups.iter().zip(&assignment.rows).enumerate() {
        match row {
            Some(row) if doubtful.contains(&index) => reader.doubtful_row(group, *row),
            Some(row) => reader.row(group, *row, torn_apart),
            None => reader.extra(group),
        }
    }
    reader.headers(&lines);
    reader.labels_alone(&groups, &assignment);
    let last_line = last_line(document, &lines, &groups, &assignment);
    reader.finish(&lines, &assignment, torn_apart, last_line, to)
}

fn is_disputes_row(line: &TableLine) -> bool {
    line.texts.is_empty()
        && line.values.len() >= 15
        && line.has_content()
        && line
            .values
            .iter()
            .filter(|atom| atom.value != Value::Blank)
            .count()
            >= 10
}

/// The edition whose rows the table has: （六）其他处理 with numbers and without rows under it is 2019.
fn definition(document: &Document<'_>, lines: &[TableLine]) -> &'static TableDef {
    let v2021 = table(Edition::V2021, TableId::Requests);
    let mut text = String::new();
    let mut merged = false;
    let mut beside = false;
    for line in lines {
        let before = text.len();
        text.push_str(&folded_label(document, &line.texts));
        let ends = text.ends_with("其他处理") || text.ends_with("其它处理");
        merged |= ends && (line.has_content() || line.structured && line.values.len() >= COLUMNS);
        // Numbers beside the first line of a label that goes on below them.
        merged |= ends && beside && !line.structured;
        beside = line.has_content() && text[before..].contains("其");
    }
    let told = ["逾期不补", "收费通知", "正当理由逾期"];
    if !merged || told.iter().any(|words| text.contains(words)) {
        return v2021;
    }
    // The labels of the rows under it may be torn apart.
    let characters: Vec<char> = text.chars().collect();
    let rows = Alignment::new(v2021, &characters).rows_between(0, characters.len(), 60);
    let under = |row: &usize| {
        matches!(
            v2021.rows[*row].key,
            RowKey::OtherCorrectionOverdue | RowKey::OtherFeeOverdue
        )
    };
    if rows.iter().any(under) {
        v2021
    } else {
        table(Edition::V2019, TableId::Requests)
    }
}

/// Joins two groups that together make one row: a row's last numbers behind a page break.
fn merge_split_rows(groups: &mut Groups, assignment: &mut Assignment) {
    let mut index = 1;
    while index < groups.groups.len() {
        let (first, second) = (&groups.groups[index - 1], &groups.groups[index]);
        let together = first.values.len() + second.values.len() == COLUMNS
            && !first.structured
            && !second.structured
            && assignment.rows[index].is_none_or(|row| {
                assignment.rows[index - 1].is_some_and(|other| other.row == row.row)
            });
        if together {
            let second = groups.groups.remove(index);
            assignment.rows.remove(index);
            let first = &mut groups.groups[index - 1];
            first.values.extend(second.values);
            first.texts.extend(second.texts);
            first.own_texts = 0;
        } else {
            index += 1;
        }
    }
}

/// Index, in the document, of the last line that belongs to the table.
fn last_line(
    document: &Document<'_>,
    lines: &[TableLine],
    groups: &Groups,
    assignment: &Assignment,
) -> usize {
    let of_table = |(group, row): &(&Group, &Option<Recognised>)| row.is_some() || group.structured;
    let end = groups
        .groups
        .iter()
        .zip(&assignment.rows)
        .filter(of_table)
        .flat_map(|(group, _)| &group.values)
        .map(|atom| atom.place.start)
        .max()
        .unwrap_or(0);
    let end = label_tail(document, groups, assignment).map_or(end, |tail| tail.max(end));
    lines
        .iter()
        .map(|line| line.line)
        .take_while(|&line| {
            document
                .lines
                .get(line)
                .is_some_and(|line| line.place.start <= end)
        })
        .last()
        .unwrap_or(0)
}

/// Where the last row's label ends when it goes on below the row's numbers.
fn label_tail(document: &Document<'_>, groups: &Groups, assignment: &Assignment) -> Option<u32> {
    let definition = table(Edition::V2021, TableId::Requests).rows.last()?;
    let last = groups.groups.last()?;
    assignment.rows.last()?.as_ref()?;
    let text = folded_label(document, last.label_pieces());
    let mut rest = definition
        .name
        .strip_prefix(&text[normal::ordinal_len(&text)..])?;
    let mut end = None;
    for &place in &groups.tail {
        let piece = folded_label(document, &[place]);
        let Some(left) = rest.strip_prefix(piece.as_str()) else {
            break;
        };
        rest = left;
        end = Some(place.start);
    }
    end
}

struct Builder<'d, 'a> {
    document: &'d Document<'a>,
    definition: &'static TableDef,
    rows: Vec<Row>,
    extras: Vec<Extra>,
    headers: Vec<ColumnHeader>,
    damage: Vec<Damage>,
    note: Option<crate::span::Span>,
}

impl<'d, 'a> Builder<'d, 'a> {
    fn new(document: &'d Document<'a>, definition: &'static TableDef) -> Self {
        Self {
            document,
            definition,
            rows: Vec::with_capacity(definition.rows.len()),
            extras: Vec::new(),
            headers: Vec::new(),
            damage: Vec::new(),
            note: None,
        }
    }

    fn row(&mut self, group: &Group, found: Recognised, unreadable: bool) {
        let document = self.document;
        let definition = &self.definition.rows[found.row];
        let label = self.label(group, found);
        let values = group
            .values
            .iter()
            .map(|atom| atom.place)
            .reduce(Place::cover);
        let values_span = values.map(|place| document.span(place));
        let span = match (label, values_span) {
            (Some(label), Some(values)) => label.span.cover(values),
            (Some(label), None) => label.span,
            (None, Some(values)) => values,
            (None, None) => return,
        };
        let mut misfit = None;
        let cells = if group.values.len() == COLUMNS && !unreadable {
            let cell = |atom: &super::atoms::ValueAtom| {
                Some(Cell {
                    value: atom.value,
                    span: document.span(atom.place),
                    form: atom.form,
                })
            };
            group.values.iter().map(cell).collect()
        } else {
            if !unreadable {
                let found = group.values.len();
                let place = values_span.unwrap_or(span);
                misfit = Some(Misfit { found, span: place });
                self.damage.push(Damage {
                    kind: DamageKind::RowMisfit {
                        table: TableId::Requests,
                        row: definition.key,
                        found,
                    },
                    span: place,
                });
            }
            vec![None; COLUMNS]
        };
        if found.cut
            && let Some(label) = label
        {
            let kind = DamageKind::LabelTorn {
                table: TableId::Requests,
                row: definition.key,
            };
            self.damage.push(Damage {
                kind,
                span: label.span,
            });
        }
        for place in &group.after {
            self.extras.push(Extra {
                span: document.span(*place),
                column: true,
            });
        }
        self.rows.push(Row {
            key: definition.key,
            label,
            cells,
            misfit,
            span,
        });
    }

    /// A row whose numbers may be of other rows as well.
    fn doubtful_row(&mut self, group: &Group, found: Recognised) {
        self.row(group, found, true);
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        let span = row.span;
        row.misfit = Some(Misfit {
            found: group.values.len(),
            span,
        });
        let kind = DamageKind::RowTorn {
            table: TableId::Requests,
            row: row.key,
        };
        self.damage.push(Damage { kind, span });
    }

    fn label(&self, group: &Group, found: Recognised) -> Option<Label> {
        if found.matched == LabelMatch::Inferred {
            return None;
        }
        let pieces = if found.pieces > 0 {
            &group.texts[group.texts.len().saturating_sub(found.pieces)..]
        } else {
            group.label_pieces()
        };
        let place = pieces.iter().copied().reduce(Place::cover)?;
        Some(Label {
            span: self.document.span(place),
            matched: label::in_place(self.document, place, found.matched),
        })
    }

    /// A group with a label that the form does not have.
    fn extra(&mut self, group: &Group) {
        let text = folded_label(self.document, group.label_pieces());
        let words = text.chars().filter(|c| !c.is_ascii()).count();
        let place = group.label_pieces().iter().copied().reduce(Place::cover);
        let known = ["小计", "合计", "备注", "其中"]
            .iter()
            .any(|word| text.contains(word));
        if let (true, Some(place)) = ((group.structured && words > 1) || known, place) {
            self.extras.push(Extra {
                span: self.document.span(place),
                column: false,
            });
        }
    }

    /// Rows whose labels stand without their numbers: no drafter left those rows out.
    fn labels_alone(&mut self, groups: &Groups, assignment: &Assignment) {
        let told = groups.groups.iter().zip(&assignment.rows);
        let alone = told
            .filter(|(group, row)| row.is_none() || !group.structured)
            .flat_map(|(group, _)| &group.texts);
        let mut text = String::new();
        let mut place: Option<Place> = None;
        for &piece in alone.chain(&groups.tail) {
            text.push_str(&folded_label(self.document, &[piece]));
            place = Some(place.map_or(piece, |place| place.cover(piece)));
        }
        let Some(place) = place else { return };
        let rows: Vec<RowKey> = self
            .definition
            .rows
            .iter()
            .filter(|row| !label::is_ambiguous(row.key))
            .filter(|known| self.rows.iter().all(|row| row.key != known.key))
            .filter(|row| text.contains(row.name))
            .map(|row| row.key)
            .collect();
        if !rows.is_empty() {
            self.damage.push(Damage {
                kind: DamageKind::TableCut {
                    table: TableId::Requests,
                    rows,
                },
                span: self.document.span(place),
            });
        }
    }

    /// Column headers and the note in the corner, from the lines before the first row.
    fn headers(&mut self, lines: &[TableLine]) {
        let first = self.rows.first().map_or(u32::MAX, |row| row.span.start);
        let document = self.document;
        let mut others = None;
        let texts = || {
            let all = lines
                .iter()
                .flat_map(|line| line.texts.iter().chain(&line.after));
            label::texts(document, all)
        };
        for line in lines {
            for &place in line.texts.iter().chain(&line.after) {
                let span = self.document.span(place);
                if span.start >= first {
                    return;
                }
                let text = folded_label(self.document, &[place]);
                if text.contains("勾稽关系") {
                    self.note = Some(span);
                    continue;
                }
                let columns = self.definition.rows[0].columns;
                let header = columns.iter().find_map(|column| {
                    let name = column.name;
                    if text == name {
                        Some((column.key, LabelMatch::Canonical))
                    } else if column.aliases.contains(&text.as_str()) {
                        // The beginning of the label is a label cut short, not other words.
                        let cut = name.starts_with(text.as_str())
                            || !line.structured
                            || label::is_tail(name, &text, others.get_or_insert_with(texts));
                        let matched = if cut {
                            LabelMatch::Fragments
                        } else {
                            LabelMatch::Variant
                        };
                        Some((column.key, matched))
                    } else {
                        None
                    }
                });
                if let Some((key, matched)) = header {
                    self.headers.push(ColumnHeader { key, span, matched });
                } else if line.structured && matches!(text.as_str(), "小计" | "备注" | "说明")
                {
                    self.extras.push(Extra { span, column: true });
                }
            }
        }
    }

    fn finish(
        mut self,
        lines: &[TableLine],
        assignment: &Assignment,
        torn_apart: bool,
        last_line: usize,
        to: usize,
    ) -> Option<Reading> {
        let id = TableId::Requests;
        let span = self
            .rows
            .iter()
            .map(|row| row.span)
            .reduce(crate::span::Span::cover)?;
        if assignment.unlabelled {
            self.damage.push(Damage {
                kind: DamageKind::HeaderLost { table: id },
                span,
            });
        }
        if torn_apart {
            // Which number is whose cannot be told: no row is claimed.
            self.rows.clear();
            self.damage = vec![Damage {
                kind: DamageKind::TableTorn { table: id },
                span,
            }];
        } else {
            self.cut_rows(assignment.aligned, last_line, to);
        }
        // Rows by their place in the form; the first of two equal ones is kept.
        let order = |row: &Row| {
            self.definition
                .rows
                .iter()
                .position(|def| def.key == row.key)
        };
        self.rows.sort_by_key(order);
        self.rows.dedup_by_key(|row| row.key);
        let first_line = lines.first().map_or(last_line, |line| line.line);
        let table = Table {
            id,
            edition: self.definition.edition,
            span,
            rows: self.rows,
            headers: self.headers,
            groups: Vec::new(),
            note: self.note,
            extras: self.extras,
        };
        Some(Reading {
            table,
            damage: self.damage,
            lines: (first_line, last_line),
            legacy: Vec::new(),
        })
    }

    /// Names rows that are lost to a cut: the end of the table, or rows at a ruler or page break.
    fn cut_rows(&mut self, aligned: bool, last_line: usize, to: usize) {
        let missing: Vec<RowKey> = self
            .definition
            .rows
            .iter()
            .map(|row| row.key)
            .filter(|key| self.rows.iter().all(|row| row.key != *key))
            .filter(|key| {
                let told = |damage: &Damage| matches!(&damage.kind, DamageKind::TableCut { rows, .. } if rows.contains(key));
                !self.damage.iter().any(told)
            })
            .collect();
        if missing.is_empty() {
            return;
        }
        // Among rows that cannot be read, one that was not found may be one of them.
        let unread = self.rows.iter().filter(|row| row.misfit.is_some()).count();
        if aligned && unread >= UNREAD {
            let at = self.rows.first().map_or(0, |row| row.span.start);
            self.damage.push(Damage {
                kind: DamageKind::TableCut {
                    table: TableId::Requests,
                    rows: missing,
                },
                span: crate::span::Span { start: at, end: at },
            });
            return;
        }
        let last_found = self.rows.last().map(|row| row.key);
        let tail: Vec<RowKey> = missing
            .iter()
            .copied()
            .filter(|key| Some(*key) > last_found)
            .collect();
        // Drafters leave out a row; only a converter loses the end of the table with its total.
        let cut_tail = tail.len() >= 3
            || (tail.len() == 2 && self.ruler_between(last_line, to))
            || (!tail.is_empty() && last_line + 1 >= self.document.lines.len());
        if cut_tail {
            let end = self.rows.last().map_or(0, |row| row.span.end);
            self.damage.push(Damage {
                kind: DamageKind::TableCut {
                    table: TableId::Requests,
                    rows: tail.clone(),
                },
                span: crate::span::Span { start: end, end },
            });
        }
        let head: Vec<RowKey> = missing
            .into_iter()
            .filter(|key| !tail.contains(key))
            .collect();
        if head.len() >= 3 {
            let before = self
                .rows
                .iter()
                .rfind(|row| Some(row.key) < head.first().copied());
            let at = before.map_or(self.rows.first().map_or(0, |row| row.span.start), |row| {
                row.span.end
            });
            self.damage.push(Damage {
                kind: DamageKind::TableCut {
                    table: TableId::Requests,
                    rows: head,
                },
                span: crate::span::Span { start: at, end: at },
            });
        }
    }

    fn ruler_between(&self, from: usize, to: usize) -> bool {
        let end = to.min(self.document.lines.len());
        self.document.lines[from.min(end)..end]
            .iter()
            .any(|line| line.kind == LineKind::Rule)
    }
}
