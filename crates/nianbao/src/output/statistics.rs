//! `check --statistics`: how often each rule found something.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use nianbao_json::to_line;
use nianbao_lint::{FixMode, Lang, RuleRef, chosen_fix};
use serde::Serialize;

use super::{CheckedFile, Format, Summary};
use crate::lang::pick;

/// The format.
pub(crate) struct Statistics {
    lang: Lang,
    json: bool,
    counts: Mutex<BTreeMap<String, Count>>,
}

struct Count {
    rule: RuleRef,
    findings: usize,
    files: usize,
    fixable: usize,
}

#[derive(Serialize)]
struct JsonCount<'a> {
    code: &'a str,
    name: &'a str,
    findings: usize,
    files: usize,
    fixable: usize,
}

impl Statistics {
    pub(super) fn new(lang: Lang, json: bool) -> Self {
        Self {
            lang,
            json,
            counts: Mutex::default(),
        }
    }
}

impl Format for Statistics {
    fn file(&self, file: &CheckedFile<'_>) -> String {
        let mut own: BTreeMap<&str, Count> = BTreeMap::new();
        for diagnostic in &file.findings.diagnostics {
            let count = own.entry(diagnostic.rule.code()).or_insert_with(|| Count {
                rule: diagnostic.rule.clone(),
                findings: 0,
                files: 1,
                fixable: 0,
            });
            count.findings += 1;
            let fix = chosen_fix(file.report, diagnostic, FixMode::Safe);
            count.fixable += usize::from(fix.is_some());
        }
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for (code, count) in own {
            let known = counts.entry(code.to_owned()).or_insert(Count {
                findings: 0,
                files: 0,
                fixable: 0,
                rule: count.rule,
            });
            known.findings += count.findings;
            known.files += count.files;
            known.fixable += count.fixable;
        }
        String::new()
    }

    fn end(&self, summary: &Summary) -> String {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let mut counts: Vec<_> = counts.values().collect();
        counts.sort_by_key(|count| std::cmp::Reverse(count.findings));
        if self.json {
            let lines: Vec<_> = counts
                .iter()
                .map(|count| {
                    to_line(&JsonCount {
                        code: count.rule.code(),
                        name: count.rule.name(),
                        findings: count.findings,
                        files: count.files,
                        fixable: count.fixable,
                    })
                })
                .collect();
            return format!(
                "{{\"schema\":1,\"statistics\":[\n{}\n],\n\"summary\":{}}}\n",
                lines.join(",\n"),
                to_line(summary)
            );
        }
        let mut text = String::new();
        if !counts.is_empty() {
            text.push_str(pick(
                self.lang,
                "  次数  文件  规则\n",
                "Findings  Files  Rule\n",
            ));
        }
        let (first, second) = match self.lang {
            Lang::Zh => (6, 6),
            Lang::En => (8, 7),
        };
        for count in counts {
            let _ = writeln!(
                text,
                "{:>first$}{:>second$}  {} {}  {}",
                count.findings,
                count.files,
                count.rule.code(),
                count.rule.name(),
                count.rule.summary().get(self.lang)
            );
        }
        text
    }

    fn needs_summary(&self) -> bool {
        !self.json
    }
}
