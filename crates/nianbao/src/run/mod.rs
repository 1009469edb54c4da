//! The commands.

mod batch;
mod check;
mod claims;
mod config;
mod explain;
mod extract;
mod fix;
mod lsp;
mod new;
mod pack;
mod progress;
mod rules;
mod sink;
mod watch;

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Result, bail};

pub use lsp::server_options;
use nianbao_lint::Lang;

use crate::args::{self, Cli, Command, ManArgs};
use crate::lang::tr;

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
    let lang_is_given = cli.lang.is_some();
    let lang = cli.lang.map_or(lang, Lang::from);
    match cli.command {
        Command::Check(args) => check::run(&args, lang, lang_is_given),
        Command::Extract(args) => extract::run(&args, lang),
        Command::Claims(args) => claims::run(&args, lang),
        Command::Explain(args) => explain::run(&args, lang),
        Command::Rules(args) => rules::run(&args, lang),
        Command::New(args) => new::run(&args, lang),
        Command::Lsp(args) => lsp::run(&args, cli.lang.map(Lang::from)),
        Command::Config(command) => config::run(&command, lang),
        Command::Pack(command) => pack::run(&command, lang),
        Command::Man(args) => man(&args, lang),
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

/// Prints a manual page.
fn man(args: &ManArgs, lang: Lang) -> Result<Status> {
    let mut command = args::command(lang);
    command.build();
    let page = match &args.of {
        None => Some(&command),
        Some(name) => command.find_subcommand(name),
    };
    let Some(page) = page else {
        let name = args.of.as_deref().unwrap_or_default();
        bail!(tr!(
            lang,
            "没有这个命令：{name}",
            "there is no command {name}"
        ));
    };
    let mut stdout = std::io::stdout().lock();
    clap_mangen::Man::new(page.clone()).render(&mut stdout)?;
    stdout.flush()?;
    Ok(Status::Clean)
}
