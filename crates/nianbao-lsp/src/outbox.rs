//! Diagnostics on their way to the client: of one document only the newest, however slowly they are
//! read, so that nothing older can follow something newer and nothing piles up.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::ls_types::{Diagnostic, Uri};

type Waiting = HashMap<Uri, (Vec<Diagnostic>, Option<i32>)>;

/// Takes diagnostics; a task of its own sends them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outbox {
    waiting: Arc<Mutex<Waiting>>,
    more: Arc<Notify>,
}

impl Outbox {
    /// Sends the diagnostics of a document in place of those that still wait.
    pub(crate) fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        self.lock().insert(uri, (diagnostics, version));
        self.more.notify_one();
    }

    /// Sends what comes, for ever.
    pub(crate) async fn run(self, client: Client) {
        loop {
            let next = {
                let mut waiting = self.lock();
                let uri = waiting.keys().next().cloned();
                uri.and_then(|uri| waiting.remove_entry(&uri))
            };
            match next {
                Some((uri, (diagnostics, version))) => {
                    client.publish_diagnostics(uri, diagnostics, version).await;
                }
                None => self.more.notified().await,
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
