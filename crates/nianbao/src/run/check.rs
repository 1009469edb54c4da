//! `nianbao check`.

use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, bail};
use nianbao_core::{Report, SourceText};
use nianbao_lint::{Diagnostic, Findings, Lang, Settings};
use nianbao_workspace::config::Overrides;
use nianbao_workspace::files::{ConfigFiles, Governing, NAME};

use super::fix::{Action, Trouble};
use super::progress::Progress;
use super::sink::Output;
use super::{Status, batch, fix, watch};
use crate::args::{CheckArgs, CheckFormat};
use crate::inputs::{Input, ReadError, Unreadable};
use crate::lang::tr;
use crate::output::baseline::{Baseline, Known};
use crate::output::{CheckedFile, Format, Piece, Summary, Target, baseline};
use crate::packs::Chosen;
use crate::{inputs, output};

/// What became of one file.
enum Outcome {
    /// It was checked.
    Checked(Box<Checked>),
    /// A file of a folder that is no report.
    Skipped,
}

/// A checked file.
struct Checked {
    /// Its output.
    piece: Piece,
    /// Its share of the summary.
    share: Summary,
    /// Whether it looks like a report.
    is_report: bool,
    /// The fixed text, if it came from standard input.
    stdout: Option<Vec<u8>>,
    /// What fixes changed in it, a line a change.
    changes: Vec<String>,
    /// Why it could not be fixed.
    trouble: Option<Trouble>,
    /// What the baseline knows of it and is there no more.
    stale: Vec<Known>,
}

/// A file with what governs it.
struct Task {
    input: Input,
    governing: Arc<Governing>,
    /// Its number among the files.
    number: usize,
}

impl Task {
    /// The path that configurations are found by and patterns are compared with.
    fn path(&self) -> &Path {
        let input = &self.input;
        input.file().unwrap_or_else(|| Path::new(&input.path))
    }
}

/// Everything that one pass checks. All configurations are read before the first file is, so that a
/// mistake in one ends the run before it writes anything.
pub(super) struct Plan {
    tasks: Vec<Task>,
    unreadable: Vec<Unreadable>,
    /// The configuration's language.
    lang: Option<Lang>,
}

impl Plan {
    pub(super) fn new(args: &CheckArgs, lang: Lang) -> Result<Self> {
        let over = Overrides {
            select: args.select.clone(),
            extend_select: args.extend_select.clone(),
            ignore: args.ignore.clone(),
        };
        let mut files = ConfigFiles::open(
            &nianbao_rules::REGISTRY,
            args.config.as_deref(),
            over,
            &args.pack,
            lang,
        )?;
        let here = files.of(Path::new(NAME))?;
        let inputs = inputs::collect(&args.paths, args.input.stdin_filename.as_deref());
        let mut tasks = Vec::with_capacity(inputs.found.len());
        for input in inputs.found {
            let path = input.file().unwrap_or_else(|| Path::new(&input.path));
            let governing = files.of(path)?;
            let number = tasks.len();
            let task = Task {
                input,
                governing,
                number,
            };
            if !task.governing.excludes(task.path()) {
                tasks.push(task);
            } else if task.input.named && !args.quiet {
                let path = &task.input.path;
                let file = task.governing.file.as_deref().unwrap_or(NAME);
                output::remark(
                    lang,
                    &tr!(
                        lang,
                        "{path} 由 {file} 的 exclude 排除，未检查",
                        "{path} is not checked: {file} excludes it"
                    ),
                );
            }
        }
        Ok(Self {
            tasks,
            unreadable: inputs.unreadable,
            lang: here.config.lang.as_ref().map(|lang| lang.value),
        })
    }

    /// Keeps only some of the files.
    pub(super) fn keep(&mut self, wanted: impl Fn(&Path) -> bool) {
        self.tasks.retain(|task| wanted(task.path()));
        self.unreadable
            .retain(|it| wanted(&PathBuf::from(&it.path)));
    }

    /// Whether there is nothing to check and nothing to complain of.
    pub(super) fn is_empty(&self) -> bool {
        self.tasks.is_empty() && self.unreadable.is_empty()
    }
}

