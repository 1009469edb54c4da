//! `check --format xlsx` and `extract --format parquet`, read back.

use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use super::{CORPUS, folder, run};

fn words(row: &[Data]) -> Vec<String> {
    row.iter().map(ToString::to_string).collect()
}

#[test]
fn a_workbook_tells_what_json_tells() {
    let folder = folder(&[("lost.txt", b"PK\x03\x04")]);
    let arguments = |format| ["check", "--format", format, CORPUS, "lost.txt"];
    for name in ["a.xlsx", "b.xlsx"] {
        let run = run(
            folder.path(),
            [&arguments("xlsx")[..], &["-o", name]].concat(),
        );
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    }
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(
        read("a.xlsx") == read("b.xlsx"),
        "the same reports, the same bytes"
    );

    let json = run(folder.path(), arguments("json")).json();
    let files = json["files"].as_array().unwrap();
    let mut workbook: Xlsx<_> = open_workbook(folder.path().join("a.xlsx")).unwrap();
    assert_eq!(workbook.sheet_names(), ["汇总", "问题清单", "说明"]);

    let reports = workbook.worksheet_range("汇总").unwrap();
    let rows: Vec<_> = reports.rows().collect();
    assert_eq!(
        rows.len(),
        files.len() + 2,
        "a heading and a file that is lost"
    );
    let number = |value: usize| Data::Float(f64::from(u32::try_from(value).unwrap()));
    for file in files {
        let path = file["path"].as_str().unwrap();
        let row = rows.iter().find(|row| row[0] == path).unwrap();
        assert_eq!(row[1], file["body"].as_str().unwrap());
        assert_eq!(row[2], Data::Float(file["year"].as_f64().unwrap()));
        let found = file["diagnostics"].as_array().unwrap();
        for (column, severity) in [(4, "error"), (5, "warning"), (6, "info")] {
            let expected = found.iter().filter(|it| it["severity"] == severity).count();
            assert_eq!(row[column], number(expected), "{path}");
        }
        assert_eq!(row[7], number(file["unverified"].as_array().unwrap().len()));
        if path.contains("haiyuan") {
            assert_eq!(
                row[8..11],
                [Data::Float(10.0 / 17.0), number(10), number(17)]
            );
        }
        if path.contains("hanyin") {
            assert_eq!(row[8], "无法计算");
            assert_eq!(row[9..11], [Data::Empty, Data::Empty]);
        }
    }
    let lost = rows.iter().find(|row| row[0] == "lost.txt").unwrap();
    assert!(lost.last().unwrap().to_string().starts_with("未能检查："));

    let findings = workbook.worksheet_range("问题清单").unwrap();
    let mut rows = findings.rows().skip(1).map(words);
    for file in files {
        for finding in file["diagnostics"].as_array().unwrap() {
            let row = rows.next().unwrap();
            let place = &finding["range"]["start"];
            assert_eq!(row[0], file["path"].as_str().unwrap());
            assert_eq!(row[2], place["line"].to_string());
            assert_eq!(row[3], place["column"].to_string());
            assert_eq!(row[4], finding["place"].as_str().unwrap());
            assert_eq!(row[10], finding["code"].as_str().unwrap());
            assert_eq!(row[12], finding["message"].as_str().unwrap());
            assert_eq!(row[6].is_empty(), finding["cell"].is_null());
            let remedy = finding["fixes"].as_array().map_or(0, Vec::len);
            assert_eq!(row[13].is_empty(), remedy == 0);
        }
        for unverified in file["unverified"].as_array().unwrap() {
            let row = rows.next().unwrap();
            assert_eq!(row[9], "无法核验");
            assert_eq!(row[11], unverified["name"].as_str().unwrap());
        }
    }
    assert_eq!(rows.next(), None);
}

#[test]
fn nothing_of_a_report_is_a_formula() {
    let name = "=1+1.md";
    let report = nianbao_lint::base_report().replace("| 规章 | 0 |", "| 规章 | =1+1 |");
    let folder = folder(&[(name, report.as_bytes())]);
    run(
        folder.path(),
        ["check", "--format", "xlsx", "-o", "a.xlsx", name],
    );
    let mut workbook: Xlsx<_> = open_workbook(folder.path().join("a.xlsx")).unwrap();
    for sheet in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&sheet).unwrap();
        assert_eq!(formulas.used_cells().count(), 0);
    }
    let findings = workbook.worksheet_range("问题清单").unwrap();
    let quotes: Vec<_> = findings.rows().map(|row| row[8].to_string()).collect();
    assert!(quotes.contains(&"=1+1".to_owned()), "{quotes:?}");
    assert_eq!(findings.get((1, 0)), Some(&Data::String(name.to_owned())));
}

#[test]
fn a_workbook_needs_a_place_of_its_own() {
    let folder = folder(&[("a.md", nianbao_lint::base_report().as_bytes())]);
    let refused = run(folder.path(), ["check", "--format", "xlsx", "--fix", "-"]);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
    let refused = run(folder.path(), ["check", "--format", "xlsx", "--watch"]);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
}

#[test]
fn parquet_holds_the_cells_of_csv_with_their_types() {
    let folder = folder(&[("a.md", nianbao_lint::base_report().as_bytes())]);
    let extract = |format, name: &str| {
        let run = run(
            folder.path(),
            ["extract", "--format", format, "-o", name, CORPUS, "a.md"],
        );
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        fs::File::open(folder.path().join(name)).unwrap()
    };
    extract("csv", "a.csv");
    let csv = fs::read_to_string(folder.path().join("a.csv")).unwrap();
    let csv = csv.strip_prefix('\u{feff}').unwrap();
    let mut lines = csv.split_terminator("\r\n").map(super::output::fields);
    let names = lines.next().unwrap();

    let reader = SerializedFileReader::new(extract("parquet", "a.parquet")).unwrap();
    let schema = reader.metadata().file_metadata().schema();
    let columns: Vec<_> = schema.get_fields().iter().map(|it| it.name()).collect();
    assert_eq!(columns, names);
    let mut rows = reader.get_row_iter(None).unwrap();
    let mut kinds = [0; 4];
    for expected in lines {
        let row = rows.next().unwrap().unwrap();
        for ((name, field), expected) in row.get_column_iter().zip(&expected) {
            let kind = match field {
                Field::Null => {
                    assert_eq!(expected, "", "{name}");
                    0
                }
                Field::Str(text) => {
                    assert_eq!(text, expected, "{name}");
                    1
                }
                Field::Long(number) => {
                    assert_eq!(&number.to_string(), expected, "{name}");
                    2
                }
                Field::Double(number) => {
                    assert!(name.ends_with("amount"), "{name}");
                    assert_eq!(Ok(*number), expected.parse(), "{name}");
                    3
                }
                other => panic!("{name}: {other:?}"),
            };
            kinds[kind] += 1;
        }
    }
    assert!(rows.next().is_none());
    assert!(kinds.iter().all(|it| *it > 0), "{kinds:?}");
}

#[test]
fn parquet_without_reports_is_a_table_without_rows() {
    let folder = folder(&[]);
    let run = run(
        folder.path(),
        ["extract", "--format", "parquet", "-o", "a.parquet", "."],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    let file = fs::File::open(folder.path().join("a.parquet")).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
}
