//! T017: what the text provably lost on its way here.

use nianbao_core::damage::DamageKind;
use nianbao_core::form::{Edition, RowKey, TableId, section, table};
use nianbao_core::{Report, Span};
use nianbao_facts::labels::{list_en, list_zh, row_en, row_zh};
use nianbao_lint::{
    Context, Diagnostic, Example, ExampleKind, FixAvailability, Group, Message, Rule, Severity,
    Sink, Text,
};

use super::t015_columns_count;

/// The rule.
pub static RULE: Rule = Rule {
    code: "T017",
    name: "extraction-damage",
    group: Group::Tables,
    severity: Severity::Info,
    default_on: true,
    fix: FixAvailability::None,
    summary: Text::new(
        "表格或部分在转换中受损，有的内容无法核对",
        "A table or section was damaged on its way here and cannot be checked in full",
    ),
    explanation: Text::new(
        "从 PDF、Word 或网页转成文本时，表格可能被分页切断、行名与数字分离或者整页丢失。这不是填报错误，但受损处无法核对，\
         请用原文件核对，或者换一种方式转换后再检查。",
        "Converting PDF, Word or web pages to text may cut tables, part labels from numbers or lose pages. \
         That is no mistake of the drafter, but what is damaged cannot be checked: use the original, or \
         convert it in another way.",
    ),
    basis: &["数据提取"],
    traps: Text::new(
        "只有一行数字个数不符、别处完好的，是填报问题，由 T015 提出；图片和附件由 T001 提出。",
        "A single row that does not fit in a table otherwise whole is the drafter's: T015; pictures and \
         attachments are the business of T001.",
    ),
    examples: &[
        Example {
            kind: ExampleKind::Bad { flagged: "" },
            title: Text::new("表三在中间断开", "Table 3 breaks off"),
            edits: CUT,
        },
        Example {
            kind: ExampleKind::Good,
            title: Text::new("表格完整", "A whole table"),
            edits: &[],
        },
    ],
    check,
};

const CUT: &[(&str, &str)] = &[(
    "| | （四）无法提供 | 1.本机关不掌握相关政府信息 | 5 | 1 | 0 | 0 | 0 | 0 | 6 |\n\
     | | | 2.没有现成信息需要另行制作 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n\
     | | | 3.补正后申请内容仍不明确 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n\
     | | （五）不予处理 | 1.信访举报投诉类申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n\
     | | | 2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n\
     | | | 3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n\
     | | | 4.无正当理由大量反复申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n\
     | | | 5.要求行政机关确认或重新出具已获取信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n\
     | | （六）其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n\
     | | | 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n\
     | | | 3.其他 | 1 | 1 | 0 | 0 | 0 | 0 | 2 |\n\
     | | （七）总计 | | 39 | 9 | 0 | 1 | 1 | 0 | 50 |\n\
     | 四、结转下年度继续办理 | | | 3 | 0 | 0 | 0 | 1 | 0 | 4 |\n",
    "",
)];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let report = context.report;
    let mut rows: Vec<Gathered<'_>> = Vec::new();
    for damage in &report.damage {
        let told_elsewhere = match &damage.kind {
            DamageKind::NotReadable { .. } => true,
            DamageKind::RowMisfit { table, .. } => report
                .table(*table)
                .is_some_and(|table| t015_columns_count::is_drafters(report, table)),
            _ => false,
        };
        if told_elsewhere {
            continue;
        }
        if let Some((table, row)) = of_one_row(&damage.kind) {
            let same = |other: &&mut Gathered<'_>| {
                other.table == table
                    && std::mem::discriminant(other.first) == std::mem::discriminant(&damage.kind)
            };
            match rows.iter_mut().find(same) {
                Some(gathered) => gathered.rows.push((row, damage.span)),
                None => rows.push(Gathered {
                    table,
                    first: &damage.kind,
                    rows: vec![(row, damage.span)],
                }),
            }
        } else if let Some(message) =
            of_cut(report, &damage.kind).or_else(|| of_whole(&damage.kind))
        {
            sink.report(Diagnostic::new(&RULE, damage.span, message));
        }
    }
    for gathered in &rows {
        gathered.report(report, sink);
    }
}

/// Rows of a table that were damaged in the same way.
struct Gathered<'a> {
    table: TableId,
    first: &'a DamageKind,
    rows: Vec<(RowKey, Span)>,
}

/// More rows than so many are one finding, which names so many of them.
const APART: usize = 2;
const NAMED: usize = 6;

