//! The command line of nianbao: reads reports, checks them, prints what was found.
//!
//! ```text
//! args ─▶ inputs ─▶ run (one report after another, in parallel) ─▶ output ─▶ stdout or a file
//! ```
//!
//! Findings go to stdout, everything else to stderr. The exit status is 0 when there is nothing to
//! complain of, 1 when there are findings at or above `--fail-on`, 2 when the work could not be done.
//!
//! It is a library so that the language server can be fuzzed as the program runs it (`tests/fuzz`); for all
//! other uses there are the crates that it connects.

mod args;
mod help_zh;
mod inputs;
mod interrupt;
mod lang;
mod output;
mod packs;
mod run;
#[cfg(test)]
mod sample;
mod usage;

use std::process::ExitCode;

pub use run::server_options;

/// Runs the program with the arguments of the process and tells how it ends.
pub fn main() -> ExitCode {
    let lang = lang::from_arguments(std::env::args_os())
        .or_else(lang::from_environment)
        .unwrap_or_default();
    let cli = match args::parse(lang) {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error, lang),
    };
    match run::run(cli, lang) {
        Ok(status) => status.into(),
        Err(error) if output::is_broken_pipe(&error) => run::Status::Clean.into(),
        Err(error) => {
            output::complain(lang, &format!("{error:#}"));
            run::Status::Failed.into()
        }
    }
}
