//! The rows that a file gives to the sheets, and the columns they stand in.

use nianbao_core::{Decimal, Places, Report};
use nianbao_json::check::{body_name, edition};
use nianbao_json::place::Locator;
use nianbao_lint::query::{cell_name, table_name};
use nianbao_lint::{Diagnostic, Lang, Severity, quote};

use super::super::CheckedFile;
use super::super::figures::{Figure, Share};
use super::super::visible::visible;
use crate::lang::{pick, tr};

/// What stands in a cell.
#[derive(Debug)]
pub(super) enum Value {
    Empty,
    Text(String),
    Count(f64),
    Share(f64),
}

/// The rows that a file gives.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(super) report: Vec<Value>,
    pub(super) findings: Vec<Vec<Value>>,
}

/// The columns of the first sheet with their widths in characters, shares aside.
pub(super) fn report_columns(lang: Lang) -> Vec<(String, f64)> {
    let mut columns: Vec<_> = [
        (pick(lang, "文件", "File"), 34.0),
        (pick(lang, "机关", "Body"), 28.0),
        (pick(lang, "年度", "Year"), 8.0),
        (pick(lang, "格式版本", "Form"), 10.0),
        (pick(lang, "错误", "Errors"), 8.0),
        (pick(lang, "警告", "Warnings"), 10.0),
        (pick(lang, "提示", "Infos"), 8.0),
        (pick(lang, "无法核验", "Not verifiable"), 12.0),
    ]
    .map(|(name, width)| (name.to_owned(), width))
    .into();
    for figure in Figure::ALL {
        let name = figure.name(lang);
        columns.push((name.to_owned(), 12.0));
        columns.push((tr!(lang, "{name}·分子", "{name}: part"), 14.0));
        columns.push((tr!(lang, "{name}·分母", "{name}: whole"), 14.0));
    }
    columns.push((pick(lang, "备注", "Remark").to_owned(), 40.0));
    columns
}

/// The columns of the second sheet.
pub(super) fn finding_columns(lang: Lang) -> Vec<(String, f64)> {
    [
        (pick(lang, "文件", "File"), 30.0),
        (pick(lang, "机关", "Body"), 24.0),
        (pick(lang, "行", "Line"), 7.0),
        (pick(lang, "列", "Column"), 8.0),
        (pick(lang, "位置", "Place"), 30.0),
        (pick(lang, "部分", "Section"), 24.0),
        (pick(lang, "表", "Table"), 8.0),
        (pick(lang, "单元格", "Cell"), 24.0),
        (pick(lang, "原文", "Quote"), 30.0),
        (pick(lang, "级别", "Severity"), 10.0),
        (pick(lang, "代码", "Code"), 9.0),
        (pick(lang, "规则", "Rule"), 22.0),
        (pick(lang, "问题", "Message"), 60.0),
        (pick(lang, "改法", "Remedy"), 34.0),
        (pick(lang, "依据", "Basis"), 34.0),
    ]
    .map(|(name, width)| (name.to_owned(), width))
    .into()
}

/// The row of a report.
pub(super) fn report_row(file: &CheckedFile<'_>, lang: Lang) -> Vec<Value> {
    let (report, findings) = (file.report, file.findings);
    let count = |severity: Severity| {
        let found = findings.diagnostics.iter();
        number(found.filter(|it| it.severity == severity).count())
    };
    let mut row = vec![
        text(file.path),
        body_name(report).map_or(Value::Empty, text),
        report
            .year
            .map_or(Value::Empty, |year| Value::Count(year.into())),
        text(edition(report)),
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info),
        number(findings.unverified.len()),
    ];
    let mut doubts = Vec::new();
    for figure in Figure::ALL {
        match figure.of(report, findings) {
            Share::Of {
                part,
                whole,
                doubtful,
            } => {
                let (part, whole) = (binary(part), binary(whole));
                row.extend([
                    Value::Share(part / whole),
                    Value::Count(part),
                    Value::Count(whole),
                ]);
                if doubtful {
                    doubts.push(figure.name(lang));
                }
            }
            share => row.extend([text(share.word(lang)), Value::Empty, Value::Empty]),
        }
    }
    row.push(if doubts.is_empty() {
        Value::Empty
    } else {
        let names = doubts.join(pick(lang, "、", ", "));
        text(&tr!(
            lang,
            "所用单元格有错误，存疑：{names}",
            "doubtful, an error was found in its cells: {names}"
        ))
    });
    row
}

/// The rows of its findings and of the checks that could not be made.
pub(super) fn finding_rows(file: &CheckedFile<'_>, lang: Lang) -> Vec<Vec<Value>> {
    let (report, findings) = (file.report, file.findings);
    let locator = Locator::new(&report.source);
    let body = || body_name(report).map_or(Value::Empty, text);
    let separator = pick(lang, "；", "; ");
    let places = Places::new(report);
    let found = findings.diagnostics.iter().map(|found| {
        let start = locator.position(found.span.start);
        let (table, cell) = cell(report, found, lang);
        let remedy: Vec<_> = found.fixes.iter().map(|fix| fix.title.get(lang)).collect();
        vec![
            text(file.path),
            body(),
            Value::Count(start.line.into()),
            Value::Count(start.column.into()),
            text(&found.place(&places, lang)),
            section(report, found),
            table,
            cell,
            text(&quote(report, found)),
            text(found.severity.title(lang)),
            text(found.rule.code()),
            text(found.rule.name()),
            text(found.message.get(lang)),
            text(&remedy.join(separator)),
            text(&found.rule.basis().join(separator)),
        ]
    });
    let open = findings.unverified.iter().map(|open| {
        let mut row = vec![text(file.path), body()];
        row.extend((0..7).map(|_| Value::Empty));
        row.extend([
            text(pick(lang, "无法核验", "not verifiable")),
            text(open.rule.code()),
            text(open.rule.name()),
            text(open.message.get(lang)),
            Value::Empty,
            text(&open.rule.basis().join(separator)),
        ]);
        row
    });
    found.chain(open).collect()
}

/// The heading of the section that a finding is in.
fn section(report: &Report, found: &Diagnostic) -> Value {
    let at = found.span.start;
    let mut sections = report.sections.iter();
    let section = sections.find(|it| it.span.start <= at && at < it.span.end);
    section.map_or(Value::Empty, |it| text(&it.heading))
}

/// The table and the cell that a finding is about.
fn cell(report: &Report, found: &Diagnostic, lang: Lang) -> (Value, Value) {
    let Some(cell) = found.cell else {
        return (Value::Empty, Value::Empty);
    };
    let name = report
        .table(cell.table)
        .map(|it| cell_name(it.definition(), cell));
    (
        text(table_name(cell.table).get(lang)),
        name.map_or(Value::Empty, |name| text(name.get(lang))),
    )
}

/// Words as a cell shows them.
pub(super) fn text(text: &str) -> Value {
    if text.is_empty() {
        Value::Empty
    } else {
        Value::Text(visible(text).into_owned())
    }
}

#[allow(clippy::cast_precision_loss, reason = "no run finds that much")]
fn number(number: usize) -> Value {
    Value::Count(number as f64)
}

/// The number as workbooks hold it: the binary fraction nearest to its digits.
fn binary(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or_default()
}
