//! Files, folders, standard input; what is skipped and what is not.

use super::{OTHER, REPORT, folder, run, run_with_stdin};

fn checked(folder: &std::path::Path, arguments: &[&str]) -> (Vec<String>, u64) {
    let run = run(
        folder,
        [
            &["check", "--format", "json", "--fail-on", "never"],
            arguments,
        ]
        .concat(),
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    let skipped = run.json()["summary"]["skipped"].as_u64().unwrap();
    (run.paths(), skipped)
}

#[test]
fn a_folder_is_searched_for_texts_and_obeys_gitignore() {
    let folder = folder(&[
        (".gitignore", b"/drafts\n*.html\n!kept.html\n"),
        ("a.txt", OTHER.as_bytes()),
        ("deep/er/b.MD", OTHER.as_bytes()),
        ("deep/c.markdown", OTHER.as_bytes()),
        ("d.htm", OTHER.as_bytes()),
        ("kept.html", OTHER.as_bytes()),
        ("ignored.html", OTHER.as_bytes()),
        ("drafts/e.txt", OTHER.as_bytes()),
        ("f.pdf", b"%PDF-1.7"),
        ("g", OTHER.as_bytes()),
        (".hidden/h.txt", OTHER.as_bytes()),
    ]);
    // None of them is a report, so each that was looked at was skipped.
    assert_eq!(checked(folder.path(), &[]), (vec![], 5));
    assert_eq!(checked(folder.path(), &["deep"]), (vec![], 2));
}

#[test]
fn a_named_file_is_always_checked_and_said_to_be_no_report() {
    let folder = folder(&[("a.txt", OTHER.as_bytes()), ("b.log", OTHER.as_bytes())]);
    let run = run(
        folder.path(),
        ["check", "a.txt", "b.log", "--format", "json"],
    );
    assert_eq!(run.paths(), ["a.txt", "b.log"]);
    assert_eq!(run.json()["summary"]["skipped"], 0);
    for path in ["a.txt", "b.log"] {
        let remark = format!("{path} 不像政府信息公开工作年度报告");
        assert!(run.stderr.contains(&remark), "{}", run.stderr);
    }
}

#[test]
fn a_file_that_is_named_twice_is_checked_once() {
    let folder = folder(&[("a.txt", OTHER.as_bytes()), ("sub/b.txt", OTHER.as_bytes())]);
    let (paths, skipped) = checked(
        folder.path(),
        &["a.txt", "./a.txt", ".", "sub/../a.txt", "sub", "sub/b.txt"],
    );
    assert_eq!(
        (paths, skipped),
        (vec!["a.txt".into(), "sub/b.txt".into()], 0)
    );
}

#[test]
fn files_come_in_the_order_of_their_paths_whatever_the_threads_do() {
    let names: Vec<_> = (0..150)
        .map(|n| format!("{:03}.txt", n * 37 % 150))
        .collect();
    let files: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), REPORT.as_bytes()))
        .collect();
    let folder = folder(&files);
    let outputs = ["1", "2", "7"].map(|jobs| {
        let options = [
            "check",
            "--format",
            "json",
            "--fail-on",
            "never",
            "-j",
            jobs,
        ];
        let paths = names.iter().map(String::as_str);
        run(folder.path(), options.into_iter().chain(paths))
    });
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(outputs[0].paths(), sorted);
    assert_eq!(outputs[0].stdout, outputs[1].stdout);
    assert_eq!(outputs[0].stdout, outputs[2].stdout);
}

#[test]
fn standard_input_takes_a_name() {
    let folder = folder(&[]);
    let arguments = ["check", "-", "--format", "json", "--fail-on", "never"];
    let run = run_with_stdin(folder.path(), &arguments, REPORT.as_bytes());
    assert_eq!(run.paths(), ["-"]);
    let named = [&arguments[..], &["--stdin-filename", "县/2023.txt"]].concat();
    let run = run_with_stdin(folder.path(), &named, REPORT.as_bytes());
    assert_eq!((run.paths(), run.status), (vec!["县/2023.txt".into()], 0));
}

#[test]
fn a_folder_without_texts_is_worth_a_remark() {
    let folder = folder(&[("a.pdf", b"%PDF-1.7")]);
    let run = run(folder.path(), ["check"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    assert!(
        run.stderr.contains("没有找到可检查的文件"),
        "{}",
        run.stderr
    );
}

#[test]
fn extract_reads_the_same_inputs() {
    let folder = folder(&[("a.txt", OTHER.as_bytes()), ("b/c.txt", OTHER.as_bytes())]);
    assert_eq!(run(folder.path(), ["extract", "."]).paths(), [""; 0]);
    assert_eq!(
        run(folder.path(), ["extract", "b/c.txt", "a.txt"]).paths(),
        ["a.txt", "b/c.txt"]
    );
    let piped = run_with_stdin(folder.path(), &["extract", "-"], OTHER.as_bytes());
    assert_eq!(piped.paths(), ["-"]);
    assert_eq!(run(folder.path(), ["extract"]).status, 2);
}
