//! `nianbao explain`.

use std::io::Write as _;

use anyhow::{Result, bail};
use nianbao_lint::{Lang, RuleRef, Selector, UnknownRule};
use nianbao_packs::{PackSet, Wanted};
use nianbao_rules::REGISTRY;

use super::Status;
use crate::args::ExplainArgs;

pub(crate) fn run(args: &ExplainArgs, lang: Lang) -> Result<Status> {
    let built_in = REGISTRY
        .by_code(&args.rule)
        .or_else(|| REGISTRY.by_name(&args.rule));
    let Some(rule) = built_in.map(RuleRef::from).or_else(|| of_pack(&args.rule)) else {
        bail!(unknown(&args.rule).message().get(lang).to_owned());
    };
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(nianbao_lint::query::page_of(&rule, lang).as_bytes())?;
    stdout.flush()?;
    Ok(Status::Clean)
}

/// A rule of a built-in pack, by its code.
fn of_pack(code: &str) -> Option<RuleRef> {
    let (name, _) = code.split_once('/')?;
    let set = nianbao_packs::load(&nianbao_rules::REGISTRY, &[Wanted::BuiltIn(name)]).ok()?;
    let mut rules = set.rules();
    rules.find(|rule| rule.code == code).map(RuleRef::from)
}

/// The nearest rule comes from where selectors are matched; a prefix of codes is a selector but
/// names no single rule.
fn unknown(name: &str) -> UnknownRule {
    match Selector::parse(name, &REGISTRY, &PackSet::empty(&REGISTRY)) {
        Err(error) => error,
        Ok(_) => UnknownRule {
            selector: name.to_owned(),
            nearest: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::RULE;
    use nianbao_lint::query::page;

    #[test]
    fn pages() {
        insta::assert_snapshot!(page(&RULE, Lang::Zh));
        insta::assert_snapshot!(page(&RULE, Lang::En));
    }
}
