//! The owner of all documents and settings: one task, fed by one queue.
//!
//! Handlers only put events into the queue, at once and in the order in which messages came; nothing
//! but this task ever touches the state, so edits are applied in the order in which they were made,
//! whatever runs beside. It does nothing slow: text goes into ropes, everything else happens on other
//! threads with a [`Snapshot`].

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use ropey::Rope;
use serde_json::Value;
use tokio::sync::{mpsc, watch};
use tower_lsp::Client;
use tower_lsp::ls_types::{DidChangeTextDocumentParams, MessageType, TextDocumentItem, Uri};
use tracing::{debug, warn};

use crate::Options;
use crate::config::Config;
use crate::configuration::Configuration;
use crate::documents::{Beside, Checker, Document, Kind, Snapshot, apply};
use crate::features::diagnostics;
use crate::outbox::{Newest, Outbox, publication};
use crate::project::{Complaints, Project};
use crate::session::Session;
use crate::workers::{Lane, Workers};

/// What the owner is told or asked.
pub(crate) enum Event {
    /// The client is known.
    Started(Arc<Session>),
    /// A document was opened.
    Opened(TextDocumentItem),
    /// A document was changed.
    Changed(DidChangeTextDocumentParams),
    /// A document was closed.
    Closed(Uri),
    /// The client's settings changed.
    Configured(Value),
    /// Files were changed on disk, made, renamed or deleted.
    Files {
        /// Whether findings in other files may depend on them.
        configuration: bool,
    },
    /// A document was saved.
    Saved(Uri),
    /// A check for diagnostics is done.
    Checked {
        uri: Uri,
        generation: u64,
        /// Whether the check came to an end, and what it found was sent.
        done: bool,
    },
    /// Somebody needs the present version of a document; `None` if it is not open.
    Ask(Uri, Box<dyn FnOnce(Option<Arc<Snapshot>>) + Send>),
    /// Somebody needs all open documents.
    AskAll(Box<dyn FnOnce(World) + Send>),
}

/// All open documents and the settings for others.
pub(crate) struct World {
    pub(crate) open: HashMap<Uri, Arc<Snapshot>>,
    pub(crate) config: Arc<Config>,
}

/// Counts what changes, for those who wait for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Changes {
    /// Edits of open documents.
    pub(crate) texts: u64,
    /// Everything else: settings, files, which documents are open.
    pub(crate) rest: u64,
    /// Whether the client has said `shutdown`.
    pub(crate) ended: bool,
}

pub(crate) type Queue = mpsc::UnboundedSender<Event>;

/// The state and what it needs to work.
pub(crate) struct Owner {
    client: Client,
    outbox: Outbox,
    checker: Checker,
    queue: mpsc::WeakUnboundedSender<Event>,
    workers: Workers,
    changes: watch::Sender<Changes>,
    session: Arc<Session>,
    config: Arc<Config>,
    project: Option<(Arc<dyn Project>, Arc<Complaints>)>,
    configuration: Option<Arc<dyn Configuration>>,
    configured: Value,
    documents: HashMap<Uri, Document>,
    generation: u64,
}

impl Owner {
    pub(crate) fn new(
        client: Client,
        outbox: Outbox,
        queue: mpsc::WeakUnboundedSender<Event>,
        workers: Workers,
        changes: watch::Sender<Changes>,
        checker: Checker,
        options: &Options,
    ) -> Self {
        let complaints = Arc::new(Complaints::new(client.clone()));
        Self {
            project: options.project.clone().map(|project| (project, complaints)),
            configuration: options.configuration.clone(),
            client,
            outbox,
            checker,
            queue,
            workers,
            changes,
            session: Arc::default(),
            config: Arc::default(),
            configured: Value::Null,
            documents: HashMap::new(),
            generation: 0,
        }
    }

    /// Works until nobody can put anything into the queue any more.
    pub(crate) async fn run(mut self, mut events: mpsc::UnboundedReceiver<Event>) {
        while let Some(event) = events.recv().await {
            let counts = |event: &Event| match event {
                Event::Changed(_) => Some(true),
                Event::Opened(_)
                | Event::Closed(_)
                | Event::Files { .. }
                | Event::Configured(_) => Some(false),
                _ => None,
            };
            let counted = counts(&event);
            self.handle(event);
            match counted {
                Some(true) => self.changes.send_modify(|changes| changes.texts += 1),
                Some(false) => self.changes.send_modify(|changes| changes.rest += 1),
                None => {}
            }
        }
    }

