//! The handlers: each puts one event into the queue before it waits for anything, so that messages
//! take effect in the order in which they came, and then waits for the answer, if there is one.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use nianbao_lint::Lang;
use serde_json::Value;
use tokio::sync::{Semaphore, watch};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionParams,
    CompletionResponse, ConfigurationItem, CreateFilesParams, DeleteFilesParams,
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReportResult,
    DocumentFormattingParams, DocumentLink, DocumentLinkParams, DocumentSymbolParams,
    DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams,
    InitializeResult, InitializedParams, InlayHint, InlayHintParams, LSPAny, Location,
    ReferenceParams, RenameFilesParams, SelectionRange, SelectionRangeParams, ServerInfo, TextEdit,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult, WorkspaceFolder,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};
use tower_lsp::{Client, LanguageServer};
use tracing::{error, warn};

use crate::capabilities;
use crate::config::SECTION;
use crate::configuration::Configuration;
use crate::documents::Checker;
use crate::features::pull::Cache;
use crate::features::{
    actions, completion, files, formatting, hints, hover, lens, links, navigation, outline, pull,
};
use crate::outbox::Outbox;
use crate::session::Session;
use crate::state::{Changes, Event, Queue};
use crate::workers::Workers;

/// Whether the client said `shutdown`, and whose process must live as long as this one.
#[derive(Debug, Default)]
pub(crate) struct Life {
    pub(crate) shut_down: AtomicBool,
    pub(crate) parent: OnceLock<u32>,
}

/// The side of the server that faces the client.
pub(crate) struct Backend {
    pub(crate) client: Client,
    pub(crate) outbox: Outbox,
    pub(crate) queue: Queue,
    pub(crate) workers: Workers,
    pub(crate) changes: watch::Sender<Changes>,
    pub(crate) life: Arc<Life>,
    /// The language that was asked for on the command line.
    pub(crate) lang: Option<Lang>,
    pub(crate) configuration: Option<Arc<dyn Configuration>>,
    pub(crate) checker: Checker,
    pub(crate) session: OnceLock<Arc<Session>>,
    pub(crate) folders: Mutex<Vec<PathBuf>>,
    pub(crate) cache: Cache,
    /// One look at the whole workspace at a time: each has a thread for as long as it takes.
    pub(crate) walks: Arc<Semaphore>,
}

impl Backend {
    pub(crate) fn folders(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn session(&self) -> Arc<Session> {
        self.session.get().cloned().unwrap_or_default()
    }

    pub(crate) fn tell(&self, event: Event) {
        if self.queue.send(event).is_err() {
            error!("the owner of the documents is gone");
        }
    }

    /// Tells of files that are other than they were. Findings in other files depend on all but reports:
    /// a folder, too, may have held a configuration.
    fn files<'a>(&self, mut uris: impl Iterator<Item = &'a str>) {
        let mut some = false;
        let others = uris.any(|uri| {
            some = true;
            !files::has_known_extension(Path::new(uri))
        });
        self.tell(Event::Files {
            configuration: others || !some,
        });
    }

