//! README.md and README.zh-CN.md say the same, and what they show stands in the sample repository.

use std::fs;
use std::path::{Path, PathBuf};

use super::{folder, run};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// A fenced block: what stands behind the fence, and its lines.
type Block = (String, Vec<String>);

/// The fenced blocks of a text, and its other lines.
fn parts(text: &str) -> (Vec<Block>, Vec<String>) {
    let (mut blocks, mut rest, mut open) = (Vec::new(), Vec::new(), false);
    for line in text.lines() {
        match (line.trim_start().strip_prefix("```"), open) {
            (Some(kind), false) => blocks.push((kind.to_owned(), Vec::new())),
            (Some(_), true) => {}
            (None, true) => blocks.last_mut().unwrap().1.push(line.to_owned()),
            (None, false) => rest.push(line.to_owned()),
        }
        open ^= line.trim_start().starts_with("```");
    }
    (blocks, rest)
}

/// The lines of a block without comments, where its language has such.
fn without_comments((kind, lines): &Block) -> Block {
    let commented = ["sh", "toml", "yaml"].contains(&kind.as_str());
    let bare = |line: &String| match line.split_once('#') {
        Some((code, _)) if commented && (code.is_empty() || code.ends_with(' ')) => {
            code.trim_end().to_owned()
        }
        _ => line.clone(),
    };
    (kind.clone(), lines.iter().map(bare).collect())
}

#[test]
fn both_readmes_show_the_same_commands() {
    let ((english, _), (chinese, _)) = (parts(&read("README.md")), parts(&read("README.zh-CN.md")));
    assert!(english.len() > 10);
    for (one, other) in english.iter().zip(&chinese) {
        assert_eq!(without_comments(one), without_comments(other));
    }
    assert_eq!(english.len(), chinese.len());
}

/// Headings and tables by section: the depth of each heading and the number of rows below it.
fn shape(rest: &[String]) -> Vec<(usize, usize)> {
    let mut shape = Vec::new();
    for line in rest {
        if line.starts_with('#') {
            shape.push((line.len() - line.trim_start_matches('#').len(), 0));
        } else if let (true, Some(last)) = (line.starts_with('|'), shape.last_mut()) {
            last.1 += 1;
        }
    }
    shape
}

/// The code in the first cells of rows: options, settings, crates.
fn keys(rest: &[String]) -> Vec<&str> {
    let rows = rest.iter().filter_map(|line| line.strip_prefix("| "));
    let firsts = rows.filter_map(|row| Some(row.split_once(" |")?.0));
    firsts
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect()
}

#[test]
fn both_readmes_have_the_same_sections_and_tables() {
    let ((_, english), (_, chinese)) = (parts(&read("README.md")), parts(&read("README.zh-CN.md")));
    assert_eq!(shape(&english), shape(&chinese));
    assert!(keys(&english).len() > 10);
    assert_eq!(keys(&english), keys(&chinese));
}

/// How a heading is named in a link, as the hosts of repositories do it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().chars();
    let kept = kept.filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

#[test]
fn links_of_the_readmes_lead_somewhere() {
    for name in ["README.md", "README.zh-CN.md"] {
        let (_, rest) = parts(&read(name));
        let anchors: Vec<_> = rest.iter().filter(|it| it.starts_with('#')).collect();
        let anchors: Vec<_> = anchors.into_iter().map(|it| anchor(it)).collect();
        let text = rest.join("\n");
        let links: Vec<_> = text.split("](").skip(1).collect();
        assert!(links.len() > 5);
        for link in links {
            let (target, _) = link.split_once(')').unwrap();
            match target.strip_prefix('#') {
                Some(wanted) => assert!(anchors.iter().any(|it| it == wanted), "{name}: {wanted}"),
                None if target.starts_with("https://") => {}
                None => assert!(root().join(target).exists(), "{name}: {target}"),
            }
        }
    }
}

#[test]
fn the_files_for_ci_that_the_readme_shows_are_those_of_the_sample_repository() {
    let files = [
        ".github/workflows/reports.yml",
        ".gitlab-ci.yml",
        ".pre-commit-config.yaml",
    ];
    let files = files.map(|name| read(&format!("tests/sample-repository/{name}")));
    let (blocks, _) = parts(&read("README.md"));
    let shown: Vec<_> = blocks.iter().filter(|it| it.0 == "yaml").collect();
    assert_eq!(shown.len(), files.len());
    for ((_, lines), file) in shown.into_iter().zip(files) {
        assert!(file.contains(&lines.join("\n")), "{lines:?}");
    }
}

/// The words of a command line, as far as the README needs it: quotes join words.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match c {
            '"' | '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn the_commands_for_ci_run() {
    let text = read("README.md");
    let (_, section) = text.split_once("\n## In CI\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let (blocks, _) = parts(section);
    let report = super::wrong_sum();
    let folder = folder(&[("reports/a.md", report.as_bytes())]);
    let mut ran = 0;
    for block in blocks.iter().filter(|it| it.0 == "sh") {
        let known = block.1[0].contains("--write-baseline");
        for line in without_comments(block).1 {
            let command = line.split(" >> ").next().unwrap();
            let Some(arguments) = command.strip_prefix("nianbao ") else {
                panic!("{line}");
            };
            let run = run(folder.path(), words(arguments));
            assert_eq!(run.status, i32::from(!known), "{line}: {}", run.stderr);
            ran += 1;
        }
    }
    assert!(ran >= 5);
    assert!(folder.path().join("nianbao.xml").exists());
}
