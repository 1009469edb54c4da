//! `nianbao.toml`: which one governs, what it does, what is said of mistakes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{REPORT, Run, finish, folder, program, run, wrong_sum};

/// One with every key.
const SAMPLE: &str = include_str!("../sample/nianbao.toml");

/// The codes of the findings in each file, in order.
fn codes(run: &Run) -> Vec<(String, Vec<String>)> {
    let json = run.json();
    let files = json["files"].as_array().unwrap();
    let of = |file: &Value| {
        let found = file["diagnostics"].as_array().unwrap();
        let codes = found
            .iter()
            .map(|it| it["code"].as_str().unwrap().to_owned());
        (file["path"].as_str().unwrap().to_owned(), codes.collect())
    };
    files.iter().map(of).collect()
}

/// Checks the current folder.
fn check(folder: &Path, options: &[&str]) -> Run {
    let arguments = ["check", "--format", "json", "--fail-on", "never"];
    run(folder, [&arguments[..], options].concat())
}

fn names(codes: &[(String, Vec<String>)], code: &str) -> Vec<String> {
    let with = codes
        .iter()
        .filter(|(_, codes)| codes.iter().any(|it| it == code));
    with.map(|(path, _)| path.clone()).collect()
}

#[test]
fn the_nearest_configuration_governs_each_file() {
    let report = wrong_sum();
    let folder = folder(&[
        ("a/deep/r.md", report.as_bytes()),
        ("a/nianbao.toml", b"ignore = [\"A002\"]"),
        ("b/r.md", report.as_bytes()),
        ("b/nianbao.toml", b"select = [\"A002\"]"),
        ("r.md", report.as_bytes()),
    ]);
    let found = codes(&check(folder.path(), &[]));
    assert_eq!(names(&found, "A002"), ["b/r.md", "r.md"]);
    // A mistake is reported once: by the next rule where the first is not selected.
    assert_eq!(names(&found, "A003"), ["a/deep/r.md"]);

    // The command line and the environment come before all of them.
    let select = codes(&check(folder.path(), &["--select", "A002"]));
    assert_eq!(names(&select, "A002").len(), 3);
    let option = codes(&check(folder.path(), &["--config", "a/nianbao.toml"]));
    assert_eq!(names(&option, "A002"), Vec::<String>::new());
    assert_eq!(names(&option, "A003").len(), 3);
    let variable = finish(
        program(folder.path())
            .env("NIANBAO_CONFIG", "b/nianbao.toml")
            .args(["check", "--format", "json"]),
    );
    assert_eq!(names(&codes(&variable), "A003"), Vec::<String>::new());
}

