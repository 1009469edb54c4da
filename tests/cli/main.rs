//! End-to-end tests of the program: what it reads, what it prints, how it ends.

// clippy.toml allows these inside test functions; here the helpers too are nothing but tests.
#![allow(clippy::unwrap_used)]

mod baseline;
mod batch;
mod catalogue;
mod claims;
mod config;
mod corpus;
mod encodings;
mod fixing;
mod formats;
mod inputs;
mod network;
mod new;
mod output;
mod packs;
mod page;
mod readme;
mod repository;
mod sheets;
mod status;

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The five real reports.
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus");
/// One of them.
const REPORT: &str = include_str!("../corpus/hanyin-county-2023.txt");
/// A text that is no annual report.
const OTHER: &str = "会议纪要\n\n一、会议时间\n二、会议地点\n";

/// How the program ended and what it said.
#[derive(Debug)]
struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Run {
    fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// The paths of the files in `check --format json`, in order.
    fn paths(&self) -> Vec<String> {
        let json = self.json();
        let files = json["files"].as_array().unwrap();
        files
            .iter()
            .map(|file| file["path"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The program in a folder, with a neutral environment: Chinese, no colours.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    command
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env_remove("LANG")
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null());
    command
}

fn finish(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the program in a folder.
fn run<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Run {
    finish(program(folder).args(arguments))
}

/// Runs the program with something on its standard input.
fn run_with_stdin(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut child = program(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    Run {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder that holds the given files and goes away at the end of the test.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

/// A report with a wrong sum in 表三: 予以公开 of 自然人 is far too high.
fn wrong_sum() -> String {
    let report = nianbao_lint::base_report();
    let rows = report.lines().filter(|line| line.starts_with('|'));
    let Some(row) = rows.into_iter().find(|row| row.contains("予以公开")) else {
        return report.to_owned();
    };
    let number = row.find(|c: char| c.is_ascii_digit()).unwrap();
    let (label, numbers) = row.split_at(number);
    report.replace(row, &format!("{label}9{numbers}"))
}
