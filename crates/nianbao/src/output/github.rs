//! `check --format github`: workflow commands, which GitHub Actions shows beside the lines.

use nianbao_json::place::Locator;
use nianbao_lint::{Diagnostic, Lang, Severity};

use super::{CheckedFile, Format};
use crate::lang::pick;

/// The format.
pub(super) struct Github {
    lang: Lang,
}

impl Github {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang }
    }

    fn annotation(&self, path: &str, locator: &Locator<'_>, diagnostic: &Diagnostic) -> String {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let start = locator.position(diagnostic.span.start);
        let end = locator.position(diagnostic.span.end);
        // Columns are only understood where both ends are on one line.
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            String::new()
        };
        let rule = &diagnostic.rule;
        format!(
            "::{command} file={},line={},endLine={}{columns},title={}::{}\n",
            property(path),
            start.line,
            end.line,
            property(&format!("{} {}", rule.code(), rule.name())),
            data(diagnostic.message.get(self.lang)),
        )
    }
}

impl Format for Github {
    fn file(&self, file: &CheckedFile<'_>) -> String {
        let locator = Locator::new(&file.report.source);
        let found = file.findings.diagnostics.iter();
        found
            .map(|diagnostic| self.annotation(file.path, &locator, diagnostic))
            .collect()
    }

    fn failed(&self, path: &str, reason: &str) -> String {
        let title = pick(self.lang, "无法检查", "not checked");
        format!(
            "::error file={},title={title}::{}\n",
            property(path),
            data(reason)
        )
    }

    fn streams(&self) -> bool {
        true
    }
}

/// What stands behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What stands behind `=`, where a comma or a colon would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
