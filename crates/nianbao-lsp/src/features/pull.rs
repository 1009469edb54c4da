//! Diagnostics that the client asks for, of one document or of the whole workspace.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticReport, FullDocumentDiagnosticReport, PreviousResultId,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::{diagnostics, files};
use crate::config::Config;
use crate::documents::{Checker, Snapshot};
use crate::session::Session;
use crate::state::World;

/// The report on one document; `None` when its analysis failed.
pub(crate) fn document(
    snapshot: &Snapshot,
    session: &Session,
    previous: Option<&str>,
) -> Option<DocumentDiagnosticReport> {
    let items = diagnostics::of(snapshot, session)?;
    let result_id = result_id(&items);
    Some(if previous == Some(result_id.as_str()) {
        let unchanged = UnchangedDocumentDiagnosticReport { result_id };
        RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: unchanged,
        }
        .into()
    } else {
        full(Some(result_id), items)
    })
}

/// The report on a document that is not open: the client knows nothing of it, nor do we.
pub(crate) fn nothing() -> DocumentDiagnosticReport {
    full(None, Vec::new())
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReport {
    RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    }
    .into()
}

/// A name for a list of findings: the same findings at the same places have the same name, whatever
/// the version is. It is the same in every run of the server.
fn result_id(items: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    for item in items {
        let mut item = item.clone();
        if let Some(data) = item.data.as_mut().and_then(|data| data.as_object_mut()) {
            data.remove("version");
        }
        // None of it can fail to be JSON.
        serde_json::to_string(&item)
            .unwrap_or_default()
            .hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// What is remembered of a file that is not open, so that it is read again only when it changes.
#[derive(Clone, Debug)]
struct Known {
    stamp: (SystemTime, u64),
    config: Arc<Config>,
    /// `None` for what is no report.
    result_id: Option<String>,
}

/// What is remembered of the files of the workspace.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cache(Arc<Mutex<HashMap<PathBuf, Known>>>);

/// A look at the whole workspace.
pub(crate) struct Survey {
    pub(crate) world: World,
    pub(crate) session: Arc<Session>,
    pub(crate) folders: Vec<PathBuf>,
    pub(crate) cache: Cache,
    pub(crate) checker: Checker,
    pub(crate) previous: Arc<Vec<PreviousResultId>>,
    /// Whether files on disk are what they were at the last look; then only open documents are looked at.
    pub(crate) same_files: bool,
}

/// So many reports are told at a time to clients that take parts.
const PART: usize = 32;

/// What a look at the workspace leads to.
#[derive(Debug, Default)]
pub(crate) struct Surveyed {
    /// What was not told yet.
    pub(crate) reports: Vec<WorkspaceDocumentDiagnosticReport>,
    /// Whether anything is other than the client knows.
    pub(crate) news: bool,
    /// Whether some were told already.
    pub(crate) told: bool,
}

impl Surveyed {
    /// Takes a report, and tells what there is if that is enough for a part.
    fn add(
        &mut self,
        report: WorkspaceDocumentDiagnosticReport,
        tell: &mut dyn FnMut(&mut Vec<WorkspaceDocumentDiagnosticReport>) -> bool,
    ) {
        self.news |= matches!(report, WorkspaceDocumentDiagnosticReport::Full(_));
        self.reports.push(report);
        // A look that finds nothing new is not told at all.
        if self.news && self.reports.len() >= PART {
            self.told |= tell(&mut self.reports);
        }
    }
}

impl Survey {
    /// Reports on every open document and every report below the folders. `progress` is told how many
    /// files of how many are done; when it says no, what is done so far is all there is. `tell` takes
    /// what was found so far and tells it, if the client wants it in parts.
    pub(crate) fn run(
        self,
        mut progress: impl FnMut(usize, usize) -> bool,
        mut tell: impl FnMut(&mut Vec<WorkspaceDocumentDiagnosticReport>) -> bool,
    ) -> Surveyed {
        let mut previous: HashMap<&Uri, &str> = self
            .previous
            .iter()
            .map(|it| (&it.uri, it.value.as_str()))
            .collect();
        let mut done = Surveyed::default();
        let mut open: Vec<&Arc<Snapshot>> = self.world.open.values().collect();
        open.sort_by_key(|snapshot| snapshot.uri.as_str());
        for snapshot in open {
            let before = previous.remove(&snapshot.uri);
            let version = Some(i64::from(snapshot.version));
            if let Some(items) = diagnostics::of(snapshot, &self.session) {
                let id = result_id(&items);
                let report = report(snapshot.uri.clone(), version, before, id, items);
                done.add(report, &mut tell);
            }
        }
        if self.same_files {
            for (uri, before) in previous {
                let same = report(
                    uri.clone(),
                    None,
                    Some(before),
                    before.to_owned(),
                    Vec::new(),
                );
                done.add(same, &mut tell);
            }
            return done;
        }
        let open: HashSet<PathBuf> = self
            .world
            .open
            .keys()
            .filter_map(|uri| Some(uri.to_file_path()?.into_owned()))
            .collect();
        let files = files::below(&self.folders);
        self.lock()
            .retain(|path, _| files.binary_search(path).is_ok());
        for (index, path) in files.iter().enumerate() {
            if !progress(index, files.len()) {
                return done;
            }
            if open.contains(path) {
                continue;
            }
            let Some(uri) = Uri::from_file_path(path) else {
                continue;
            };
            let before = previous.remove(&uri);
            if let Some(report) = self.file(path, uri, before) {
                done.add(report, &mut tell);
            }
        }
        // What was reported on before and is gone is reported on as empty.
        for (uri, before) in previous {
            let gone = report(uri.clone(), None, Some(before), result_id(&[]), Vec::new());
            done.add(gone, &mut tell);
        }
        done
    }

    /// The report on a file; none if it is no report and was not thought to be one.
    fn file(
        &self,
        path: &Path,
        uri: Uri,
        before: Option<&str>,
    ) -> Option<WorkspaceDocumentDiagnosticReport> {
        let metadata = std::fs::metadata(path).ok()?;
        let stamp = (metadata.modified().ok()?, metadata.len());
        let known =
            self.lock().get(path).cloned().filter(|known| {
                known.stamp == stamp && Arc::ptr_eq(&known.config, &self.world.config)
            });
        if let Some(known) = known {
            match (known.result_id, before) {
                (Some(id), Some(before)) if id == before => {
                    return Some(report(uri, None, Some(before), id, Vec::new()));
                }
                (None, None) => return None,
                _ => {}
            }
        }
        let items = self.check(path, &uri);
        let id = items.as_deref().map(result_id);
        self.lock().insert(
            path.to_owned(),
            Known {
                stamp,
                config: Arc::clone(&self.world.config),
                result_id: id.clone(),
            },
        );
        match (id, items) {
            (Some(id), Some(items)) => Some(report(uri, None, before, id, items)),
            _ => before.map(|before| report(uri, None, Some(before), result_id(&[]), Vec::new())),
        }
    }

    /// The findings in a file; `None` if it is no report.
    fn check(&self, path: &Path, uri: &Uri) -> Option<Vec<Diagnostic>> {
        let encoding = self.session.encoding;
        let snapshot = files::read(path, uri, encoding, &self.world.config, self.checker)?;
        diagnostics::of(&snapshot, &self.session)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<PathBuf, Known>> {
        self.cache.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn report(
    uri: Uri,
    version: Option<i64>,
    before: Option<&str>,
    result_id: String,
    items: Vec<Diagnostic>,
) -> WorkspaceDocumentDiagnosticReport {
    if before == Some(result_id.as_str()) {
        let unchanged = UnchangedDocumentDiagnosticReport { result_id };
        return WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report: unchanged,
        }
        .into();
    }
    WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(result_id),
            items,
        },
    }
    .into()
}
