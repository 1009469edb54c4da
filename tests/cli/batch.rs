//! Long runs: interrupts, watching, what a pipe does not show; the version and the manual page.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::{REPORT, folder, program, run, wrong_sum};

/// After so long a test has failed rather than waits.
const LONG: Duration = Duration::from_mins(2);

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_no_file_behind() {
    use std::process::Command;

    let folder = folder(&[("z.txt", REPORT.as_bytes()), ("out.json", b"old")]);
    let names = || {
        let entries = std::fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|it| it.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let before = names();
    let mut child = program(folder.path())
        .args(["check", "--format", "json", "-o", "out.json", "-", "z.txt"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // It waits for its input with the output begun beside it.
    while names() == before {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    // Its input stays open: the interrupt alone ends it.
    let input = child.stdin.take();
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let output = child.wait_with_output().unwrap();
    drop(input);
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(names(), before);
    assert_eq!(
        std::fs::read(folder.path().join("out.json")).unwrap(),
        b"old"
    );
}

#[test]
fn a_pipe_shows_no_progress() {
    let files: Vec<_> = (0..300).map(|number| format!("{number}.txt")).collect();
    let files: Vec<_> = files
        .iter()
        .map(|name| (name.as_str(), REPORT.as_bytes()))
        .collect();
    let folder = folder(&files);
    let run = run(
        folder.path(),
        ["check", "--format", "json", "--fail-on", "never"],
    );
    assert_eq!(run.status, 0);
    assert_eq!(run.stderr, "");
    assert_eq!(run.json()["summary"]["files"], 300);
}

#[test]
fn watching_checks_again_what_changes_and_all_when_the_configuration_does() {
    let folder = folder(&[
        ("a.md", wrong_sum().as_bytes()),
        ("b.md", REPORT.as_bytes()),
    ]);
    let mut child = program(folder.path())
        .args(["check", "--watch", "--format", "jsonl", "--quiet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        lines
            .map_while(Result::ok)
            .try_for_each(|line| sender.send(line))
    });
    let next = || {
        let line = receiver.recv_timeout(LONG).unwrap();
        let json: serde_json::Value = serde_json::from_str(&line).unwrap();
        let codes = json["diagnostics"].as_array().unwrap().iter();
        let sums = codes
            .filter(|it| it["code"].as_str().unwrap().starts_with('A'))
            .count();
        (json["path"].as_str().unwrap().to_owned(), sums > 0)
    };
    // Whole at once, as editors write.
    let replace = |name: &str, text: &str| {
        let mut file = tempfile::NamedTempFile::new_in(folder.path()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.persist(folder.path().join(name)).unwrap();
    };
    assert_eq!(next(), ("a.md".to_owned(), true));
    assert_eq!(next().0, "b.md");
    replace("a.md", nianbao_lint::base_report());
    assert_eq!(next(), ("a.md".to_owned(), false));
    replace("a.md", &wrong_sum());
    assert_eq!(next(), ("a.md".to_owned(), true));
    replace("nianbao.toml", "ignore = [\"A\"]");
    assert_eq!(next(), ("a.md".to_owned(), false));
    assert_eq!(next().0, "b.md");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn standard_input_cannot_be_watched() {
    let folder = folder(&[]);
    let run = run(folder.path(), ["check", "--watch", "-"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("--watch 不能用于标准输入"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_version_and_the_manual_pages() {
    let folder = folder(&[]);
    let version = run(folder.path(), ["--version"]).stdout;
    let number = concat!("nianbao ", env!("CARGO_PKG_VERSION"));
    assert!(
        version.trim_end() == number || version.starts_with(&format!("{number} (")),
        "{version}"
    );
    for (lang, summary) in [("zh", "检查报告"), ("en", "Checks reports")] {
        let page = run(folder.path(), ["man", "check", "--lang", lang]).stdout;
        assert!(page.contains(".TH nianbao-check 1"), "{page}");
        assert!(
            page.contains(summary) && page.contains("\\-\\-baseline"),
            "{page}"
        );
    }
    let all = run(folder.path(), ["man"]).stdout;
    assert!(
        all.contains(".TH nianbao 1") && all.contains("nianbao\\-config(1)"),
        "{all}"
    );
    assert_eq!(run(folder.path(), ["man", "nothing"]).status, 2);
}
