//! What would mend a table whose identities fail, in words and as fixes.

use std::fmt::Write as _;

use nianbao_core::Decimal;
use nianbao_core::form::{CellRef, ColumnKey, Identity, RowKey, TableId};
use nianbao_facts::labels::{cell_en, cell_zh, column_en, column_zh, list_en, row_en, row_zh};
use nianbao_lint::{
    Applicability, Context, Diagnostic, Edit, Fix, FixAvailability, Message, Related,
};

use super::{Ledger, Verdict, is_whole};
use crate::arithmetic::locate::{Change, Equation, Repair, locate};

/// How many repairs are shown.
const SHOWN_REPAIRS: usize = 3;
/// How many rows are named in one sentence.
const MANY_ROWS: usize = 7;
/// Counts beyond this are no counts, and sums of them could overflow.
const LARGEST_COUNT: i64 = 1_000_000_000_000;

/// A repair with the names of its cells.
pub(super) type NamedRepair = Vec<(CellRef, Change)>;

impl Ledger<'_> {
    /// The smallest changes that make all identities of the table (or one alone) hold, the likeliest
    /// first; with whether some identities could not be taken into account.
    fn repairs(&self, only: Option<&Identity>) -> Option<(Vec<NamedRepair>, bool)> {
        let rows = self.definition.rows;
        // All rows of these two tables have the same columns.
        let columns = rows[0].columns;
        let width = columns.len();
        let name_of =
            |at: usize| CellRef::new(self.table.id, rows[at / width].key, columns[at % width].key);
        let mut first_cells = [None; RowKey::ALL.len()];
        for (index, row) in rows.iter().enumerate() {
            first_cells[row.key as usize] = Some(index * width);
        }
        let index = |cell: CellRef| {
            let column = columns
                .iter()
                .position(|column| column.key == cell.column)?;
            Some(first_cells[cell.row as usize]? + column)
        };
        let mut values = vec![0; rows.len() * width];
        let mut known = vec![false; values.len()];
        for at in 0..values.len() {
            if let Ok(number) = self.number(name_of(at)) {
                values[at] = count(number)?;
                known[at] = true;
            }
        }
        let mut incomplete = false;
        let mut equations = Vec::new();
        let wanted = |identity: &Identity| only.is_none_or(|only| only.totals == identity.totals);
        for identity in self.identities().filter(|identity| wanted(identity)) {
            let mut cells = Vec::with_capacity(identity.terms.len() + identity.totals.len());
            for (side, weight) in [(&identity.terms, 1), (&identity.totals, -1)] {
                for &cell in side {
                    cells.push((index(cell)?, weight));
                }
            }
            if cells.iter().all(|&(at, _)| known[at]) {
                equations.push(Equation { cells });
            } else if matches!(self.judge(identity), Verdict::Broken(_)) {
                return None;
            } else {
                incomplete = true;
            }
        }
        let mut repairs: Vec<NamedRepair> = locate(&values, &equations)
            .into_iter()
            .map(|repair: Repair| {
                let changes = repair.into_iter();
                changes
                    .map(|change| (name_of(change.cell), change))
                    .collect()
            })
            .collect();
        // Stable: what `locate` ranks first stays first among equals. A move within a row or column
        // is a likelier slip than two unrelated ones, and a total that was not added up anew is
        // likelier than a part that is wrong.
        repairs.sort_by_key(|repair| {
            let total = repair
                .iter()
                .filter(|(cell, _)| cell.column == ColumnKey::Total)
                .count();
            let total = if self.table.id == TableId::Disputes {
                usize::MAX - total
            } else {
                0
            };
            (Move::of(repair).is_none(), total)
        });
        Some((repairs, incomplete))
    }

    /// Adds to a finding what would mend the table, or one identity of it alone.
    pub(super) fn explain(
        &self,
        context: &Context<'_>,
        diagnostic: &mut Diagnostic,
        only: Option<&Identity>,
    ) {
        let Some((repairs, incomplete)) = self.repairs(only) else {
            return;
        };
        let (repairs, evidence) = self.weigh(context, repairs);
        let Some(first) = repairs.first() else {
            return;
        };
        let scope = if only.is_some() {
            ("这一类的勾稽关系", "this identity holds")
        } else if incomplete {
            (
                "可核对的勾稽关系",
                "every identity that can be verified holds",
            )
        } else {
            ("全部勾稽关系", "every identity holds")
        };
        let words = self.sentence(&repairs, first.len(), scope);
        let _ = write!(diagnostic.message.zh, "{}", words.zh);
        let _ = write!(diagnostic.message.en, " {}", words.en);
        if let Some(evidence) = evidence {
            let _ = write!(diagnostic.message.zh, "{}", evidence.message.zh);
            let _ = write!(diagnostic.message.en, " {}", evidence.message.en);
            let note = Message::new("正文的说法", "what the prose says");
            diagnostic.related.push(Related::new(evidence.span, note));
        }
        // Three out of many would be offered by chance, except where the total comes first.
        if repairs.len() <= SHOWN_REPAIRS || only.is_some() {
            self.offer(diagnostic, &repairs);
        }
    }

    /// One sentence on all repairs, which change `size` cells each; `scope` says what then holds.
    fn sentence(
        &self,
        repairs: &[NamedRepair],
        size: usize,
        (scope_zh, scope_en): (&str, &str),
    ) -> Message {
        let name = self.table.id.name_zh();
        let number = self.table.id.number();
        if let [only] = repairs {
            let change = self.describe(only);
            return Message::new(
                format!(
                    "最小的改法只有一种（{size} 个单元格）：{}，{name}{scope_zh}即成立。",
                    change.zh
                ),
                format!(
                    "There is one smallest repair ({size} cells): {}; then {scope_en} in table {number}.",
                    change.en
                ),
            );
        }
        if let Some(message) = self
            .describe_moves(repairs)
            .or_else(|| self.describe_pairs(repairs))
        {
            return Message::new(
                format!("{}，{name}{scope_zh}即成立。", message.zh),
                format!("{}; then {scope_en} in table {number}.", message.en),
            );
        }
        let shown = repairs
            .iter()
            .take(SHOWN_REPAIRS)
            .map(|repair| self.describe(repair));
        let (zh, en): (Vec<_>, Vec<_>) = shown.map(|message| (message.zh, message.en)).unzip();
        let such = if repairs.len() > SHOWN_REPAIRS {
            ("例如：", "for example: ")
        } else {
            ("", "")
        };
        Message::new(
            format!(
                "最少改 {size} 个单元格可使{name}{scope_zh}成立，有 {} 种改法，{}{}。",
                repairs.len(),
                such.0,
                zh.join("；或者")
            ),
            format!(
                "Changing {size} cells is enough that {scope_en} in table {number}; there are {} ways, {}{}.",
                repairs.len(),
                such.1,
                en.join("; or ")
            ),
        )
    }

    /// Offers the first few repairs as fixes, where the rule may have any.
    fn offer(&self, diagnostic: &mut Diagnostic, repairs: &[NamedRepair]) {
        if diagnostic.rule.fix() == FixAvailability::None {
            return;
        }
        for repair in repairs.iter().take(SHOWN_REPAIRS) {
            let mut edits: Vec<Edit> = repair
                .iter()
                .map(|(cell, change)| Edit::new(self.span(*cell), change.to.to_string()))
                .collect();
            edits.sort_by_key(|edit| edit.span);
            let title = self.describe(repair);
            diagnostic.fixes.push(Fix {
                title,
                applicability: Applicability::Suggested,
                edits,
            });
        }
    }

    fn describe(&self, repair: &[(CellRef, Change)]) -> Message {
        if let Some(found) = Move::of(repair) {
            let (line_zh, line_en) = if found.within_row {
                let row = self.definition.row(found.from.row);
                (row.map(row_zh).unwrap_or_default(), row_en(found.from.row))
            } else {
                (
                    column_zh(self.definition, found.from).to_owned(),
                    column_en(found.from.column),
                )
            };
            let end = |cell: CellRef| {
                if found.within_row {
                    (
                        column_zh(self.definition, cell).to_owned(),
                        column_en(cell.column),
                    )
                } else {
                    let row = self.definition.row(cell.row).map(row_zh);
                    (row.unwrap_or_default(), row_en(cell.row))
                }
            };
            let (from, to, amount) = (end(found.from), end(found.to), found.amount);
            return Message::new(
                format!("把“{line_zh}”中的 {amount} 由“{}”改到“{}”", from.0, to.0),
                format!(
                    "move {amount} from \"{}\" to \"{}\" in \"{line_en}\"",
                    from.1, to.1
                ),
            );
        }
        let zh: Vec<String> = repair
            .iter()
            .map(|(cell, change)| {
                format!(
                    "{}由 {} 改为 {}",
                    cell_zh(self.definition, *cell),
                    change.from,
                    change.to
                )
            })
            .collect();
        let en: Vec<String> = repair
            .iter()
            .map(|(cell, change)| {
                format!(
                    "set {} from {} to {}",
                    cell_en(*cell),
                    change.from,
                    change.to
                )
            })
            .collect();
        Message::new(zh.join("、"), en.join(", "))
    }

    /// When all repairs are the same move in different rows, one sentence says them all.
    fn describe_moves(&self, repairs: &[NamedRepair]) -> Option<Message> {
        let moves: Vec<Move> = repairs
            .iter()
            .map(|repair| Move::of(repair))
            .collect::<Option<_>>()?;
        let first = moves.first()?;
        let same = |other: &Move| {
            other.within_row
                && other.amount == first.amount
                && other.from.column == first.from.column
                && other.to.column == first.to.column
        };
        if !moves.iter().all(same) {
            return None;
        }
        let amount = first.amount;
        let rows = self.any_row(moves.iter().map(|found| found.from));
        Some(Message::new(
            format!(
                "有 {amount} 件疑填错列：把{}中的 {amount} 由“{}”改到“{}”",
                rows.zh,
                column_zh(self.definition, first.from),
                column_zh(self.definition, first.to)
            ),
            format!(
                "{amount} seems to stand in the wrong column: move {amount} from \"{}\" to \"{}\" in one of {}",
                column_en(first.from.column),
                column_en(first.to.column),
                rows.en
            ),
        ))
    }

    /// Any one of the rows that cells stand in: `“予以公开”“部分公开”任一行`.
    fn any_row(&self, cells: impl Iterator<Item = CellRef> + Clone) -> Message {
        let english: Vec<String> = cells.clone().map(|cell| row_en(cell.row)).collect();
        let mut labels: Vec<String> = cells
            .filter_map(|cell| self.definition.row(cell.row))
            .map(|row| format!("“{}”", row_zh(row)))
            .collect();
        let count = labels.len();
        labels.truncate(MANY_ROWS);
        let more = if count > MANY_ROWS {
            format!("等 {count} 行中")
        } else {
            String::new()
        };
        Message::new(
            format!("{}{more}任一行", labels.concat()),
            list_en(&english, MANY_ROWS),
        )
    }

    /// When all repairs change a column and its total alike in different rows, one sentence says them
    /// all: an outcome was counted twice, or not at all.
    fn describe_pairs(&self, repairs: &[NamedRepair]) -> Option<Message> {
        let pair = |repair: &NamedRepair| {
            let [(a, first), (b, second)] = repair.as_slice() else {
                return None;
            };
            let difference = first.to - first.from;
            let alike = a.row == b.row && second.to - second.from == difference;
            (alike && b.column == ColumnKey::Total).then_some((a.column, difference))
        };
        let (column, difference) = pair(repairs.first()?)?;
        if !repairs
            .iter()
            .all(|repair| pair(repair) == Some((column, difference)))
        {
            return None;
        }
        let (first, _) = repairs.first()?.first()?;
        let (part_zh, part_en) = (column_zh(self.definition, *first), column_en(column));
        let total = CellRef::new(first.table, first.row, ColumnKey::Total);
        let total = column_zh(self.definition, total);
        let firsts = repairs.iter().filter_map(|repair| repair.first());
        let rows = self.any_row(firsts.map(|(cell, _)| *cell));
        let amount = difference.abs();
        let (slip, verb, english) = if difference < 0 {
            ("疑多计或重复计", "减", "counted twice: take")
        } else {
            ("的办理结果疑漏计", "加", "left out: add")
        };
        Some(Message::new(
            format!(
                "有 {amount} 件{slip}：把{}的“{part_zh}”和“{total}”各{verb} {amount}",
                rows.zh
            ),
            format!(
                "{amount} seems to be {english} {amount} in {part_en} and total of one of {}",
                rows.en
            ),
        ))
    }
}

