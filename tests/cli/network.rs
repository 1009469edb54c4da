//! The program never uses a network: reports that are not published yet stay where they are.
//!
//! Shown on Linux, twice: the system calls are watched (`strace`), and the program runs in a namespace
//! without any network (`unshare`). Where a machine allows neither, the test says so.

#![cfg(target_os = "linux")]

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use super::CORPUS;

const PROGRAM: &str = env!("CARGO_BIN_EXE_nianbao");

/// What people run, on the sample corpus.
fn commands() -> Vec<Vec<&'static str>> {
    vec![
        vec!["check", "--quiet", CORPUS],
        vec!["check", "--pack", "auto", "--format", "sarif", CORPUS],
        vec!["extract", CORPUS],
        vec!["explain", "t3-detail-sum"],
        vec!["rules"],
        vec!["pack", "list"],
        vec!["config", "show"],
        // Ends at once, because its input does.
        vec!["lsp"],
    ]
}

/// Status and output of a program behind another one.
fn behind(wrapper: &[&str], arguments: &[&str], folder: &Path) -> (Option<i32>, Vec<u8>) {
    let all = [wrapper, arguments].concat();
    let output = Command::new(all[0])
        .args(&all[1..])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (output.status.code(), output.stdout)
}

/// Says what could not be shown; straight to the stream, because the output of a test that passes is held
/// back.
fn skipped(tool: &str) {
    let message = format!("skipped: {tool} is not installed or not allowed here\n");
    std::io::stderr().write_all(message.as_bytes()).unwrap();
}

fn works(wrapper: &[&str]) -> bool {
    Command::new(wrapper[0])
        .args(&wrapper[1..])
        .arg("true")
        .stdin(Stdio::null())
        .output()
        .is_ok_and(|it| it.status.success())
}

#[test]
fn no_socket_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("calls");
    let log = log.to_str().unwrap();
    let strace = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=%network",
        "-e",
        "signal=none",
        "-o",
        log,
    ];
    if !works(&strace) {
        skipped("strace");
        return;
    }
    let calls = || {
        let text = std::fs::read_to_string(log).unwrap();
        text.lines()
            .filter(|line| line.contains('('))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    // That it would be seen.
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let open = format!(
        "exec 3<>/dev/tcp/127.0.0.1/{}",
        port.local_addr().unwrap().port()
    );
    behind(&strace, &["bash", "-c", &open], folder.path());
    assert!(
        calls().iter().any(|call| call.contains("socket(")),
        "{:?}",
        calls()
    );

    for command in commands() {
        let arguments = [&[PROGRAM], &command[..]].concat();
        let (status, _) = behind(&strace, &arguments, folder.path());
        assert!(matches!(status, Some(0 | 1)), "{command:?} {status:?}");
        assert_eq!(calls(), Vec::<String>::new(), "{command:?}");
    }
}

#[test]
fn everything_works_without_a_network() {
    let unshare = ["unshare", "--map-root-user", "--net"];
    if !works(&unshare) {
        skipped("unshare");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // That there is none: what can be reached from here cannot be reached from there.
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let open = format!(
        "exec 3<>/dev/tcp/127.0.0.1/{}",
        port.local_addr().unwrap().port()
    );
    let reach = ["bash", "-c", open.as_str()];
    assert_eq!(behind(&[], &reach, folder.path()).0, Some(0));
    assert_ne!(behind(&unshare, &reach, folder.path()).0, Some(0));

    for command in commands() {
        let arguments = [&[PROGRAM], &command[..]].concat();
        let plain = behind(&[], &arguments, folder.path());
        assert!(matches!(plain.0, Some(0 | 1)), "{command:?} {:?}", plain.0);
        assert_eq!(
            behind(&unshare, &arguments, folder.path()),
            plain,
            "{command:?}"
        );
    }
}
