//! `nianbao lsp`.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use nianbao_core::Report;
use nianbao_lint::{Lang, Settings};
use nianbao_workspace::config::Overrides;
use nianbao_workspace::files::ConfigFiles;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::BoxMakeWriter;

use super::Status;
use crate::args::LspArgs;

mod broken;
mod cursor;
mod files;
mod schema;

/// A look at the whole workspace blocks a thread. The server thinks, reads and writes on threads of its own.
const BLOCKING_THREADS: usize = 2;

pub(crate) fn run(args: &LspArgs, lang: Option<Lang>) -> Result<Status> {
    log(args)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_time()
        .build()
        .context("cannot start the server")?;
    let (input, output) = streams().context("cannot open the standard streams")?;
    let in_order = runtime.block_on(nianbao_lsp::serve(input, output, server_options(lang)));
    // A look at the workspace may still be under way.
    runtime.shutdown_background();
    Ok(if in_order {
        Status::Clean
    } else {
        Status::Findings
    })
}

/// The standard streams without the buffers of the library, which would write a message in two pieces: the
/// client would be woken for the first, only to wait for the second.
#[cfg(unix)]
fn streams() -> std::io::Result<(File, File)> {
    use std::os::fd::AsFd;

    let input = std::io::stdin().as_fd().try_clone_to_owned()?;
    let output = std::io::stdout().as_fd().try_clone_to_owned()?;
    Ok((File::from(input), File::from(output)))
}

/// See above.
#[cfg(windows)]
fn streams() -> std::io::Result<(File, File)> {
    use std::os::windows::io::AsHandle;

    let input = std::io::stdin().as_handle().try_clone_to_owned()?;
    let output = std::io::stdout().as_handle().try_clone_to_owned()?;
    Ok((File::from(input), File::from(output)))
}

/// How the language server is started: with `nianbao.toml` and `pack.toml` as the command line reads
/// them. `lang` is the language of messages; `None` leaves it to the client.
pub fn server_options(lang: Option<Lang>) -> nianbao_lsp::Options {
    nianbao_lsp::Options {
        lang,
        project: Some(Arc::new(Projects {
            lang: lang.unwrap_or_default(),
            read: Mutex::default(),
        })),
        configuration: Some(Arc::new(files::Files)),
    }
}

/// The configurations of the projects whose files are open.
#[derive(Debug)]
struct Projects {
    lang: Lang,
    /// What was read, under the settings of the client that go over it.
    read: Mutex<Option<(Overrides, ConfigFiles)>>,
}

impl nianbao_lsp::Project for Projects {
    fn settings(
        &self,
        path: &Path,
        report: &Report,
        over: &Overrides,
    ) -> Result<Option<Settings>, String> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, files) = match &mut *read {
            Some(known) if known.0 == *over => known,
            other => {
                let files =
                    ConfigFiles::open(&nianbao_rules::REGISTRY, None, over.clone(), &[], self.lang);
                let files = files.map_err(|error| format!("{error:#}"))?;
                other.insert((over.clone(), files))
            }
        };
        let governing = files.of(path).map_err(|error| format!("{error:#}"))?;
        Ok((!governing.excludes(path)).then(|| {
            let (settings, _) = governing.settings_for(path, report);
            settings.into_owned()
        }))
    }

    fn forget(&self) {
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Standard output belongs to the protocol; the log goes elsewhere.
fn log(args: &LspArgs) -> Result<()> {
    let writer = match &args.log_file {
        None => BoxMakeWriter::new(std::io::stderr),
        Some(path) => {
            let file = OpenOptions::new().create(true).append(true).open(path);
            let file = file.with_context(|| path.display().to_string())?;
            BoxMakeWriter::new(Mutex::new(file))
        }
    };
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(&args.log))
        .with_writer(writer)
        .with_ansi(false)
        .init();
    Ok(())
}
