//! Diagnostics on their way to the client: of one document only the newest, however slowly they are
//! read, so that nothing older can follow something newer and nothing piles up.
//!
//! They are written here and not by tower-lsp, which would build a tree of JSON of each message first:
//! for a text of a megabyte that is more work than to find what is wrong with it.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::Notify;
use tower_lsp::ls_types::Uri;

/// A message that waits to be sent.
pub(crate) type Body = Vec<u8>;

/// The output, of which one message after the other has the use.
pub(crate) type Output<W> = tokio::sync::Mutex<W>;

#[derive(Serialize)]
struct Publication<'a, T> {
    jsonrpc: &'static str,
    method: &'static str,
    params: Params<'a, T>,
}

#[derive(Serialize)]
struct Params<'a, T> {
    uri: &'a Uri,
    diagnostics: &'a [T],
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
}

/// The message that gives a client the diagnostics of a document.
pub(crate) fn publication<T: Serialize>(
    uri: &Uri,
    diagnostics: &[T],
    version: Option<i32>,
) -> Body {
    let message = Publication {
        jsonrpc: "2.0",
        method: "textDocument/publishDiagnostics",
        params: Params {
            uri,
            diagnostics,
            version,
        },
    };
    // None of it can fail to be JSON.
    serde_json::to_vec(&message).unwrap_or_default()
}

/// Writes a message with its header.
pub(crate) async fn write(output: &Output<impl AsyncWrite + Unpin>, body: &[u8]) -> io::Result<()> {
    let mut output = output.lock().await;
    let header = format!("Content-Length: {}\r\n\r\n", body.len());
    output.write_all(header.as_bytes()).await?;
    output.write_all(body).await?;
    output.flush().await
}

/// Takes diagnostics and sends them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    waiting: Arc<Mutex<HashMap<Uri, Body>>>,
    more: Arc<Notify>,
}

impl Outbox {
    /// Sends the diagnostics of a document in place of those that still wait.
    pub(crate) fn publish(&self, uri: Uri, body: Body) {
        self.lock().insert(uri, body);
        self.more.notify_one();
    }

    /// Sends what comes, until the output breaks.
    pub(crate) async fn run(self, output: &Output<impl AsyncWrite + Unpin>) -> io::Result<()> {
        loop {
            let next = {
                let mut waiting = self.lock();
                let uri = waiting.keys().next().cloned();
                uri.and_then(|uri| waiting.remove(&uri))
            };
            match next {
                Some(body) => write(output, &body).await?,
                None => self.more.notified().await,
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Uri, Body>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