impl Gathered<'_> {
    fn report(&self, report: &Report, sink: &mut Sink<'_>) {
        if self.rows.len() <= APART {
            for &(row, span) in &self.rows {
                let (zh, en) = row_names(report, self.table, row);
                if let Some(message) = of_row(self.first, &zh, &en) {
                    sink.report(Diagnostic::new(&RULE, span, message));
                }
            }
        } else if let (Some(&(_, span)), Some(message)) = (self.rows.first(), self.message(report))
        {
            sink.report(Diagnostic::new(&RULE, span, message));
        }
    }

    /// One message for all rows.
    fn message(&self, report: &Report) -> Option<Message> {
        let names = self
            .rows
            .iter()
            .map(|&(row, _)| row_names(report, self.table, row));
        let (zh, en): (Vec<_>, Vec<_>) = names.unzip();
        let (zh, en) = (list_zh(&zh, NAMED), list_en(&en, NAMED));
        let (name, number, count) = (self.table.name_zh(), self.table.number(), self.rows.len());
        Some(match self.first {
            DamageKind::RowMisfit { .. } => Message::new(
                format!(
                    "{name}有 {count} 行（{zh}）读出的数与列数不符，疑为转换造成（如空白单元格或分列丢失）；\
                     这些行无法核对，请看原文件。"
                ),
                format!(
                    "Table {number}: the numbers of {count} rows ({en}) do not fit its columns, probably \
                     because the converter lost blank cells or columns; these rows cannot be checked."
                ),
            ),
            DamageKind::RowTorn { .. } => Message::new(
                format!(
                    "{name}有 {count} 行（{zh}）的数可能混入了别的行，疑为转换造成；这些行无法核对，请看原文件。"
                ),
                format!(
                    "Table {number}: the numbers of {count} rows ({en}) may be of other rows as well, \
                     probably by the converter; these rows cannot be checked."
                ),
            ),
            DamageKind::LabelTorn { .. } => Message::new(
                format!(
                    "{name}有 {count} 行（{zh}）的行名被切断或打散，疑为分页或转换造成；这些行名无法核对。"
                ),
                format!(
                    "Table {number}: the labels of {count} rows ({en}) were cut or torn, probably by the \
                     converter; their wording cannot be checked."
                ),
            ),
            _ => return None,
        })
    }
}

/// The table and row of damage that is one row's.
fn of_one_row(kind: &DamageKind) -> Option<(TableId, RowKey)> {
    match kind {
        DamageKind::RowMisfit { table, row, .. }
        | DamageKind::RowTorn { table, row }
        | DamageKind::LabelTorn { table, row } => Some((*table, *row)),
        _ => None,
    }
}

/// What a row is called in both languages.
fn row_names(report: &Report, id: TableId, row: RowKey) -> (String, String) {
    let edition = report
        .table(id)
        .map_or(Edition::V2021, |table| table.edition);
    let label = table(edition, id).row(row).map(row_zh);
    (label.unwrap_or_default(), row_en(row))
}

/// Damage of one row.
fn of_row(kind: &DamageKind, zh: &str, en: &str) -> Option<Message> {
    let id = kind.table()?;
    let (name, number) = (id.name_zh(), id.number());
    Some(match kind {
        DamageKind::RowMisfit { found, .. } => Message::new(
            format!(
                "{name}“{zh}”行读出 {found} 个数，与列数不符，疑为转换造成；该行无法核对，请看原文件。"
            ),
            format!(
                "Table {number}, {en}: {found} numbers do not fit its columns, probably by the converter; \
                 this row cannot be checked."
            ),
        ),
        DamageKind::RowTorn { .. } => Message::new(
            format!("{name}“{zh}”行的数可能混入了别的行，疑为转换造成；该行无法核对，请看原文件。"),
            format!(
                "Table {number}, {en}: its numbers may be of other rows as well, probably by the converter; \
                 this row cannot be checked."
            ),
        ),
        DamageKind::LabelTorn { .. } => Message::new(
            format!("{name}“{zh}”的行名被切断或打散，疑为分页或转换造成；行名无法核对。"),
            format!(
                "Table {number}, {en}: its label was cut or torn, probably by the converter; its wording \
                 cannot be checked."
            ),
        ),
        _ => return None,
    })
}

/// Rows that are lost.
fn of_cut(report: &Report, kind: &DamageKind) -> Option<Message> {
    let DamageKind::TableCut { table: id, rows } = kind else {
        return None;
    };
    let (name, number) = (id.name_zh(), id.number());
    let names = rows.iter().map(|&row| row_names(report, *id, row));
    let (zh, en): (Vec<_>, Vec<_>) = names.unzip();
    let count = rows.len();
    Some(Message::new(
        format!(
            "{name}在此处中断，丢失 {count} 行（{}），疑为分页或转换造成；有关的勾稽关系无法核对，\
             请看原文件。",
            list_zh(&zh, 3)
        ),
        format!(
            "Table {number} breaks off here; {count} rows are lost ({}), probably by the converter. What \
             depends on them cannot be checked.",
            list_en(&en, 3)
        ),
    ))
}

/// Damage of tables and sections.
fn of_whole(kind: &DamageKind) -> Option<Message> {
    Some(match kind {
        DamageKind::HeaderLost { table } => Message::new(
            format!(
                "{}只剩数字，表头丢失，疑为转换造成；已按数字个数对应到各列。",
                table.name_zh()
            ),
            format!(
                "Table {} lost its header, probably by the converter; its numbers were assigned by their \
                 count.",
                table.number()
            ),
        ),
        DamageKind::TableTorn { table } => Message::new(
            format!(
                "{}的数字与行名对应不上，疑为转换造成；该表无法核对，请看原文件。",
                table.name_zh()
            ),
            format!(
                "The numbers of table {} cannot be told to belong to its labels, probably because of the \
                 converter; it cannot be checked.",
                table.number()
            ),
        ),
        DamageKind::HeadingLost { section: kind } => Message::new(
            format!(
                "“{}”的标题丢失，但其表格还在，疑为转换造成。",
                section(*kind).heading()
            ),
            format!(
                "The heading of section {} is lost although its table is there, probably by the converter.",
                kind.ordinal()
            ),
        ),
        _ => return None,
    })
}
