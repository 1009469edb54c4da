//! Formats, `-o`, `--quiet`, colours.

use std::fs;

use serde_json::Value;

use super::{CORPUS, OTHER, REPORT, folder, program, run, wrong_sum};

#[test]
fn the_keys_of_the_contract_in_their_order() {
    let folder = folder(&[("a.txt", REPORT.as_bytes())]);
    let check = run(folder.path(), ["check", "a.txt", "--format", "json"]).json();
    assert_eq!(keys(&check), ["schema", "tool", "files", "summary"]);
    assert_eq!(check["tool"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(
        keys(&check["files"][0]),
        [
            "path",
            "encoding",
            "body",
            "body_kind",
            "year",
            "format",
            "diagnostics",
            "unverified"
        ]
    );
    assert_eq!(
        keys(&check["summary"]),
        ["files", "skipped", "errors", "warnings", "infos", "fixable"]
    );
    let extract = run(folder.path(), ["extract", "a.txt"]).json();
    assert_eq!(
        keys(&extract["files"][0]),
        [
            "path",
            "title",
            "body",
            "body_kind",
            "year",
            "format",
            "period",
            "published",
            "sections",
            "table2",
            "table3",
            "table4",
            "quantities",
            "damage"
        ]
    );
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn every_finding_quotes_the_text_of_its_range() {
    let folder = folder(&[("wrong.md", wrong_sum().as_bytes())]);
    let json = run(
        folder.path(),
        ["check", CORPUS, "wrong.md", "--format", "json"],
    )
    .json();
    let files = json["files"].as_array().unwrap();
    assert!(!files.is_empty());
    for file in files {
        let path = folder.path().join(file["path"].as_str().unwrap());
        let source = fs::read_to_string(path).unwrap();
        let mut last = 0;
        for finding in file["diagnostics"].as_array().unwrap() {
            let offset = |end: &str| {
                usize::try_from(finding["range"][end]["offset"].as_u64().unwrap()).unwrap()
            };
            assert_eq!(finding["text"], source[offset("start")..offset("end")]);
            assert!(offset("start") >= last, "findings are ordered by offset");
            last = offset("start");
            let line = source[..last].matches('\n').count() + 1;
            assert_eq!(finding["range"]["start"]["line"], line);
        }
    }
}

#[test]
fn jsonl_is_the_files_of_json_a_line_each() {
    let folder = folder(&[
        ("b.txt", REPORT.as_bytes()),
        ("a.txt", OTHER.as_bytes()),
        ("wrong.md", wrong_sum().as_bytes()),
    ]);
    let arguments = |format| ["check", "--format", format, "b.txt", "a.txt", "wrong.md"];
    let json = run(folder.path(), arguments("json"));
    let lines = run(folder.path(), arguments("jsonl"));
    assert_eq!(json.status, lines.status);
    let files: Vec<Value> = lines
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(json.json()["files"], Value::Array(files));
    assert_eq!(json.paths(), ["a.txt", "b.txt", "wrong.md"]);
}

#[test]
fn text_and_json_tell_the_same_findings() {
    let folder = folder(&[("wrong.md", wrong_sum().as_bytes())]);
    let json = run(folder.path(), ["check", "wrong.md", "--format", "json"]).json();
    let quiet = run(folder.path(), ["check", "wrong.md", "--quiet"]);
    let text = run(folder.path(), ["check", "wrong.md"]);
    let findings = json["files"][0]["diagnostics"].as_array().unwrap();
    assert_eq!(
        quiet.stdout.lines().count(),
        findings.len(),
        "{}",
        quiet.stdout
    );
    assert_eq!(quiet.stderr, "");
    for (finding, line) in findings.iter().zip(quiet.stdout.lines()) {
        let start = &finding["range"]["start"];
        let place = format!("wrong.md:{}:{}", start["line"], start["column"]);
        assert!(line.starts_with(&format!("{place}: ")), "{line}");
        assert!(
            line.contains(finding["message"].as_str().unwrap()),
            "{line}"
        );
        assert!(
            text.stdout.contains(&format!(
                "--> {place}（{}）\n",
                finding["place"].as_str().unwrap()
            )),
            "{}",
            text.stdout
        );
    }
    assert!(text.stderr.contains("共检查 1 个文件"), "{}", text.stderr);
}

#[test]
fn output_to_a_file_is_the_same_and_replaces_it() {
    let folder = folder(&[("a.txt", REPORT.as_bytes()), ("out.json", b"old")]);
    let arguments = ["check", "a.txt", "--format", "json", "--fail-on", "never"];
    let printed = run(folder.path(), arguments);
    for target in ["out.json", "new.json"] {
        let written = run(folder.path(), [&arguments[..], &["-o", target]].concat());
        assert_eq!((written.status, written.stdout.as_str()), (0, ""));
        let content = fs::read_to_string(folder.path().join(target)).unwrap();
        assert_eq!(content, printed.stdout);
    }
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["a.txt", "new.json", "out.json"],
        "no temporary file is left"
    );
}

#[test]
fn a_failed_run_leaves_the_old_output_alone() {
    let folder = folder(&[("a.txt", REPORT.as_bytes()), ("out.txt", b"old")]);
    let failed = run(
        folder.path(),
        [
            "check",
            "a.txt",
            "--select",
            "no-such-rule",
            "-o",
            "out.txt",
        ],
    );
    assert_eq!(failed.status, 2);
    assert_eq!(fs::read(folder.path().join("out.txt")).unwrap(), b"old");

    let nowhere = run(
        folder.path(),
        ["check", "a.txt", "-o", "no/such/folder/out.txt"],
    );
    assert_eq!(nowhere.status, 2);
    assert!(
        nowhere.stderr.contains("无法写入 no/such/folder/out.txt"),
        "{}",
        nowhere.stderr
    );
}

#[cfg(unix)]
#[test]
fn permissions_and_links_survive_and_no_device_is_replaced() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};

    let folder = folder(&[("a.txt", REPORT.as_bytes()), ("real.txt", b"old")]);
    let path = |name: &str| folder.path().join(name);
    fs::set_permissions(path("real.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.txt", path("link.txt")).unwrap();
    let arguments = ["extract", "a.txt", "-o"];
    assert_eq!(
        run(folder.path(), [&arguments[..], &["link.txt"]].concat()).status,
        0
    );
    assert!(fs::symlink_metadata(path("link.txt")).unwrap().is_symlink());
    assert!(
        fs::read_to_string(path("real.txt"))
            .unwrap()
            .starts_with("{\"schema\":1")
    );
    let mode = fs::metadata(path("real.txt")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);

    // A socket can neither be written nor, as a device could, be replaced by a file.
    let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
    assert_eq!(
        run(folder.path(), [&arguments[..], &["socket"]].concat()).status,
        2
    );
    assert!(
        fs::metadata(path("socket"))
            .unwrap()
            .file_type()
            .is_socket()
    );
}

#[test]
fn colours_obey_the_option_and_the_environment() {
    let folder = folder(&[("wrong.md", wrong_sum().as_bytes())]);
    let coloured = |arguments: &[&str]| {
        run(folder.path(), [&["check", "wrong.md"], arguments].concat())
            .stdout
            .contains('\u{1b}')
    };
    assert!(!coloured(&[]), "a pipe takes no colours");
    assert!(!coloured(&["--color", "never"]));
    let json = run(folder.path(), ["check", "wrong.md", "--format", "json"]).json();
    let has_findings = json["files"][0]["diagnostics"] != serde_json::json!([]);
    assert_eq!(coloured(&["--color", "always"]), has_findings);
    let no_color = super::finish(
        program(folder.path())
            .env("NO_COLOR", "1")
            .args(["check", "wrong.md", "--color", "auto"]),
    );
    assert!(!no_color.stdout.contains('\u{1b}'));
}

/// The fields of a line of CSV.
pub(super) fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(character),
        }
    }
    fields
}

