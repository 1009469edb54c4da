//! `nianbao check`.

use std::io::Write;
use std::sync::Arc;

use anyhow::bail;
use nianbao_core::{Report, SourceText};
use nianbao_rules::{Findings, Lang, Selection, Settings, UnknownRule};

use super::mend::{self, Action, Trouble};
use super::{Status, batch};
use crate::args::{CheckArgs, CheckFormat};
use crate::inputs::{self, Input, ReadError, Unreadable};
use crate::lang::tr;
use crate::output::json::{Json, JsonLines};
use crate::output::text::Text;
use crate::output::{self, CheckedFile, Format, Summary, Target};

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
    text: String,
    /// Its share of the summary.
    share: Summary,
    /// Whether it looks like a report.
    is_report: bool,
    /// The fixed text, if it came from standard input.
    stdout: Option<Vec<u8>>,
    /// Why it could not be fixed.
    trouble: Option<Trouble>,
}

pub(crate) fn run(args: &CheckArgs, lang: Lang) -> anyhow::Result<Status> {
    let settings = Settings {
        selection: selection(args, lang)?,
        ..Settings::default()
    };
    if args.diff && args.format != CheckFormat::Text {
        bail!(tr!(
            lang,
            "--diff 输出的是修改内容，不能与 --format 同用",
            "--diff prints changes and cannot be used with --format"
        ));
    }
    // The fixed text of standard input takes standard output.
    let fixes_stdin = args.fix && !args.diff && args.paths.iter().any(|it| it.as_os_str() == "-");
    let target = if fixes_stdin && args.input.output.is_none() {
        Target::stderr(args.color)
    } else {
        Target::open(args.input.output.as_deref(), args.color, lang)?
    };
    match args.format {
        CheckFormat::Text => {
            let format = Text::new(lang, target.is_coloured(), args.quiet);
            check(args, lang, &settings, &format, target)
        }
        CheckFormat::Json => check(args, lang, &settings, &Json::new(lang), target),
        CheckFormat::Jsonl => check(args, lang, &settings, &JsonLines::new(lang), target),
    }
}

fn selection(args: &CheckArgs, lang: Lang) -> anyhow::Result<Selection> {
    match Selection::from_selectors(&args.select, &args.extend_select, &args.ignore) {
        Ok(selection) => Ok(selection),
        Err(error) => bail!(unknown_rule(&error, lang)),
    }
}

/// The complaint about a selector that names no rule.
pub(super) fn unknown_rule(error: &UnknownRule, lang: Lang) -> String {
    let selector = &error.selector;
    match error.nearest {
        Some(nearest) => tr!(
            lang,
            "没有规则“{selector}”；是否想用 {nearest}？",
            "no rule is called \"{selector}\"; did you mean {nearest}?"
        ),
        None => tr!(
            lang,
            "没有规则“{selector}”",
            "no rule is called \"{selector}\""
        ),
    }
}

fn check(
    args: &CheckArgs,
    lang: Lang,
    settings: &Settings,
    format: &impl Format,
    mut target: Target,
) -> anyhow::Result<Status> {
    let inputs = inputs::collect(&args.paths, args.input.stdin_filename.as_deref());
    for unreadable in &inputs.unreadable {
        output::unreadable(unreadable, lang);
    }
    let mut failed = !inputs.unreadable.is_empty();
    let mut summary = Summary::default();

    target.write_all(format.begin().as_bytes())?;
    batch::in_order(
        &inputs.found,
        args.input.jobs.map(usize::from),
        |input| batch::isolated(|| check_one(input, args, settings, format)),
        |input, outcome| {
            match outcome {
                Ok(Outcome::Checked(checked)) => {
                    if let Some(bytes) = &checked.stdout {
                        let mut stdout = std::io::stdout().lock();
                        stdout.write_all(bytes)?;
                        stdout.flush()?;
                    }
                    if let Some(trouble) = &checked.trouble {
                        failed = true;
                        let (path, reason) = (&input.path, trouble.message(lang));
                        output::complain(lang, &tr!(lang, "{path}：{reason}", "{path}: {reason}"));
                    }
                    if !checked.is_report && !args.quiet {
                        let path = &input.path;
                        output::remark(
                            lang,
                            &tr!(
                                lang,
                                "{path} 不像政府信息公开工作年度报告",
                                "{path} does not look like an annual report"
                            ),
                        );
                    }
                    if summary.files > 0 {
                        target.write_all(format.separator().as_bytes())?;
                    }
                    target.write_all(checked.text.as_bytes())?;
                    if format.streams() {
                        target.flush()?;
                    }
                    summary.add(&checked.share);
                }
                Ok(Outcome::Skipped) => summary.skipped += 1,
                Err(error) => {
                    failed = true;
                    let path = input.path.clone();
                    output::unreadable(&Unreadable { path, error }, lang);
                }
            }
            Ok(())
        },
    )?;
    target.write_all(format.end(&summary).as_bytes())?;
    target.finish(lang)?;

    if !args.quiet {
        if inputs.found.is_empty() && !failed {
            output::remark(
                lang,
                &tr!(lang, "没有找到可检查的文件", "found no files to check"),
            );
        } else if format.needs_summary() {
            output::tell(&summary.sentence(lang));
        }
    }
    let threshold = args.fail_on.threshold();
    Ok(if failed {
        Status::Failed
    } else if threshold.is_some_and(|threshold| summary.has_at_least(threshold)) {
        Status::Findings
    } else {
        Status::Clean
    })
}

fn check_one(
    input: &Input,
    args: &CheckArgs,
    settings: &Settings,
    format: &impl Format,
) -> Result<Outcome, ReadError> {
    let bytes = input.read_bytes()?;
    let report = Report::parse(SourceText::decode(&bytes).map_err(ReadError::Decode)?);
    let is_report = report.looks_like_report();
    if !is_report && !input.named {
        return Ok(Outcome::Skipped);
    }
    let path = input.path.as_str();
    let rendered = |report: &Report, findings: &Findings| {
        format.file(&CheckedFile {
            path,
            report,
            findings,
        })
    };
    Ok(Outcome::Checked(Box::new(match Action::of(args) {
        Action::Offer => {
            let findings = nianbao_rules::check(&report, settings);
            Checked {
                text: rendered(&report, &findings),
                share: Summary::of(&report, &findings, args.unsafe_fixes),
                is_report,
                stdout: None,
                trouble: None,
            }
        }
        Action::Apply(mode) => {
            let mended = mend::apply(input, bytes, report, settings, mode);
            let (report, findings) = (&mended.report, &mended.findings);
            Checked {
                text: rendered(report, findings),
                share: Summary {
                    fixed: mended.fixed,
                    ..Summary::of(report, findings, false)
                },
                is_report,
                stdout: mended.stdout,
                trouble: mended.trouble,
            }
        }
        Action::Show(mode) => {
            let before = Arc::clone(&report.source);
            let fixed = nianbao_rules::fix(report, settings, mode);
            let (report, findings) = (&fixed.report, &fixed.findings);
            Checked {
                text: mend::diff(path, before.as_str(), report.source.as_str()),
                share: Summary {
                    would_fix: fixed.applied.len(),
                    ..Summary::of(report, findings, false)
                },
                is_report,
                stdout: None,
                trouble: (!fixed.converged).then_some(Trouble::Endless),
            }
        }
    })))
}
