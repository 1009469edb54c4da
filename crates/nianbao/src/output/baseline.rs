//! Baselines: the findings that are known already, by file and fingerprint.
//!
//! ```text
//! {"schema":1,"files":{
//! "reports/a.md":[{"code":"A002","fingerprint":"…","text":"16"}]
//! }}
//! ```
//!
//! Paths are relative to the folder of the baseline, so that it means the same wherever the program
//! is run. `text` is for those who read the file; only the fingerprint is compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use nianbao_json::to_line;
use nianbao_lint::{Diagnostic, Findings, Lang, Settings, fingerprints, quote};
use nianbao_rules::REGISTRY;
use serde::{Deserialize, Serialize};

use super::{CheckedFile, Format, Summary};
use crate::inputs::shown;
use crate::lang::tr;

const SCHEMA: u32 = 1;

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) code: String,
    fingerprint: String,
    /// The beginning of what it quotes.
    pub(crate) text: String,
}

#[derive(Deserialize)]
struct File {
    schema: u32,
    files: BTreeMap<String, Vec<Known>>,
}

/// A baseline as read.
#[derive(Debug)]
pub(crate) struct Baseline {
    folder: PathBuf,
    files: BTreeMap<String, Vec<Known>>,
}

impl Baseline {
    /// Reads a baseline.
    pub(crate) fn read(path: &Path, lang: Lang) -> Result<Self> {
        let name = shown(path);
        let unreadable = || {
            tr!(
                lang,
                "基线文件 {name} 无法读取",
                "the baseline {name} cannot be read"
            )
        };
        let text = fs::read_to_string(path).with_context(unreadable)?;
        let file: File = serde_json::from_str(&text).with_context(unreadable)?;
        if file.schema != SCHEMA {
            let schema = file.schema;
            return Err(anyhow!(tr!(
                lang,
                "格式版本 {schema} 不是本程序所能读的 {SCHEMA}",
                "its schema is {schema}, not {SCHEMA}"
            ))
            .context(unreadable()));
        }
        Ok(Self {
            folder: folder_of(path)?,
            files: file.files,
        })
    }

    /// Takes known findings out of those of a file; gives them with their fingerprints, and the known
    /// ones that were looked for and are there no more.
    pub(crate) fn sift(
        &self,
        path: &str,
        settings: &Settings,
        findings: &mut Findings,
        prints: &mut Vec<String>,
    ) -> (Vec<(Diagnostic, String)>, Vec<Known>) {
        let Some(known) = self.files.get(&key(&self.folder, path)) else {
            return (Vec::new(), Vec::new());
        };
        let wanted: BTreeSet<_> = known.iter().map(|known| &known.fingerprint).collect();
        let present: BTreeSet<_> = prints.iter().cloned().collect();
        let found = std::mem::take(&mut findings.diagnostics);
        let (old, new): (Vec<_>, Vec<_>) = found
            .into_iter()
            .zip(std::mem::take(prints))
            .partition(|(_, print)| wanted.contains(print));
        (findings.diagnostics, *prints) = new.into_iter().unzip();
        let looked_for = |code: &str| {
            REGISTRY.by_code(code).is_none_or(|rule| {
                settings.selection.contains(rule)
                    && !findings.unverified.iter().any(|it| it.rule == *rule)
            })
        };
        let stale = known
            .iter()
            .filter(|known| !present.contains(&known.fingerprint) && looked_for(&known.code));
        let stale = stale.cloned().collect();
        (old, stale)
    }

    /// The known findings of files that are there no more, with the paths of the baseline.
    pub(crate) fn of_lost_files(&self) -> impl Iterator<Item = (&str, &Known)> {
        let lost = self.files.iter();
        let lost = lost.filter(|(path, _)| !self.folder.join(path).exists());
        lost.flat_map(|(path, known)| known.iter().map(move |known| (path.as_str(), known)))
    }
}

/// The format of `--write-baseline`.
pub(crate) struct Writer {
    folder: PathBuf,
}

impl Writer {
    /// A writer of the baseline at a path.
    pub(crate) fn new(path: &Path) -> Result<Self> {
        Ok(Self {
            folder: folder_of(path)?,
        })
    }
}

impl Format for Writer {
    fn begin(&self) -> String {
        format!("{{\"schema\":{SCHEMA},\"files\":{{\n")
    }

    fn separator(&self) -> &'static str {
        ",\n"
    }

    fn file(&self, file: &CheckedFile<'_>) -> String {
        let found = &file.findings.diagnostics;
        if found.is_empty() {
            return String::new();
        }
        let known = found.iter().zip(file.fingerprints);
        let known: Vec<_> = known
            .map(|(diagnostic, print)| Known {
                code: diagnostic.rule.code().to_owned(),
                fingerprint: print.clone(),
                text: quote(file.report, diagnostic),
            })
            .collect();
        let path = key(&self.folder, file.path);
        format!("{}:{}", to_line(&path), to_line(&known))
    }

    fn wants_fingerprints(&self) -> bool {
        true
    }

    fn end(&self, _summary: &Summary) -> String {
        "\n}}\n".to_owned()
    }
}

/// The fingerprints of a file's findings.
pub(crate) fn prints(report: &nianbao_core::Report, findings: &Findings) -> Vec<String> {
    fingerprints(report, &findings.diagnostics)
}

fn folder_of(path: &Path) -> Result<PathBuf> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    Ok(fs::canonicalize(folder).or_else(|_| std::path::absolute(folder))?)
}

/// The path of a file as the baseline writes it: from its own folder on, if the file lies there.
fn key(folder: &Path, path: &str) -> String {
    let absolute = fs::canonicalize(path).or_else(|_| std::path::absolute(path));
    let Ok(absolute) = absolute else {
        return path.to_owned();
    };
    let mut up = PathBuf::new();
    for ancestor in folder.ancestors() {
        if let Ok(relative) = absolute.strip_prefix(ancestor) {
            return shown(&up.join(relative));
        }
        up.push(Component::ParentDir);
    }
    shown(&absolute)
}
