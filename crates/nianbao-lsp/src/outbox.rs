//! What is on its way to the client: messages in their order, and of each document only its newest
//! diagnostics, however slowly they are read, so that nothing older can follow something newer and
//! nothing piles up.
//!
//! Whoever has made diagnostics writes them, if nobody else is writing: a thread less that must be woken
//! between a key and its findings. What others put here is written by a thread of its own.
//!
//! Diagnostics are made into JSON here and not by tower-lsp, which would build a tree of each message
//! first: for a text of a megabyte that is more work than to find what is wrong with it.

use std::collections::{HashMap, VecDeque};
use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError};

use serde::Serialize;
use serde_json::Value;
use tokio::sync::{Notify, oneshot};
use tower_lsp::ls_types::{ProgressToken, Uri};
use tracing::{error, warn};

/// A message that waits to be sent.
pub(crate) type Body = Vec<u8>;

#[derive(Serialize)]
struct Message<T> {
    jsonrpc: &'static str,
    method: &'static str,
    params: T,
}

fn message<T: Serialize>(method: &'static str, params: T) -> Body {
    let message = Message {
        jsonrpc: "2.0",
        method,
        params,
    };
    // None of it can fail to be JSON.
    serde_json::to_vec(&message).unwrap_or_default()
}

#[derive(Serialize)]
struct Publication<'a, T> {
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
    let params = Publication {
        uri,
        diagnostics,
        version,
    };
    message("textDocument/publishDiagnostics", params)
}

#[derive(Serialize)]
struct Progress<'a> {
    token: &'a ProgressToken,
    value: Value,
}

/// The newest version of an open document, by [`generation`](crate::documents::Snapshot::generation):
/// what its diagnostics are held against when they are about to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Newest(Arc<AtomicU64>);

impl Newest {
    /// No version has this number.
    const CLOSED: u64 = u64::MAX;

    pub(crate) fn new(generation: u64) -> Self {
        Self(Arc::new(AtomicU64::new(generation)))
    }

    pub(crate) fn set(&self, generation: u64) {
        self.0.store(generation, Ordering::SeqCst);
    }

    /// Nothing of the document is sent any more.
    pub(crate) fn close(&self) {
        self.set(Self::CLOSED);
    }

    fn is(&self, generation: u64) -> bool {
        self.0.load(Ordering::SeqCst) == generation
    }
}

/// Takes messages and sends them.
#[derive(Clone)]
pub(crate) struct Outbox(Arc<Shared>);

struct Shared {
    waiting: Mutex<Waiting>,
    /// Told when there is something for the thread to write.
    more: Condvar,
    output: Mutex<Box<dyn Write + Send>>,
    /// Told when the output breaks.
    broken: Notify,
}

#[derive(Debug, Default)]
struct Waiting {
    /// Each with who waits until it is written.
    messages: VecDeque<(Body, Option<Sender<()>>)>,
    diagnostics: HashMap<Uri, Body>,
    /// Of which documents, the longest waiting first.
    order: VecDeque<Uri>,
    /// Whether nothing more will come.
    ended: bool,
    /// Whether there is nobody to send to.
    broken: bool,
}

impl Waiting {
    fn is_empty(&self) -> bool {
        self.messages.is_empty() && self.order.is_empty()
    }

    fn next(&mut self) -> Option<(Body, Option<Sender<()>>)> {
        if let Some(message) = self.messages.pop_front() {
            return Some(message);
        }
        let uri = self.order.pop_front()?;
        Some((self.diagnostics.remove(&uri)?, None))
    }

    fn publish(&mut self, uri: Uri, body: Body) {
        if self.broken {
            return;
        }
        if self.diagnostics.insert(uri.clone(), body).is_none() {
            self.order.push_back(uri);
        }
    }
}

impl Outbox {
    /// Starts the thread that writes to `output`.
    pub(crate) fn start(output: impl Write + Send + 'static) -> (Self, oneshot::Receiver<()>) {
        let shared = Arc::new(Shared {
            waiting: Mutex::default(),
            more: Condvar::new(),
            output: Mutex::new(Box::new(output)),
            broken: Notify::new(),
        });
        let own = Arc::clone(&shared);
        let (done, told) = oneshot::channel();
        let thread = std::thread::Builder::new().name("nianbao-write".to_owned());
        let thread = thread.spawn(move || {
            own.run();
            // Nobody may wait for it any more.
            let _ = done.send(());
        });
        if let Err(error) = thread {
            error!("cannot start a thread: {error}");
        }
        (Self(shared), told)
    }

    /// Sends a message behind those that wait.
    pub(crate) fn send(&self, message: &impl Serialize) {
        match serde_json::to_vec(message) {
            Ok(body) => self.push(body, None),
            Err(error) => error!("a message is no JSON: {error}"),
        }
    }

    /// Sends the diagnostics of a document in place of those that still wait.
    pub(crate) fn publish(&self, uri: Uri, body: Body) {
        self.0.lock().publish(uri, body);
        self.0.more.notify_one();
    }

