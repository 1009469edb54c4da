//! Symbols of the whole workspace: of the open documents, then of the reports beside them.

use std::path::PathBuf;
use std::sync::Arc;

use nianbao_core::Report;
use nianbao_lint::{Findings, Settings};
use tower_lsp::ls_types::{SymbolInformation, Uri};

use super::{files, outline};
use crate::session::Session;
use crate::state::World;

/// So many symbols are given; nobody reads more, and typing on narrows them down.
const MOST_SYMBOLS: usize = 1000;
/// So many files are read for one request.
const MOST_FILES: usize = 2000;

/// A search for symbols.
pub(crate) struct Search {
    pub(crate) world: World,
    pub(crate) session: Arc<Session>,
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) query: String,
}

/// Symbols need no findings.
fn unjudged(_: &Report, _: &Settings) -> Findings {
    Findings::default()
}

impl Search {
    /// The symbols whose names match what is asked for. `progress` is told how many files of how many
    /// are done; when it says no, what was found so far is all there is.
    pub(crate) fn run(
        &self,
        mut progress: impl FnMut(usize, usize) -> bool,
    ) -> Vec<SymbolInformation> {
        let mut found = Vec::new();
        let mut open: Vec<_> = self.world.open.values().collect();
        open.sort_by(|a, b| a.uri.cmp(&b.uri));
        for snapshot in open {
            found.extend(outline::matching(snapshot, &self.query));
        }
        let open: Vec<PathBuf> = self
            .world
            .open
            .keys()
            .filter_map(|uri| Some(uri.to_file_path()?.into_owned()))
            .collect();
        let mut paths = Vec::new();
        if self.session.workspace && found.len() < MOST_SYMBOLS {
            paths = files::below(&self.folders);
            paths.truncate(MOST_FILES);
        }
        for (done, path) in paths.iter().enumerate() {
            if !progress(done, paths.len()) || found.len() >= MOST_SYMBOLS {
                break;
            }
            let Some(uri) = Uri::from_file_path(path).filter(|_| !open.contains(path)) else {
                continue;
            };
            let (encoding, config) = (self.session.encoding, &self.world.config);
            if let Some(snapshot) = files::read(path, &uri, encoding, config, unjudged)
                // What the project leaves out is left out here too.
                && !snapshot.is_excluded()
            {
                found.extend(outline::matching(&snapshot, &self.query));
            }
        }
        found.truncate(MOST_SYMBOLS);
        found
    }
}
