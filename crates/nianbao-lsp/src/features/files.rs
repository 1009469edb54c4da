//! The reports of the workspace that are not open.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use ignore::WalkBuilder;
use nianbao_core::SourceText;
use ropey::Rope;
use tower_lsp::ls_types::Uri;

use crate::config::Config;
use crate::convert::Encoding;
use crate::documents::{Checker, HEAD, Kind, Snapshot};

/// The files of a folder that may be reports, as the contract names them.
pub(crate) const EXTENSIONS: [&str; 5] = ["txt", "md", "markdown", "html", "htm"];

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

pub(crate) fn has_known_extension(path: &Path) -> bool {
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
    // Of a file that is too long the beginning tells whether it would have been a report.
    let length = usize::try_from(std::fs::metadata(path).ok()?.len()).unwrap_or(usize::MAX);
    let too_long = length > config.max_file_size;
    let bytes = if too_long {
        let mut bytes = Vec::new();
        let head = File::open(path).ok()?.take(HEAD as u64);
        { head }.read_to_end(&mut bytes).ok()?;
        bytes
    } else {
        std::fs::read(path).ok()?
    };
    let source = SourceText::decode(&bytes).ok()?;
    let snapshot = Snapshot {
        uri: uri.clone(),
        version: 0,
        generation: 0,
        rope: Rope::from_str(source.as_str()),
        encoding,
        config: Arc::clone(config),
        kind: Kind::Text,
        beside: Arc::default(),
        checker,
        too_long,
        settings: OnceLock::new(),
        analysis: OnceLock::new(),
    };
    let is_report = if too_long {
        snapshot.begins_like_report()
    } else {
        snapshot.analysis()?.report.looks_like_report()
    };
    is_report.then_some(snapshot)
}
