//! One session with the language server, from `initialize` to `exit`, in this process.
//!
//! What counts as a finding beside a panic: an error in the server's log, a byte on standard output, an
//! answer that never comes or comes twice, and a server that does not end.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use std::time::Duration;
use std::{fs, io, thread};

use serde_json::{Value, json};
use tokio::runtime::Builder;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

/// A server that takes so long over one step hangs. No step takes a second.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the session is to end with; no input has it.
const END: &str = "the end of the session";

/// The folder of the workspace and the watch over the standard output, made once.
pub static PLACE: LazyLock<Place> = LazyLock::new(Place::new);

/// See [`PLACE`].
pub struct Place {
    /// The folder of the workspace.
    pub folder: PathBuf,
    printed: File,
}

impl Place {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("nianbao-fuzz-{}", std::process::id()));
        fs::create_dir_all(folder.join("pack")).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        write("saved.md", nianbao_lint::base_report());
        write(
            "nianbao.toml",
            "packs = [\"auto\", \"./pack\"]\nlang = \"en\"\n",
        );
        write("pack/pack.toml", &nianbao_packs::skeleton("my-pack"));
        let printed = tempfile::tempfile().unwrap();
        rustix::stdio::dup2_stdout(&printed).unwrap();
        tracing::subscriber::set_global_default(Registry::default().with(NoErrors)).unwrap();
        Self { folder, printed }
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

/// A way for bytes that holds a few pieces. Not a pipe of the system: whoever writes to one that nobody
/// reads is killed, unless the program begins as programs in Rust do, which a fuzzer does not.
fn tube() -> (Inlet, Outlet) {
    let (inlet, outlet) = sync_channel(16);
    let rest = io::Cursor::default();
    let inlet = Inlet(Arc::new(Mutex::new(Some(inlet))));
    (inlet, Outlet { outlet, rest })
}

/// Where bytes go in; closed for all that share it.
#[derive(Clone)]
struct Inlet(Arc<Mutex<Option<SyncSender<Vec<u8>>>>>);

impl Inlet {
    fn close(&self) {
        *self.0.lock().unwrap() = None;
    }
}

impl Write for Inlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let inlet = self.0.lock().unwrap();
        let sent = inlet.as_ref().and_then(|it| it.send(bytes.to_vec()).ok());
        sent.ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Outlet {
    outlet: Receiver<Vec<u8>>,
    rest: io::Cursor<Vec<u8>>,
}

impl Read for Outlet {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.rest.read(into)?;
            if read > 0 || into.is_empty() {
                return Ok(read);
            }
            match self.outlet.recv() {
                Ok(next) => self.rest = io::Cursor::new(next),
                Err(_) => return Ok(0),
            }
        }
    }
}

/// Answers that came, by their id as JSON.
#[derive(Default)]
struct Answers {
    seen: Mutex<HashMap<String, u32>>,
    more: Condvar,
}

impl Answers {
    fn of(&self, id: &Value) -> u32 {
        let seen = self.seen.lock().unwrap();
        seen.get(&id.to_string()).copied().unwrap_or(0)
    }

    fn note(&self, id: &Value) {
        let mut seen = self.seen.lock().unwrap();
        *seen.entry(id.to_string()).or_default() += 1;
        self.more.notify_all();
    }

    fn wait(&self, id: &Value) {
        let seen = self.seen.lock().unwrap();
        let missing = |seen: &mut HashMap<String, u32>| !seen.contains_key(&id.to_string());
        let waited = self.more.wait_timeout_while(seen, PATIENCE, missing);
        assert!(!waited.unwrap().1.timed_out(), "no answer to request {id}");
    }
}

/// Serves one session.
pub fn session(initialize: Value, sent: Sent) {
    let place = &*PLACE;
    let ((to_server, input), (output, from_server)) = (tube(), tube());
    let serving = on_thread(move || {
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        let options = nianbao::server_options(None);
        let ended = runtime.block_on(nianbao_lsp::serve(input, output, options));
        runtime.shutdown_background();
        ended
    });
    let answers = Arc::new(Answers::default());
    let (own, heard) = (to_server.clone(), Arc::clone(&answers));
    let reading = on_thread(move || read(from_server, own, &heard));
    let in_order = on_thread(move || speak(to_server, &answers, initialize, sent));
    let in_order = wait(&in_order, "the server takes no more messages");
    let ended = wait(&serving, "the server does not end");
    assert!(
        ended || !in_order,
        "the server forgot that it was shut down"
    );
    wait(&reading, "the output is not closed");
    let printed = place.printed.metadata().unwrap().len();
    assert_eq!(printed, 0, "bytes on the standard output");
}

fn on_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
    let (told, done) = channel();
    // Nobody waits any more when something else has failed.
    thread::spawn(move || drop(told.send(work())));
    done
}

fn wait<T>(done: &Receiver<T>, otherwise: &str) -> T {
    match done.recv_timeout(PATIENCE) {
        Ok(done) => done,
        Err(RecvTimeoutError::Timeout) => panic!("{otherwise}"),
        Err(RecvTimeoutError::Disconnected) => panic!("a thread failed"),
    }
}

/// Says everything that the client has to say. Returns whether the session ended in order.
fn speak(mut writer: Inlet, answers: &Answers, initialize: Value, sent: Sent) -> bool {
    let call = |id: &Value, method: &str, params: Value| json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
    // It fails when the server has ended, which is found by what is waited for.
    let own = writer.clone();
    let mut write = |bytes: &[u8]| drop(writer.write_all(bytes));
    let mut say = |message: Value| write(&framed(message.to_string().as_bytes()));
    let first = json!(0);
    say(call(&first, "initialize", initialize));
    answers.wait(&first);
    say(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    let (messages, asked) = match sent {
        Sent::Messages(messages, asked) => (messages, asked),
        Sent::Stream(bytes) => {
            write(&bytes);
            own.close();
            return false;
        }
    };
    for message in messages {
        write(&message);
    }
    for &id in &asked {
        answers.wait(&json!(id));
    }
    let end = json!(END);
    let mut say = |message: Value| write(&framed(message.to_string().as_bytes()));
    say(json!({"jsonrpc": "2.0", "id": end, "method": "shutdown"}));
    answers.wait(&end);
    say(json!({"jsonrpc": "2.0", "method": "exit"}));
    for id in asked.iter().map(|id| json!(id)).chain([end]) {
        assert_eq!(answers.of(&id), 1, "answers to request {id}");
    }
    true
}

/// Reads what the server says, notes its answers and answers what it asks for.
fn read(from_server: Outlet, writer: Inlet, answers: &Answers) {
    let mut reader = BufReader::new(from_server);
    let mut writer = Some(writer);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap() == 0 {
            return;
        }
        let length = line.strip_prefix("Content-Length: ").expect("a length");
        let mut body = vec![0; length.trim_end().parse().unwrap()];
        line.clear();
        reader.read_line(&mut line).unwrap();
        assert_eq!(line, "\r\n");
        reader.read_exact(&mut body).unwrap();
        let message: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(message["jsonrpc"], "2.0");
        let Some(id) = message.get("id") else {
            continue;
        };
        if message.get("method").is_none() {
            answers.note(id);
            continue;
        }
        let answer = json!({"jsonrpc": "2.0", "id": id, "result": null});
        let answer = framed(answer.to_string().as_bytes());
        writer = writer.and_then(|mut writer| writer.write_all(&answer).ok().map(|()| writer));
    }
}
