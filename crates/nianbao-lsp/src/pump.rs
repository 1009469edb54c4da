//! Between the wire and tower-lsp: gives it the messages in their order and takes its answers.
//!
//! tower-lsp's own loop reads bytes: every message would be read twice, for what it cannot read ends it
//! (see [`crate::frames`]), and each would take two more turns through pipes within this process.

use std::future::poll_fn;
use std::io::Read;
use std::panic::AssertUnwindSafe;
use std::task::Poll;
use std::time::Duration;

use futures::{FutureExt, SinkExt, StreamExt};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, LspService};
use tower_service::Service;
use tracing::{error, warn};

use crate::frames::{self, Message, exits};
use crate::outbox::Outbox;
use crate::server::Backend;

/// So many messages may wait for their answers at a time. When all places are taken the next message
/// is not looked at, not even one that cancels another, so there are many; a place costs little.
const PLACES: usize = 1024;

/// So many messages may be read before they are looked at.
const AHEAD: usize = 64;

/// What is left to answer and to write when the client is gone is given up after this time.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// The way of messages to tower-lsp and back.
pub(crate) struct Pump {
    service: LspService<Backend>,
    outbox: Outbox,
    /// Requests that wait for their answers.
    open: JoinSet<()>,
}

impl Pump {
    pub(crate) fn new(service: LspService<Backend>, outbox: Outbox) -> Self {
        Self {
            service,
            outbox,
            open: JoinSet::new(),
        }
    }

    /// Works until the client says `exit` or a stream ends. `written` tells when nothing is left to be
    /// written.
    pub(crate) async fn run(
        mut self,
        socket: ClientSocket,
        input: impl Read + Send + 'static,
        written: oneshot::Receiver<()>,
    ) {
        let (told, mut messages) = mpsc::channel(AHEAD);
        let thread = std::thread::Builder::new().name("nianbao-read".to_owned());
        if let Err(error) = thread.spawn(move || frames::forward(input, &told)) {
            error!("cannot start a thread: {error}");
        }
        let (mut requests, mut responses) = socket.split();
        loop {
            tokio::select! {
                message = messages.recv(), if self.open.len() < PLACES => match message {
                    Some(Message::Request(request)) => {
                        let exits = exits(&request);
                        self.call(request).await;
                        if exits {
                            break;
                        }
                    }
                    // It fails only when the client has said `exit`.
                    Some(Message::Response(response)) => drop(responses.send(response).await),
                    Some(Message::Malformed) => {
                        let error = Error::parse_error();
                        self.outbox.send(&Response::from_error(Id::Null, error));
                    }
                    None => break,
                },
                // Only to forget it.
                Some(_) = self.open.join_next() => {}
                Some(request) = requests.next() => self.outbox.send(&request),
                () = self.outbox.broken() => return,
            }
        }
        let last_words = async {
            while self.open.join_next().await.is_some() {}
            self.outbox.end();
            let _ = written.await;
        };
        if timeout(LAST_WORDS, last_words).await.is_err() {
            warn!("the client is gone before all was said");
        }
    }

    /// Hands a message on. What it brings about at once is brought about before the next.
    async fn call(&mut self, request: Request) {
        let id = request.id().cloned();
        if poll_fn(|context| self.service.poll_ready(context))
            .await
            .is_err()
        {
            return;
        }
        let outbox = self.outbox.clone();
        let answer = AssertUnwindSafe(self.service.call(request)).catch_unwind();
        let mut answered = Box::pin(answer.map(move |answer| {
            let answer = answer.unwrap_or_else(|_| {
                error!("a request failed");
                Ok(id.map(|id| Response::from_error(id, Error::internal_error())))
            });
            // Nothing is answered after `exit`.
            if let Ok(Some(answer)) = answer {
                outbox.send(&answer);
            }
        }));
        let first = poll_fn(|context| Poll::Ready(answered.as_mut().poll(context))).await;
        if first.is_pending() {
            self.open.spawn(answered);
        }
    }
}
