//! `nianbao check`.

use std::io::Write;

use anyhow::bail;
use nianbao_core::Report;
use nianbao_rules::{Lang, Selection, Settings, UnknownRule};

use super::{Status, batch};
use crate::args::{CheckArgs, CheckFormat};
use crate::inputs::{self, Input, ReadError, Unreadable};
use crate::lang::tr;
use crate::output::json::{Json, JsonLines};
use crate::output::text::Text;
use crate::output::{self, CheckedFile, Format, Summary, Target};

/// What became of one file.
enum Outcome {
    /// It was checked: its output, its share of the summary and whether it looks like a report.
    Checked(String, Summary, bool),
    /// A file of a folder that is no report.
    Skipped,
}

pub(crate) fn run(args: &CheckArgs, lang: Lang) -> anyhow::Result<Status> {
    let settings = Settings {
        selection: selection(args, lang)?,
        ..Settings::default()
    };
    let target = Target::open(args.input.output.as_deref(), args.color, lang)?;
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
        |input| batch::isolated(|| check_one(input, settings, format)),
        |input, outcome| {
            match outcome {
                Ok(Outcome::Checked(text, share, is_report)) => {
                    if !is_report && !args.quiet {
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
                    target.write_all(text.as_bytes())?;
                    if format.streams() {
                        target.flush()?;
                    }
                    summary.add(&share);
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
    settings: &Settings,
    format: &impl Format,
) -> Result<Outcome, ReadError> {
    let report = Report::parse(input.read()?);
    let is_report = report.looks_like_report();
    if !is_report && !input.named {
        return Ok(Outcome::Skipped);
    }
    let findings = nianbao_rules::check(&report, settings);
    let text = format.file(&CheckedFile {
        path: &input.path,
        report: &report,
        findings: &findings,
    });
    Ok(Outcome::Checked(text, Summary::of(&findings), is_report))
}
