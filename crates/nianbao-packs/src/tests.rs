//! Packs as authors write them, from their text to findings.

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_core::{Report, SourceText};
use nianbao_lint::{Findings, Message, Selection, Settings, base_report, check};

use super::*;

mod hostile;
mod kinds;
mod together;

/// Files in memory.
#[derive(Default)]
struct Files(BTreeMap<&'static str, String>);

impl PackSource for Files {
    fn read(&self, path: &str) -> Result<String, Message> {
        let path = path.strip_prefix("./").unwrap_or(path);
        let found = self.0.get(path).cloned();
        found.ok_or_else(|| Message::new(format!("没有 {path}"), format!("no {path}")))
    }

    fn label(&self, path: &str) -> String {
        path.strip_prefix("./").unwrap_or(path).to_owned()
    }
}

fn files<const N: usize>(files: [(&'static str, &str); N]) -> Files {
    Files(files.map(|(path, text)| (path, text.to_owned())).into())
}

fn loaded(text: &str) -> Arc<PackSet> {
    let source = files([("pack.toml", text)]);
    match load(&nianbao_rules::REGISTRY, &[Wanted::Source(&source)]) {
        Ok(set) => Arc::new(set),
        Err(errors) => panic!("{}", said(&errors).join("\n")),
    }
}

/// Every complaint with its place, in English.
fn said(errors: &[PackError]) -> Vec<String> {
    for error in errors {
        assert!(!error.message.zh.is_empty() && error.message.zh != error.message.en);
    }
    errors.iter().map(ToString::to_string).collect()
}

fn complaints(text: &str) -> Vec<String> {
    let source = files([("pack.toml", text)]);
    said(
        &load(&nianbao_rules::REGISTRY, &[Wanted::Source(&source)]).expect_err("the pack is wrong"),
    )
}

fn run_on(settings: &Settings, edits: &[(&str, &str)]) -> (String, Findings) {
    let mut text = base_report().to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from:?} is not in the text");
        text = text.replace(from, to);
    }
    let report = Report::parse(SourceText::new(text.as_str()).unwrap());
    let findings = check(&report, settings);
    (text, findings)
}

/// What is found in the base report after replacements: `code: marked text`.
fn found(set: &Arc<PackSet>, edits: &[(&str, &str)]) -> Vec<String> {
    let (text, findings) = run_on(&set.settings(), edits);
    let found = findings.diagnostics.iter();
    found
        .map(|found| format!("{}: {}", found.rule.code(), &text[found.span.range()]))
        .collect()
}

#[test]
fn every_key_is_described_in_both_languages() {
    fn described(schema: &serde_json::Value, all: &mut Vec<String>) {
        match schema {
            serde_json::Value::Object(object) => {
                if let Some(serde_json::Value::String(text)) = object.get("description") {
                    all.push(text.clone());
                }
                assert!(!object.contains_key("x-zh"));
                object.values().for_each(|it| described(it, all));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|it| described(it, all)),
            _ => {}
        }
    }
    let texts = |lang| {
        let mut all = Vec::new();
        described(&serde_json::from_str(&schema(lang)).unwrap(), &mut all);
        all
    };
    let (zh, en) = (texts(Lang::Zh), texts(Lang::En));
    assert_eq!(zh.len(), en.len());
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (zh, en) in zh.iter().zip(&en) {
        assert!(
            zh.contains(chinese) && zh.ends_with('。')
                || zh.ends_with('］')
                || zh.contains('`')
                || zh.contains('：'),
            "{en}: {zh}"
        );
        assert_ne!(zh, en);
    }
}

#[test]
fn other_programs_have_files_of_that_name() {
    for ours in [
        "",
        "name = \"county\"\nversion = \"1\"\n",
        "name = \"county\"\nextnds = []\n",
        "pack-format = \"x\"\n[[rule]]\n",
        "name = \n[[rule]]\nname = \"x",
    ] {
        assert!(is_ours(ours), "{ours}");
    }
    for other in [
        "name = \"Blocks\"\nauthor = \"me\"\nversion = \"1.0\"\npack-format = \"packwiz:1.1.0\"\n\n[index]\nfile = \"index.toml\"\nhash-format = \"sha256\"\nhash = \"00\"\n\n[versions]\nminecraft = \"1.20\"\n",
        "[package]\nid = 7\n",
    ] {
        assert!(!is_ours(other), "{other}");
    }
}
