//! `nianbao lsp`.

use std::fs::OpenOptions;
use std::sync::Mutex;

use anyhow::{Context, Result};
use nianbao_rules::Lang;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::BoxMakeWriter;

use super::Status;
use crate::args::LspArgs;

/// Reading and writing each block a thread; the others analyse.
const BLOCKING_THREADS: usize = 16;

pub(crate) fn run(args: &LspArgs, lang: Option<Lang>) -> Result<Status> {
    log(args)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build()
        .context("cannot start threads")?;
    let options = nianbao_lsp::Options { lang };
    let in_order = runtime.block_on(nianbao_lsp::serve(
        tokio::io::stdin(),
        tokio::io::stdout(),
        options,
    ));
    // A thread may still wait for input that never comes.
    runtime.shutdown_background();
    Ok(if in_order {
        Status::Clean
    } else {
        Status::Findings
    })
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
