//! The commands.

mod batch;
mod check;
mod explain;
mod extract;
mod lsp;
mod mend;
mod new;
mod rules;

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use nianbao_rules::Lang;

use crate::args::{self, Cli, Command};

/// How a run ended; the exit status says it to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Nothing to complain of.
    Clean,
    /// Findings at or above the threshold.
    Findings,
    /// Some of the work could not be done.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Failed => 2,
        })
    }
}

/// Runs the command.
pub(crate) fn run(cli: Cli, lang: Lang) -> Result<Status> {
    let lang = cli.lang.map_or(lang, Lang::from);
    match cli.command {
        Command::Check(args) => check::run(&args, lang),
        Command::Extract(args) => extract::run(&args, lang),
        Command::Explain(args) => explain::run(&args, lang),
        Command::Rules(args) => rules::run(&args, lang),
        Command::New(args) => new::run(&args, lang),
        Command::Lsp(args) => lsp::run(&args, cli.lang.map(Lang::from)),
        Command::Completions(args) => {
            let mut script = Vec::new();
            let mut command = args::command(lang);
            clap_complete::generate(args.shell, &mut command, "nianbao", &mut script);
            let mut stdout = std::io::stdout().lock();
            stdout.write_all(&script)?;
            stdout.flush()?;
            Ok(Status::Clean)
        }
    }
}