    fn handle(&mut self, event: Event) {
        match event {
            Event::Started(session) => {
                self.session = session;
                self.configure();
            }
            Event::Opened(document) => self.open(document),
            Event::Changed(params) => self.change(params),
            Event::Closed(uri) => {
                if let Some(document) = self.documents.remove(&uri) {
                    document.newest.close();
                    self.check_above(&uri);
                    if !self.session.pull {
                        let none = publication::<()>(&uri, &[], None);
                        self.outbox.publish(uri, none);
                    }
                }
            }
            Event::Configured(value) => {
                let changed = self.configured != value;
                self.configured = value;
                self.configure();
                if changed {
                    self.recheck();
                }
            }
            Event::Files { configuration } => {
                if configuration {
                    self.read_anew();
                }
            }
            // Not every client watches files, and none those of other folders.
            Event::Saved(uri) => {
                let saved = self.documents.get(&uri).map(|document| &document.kind);
                if let Some(Kind::Configuration(_)) = saved {
                    self.read_anew();
                }
            }
            Event::Checked {
                uri,
                generation,
                done,
            } => self.checked(uri, generation, done),
            Event::Ask(uri, answer) => {
                let document = self.documents.get(&uri);
                answer(document.map(|document| Arc::clone(&document.snapshot)));
            }
            Event::AskAll(answer) => {
                let open = self
                    .documents
                    .iter()
                    .map(|(uri, document)| (uri.clone(), Arc::clone(&document.snapshot)));
                answer(World {
                    open: open.collect(),
                    config: Arc::clone(&self.config),
                });
            }
        }
    }

    fn open(&mut self, document: TextDocumentItem) {
        let TextDocumentItem {
            uri,
            language_id,
            version,
            text,
        } = document;
        let rope = Rope::from_str(&text);
        let kind = Kind::of(&uri, &language_id, self.configuration.as_ref());
        let snapshot = self.snapshot(&uri, version, rope.clone(), kind.clone());
        let opened = Document {
            rope,
            version,
            kind,
            newest: Newest::new(snapshot.generation),
            snapshot,
            checking: false,
            failed: false,
        };
        if let Some(before) = self.documents.insert(uri.clone(), opened) {
            before.newest.close();
            warn!("{} was opened twice", uri.as_str());
        }
        self.check(&uri);
        self.check_above(&uri);
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
        let (uri, version) = (params.text_document.uri, params.text_document.version);
        let encoding = self.session.encoding;
        let Some(document) = self.documents.get_mut(&uri) else {
            warn!("{} was changed but is not open", uri.as_str());
            return;
        };
        if version <= document.version {
            // The order of arrival is the order of the edits, whatever their numbers are.
            warn!(
                "{} went from version {} to {version}",
                uri.as_str(),
                document.version
            );
        }
        apply(&mut document.rope, encoding, &params.content_changes);
        document.version = version;
        let (rope, kind) = (document.rope.clone(), document.kind.clone());
        let snapshot = self.snapshot(&uri, version, rope, kind);
        let old = self
            .documents
            .get_mut(&uri)
            .map(|document| document.replace(snapshot));
        self.check(&uri);
        // What was understood of a long text takes a while to throw away: a thread does it that has
        // nothing better to do. One that a check still works with is thrown away by that.
        if let Some(old) = old
            && old.analysis.get().is_some()
        {
            self.workers.put(Lane::Waste, move || drop(old));
        }
        self.check_above(&uri);
    }

    fn snapshot(&mut self, uri: &Uri, version: i32, rope: Rope, kind: Kind) -> Arc<Snapshot> {
        self.generation += 1;
        let reads = matches!(kind, Kind::Text | Kind::Report);
        let too_long = reads && rope.len_bytes() > self.config.max_file_size;
        let beside = match &kind {
            Kind::Configuration(own) => self.beside(&own.path),
            _ => Beside::default(),
        };
        Arc::new(Snapshot {
            beside: Arc::new(beside),
            uri: uri.clone(),
            version,
            generation: self.generation,
            rope,
            encoding: self.session.encoding,
            config: Arc::clone(&self.config),
            kind,
            checker: self.checker,
            too_long,
            settings: OnceLock::new(),
            analysis: OnceLock::new(),
        })
    }

    /// The open documents in the folder of a configuration, without itself.
    fn beside(&self, configuration: &Path) -> Beside {
        let folder = configuration.parent().unwrap_or(configuration);
        let open = self.documents.iter().filter_map(|(uri, document)| {
            let path = uri.to_file_path()?.into_owned();
            let within = path.starts_with(folder) && path != configuration;
            within.then(|| (path, document.rope.clone()))
        });
        open.collect()
    }

