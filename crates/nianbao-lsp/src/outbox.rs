//! Diagnostics on their way to the client: of one document only the newest, however slowly they are
//! read, so that nothing older can follow something newer and nothing piles up.
//!
//! They are written here and not by tower-lsp, which would build a tree of JSON of each message first:
//! for a text of a megabyte that is more work than to find what is wrong with it.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde_json::{Value, json};
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::{Notify, oneshot};
use tower_lsp::ls_types::{ProgressToken, Uri};

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
    waiting: Arc<Mutex<Waiting>>,
    more: Arc<Notify>,
}

#[derive(Debug, Default)]
struct Waiting {
    diagnostics: HashMap<Uri, Body>,
    /// Progress and parts of answers, each with who waits until it is written.
    progress: VecDeque<(Body, oneshot::Sender<()>)>,
}

impl Outbox {
    /// Sends the diagnostics of a document in place of those that still wait.
    pub(crate) fn publish(&self, uri: Uri, body: Body) {
        self.lock().diagnostics.insert(uri, body);
        self.more.notify_one();
    }

    /// Sends progress, or a part of an answer, and waits until it is written: the answer itself, which
    /// goes another way, must not overtake it. False when the output is broken.
    pub(crate) async fn progress(&self, token: &ProgressToken, value: Value) -> bool {
        let message = json!({
            "jsonrpc": "2.0", "method": "$/progress", "params": {"token": token, "value": value},
        });
        let (told, written) = oneshot::channel();
        let body = message.to_string().into_bytes();
        self.lock().progress.push_back((body, told));
        self.more.notify_one();
        written.await.is_ok()
    }

    /// Sends what comes, until the output breaks.
    pub(crate) async fn run(self, output: &Output<impl AsyncWrite + Unpin>) -> io::Result<()> {
        loop {
            let next = {
                let mut waiting = self.lock();
                let progress = waiting.progress.pop_front();
                progress.map_or_else(
                    || {
                        let uri = waiting.diagnostics.keys().next().cloned()?;
                        Some((waiting.diagnostics.remove(&uri)?, None))
                    },
                    |(body, told)| Some((body, Some(told))),
                )
            };
            match next {
                Some((body, told)) => {
                    write(output, &body).await?;
                    // Who waits may have been cancelled.
                    let _ = told.map(|told| told.send(()));
                }
                None => self.more.notified().await,
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