    /// Asks the client for its settings, or takes those that it sent.
    fn configure(&self, sent: Value) {
        let session = self.session();
        if !session.configuration {
            self.tell(Event::Configured(sent));
            return;
        }
        let (client, queue) = (self.client.clone(), self.queue.clone());
        tokio::spawn(async move {
            let item = ConfigurationItem {
                scope_uri: None,
                section: Some(SECTION.to_owned()),
            };
            match client.configuration(vec![item]).await {
                Ok(values) => {
                    let value = values.into_iter().next().unwrap_or_default();
                    // Fails only when the server ends.
                    let _ = queue.send(Event::Configured(value));
                }
                Err(error) => warn!("the client gives no settings: {error}"),
            }
        });
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        if let Some(process) = params.process_id {
            let _ = self.life.parent.set(process);
        }
        let session = Arc::new(Session::new(params, self.lang));
        let capabilities = capabilities::of(&session);
        self.folders().clone_from(&session.folders);
        self.tell(Event::Started(Arc::clone(&session)));
        let _ = self.session.set(session);
        Ok(InitializeResult {
            capabilities,
            server_info: Some(ServerInfo {
                name: "nianbao".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        self.configure(Value::Null);
        let session = self.session();
        let watched = self.configuration.as_ref().map_or(&[][..], |it| it.names());
        let registrations = capabilities::registrations(&session, watched);
        if !registrations.is_empty() {
            let client = self.client.clone();
            tokio::spawn(async move {
                if let Err(error) = client.register_capability(registrations).await {
                    warn!("the client does not register: {error}");
                }
            });
        }
    }

    async fn shutdown(&self) -> Result<()> {
        self.life.shut_down.store(true, Ordering::Release);
        self.changes.send_modify(|changes| changes.ended = true);
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.tell(Event::Opened(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.tell(Event::Changed(params));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.tell(Event::Saved(params.text_document.uri));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Closed(params.text_document.uri));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.configure(params.settings);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.files(params.changes.iter().map(|change| change.uri.as_str()));
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        self.files(params.files.iter().map(|file| file.uri.as_str()));
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let names = params.files.iter();
        self.files(names.flat_map(|file| [file.old_uri.as_str(), file.new_uri.as_str()]));
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        self.files(params.files.iter().map(|file| file.uri.as_str()));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let path = |folder: &WorkspaceFolder| Some(folder.uri.to_file_path()?.into_owned());
        let mut folders = self.folders();
        for removed in params.event.removed.iter().filter_map(path) {
            folders.retain(|folder| *folder != removed);
        }
        folders.extend(params.event.added.iter().filter_map(path));
        drop(folders);
        // A question about the workspace that is kept has a new answer.
        self.tell(Event::Files {
            configuration: false,
        });
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let session = self.session();
        let previous = params.previous_result_id;
        let report = self
            .ask(params.text_document.uri, move |snapshot| {
                Some(pull::document(snapshot, &session, previous.as_deref()))
            })
            .await?;
        match report {
            // It is not open.
            None => Ok(DocumentDiagnosticReportResult::Report(pull::nothing())),
            Some(None) => Err(Error::internal_error()),
            Some(Some(report)) => Ok(DocumentDiagnosticReportResult::Report(report)),
        }
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.survey(params).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let session = self.session();
        self.ask(params.text_document.uri, move |snapshot| {
            Some(actions::actions(
                snapshot,
                &session,
                params.range,
                &params.context,
            ))
        })
        .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        let page = match params.command.as_str() {
            actions::EXPLAIN => Some(self.explain(&params.arguments).await?),
            lens::IDENTITIES => self.identities(&params.arguments).await?,
            other => {
                let message = format!("no command is called {other:?}");
                return Err(Error::invalid_params(message));
            }
        };
        Ok(page.map(Value::String))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let session = self.session();
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |snapshot| {
            hover::hover(snapshot, &session, at.position)
        })
        .await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let session = self.session();
        self.ask(params.text_document.uri, move |snapshot| {
            outline::symbols(snapshot, &session)
        })
        .await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        self.symbols(params).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(params.text_document.uri, outline::folding).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        self.ask(params.text_document.uri, move |snapshot| {
            let positions = params.positions.iter();
            positions
                .map(|&position| outline::selection(snapshot, position))
                .collect()
        })
        .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask(params.text_document.uri, links::links).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let session = self.session();
        let at = params.text_document_position;
        self.ask(at.text_document.uri, move |snapshot| {
            completion::completion(snapshot, &session, at.position).map(CompletionResponse::Array)
        })
        .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask(params.text_document.uri, move |snapshot| {
            hints::hints(snapshot, params.range)
        })
        .await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(params.text_document.uri, lens::lenses).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |snapshot| {
            navigation::definition(snapshot, at.position).map(GotoDefinitionResponse::Array)
        })
        .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position;
        let with_itself = params.context.include_declaration;
        self.ask(at.text_document.uri, move |snapshot| {
            navigation::references(snapshot, at.position, with_itself)
        })
        .await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.ask(params.text_document.uri, formatting::formatting)
            .await
    }
}