/// A count entered in the wrong column of its row, or in the wrong row of its column.
struct Move {
    from: CellRef,
    to: CellRef,
    amount: i64,
    within_row: bool,
}

impl Move {
    fn of(repair: &[(CellRef, Change)]) -> Option<Self> {
        let [(a, first), (b, second)] = repair else {
            return None;
        };
        let difference = first.to - first.from;
        if difference + (second.to - second.from) != 0 {
            return None;
        }
        let counted = |cell: &CellRef| {
            cell.column != ColumnKey::Total
                && !matches!(cell.row, RowKey::TotalHandled | RowKey::CarriedOut)
        };
        let within_row = a.row == b.row;
        let within_column = a.column == b.column && counted(a) && counted(b);
        if !(within_row && a.column != ColumnKey::Total && b.column != ColumnKey::Total
            || within_column)
        {
            return None;
        }
        let (from, to) = if difference < 0 { (*a, *b) } else { (*b, *a) };
        Some(Self {
            from,
            to,
            amount: difference.abs(),
            within_row,
        })
    }
}

/// A number as a count: a whole number that is not negative.
fn count(number: Decimal) -> Option<i64> {
    if !is_whole(number) {
        return None;
    }
    i64::try_from(number)
        .ok()
        .filter(|count| (0..=LARGEST_COUNT).contains(count))
}