/// Checks; the language is that of the configuration unless the arguments name one.
pub(crate) fn run(args: &CheckArgs, lang: Lang, lang_is_given: bool) -> Result<Status> {
    let plan = Plan::new(args, lang)?;
    let lang = plan.lang.filter(|_| !lang_is_given).unwrap_or(lang);
    if args.diff && (args.format != CheckFormat::Text || args.statistics) {
        bail!(tr!(
            lang,
            "--diff 输出的是修改内容，不能与 --format、--statistics 同用",
            "--diff prints changes and cannot be used with --format or --statistics"
        ));
    }
    if args.statistics && !matches!(args.format, CheckFormat::Text | CheckFormat::Json) {
        bail!(tr!(
            lang,
            "--statistics 只有 text 和 json 两种格式",
            "--statistics has the formats text and json only"
        ));
    }
    if args.with_suppressed && (args.format != CheckFormat::Sarif || args.statistics) {
        bail!(tr!(
            lang,
            "--with-suppressed 只用于 --format sarif",
            "--with-suppressed is for --format sarif only"
        ));
    }
    if args.format == CheckFormat::Xlsx && args.write_baseline.is_none() {
        workbook_has_a_place(args, lang)?;
    }
    if args.watch {
        return watch::run(args, lang, &plan);
    }
    pass(args, lang, &plan)
}

/// A workbook is bytes: it goes to a file or a pipe, and has it to itself.
fn workbook_has_a_place(args: &CheckArgs, lang: Lang) -> Result<()> {
    if args.watch {
        bail!(tr!(
            lang,
            "--watch 不能输出工作簿",
            "--watch cannot write a workbook"
        ));
    }
    if args.input.output.is_some() {
        return Ok(());
    }
    if args.fix && args.paths.iter().any(|it| it.as_os_str() == "-") {
        bail!(tr!(
            lang,
            "标准输出用于修改后的文本，请用 -o 把工作簿写入文件",
            "standard output is taken by the fixed text; write the workbook to a file with -o"
        ));
    }
    if std::io::stdout().is_terminal() {
        bail!(output::no_workbook_on_a_terminal(lang));
    }
    Ok(())
}

/// Checks everything of a plan once.
pub(super) fn pass(args: &CheckArgs, lang: Lang, plan: &Plan) -> Result<Status> {
    let known = args.baseline.as_deref();
    let known = known.map(|path| Baseline::read(path, lang)).transpose()?;
    // The fixed text of standard input takes standard output.
    let fixes_stdin = args.fix && !args.diff && args.paths.iter().any(|it| it.as_os_str() == "-");
    let target = match (&args.write_baseline, &args.input.output) {
        (Some(path), _) => Target::open(Some(path), args.color, lang)?,
        (None, None) if fixes_stdin => Target::stderr(args.color),
        (None, output) => Target::open(output.as_deref(), args.color, lang)?,
    };
    let format: Box<dyn Format> = match &args.write_baseline {
        Some(path) => Box::new(baseline::Writer::new(path)?),
        None => output::format(args, lang, target.is_coloured()),
    };
    let pass = Pass {
        args,
        lang,
        known,
        format: format.as_ref(),
        chosen: Chosen::default(),
    };
    let assembly = format.assembly()?;
    pass.run(plan, Output::new(target, assembly))
}

struct Pass<'a> {
    args: &'a CheckArgs,
    lang: Lang,
    known: Option<Baseline>,
    format: &'a dyn Format,
    /// Packs chosen by province.
    chosen: Chosen,
}

