//! `nianbao new`.

use std::fs;

use super::{folder, run, run_with_stdin};

#[test]
fn a_new_report_lacks_nothing_but_what_is_to_be_filled_in() {
    let folder = folder(&[]);
    for (body, kind) in [
        ("云溪县人民政府", "government"),
        ("云溪县财政局", "department"),
        ("云溪县人民政府办公室", "office"),
        ("云溪县城关镇人民政府", "township"),
    ] {
        for year in ["2019", "2020", "2023", "2025"] {
            let new = run(folder.path(), ["new", "--body", body, "--year", year]);
            assert_eq!((new.status, new.stderr.as_str()), (0, ""));
            let named = ["new", "--body", body, "--year", year, "--kind", kind];
            assert_eq!(run(folder.path(), named).stdout, new.stdout);
            let check = ["check", "-", "--format", "json"];
            let json = run_with_stdin(folder.path(), &check, new.stdout.as_bytes()).json();
            let file = &json["files"][0];
            assert_eq!(file["body_kind"], kind);
            assert_eq!(file["year"].to_string(), year);
            let findings = file["diagnostics"].as_array().unwrap();
            assert!(findings.len() > 10, "{body} {year}");
            assert!(
                findings.iter().all(|found| found["code"] == "S021"),
                "{body} {year}: {findings:#?}"
            );
            assert_eq!(file["unverified"].as_array().unwrap().len(), 0, "{file:#}");
        }
    }
}

#[test]
fn a_new_file_is_written_once() {
    let folder = folder(&[]);
    let new = || {
        run(
            folder.path(),
            [
                "new",
                "--body",
                "云溪县财政局",
                "--year",
                "2025",
                "-o",
                "a.md",
            ],
        )
    };
    assert_eq!(new().status, 0);
    let path = folder.path().join("a.md");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("# 云溪县财政局2025年政府信息公开工作年度报告\n"));
    fs::write(&path, "改过").unwrap();
    let again = new();
    assert_eq!(again.status, 2);
    assert!(again.stderr.contains("a.md 已经存在"), "{}", again.stderr);
    assert_eq!(fs::read_to_string(&path).unwrap(), "改过");
}

#[test]
fn what_cannot_be_told_is_asked_for() {
    let folder = folder(&[]);
    let new = |body: &str, year: &str| run(folder.path(), ["new", "--body", body, "--year", year]);
    let unknown = new("云溪", "2025");
    assert_eq!(unknown.status, 2);
    assert!(unknown.stderr.contains("--kind"), "{}", unknown.stderr);
    assert_eq!(new("云溪县财政局", "2018").status, 2);
    assert_eq!(new(" ", "2025").status, 2);
}
