//! `--fix`, `--unsafe-fixes`, `--diff`, suppressions.

use std::fs;

use encoding_rs::GB18030;

use super::{OTHER, folder, run, run_with_stdin};

/// A report whose table has a number in full-width digits (T012, safe) and a blank cell (T008,
/// suggested).
fn faulty() -> String {
    nianbao_lint::base_report()
        .replace("| 行政强制 | 86 |", "| 行政强制 | ８６ |")
        .replace("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 |  | 0 |")
}

/// What is left of it after the safe fix.
fn safely_fixed() -> String {
    faulty().replace("８６", "86")
}

#[test]
fn fix_applies_what_is_safe_and_nothing_else() {
    let folder = folder(&[("a.md", faulty().as_bytes()), ("b.txt", OTHER.as_bytes())]);
    let fixed = run(folder.path(), ["check", "--fix"]);
    assert_eq!(fixed.status, 0, "{}", fixed.stderr);
    assert!(fixed.stderr.contains("已修复 1 处。"), "{}", fixed.stderr);
    assert!(fixed.stdout.contains("[T008]"), "{}", fixed.stdout);
    assert!(!fixed.stdout.contains("[T012]"), "{}", fixed.stdout);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("a.md"), safely_fixed());
    assert_eq!(read("b.txt"), OTHER);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);

    let again = run(folder.path(), ["check", "--fix"]);
    assert!(!again.stderr.contains("已修复"), "{}", again.stderr);
    assert_eq!(read("a.md"), safely_fixed());
}

#[test]
fn unsafe_fixes_count_and_with_fix_apply_what_leaves_no_choice() {
    let folder = folder(&[("a.md", faulty().as_bytes())]);
    let counted = run(folder.path(), ["check", "--unsafe-fixes"]);
    assert!(
        counted
            .stderr
            .contains("其中 1 个有安全的修改办法，1 个可用 --fix --unsafe-fixes 修改。"),
        "{}",
        counted.stderr
    );
    let path = folder.path().join("a.md");
    assert_eq!(fs::read_to_string(&path).unwrap(), faulty());
    let options = ["check", "--fix", "--unsafe-fixes", "--format", "json"];
    let json = run(folder.path(), options).json();
    assert_eq!(json["summary"]["fixed"], 2);
    assert_eq!(json["summary"]["warnings"], 0);
    let fixed = fs::read_to_string(&path).unwrap();
    let cells = |text: &str| text.replace(' ', "");
    assert_eq!(cells(&fixed), cells(nianbao_lint::base_report()));
}

#[test]
fn diff_shows_and_changes_nothing() {
    let folder = folder(&[("a.md", faulty().as_bytes())]);
    let run = |options: &[&str]| run(folder.path(), [&["check", "--diff"], options].concat());
    let shown = run(&[]);
    let expected = "--- a.md\n+++ a.md\n@@ ";
    assert!(shown.stdout.starts_with(expected), "{}", shown.stdout);
    let changed: Vec<_> = shown
        .stdout
        .lines()
        .skip(2)
        .filter(|line| line.starts_with(['+', '-']))
        .collect();
    assert_eq!(
        changed,
        ["-| 行政强制 | ８６ | | |", "+| 行政强制 | 86 | | |"]
    );
    assert!(
        shown.stderr.contains("可修复 1 处，文件未改动。"),
        "{}",
        shown.stderr
    );
    // The status is about what fixing would leave.
    assert_eq!((shown.status, run(&["--fail-on", "info"]).status), (0, 1));
    let all = run(&["--fail-on", "info", "--fix", "--unsafe-fixes"]);
    assert_eq!((all.status, all.stdout.matches("\n+|").count()), (0, 2));
    let path = folder.path().join("a.md");
    assert_eq!(fs::read_to_string(path).unwrap(), faulty());
    assert_eq!(run(&["--format", "json"]).status, 2);
}

