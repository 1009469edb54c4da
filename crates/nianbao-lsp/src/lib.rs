//! `nianbao-lsp` is the language server: it checks reports in an editor while they are written.
//!
//! It knows the protocol and nothing of reports: what is found, what things are called and what they
//! rest on comes from `nianbao-core` and `nianbao-rules`.
//!
//! ```text
//! bytes ─frames─▶ tower-lsp ─server─▶ one queue ─▶ state: owner of ropes, settings, versions
//!                                                    │ Snapshot: rope, version, settings
//!                                                    ▼
//!                        features, on other threads ─▶ answers; diagnostics ─outbox─▶ client
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
mod requests;
mod server;
mod session;
mod state;
mod workers;

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use nianbao_rules::Lang;
use tokio::io::{AsyncRead, AsyncWrite, BufReader};
use tokio::sync::{Semaphore, mpsc, watch};
use tower_lsp::{LspService, Server};

pub use crate::configuration::{Configuration, Elsewhere, Flaw, Suggestion, SuggestionKind};
pub use crate::project::Project;

use crate::documents::Checker;
use crate::features::pull::Cache;
use crate::outbox::{Outbox, Output};
use crate::server::{Backend, Life};
use crate::state::{Changes, Owner};
use crate::workers::Workers;

/// So many messages may wait for their answers at a time. When all places are taken the next message
/// is not looked at, not even one that cancels another, so there are many; a place costs little.
const PLACES: usize = 1024;

/// What is left to write when the client is gone is given up after this time.
const LAST_WORDS: Duration = Duration::from_millis(500);

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
/// said `shutdown` before, as a client that ends in order does.
pub async fn serve(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite,
    options: Options,
) -> bool {
    serve_with(input, output, options, nianbao_rules::check).await
}

async fn serve_with(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite,
    options: Options,
    checker: Checker,
) -> bool {
    let life = Arc::new(Life::default());
    let (queue, events) = mpsc::unbounded_channel();
    let weak = queue.downgrade();
    let mut parts = None;
    let outbox = Outbox::default();
    let workers = Workers::start();
    let changes = watch::Sender::new(Changes::default());
    let (service, socket) = LspService::build(|client| {
        let owner = Owner::new(
            client.clone(),
            outbox.clone(),
            weak,
            workers.clone(),
            changes.clone(),
            checker,
            &options,
        );
        parts = Some(tokio::spawn(owner.run(events)));
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
    })
    .custom_method(frames::MALFORMED, server::malformed)
    .finish();
    let (passed, messages) = tokio::io::duplex(64 << 10);
    let (answers, answered) = tokio::io::duplex(64 << 10);
    tokio::pin!(output);
    let output = Output::new(output);
    let server = Server::new(messages, answers, socket)
        .concurrency_level(PLACES)
        .serve(service);
    let ends = async {
        tokio::select! {
            end = frames::forward(input, passed) => tracing::debug!("the input ended: {end:?}"),
            () = parent::ended(&life.parent) => tracing::warn!("the client's process ended"),
        }
        tokio::time::sleep(LAST_WORDS).await;
    };
    let written = async {
        let mut answered = BufReader::with_capacity(64 << 10, answered);
        while let Ok(Some(body)) = frames::next(&mut answered).await {
            if let Err(error) = outbox::write(&output, &body).await {
                tracing::warn!("cannot write to the client: {error}");
                return;
            }
        }
    };
    let published = async {
        if let Err(error) = outbox.clone().run(&output).await {
            tracing::warn!("cannot write to the client: {error}");
        }
        // What is answered meets the same end, which then counts.
        std::future::pending::<()>().await;
    };
    tokio::select! {
        // What is answered ends with the server.
        ((), ()) = async { tokio::join!(server, written) } => {}
        () = published => {}
        () = ends => {}
    }
    if let Some(owner) = parts {
        owner.abort();
    }
    life.shut_down.load(Ordering::Acquire)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::Report;
    use nianbao_rules::{Findings, Settings};
    use serde_json::{Value, json};
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};

    /// A rule set with a defect that some texts bring out.
    fn defective(report: &Report, settings: &Settings) -> Findings {
        assert!(!report.source.as_str().contains("缺陷"), "a defect");
        nianbao_rules::check(report, settings)
    }

    async fn send(stream: &mut DuplexStream, message: Value) {
        let body = message.to_string();
        let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(message.as_bytes()).await.unwrap();
    }

    /// The next message that is meant.
    async fn wait_for(stream: &mut DuplexStream, meant: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut header = Vec::new();
            while !header.ends_with(b"\r\n\r\n") {
                header.push(stream.read_u8().await.unwrap());
            }
            let header = String::from_utf8(header).unwrap();
            let length = header.trim().strip_prefix("Content-Length: ").unwrap();
            let mut body = vec![0; length.parse().unwrap()];
            stream.read_exact(&mut body).await.unwrap();
            let message = serde_json::from_slice(&body).unwrap();
            if meant(&message) {
                return message;
            }
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_defect_costs_one_answer() {
        let (mut client, server) = tokio::io::duplex(1 << 20);
        let (input, output) = tokio::io::split(server);
        let serving = tokio::spawn(serve_with(input, output, Options::default(), defective));
        let call = |id: u32, method: &str, params: Value| json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        let tell = |method: &str, params: Value| json!({"jsonrpc": "2.0", "method": method, "params": params});
        send(
            &mut client,
            call(1, "initialize", json!({"capabilities": {}})),
        )
        .await;
        wait_for(&mut client, |it| it["id"] == 1).await;
        let report = nianbao_rules::base_report().replace("| 51 |", "| 52 |");
        let document = |version: u32, text: String| json!({"uri": "file:///a.md", "version": version, "text": text, "languageId": "nianbao"});
        let open = json!({"textDocument": document(1, format!("{report}缺陷"))});
        send(&mut client, tell("textDocument/didOpen", open)).await;
        let told = wait_for(&mut client, |it| it["method"] == "window/showMessage").await;
        assert!(
            told["params"]["message"]
                .as_str()
                .unwrap()
                .contains("defect")
        );
        let symbols = json!({"textDocument": {"uri": "file:///a.md"}});
        send(&mut client, call(2, "textDocument/documentSymbol", symbols)).await;
        assert!(wait_for(&mut client, |it| it["id"] == 2).await["result"].is_null());
        let change = json!({"textDocument": document(2, String::new()), "contentChanges": [{"text": report}]});
        send(&mut client, tell("textDocument/didChange", change)).await;
        let found = wait_for(&mut client, |it| it["params"]["version"] == 2).await;
        assert!(
            !found["params"]["diagnostics"]
                .as_array()
                .unwrap()
                .is_empty()
        );
        send(&mut client, call(3, "shutdown", Value::Null)).await;
        wait_for(&mut client, |it| it["id"] == 3).await;
        send(&mut client, tell("exit", Value::Null)).await;
        assert!(serving.await.unwrap());
    }
}