#[test]
fn a_severity_in_the_file_comes_before_that_of_the_rule() {
    let report = wrong_sum();
    let folder = folder(&[
        ("r.md", report.as_bytes()),
        ("h.txt", REPORT.as_bytes()),
        (
            "nianbao.toml",
            b"[severity]\nALL = \"info\"\nA002 = \"off\"",
        ),
    ]);
    let run = run(folder.path(), ["check", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let summary = &run.json()["summary"];
    assert_eq!(
        (&summary["errors"], &summary["warnings"]),
        (&0.into(), &0.into())
    );
    assert!(summary["infos"].as_u64().unwrap() > 0);
    assert_eq!(names(&codes(&run), "A002"), Vec::<String>::new());
}

#[test]
fn excluded_files_are_not_checked_even_when_named() {
    let report = wrong_sum();
    let folder = folder(&[
        ("drafts/a.md", report.as_bytes()),
        ("sent/a.md", report.as_bytes()),
        ("sent/old/a.md", report.as_bytes()),
        (
            "nianbao.toml",
            b"exclude = [\"drafts/\"]\n[per-file-ignores]\n\"sent/old/*.md\" = [\"A\"]",
        ),
    ]);
    let all = check(folder.path(), &[]);
    assert_eq!(all.paths(), ["sent/a.md", "sent/old/a.md"]);
    assert_eq!(names(&codes(&all), "A002"), ["sent/a.md"]);
    let named = check(folder.path(), &["drafts/a.md", "sent/a.md"]);
    assert_eq!(named.paths(), ["sent/a.md"]);
    assert!(
        named
            .stderr
            .contains("drafts/a.md 由 nianbao.toml 的 exclude 排除"),
        "{}",
        named.stderr
    );
    // From another folder the patterns mean the same.
    let inside = check(&folder.path().join("sent"), &["../drafts", "."]);
    assert_eq!(inside.paths().len(), 2, "{:?}", inside.paths());
    let options = ["--config", "nianbao.toml", "sent/../drafts/a.md"];
    assert_eq!(check(folder.path(), &options).paths(), Vec::<String>::new());
}

#[test]
fn thresholds_deadlines_and_language_take_effect() {
    let folder = folder(&[("r.md", nianbao_lint::base_report().as_bytes())]);
    let write = |text: &str| fs::write(folder.path().join("nianbao.toml"), text).unwrap();
    assert_eq!(
        names(&codes(&check(folder.path(), &[])), "S010"),
        Vec::<String>::new()
    );
    write("extend-select = [\"S010\"]\n[thresholds]\noverview-longest = 5");
    assert_eq!(names(&codes(&check(folder.path(), &[])), "S010"), ["r.md"]);
    write("[deadlines]\ngovernment = \"01-01\"");
    assert_eq!(names(&codes(&check(folder.path(), &[])), "D005"), ["r.md"]);
    write("lang = \"en\"");
    let run = |options: &[&str]| run(folder.path(), [&["check"], options].concat()).stderr;
    assert!(run(&[]).contains("Checked 1 file"));
    assert!(run(&["--lang", "zh"]).contains("共检查 1 个文件"));
}

#[test]
fn a_mistake_is_an_error_with_its_place_and_nothing_is_written() {
    let folder = folder(&[
        ("a/r.md", REPORT.as_bytes()),
        (
            "a/nianbao.toml",
            b"\nignroe = [\"A001\"]\nselect = [\"A0O1\"]",
        ),
        ("out.json", b"old"),
    ]);
    let wrong = check(folder.path(), &["-o", "out.json"]);
    assert_eq!(wrong.status, 2);
    let expected = "a/nianbao.toml:2:1：没有配置项 ignroe；是否想写 ignore？";
    assert!(wrong.stderr.contains(expected), "{}", wrong.stderr);
    assert_eq!(fs::read(folder.path().join("out.json")).unwrap(), b"old");
    fs::write(folder.path().join("a/nianbao.toml"), "select = [\"A0O1\"]").unwrap();
    let rule = check(folder.path(), &[]);
    let expected = "a/nianbao.toml:1:11：没有规则“A0O1”；是否想写 A001？";
    assert!((rule.status, rule.stdout.as_str()) == (2, ""));
    assert!(rule.stderr.contains(expected), "{}", rule.stderr);
    fs::write(folder.path().join("a/nianbao.toml"), "exclude = [\"a/{b\"]").unwrap();
    let pattern = check(folder.path(), &[]);
    assert_eq!(pattern.status, 2);
    assert!(
        pattern.stderr.contains("a/nianbao.toml:1:12：路径模式"),
        "{}",
        pattern.stderr
    );
    fs::remove_file(folder.path().join("a/nianbao.toml")).unwrap();
    let missing = check(folder.path(), &["--config", "no.toml"]);
    assert_eq!(missing.status, 2);
    assert!(
        missing.stderr.contains("配置文件 no.toml 无法读取"),
        "{}",
        missing.stderr
    );
}

#[test]
fn show_says_where_each_value_stands() {
    let folder = folder(&[
        ("nianbao.toml", SAMPLE.as_bytes()),
        ("packs/county.toml", b"name = \"county\"\n"),
        ("a/r.md", b""),
    ]);
    let show = |options: &[&str]| {
        let run = run(folder.path(), [&["config", "show"], options].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    insta::assert_snapshot!(show(&["a/r.md"]));
    // What is shown is a configuration again, and says the same.
    fs::write(folder.path().join("again.toml"), show(&["a"])).unwrap();
    let values = |text: &str| {
        let lines = text.lines().filter_map(|line| line.split("  # ").next());
        lines.skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let again = show(&["--config", "again.toml"]);
    assert_eq!(values(&again), values(&show(&[])));
    let nowhere = super::folder(&[]);
    let defaults = run(nowhere.path(), ["config", "show"]);
    assert!(
        defaults.stdout.contains("overview-longest = 1000  # 默认"),
        "{}",
        defaults.stdout
    );
}

/// All keys of a schema, those of tables with the table before them.
fn keys(schema: &Value, prefix: &str, all: &mut Vec<String>) {
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let full = format!("{prefix}{key}");
        keys(value, &format!("{full}."), all);
        all.push(full);
    }
}

#[test]
fn the_schema_and_the_program_agree() {
    let folder = folder(&[
        ("nianbao.toml", SAMPLE.as_bytes()),
        ("packs/county.toml", b"name = \"county\"\n"),
    ]);
    let schema = run(folder.path(), ["config", "schema"]).json();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let value = |text: &str| {
        let table: toml::Table = toml::from_str(text).unwrap();
        serde_json::to_value(table).unwrap()
    };
    let sample = value(SAMPLE);
    let errors: Vec<_> = validator
        .iter_errors(&sample)
        .map(|it| it.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(run(folder.path(), ["config", "show"]).status, 0);
    let mut all = Vec::new();
    keys(&schema, "", &mut all);
    assert!(all.len() > 11, "{all:?}");
    for key in all {
        let pointer = format!("/{}", key.replace('.', "/"));
        assert!(sample.pointer(&pointer).is_some(), "the sample lacks {key}");
    }
    // What the one refuses the other refuses too.
    for wrong in [
        "selct = []",
        "select = \"A\"",
        "lang = \"fr\"",
        "[thresholds]\noverview-longest = 0",
        "[deadlines]\ntownship = \"March\"",
        "[severity]\nA001 = \"fatal\"",
        "[per-file-ignores]\n\"a.md\" = \"A\"",
    ] {
        assert!(!validator.is_valid(&value(wrong)), "{wrong}");
        fs::write(folder.path().join("nianbao.toml"), wrong).unwrap();
        assert_eq!(run(folder.path(), ["config", "show"]).status, 2, "{wrong}");
    }
}
