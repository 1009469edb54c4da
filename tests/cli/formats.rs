//! SARIF, GitHub, GitLab, JUnit, Markdown and statistics: each tells what JSON tells.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::{CORPUS, OTHER, Run, folder, run, wrong_sum};

/// Checks the corpus, a report with a wrong sum under a path that has to be escaped, and a file that
/// cannot be read.
fn check(format: &str, options: &[&str]) -> Run {
    let report = wrong_sum();
    let folder = folder(&[
        ("a,b: 100%/年报.md", report.as_bytes()),
        ("c.txt", b"PK\x03\x04"),
        ("d.txt", OTHER.as_bytes()),
    ]);
    corpus_into(folder.path());
    run(
        folder.path(),
        [&["check", "--format", format], options].concat(),
    )
}

fn corpus_into(folder: &Path) {
    for entry in std::fs::read_dir(CORPUS).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "txt") {
            std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// The findings of `check --format json` with the paths of their files.
fn findings(json: &Value) -> Vec<(String, Value)> {
    let mut all = Vec::new();
    for file in json["files"].as_array().unwrap() {
        for finding in file["diagnostics"].as_array().unwrap() {
            all.push((file["path"].as_str().unwrap().to_owned(), finding.clone()));
        }
    }
    all
}

#[test]
fn sarif_is_valid_and_tells_the_same() {
    let schema = include_str!("../schemas/sarif-2.1.0.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let run = check("sarif", &[]);
    assert_eq!(run.status, 2);
    let sarif = run.json();
    let errors = validator.iter_errors(&sarif);
    let errors: Vec<_> = errors
        .map(|it| format!("{} {it}", it.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let mut broken = sarif.clone();
    broken["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!validator.is_valid(&broken));

    let json = check("json", &[]).json();
    let expected = findings(&json);
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let found: Vec<_> = results.iter().filter(|it| it["kind"] != "open").collect();
    assert_eq!(found.len(), expected.len());
    let mut prints = BTreeSet::new();
    for (result, (path, finding)) in found.iter().zip(&expected) {
        assert_eq!(result["ruleId"], finding["code"]);
        let place = &result["locations"][0]["physicalLocation"];
        let (region, range) = (&place["region"], &finding["range"]);
        assert_eq!(region["startLine"], range["start"]["line"]);
        assert_eq!(region["endColumn"], range["end"]["column"]);
        if !range.is_null() && region["snippet"].is_object() {
            assert_eq!(region["snippet"]["text"], finding["text"]);
        }
        let print = result["partialFingerprints"]["nianbao/v1"]
            .as_str()
            .unwrap();
        assert!(prints.insert((path.clone(), print.to_owned())), "{finding}");
        let count = |list: &Value| list.as_array().map_or(0, Vec::len);
        assert_eq!(
            count(&result["relatedLocations"]),
            count(&finding["related"])
        );
    }
    assert!(found.iter().any(|it| it["fixes"].is_array()));

    let open = results.iter().filter(|it| it["kind"] == "open").count();
    let files = json["files"].as_array().unwrap().iter();
    let unverified: usize = files
        .map(|it| it["unverified"].as_array().unwrap().len())
        .sum();
    assert!(open > 0 && open == unverified);

    // Every rule of a result is described, and no other.
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    let described: Vec<_> = rules.iter().map(|it| it["id"].as_str().unwrap()).collect();
    let used: BTreeSet<_> = results
        .iter()
        .map(|it| it["ruleId"].as_str().unwrap())
        .collect();
    assert_eq!(described, used.into_iter().collect::<Vec<_>>());
    assert!(
        rules
            .iter()
            .all(|it| it["help"]["markdown"].as_str().unwrap().starts_with("# "))
    );

    let uri = &found[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(uri, "a,b%3A%20100%25/%E5%B9%B4%E6%8A%A5.md");
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(
        invocation["toolExecutionNotifications"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

/// The results of SARIF as rule, suppression and state, after the schema held.
fn told(run: &Run) -> Vec<[String; 3]> {
    let schema = include_str!("../schemas/sarif-2.1.0.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let sarif = run.json();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&sarif));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    results
        .iter()
        .filter(|it| it["kind"] != "open")
        .map(|it| {
            let suppression = word(&it["suppressions"][0]["kind"]);
            [word(&it["ruleId"]), suppression, word(&it["baselineState"])]
        })
        .collect()
}

#[test]
fn sarif_tells_suppressed_and_known_findings_only_if_asked() {
    let report = nianbao_lint::base_report()
        .replace("| 行政强制 | 86 |", "| 行政强制 | ８６ |")
        .replace("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 |  | 0 |");
    let comment = "<!-- nianbao-ignore T012: 系统导出 -->\n| 行政强制 |";
    let suppressed = report.replace("| 行政强制 |", comment);
    let folder = folder(&[("a.md", suppressed.as_bytes())]);
    let check = |options: &[&str]| {
        let arguments = [
            "check",
            "a.md",
            "--select",
            "T008,T012",
            "--format",
            "sarif",
        ];
        run(folder.path(), [&arguments[..], options].concat())
    };
    let result = |rule: &str, suppression: &str, state: &str| {
        [rule.to_owned(), suppression.to_owned(), state.to_owned()]
    };
    let open = result("T008", "", "");
    let hidden = result("T012", "inSource", "");
    assert_eq!(told(&check(&[])), std::slice::from_ref(&open));
    assert_eq!(told(&check(&["--with-suppressed"])), [open, hidden.clone()]);

    check(&["--write-baseline", "base.json"]);
    let against = ["--baseline", "base.json"];
    let all = ["--baseline", "base.json", "--with-suppressed"];
    assert_eq!(told(&check(&against)), Vec::<[String; 3]>::new());
    let known = result("T008", "external", "unchanged");
    assert_eq!(told(&check(&all)), [hidden, known]);
    std::fs::write(folder.path().join("a.md"), &report).unwrap();
    assert_eq!(told(&check(&against)), [result("T012", "", "new")]);

    let refused = run(folder.path(), ["check", "a.md", "--with-suppressed"]);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
}

#[test]
fn github_annotations_are_escaped() {
    let run = check("github", &[]);
    assert_eq!(run.status, 2);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert_eq!(lines.len(), findings(&check("json", &[]).json()).len() + 1);
    assert!(lines.iter().all(|it| it.starts_with("::error ")
        || it.starts_with("::warning ")
        || it.starts_with("::notice ")));
    let own = lines
        .iter()
        .filter(|it| !it.contains("-county-") && !it.contains("-town-"));
    insta::assert_snapshot!(own.copied().collect::<Vec<_>>().join("\n"));
}

#[test]
fn gitlab_issues_have_fingerprints_of_their_own() {
    let issues = check("gitlab", &[]).json();
    let issues = issues.as_array().unwrap().clone();
    let expected = findings(&check("json", &[]).json());
    assert_eq!(issues.len(), expected.len());
    let prints: BTreeSet<_> = issues
        .iter()
        .map(|it| it["fingerprint"].as_str().unwrap())
        .collect();
    assert_eq!(prints.len(), issues.len());
    for (issue, (path, finding)) in issues.iter().zip(&expected) {
        assert_eq!(issue["location"]["path"], path.as_str());
        assert_eq!(
            issue["location"]["lines"]["begin"],
            finding["range"]["start"]["line"]
        );
        let severity = match finding["severity"].as_str().unwrap() {
            "error" => "major",
            "warning" => "minor",
            _ => "info",
        };
        assert_eq!(issue["severity"], severity);
    }
    let empty = folder(&[]);
    let none = run(empty.path(), ["check", "--format", "gitlab"]);
    assert_eq!(none.json(), serde_json::json!([]));
}

#[test]
fn junit_fails_as_the_exit_status_does() {
    let summary = check("json", &[]).json()["summary"].clone();
    let count = |kind: &str| usize::try_from(summary[kind].as_u64().unwrap()).unwrap();
    let (errors, warnings, infos) = (count("errors"), count("warnings"), count("infos"));
    for (fail_on, failures) in [
        ("error", errors),
        ("warning", errors + warnings),
        ("info", errors + warnings + infos),
        ("never", 0),
    ] {
        let xml = check("junit", &["--fail-on", fail_on]).stdout;
        assert_eq!(xml.matches("<failure ").count(), failures, "{fail_on}");
        assert_eq!(xml.matches("<error ").count(), 1);
        let passed = errors + warnings + infos - failures;
        assert_eq!(xml.matches("<system-out>").count(), passed);
        let total = |attribute: &str| -> usize {
            let suites = xml.lines().filter(|it| it.starts_with("  <testsuite "));
            let values = suites.map(|it| {
                let rest = it.split_once(&format!(" {attribute}=\"")).unwrap().1;
                rest.split_once('"').unwrap().0.parse::<usize>().unwrap()
            });
            values.sum()
        };
        assert_eq!(total("failures"), failures);
        assert_eq!(total("tests"), xml.matches("<testcase ").count());
        assert_eq!(total("skipped"), xml.matches("<skipped ").count());
    }
}

#[test]
fn markdown_shows_a_table_per_file() {
    let report = wrong_sum();
    let folder = folder(&[("a_b/[年报]_.md", report.as_bytes())]);
    let run = run(folder.path(), ["check", "--format", "markdown"]);
    assert_eq!(run.stderr, "");
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn statistics_add_up() {
    let expected = findings(&check("json", &[]).json());
    let statistics = check("json", &["--statistics"]).json();
    let counts = statistics["statistics"].as_array().unwrap();
    assert!(!counts.is_empty());
    let mut total = 0;
    let mut last = u64::MAX;
    for count in counts {
        let own: Vec<_> = expected
            .iter()
            .filter(|(_, it)| it["code"] == count["code"])
            .collect();
        assert_eq!(count["findings"], own.len());
        let files: BTreeSet<_> = own.iter().map(|(path, _)| path).collect();
        assert_eq!(count["files"], files.len());
        total += own.len();
        let findings = count["findings"].as_u64().unwrap();
        assert!(findings <= last, "the most frequent comes first");
        last = findings;
    }
    assert_eq!(total, expected.len());
    let text = check("text", &["--statistics"]);
    assert_eq!(text.stdout.lines().count(), counts.len() + 1);
    let refused = check("sarif", &["--statistics"]);
    assert_eq!((refused.status, refused.stdout.as_str()), (2, ""));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    for format in ["text", "sarif", "gitlab", "junit", "markdown", "html"] {
        let one = check(format, &["--jobs", "1"]);
        let four = check(format, &["--jobs", "4"]);
        assert!(
            one.stdout == four.stdout && one.stderr == four.stderr,
            "{format}"
        );
    }
}
