//! `check --format sarif`: SARIF 2.1.0, written result by result.
//!
//! A check that could not be made is a result of kind `open`: the specification's word for a rule
//! that was evaluated without enough information to decide. Of the rules those are described that
//! have a result; they stand behind the results because only then it is known which.
//!
//! What a comment in the report suppresses and what the baseline knows is told only if it is asked for:
//! GitHub takes suppressed results for open ones.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use nianbao_core::{Places, Span};
use nianbao_json::place::Locator;
use nianbao_json::to_line;
use nianbao_lint::{
    Diagnostic, Fix, Lang, RuleRef, Severity, Unverified, fingerprints, is_applicable, source_edits,
};
use serde_json::{Value, json};

use super::{CheckedFile, Format, Summary, uri};
use crate::lang;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name under which fingerprints stand; the number changes when their anchors do.
const FINGERPRINT: &str = "nianbao/v1";

/// The format.
pub(super) struct Sarif {
    lang: Lang,
    /// Whether findings were compared with a baseline.
    baseline: bool,
    /// Whether suppressed and known findings are told too.
    suppressed: bool,
    rules: Mutex<BTreeMap<String, RuleRef>>,
    notifications: Mutex<Vec<Value>>,
}

impl Sarif {
    pub(super) fn new(lang: Lang, baseline: bool, suppressed: bool) -> Self {
        Self {
            lang,
            baseline,
            suppressed,
            rules: Mutex::default(),
            notifications: Mutex::default(),
        }
    }

    fn uses(&self, rule: &RuleRef) {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        if !rules.contains_key(rule.code()) {
            rules.insert(rule.code().to_owned(), rule.clone());
        }
    }

    fn result(
        &self,
        file: &CheckedFile<'_>,
        (locator, places): (&Locator<'_>, &Places<'_>),
        diagnostic: &Diagnostic,
        fingerprint: Option<&String>,
    ) -> Value {
        self.uses(&diagnostic.rule);
        let message = |text: &nianbao_lint::Message| json!({"text": text.get(self.lang)});
        let mut found = location(file.path, Some(region(locator, diagnostic.span, true)));
        let place = diagnostic.place(places, self.lang);
        found["logicalLocations"] = json!([{"fullyQualifiedName": place}]);
        let mut result = json!({
            "ruleId": diagnostic.rule.code(),
            "level": level(diagnostic.severity),
            "message": message(&diagnostic.message),
            "locations": [found],
        });
        if let Some(fingerprint) = fingerprint {
            result["partialFingerprints"] = json!({FINGERPRINT: fingerprint});
        }
        if !diagnostic.related.is_empty() {
            let related = diagnostic.related.iter().enumerate();
            let related = related.map(|(index, related)| {
                let mut place = match &related.file {
                    None => location(file.path, Some(region(locator, related.span, true))),
                    Some(file) => {
                        let locator = Locator::new(&file.report.source);
                        location(&file.path, Some(region(&locator, related.span, true)))
                    }
                };
                place["id"] = json!(index + 1);
                place["message"] = message(&related.message);
                place
            });
            result["relatedLocations"] = related.collect();
        }
        let fixes: Vec<_> = diagnostic
            .fixes
            .iter()
            .filter(|fix| is_applicable(file.report, &diagnostic.rule, fix))
            .map(|fix| self.fix(file, locator, fix))
            .collect();
        if !fixes.is_empty() {
            result["fixes"] = Value::Array(fixes);
        }
        result
    }

    fn fix(&self, file: &CheckedFile<'_>, locator: &Locator<'_>, fix: &Fix) -> Value {
        let edits = source_edits(&file.report.source, fix);
        let replacements = edits.into_iter().map(|edit| {
            json!({
                "deletedRegion": region(locator, edit.span, false),
                "insertedContent": {"text": edit.new_text},
            })
        });
        json!({
            "description": {"text": fix.title.get(self.lang)},
            "artifactChanges": [{
                "artifactLocation": artifact(file.path),
                "replacements": replacements.collect::<Vec<_>>(),
            }],
            "properties": {"applicability": fix.applicability.as_str()},
        })
    }

