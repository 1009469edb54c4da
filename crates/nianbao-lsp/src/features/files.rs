//! The reports of the workspace that are not open.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use ignore::WalkBuilder;
use nianbao_core::SourceText;
use ropey::Rope;
use tower_lsp::ls_types::Uri;

use crate::config::Config;
use crate::convert::Encoding;
use crate::documents::{Checker, Kind, Snapshot};

/// The files of a folder that may be reports, as the contract names them.
const EXTENSIONS: [&str; 5] = ["txt", "md", "markdown", "html", "htm"];

/// The files below folders that may be reports, in order. What `.gitignore` names is left out, as on the
/// command line.
pub(crate) fn below(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| WalkBuilder::new(folder).require_git(false).build())
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
        .filter(|path| has_known_extension(path))
        .collect();
    files.sort();
    files.dedup();
    files
}

fn has_known_extension(path: &Path) -> bool {
    path.extension()
        .and_then(|own| own.to_str())
        .is_some_and(|own| EXTENSIONS.iter().any(|it| own.eq_ignore_ascii_case(it)))
}

/// A file as if it were open; `None` if it cannot be read or is no report.
pub(crate) fn read(
    path: &Path,
    uri: &Uri,
    encoding: Encoding,
    config: &Arc<Config>,
    checker: Checker,
) -> Option<Snapshot> {
    let source = SourceText::decode(&std::fs::read(path).ok()?).ok()?;
    let snapshot = Snapshot {
        uri: uri.clone(),
        version: 0,
        generation: 0,
        rope: Rope::from_str(source.as_str()),
        encoding,
        config: Arc::clone(config),
        kind: Kind::Text,
        checker,
        settings: OnceLock::new(),
        analysis: OnceLock::new(),
    };
    let is_report = snapshot.analysis()?.report.looks_like_report();
    is_report.then_some(snapshot)
}
