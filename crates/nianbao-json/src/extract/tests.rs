//! A report model made by hand and what is printed of it.

use nianbao_core::form::{ColumnKey, Edition, RowKey, TableId, table};
use nianbao_core::table::{NumberForm, Row, Value};
use nianbao_core::{SourceText, Span};
use serde_json::{Value as Json, json};

use super::*;

fn cell(text: &str, raw: &str, value: Value) -> Cell {
    let start = text.find(raw).unwrap();
    Cell {
        value,
        span: Span::new(start, start + raw.len()),
        form: NumberForm::default(),
    }
}

fn row(key: RowKey, cells: Vec<Option<Cell>>) -> Row {
    Row {
        key,
        label: None,
        cells,
        misfit: None,
        span: Span::default(),
    }
}

fn report(text: &str, id: TableId, edition: Edition, rows: Vec<Row>) -> Report {
    let mut report = Report::parse(SourceText::new(text).unwrap());
    report.tables[id.index()] = Some(Table {
        id,
        edition,
        span: Span::default(),
        rows,
        headers: Vec::new(),
        groups: Vec::new(),
        note: None,
        extras: Vec::new(),
    });
    report
}

fn number(digits: &str) -> Value {
    Value::Number(digits.parse().unwrap())
}

#[test]
fn amounts_keep_their_digits_and_counts_are_integers() {
    let text = "费\t25.10\n规章\t3\t/\t";
    let rows = vec![
        row(
            RowKey::Rules,
            vec![
                Some(cell(text, "3", number("3.0"))),
                Some(cell(text, "/", Value::Placeholder)),
                None,
            ],
        ),
        row(
            RowKey::Fees,
            vec![Some(cell(text, "25.10", number("25.10")))],
        ),
    ];
    let report = report(text, TableId::Proactive, Edition::V2021, rows);
    let line = file("a.txt", &report, Lang::Zh);
    assert!(line.contains(r#""fees":{"amount":{"value":25.10,"text":"25.10","range":{"start":{"line":1,"column":3,"offset":4}"#), "{line}");
    assert!(
        line.contains(r#""issued":{"value":3,"text":"3","#),
        "{line}"
    );
    assert!(
        line.contains(r#""repealed":{"value":null,"text":"/","#),
        "{line}"
    );
    assert!(line.contains(r#""in_force":null"#), "{line}");
    assert!(line.contains(r#""penalties":{"decisions":null}"#), "{line}");
    assert!(line.contains(r#""table3":null,"table4":null"#), "{line}");
}

#[test]
fn every_key_of_the_edition_is_there() {
    for edition in [Edition::V2021, Edition::V2019] {
        for id in TableId::ALL {
            let report = report("", id, edition, Vec::new());
            let json: Json = serde_json::from_str(&file("a", &report, Lang::Zh)).unwrap();
            let printed = json[format!("table{}", id.number())].as_object().unwrap();
            let definition = table(edition, id);
            let rows: Vec<_> = definition.rows.iter().map(|row| row.key.as_str()).collect();
            assert_eq!(printed.keys().collect::<Vec<_>>(), rows);
            for row in definition.rows {
                let columns: Vec<_> = row
                    .columns
                    .iter()
                    .map(|column| column.key.as_str())
                    .collect();
                let cells = printed[row.key.as_str()].as_object().unwrap();
                assert_eq!(cells.keys().collect::<Vec<_>>(), columns);
                assert!(cells.values().all(Json::is_null));
            }
        }
    }
}

#[test]
fn a_merged_row_in_a_table_of_2021_is_not_lost() {
    let text = "0\t1\t2\t3\t4\t5\t6";
    let cells = ["0", "1", "2", "3", "4", "5", "6"]
        .map(|digit| Some(cell(text, digit, number(digit))))
        .to_vec();
    let rows = vec![row(RowKey::OtherMerged, cells)];
    let report = report(text, TableId::Requests, Edition::V2021, rows);
    let json: Json = serde_json::from_str(&file("a", &report, Lang::Zh)).unwrap();
    let merged = &json["table3"][RowKey::OtherMerged.as_str()];
    assert_eq!(merged[ColumnKey::Total.as_str()]["value"], json!(6));
}

#[test]
fn whole_numbers_lose_only_empty_decimals() {
    assert_eq!(whole("12000.0".parse().unwrap()).to_string(), "12000");
    assert_eq!(whole("3.20".parse().unwrap()).to_string(), "3.20");
}

#[test]
fn a_blank_cell_has_the_number_that_the_identities_force() {
    let mut text = String::new();
    let mut spans = Vec::new();
    for number in ["2", "1", "", "1", "5"] {
        let start = text.len();
        text.push_str(number);
        spans.push((number, Span::new(start, text.len())));
        text.push('\t');
    }
    let cells = spans.into_iter().map(|(digits, span)| {
        let value = if digits.is_empty() {
            Value::Blank
        } else {
            number(digits)
        };
        let form = NumberForm::default();
        Some(Cell { value, span, form })
    });
    let rows = vec![row(RowKey::Reconsideration, cells.collect())];
    let report = report(&text, TableId::Disputes, Edition::V2021, rows);
    let json: Json = serde_json::from_str(&file("a.md", &report, Lang::Zh)).unwrap();
    let block = &json["table4"]["reconsideration"];
    assert_eq!(block["other"]["value"], Json::Null);
    assert_eq!(block["other"]["inferred"], json!(1));
    assert_eq!(
        block["other"]["because"],
        json!(["“行政复议”行各项结果之和＝总计"])
    );
    // A cell that says its number has neither.
    assert_eq!(block["upheld"].get("inferred"), None);
    assert_eq!(block["upheld"].get("because"), None);
}
