//! `nianbao claims`: what the prose of reports states about the tables, for those who check or extend the
//! grammar.

use std::fmt::Write as _;
use std::io::Write as _;

use nianbao_core::{Report, SourceText};
use nianbao_facts::claims::{Claim, NearMiss, Stop, claims_and_near_misses};
use nianbao_json::claims as json;
use nianbao_lint::Lang;

use super::{Status, batch};
use crate::args::{ClaimsArgs, ClaimsFormat, Color};
use crate::inputs::{Input, ReadError, Unreadable};
use crate::lang::tr;
use crate::output::Target;
use crate::{inputs, output};

pub(crate) fn run(args: &ClaimsArgs, lang: Lang) -> anyhow::Result<Status> {
    let inputs = inputs::collect(&args.paths, args.input.stdin_filename.as_deref());
    for unreadable in &inputs.unreadable {
        output::unreadable(unreadable, lang);
    }
    let mut failed = !inputs.unreadable.is_empty();
    let mut target = Target::open(args.input.output.as_deref(), Color::Never, lang)?;
    let is_json = args.format == ClaimsFormat::Json;
    if is_json {
        target.write_all(json::BEGIN.as_bytes())?;
    }
    let mut begun = false;
    batch::in_order(
        &inputs.found,
        args.input.jobs.map(usize::from),
        |input| batch::isolated(|| claims_of(input, args, lang)),
        |input, piece| {
            match piece {
                Ok(Some(piece)) => {
                    if std::mem::replace(&mut begun, true) && is_json {
                        target.write_all(json::SEPARATOR.as_bytes())?;
                    }
                    target.write_all(piece.as_bytes())?;
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
    if is_json {
        target.write_all(json::END.as_bytes())?;
    }
    target.finish(lang)?;
    Ok(if failed {
        Status::Failed
    } else {
        Status::Clean
    })
}

/// What one file gives; `None` for a file of a folder that is no report.
fn claims_of(input: &Input, args: &ClaimsArgs, lang: Lang) -> Result<Option<String>, ReadError> {
    let bytes = input.read_bytes()?;
    if !input.named && output::is_page(&bytes) {
        return Ok(None);
    }
    let report = Report::parse(SourceText::decode(&bytes).map_err(ReadError::Decode)?);
    if !input.named && !report.looks_like_report() {
        return Ok(None);
    }
    let (claims, near) = if args.near {
        claims_and_near_misses(&report)
    } else {
        (nianbao_facts::claims::claims(&report), Vec::new())
    };
    Ok(Some(match args.format {
        ClaimsFormat::Json => json::file(
            &input.path,
            &report,
            &claims,
            args.near.then_some(&near[..]),
        ),
        ClaimsFormat::Text => text(&input.path, &report, &claims, &near, lang),
    }))
}

fn text(path: &str, report: &Report, claims: &[Claim], near: &[NearMiss], lang: Lang) -> String {
    let mut out = String::new();
    for claim in claims {
        let place = report.source.position(claim.span.start);
        let readings: Vec<String> = claim.readings.iter().map(json::reading).collect();
        let words = report.prose.text(claim.words);
        let number = report.source.slice(claim.span);
        let said = if claim.quantity.is_some() {
            format!("{words} {number}")
        } else {
            number.to_owned()
        };
        let _ = writeln!(
            out,
            "{path}:{}:{}: {said}\n    {} ({}) {} {}",
            place.line,
            place.column,
            claim.kind.as_str(),
            claim.shape,
            json::relation(claim.relation),
            readings.join(" | ")
        );
    }
    for miss in near {
        let place = report.source.position(miss.span.start);
        let why = match &miss.stop {
            Stop::Words(span) => {
                let word = report.source.slice(*span);
                tr!(lang, "停在“{word}”", "stopped at \"{word}\"")
            }
            Stop::Unless(concept) => tr!(
                lang,
                "分句中有排除的概念 {concept}",
                "the clause holds the excluded concept {concept}"
            ),
            other => other.as_str().to_owned(),
        };
        let label = tr!(lang, "险些读出", "near miss");
        let _ = writeln!(
            out,
            "{path}:{}:{}: {label} {}\n    {}: {why}",
            place.line,
            place.column,
            report.source.slice(miss.span),
            miss.shape
        );
    }
    out
}
