//! `check --format gitlab`: a Code Quality report.

use nianbao_json::place::Locator;
use nianbao_json::to_line;
use nianbao_lint::{Diagnostic, Lang, Severity, fingerprint_of_file};
use serde_json::json;

use super::{CheckedFile, Format, Summary};

/// The format.
pub(super) struct Gitlab {
    lang: Lang,
}

impl Gitlab {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang }
    }

    fn issue(
        &self,
        path: &str,
        locator: &Locator<'_>,
        diagnostic: &Diagnostic,
        fingerprint: &str,
    ) -> String {
        let begin = locator.position(diagnostic.span.start).line;
        let end = locator.position(diagnostic.span.end).line;
        to_line(&json!({
            "description": diagnostic.message.get(self.lang),
            "check_name": format!("{} {}", diagnostic.rule.code(), diagnostic.rule.name()),
            "fingerprint": fingerprint_of_file(path, fingerprint),
            "severity": match diagnostic.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            "location": {"path": path, "lines": {"begin": begin, "end": end}},
        }))
    }
}

impl Format for Gitlab {
    fn begin(&self) -> String {
        "[\n".to_owned()
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn file(&self, file: &CheckedFile<'_>) -> String {
        let locator = Locator::new(&file.report.source);
        let found = file.findings.diagnostics.iter().zip(file.fingerprints);
        let issues: Vec<_> = found
            .map(|(diagnostic, print)| self.issue(file.path, &locator, diagnostic, print))
            .collect();
        issues.join(",\n")
    }

    fn wants_fingerprints(&self) -> bool {
        true
    }

    fn end(&self, _summary: &Summary) -> String {
        "\n]\n".to_owned()
    }
}
