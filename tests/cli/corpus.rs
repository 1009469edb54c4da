//! The five real reports, whole: what is found in them and what is read of them.

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use super::{CORPUS, run};

const SAMPLES: [&str; 5] = [
    "haicheng-town-2022",
    "haiyuan-county-office-2023",
    "hanyin-county-2023",
    "minhe-county-2023",
    "tongxin-county-office-2023",
];

/// Every finding of every sample as the reviewer reads it. What a reviewer finds in them is written
/// down beside the rules; a change here is a change of judgement and wants a reason.
#[test]
fn findings() {
    for sample in SAMPLES {
        let file = format!("{sample}.txt");
        let arguments = ["check", "--color", "never", "--fail-on", "never", &file];
        let run = run(Path::new(CORPUS), arguments);
        assert_eq!(run.status, 0);
        insta::assert_snapshot!(format!("{sample}.check"), run.stdout);
    }
}

/// Invented reports, one of each class of contradictions between cells, blanks and prose.
const LEDGER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../nianbao-facts/tests/ledger/reports"
);

/// What the rules on identities and blank cells say of each class of contradictions: one finding for
/// each root.
#[test]
fn contradictions() {
    let mut names: Vec<String> = std::fs::read_dir(LEDGER)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let mut text = String::new();
    for name in names {
        let _ = writeln!(text, "== {name}");
        let select = ["--select", "A001,A002,A003,A004,T008,T009"];
        let json = run(
            Path::new(LEDGER),
            ["check", "--format", "json", "--fail-on", "never", &name]
                .iter()
                .chain(&select),
        )
        .json();
        let file = &json["files"][0];
        for found in file["diagnostics"].as_array().unwrap() {
            let start = &found["range"]["start"];
            let (code, message) = (found["code"].as_str(), found["message"].as_str());
            let _ = writeln!(
                text,
                "{} {}:{} {}",
                code.unwrap(),
                start["line"],
                start["column"],
                message.unwrap()
            );
            for related in found["related"].as_array().into_iter().flatten() {
                if related["role"] == "consequence" {
                    let _ = writeln!(text, "  ~ {}", related["message"].as_str().unwrap());
                }
            }
            for fix in found["fixes"].as_array().into_iter().flatten() {
                let _ = writeln!(text, "  > {}", fix["title"].as_str().unwrap());
            }
        }
        for unverified in file["unverified"].as_array().unwrap() {
            let message = unverified["message"].as_str().unwrap();
            let _ = writeln!(text, "? {message}");
        }
    }
    insta::assert_snapshot!(text);
}

/// Every number, heading, damage and quantity of every sample.
#[test]
fn readings() {
    for sample in SAMPLES {
        let file = format!("{sample}.txt");
        let json = run(Path::new(CORPUS), ["extract", &file]).json();
        insta::assert_snapshot!(format!("{sample}.extract"), reading(&json["files"][0]));
    }
}

/// A reading in lines that can be compared with the report by eye.
fn reading(file: &Value) -> String {
    let mut text = String::new();
    for key in [
        "title",
        "body",
        "body_kind",
        "year",
        "format",
        "period",
        "published",
    ] {
        let _ = writeln!(text, "{key}: {}", file[key]);
    }
    for section in file["sections"].as_array().unwrap() {
        let line = &section["range"]["start"]["line"];
        let _ = writeln!(text, "{} {} ({line})", section["kind"], section["heading"]);
    }
    for table in ["table2", "table3", "table4"] {
        let _ = writeln!(text, "{table}");
        let Some(rows) = file[table].as_object() else {
            continue;
        };
        for (row, cells) in rows {
            let Some(cells) = cells.as_object() else {
                continue;
            };
            let shown: Vec<String> = cells.values().map(cell).collect();
            let _ = writeln!(text, "  {row}: {}", shown.join(" "));
        }
    }
    for quantity in file["quantities"].as_array().unwrap() {
        let line = &quantity["range"]["start"]["line"];
        let _ = writeln!(
            text,
            "{line}: {} | {}",
            quantity["subject"], quantity["text"]
        );
    }
    for damage in file["damage"].as_array().unwrap() {
        let _ = writeln!(text, "{}: {}", damage["kind"], damage["message"]);
    }
    text
}

/// A number, `_` for a blank cell, `?` for one that is not there.
fn cell(cell: &Value) -> String {
    match &cell["value"] {
        Value::Number(number) => number.to_string(),
        _ if cell.is_null() => "?".to_owned(),
        _ => "_".to_owned(),
    }
}
