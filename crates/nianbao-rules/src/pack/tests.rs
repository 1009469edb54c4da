//! Packs as authors write them, from their text to findings.

use std::collections::BTreeMap;
use std::sync::Arc;

use nianbao_core::{Report, SourceText};

use super::*;
use crate::diagnostic::Message;
use crate::engine::{Findings, Settings, check};
use crate::example::base_report;
use crate::selection::Selection;

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
    match load(&[Wanted::Source(&source)]) {
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
    said(&load(&[Wanted::Source(&source)]).expect_err("the pack is wrong"))
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
