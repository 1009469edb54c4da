//! `nianbao-lsp` is the language server: it checks reports in an editor while they are written.
//!
//! It knows the protocol and nothing of reports: what is found, what things are called and what they
//! rest on comes from the crates below.
//!
//! ```text
//! bytes ─frames─▶ pump ─▶ tower-lsp ─server─▶ one queue ─▶ state: owner of ropes, settings, versions
//!                                                            │ Snapshot: rope, version, settings
//!                                                            ▼
//!                            features, on other threads ─▶ answers, diagnostics ─outbox─▶ client
//! ```
//!
//! # What holds
//! - Handlers put an event into the queue before they wait for anything; the owner alone changes state
//!   and does nothing slow. So edits apply in the order in which they came, and a request is answered
//!   from the version that was the present one when it came.
//! - A `Snapshot` never changes, and its analysis is made once. Diagnostics of a version
//!   that is no longer the newest are dropped; nothing older is sent after something newer.
//! - A panic costs one answer, not the server. Positions are clamped, never trusted.
//! - Two threads think, findings first; streams have threads of their own. So a thousand slow requests
//!   keep neither an edit nor a cancellation waiting, and no more threads are made that keep memory.
//! - From a key to its findings two threads are woken: the one that owns the state, by the one that
//!   reads, and one that thinks, which writes what it found itself.
//! - Positions are counted in UTF-16 unless the client lists other encodings alone or `positionEncoding`
//!   (in `initializationOptions`) names one that it lists: every client and most servers count so, and an
//!   editor that shows one document to several servers mixes positions up when they differ.
//! - What is not shown is said: findings beyond `maxFindings`, texts beyond `maxFileSize`.
//! - Documents go by the name that the client gave them, byte for byte; paths are only for files of
//!   configuration. (Characters that a URI cannot hold are escaped first.)
//! - Only protocol goes to the output; logs go where `tracing` is told to put them.
//! - The server ends when the client says `exit`, closes the stream, or its process ends.
//!
//! What users of other servers complain of, and the tests that answer it: `tests/lsp/main.rs`.

mod capabilities;
mod config;
mod configuration;
mod convert;
mod documents;
mod features;
mod frames;
mod outbox;
mod parent;
mod progress;
mod project;
mod pump;
mod requests;
mod server;
mod session;
mod state;
mod workers;

use std::io::{Read, Write};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, OnceLock};

use nianbao_lint::Lang;
use tokio::sync::{Semaphore, mpsc, watch};
use tower_lsp::LspService;

pub use crate::configuration::{Configuration, Elsewhere, Flaw, Suggestion, SuggestionKind};
pub use crate::project::Project;

use crate::documents::Checker;
use crate::features::pull::Cache;
use crate::outbox::Outbox;
use crate::pump::Pump;
use crate::server::{Backend, Life};
use crate::state::{Changes, Owner};
use crate::workers::Workers;

/// How a server is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of messages; `None` leaves it to the client's locale and settings.
    pub lang: Option<Lang>,
    /// What projects say of their files; `None` where nothing but the client does.
    pub project: Option<Arc<dyn Project>>,
    /// Who knows the files of configuration; `None` where they are texts like others.
    pub configuration: Option<Arc<dyn Configuration>>,
}

/// Serves one client until it says `exit`, closes the stream or its process ends. Returns whether it
/// said `shutdown` before, as a client that ends in order does. Needs a runtime with time; one thread is
/// enough, for nothing that takes long is done on it.
///
/// `input` and `output` are used from threads of their own, which may block: the one that reads stays
/// until `input` ends, even when the server has.
pub async fn serve(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    options: Options,
) -> bool {
    serve_with(input, output, options, nianbao_lint::check).await
}

