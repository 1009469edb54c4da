//! `--write-baseline` and `--baseline`.

use std::fs;
use std::path::Path;

use super::{Run, folder, run};

/// Two findings: a number in full-width digits (T012) and a blank cell (T008).
fn faulty() -> String {
    nianbao_lint::base_report()
        .replace("| 行政强制 | 86 |", "| 行政强制 | ８６ |")
        .replace("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 |  | 0 |")
}

fn write(folder: &Path, options: &[&str]) -> Run {
    run(
        folder,
        [&["check", "--write-baseline", "base.json"], options].concat(),
    )
}

fn check(folder: &Path, options: &[&str]) -> Run {
    let arguments = ["check", "--baseline", "base.json", "--fail-on", "info"];
    run(folder, [&arguments[..], options].concat())
}

#[test]
fn known_findings_are_reported_no_more_whatever_is_edited_elsewhere() {
    let folder = folder(&[
        ("r/a.md", faulty().as_bytes()),
        ("b.md", faulty().as_bytes()),
    ]);
    let written = write(folder.path(), &[]);
    assert_eq!((written.status, written.stdout.as_str()), (0, ""));
    assert!(
        written.stderr.contains("已将 2 个文件的 "),
        "{}",
        written.stderr
    );
    let baseline = fs::read_to_string(folder.path().join("base.json")).unwrap();
    write(folder.path(), &["--jobs", "3", "./b.md", "r"]);
    assert_eq!(
        fs::read_to_string(folder.path().join("base.json")).unwrap(),
        baseline
    );

    assert_eq!(check(folder.path(), &[]).status, 0);
    let edited = faulty()
        .replacen("\n\n", "\n\n\n\n", 3)
        .replace('\n', "\r\n");
    fs::write(folder.path().join("b.md"), edited).unwrap();
    let run = check(folder.path(), &["--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert!(run.json()["summary"]["known"].as_u64().unwrap() >= 4);
    assert!(run.json()["summary"]["stale"].is_null());

    // The same from another folder: paths are told from where the baseline lies.
    let inside = super::run(
        &folder.path().join("r"),
        ["check", "--baseline", "../base.json", "--fail-on", "info"],
    );
    assert_eq!(inside.status, 0, "{}", inside.stdout);
}

#[test]
fn what_is_new_is_reported_and_what_is_gone_is_stale() {
    let folder = folder(&[("a.md", faulty().as_bytes()), ("b.md", faulty().as_bytes())]);
    write(folder.path(), &[]);
    let path = folder.path().join("a.md");
    // One is mended, and another of the same rule is made.
    let changed = faulty()
        .replace("８６", "86")
        .replace("| 1204 |", "| １２０４ |");
    assert_ne!(changed, faulty());
    fs::write(&path, changed).unwrap();
    fs::remove_file(folder.path().join("b.md")).unwrap();
    let run = check(folder.path(), &["--format", "json"]);
    assert_eq!(run.status, 1);
    let found = run.json()["files"][0]["diagnostics"].clone();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["text"], "１２０４");
    assert!(
        run.stderr.contains("a.md：基线中的 T012“86”已不存在"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("b.md：基线中的 T012“86”已不存在"),
        "{}",
        run.stderr
    );
    // A rule that did not run cannot say that its findings are gone.
    let other = check(folder.path(), &["--select", "A", "a.md"]);
    assert!(!other.stderr.contains("a.md：基线中"), "{}", other.stderr);
}

#[test]
fn a_second_finding_of_the_same_kind_is_new() {
    // The same mark twice, in the same section, once and again.
    let doubled = |times: usize| {
        let report = nianbao_lint::base_report().replacen("，坚持以", "，，坚持以", 1);
        match times {
            1 => report,
            _ => report.replacen("件，现行有效", "件，，现行有效", 1),
        }
    };
    assert_ne!(doubled(1), doubled(2));
    let folder = folder(&[("a.md", doubled(1).as_bytes())]);
    write(folder.path(), &[]);
    let count = |run: &Run| {
        run.json()["files"][0]["diagnostics"]
            .as_array()
            .unwrap()
            .len()
    };
    let known = run(folder.path(), ["check", "--format", "json"]);
    let first = count(&known);
    assert!(first > 0);
    fs::write(folder.path().join("a.md"), doubled(2)).unwrap();
    let more = count(&run(folder.path(), ["check", "--format", "json"]));
    assert!(more > first);
    assert_eq!(
        count(&check(folder.path(), &["--format", "json"])),
        more - first
    );
}

#[test]
fn a_baseline_that_cannot_be_read_ends_the_run() {
    let folder = folder(&[("a.md", faulty().as_bytes())]);
    for content in [None, Some("{"), Some("{\"schema\":9,\"files\":{}}")] {
        if let Some(content) = content {
            fs::write(folder.path().join("base.json"), content).unwrap();
        }
        let run = check(folder.path(), &[]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(
            run.stderr.contains("基线文件 base.json 无法读取"),
            "{}",
            run.stderr
        );
    }
}
