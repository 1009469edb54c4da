//! The sample repository of `tests/sample-repository`: its configuration, its pack, its baseline and its
//! suppression do what its README says.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Run, folder, run};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/sample-repository")
}

fn check(options: &[&str]) -> Run {
    run(&sample(), [&["check"], options].concat())
}

/// Path, line and code of each finding of `check --format json`.
fn found(run: &Run) -> Vec<(String, u64, String)> {
    let json = run.json();
    let files = json["files"].as_array().unwrap();
    let of_file = |file: &Value| {
        let path = file["path"].as_str().unwrap().to_owned();
        let all = file["diagnostics"].as_array().unwrap().clone();
        all.into_iter().map(move |it| {
            let line = it["range"]["start"]["line"].as_u64().unwrap();
            (path.clone(), line, it["code"].as_str().unwrap().to_owned())
        })
    };
    files.iter().flat_map(of_file).collect()
}

fn known() -> (String, u64, String) {
    ("reports/2022-county.md".to_owned(), 11, "X012".to_owned())
}

fn praise() -> (String, u64, String) {
    let code = "yunxi/boast".to_owned();
    ("reports/2023-county.md".to_owned(), 7, code)
}

#[test]
fn without_the_baseline_the_published_mistake_fails_the_check() {
    let run = check(&["--format", "json"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert_eq!(found(&run), [known(), praise()]);
    let summary = &run.json()["summary"];
    assert_eq!(
        [&summary["files"], &summary["errors"], &summary["warnings"]],
        [3, 1, 1]
    );
}

#[test]
fn with_the_baseline_only_the_warning_of_the_pack_is_left() {
    let baseline = ["--format", "json", "--baseline", "baseline.json"];
    let checked = check(&baseline);
    assert_eq!(checked.status, 0, "{}", checked.stderr);
    assert_eq!(found(&checked), [praise()]);
    assert_eq!(checked.json()["summary"]["known"], 1);
    assert_eq!(checked.json()["summary"]["stale"], Value::Null);
    let strict = check(&[&baseline[..], &["--fail-on", "warning"]].concat());
    assert_eq!(strict.status, 1);
}

#[test]
fn the_baseline_is_the_one_that_would_be_written_today() {
    let copy = folder(&[]);
    let path = copy.path().join("baseline.json");
    // Written beside a copy, because paths are told from the folder of the baseline.
    for name in [
        "reports/2022-county.md",
        "nianbao.toml",
        "packs/yunxi/pack.toml",
    ] {
        let target = copy.path().join(name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(sample().join(name), target).unwrap();
    }
    let written = run(copy.path(), ["check", "--write-baseline", "baseline.json"]);
    assert_eq!(written.status, 0, "{}", written.stderr);
    let committed = fs::read_to_string(sample().join("baseline.json")).unwrap();
    assert_eq!(fs::read_to_string(path).unwrap(), committed);
}

#[test]
fn the_suppression_holds_back_what_it_names_and_nothing_else() {
    let report = fs::read_to_string(sample().join("reports/2023-finance.md")).unwrap();
    let comment = report
        .lines()
        .find(|line| line.contains("nianbao-ignore"))
        .unwrap();
    let bare = report.replace(comment, "");
    let folder = folder(&[("kept.md", report.as_bytes()), ("bare.md", bare.as_bytes())]);
    let run = run(
        folder.path(),
        ["check", "--format", "json", "--select", "ALL"],
    );
    let of = |name: &str| {
        let all = found(&run).into_iter().filter(|it| it.0 == name);
        all.map(|it| it.2).collect::<Vec<_>>()
    };
    let mut without = of("bare.md");
    let at = without.iter().position(|code| code == "X012").unwrap();
    without.remove(at);
    assert_eq!(of("kept.md"), without);
}

#[test]
fn sarif_tells_the_finding_of_the_pack_with_its_rule() {
    let run = check(&["--format", "sarif", "--baseline", "baseline.json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let schema: Value = serde_json::from_str(include_str!("../schemas/sarif-2.1.0.json")).unwrap();
    let sarif = run.json();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&sarif));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let failed: Vec<_> = results.iter().filter(|it| it["kind"] != "open").collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0]["ruleId"], "yunxi/boast");
    let rules = &sarif["runs"][0]["tool"]["driver"]["rules"];
    let told = rules
        .as_array()
        .unwrap()
        .iter()
        .any(|it| it["id"] == "yunxi/boast");
    assert!(told);
}

#[test]
fn its_pack_passes_its_own_tests() {
    for command in ["check", "test"] {
        let run = run(&sample(), ["pack", command, "packs/yunxi"]);
        assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    }
}

#[test]
fn its_readme_shows_what_is_printed() {
    let readme = fs::read_to_string(sample().join("README.md")).unwrap();
    let (_, console) = readme.split_once("```console\n$ nianbao ").unwrap();
    let (command, rest) = console.split_once('\n').unwrap();
    let (printed, _) = rest.split_once("```").unwrap();
    let run = run(&sample(), command.split(' '));
    assert_eq!(run.stdout, printed);
}

#[test]
fn the_schema_of_the_configuration_allows_its_configuration() {
    let schema = run(&sample(), ["config", "schema"]).json();
    let text = fs::read_to_string(sample().join("nianbao.toml")).unwrap();
    let config: Value =
        serde_json::to_value(toml::from_str::<toml::Table>(&text).unwrap()).unwrap();
    assert!(
        jsonschema::validator_for(&schema)
            .unwrap()
            .is_valid(&config)
    );
}
