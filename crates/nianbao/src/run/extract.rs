//! `nianbao extract`.

use std::io::Write;

use nianbao_core::Report;
use nianbao_rules::Lang;

use super::{Status, batch};
use crate::args::{Color, ExtractArgs, ExtractFormat};
use crate::inputs::{self, Input, ReadError, Unreadable};
use crate::output::extract_json as json;
use crate::output::{self, Target};

pub(crate) fn run(args: &ExtractArgs, lang: Lang) -> anyhow::Result<Status> {
    // One format so far; the match makes the next one a compile error here until it is handled.
    match args.format {
        ExtractFormat::Json => {}
    }
    let inputs = inputs::collect(&args.paths, args.input.stdin_filename.as_deref());
    for unreadable in &inputs.unreadable {
        output::unreadable(unreadable, lang);
    }
    let mut failed = !inputs.unreadable.is_empty();
    let mut target = Target::open(args.input.output.as_deref(), Color::Never, lang)?;
    target.write_all(json::BEGIN.as_bytes())?;
    let mut written = 0;
    batch::in_order(
        &inputs.found,
        args.input.jobs.map(usize::from),
        |input| batch::isolated(|| extract_one(input, lang)),
        |input, text| {
            match text {
                Ok(Some(text)) => {
                    if written > 0 {
                        target.write_all(json::SEPARATOR.as_bytes())?;
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
    target.write_all(json::END.as_bytes())?;
    target.finish(lang)?;
    Ok(if failed {
        Status::Failed
    } else {
        Status::Clean
    })
}

/// The text of one file; `None` for a file of a folder that is no report.
fn extract_one(input: &Input, lang: Lang) -> Result<Option<String>, ReadError> {
    let report = Report::parse(input.read()?);
    let wanted = input.named || report.looks_like_report();
    Ok(wanted.then(|| json::file(&input.path, &report, lang)))
}
