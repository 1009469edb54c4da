//! `nianbao explain`.

use std::io::Write as _;

use anyhow::{Result, bail};
use nianbao_rules::{Lang, Selection, UnknownRule, by_code, by_name};

use super::{Status, unknown_rule};
use crate::args::ExplainArgs;
use crate::output::rule_page::page;

pub(crate) fn run(args: &ExplainArgs, lang: Lang) -> Result<Status> {
    let Some(rule) = by_code(&args.rule).or_else(|| by_name(&args.rule)) else {
        bail!(unknown_rule(&unknown(&args.rule), lang));
    };
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(page(rule, lang).as_bytes())?;
    stdout.flush()?;
    Ok(Status::Clean)
}

/// The nearest rule comes from where selectors are matched; a prefix of codes is a selector but
/// names no single rule.
fn unknown(name: &str) -> UnknownRule {
    match Selection::from_selectors(&[name.to_owned()], &[], &[]) {
        Err(error) => error,
        Ok(_) => UnknownRule {
            selector: name.to_owned(),
            nearest: None,
        },
    }
}
