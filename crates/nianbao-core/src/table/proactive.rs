//! Reads 表二: blocks of short rows.

use crate::damage::{Damage, DamageKind};
use crate::form::{ColumnDef, Edition, RowDef, TableDef, TableId, table};
use crate::layout::{Document, LineKind, Place};
use crate::normal;
use crate::span::Span;
use crate::table::atoms::folded_label;
use crate::table::label;
use crate::table::requests::Reading;
use crate::table::value::{self, Scale};
use crate::table::{
    Cell, ColumnHeader, Extra, Label, LabelMatch, Misfit, NumberForm, Row, Table, Value,
};

/// Labels that only the edition of 2019 has, in normal form.
const LEGACY_2019: [&str; 7] = [
    "本年新制作数量",
    "本年新公开数量",
    "对外公开总数量",
    "上一年项目数量",
    "其他对外管理服务事项",
    "政府集中采购",
    "采购项目数量",
];

/// A piece of a line: a cell, or words without a wide gap.
struct Piece {
    line: usize,
    place: Place,
    text: String,
    structured: bool,
}

/// A row under construction.
struct Open {
    row: &'static RowDef,
    label: Label,
    values: Vec<(Place, Value, NumberForm)>,
    /// The cell behind the label, where a blank one stands.
    blanks: Vec<Place>,
    structured: bool,
    last_line: usize,
    torn_label: bool,
    /// The text of the piece that opened it.
    text: String,
}

/// Reads the table from the lines `from..to`; `None` when they hold no row of it.
pub(crate) fn read(document: &Document<'_>, from: usize, to: usize) -> Option<Reading> {
    let pieces = pieces(document, from, to);
    let legacy: Vec<Span> = pieces
        .iter()
        .filter(|piece| {
            LEGACY_2019
                .iter()
                .any(|label| piece.text.starts_with(label))
        })
        .map(|piece| document.span(piece.place))
        .collect();
    // Labels may be broken over pieces.
    let broken = legacy.is_empty() && {
        let all: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        LEGACY_2019.iter().any(|label| all.contains(label))
    };
    let edition = if broken || !legacy.is_empty() {
        Edition::V2019
    } else {
        Edition::V2021
    };
    let definition = table(edition, TableId::Proactive);
    let mut reader = Reader {
        document,
        definition,
        open: None,
        done: Vec::new(),
        headers: Vec::new(),
        groups: Vec::new(),
        extras: Vec::new(),
        stray: 0,
        before: None,
    };
    for piece in &pieces {
        reader.piece(piece);
    }
    let mut reading = reader.finish(pieces.first()?.line)?;
    reading.legacy = legacy;
    Some(reading)
}

fn pieces(document: &Document<'_>, from: usize, to: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, line) in document.lines.iter().enumerate().take(to).skip(from) {
        match line.kind {
            LineKind::Row { .. } => {
                for &place in document.row(line) {
                    let text = folded_label(document, &[place]);
                    pieces.push(Piece {
                        line: index,
                        place,
                        text,
                        structured: true,
                    });
                }
            }
            LineKind::Text => {
                for place in words(document, line.place) {
                    let text = folded_label(document, &[place]);
                    pieces.push(Piece {
                        line: index,
                        place,
                        text,
                        structured: false,
                    });
                }
            }
            _ => {}
        }
    }
    pieces
}

