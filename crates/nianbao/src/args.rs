//! The arguments. Help is English here and Chinese in [`crate::help_zh`].

use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use nianbao_core::BodyKind;
use nianbao_lint::{Lang, Severity};

use crate::help_zh;

/// Checks Chinese government information disclosure annual reports (政府信息公开工作年度报告)
#[derive(Debug, Parser)]
#[command(name = "nianbao", version = env!("NIANBAO_VERSION"))]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Language of messages [default: from the locale, else zh]
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<LangArg>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Checks reports
    Check(CheckArgs),
    /// Prints what was understood of reports: sections, tables, numbers
    Extract(ExtractArgs),
    /// Prints what the prose of reports states about the tables
    Claims(ClaimsArgs),
    /// Explains a rule: what it checks, why, examples, traps
    Explain(ExplainArgs),
    /// Lists every rule
    Rules(RulesArgs),
    /// Writes a report to begin with: all sections, tables and statements, placeholders for the rest
    New(NewArgs),
    /// Runs the language server on standard input and output
    Lsp(LspArgs),
    /// Shows what is configured, or the JSON Schema of nianbao.toml
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Checks, tests, starts and lists rule packs
    #[command(subcommand)]
    Pack(PackCommand),
    /// Prints a completion script for a shell
    Completions(CompletionsArgs),
    /// Prints the manual page of the program or of a command
    Man(ManArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Shows every key with its value and the place that it comes from
    Show(ConfigShowArgs),
    /// Prints the JSON Schema of nianbao.toml
    Schema,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PackCommand {
    /// Says what is wrong with rule packs
    Check(PackArgs),
    /// Runs the tests that rule packs carry
    Test(PackArgs),
    /// Prints the JSON Schema of pack.toml
    Schema,
    /// Starts a rule pack in a new folder
    New(PackNewArgs),
    /// Lists the built-in packs, or the rules of packs
    List(PackListArgs),
}

#[derive(Debug, Args)]
pub(crate) struct PackArgs {
    /// Folders with a pack.toml, or names of built-in packs [default: the current folder]
    #[arg(value_name = "PACK")]
    pub(crate) packs: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PackListArgs {
    /// Packs whose rules are listed: folders or names
    #[arg(value_name = "PACK")]
    pub(crate) listed: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PackNewArgs {
    /// The folder to make; its last part is the name of the pack
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigShowArgs {
    /// File or folder that the configuration governs [default: the current folder]
    #[arg(value_name = "PATH", default_value = ".", hide_default_value = true)]
    pub(crate) path: PathBuf,

    /// Configuration to use instead of the nearest nianbao.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// A command; without one the page is about the program
    #[arg(value_name = "COMMAND")]
    pub(crate) of: Option<String>,
}

/// What is read.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Name under which standard input is reported
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,

    /// Number of threads [default: one per processor]
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,

    /// Writes the output to a file, all of it or nothing
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Files, folders, or - for standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Format of the output
    #[arg(long, value_enum, default_value_t = CheckFormat::Text, value_name = "FORMAT")]
    pub(crate) format: CheckFormat,

    /// Rules that run instead of the default ones: codes, names, prefixes or ALL
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub(crate) select: Vec<String>,

    /// Rules that run beside the selected ones
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub(crate) extend_select: Vec<String>,

    /// Rules that do not run
    #[arg(long, value_delimiter = ',', value_name = "RULES")]
    pub(crate) ignore: Vec<String>,

    /// Configuration to use instead of the nearest nianbao.toml
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Rule packs to use beside those of the configuration: names, folders, or auto for that of the
    /// body's province
    #[arg(long, value_name = "PACK")]
    pub(crate) pack: Vec<String>,

    /// Lowest severity for which the exit status is 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    pub(crate) fail_on: FailOn,

    /// Applies the safe fixes to the files; the fixed standard input goes to standard output
    #[arg(long)]
    pub(crate) fix: bool,

    /// Counts, and with --fix applies, also the suggested fixes that leave no choice
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,

    /// Prints what --fix would change and changes nothing
    #[arg(long)]
    pub(crate) diff: bool,

    /// Prints how often each rule found something instead of the findings
    #[arg(long)]
    pub(crate) statistics: bool,

    /// Reports only findings that the baseline does not hold
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub(crate) baseline: Option<PathBuf>,

    /// Writes all findings to a baseline instead of reporting them
    #[arg(long, value_name = "FILE", conflicts_with_all = ["fix", "diff", "watch"])]
    pub(crate) write_baseline: Option<PathBuf>,

    /// Tells suppressed and known findings too, marked as such (SARIF)
    #[arg(long)]
    pub(crate) with_suppressed: bool,

    /// Goes on checking what changes, until interrupted
    #[arg(long, conflicts_with_all = ["fix", "diff", "output"])]
    pub(crate) watch: bool,

    /// Prints one line per finding and nothing else: no excerpts, no summary
    #[arg(long, short)]
    pub(crate) quiet: bool,

    /// When to use colours
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(crate) color: Color,

    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Format of the output
    #[arg(long, value_enum, default_value_t = ExtractFormat::Json, value_name = "FORMAT")]
    pub(crate) format: ExtractFormat,

    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ClaimsArgs {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,

    /// Also numbers that are nearly read, with the place where the nearest shape stopped
    #[arg(long)]
    pub(crate) near: bool,

    /// Format of the output
    #[arg(long, value_enum, default_value_t = ClaimsFormat::Text, value_name = "FORMAT")]
    pub(crate) format: ClaimsFormat,

    #[command(flatten)]
    pub(crate) input: InputArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Code or name of a rule
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// Format of the output
    #[arg(long, value_enum, default_value_t = RulesFormat::Text, value_name = "FORMAT")]
    pub(crate) format: RulesFormat,
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// Full name of the body that issues the report
    #[arg(long, value_name = "NAME")]
    pub(crate) body: String,

    /// Year that the report is about
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(u16).range(2019..=2100))]
    pub(crate) year: u16,

    /// Kind of the body [default: told by its name]
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) kind: Option<KindArg>,

    /// Writes the report to a new file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct LspArgs {
    /// Writes the log to a file instead of standard error
    #[arg(long, value_name = "FILE")]
    pub(crate) log_file: Option<PathBuf>,

    /// What is logged: error, warn, info, debug or trace, or a list of module=level
    #[arg(
        long,
        value_name = "FILTER",
        default_value = "warn",
        env = "NIANBAO_LOG"
    )]
    pub(crate) log: String,

    /// What many clients add; standard input and output are used in any case
    #[arg(long, hide = true)]
    pub(crate) stdio: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Text,
    Json,
    Jsonl,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Markdown,
    Html,
    Xlsx,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClaimsFormat {
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    Json,
    Csv,
    Xlsx,
    Parquet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    Text,
    Json,
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    /// The lowest severity that counts; `None` when none does.
    pub(crate) fn threshold(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    Zh,
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindArg {
    Government,
    Department,
    Office,
    Township,
}

impl From<KindArg> for BodyKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Government => Self::Government,
            KindArg::Department => Self::Department,
            KindArg::Office => Self::Office,
            KindArg::Township => Self::Township,
        }
    }
}

/// The command with its help in a language.
pub(crate) fn command(lang: Lang) -> clap::Command {
    match lang {
        Lang::Zh => help_zh::translate(Cli::command()),
        Lang::En => Cli::command(),
    }
}

/// Parses the arguments of the process.
pub(crate) fn parse(lang: Lang) -> Result<Cli, clap::Error> {
    let matches = command(lang).try_get_matches()?;
    Cli::from_arg_matches(&matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        command(Lang::Zh).debug_assert();
        command(Lang::En).debug_assert();
    }
}