impl Pass<'_> {
    fn run(&self, plan: &Plan, mut output: Output) -> Result<Status> {
        let format = self.format;
        let to_stdout = self.args.input.output.is_none() && self.args.write_baseline.is_none();
        let mut failed = !plan.unreadable.is_empty();
        let mut summary = Summary::default();
        output.begin(format)?;
        for unreadable in &plan.unreadable {
            self.unreadable(unreadable, &mut output)?;
        }
        let mut progress = Progress::new(plan.tasks.len(), self.args.quiet, to_stdout);
        batch::in_order(
            &plan.tasks,
            self.args.input.jobs.map(usize::from),
            |task| batch::isolated(|| self.check_one(task)),
            |task, outcome| {
                progress.step(remarks(&outcome), || {
                    failed |= self.take(&task.input, outcome, &mut output, &mut summary)?;
                    Ok(())
                })
            },
        )?;
        drop(progress);
        if let Some(known) = &self.known {
            for (path, known) in known.of_lost_files() {
                summary.stale += 1;
                self.stale(path, known);
            }
        }
        output.finish(format, &summary, self.lang)?;
        self.conclude(plan, failed, &summary);
        let threshold = self.args.fail_on.threshold();
        let threshold = threshold.filter(|_| self.args.write_baseline.is_none());
        Ok(if failed {
            Status::Failed
        } else if threshold.is_some_and(|threshold| summary.has_at_least(threshold)) {
            Status::Findings
        } else {
            Status::Clean
        })
    }

    /// Writes the outcome of a file; gives whether something could not be done.
    fn take(
        &self,
        input: &Input,
        outcome: Result<Outcome, ReadError>,
        output: &mut Output,
        summary: &mut Summary,
    ) -> Result<bool> {
        let (lang, path) = (self.lang, &input.path);
        let checked = match outcome {
            Ok(Outcome::Checked(checked)) => *checked,
            Ok(Outcome::Skipped) => {
                summary.skipped += 1;
                return Ok(false);
            }
            Err(error) => {
                let path = path.clone();
                self.unreadable(&Unreadable { path, error }, output)?;
                return Ok(true);
            }
        };
        if let Some(bytes) = &checked.stdout {
            let mut stdout = std::io::stdout().lock();
            stdout.write_all(bytes)?;
            stdout.flush()?;
        }
        if !self.args.quiet {
            for change in &checked.changes {
                output::tell(change);
            }
        }
        if let Some(trouble) = &checked.trouble {
            let reason = trouble.message(lang);
            output::complain(lang, &tr!(lang, "{path}：{reason}", "{path}: {reason}"));
        }
        if !checked.is_report && !self.args.quiet {
            output::remark(
                lang,
                &tr!(
                    lang,
                    "{path} 不像政府信息公开工作年度报告",
                    "{path} does not look like an annual report"
                ),
            );
        }
        for known in &checked.stale {
            self.stale(path, known);
        }
        summary.add(&checked.share);
        output.take(checked.piece, self.format)?;
        Ok(checked.trouble.is_some())
    }

    fn unreadable(&self, unreadable: &Unreadable, output: &mut Output) -> Result<()> {
        output::unreadable(unreadable, self.lang);
        let reason = unreadable.error.message(self.lang);
        output.take(self.format.lost(&unreadable.path, &reason), self.format)
    }

    /// Says that a known finding is there no more.
    fn stale(&self, path: &str, known: &Known) {
        if !self.args.quiet {
            let (lang, Known { code, text, .. }) = (self.lang, known);
            output::remark(
                lang,
                &tr!(
                    lang,
                    "{path}：基线中的 {code}“{text}”已不存在",
                    "{path}: {code} \"{text}\" of the baseline is there no more"
                ),
            );
        }
    }

    fn conclude(&self, plan: &Plan, failed: bool, summary: &Summary) {
        if self.args.quiet {
            return;
        }
        let lang = self.lang;
        if let Some(sentence) = self.chosen.sentence(lang) {
            output::remark(lang, &sentence);
        }
        if let Some(path) = &self.args.write_baseline {
            let path = inputs::shown(path);
            let findings = summary.errors + summary.warnings + summary.infos;
            let files = summary.files;
            output::tell(&tr!(
                lang,
                "已将 {files} 个文件的 {findings} 个问题写入基线 {path}。",
                "Wrote {findings} findings of {files} files to the baseline {path}."
            ));
        } else if plan.tasks.is_empty() && !failed {
            output::remark(
                lang,
                &tr!(lang, "没有找到可检查的文件", "found no files to check"),
            );
        } else if self.format.needs_summary() {
            output::tell(&summary.sentence(lang));
        }
    }

    /// Findings without the known ones, and how they are written.
    fn judged(
        &self,
        task: &Task,
        settings: &Settings,
        report: &Report,
        findings: Findings,
    ) -> Judged {
        let mut judged = Judged {
            findings,
            prints: Vec::new(),
            known: Vec::new(),
            stale: Vec::new(),
        };
        if self.known.is_some() || self.format.wants_fingerprints() {
            judged.prints = baseline::prints(report, &judged.findings);
        }
        if let Some(known) = &self.known {
            let (findings, prints) = (&mut judged.findings, &mut judged.prints);
            (judged.known, judged.stale) = known.sift(&task.input.path, settings, findings, prints);
        }
        judged
    }

    fn check_one(&self, task: &Task) -> Result<Outcome, ReadError> {
        let (input, args) = (&task.input, self.args);
        let bytes = input.read_bytes()?;
        if !input.named && output::is_page(&bytes) {
            return Ok(Outcome::Skipped);
        }
        let report = Report::parse(SourceText::decode(&bytes).map_err(ReadError::Decode)?);
        let is_report = report.looks_like_report();
        if !is_report && !input.named {
            return Ok(Outcome::Skipped);
        }
        let (settings, choice) = task.governing.settings_for(task.path(), &report);
        let settings = &*settings;
        if let Some(choice) = choice {
            self.chosen.note(&choice);
        }
        let path = input.path.as_str();
        let checked = |report: &Report, findings: Findings, suggested: bool| {
            let judged = self.judged(task, settings, report, findings);
            let file = CheckedFile {
                number: task.number,
                path,
                report,
                findings: &judged.findings,
                fingerprints: &judged.prints,
                known: &judged.known,
            };
            Checked {
                piece: self.format.piece(&file),
                share: Summary {
                    known: judged.known.len(),
                    stale: judged.stale.len(),
                    ..Summary::of(report, &judged.findings, suggested)
                },
                is_report,
                stdout: None,
                changes: Vec::new(),
                trouble: None,
                stale: judged.stale,
            }
        };
        Ok(Outcome::Checked(Box::new(match Action::of(args) {
            Action::Offer => {
                let findings = nianbao_lint::check(&report, settings);
                checked(&report, findings, args.unsafe_fixes)
            }
            Action::Apply(mode) => {
                let applied = fix::apply(input, bytes, report, settings, mode);
                let mut checked = checked(&applied.report, applied.findings, false);
                checked.share.fixed = applied.fixed.len();
                if applied.trouble.is_none() {
                    checked.changes = fix::changes(path, &applied.fixed, self.lang);
                }
                checked.stdout = applied.stdout;
                checked.trouble = applied.trouble;
                checked
            }
            Action::Show(mode) => {
                let before = Arc::clone(&report.source);
                let fixed = nianbao_lint::fix(report, settings, mode);
                let after = Arc::clone(&fixed.report.source);
                let mut checked = checked(&fixed.report, fixed.findings, false);
                checked.piece = Piece::Text(fix::diff(path, before.as_str(), after.as_str()));
                checked.share.would_fix = fixed.applied.len();
                checked.trouble = (!fixed.converged).then_some(Trouble::Endless);
                checked
            }
        })))
    }
}

/// Whether something is said about a file on standard error.
fn remarks(outcome: &Result<Outcome, ReadError>) -> bool {
    match outcome {
        Ok(Outcome::Skipped) => false,
        Ok(Outcome::Checked(checked)) => {
            !checked.is_report
                || !checked.changes.is_empty()
                || checked.trouble.is_some()
                || !checked.stale.is_empty()
        }
        Err(_) => true,
    }
}

/// Findings with what a baseline made of them.
struct Judged {
    findings: Findings,
    prints: Vec<String>,
    /// What the baseline knows, with fingerprints.
    known: Vec<(Diagnostic, String)>,
    stale: Vec<Known>,
}