/// The words of a line; words of a label that stand one space apart stay together.
fn words(document: &Document<'_>, line: Place) -> Vec<Place> {
    let text = document.str(line);
    let mut words: Vec<Place> = Vec::new();
    let mut start = None;
    let mut gap = 0;
    let end = [(text.len(), ' ')];
    for (at, character) in text.char_indices().chain(end) {
        if character.is_whitespace() {
            if let Some(from) = start.take() {
                let word = Place::new(line.start as usize + from, line.start as usize + at);
                let no_digits = |place: Place| {
                    document
                        .str(place)
                        .chars()
                        .all(|c| !c.is_ascii_digit() && c != '/' && c != '-')
                };
                // `规 章` is one label whose characters a justified cell has set apart.
                let single = |place: Place| place.end - place.start == 3;
                let apart = single(word)
                    && no_digits(word)
                    && words.last().is_some_and(|&last| {
                        let text = document.str(last);
                        // No label is longer; a line of nothing else is read once.
                        text.len() <= 120
                            && (single(last) || text.contains(char::is_whitespace))
                            && text.chars().next_back().is_some_and(|c| c.len_utf8() == 3)
                            && no_digits(last)
                    });
                match words
                    .last_mut()
                    .filter(|last| apart || gap == 1 && no_digits(**last) && no_digits(word))
                {
                    // `结果 维持` is one label, `规章 0` and two headers are not.
                    Some(last) if apart || is_heading_part(document.str(*last)) => {
                        *last = last.cover(word);
                    }
                    _ => words.push(word),
                }
                gap = 0;
            }
            gap += 1;
        } else if start.is_none() {
            start = Some(at);
        }
    }
    words
}

/// Whether a word is the first part of a block's heading (`第二十条 第（一）项`).
fn is_heading_part(word: &str) -> bool {
    normal::folded(word) == "第二十条"
}

struct Reader<'d, 'a> {
    document: &'d Document<'a>,
    definition: &'static TableDef,
    open: Option<Open>,
    done: Vec<Open>,
    headers: Vec<ColumnHeader>,
    groups: Vec<(&'static str, Span)>,
    extras: Vec<Extra>,
    /// Values that stand behind no label.
    stray: usize,
    /// The text piece before, for labels broken over two pieces.
    before: Option<(Place, String)>,
}

impl Reader<'_, '_> {
    fn piece(&mut self, piece: &Piece) {
        if piece.text.is_empty() {
            if let Some(open) = &mut self.open
                && piece.structured
                && piece.line == open.last_line
            {
                open.blanks.push(piece.place);
                let blank = (piece.place, Value::Blank, NumberForm::default());
                open.values.push(blank);
            }
            return;
        }
        let scale = |open: &Open| match open.row.columns.get(open.values.len()) {
            Some(ColumnDef { amount: true, .. }) => Scale::TenThousandYuan,
            _ => Scale::Count,
        };
        let raw = self.document.str(piece.place);
        let text = piece.text.as_str();
        let known = !text.starts_with(|c: char| c.is_ascii_digit())
            && (self.row_of(text).is_some()
                || self.group_of(text).is_some()
                || self.header_of(piece).is_some());
        if let Some(open) = &mut self.open {
            let room = open.structured && piece.line == open.last_line
                || filled(&open.values) < open.row.columns.len();
            let (mut value, mut form) = value::cell(raw, scale(open));
            // Nothing can be said of a place between whose parts other cells stand.
            if self.document.is_torn(piece.place) {
                (value, form) = (Value::Text, NumberForm::default());
            }
            // Words among the values of a row are a value that is no number, not another label.
            let words = value == Value::Text
                && !known
                && open.structured
                && piece.line == open.last_line
                && filled(&open.values) < open.row.columns.len();
            if (value != Value::Text && room) || words {
                open.values.push((piece.place, value, form));
                open.last_line = piece.line;
                self.before = None;
                return;
            }
        }
        if !piece.structured && value::word(raw).is_some() && self.start_beside(piece) {
            self.piece(piece);
            return;
        }
        if value::word(raw).is_some() {
            self.stray += 1;
            return;
        }
        self.label(piece);
    }

