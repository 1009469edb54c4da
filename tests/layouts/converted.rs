//! What converters of PDF and Word make of the tables of one report.

use nianbao_core::Report;
use nianbao_core::damage::DamageKind;
use nianbao_core::form::{Edition, TableId};
use nianbao_tests::generate::{self, Model, Shows, TableLook, compare, render};
use proptest::prelude::*;

use crate::{parse, plain};

const TABS: TableLook = TableLook::Tabs {
    leading: 3,
    ragged: false,
};

/// A report whose tables are rows of tabs, each row written anew.
fn rewritten(model: &Model, row: impl Fn(&[&str]) -> String) -> String {
    let mut text = String::new();
    for line in render(model, &plain(TABS)).lines() {
        if line.contains('\t') {
            let cells: Vec<&str> = line.split('\t').collect();
            text.push_str(&row(&cells));
        } else {
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

/// A model in which every row of 表三 adds up.
fn adding_up(model: &mut Model) {
    for row in &mut model.cells[TableId::Requests.index()] {
        let sum: u64 = row[..6]
            .iter()
            .filter_map(|cell| cell.parse::<u64>().ok())
            .sum();
        row[6] = sum.to_string();
    }
}

/// A label over several lines, as a cell of a PDF holds it.
fn broken(cell: &str, width: usize, between: &str) -> String {
    let characters: Vec<char> = cell.chars().collect();
    if cell.bytes().all(|byte| byte.is_ascii()) {
        return cell.to_owned();
    }
    let lines: Vec<String> = characters
        .chunks(width)
        .map(|line| line.iter().collect())
        .collect();
    lines.join(between)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn comma_separated_records(
        model in generate::model(Edition::V2021, 10),
        width in 3_usize..30,
        quoted in any::<bool>(),
    ) {
        let text = rewritten(&model, |cells| {
            let field = |cell: &&str| {
                let text = broken(cell, width, "\n");
                if quoted || text.contains([',', '\n', '"']) {
                    format!("\"{}\"", text.replace('"', "\"\""))
                } else {
                    text
                }
            };
            cells.iter().map(field).collect::<Vec<_>>().join(",")
        });
        prop_assert_eq!(compare(&parse(text), &model, [Shows::Everything; 3]), Ok(()));
    }

    #[test]
    fn lists_that_a_script_has_printed(
        model in generate::model(Edition::V2021, 10),
        width in 3_usize..30,
    ) {
        let text = rewritten(&model, |cells| {
            let field = |cell: &&str| match *cell {
                "" => "None".to_owned(),
                cell => format!("'{}'", broken(cell, width, "\\n")),
            };
            format!("[{}]", cells.iter().map(field).collect::<Vec<_>>().join(", "))
        });
        prop_assert_eq!(compare(&parse(text), &model, [Shows::Everything; 3]), Ok(()));
    }

    #[test]
    fn cells_without_a_value_and_breaks_within_cells(
        model in generate::model(Edition::V2021, 10),
        width in 3_usize..30,
    ) {
        let text = rewritten(&model, |cells| {
            let field = |cell: &&str| match *cell {
                "" => "None".to_owned(),
                cell => broken(cell, width, "<br>"),
            };
            format!("|{}|", cells.iter().map(field).collect::<Vec<_>>().join("|"))
        });
        prop_assert_eq!(compare(&parse(text), &model, [Shows::Everything; 3]), Ok(()));
    }

    #[test]
    fn all_paragraphs_first_and_all_tables_then(model in generate::model(Edition::V2021, 10)) {
        let text = render(&model, &plain(TABS));
        let (rows, prose): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| line.contains('\t'));
        let report = parse(format!("{}\n{}\n", prose.join("\n"), rows.join("\n")));
        for id in TableId::ALL {
            prop_assert!(report.table(id).is_some_and(|table| !table.rows.is_empty()));
        }
        prop_assert_eq!(compare(&report, &model, [Shows::Everything; 3]), Ok(()));
    }

    /// The numbers of every row before its label, one to a line, where a page breaks as well.
    #[test]
    fn numbers_before_their_labels(
        model in generate::model(Edition::V2021, 0),
        width in 3_usize..20,
    ) {
        let mut model = model;
        adding_up(&mut model);
        let report = parse(boxes(&model, width));
        let (read, wrong) = cells_of_requests(&report, &model);
        prop_assert_eq!(wrong, 0);
        prop_assert_eq!(read, 25 * 7);
    }

    /// The same with numbers that do not add up: nothing tells which row they are.
    #[test]
    fn numbers_before_their_labels_are_not_guessed(
        model in generate::model(Edition::V2021, 0),
        width in 3_usize..20,
    ) {
        let mut model = model;
        for (index, row) in model.cells[TableId::Requests.index()].iter_mut().enumerate() {
            *row = (1..=7).map(|column| (column * 100 + index).to_string()).collect();
        }
        let report = parse(boxes(&model, width));
        prop_assert_eq!(cells_of_requests(&report, &model).1, 0);
        prop_assert!(report.damage.iter().any(|damage| damage.kind.table() == Some(TableId::Requests)));
    }
}

/// 表三 with the numbers of each row above its label.
fn boxes(model: &Model, width: usize) -> String {
    let mut text = String::new();
    for line in render(model, &plain(TABS)).lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [labels @ .., _, _, _, _, _, _, _] = &cells[..] else {
            text.push_str(line);
            text.push('\n');
            continue;
        };
        let numbers = &cells[labels.len()..];
        let number =
            |cell: &&str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
        if cells.len() == 10 && numbers.iter().all(number) {
            for number in numbers {
                text.push_str(number);
                text.push_str("\n\n");
            }
        }
        for cell in cells
            .iter()
            .filter(|cell| !number(cell) && !cell.is_empty())
        {
            text.push_str(&broken(cell, width, "\n"));
            text.push_str("\n\n");
        }
    }
    text
}

/// How many cells of 表三 are read as they are meant, and how many otherwise.
fn cells_of_requests(report: &Report, model: &Model) -> (usize, usize) {
    let (mut right, mut wrong) = (0, 0);
    let Some(table) = report.table(TableId::Requests) else {
        return (right, wrong);
    };
    for row in &table.rows {
        let meant = model.row(TableId::Requests, row.key);
        for (cell, meant) in row.cells.iter().zip(meant) {
            let Some(cell) = cell else { continue };
            let read = &report.source.as_str()[cell.span.range()];
            *(if read == meant {
                &mut right
            } else {
                &mut wrong
            }) += 1;
        }
    }
    (right, wrong)
}

#[test]
fn rows_side_by_side_on_a_line() {
    let model = Model::numbered(Edition::V2021);
    let mut text = String::new();
    let mut waits: Option<String> = None;
    for line in render(&model, &plain(TableLook::Spaces)).lines() {
        let numbers = line
            .split(' ')
            .rev()
            .take_while(|word| word.parse::<u32>().is_ok());
        let row = numbers.count() == 7;
        match waits.take() {
            Some(first) if row => text.push_str(&format!("{first}        {line}\n")),
            None if row => waits = Some(line.to_owned()),
            first => text.push_str(&format!(
                "{}{line}\n",
                first.map_or(String::new(), |first| first + "\n")
            )),
        }
    }
    assert!(text.lines().any(|line| {
        line.split(' ')
            .filter(|word| word.parse::<u32>().is_ok())
            .count()
            == 14
    }));
    let shows = [Shows::WholeTables, Shows::Everything, Shows::WholeTables];
    assert_eq!(compare(&parse(text), &model, shows), Ok(()));
}

#[test]
fn several_numbers_in_a_cell_are_not_one() {
    let mut model = Model::zeros(Edition::V2021);
    let row = &mut model.cells[TableId::Requests.index()][0];
    *row = ["57 71", "", "36", "53", "52", "", "70 339"]
        .map(str::to_owned)
        .to_vec();
    let report = parse(render(&model, &plain(TableLook::Pipes { repeat: false })));
    let table = report.table(TableId::Requests).unwrap();
    assert!(table.rows[0].cells.iter().all(Option::is_none));
    assert!(
        report
            .damage
            .iter()
            .any(|damage| matches!(damage.kind, DamageKind::RowMisfit { .. }))
    );
}

#[test]
fn headers_among_the_numbers_of_table_4_tell_no_order() {
    let model = Model::numbered(Edition::V2021);
    let text = render(
        &model,
        &plain(TableLook::CellLines {
            blank_lines: false,
            broken: false,
        }),
    );
    let (head, tail) = text.split_once("未经复议直接起诉").unwrap();
    // A box of the header behind the first two numbers.
    let (tail, end) = tail.split_once("五、").unwrap();
    let lines: Vec<&str> = tail.lines().collect();
    let first = lines
        .iter()
        .position(|line| line.parse::<u32>().is_ok())
        .unwrap();
    let (before, numbers) = lines.split_at(first + 2);
    let text = format!(
        "{head}{}\n未经复议直接起诉\n尚未审结\n{}\n五、{end}",
        before.join("\n"),
        numbers.join("\n")
    );
    let report = parse(text);
    let table = report.table(TableId::Disputes).unwrap();
    assert!(
        table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .all(Option::is_none)
    );
    let torn = DamageKind::TableTorn {
        table: TableId::Disputes,
    };
    assert!(report.damage.iter().any(|damage| damage.kind == torn));
}
