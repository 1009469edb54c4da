//! One session with the language server, from `initialize` to `exit`, in this process.
//!
//! What counts as a finding beside a panic: an error in the server's log, a byte on standard output, an
//! answer that never comes or comes twice, and a server that does not end.

use std::collections::HashMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{
    AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf,
};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;
use tokio::time::timeout;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

/// A server that takes so long over one step hangs. No step takes a second.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the session is to end with; no input has it.
const END: &str = "the end of the session";

/// The folder of the workspace, the runtime and the watch over the standard output, made once.
pub static PLACE: LazyLock<Place> = LazyLock::new(Place::new);

/// See [`PLACE`].
pub struct Place {
    /// The folder of the workspace.
    pub folder: PathBuf,
    runtime: Runtime,
    printed: File,
}

impl Place {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("nianbao-fuzz-{}", std::process::id()));
        fs::create_dir_all(folder.join("pack")).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        write("saved.md", nianbao_rules::base_report());
        write(
            "nianbao.toml",
            "packs = [\"auto\", \"./pack\"]\nlang = \"en\"\n",
        );
        write("pack/pack.toml", &nianbao_rules::pack::skeleton("my-pack"));
        let printed = tempfile::tempfile().unwrap();
        rustix::stdio::dup2_stdout(&printed).unwrap();
        tracing::subscriber::set_global_default(Registry::default().with(NoErrors)).unwrap();
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .max_blocking_threads(16)
            .enable_all()
            .build()
            .unwrap();
        Self {
            folder,
            runtime,
            printed,
        }
    }

    /// The address of a file of the workspace.
    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.folder.join(Path::new(name)).display())
    }
}

/// Makes an error in the log a panic, which the fuzzer takes for a finding on whatever thread it is: the
/// server bears its own defects, and here it must not have any.
struct NoErrors;

impl<S: tracing::Subscriber> Layer<S> for NoErrors {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let (level, target) = (*event.metadata().level(), event.metadata().target());
        // Not those that the protocol's library logs of the client: a method that there is not, a client
        // that is gone.
        let ours = target.starts_with("nianbao") || target == "tower_lsp_server::transport";
        let counts = ours && level == tracing::Level::ERROR;
        assert!(!counts, "the server logs {event:?}");
    }
}

/// A message with its header.
pub fn framed(body: &[u8]) -> Vec<u8> {
    let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    message.extend_from_slice(body);
    message
}

/// What the client sends.
pub enum Sent {
    /// Messages of which each is a whole one, and the requests among them by their numbers: every one is
    /// answered once, and the session ends in order.
    Messages(Vec<Vec<u8>>, Vec<u64>),
    /// Anything; the stream is closed behind it.
    Stream(Vec<u8>),
}

type Writer = Arc<tokio::sync::Mutex<WriteHalf<DuplexStream>>>;

/// Answers that came, by their id as JSON.
#[derive(Default)]
struct Answers {
    seen: Mutex<HashMap<String, u32>>,
    more: Notify,
}

impl Answers {
    fn of(&self, id: &Value) -> u32 {
        let seen = self.seen.lock().unwrap();
        seen.get(&id.to_string()).copied().unwrap_or(0)
    }

    async fn wait(&self, id: &Value) {
        let come = async {
            loop {
                let more = self.more.notified();
                if self.of(id) > 0 {
                    return;
                }
                more.await;
            }
        };
        let come = timeout(PATIENCE, come).await;
        assert!(come.is_ok(), "no answer to request {id}");
    }
}

/// Serves one session.
pub fn session(initialize: Value, sent: Sent) {
    let place = &*PLACE;
    place.runtime.block_on(async {
        let (client, server) = tokio::io::duplex(1 << 16);
        let (input, output) = tokio::io::split(server);
        let options = nianbao::server_options(None);
        let serving = tokio::spawn(nianbao_lsp::serve(input, output, options));
        let (reader, writer) = tokio::io::split(client);
        let writer = Arc::new(tokio::sync::Mutex::new(writer));
        let answers = Arc::new(Answers::default());
        let reading = tokio::spawn(read(reader, Arc::clone(&writer), Arc::clone(&answers)));
        let in_order = timeout(PATIENCE, speak(&writer, &answers, initialize, sent));
        let in_order = in_order.await.expect("the server takes no more messages");
        let ended = timeout(PATIENCE, serving).await;
        let ended = ended.expect("the server does not end").unwrap();
        assert!(
            ended || !in_order,
            "the server forgot that it was shut down"
        );
        timeout(PATIENCE, reading)
            .await
            .expect("the output is not closed")
            .unwrap();
    });
    let printed = place.printed.metadata().unwrap().len();
    assert_eq!(printed, 0, "bytes on the standard output");
}

/// Says everything that the client has to say. Returns whether the session ended in order.
async fn speak(writer: &Writer, answers: &Answers, initialize: Value, sent: Sent) -> bool {
    let say = async |message: Value| write(writer, &framed(message.to_string().as_bytes())).await;
    let call = |id: &Value, method: &str, params: Value| json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
    let first = json!(0);
    say(call(&first, "initialize", initialize)).await;
    answers.wait(&first).await;
    say(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}})).await;
    let (messages, asked) = match sent {
        Sent::Messages(messages, asked) => (messages, asked),
        Sent::Stream(bytes) => {
            write(writer, &bytes).await;
            // The server may have ended already.
            let _ = writer.lock().await.shutdown().await;
            return false;
        }
    };
    for message in messages {
        write(writer, &message).await;
    }
    for &id in &asked {
        answers.wait(&json!(id)).await;
    }
    let end = json!(END);
    say(json!({"jsonrpc": "2.0", "id": end, "method": "shutdown"})).await;
    answers.wait(&end).await;
    say(json!({"jsonrpc": "2.0", "method": "exit"})).await;
    for id in asked.iter().map(|id| json!(id)).chain([end]) {
        assert_eq!(answers.of(&id), 1, "answers to request {id}");
    }
    true
}

async fn write(writer: &Writer, bytes: &[u8]) {
    // It fails when the server has ended, which is found by what is waited for.
    let _ = writer.lock().await.write_all(bytes).await;
}

/// Reads what the server says, notes its answers and answers what it asks for.
async fn read(reader: ReadHalf<DuplexStream>, writer: Writer, answers: Arc<Answers>) {
    let mut reader = BufReader::new(reader);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).await.unwrap() == 0 {
            return;
        }
        let length = line.strip_prefix("Content-Length: ").expect("a length");
        let mut body = vec![0; length.trim_end().parse().unwrap()];
        line.clear();
        reader.read_line(&mut line).await.unwrap();
        assert_eq!(line, "\r\n");
        reader.read_exact(&mut body).await.unwrap();
        let message: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(message["jsonrpc"], "2.0");
        let Some(id) = message.get("id") else {
            continue;
        };
        if message.get("method").is_some() {
            let answer = json!({"jsonrpc": "2.0", "id": id, "result": null});
            let writer = Arc::clone(&writer);
            tokio::spawn(async move {
                write(&writer, &framed(answer.to_string().as_bytes())).await;
            });
        } else {
            *answers
                .seen
                .lock()
                .unwrap()
                .entry(id.to_string())
                .or_default() += 1;
            answers.more.notify_waiters();
        }
    }
}
