//! What the project of a file says of it: `nianbao.toml` and what belongs to it. The server reads no
//! files of configuration itself; who starts it says how.

use std::fmt::Debug;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use nianbao_core::Report;
use nianbao_lint::Settings;
use nianbao_workspace::config::Overrides;
use tokio::runtime::Handle;
use tower_lsp::Client;
use tower_lsp::ls_types::MessageType;

/// Where settings of files come from, beside those of the client.
pub trait Project: Debug + Send + Sync {
    /// The settings for the report in a file, with what the client has set on top; `None` if it is not
    /// to be checked.
    ///
    /// # Errors
    /// What is wrong with the configuration, for the user.
    fn settings(
        &self,
        path: &Path,
        report: &Report,
        over: &Overrides,
    ) -> Result<Option<Settings>, String>;

    /// Called when files of configuration may have changed: what was read is to be read anew.
    fn forget(&self);
}

/// Tells the user what is wrong with a configuration, once and not at every key.
#[derive(Debug)]
pub(crate) struct Complaints {
    client: Client,
    runtime: Handle,
    last: Mutex<String>,
}

impl Complaints {
    /// To the client; called within the runtime.
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            runtime: Handle::current(),
            last: Mutex::default(),
        }
    }

    /// Says that there is nothing to complain of, or what.
    pub(crate) fn say(&self, complaint: Option<String>) {
        let complaint = complaint.unwrap_or_default();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if *last == complaint {
            return;
        }
        last.clone_from(&complaint);
        if !complaint.is_empty() {
            let client = self.client.clone();
            self.runtime.spawn(async move {
                let message = format!("nianbao: {complaint}");
                client.show_message(MessageType::WARNING, message).await;
            });
        }
    }
}