    /// As [`Outbox::publish`], if the document is still what they were made from, and on this thread if
    /// nobody else is writing; for threads that may wait.
    pub(crate) fn publish_here(&self, uri: Uri, body: Body, newest: &Newest, generation: u64) {
        let mut waiting = self.0.lock();
        // Under the lock, so that what is published once the document is newer or closed comes later.
        if newest.is(generation) {
            waiting.publish(uri, body);
        }
        drop(waiting);
        self.0.write_if_free();
    }

    /// Sends progress, or a part of an answer, and waits until it is written; for threads that may wait.
    /// False when the output is broken.
    pub(crate) fn progress(&self, token: &ProgressToken, value: Value) -> bool {
        let (told, written) = mpsc::channel();
        self.push(message("$/progress", Progress { token, value }), Some(told));
        written.recv().is_ok()
    }

    /// Lets the thread end when all is written.
    pub(crate) fn end(&self) {
        self.0.lock().ended = true;
        self.0.more.notify_one();
    }

    /// Waits until the output breaks, which it may never.
    pub(crate) async fn broken(&self) {
        self.0.broken.notified().await;
    }

    fn push(&self, body: Body, told: Option<Sender<()>>) {
        let mut waiting = self.0.lock();
        if !waiting.broken {
            waiting.messages.push_back((body, told));
        }
        drop(waiting);
        self.0.more.notify_one();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what comes, until the end.
    fn run(&self) {
        loop {
            let mut waiting = self.lock();
            while waiting.is_empty() && !waiting.ended {
                waiting = self
                    .more
                    .wait(waiting)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            let ended = waiting.ended;
            drop(waiting);
            // Waits for another thread that is writing, at the end too.
            let mut output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
            self.write_all(&mut **output);
            if ended {
                return;
            }
        }
    }

    /// Writes what waits, unless somebody else is doing so, who then looks again before they go.
    fn write_if_free(&self) {
        loop {
            let mut output = match self.output.try_lock() {
                Ok(output) => output,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => return,
            };
            self.write_all(&mut **output);
            drop(output);
            // What was put here since found the output taken.
            if self.lock().is_empty() {
                return;
            }
        }
    }

    fn write_all(&self, output: &mut dyn Write) {
        loop {
            let next = self.lock().next();
            let Some((body, told)) = next else {
                return;
            };
            if let Err(error) = write(output, &body) {
                warn!("cannot write to the client: {error}");
                let mut waiting = self.lock();
                *waiting = Waiting {
                    ended: waiting.ended,
                    broken: true,
                    ..Waiting::default()
                };
                self.broken.notify_one();
                return;
            }
            // Who waits may have been cancelled.
            let _ = told.map(|told| told.send(()));
        }
    }
}

/// Writes a message with its header, at once: whoever reads is not woken for the header alone.
fn write(output: &mut dyn Write, body: &[u8]) -> io::Result<()> {
    let mut message = Vec::with_capacity(body.len() + 32);
    write!(message, "Content-Length: {}\r\n\r\n", body.len())?;
    message.extend_from_slice(body);
    output.write_all(&message)?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, pipe};

    fn uri(name: &str) -> Uri {
        format!("file:///{name}").parse().unwrap()
    }

    /// An output that is held up until something comes from the channel.
    struct Held(mpsc::Receiver<()>, Vec<u8>, Sender<String>);

    impl Write for Held {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.1.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0.recv().map_err(io::Error::other)?;
            let text = String::from_utf8(std::mem::take(&mut self.1)).unwrap();
            let (_, body) = text.split_once("\r\n\r\n").unwrap();
            self.2.send(body.to_owned()).map_err(io::Error::other)
        }
    }

    #[test]
    fn a_slow_client_gets_the_newest() {
        let (open, gate) = mpsc::channel();
        let (told, heard) = mpsc::channel();
        let (outbox, _) = Outbox::start(Held(gate, Vec::new(), told));
        outbox.send(&"first");
        for number in 0..100 {
            outbox.publish(uri("a"), format!("a{number}").into_bytes());
            outbox.publish(uri("b"), format!("b{number}").into_bytes());
        }
        outbox.send(&"last");
        for _ in 0..4 {
            open.send(()).unwrap();
        }
        outbox.end();
        let come: Vec<String> = (0..4).map(|_| heard.recv().unwrap()).collect();
        assert_eq!(come, ["\"first\"", "\"last\"", "a99", "b99"]);
    }

    #[test]
    fn what_is_no_longer_so_is_not_sent() {
        let (mut reader, writer) = pipe().unwrap();
        let (outbox, _) = Outbox::start(writer);
        let newest = Newest::new(1);
        outbox.publish_here(uri("a"), b"old".to_vec(), &newest, 0);
        outbox.publish_here(uri("a"), b"new".to_vec(), &newest, 1);
        newest.close();
        outbox.publish_here(uri("a"), b"late".to_vec(), &newest, 1);
        outbox.end();
        drop(outbox);
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        assert_eq!(text, "Content-Length: 3\r\n\r\nnew");
    }

    #[test]
    fn who_waits_is_told_that_nobody_listens() {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let (outbox, _) = Outbox::start(writer);
        assert!(!outbox.progress(&ProgressToken::Number(1), Value::Null));
        assert!(!outbox.progress(&ProgressToken::Number(2), Value::Null));
        outbox.end();
    }
}
