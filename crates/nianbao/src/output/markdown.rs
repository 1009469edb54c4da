//! `check --format markdown`: for a comment on a change or the summary of a job.

use std::fmt::Write as _;

use nianbao_core::Places;
use nianbao_json::place::Locator;
use nianbao_lint::{Diagnostic, Lang};

use super::{CheckedFile, Format, Summary};
use crate::lang::{pick, tr};

/// The format.
pub(super) struct Markdown {
    lang: Lang,
}

impl Markdown {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang }
    }

    fn row(&self, locator: &Locator<'_>, places: &Places<'_>, diagnostic: &Diagnostic) -> String {
        let start = locator.position(diagnostic.span.start);
        format!(
            "| {} | {} | {}:{} {} | {} | {} |\n",
            diagnostic.severity.title(self.lang),
            diagnostic.rule.code(),
            start.line,
            start.column,
            escaped(&diagnostic.place(places, self.lang)),
            escaped(diagnostic.message.get(self.lang)),
            escaped(&diagnostic.rule.basis().join(pick(self.lang, "；", "; "))),
        )
    }
}

impl Format for Markdown {
    fn begin(&self) -> String {
        let title = pick(self.lang, "# 年度报告检查结果", "# Check of annual reports");
        format!("{title}\n")
    }

    fn file(&self, file: &CheckedFile<'_>) -> String {
        let (found, open) = (&file.findings.diagnostics, &file.findings.unverified);
        let mut text = String::new();
        if found.is_empty() && open.is_empty() {
            return text;
        }
        let _ = writeln!(text, "\n## {}", escaped(file.path));
        if !found.is_empty() {
            text.push_str(pick(
                self.lang,
                "\n| 级别 | 规则 | 位置 | 问题 | 依据 |\n| --- | --- | --- | --- | --- |\n",
                "\n| Severity | Rule | Place | Finding | Basis |\n| --- | --- | --- | --- | --- |\n",
            ));
            let locator = Locator::new(&file.report.source);
            let places = Places::new(file.report);
            text.extend(
                found
                    .iter()
                    .map(|diagnostic| self.row(&locator, &places, diagnostic)),
            );
        }
        if !open.is_empty() {
            let (lang, number) = (self.lang, open.len());
            let title = tr!(lang, "无法核验 {number} 项：", "{number} not verifiable:");
            let _ = writeln!(text, "\n{title}\n");
            for unverified in open {
                let message = escaped(unverified.message.get(lang));
                let _ = writeln!(text, "- {} {message}", unverified.rule.code());
            }
        }
        text
    }

    fn failed(&self, path: &str, reason: &str) -> String {
        format!("\n## {}\n\n{}\n", escaped(path), escaped(reason))
    }

    fn end(&self, summary: &Summary) -> String {
        format!("\n{}\n", summary.sentence(self.lang))
    }

    fn needs_summary(&self) -> bool {
        false
    }
}

/// A text that means nothing in Markdown and stays in its cell.
fn escaped(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' | '#' => {
                output.extend(['\\', character]);
            }
            '<' => output.push_str("&lt;"),
            '&' => output.push_str("&amp;"),
            character if character.is_control() => output.push(' '),
            character => output.push(character),
        }
    }
    output
}
