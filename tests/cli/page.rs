//! `check --format html`: one page, complete, safe whatever a report holds.

use std::collections::BTreeSet;
use std::fs;

use super::{CORPUS, folder, run};

/// The text between two words.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap();
    rest.split_once(end).unwrap().0
}

/// The values of an attribute in the order of the page.
fn values(page: &str, attribute: &str) -> Vec<String> {
    let start = format!(" {attribute}=\"");
    let pieces = page.split(&start).skip(1);
    pieces
        .map(|it| it.split_once('"').unwrap().0.to_owned())
        .collect()
}

fn corpus_page(options: &[&str]) -> String {
    let folder = folder(&[("lost.txt", b"PK\x03\x04")]);
    let arguments = ["check", "--format", "html", CORPUS, "lost.txt"];
    run(folder.path(), [&arguments[..], options].concat()).stdout
}

/// The words of the report that stand between tags, without the numbers of findings.
fn words(source: &str) -> String {
    let mut words = String::new();
    let mut rest = source;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap();
        rest = after;
        if tag.starts_with("a class=\"ref") {
            rest = after.split_once("</a>").unwrap().1;
        }
    }
    words.push_str(rest);
    let words = words.replace("&lt;", "<").replace("&gt;", ">");
    words.replace("&amp;", "&")
}

#[test]
fn it_shows_every_report_word_for_word() {
    let page = corpus_page(&[]);
    let mut shown: Vec<_> = page.split("<div class=\"source ").skip(1).collect();
    shown.sort_unstable();
    let mut texts = BTreeSet::new();
    for report in shown {
        let source = report.split_once('>').unwrap().1;
        texts.insert(words(source.split_once("</div>").unwrap().0));
    }
    for entry in fs::read_dir(CORPUS).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let text = text.replace("\r\n", "\n");
        let ends = [text.clone(), format!("{text}\n")];
        assert!(ends.iter().any(|it| texts.contains(it)), "{text}");
    }
}

#[test]
fn every_finding_stands_in_the_list_and_in_the_text() {
    let page = corpus_page(&[]);
    let json = run(folder(&[]).path(), ["check", "--format", "json", CORPUS]).json();
    let summary = &json["summary"];
    let total: u64 = ["errors", "warnings", "infos"]
        .iter()
        .map(|kind| summary[kind].as_u64().unwrap())
        .sum();
    let ids = values(&page, "id");
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "no id stands twice");
    for link in values(&page, "href") {
        let id = link.strip_prefix('#').unwrap();
        assert!(unique.contains(&id.to_owned()), "{link} leads nowhere");
    }
    let of = |kind: char| {
        let is = |id: &&String| {
            let rest = id.strip_prefix('r').and_then(|it| it.split_once(kind));
            rest.is_some_and(|(a, b)| [a, b].iter().all(|it| it.parse::<u32>().is_ok()))
        };
        ids.iter().filter(is).count() as u64
    };
    assert_eq!((of('f'), of('p')), (total, total));
    for file in json["files"].as_array().unwrap() {
        for finding in file["diagnostics"].as_array().unwrap() {
            let message = finding["message"].as_str().unwrap();
            let message = message.replace('&', "&amp;").replace('<', "&lt;");
            let message = message.replace('>', "&gt;").replace('"', "&quot;");
            assert!(page.contains(&message), "{message}");
        }
    }
}

#[test]
fn it_loads_nothing_and_runs_only_its_own_script() {
    let page = corpus_page(&[]);
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"zh-CN\">"));
    assert_eq!(page.matches("<script").count(), 1);
    assert!(values(&page, "src").is_empty());
    assert!(!page.contains("<link") && !page.contains("@import") && !page.contains("url("));
    assert!(page.contains("default-src 'none'"));
    assert!(values(&page, "style").is_empty());
    assert!(corpus_page(&["--lang", "en"]).starts_with("<!DOCTYPE html><html lang=\"en\">"));
}