    fn label(&mut self, piece: &Piece) {
        let text = piece.text.as_str();
        if self.label_with_value(piece) {
            self.before = None;
            return;
        }
        if let Some(group) = self.group_of(text) {
            self.close();
            self.groups.push((group, self.document.span(piece.place)));
            self.before = None;
            return;
        }
        if self.goes_on_below(piece) {
            return;
        }
        // Numbers behind other words are no longer the row's.
        let ended = |open: &Open| !open.structured && !open.values.is_empty();
        if self.open.as_ref().is_some_and(ended) {
            self.close();
        }
        if let Some((row, matched)) = self.row_of(text) {
            self.start(row, piece.place, matched, piece, false);
            self.before = Some((piece.place, piece.text.clone()));
            return;
        }
        let mut broken = None;
        if let Some((place, before)) = self.before.take() {
            let joined = format!("{before}{text}");
            let place = place.cover(piece.place);
            if let Some((row, _)) = self.row_of(&joined) {
                // The first part alone may have been taken for a label cut short.
                let own = |open: &Open| open.values.is_empty() && before.starts_with(&open.text);
                if self.open.as_ref().is_some_and(own) {
                    self.open = None;
                }
                self.start(row, place, LabelMatch::Fragments, piece, true);
                if let Some(open) = &mut self.open {
                    open.text.clone_from(&joined);
                }
                self.before = Some((place, joined));
                return;
            }
            if let Some(group) = self.group_of(&joined) {
                self.close();
                self.groups.push((group, self.document.span(place)));
                return;
            }
            if !piece.structured && self.begins_label(&joined) {
                broken = Some((place, joined));
            }
        }
        if let Some((key, matched)) = self.header_of(piece) {
            self.close();
            self.headers.push(ColumnHeader {
                key,
                span: self.document.span(piece.place),
                matched,
            });
        } else if piece.structured && self.open.is_none() && !self.is_header_word(text) {
            self.extras.push(Extra {
                span: self.document.span(piece.place),
                column: false,
            });
        } else if piece.structured {
            self.close();
            if !self.is_header_word(text) {
                self.extras.push(Extra {
                    span: self.document.span(piece.place),
                    column: false,
                });
            }
        }
        self.before = broken.or_else(|| Some((piece.place, piece.text.clone())));
    }

    /// `行政事业性收费251000元`: a label and its value in one piece.
    fn label_with_value(&mut self, piece: &Piece) -> bool {
        let found = self.definition.rows.iter().find_map(|row| {
            let rest = piece
                .text
                .strip_prefix(row.name)
                .filter(|rest| !rest.is_empty())?;
            let scale = if row.columns[0].amount {
                Scale::TenThousandYuan
            } else {
                Scale::Count
            };
            let (value, form) = value::cell(rest, scale);
            matches!(value, Value::Number(_)).then_some((row, value, form))
        });
        let Some((row, value, form)) = found else {
            return false;
        };
        let at = behind(self.document.str(piece.place), row.name.len());
        let place = Place {
            start: piece.place.start + at as u32,
            end: piece.place.end,
        };
        self.start(row, piece.place, LabelMatch::Fragments, piece, false);
        if let Some(open) = &mut self.open {
            open.values.push((place, value, form));
        }
        true
    }

    /// Opens the row whose label begins beside a value and goes on in the lines below it; only when
    /// the beginning is no other row's.
    fn start_beside(&mut self, piece: &Piece) -> bool {
        let Some((place, before)) = self.before.take() else {
            return false;
        };
        let mut rows = self
            .definition
            .rows
            .iter()
            .filter(|row| row.name.starts_with(&before));
        let (Some(row), None) = (rows.next(), rows.next()) else {
            return false;
        };
        let between = Place {
            start: place.end,
            end: piece.place.start,
        };
        if self.document.str(between).contains('\n') || before.chars().count() < 3 {
            return false;
        }
        self.start(row, place, LabelMatch::Fragments, piece, true);
        if let Some(open) = &mut self.open {
            open.text = before;
        }
        true
    }

    /// Takes the rest of the open row's label, when that is what a piece below its values is.
    fn goes_on_below(&mut self, piece: &Piece) -> bool {
        let document = self.document;
        let Some(open) = self.open.as_mut().filter(|open| !open.structured) else {
            return false;
        };
        let joined = format!("{}{}", open.text, piece.text);
        if open.values.is_empty() || !open.row.name.starts_with(&joined) {
            return false;
        }
        open.label.span = open.label.span.cover(document.span(piece.place));
        open.torn_label = true;
        open.text = joined;
        open.last_line = piece.line;
        true
    }

