//! How requests are worked on: from the version of a document that is the present one, or from all of
//! them, on other threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use nianbao_lint::query::page_of;
use nianbao_lint::{Lang, RuleRef};
use nianbao_rules::REGISTRY;
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    ProgressToken, Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
    WorkspaceDiagnosticReportPartialResult, WorkspaceDiagnosticReportResult, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};

use crate::documents::Snapshot;
use crate::features::lens;
use crate::features::pull::Survey;
use crate::features::symbols::Search;
use crate::progress::Reporter;
use crate::server::Backend;
use crate::state::{Event, World};
use crate::workers::{Lane, Workers};

/// Does work on another thread; a panic is the answer's error and nothing else's.
fn on_thread<T: Send + 'static>(
    workers: &Workers,
    reply: oneshot::Sender<Result<T>>,
    work: impl FnOnce() -> T + Send + 'static,
) {
    workers.put(Lane::Answers, move || {
        if reply.is_closed() {
            return;
        }
        let done = catch_unwind(AssertUnwindSafe(work));
        // Nobody waits for an answer to a request that was cancelled.
        let _ = reply.send(done.map_err(|_| Error::internal_error()));
    });
}

async fn wait<T>(answer: oneshot::Receiver<Result<T>>) -> Result<T> {
    answer
        .await
        .unwrap_or_else(|_| Err(Error::internal_error()))
}

