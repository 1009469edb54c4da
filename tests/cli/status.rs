//! Exit statuses, and what is said when something goes wrong.

use std::process::Stdio;

use super::{CORPUS, OTHER, REPORT, folder, program, run, run_with_stdin, wrong_sum};

#[test]
fn the_status_follows_from_the_counts_and_fail_on() {
    let folder = folder(&[("wrong.md", wrong_sum().as_bytes())]);
    for path in [CORPUS, "wrong.md"] {
        let json = run(folder.path(), ["check", path, "--format", "json"]).json();
        let count = |kind: &str| json["summary"][kind].as_u64().unwrap();
        let (errors, warnings, infos) = (count("errors"), count("warnings"), count("infos"));
        for (fail_on, failing) in [
            ("error", errors),
            ("warning", errors + warnings),
            ("info", errors + warnings + infos),
            ("never", 0),
        ] {
            let run = run(folder.path(), ["check", path, "--fail-on", fail_on]);
            assert_eq!(run.status, i32::from(failing > 0), "{path} {fail_on}");
        }
    }
}

#[test]
fn a_wrong_sum_is_an_error_at_its_place() {
    let folder = folder(&[("wrong.md", wrong_sum().as_bytes())]);
    let text = run(folder.path(), ["check", "wrong.md"]);
    assert_eq!(text.status, 1);
    assert!(text.stdout.contains("--> wrong.md:"), "{}", text.stdout);
    let json = run(folder.path(), ["check", "wrong.md", "--format", "json"]);
    let json = json.json();
    let findings = json["files"][0]["diagnostics"].as_array().unwrap();
    let sum = |finding: &&serde_json::Value| finding["code"].as_str().unwrap().starts_with('A');
    let finding = findings.iter().find(sum).unwrap();
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["cell"]["table"], 3);
}

#[test]
fn one_unreadable_file_does_not_stop_the_others() {
    let folder = folder(&[
        ("a.txt", REPORT.as_bytes()),
        ("b.txt", b"%PDF-1.7 binary"),
        ("c.txt", b"\0\x01\x02\x03\0\0\x05"),
        ("e.txt", OTHER.as_bytes()),
    ]);
    let arguments = [
        "check", "--format", "json", "a.txt", "b.txt", "c.txt", "d.txt", "e.txt",
    ];
    let run = run(folder.path(), arguments);
    assert_eq!(run.status, 2);
    assert_eq!(run.paths(), ["a.txt", "e.txt"]);
    assert_eq!(run.json()["summary"]["files"], 2);
    for complaint in [
        "错误：b.txt：不是文本文件：这是 PDF，请先转换为文本（pdftotext -layout）",
        "错误：c.txt：不是文本文件",
        "错误：d.txt：文件不存在",
    ] {
        assert!(run.stderr.contains(complaint), "{}", run.stderr);
    }
}

#[test]
fn a_binary_file_in_a_folder_is_reported_too() {
    let folder = folder(&[("a.txt", OTHER.as_bytes()), ("b.txt", b"PK\x03\x04....")]);
    for command in ["check", "extract"] {
        let run = run(folder.path(), [command, "."]);
        assert_eq!(run.status, 2, "{command}");
        assert!(run.stderr.contains("b.txt：不是文本文件"), "{}", run.stderr);
    }
    let run = run(folder.path(), ["check", ".", "--lang", "en"]);
    assert!(
        run.stderr.contains("it is a zip container"),
        "{}",
        run.stderr
    );
}

#[test]
fn bad_arguments() {
    let folder = folder(&[]);
    for (arguments, complaint) in [
        (&["chek"][..], "没有这个命令：chek；是否想用 check？"),
        (&["check", "--fromat", "json"], "是否想用 --format？"),
        (&["check", "--format", "xml"], "可用的值：text、json、jsonl"),
        (&["check", "--jobs", "0"], "--jobs <N> 不接受“0”"),
        (&["explain"], "缺少参数：<RULE>"),
    ] {
        let run = run(folder.path(), arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(
            run.stderr.contains(complaint),
            "{arguments:?} {}",
            run.stderr
        );
    }
}

#[test]
fn messages_follow_the_locale_and_lang() {
    let folder = folder(&[("a.txt", OTHER.as_bytes())]);
    let say = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = program(folder.path());
        command.envs(variables.iter().copied());
        super::finish(command.arg("check").args(arguments)).stderr
    };
    assert!(say(&[], &[]).contains("共检查 0 个文件（另有 1 个"));
    assert!(say(&[("LANG", "en_US.UTF-8")], &[]).contains("Checked 0 files (1 skipped"));
    assert!(say(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], &[]).contains("共检查"));
    assert!(say(&[("LANG", "en_US.UTF-8")], &["--lang", "zh"]).contains("共检查"));
    assert!(say(&[], &["--lang=en", "--no-such"]).contains("unexpected argument"));
}

#[test]
fn an_unknown_rule_is_refused_with_the_nearest_one() {
    let folder = folder(&[("a.txt", OTHER.as_bytes())]);
    for option in ["--select", "--extend-select", "--ignore"] {
        let run = run(folder.path(), ["check", option, "no-such-rule", "a.txt"]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(
            run.stderr.contains("没有规则“no-such-rule”"),
            "{}",
            run.stderr
        );
    }
    let rules = run(folder.path(), ["rules", "--format", "json"]).json();
    for rule in rules["rules"].as_array().unwrap().iter().take(3) {
        let name = rule["name"].as_str().unwrap();
        let wrong = format!("{name}x");
        for arguments in [&["check", "--select", &wrong][..], &["explain", &wrong]] {
            let run = run(folder.path(), arguments);
            assert_eq!(run.status, 2);
            assert!(run.stderr.contains(name), "{}", run.stderr);
        }
    }
}

#[test]
fn a_closed_pipe_is_a_quiet_success() {
    let folder = folder(&[]);
    for arguments in [
        &["check", "--format", "json", "-"][..],
        &["extract", "-"],
        &["completions", "bash"],
    ] {
        let mut child = program(folder.path())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program waits for its input, so it cannot have written yet when the pipe closes.
        let reads_input = arguments.contains(&"-");
        drop(child.stdout.take());
        if reads_input {
            std::io::Write::write_all(child.stdin.as_mut().unwrap(), REPORT.as_bytes()).unwrap();
        }
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?} {stderr}");
        assert!(
            !stderr.contains("panicked") && !stderr.contains("错误"),
            "{stderr}"
        );
    }
}

#[test]
fn an_undecodable_standard_input_is_a_failure() {
    let folder = folder(&[]);
    let run = run_with_stdin(folder.path(), &["check", "-"], b"%PDF-1.7");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("-：不是文本文件"), "{}", run.stderr);
}