    /// Whether a text is no row of its own: a word of the header, or a label cut in two.
    fn is_header_word(&self, text: &str) -> bool {
        is_header_word(text) || text.chars().count() > 2 && self.begins_label(text)
    }

    /// Whether a text is the beginning of a label of a row or block.
    fn begins_label(&self, text: &str) -> bool {
        self.definition.rows.iter().any(|row| {
            row.name.starts_with(text)
                || row.group.is_some_and(|group| group.name.starts_with(text))
        })
    }

    fn start(
        &mut self,
        row: &'static RowDef,
        place: Place,
        matched: LabelMatch,
        piece: &Piece,
        torn_label: bool,
    ) {
        self.close();
        self.open = Some(Open {
            row,
            label: Label {
                span: self.document.span(place),
                matched: label::in_place(self.document, place, matched),
            },
            values: Vec::new(),
            blanks: Vec::new(),
            structured: piece.structured,
            last_line: piece.line,
            torn_label,
            text: piece.text.clone(),
        });
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.done.push(open);
        }
    }

    fn group_of(&self, text: &str) -> Option<&'static str> {
        let mut groups = self.definition.rows.iter().filter_map(|row| row.group);
        groups
            .find(|group| text == group.name || Some(text) == group.name.strip_prefix("第二十条"))
            .map(|group| group.label)
    }

    fn row_of(&self, text: &str) -> Option<(&'static RowDef, LabelMatch)> {
        self.definition.rows.iter().find_map(|row| {
            let found = label::compare(row, text)?;
            // A beginning of the label is a label cut or broken, not other words.
            let cut = found.matched == LabelMatch::Variant
                && row.name.starts_with(text)
                && text != row.name;
            Some((
                row,
                if cut {
                    LabelMatch::Fragments
                } else {
                    found.matched
                },
            ))
        })
    }

    fn header_of(&self, piece: &Piece) -> Option<(crate::form::ColumnKey, LabelMatch)> {
        let text = normal::label(&piece.text);
        let columns = self.definition.rows.iter().flat_map(|row| row.columns);
        columns.into_iter().find_map(|column| {
            let name = column.name;
            if text == name {
                Some((column.key, LabelMatch::Canonical))
            } else if column.aliases.contains(&text.as_str()) {
                let whole = piece.structured && !name.starts_with(text.as_str());
                Some((
                    column.key,
                    if whole {
                        LabelMatch::Variant
                    } else {
                        LabelMatch::Fragments
                    },
                ))
            } else {
                None
            }
        })
    }

    fn finish(mut self, first_line: usize) -> Option<Reading> {
        self.close();
        let id = TableId::Proactive;
        // Numbers without labels beside labels without numbers: the columns were torn apart.
        let torn = self.stray > 0 && self.done.iter().any(|open| filled(&open.values) == 0);
        let mut damage = Vec::new();
        let mut rows: Vec<Row> = Vec::new();
        let mut last_line = first_line;
        for open in &self.done {
            if rows.iter().any(|row| row.key == open.row.key) {
                continue;
            }
            last_line = last_line.max(open.last_line);
            rows.push(self.row(open, torn, &mut damage));
        }
        let span = rows
            .iter()
            .map(|row| row.span)
            .chain(self.groups.iter().map(|(_, span)| *span))
            .reduce(Span::cover)?;
        if rows.is_empty() {
            return None;
        }
        if torn {
            damage.push(Damage {
                kind: DamageKind::TableTorn { table: id },
                span,
            });
        }
        let position = |row: &Row| {
            self.definition
                .rows
                .iter()
                .position(|def| def.key == row.key)
        };
        rows.sort_by_key(position);
        let table = Table {
            id,
            edition: self.definition.edition,
            span,
            rows,
            headers: self.headers,
            groups: self.groups,
            note: None,
            extras: self.extras,
        };
        Some(Reading {
            table,
            damage,
            lines: (first_line, last_line),
            legacy: Vec::new(),
        })
    }

    fn row(&self, open: &Open, torn: bool, damage: &mut Vec<Damage>) -> Row {
        let document = self.document;
        let count = open.row.columns.len();
        let end = Span {
            start: open.label.span.end,
            end: open.label.span.end,
        };
        let blank_at = |index: usize| {
            open.blanks
                .get(index.min(open.blanks.len().saturating_sub(1)))
                .map_or(end, |&place| document.span(place))
        };
        let cell = |(place, value, form): &(Place, Value, NumberForm)| {
            Some(Cell {
                value: *value,
                span: document.span(*place),
                form: *form,
            })
        };
        let values = if open.structured {
            &open.values[..open.values.len() - repeats(document, &open.values, count)]
        } else {
            &open.values[..]
        };
        let values = columns_of(values, count);
        let spans = open
            .values
            .iter()
            .map(|(place, ..)| document.span(*place))
            .reduce(Span::cover);
        let mut misfit = None;
        let cells: Vec<Option<Cell>> = match values {
            _ if torn => vec![None; count],
            Some(values) if !values.is_empty() => values.iter().map(cell).collect(),
            // The row is there and nothing is in it.
            Some(_) => (0..count)
                .map(|index| {
                    let span = blank_at(index);
                    Some(Cell {
                        value: Value::Blank,
                        span,
                        form: NumberForm::default(),
                    })
                })
                .collect(),
            None => {
                let found = filled(&open.values);
                let span = spans.unwrap_or(open.label.span);
                misfit = Some(Misfit { found, span });
                let kind = DamageKind::RowMisfit {
                    table: TableId::Proactive,
                    row: open.row.key,
                    found,
                };
                damage.push(Damage { kind, span });
                vec![None; count]
            }
        };
        let matched = if open.torn_label {
            LabelMatch::Fragments
        } else {
            open.label.matched
        };
        Row {
            key: open.row.key,
            label: Some(Label {
                span: open.label.span,
                matched,
            }),
            cells,
            misfit,
            span: spans.map_or(open.label.span, |spans| spans.cover(open.label.span)),
        }
    }
}

