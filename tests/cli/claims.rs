//! `nianbao claims`: what prose says about the numbers of the tables, at its place.

use serde_json::json;

use super::{OTHER, folder, run, run_with_stdin};

const REPORT: &str = "\
# 青岚县2024年政府信息公开工作年度报告

## 一、总体情况

全年收到政府信息公开申请64件，上年结转7件。网站访问量88万次。

## 二、主动公开政府信息情况
";

#[test]
fn claims_are_listed_with_place_kind_shape_and_readings() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let text = run(folder.path(), ["claims", "a.md"]);
    assert_eq!(text.status, 0);
    assert_eq!(
        text.stdout,
        "a.md:5:13: 收到政府信息公开申请 64件\n    \
         received (received) = t3.new_requests.total | t3.new_requests.total + \
         t3.carried_in.total | t3.total_handled.total\n\
         a.md:5:21: 上年结转 7件\n    carried-in (carried-in) = t3.carried_in.total\n"
    );
}

#[test]
fn json_states_each_claim_as_fields() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let json = run(folder.path(), ["claims", "a.md", "--format", "json"]).json();
    assert_eq!(json["schema"], 1);
    let file = &json["files"][0];
    assert_eq!(file["path"], "a.md");
    assert_eq!(
        file["claims"][1],
        json!({
            "kind": "carried-in",
            "shape": "carried-in",
            "text": "7件",
            "value": "7",
            "relation": "=",
            "readings": ["t3.carried_in.total"],
            "soft": false,
            "range": {
                "start": {"line": 5, "column": 21, "offset": REPORT.find("7件").unwrap()},
                "end": {"line": 5, "column": 23, "offset": REPORT.find("7件").unwrap() + 4},
            },
        })
    );
}

/// A number that is no claim is listed on request only, with the step at which a shape stopped.
#[test]
fn near_misses_are_listed_on_request() {
    let folder = folder(&[("a.md", REPORT.as_bytes())]);
    let without = run(folder.path(), ["claims", "a.md"]);
    assert!(!without.stdout.contains("88万次"), "{}", without.stdout);
    let near = run(folder.path(), ["claims", "a.md", "--near", "--lang", "en"]);
    assert!(
        near.stdout.contains(":5:29: near miss 88万次\n"),
        "{}",
        near.stdout
    );
    assert!(near.stdout.starts_with(&without.stdout));
}

#[test]
fn claims_reads_standard_input_and_leaves_other_texts_out() {
    let folder = folder(&[("b.txt", OTHER.as_bytes())]);
    let piped = run_with_stdin(
        folder.path(),
        &["claims", "-", "--stdin-filename", "a.md"],
        REPORT.as_bytes(),
    );
    assert_eq!(piped.status, 0);
    assert!(piped.stdout.starts_with("a.md:5:13: "), "{}", piped.stdout);
    assert_eq!(run(folder.path(), ["claims", "."]).stdout, "");
    assert_eq!(run(folder.path(), ["claims"]).status, 2);
}