#[test]
fn encodings_and_line_ends_are_kept() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let gbk = |text: &str| GB18030.encode(text).0.into_owned();
    let utf16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_be_bytes).collect()
    };
    let bom = |text: &str| [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let variants = |text: &str| {
        [
            ("bom.md", bom(text)),
            ("crlf.md", crlf(text).into_bytes()),
            ("gbk.md", gbk(&crlf(text))),
            ("utf16.md", utf16(text)),
        ]
    };
    let before = variants(&faulty());
    let files: Vec<_> = before
        .iter()
        .map(|(name, bytes)| (*name, &bytes[..]))
        .collect();
    let folder = folder(&files);
    let fixed = run(folder.path(), ["check", "--fix"]);
    assert!(fixed.stderr.contains("已修复 4 处。"), "{}", fixed.stderr);
    for (name, bytes) in variants(&safely_fixed()) {
        assert!(
            fs::read(folder.path().join(name)).unwrap() == bytes,
            "{name}"
        );
    }
}

#[test]
fn what_cannot_be_written_back_is_left_and_said() {
    let mut damaged = faulty().into_bytes();
    let at = faulty().find("坚持").unwrap();
    damaged[at] = 0xFF;
    let folder = folder(&[("a.md", &damaged)]);
    let run = run(folder.path(), ["check", "--fix"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("a.md：未修改："), "{}", run.stderr);
    assert!(run.stdout.contains("[T012]"), "{}", run.stdout);
    assert_eq!(fs::read(folder.path().join("a.md")).unwrap(), damaged);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("a.md", faulty().as_bytes())]);
    let (file, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
    fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    symlink("a.md", &link).unwrap();
    run(folder.path(), ["check", "--fix", "b.md"]);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), safely_fixed());
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let folder = folder(&[]);
    let stdin =
        |text: &str| run_with_stdin(folder.path(), &["check", "--fix", "-"], text.as_bytes());
    let run = stdin(&faulty());
    assert_eq!(run.stdout, safely_fixed());
    assert!(run.stderr.contains("[T008]"), "{}", run.stderr);
    assert!(run.stderr.contains("已修复 1 处。"), "{}", run.stderr);
    assert_eq!(
        stdin(nianbao_lint::base_report()).stdout,
        nianbao_lint::base_report()
    );
}

#[test]
fn tags_of_a_page_are_not_swallowed() {
    let cells = "<tr><td>行政许可</td><td>3215</td></tr>";
    let page = format!(
        "<html><body><h1>云溪县人民政府2023年政府信息公开工作年度报告</h1>\
         <p>二、主动公开政府信息情况</p><table><tr><td colspan=\"2\">第二十条第（五）项</td></tr>\
         <tr><td>信息内容</td><td>本年处理决定数量</td></tr>{}</table></body></html>\n",
        cells.replace("3215", "３２<b>１５</b>")
    );
    let plain = page.replace("３２<b>１５</b>", "３２１５");
    let folder = folder(&[
        ("tags.html", page.as_bytes()),
        ("plain.html", plain.as_bytes()),
    ]);
    let run = run(folder.path(), ["check", "--fix", "--select", "T012"]);
    assert!(run.stdout.contains("只能手工修改"), "{}", run.stdout);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("tags.html"), page);
    assert_eq!(read("plain.html"), plain.replace("３２１５", "3215"));
}

#[test]
fn suppressions_silence_and_are_judged_themselves() {
    let report = faulty()
        .replace(
            "| 行政强制 |",
            "<!-- nianbao-ignore T012: 系统导出 -->\n| 行政强制 |",
        )
        .replace("| 规章 |", "<!-- nianbao-ignore T008, T0O9 -->\n| 规章 |");
    let folder = folder(&[("a.md", report.as_bytes())]);
    let run = run(folder.path(), ["check", "--quiet", "--fail-on", "warning"]);
    let codes: Vec<_> = run
        .stdout
        .lines()
        .filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0))
        .collect();
    assert_eq!(codes, ["N002", "N001"], "{}", run.stdout);
    assert!(run.stdout.contains("是否想写 T009？"), "{}", run.stdout);
    assert_eq!(run.status, 1);
}
