//! The handlers: each puts one event into the queue before it waits for anything, so that messages
//! take effect in the order in which they came, and then waits for the answer, if there is one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use nianbao_rules::Lang;
use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;
use tower_lsp::{Client, LanguageServer};
use tracing::{error, warn};

use crate::capabilities;
use crate::config::SECTION;
use crate::documents::Snapshot;
use crate::session::Session;
use crate::state::{Event, Queue};

/// Whether the client said `shutdown`, and whose process must live as long as this one.
#[derive(Debug, Default)]
pub(crate) struct Life {
    pub(crate) shut_down: AtomicBool,
    pub(crate) parent: OnceLock<u32>,
}

/// The side of the server that faces the client.
pub(crate) struct Backend {
    client: Client,
    queue: Queue,
    life: Arc<Life>,
    /// The language that was asked for on the command line.
    lang: Option<Lang>,
    session: OnceLock<Arc<Session>>,
}

impl Backend {
    pub(crate) fn new(client: Client, queue: Queue, life: Arc<Life>, lang: Option<Lang>) -> Self {
        Self {
            client,
            queue,
            life,
            lang,
            session: OnceLock::new(),
        }
    }

    /// Answers what could not be read.
    pub(crate) async fn malformed(&self) -> Result<()> {
        Err(Error::parse_error())
    }

    fn session(&self) -> Arc<Session> {
        self.session.get().cloned().unwrap_or_default()
    }

    fn tell(&self, event: Event) {
        if self.queue.send(event).is_err() {
            error!("the owner of the documents is gone");
        }
    }

    /// Answers from the version of a document that is the present one when the request arrives; with
    /// nothing if it is not open. The work is done on another thread, and not at all if the client
    /// has cancelled the request by then.
    async fn ask<T: Default + Send + 'static>(
        &self,
        uri: Uri,
        work: impl FnOnce(&Snapshot) -> T + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        self.tell(Event::Ask(
            uri,
            Box::new(move |snapshot| match snapshot {
                Some(snapshot) => on_thread(reply, move || work(&snapshot)),
                // The client no longer waits, or gets nothing.
                None => drop(reply.send(Ok(T::default()))),
            }),
        ));
        wait(answer).await
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

/// Does work on another thread; a panic is the answer's error and nothing else's.
fn on_thread<T: Send + 'static>(
    reply: oneshot::Sender<Result<T>>,
    work: impl FnOnce() -> T + Send + 'static,
) {
    tokio::task::spawn_blocking(move || {
        if reply.is_closed() {
            return;
        }
        let done = catch_unwind(AssertUnwindSafe(work));
        // Nobody waits for an answer to a request that was cancelled.
        let _ = reply.send(done.map_err(|_| Error::internal_error()));
    });
}

async fn wait<T>(answer: oneshot::Receiver<Result<T>>) -> Result<T> {
    answer
        .await
        .unwrap_or_else(|_| Err(Error::internal_error()))
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        if let Some(process) = params.process_id {
            let _ = self.life.parent.set(process);
        }
        let session = Arc::new(Session::new(params, self.lang));
        let capabilities = capabilities::of(&session);
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
        let registrations = capabilities::registrations(&session);
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
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.tell(Event::Opened(params.text_document));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.tell(Event::Changed(params));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Closed(params.text_document.uri));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.configure(params.settings);
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.tell(Event::Recheck);
    }
}
