//! `check --watch`: checks everything, then again what changes, until the user ends it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use nianbao_lint::Lang;
use nianbao_workspace::files::NAME;
use notify::event::EventKind;
use notify::{Event, RecursiveMode, Watcher};

use super::check::Plan;
use super::{Status, check};
use crate::args::CheckArgs;
use crate::lang::tr;
use crate::output;

/// How long nothing may happen until a change counts as over: editors write in several steps.
const QUIET: Duration = Duration::from_millis(100);

pub(super) fn run(args: &CheckArgs, lang: Lang, plan: &Plan) -> Result<Status> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        bail!(tr!(
            lang,
            "--watch 不能用于标准输入",
            "--watch cannot be used with standard input"
        ));
    }
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // The receiver lives as long as the program.
        drop(sender.send(event));
    })?;
    // What changes during the first check is heard too.
    for (path, mode) in watched(&args.paths) {
        let shown = path.display();
        watcher
            .watch(&path, mode)
            .with_context(|| tr!(lang, "无法监视 {shown}", "{shown} cannot be watched"))?;
    }
    check::pass(args, lang, plan)?;
    while let Some(changed) = next(&events) {
        let configured = changed.iter().any(|path| path.ends_with(NAME));
        // A configuration with a mistake is reported and may be corrected.
        match Plan::new(args, lang) {
            Ok(mut plan) => {
                if !configured {
                    plan.keep(|file| changed.contains(&real(file)));
                }
                if !plan.is_empty() {
                    check::pass(args, lang, &plan)?;
                }
            }
            Err(error) => output::complain(lang, &format!("{error:#}")),
        }
    }
    Ok(Status::Clean)
}

/// What is watched for the paths of the command line. A file is watched by its folder, because
/// editors replace files rather than write them.
fn watched(paths: &[PathBuf]) -> BTreeSet<(PathBuf, RecursiveMode)> {
    let mut watched = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            watched.insert((path.clone(), RecursiveMode::Recursive));
        } else if let Some(folder) = real(path).parent() {
            watched.insert((folder.to_owned(), RecursiveMode::NonRecursive));
        }
    }
    if watched.is_empty() {
        watched.insert((PathBuf::from("."), RecursiveMode::Recursive));
    }
    watched
}

/// The files that changed, once nothing more changes; `None` when nothing will ever change.
fn next(events: &Receiver<notify::Result<Event>>) -> Option<BTreeSet<PathBuf>> {
    let mut changed = BTreeSet::new();
    while changed.is_empty() {
        take(events.recv().ok()?, &mut changed);
    }
    while let Ok(event) = events.recv_timeout(QUIET) {
        take(event, &mut changed);
    }
    Some(changed)
}

fn take(event: notify::Result<Event>, changed: &mut BTreeSet<PathBuf>) {
    let Ok(event) = event else {
        return;
    };
    // Reading a file is an event too, and checking it would be the next one.
    if !matches!(event.kind, EventKind::Access(_)) {
        changed.extend(event.paths.iter().map(|path| real(path)));
    }
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}
