//! Fixing files: `check --fix` and `check --diff`.

use std::io;
use std::sync::Arc;

use nianbao_core::{EncodeError, Report, SourceText};
use nianbao_lint::{Applied, Findings, FixMode, Fixed, Lang, Settings};
use similar::TextDiff;

use crate::args::CheckArgs;
use crate::inputs::Input;
use crate::lang::tr;
use crate::output::Target;

/// What is done about fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// They are offered.
    Offer,
    /// They are applied.
    Apply(FixMode),
    /// It is shown what applying them would change.
    Show(FixMode),
}

impl Action {
    pub(super) fn of(args: &CheckArgs) -> Self {
        let mode = if args.unsafe_fixes {
            FixMode::SafeAndSuggested
        } else {
            FixMode::Safe
        };
        if args.diff {
            Self::Show(mode)
        } else if args.fix {
            Self::Apply(mode)
        } else {
            Self::Offer
        }
    }
}

/// Why a fixed text could not take the place of its file.
#[derive(Debug)]
pub(super) enum Trouble {
    Encode(EncodeError),
    /// The bytes of the file do not come back even unchanged.
    Irreversible,
    Write(io::Error),
    /// Rules undo each other's fixes.
    Endless,
}

impl Trouble {
    pub(super) fn message(&self, lang: Lang) -> String {
        match self {
            Self::Encode(
                error @ EncodeError::Unencodable {
                    encoding,
                    character,
                },
            ) => tr!(
                lang,
                "未修改：{encoding} 编码没有“{character}”字，可先把文件转为 UTF-8",
                "not fixed: {error}; convert the file to UTF-8 first"
            ),
            Self::Encode(error) => tr!(
                lang,
                "未修改：文件有无法解码的字节（{error}）",
                "not fixed: {error}"
            ),
            Self::Irreversible => tr!(
                lang,
                "未修改：文件的字节无法原样写回，可先把文件转为 UTF-8",
                "not fixed: its bytes would not be written back as they are; convert it to UTF-8 first"
            ),
            Self::Write(error) => tr!(
                lang,
                "未修改：无法写入（{error}）",
                "not fixed: it cannot be written ({error})"
            ),
            Self::Endless => tr!(
                lang,
                "修改未能收敛，规则之间有冲突；请报告此缺陷",
                "the fixes do not come to an end because rules contradict each other; please report \
                 the defect"
            ),
        }
    }

    /// Whether the file is left as it was.
    fn leaves_file(&self) -> bool {
        !matches!(self, Self::Endless)
    }
}

/// What became of a text.
pub(super) struct Mended {
    /// The report as it is in the file now.
    pub(super) report: Report,
    pub(super) findings: Findings,
    /// Fixes that were applied.
    pub(super) fixed: Vec<Applied>,
    /// The fixed text, for standard output.
    pub(super) stdout: Option<Vec<u8>>,
    pub(super) trouble: Option<Trouble>,
}

/// Characters of a change that are shown.
const LONGEST_QUOTE: usize = 40;

/// Fixes a report and writes it back to where it came from.
pub(super) fn apply(
    input: &Input,
    bytes: Vec<u8>,
    report: Report,
    settings: &Settings,
    mode: FixMode,
) -> Mended {
    let before = Arc::clone(&report.source);
    let fixed = nianbao_lint::fix(report, settings, mode);
    let mut trouble = (!fixed.converged).then_some(Trouble::Endless);
    let changed = before.as_str() != fixed.report.source.as_str();
    let (mut result, mut stdout) = (Ok(()), None);
    if changed {
        match (encode(&before, &bytes, &fixed), input.file()) {
            (Ok(new), Some(path)) => {
                result = Target::replace(path, &new).map_err(Trouble::Write);
            }
            (Ok(new), None) => stdout = Some(new),
            (Err(error), _) => result = Err(error),
        }
    }
    if input.file().is_none() && stdout.is_none() {
        stdout = Some(bytes);
    }
    trouble = result.err().or(trouble);
    if trouble.as_ref().is_some_and(Trouble::leaves_file) {
        let report = Report::parse(before);
        let findings = nianbao_lint::check(&report, settings);
        return Mended {
            report,
            findings,
            fixed: Vec::new(),
            stdout,
            trouble,
        };
    }
    let Fixed {
        report,
        findings,
        applied,
        ..
    } = fixed;
    Mended {
        report,
        findings,
        fixed: applied,
        stdout,
        trouble,
    }
}

/// The bytes of the fixed text, all those outside the edits as they were.
fn encode(before: &SourceText, bytes: &[u8], fixed: &Fixed) -> Result<Vec<u8>, Trouble> {
    // Encodings write every character by itself, so what comes back whole comes back in parts.
    if before.encode().map_err(Trouble::Encode)? != bytes {
        return Err(Trouble::Irreversible);
    }
    fixed.report.source.encode().map_err(Trouble::Encode)
}

/// What fixes changed, a line a change.
pub(super) fn changes(path: &str, applied: &[Applied], lang: Lang) -> Vec<String> {
    let quoted = |text: &str| {
        let line: String = text.chars().take(LONGEST_QUOTE).collect();
        line.replace(['\n', '\r'], "⏎")
    };
    applied
        .iter()
        .flat_map(|one| {
            let code = one.rule.code();
            one.changes.iter().map(move |change| {
                let (line, column) = (change.place.line, change.place.column);
                let (old, new) = (quoted(&change.old), quoted(&change.new));
                tr!(
                    lang,
                    "{path}:{line}:{column} 已修改[{code}]：“{old}”→“{new}”",
                    "{path}:{line}:{column} changed [{code}]: \"{old}\" → \"{new}\""
                )
            })
        })
        .collect()
}

/// What fixing would change, as a unified diff.
pub(super) fn diff(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    TextDiff::from_lines(before, after)
        .unified_diff()
        .header(path, path)
        .to_string()
}
