//! From [`Config`] and what was said elsewhere to [`Settings`].

use std::sync::Arc;

use nianbao_lint::{Selection, Selector, Settings, Severities, UnknownRule, nearest_of};
use nianbao_packs::PackSet;

use super::error::{ConfigError, Problem};
use super::{Config, Level, Located, is_pack_path};

/// What the command line says, or an editor's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Selectors of rules that run instead of all others; none for those of the configuration.
    pub select: Vec<String>,
    /// Selectors of rules that run too.
    pub extend_select: Vec<String>,
    /// Selectors of rules that do not run.
    pub ignore: Vec<String>,
}

fn plain(list: Option<&Located<Vec<Located<String>>>>) -> Vec<String> {
    let values = list.iter().flat_map(|list| &list.value);
    values.map(|located| located.value.clone()).collect()
}

pub(super) fn settings(
    config: &Config,
    packs: &Arc<PackSet>,
    over: &Overrides,
) -> Result<Settings, UnknownRule> {
    let mut settings = packs.settings();
    let off = config.severity.iter();
    let off = off.filter(|(_, level)| *level == Level::Off);
    let mut ignore = plain(config.ignore.as_ref());
    ignore.extend(off.map(|(rule, _)| rule.value.clone()));
    settings.selection = if over.select.is_empty() {
        Selection::with_packs(
            packs.registry(),
            &**packs,
            &plain(config.select.as_ref()),
            &plain(config.extend_select.as_ref()),
            &ignore,
        )?
        .adjusted(&**packs, &over.extend_select, &over.ignore)?
    } else {
        Selection::with_packs(
            packs.registry(),
            &**packs,
            &over.select,
            &over.extend_select,
            &over.ignore,
        )?
    };
    severities(config, packs, &mut settings.severity)?;
    let thresholds = &mut settings.thresholds;
    set(
        &mut thresholds.overview_longest,
        config.overview_longest.as_ref(),
    );
    set(
        &mut thresholds.problems_shortest,
        config.problems_shortest.as_ref(),
    );
    let deadlines = &mut settings.deadlines;
    set(&mut deadlines.department, config.department.as_ref());
    set(&mut deadlines.government, config.government.as_ref());
    set(&mut deadlines.township, config.township.as_ref());
    Ok(settings)
}

fn set<T: Clone>(setting: &mut T, value: Option<&Located<T>>) {
    if let Some(located) = value {
        setting.clone_from(&located.value);
    }
}

/// The severity of each rule that has one of its own: the more specific selector decides, the later
/// one between equals.
fn severities(
    config: &Config,
    packs: &PackSet,
    severities: &mut Severities,
) -> Result<(), UnknownRule> {
    let mut selectors = Vec::with_capacity(config.severity.len());
    for (rule, level) in &config.severity {
        selectors.push((
            Selector::parse(&rule.value, packs.registry(), packs)?,
            *level,
        ));
    }
    selectors.sort_by_key(|(selector, _)| selector.specificity());
    for (selector, level) in selectors {
        if let Level::As(severity) = level {
            for code in packs.codes().filter(|code| selector.matches(code)) {
                severities.set(code, severity);
            }
        }
    }
    Ok(())
}

pub(super) fn check(config: &Config, packs: &[&str], loaded: &PackSet) -> Vec<ConfigError> {
    let lists = [&config.select, &config.extend_select, &config.ignore];
    let listed = lists.into_iter().flatten().flat_map(|list| &list.value);
    let levels = config.severity.iter().map(|(rule, _)| rule);
    let by_path = config.per_file_ignores.iter().flat_map(|(_, rules)| rules);
    let mut errors = Vec::new();
    for rule in listed.chain(levels).chain(by_path) {
        if let Err(UnknownRule { selector, nearest }) =
            Selector::parse(&rule.value, loaded.registry(), loaded)
        {
            errors.push(ConfigError {
                place: rule.place.clone(),
                problem: Problem::UnknownRule {
                    rule: selector,
                    nearest,
                },
            });
        }
    }
    for pack in config.packs.iter().flat_map(|list| &list.value) {
        let name = pack.value.as_str();
        if !is_pack_path(name) && !packs.contains(&name) {
            let nearest = nearest_of(name, packs.iter().copied()).map(str::to_owned);
            errors.push(ConfigError {
                place: pack.place.clone(),
                problem: Problem::UnknownPack {
                    pack: name.to_owned(),
                    nearest,
                },
            });
        }
    }
    errors.sort_by_key(|error| error.place.span.start);
    errors
}