    /// What comments suppress, and what the baseline knows.
    fn suppressed(&self, file: &CheckedFile<'_>, at: (&Locator<'_>, &Places<'_>)) -> Vec<String> {
        let mut results = Vec::new();
        let found = &file.findings.suppressed;
        let prints = fingerprints(file.report, found);
        for (found, print) in found.iter().zip(&prints) {
            let mut result = self.result(file, at, found, Some(print));
            result["suppressions"] = json!([{"kind": "inSource"}]);
            results.push(to_line(&result));
        }
        for (found, print) in file.known {
            let mut result = self.result(file, at, found, Some(print));
            result["baselineState"] = json!("unchanged");
            result["suppressions"] = json!([{"kind": "external"}]);
            results.push(to_line(&result));
        }
        results
    }

    fn open(&self, file: &CheckedFile<'_>, unverified: &Unverified) -> Value {
        self.uses(&unverified.rule);
        json!({
            "ruleId": unverified.rule.code(),
            "kind": "open",
            "level": "none",
            "message": {"text": unverified.message.get(self.lang)},
            "locations": [location(file.path, None)],
            "properties": {"reason": unverified.reason},
        })
    }

    fn rule(&self, rule: &RuleRef) -> Value {
        let lang = self.lang;
        let (summary, explanation) = (rule.summary(), rule.explanation());
        let tag = rule.group().map_or_else(
            || nianbao_lint::query::pack_of(rule).to_owned(),
            |group| lang::group_word(group).to_owned(),
        );
        json!({
            "id": rule.code(),
            "name": rule.name(),
            "shortDescription": {"text": summary.get(lang)},
            "fullDescription": {"text": explanation.get(lang)},
            "help": {"text": explanation.get(lang), "markdown": nianbao_lint::query::page_of(rule, lang)},
            "defaultConfiguration": {"level": level(rule.severity())},
            "properties": {"tags": [tag], "basis": rule.basis()},
        })
    }
}

impl Format for Sarif {
    fn begin(&self) -> String {
        format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"unicodeCodePoints\",\n\"results\":[\n"
        )
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn file(&self, file: &CheckedFile<'_>) -> String {
        let (locator, places) = (Locator::new(&file.report.source), Places::new(file.report));
        let at = (&locator, &places);
        let mut prints = file.fingerprints.iter();
        let found = file.findings.diagnostics.iter();
        let found = found.map(|diagnostic| self.result(file, at, diagnostic, prints.next()));
        let mut results: Vec<_> = found
            .map(|mut result| {
                if self.baseline {
                    result["baselineState"] = json!("new");
                }
                to_line(&result)
            })
            .collect();
        if self.suppressed {
            results.extend(self.suppressed(file, at));
        }
        let open = file.findings.unverified.iter();
        results.extend(open.map(|unverified| to_line(&self.open(file, unverified))));
        results.join(",\n")
    }

    fn failed(&self, path: &str, reason: &str) -> String {
        let notification = json!({
            "level": "error",
            "message": {"text": reason},
            "locations": [location(path, None)],
        });
        let notifications = self.notifications.lock();
        let mut notifications = notifications.unwrap_or_else(PoisonError::into_inner);
        notifications.push(notification);
        String::new()
    }

    fn wants_fingerprints(&self) -> bool {
        true
    }

    fn end(&self, _summary: &Summary) -> String {
        let rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let rules: Vec<_> = rules.values().map(|rule| self.rule(rule)).collect();
        let notifications = self.notifications.lock();
        let notifications = notifications.unwrap_or_else(PoisonError::into_inner);
        let invocation = json!({
            "executionSuccessful": notifications.is_empty(),
            "toolExecutionNotifications": *notifications,
        });
        let driver = json!({
            "name": "nianbao",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": match self.lang {
                Lang::Zh => "zh-CN",
                Lang::En => "en-US",
            },
            "rules": rules,
        });
        format!(
            "\n],\n\"invocations\":[{}],\n\"tool\":{{\"driver\":{}}}}}]}}\n",
            to_line(&invocation),
            to_line(&driver)
        )
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn artifact(path: &str) -> Value {
    let uri = uri::of_path(path);
    if uri::is_relative(&uri) {
        json!({"uri": uri, "uriBaseId": "%SRCROOT%"})
    } else {
        json!({"uri": uri})
    }
}

fn location(path: &str, region: Option<Value>) -> Value {
    let mut place = json!({"artifactLocation": artifact(path)});
    if let Some(region) = region {
        place["region"] = region;
    }
    json!({"physicalLocation": place})
}

fn region(locator: &Locator<'_>, span: Span, quoted: bool) -> Value {
    let (start, end) = (locator.position(span.start), locator.position(span.end));
    let mut region = json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    });
    if quoted && !span.is_empty() {
        region["snippet"] = json!({"text": locator.text(span)});
    }
    region
}
