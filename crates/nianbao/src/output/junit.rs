//! `check --format junit`: a suite for each file, a case for each finding.
//!
//! A finding below `--fail-on` is a passed case that tells it as its output, so that the reader of the
//! file judges as the exit status does. A check that could not be made is a skipped case, and a file
//! without findings has one case that passed.

use std::fmt::Write as _;

use nianbao_json::place::Locator;
use nianbao_lint::{Diagnostic, Lang, Severity, Unverified};

use super::{CheckedFile, Format, Summary};
use crate::lang::pick;

/// The format.
pub(super) struct Junit {
    lang: Lang,
    /// The lowest severity that fails; none fails where this is `None`.
    threshold: Option<Severity>,
}

impl Junit {
    pub(super) fn new(lang: Lang, threshold: Option<Severity>) -> Self {
        Self { lang, threshold }
    }

    fn fails(&self, diagnostic: &Diagnostic) -> bool {
        self.threshold
            .is_some_and(|threshold| diagnostic.severity >= threshold)
    }

    fn case(&self, path: &str, locator: &Locator<'_>, diagnostic: &Diagnostic) -> String {
        let start = locator.position(diagnostic.span.start);
        let rule = &diagnostic.rule;
        let name = format!("{} {}:{}", rule.code(), start.line, start.column);
        let message = escaped(diagnostic.message.get(self.lang));
        let separator = pick(self.lang, "；", "; ");
        let basis = escaped(&rule.basis().join(separator));
        let text = format!(
            "{}:{}:{}: {message}\n{basis}",
            escaped(path),
            start.line,
            start.column
        );
        let inner = if self.fails(diagnostic) {
            let kind = diagnostic.severity.as_str();
            format!("<failure type=\"{kind}\" message=\"{message}\">{text}</failure>")
        } else {
            let severity = diagnostic.severity.title(self.lang);
            format!("<system-out>[{severity}] {text}</system-out>")
        };
        case(path, &name, rule.name(), &inner)
    }

    fn skipped(&self, path: &str, unverified: &Unverified) -> String {
        let message = escaped(unverified.message.get(self.lang));
        let inner = format!("<skipped message=\"{message}\"/>");
        case(path, unverified.rule.code(), unverified.rule.name(), &inner)
    }
}

/// A case; what stands in it is escaped already.
fn case(path: &str, name: &str, class: &str, inner: &str) -> String {
    let class = escaped(&format!("{path}:{class}"));
    let name = escaped(name);
    if inner.is_empty() {
        format!("    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\"/>\n")
    } else {
        format!(
            "    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\">{inner}</testcase>\n"
        )
    }
}

fn suite(path: &str, [tests, failures, errors, skipped]: [usize; 4], cases: &str) -> String {
    format!(
        "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"0\">\n{cases}  </testsuite>\n",
        escaped(path)
    )
}

impl Format for Junit {
    fn begin(&self) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"nianbao\">\n".to_owned()
    }

    fn file(&self, file: &CheckedFile<'_>) -> String {
        let locator = Locator::new(&file.report.source);
        let (found, open) = (&file.findings.diagnostics, &file.findings.unverified);
        let mut cases = String::new();
        for diagnostic in found {
            cases.push_str(&self.case(file.path, &locator, diagnostic));
        }
        for unverified in open {
            cases.push_str(&self.skipped(file.path, unverified));
        }
        if cases.is_empty() {
            cases = case(file.path, "check", "check", "");
        }
        let failures = found.iter().filter(|it| self.fails(it)).count();
        let tests = (found.len() + open.len()).max(1);
        suite(file.path, [tests, failures, 0, open.len()], &cases)
    }

    fn failed(&self, path: &str, reason: &str) -> String {
        let inner = format!("<error message=\"{}\"/>", escaped(reason));
        suite(path, [1, 0, 1, 0], &case(path, "check", "check", &inner))
    }

    fn end(&self, _summary: &Summary) -> String {
        "</testsuites>\n".to_owned()
    }
}

/// A text as XML 1.0 holds it: control characters cannot stand in it even as references.
fn escaped(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => output.push_str("&amp;"),
            '<' => output.push_str("&lt;"),
            '>' => output.push_str("&gt;"),
            '"' => output.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(output, "&#{};", u32::from(character));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => output.push('\u{fffd}'),
            _ => output.push(character),
        }
    }
    output
}