async fn serve_with(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    options: Options,
    checker: Checker,
) -> bool {
    let life = Arc::new(Life::default());
    let (queue, events) = mpsc::unbounded_channel();
    let weak = queue.downgrade();
    let mut owner = None;
    let (outbox, written) = Outbox::start(output);
    let workers = Workers::start();
    let changes = watch::Sender::new(Changes::default());
    let (service, socket) = LspService::new(|client| {
        owner = Some(Owner::new(
            client.clone(),
            outbox.clone(),
            weak,
            workers.clone(),
            changes.clone(),
            checker,
            &options,
        ));
        Backend {
            client,
            outbox: outbox.clone(),
            queue,
            workers: workers.clone(),
            changes: changes.clone(),
            life: Arc::clone(&life),
            lang: options.lang,
            configuration: options.configuration.clone(),
            checker,
            session: OnceLock::new(),
            folders: Mutex::default(),
            cache: Cache::default(),
            walks: Arc::new(Semaphore::new(1)),
        }
    });
    let owner = owner.map(|owner| tokio::spawn(owner.run(events)));
    let pump = Pump::new(service, outbox.clone());
    tokio::select! {
        () = pump.run(socket, input, written) => {}
        () = parent::ended(&life.parent) => tracing::warn!("the client's process ended"),
    }
    outbox.end();
    if let Some(owner) = owner {
        owner.abort();
    }
    life.shut_down.load(Ordering::Acquire)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::Report;
    use nianbao_lint::{Findings, Settings};
    use serde_json::{Value, json};
    use std::io::{BufRead, BufReader, PipeReader, PipeWriter, pipe};
    use tokio::runtime::Builder;

    /// A rule set with a defect that some texts bring out.
    fn defective(report: &Report, settings: &Settings) -> Findings {
        assert!(!report.source.as_str().contains("缺陷"), "a defect");
        nianbao_lint::check(report, settings)
    }

    /// The client, which reads and writes without hurry.
    struct Client {
        writer: PipeWriter,
        reader: BufReader<PipeReader>,
    }

    impl Client {
        fn send(&mut self, message: &Value) {
            let body = message.to_string();
            write!(self.writer, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        }

        /// The next message that is meant.
        fn wait_for(&mut self, meant: impl Fn(&Value) -> bool) -> Value {
            loop {
                let mut header = String::new();
                self.reader.read_line(&mut header).unwrap();
                let length = header.trim().strip_prefix("Content-Length: ").unwrap();
                let mut body = vec![0; 2 + length.parse::<usize>().unwrap()];
                self.reader.read_exact(&mut body).unwrap();
                let message = serde_json::from_slice(&body).unwrap();
                if meant(&message) {
                    return message;
                }
            }
        }
    }

    #[test]
    fn a_defect_costs_one_answer() {
        let ((input, writer), (reader, output)) = (pipe().unwrap(), pipe().unwrap());
        let serving = std::thread::spawn(|| {
            let runtime = Builder::new_current_thread().enable_time().build().unwrap();
            runtime.block_on(serve_with(input, output, Options::default(), defective))
        });
        let reader = BufReader::new(reader);
        let mut client = Client { writer, reader };
        let call = |id: u32, method: &str, params: Value| json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        let tell = |method: &str, params: Value| json!({"jsonrpc": "2.0", "method": method, "params": params});
        client.send(&call(1, "initialize", json!({"capabilities": {}})));
        client.wait_for(|it| it["id"] == 1);
        let report = nianbao_lint::base_report().replace("| 51 |", "| 52 |");
        let document = |version: u32, text: String| json!({"uri": "file:///a.md", "version": version, "text": text, "languageId": "nianbao"});
        let open = json!({"textDocument": document(1, format!("{report}缺陷"))});
        client.send(&tell("textDocument/didOpen", open));
        let told = client.wait_for(|it| it["method"] == "window/showMessage");
        assert!(
            told["params"]["message"]
                .as_str()
                .unwrap()
                .contains("defect")
        );
        let symbols = json!({"textDocument": {"uri": "file:///a.md"}});
        client.send(&call(2, "textDocument/documentSymbol", symbols));
        assert!(client.wait_for(|it| it["id"] == 2)["result"].is_null());
        let change = json!({"textDocument": document(2, String::new()), "contentChanges": [{"text": report}]});
        client.send(&tell("textDocument/didChange", change));
        let found = client.wait_for(|it| it["params"]["version"] == 2);
        assert!(
            !found["params"]["diagnostics"]
                .as_array()
                .unwrap()
                .is_empty()
        );
        client.send(&call(3, "shutdown", Value::Null));
        client.wait_for(|it| it["id"] == 3);
        client.send(&tell("exit", Value::Null));
        assert!(serving.join().unwrap());
    }
}