#[test]
fn what_cannot_be_told_is_not_zero() {
    let page = corpus_page(&[]);
    let row = page.split("<tr ").find(|it| it.contains("hanyin")).unwrap();
    let granted = between(row, "data-label=\"公开率\"", "</td>");
    assert!(
        granted.contains("无法计算") && !granted.contains('%'),
        "{granted}"
    );
    let row = page
        .split("<tr ")
        .find(|it| it.contains("haiyuan"))
        .unwrap();
    let granted = between(row, "data-label=\"公开率\"", "</td>");
    assert!(
        granted.contains("58.8%") && granted.contains("10/17"),
        "{granted}"
    );
}

// Windows has no such file names.
#[cfg(unix)]
#[test]
fn nothing_of_a_report_becomes_markup() {
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u{202e}\u{7}\u{feff}&amp;\" ' -->";
    let name = "<img src=x onerror=alert(3)>&.md";
    let report = nianbao_lint::base_report()
        .replacen("一、总体情况", &format!("{hostile}\n\n一、总体情况"), 1)
        .replacen("| 规章 | 0 |", &format!("| 规章 | {hostile} |"), 1);
    let folder = folder(&[(name, report.as_bytes())]);
    let page = run(folder.path(), ["check", "--format", "html", name]).stdout;
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("<img").count(), 0);
    assert!(page.contains("&lt;img src=x onerror=alert(2)&gt;"));
    assert!(page.contains("&lt;img src=x onerror=alert(3)&gt;&amp;.md"));
    assert!(page.contains("<span class=\"cc\">U+202E</span><span class=\"cc\">U+0007</span>"));
    let hidden =
        |c: char| c != '\n' && c != '\t' && (c.is_control() || "\u{202e}\u{feff}".contains(c));
    assert_eq!(page.find(hidden), None);
}

#[test]
fn of_a_saved_page_only_the_words_are_shown() {
    let page = "<html><head><title>x</title><script>document.write('<p>坏')</script></head><body>\
        <h1>云溪县人民政府2023年政府信息公开工作年度报告</h1><!-- <b>不见</b> -->\
        <p onclick=\"alert(1)\">一、总体情况&nbsp;&#8238;</p><table><tr><td>1</td><td>2</td></tr></table>";
    let folder = folder(&[("a.html", page.as_bytes())]);
    let shown = run(folder.path(), ["check", "--format", "html", "a.html"]).stdout;
    let source = between(&shown, "<div class=\"source page\"", "</div>");
    assert!(source.contains("云溪县人民政府2023年"));
    assert!(words(source).contains("&nbsp;&#8238;"), "{source}");
    for absent in ["坏", "不见", "onclick", "<p", "\u{202e}"] {
        assert!(!source.contains(absent), "{absent}");
    }
}

#[test]
fn a_page_is_not_checked_with_the_reports_beside_it() {
    let report = nianbao_lint::base_report();
    let folder = folder(&[("a.md", report.as_bytes())]);
    let arguments = ["check", "--format", "html", "-o", "page.html"];
    assert_eq!(run(folder.path(), arguments).status, 0);
    let first = fs::read(folder.path().join("page.html")).unwrap();
    run(folder.path(), arguments);
    let json = run(folder.path(), ["check", "--format", "json"]);
    assert_eq!(json.paths(), ["a.md"]);
    assert_eq!(json.json()["summary"]["skipped"], 1);
    let extracted = run(folder.path(), ["extract", "--format", "json", "."]);
    assert_eq!(extracted.paths(), ["a.md"]);
    let page = String::from_utf8(first).unwrap();
    assert!(
        page.contains("<details><summary>"),
        "folded without findings"
    );
}

#[test]
fn numbers_that_follow_for_blank_cells_are_shown_apart_from_the_text() {
    let report = nianbao_lint::base_report().replace("| 40 | 8 | 0 | 1 |", "| 40 |  | 0 | 1 |");
    let folder = folder(&[("r.md", report.as_bytes())]);
    let page = run(folder.path(), ["check", "--format", "html", "r.md"]).stdout;
    assert_eq!(values(&page, "data-number"), ["8"]);
    assert!(page.contains("title=\"空白，按勾稽关系应为 8\""));
    let source = page.split_once("<div class=\"source ").unwrap().1;
    let source = source.split_once('>').unwrap().1;
    assert_eq!(words(source.split_once("</div>").unwrap().0), report);
}