#[test]
fn csv_holds_the_numbers_of_json() {
    let folder = folder(&[]);
    let json = run(folder.path(), ["extract", CORPUS]).json();
    let csv = run(folder.path(), ["extract", "--format", "csv", CORPUS]).stdout;
    let csv = csv.strip_prefix('\u{feff}').unwrap();
    let mut lines = csv.split_terminator("\r\n").map(fields);
    let names = lines.next().unwrap();
    let rows: Vec<_> = lines.collect();
    let files = json["files"].as_array().unwrap();
    assert_eq!(rows.len(), files.len());
    let mut told = 0;
    for (file, row) in files.iter().zip(&rows) {
        assert_eq!(row.len(), names.len());
        for (name, value) in names.iter().zip(row) {
            let pointer = match name.strip_prefix('t').filter(|it| it.contains('.')) {
                Some(cell) => format!("/table{}/value", cell.replace('.', "/")),
                None => format!("/{}", name.replace("period_", "period/")),
            };
            let expected = match file.pointer(&pointer) {
                None | Some(Value::Null) => String::new(),
                Some(Value::String(text)) => text.clone(),
                Some(other) => other.to_string(),
            };
            assert_eq!(*value, expected, "{name}");
            told += usize::from(name.starts_with("t3.") && !value.is_empty());
        }
    }
    assert!(told > 500, "{told}");
    assert!(names.contains(&"t3.granted.total".to_owned()));
}

#[test]
fn a_workbook_holds_the_numbers_of_csv() {
    use calamine::{Data, Reader, Xlsx, open_workbook};

    let folder = folder(&[]);
    let csv = run(folder.path(), ["extract", "--format", "csv", CORPUS]).stdout;
    let csv = csv.strip_prefix('\u{feff}').unwrap();
    let expected: Vec<_> = csv.split_terminator("\r\n").map(fields).collect();
    for name in ["a.xlsx", "b.xlsx"] {
        let run = run(
            folder.path(),
            ["extract", "--format", "xlsx", CORPUS, "-o", name],
        );
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    }
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(
        read("a.xlsx") == read("b.xlsx"),
        "the same reports, the same bytes"
    );
    let mut workbook: Xlsx<_> = open_workbook(folder.path().join("a.xlsx")).unwrap();
    let sheet = workbook.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(sheet.height(), expected.len());
    for (row, expected) in sheet.rows().zip(&expected) {
        for (cell, expected) in row.iter().zip(expected) {
            match cell {
                Data::Empty => assert_eq!(expected, ""),
                Data::String(text) => assert_eq!(text, expected),
                Data::Float(number) => assert_eq!(Ok(*number), expected.parse()),
                other => panic!("{other:?}"),
            }
        }
    }
}