impl Backend {
    /// Answers from the version of a document that is the present one when the request arrives; with
    /// nothing if it is not open. The work is done on another thread, and not at all if the client
    /// has cancelled the request by then.
    pub(crate) async fn ask<T: Default + Send + 'static>(
        &self,
        uri: Uri,
        work: impl FnOnce(&Snapshot) -> T + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let workers = self.workers.clone();
        self.tell(Event::Ask(
            uri,
            Box::new(move |snapshot| match snapshot {
                Some(snapshot) => on_thread(&workers, reply, move || work(&snapshot)),
                // The client no longer waits, or gets nothing.
                None => drop(reply.send(Ok(T::default()))),
            }),
        ));
        wait(answer).await
    }

    /// As [`Backend::ask`], of all documents.
    async fn ask_all<T: Send + 'static>(
        &self,
        work: impl FnOnce(World) -> T + Send + 'static,
    ) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        let workers = self.workers.clone();
        self.tell(Event::AskAll(Box::new(move |world| {
            on_thread(&workers, reply, move || work(world));
        })));
        wait(answer).await
    }

    /// Looks at the whole workspace. A client that knows what there is asks again and again, some every
    /// two seconds: its question is kept until there is something new to say, if the server learns of
    /// all that could be new.
    pub(crate) async fn survey(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        let previous = Arc::new(params.previous_result_ids);
        let keeps = self.session().watch && !previous.is_empty();
        let part = params.partial_result_params.partial_result_token;
        let mut token = params.work_done_progress_params.work_done_token;
        let title = (
            "检查工作区中的报告",
            "Checking the reports of the workspace",
        );
        let mut changes = self.changes.subscribe();
        let mut same_files = false;
        loop {
            let seen = *changes.borrow_and_update();
            if seen.ended {
                return Err(Error::request_cancelled());
            }
            let (session, folders) = (self.session(), self.folders().clone());
            let (cache, checker) = (self.cache.clone(), self.checker);
            let (previous, part) = (Arc::clone(&previous), part.clone());
            let outbox = self.outbox.clone();
            let walk = self.walk(token.take(), title, move |world, progress| {
                let survey = Survey {
                    world,
                    session,
                    folders,
                    cache,
                    checker,
                    previous,
                    same_files,
                };
                let mut tell = |reports: &mut Vec<_>| {
                    let Some(token) = &part else {
                        return false;
                    };
                    let items = std::mem::take(reports);
                    let value = json!(WorkspaceDiagnosticReportPartialResult { items });
                    outbox.progress(token, value)
                };
                let mut done = survey.run(progress, &mut tell);
                // Who got parts gets the last so too.
                if done.told && !done.reports.is_empty() {
                    tell(&mut done.reports);
                }
                done
            });
            let done = walk.await?;
            if done.news || !keeps {
                let items = done.reports;
                return Ok(WorkspaceDiagnosticReportResult::Report(
                    WorkspaceDiagnosticReport { items },
                ));
            }
            if changes.changed().await.is_err() {
                return Err(Error::request_cancelled());
            }
            same_files = changes.borrow().rest == seen.rest;
        }
    }

    /// Goes through the files of the workspace on another thread, tells how far that has come and stops
    /// when the client cancels it.
    async fn walk<T: Send + 'static>(
        &self,
        token: Option<ProgressToken>,
        title: (&'static str, &'static str),
        work: impl FnOnce(World, &mut dyn FnMut(usize, usize) -> bool) -> T + Send + 'static,
    ) -> Result<T> {
        // The documents as they are now, however long others have the thread.
        let (given, world) = oneshot::channel();
        self.tell(Event::AskAll(Box::new(move |world| {
            drop(given.send(world));
        })));
        let walks = Arc::clone(&self.walks);
        let (Ok(world), Ok(permit)) = (world.await, walks.acquire_owned().await) else {
            return Err(Error::internal_error());
        };
        let (reply, answer) = oneshot::channel();
        let outbox = self.outbox.clone();
        tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let title = match world.config.lang {
                Lang::Zh => title.0,
                Lang::En => title.1,
            };
            let mut reporter = Reporter::begin(outbox, token, title);
            let done = catch_unwind(AssertUnwindSafe(|| {
                work(world, &mut |done, all| {
                    reporter.report(done, all);
                    !reply.is_closed()
                })
            }));
            reporter.end();
            // Nobody waits for an answer to a request that was cancelled.
            let _ = reply.send(done.map_err(|_| Error::internal_error()));
        });
        wait(answer).await
    }

    /// Symbols of the workspace.
    pub(crate) async fn symbols(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        let (session, folders) = (self.session(), self.folders().clone());
        let token = params.work_done_progress_params.work_done_token;
        let title = (
            "在工作区的报告中查找",
            "Searching the reports of the workspace",
        );
        let found = self.walk(token, title, move |world, progress| {
            let search = Search {
                world,
                session,
                folders,
                query: params.query,
            };
            search.run(progress)
        });
        Ok(Some(WorkspaceSymbolResponse::Flat(found.await?)))
    }

    /// The page on a rule, which may be one of a pack that governs an open document.
    pub(crate) async fn explain(&self, arguments: &[Value]) -> Result<String> {
        let name = arguments.first().and_then(Value::as_str).unwrap_or("");
        let name = name.to_owned();
        let page = self.ask_all(move |world| {
            let own = |snapshot: &Arc<Snapshot>| {
                let packs = snapshot.packs();
                packs.rules().iter().find(|rule| rule.code == name).cloned()
            };
            let built_in = REGISTRY.by_code(&name).or_else(|| REGISTRY.by_name(&name));
            let rule = built_in
                .map(RuleRef::BuiltIn)
                .or_else(|| world.open.values().find_map(own).map(RuleRef::Pack));
            let lang = world.config.lang;
            rule.map(|rule| page_of(&rule, lang)).ok_or(name)
        });
        let unknown = |name| Error::invalid_params(format!("no rule is called {name:?}"));
        page.await?.map_err(unknown)
    }

    /// How the identities of a table stand.
    pub(crate) async fn identities(&self, arguments: &[Value]) -> Result<Option<String>> {
        let uri = arguments.first().and_then(Value::as_str).unwrap_or("");
        let Ok(uri) = uri.parse::<Uri>() else {
            return Err(Error::invalid_params("the first argument is no URI"));
        };
        let number = arguments.get(1).and_then(Value::as_u64).unwrap_or(0);
        self.ask(uri, move |snapshot| lens::page(snapshot, number))
            .await
    }
}
