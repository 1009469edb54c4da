//! How many files, how many findings.

use nianbao_core::Report;
use nianbao_lint::{Findings, FixMode, Lang, Severity, chosen_fix};
use serde::Serialize;

use crate::lang::tr;

/// The counts of a run, in the order of the JSON contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Summary {
    /// Files that were checked.
    pub(crate) files: usize,
    /// Files of folders that are no reports.
    pub(crate) skipped: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    /// Findings with a safe fix.
    pub(crate) fixable: usize,
    /// Fixes that were applied.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) fixed: usize,
    /// Findings that the baseline knows.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) known: usize,
    /// Findings of the baseline that are there no more.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) stale: usize,
    /// Fixes that --fix would apply, when it is only asked what it would do.
    #[serde(skip)]
    pub(crate) would_fix: usize,
    /// Findings whose only fix is a suggested one, when that was asked for.
    #[serde(skip)]
    pub(crate) suggested: usize,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde gives what it skips by reference"
)]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Summary {
    /// The share of one checked file; `suggested` counts suggested fixes too.
    pub(crate) fn of(report: &Report, findings: &Findings, suggested: bool) -> Self {
        let mut summary = Self {
            files: 1,
            ..Self::default()
        };
        for diagnostic in &findings.diagnostics {
            match diagnostic.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Info => summary.infos += 1,
            }
            if chosen_fix(report, diagnostic, FixMode::Safe).is_some() {
                summary.fixable += 1;
            } else if suggested
                && chosen_fix(report, diagnostic, FixMode::SafeAndSuggested).is_some()
            {
                summary.suggested += 1;
            }
        }
        summary
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.skipped += other.skipped;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.fixable += other.fixable;
        self.fixed += other.fixed;
        self.known += other.known;
        self.stale += other.stale;
        self.would_fix += other.would_fix;
        self.suggested += other.suggested;
    }

    /// Whether there is a finding of this severity or a higher one.
    pub(crate) fn has_at_least(&self, severity: Severity) -> bool {
        self.errors > 0
            || (severity <= Severity::Warning && self.warnings > 0)
            || (severity <= Severity::Info && self.infos > 0)
    }

    /// The counts as a sentence.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let Self {
            files,
            skipped,
            errors,
            warnings,
            infos,
            fixable,
            fixed,
            known,
            stale,
            would_fix,
            suggested,
        } = self;
        let mut sentence = match lang {
            Lang::Zh => format!("共检查 {files} 个文件"),
            Lang::En => format!("Checked {}", count(*files, "file")),
        };
        if *skipped > 0 {
            sentence.push_str(&tr!(
                lang,
                "（另有 {skipped} 个不像年度报告，已跳过）",
                " ({skipped} skipped: no sign of an annual report)"
            ));
        }
        let counts = match lang {
            Lang::Zh => format!("：{errors} 个错误，{warnings} 个警告，{infos} 个提示"),
            Lang::En => format!(
                ": {}, {}, {}",
                count(*errors, "error"),
                count(*warnings, "warning"),
                count(*infos, "info")
            ),
        };
        sentence.push_str(&counts);
        if *fixable > 0 {
            sentence.push_str(&tr!(
                lang,
                "，其中 {fixable} 个有安全的修改办法",
                "; {fixable} with a safe fix"
            ));
        }
        if *suggested > 0 {
            sentence.push_str(&tr!(
                lang,
                "，{suggested} 个可用 --fix --unsafe-fixes 修改",
                "; {suggested} that --fix --unsafe-fixes can fix"
            ));
        }
        sentence.push_str(&tr!(lang, "。", "."));
        if *known > 0 {
            sentence.push_str(&tr!(
                lang,
                "另有 {known} 个问题在基线中。",
                " The baseline knows {known} more."
            ));
        }
        if *stale > 0 {
            sentence.push_str(&tr!(
                lang,
                "基线中有 {stale} 个问题已不存在，可用 --write-baseline 重写。",
                " Of the baseline, {stale} are there no more; --write-baseline writes it anew."
            ));
        }
        if *fixed > 0 {
            let fixes = count_es(*fixed, "fix");
            sentence.push_str(&tr!(lang, "已修复 {fixed} 处。", " Applied {fixes}."));
        }
        if *would_fix > 0 {
            let fixes = count_es(*would_fix, "fix");
            sentence.push_str(&tr!(
                lang,
                "可修复 {would_fix} 处，文件未改动。",
                " Would apply {fixes}; no file was changed."
            ));
        }
        sentence
    }
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn count_es(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "es" };
    format!("{number} {noun}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_counts_what_is_worse_too() {
        let warnings = Summary {
            warnings: 1,
            ..Summary::default()
        };
        assert!(!warnings.has_at_least(Severity::Error));
        assert!(warnings.has_at_least(Severity::Warning));
        assert!(warnings.has_at_least(Severity::Info));
        assert!(!Summary::default().has_at_least(Severity::Info));
    }

    #[test]
    fn sentences() {
        let summary = Summary {
            files: 1,
            skipped: 2,
            errors: 1,
            warnings: 0,
            infos: 3,
            fixable: 1,
            ..Summary::default()
        };
        assert_eq!(
            summary.sentence(Lang::Zh),
            "共检查 1 个文件（另有 2 个不像年度报告，已跳过）：1 个错误，0 个警告，3 个提示，其中 1 个有安全的修改办法。"
        );
        assert_eq!(
            summary.sentence(Lang::En),
            "Checked 1 file (2 skipped: no sign of an annual report): 1 error, 0 warnings, 3 infos; 1 with a safe fix."
        );
        let fixed = Summary {
            files: 2,
            fixed: 1,
            would_fix: 3,
            suggested: 4,
            ..Summary::default()
        };
        assert_eq!(
            fixed.sentence(Lang::Zh),
            "共检查 2 个文件：0 个错误，0 个警告，0 个提示，4 个可用 --fix --unsafe-fixes 修改。已修复 1 处。可修复 3 处，文件未改动。"
        );
        assert_eq!(
            fixed.sentence(Lang::En),
            "Checked 2 files: 0 errors, 0 warnings, 0 infos; 4 that --fix --unsafe-fixes can fix. Applied 1 fix. Would apply 3 fixes; no file was changed."
        );
    }
}
