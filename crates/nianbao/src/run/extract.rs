//! `nianbao extract`.

use std::io::Write;

use nianbao_core::Report;
use nianbao_rules::Lang;

use super::{Status, batch};
use crate::args::{Color, ExtractArgs, ExtractFormat};
use crate::inputs::{self, Input, ReadError, Unreadable};
use crate::output::{self, Target};
use crate::output::{extract_csv as csv, extract_json as json};

pub(crate) fn run(args: &ExtractArgs, lang: Lang) -> anyhow::Result<Status> {
    let format = args.format;
    let (begin, separator, end) = match format {
        ExtractFormat::Json => (json::BEGIN.to_owned(), json::SEPARATOR, json::END),
        ExtractFormat::Csv => (csv::begin(), "", ""),
    };
    let inputs = inputs::collect(&args.paths, args.input.stdin_filename.as_deref());
    for unreadable in &inputs.unreadable {
        output::unreadable(unreadable, lang);
    }
    let mut failed = !inputs.unreadable.is_empty();
    let mut target = Target::open(args.input.output.as_deref(), Color::Never, lang)?;
    target.write_all(begin.as_bytes())?;
    let mut written = 0;
    batch::in_order(
        &inputs.found,
        args.input.jobs.map(usize::from),
        |input| batch::isolated(|| extract_one(input, format, lang)),
        |input, text| {
            match text {
                Ok(Some(text)) => {
                    if written > 0 {
                        target.write_all(separator.as_bytes())?;
                    }
                    written += 1;
                    target.write_all(text.as_bytes())?;
                }
                Ok(None) => {}
                Err(error) => {
                    failed = true;
                    let path = input.path.clone();
                    output::unreadable(&Unreadable { path, error }, lang);
                }
            }
            Ok(())
        },
    )?;
    target.write_all(end.as_bytes())?;
    target.finish(lang)?;
    Ok(if failed {
        Status::Failed
    } else {
        Status::Clean
    })
}

/// The text of one file; `None` for a file of a folder that is no report.
fn extract_one(
    input: &Input,
    format: ExtractFormat,
    lang: Lang,
) -> Result<Option<String>, ReadError> {
    let report = Report::parse(input.read()?);
    let wanted = input.named || report.looks_like_report();
    Ok(wanted.then(|| match format {
        ExtractFormat::Json => json::file(&input.path, &report, lang),
        ExtractFormat::Csv => csv::file(&input.path, &report),
    }))
}