/// Where in a raw text its folded form goes on after `len` bytes.
fn behind(raw: &str, len: usize) -> usize {
    let mut left = len;
    for (at, character) in raw.char_indices() {
        let folded = normal::fold(character).filter(|&c| !normal::is_mark(c));
        let Some(folded) = folded else { continue };
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(folded.len_utf8());
    }
    raw.len()
}

fn filled(values: &[(Place, Value, NumberForm)]) -> usize {
    values
        .iter()
        .filter(|(_, value, _)| *value != Value::Blank)
        .count()
}

/// How many values at the end of a row repeat its only value: some converters write a cell that spans
/// columns once in each.
fn repeats(document: &Document<'_>, values: &[(Place, Value, NumberForm)], count: usize) -> usize {
    let mut texts = values.iter().map(|(place, ..)| document.str(*place));
    let same = match texts.next() {
        Some(first) if count == 1 => texts.all(|text| text == first),
        _ => false,
    };
    if same { values.len() - 1 } else { 0 }
}

/// The values that are the row's columns: `None` when they are too many or too few to tell, empty
/// when there are none at all.
fn columns_of(
    values: &[(Place, Value, NumberForm)],
    count: usize,
) -> Option<&[(Place, Value, NumberForm)]> {
    let first = values
        .iter()
        .position(|(_, value, _)| *value != Value::Blank);
    let last = values
        .iter()
        .rposition(|(_, value, _)| *value != Value::Blank);
    match (first, last) {
        (Some(first), Some(last)) => {
            let extent = last - first + 1;
            if extent == count {
                Some(&values[first..=last])
            } else if extent < count
                && values.len() >= count
                && first + count <= values.len()
                && first == 0
            {
                Some(&values[..count])
            } else if extent < count && values.len() == count {
                Some(values)
            } else {
                None
            }
        }
        _ if values.len() >= count => Some(&values[..count]),
        _ => Some(&[]),
    }
}

/// Words of the header that are no columns of their own.
fn is_header_word(text: &str) -> bool {
    matches!(
        text,
        "信息内容" | "单位:万元" | "(单位:万元)" | "内容" | "项目" | "文件"
    )
}