    /// Judges the configurations anew that may read a document which is other than it was.
    fn check_above(&mut self, uri: &Uri) {
        let Some(path) = uri.to_file_path() else {
            return;
        };
        let reads = |document: &Document| match &document.kind {
            Kind::Configuration(own) => {
                let folder = own.path.parent();
                *own.path != *path && folder.is_some_and(|folder| path.starts_with(folder))
            }
            _ => false,
        };
        let all = self.documents.iter();
        let above: Vec<Uri> = all
            .filter(|(_, document)| reads(document))
            .map(|(uri, _)| uri.clone())
            .collect();
        for uri in &above {
            self.renew(uri);
        }
        if !above.is_empty() {
            self.ask_again();
        }
    }

    /// Checks a document for diagnostics that are sent to the client. One check of a document runs
    /// at a time: what changes meanwhile is checked when it is done, in its newest version.
    fn check(&mut self, uri: &Uri) {
        if self.session.pull {
            return;
        }
        let Some(document) = self.documents.get_mut(uri) else {
            return;
        };
        if std::mem::replace(&mut document.checking, true) {
            return;
        }
        let snapshot = Arc::clone(&document.snapshot);
        let newest = document.newest.clone();
        let (queue, session) = (self.queue.clone(), Arc::clone(&self.session));
        let outbox = self.outbox.clone();
        self.workers.put(Lane::Findings, move || {
            let found = diagnostics::publication(&snapshot, &session);
            let done = found.is_some();
            if let Some(body) = found {
                outbox.publish_here(snapshot.uri.clone(), body, &newest, snapshot.generation);
            }
            if let Some(queue) = queue.upgrade() {
                // Nobody listens only when the server ends.
                let _ = queue.send(Event::Checked {
                    uri: snapshot.uri.clone(),
                    generation: snapshot.generation,
                    done,
                });
            }
        });
    }

    fn checked(&mut self, uri: Uri, generation: u64, done: bool) {
        let Some(document) = self.documents.get_mut(&uri) else {
            return;
        };
        // A check of a document that was closed and opened again belongs to the closed one.
        document.checking = false;
        if document.snapshot.generation != generation {
            debug!("findings of an older version of {} dropped", uri.as_str());
            self.check(&uri);
            return;
        }
        let version = document.version;
        let failed_before = std::mem::replace(&mut document.failed, !done);
        if done {
            return;
        }
        if !failed_before {
            self.tell(
                MessageType::ERROR,
                "nianbao: internal error, this version was not checked; please report the defect"
                    .to_owned(),
            );
        }
        let none = publication::<()>(&uri, &[], Some(version));
        self.outbox.publish(uri, none);
    }

    fn configure(&mut self) {
        let session = &self.session;
        match Config::read(&session.options, &self.configured, session.lang) {
            Ok(config) => {
                let project = self.project.clone();
                self.config = Arc::new(Config { project, ..config });
            }
            Err(error) => {
                warn!("settings are not taken: {error}");
                self.tell(MessageType::WARNING, format!("nianbao: {error}"));
            }
        }
    }

    /// Reads the files of configuration anew and judges by them.
    fn read_anew(&mut self) {
        if let Some((project, _)) = &self.project {
            project.forget();
            // Whoever remembers what was found under these settings looks again.
            self.config = Arc::new(Config::clone(&self.config));
        }
        self.recheck();
    }

    /// Judges every open document anew.
    fn recheck(&mut self) {
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        for uri in uris {
            self.renew(&uri);
        }
        self.ask_again();
    }

    /// Judges a document anew.
    fn renew(&mut self, uri: &Uri) {
        let Some(document) = self.documents.get(uri) else {
            return;
        };
        let (version, rope) = (document.version, document.rope.clone());
        let snapshot = self.snapshot(uri, version, rope, document.kind.clone());
        if let Some(document) = self.documents.get_mut(uri) {
            document.replace(snapshot);
        }
        self.check(uri);
    }

    /// Makes a client that pulls ask for findings again.
    fn ask_again(&self) {
        if self.session.pull && self.session.refresh {
            let client = self.client.clone();
            tokio::spawn(async move {
                if let Err(error) = client.workspace_diagnostic_refresh().await {
                    warn!("the client does not ask again: {error}");
                }
            });
        }
    }

    fn tell(&self, kind: MessageType, message: String) {
        let client = self.client.clone();
        tokio::spawn(async move { client.show_message(kind, message).await });
    }
}
