//! Which rules run: codes, names, prefixes and `ALL`.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::diagnostic::Message;
use crate::packs::{NoPacks, Packs};
use crate::registry::Registry;
use crate::rule::Rule;
use crate::rule_ref::RuleRef;

/// A selector that names no rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no rule is called `{selector}`{}", nearest.as_ref().map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default())]
pub struct UnknownRule {
    /// The selector as given.
    pub selector: String,
    /// The nearest code or name.
    pub nearest: Option<String>,
}

impl UnknownRule {
    /// The complaint in both languages.
    pub fn message(&self) -> Message {
        let selector = &self.selector;
        match &self.nearest {
            Some(nearest) => Message::new(
                format!("没有规则“{selector}”；是否想用 {nearest}？"),
                format!("no rule is called \"{selector}\"; did you mean {nearest}?"),
            ),
            None => Message::new(
                format!("没有规则“{selector}”"),
                format!("no rule is called \"{selector}\""),
            ),
        }
    }
}

/// The rules that run: one flag per rule of a registry, and one per rule of the packs in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    registry: &'static Registry,
    enabled: Vec<bool>,
    /// By the code of a rule of a pack; one that is not here runs if `others` says so.
    packs: BTreeMap<String, bool>,
    /// Whether rules of packs run that the selection does not know.
    others: bool,
}

impl Selection {
    /// The rules of a registry that are on by default.
    pub fn new(registry: &'static Registry) -> Self {
        let rules = registry.rules().iter();
        Self {
            registry,
            enabled: rules.map(|rule| rule.default_on).collect(),
            packs: BTreeMap::new(),
            others: true,
        }
    }

    /// The rules that are chosen from.
    pub fn registry(&self) -> &'static Registry {
        self.registry
    }

    /// The rules that selectors name: codes (`A002`, in any case), names (`t3-detail-sum`), prefixes
    /// of codes (`A`, `T0`) and `ALL`.
    ///
    /// An empty `select` stands for the rules that are on by default; `extend` adds to `select`
    /// without replacing the defaults. The more specific selector wins, a longer prefix over a
    /// shorter one and a name or a whole code over all prefixes; between equals `ignore` wins.
    ///
    /// # Errors
    /// [`UnknownRule`] for the first selector that names no rule.
    pub fn from_selectors(
        registry: &'static Registry,
        select: &[String],
        extend: &[String],
        ignore: &[String],
    ) -> Result<Self, UnknownRule> {
        Self::with_packs(registry, &NoPacks, select, extend, ignore)
    }

    /// As [`Selection::from_selectors`], with the rules of packs: selectors name them by `PACK/NAME` or
    /// `NAME`, all of a pack by `PACK`. What runs by default is what the packs want.
    ///
    /// # Errors
    /// [`UnknownRule`] for the first selector that names no rule.
    pub fn with_packs(
        registry: &'static Registry,
        packs: &dyn Packs,
        select: &[String],
        extend: &[String],
        ignore: &[String],
    ) -> Result<Self, UnknownRule> {
        let base = if select.is_empty() {
            Self::of_packs(registry, packs)
        } else {
            Self {
                registry,
                enabled: vec![false; registry.rules().len()],
                packs: BTreeMap::new(),
                others: false,
            }
        };
        base.with(packs, select.iter().chain(extend), ignore)
    }

    /// The rules that run unless something is selected: those that are on by default, those of packs
    /// among them, as the packs switch them.
    pub fn of_packs(registry: &'static Registry, packs: &dyn Packs) -> Self {
        let rules = packs.rules().iter();
        let mut selection = Self {
            packs: rules
                .map(|rule| (rule.code.clone(), rule.default_on))
                .collect(),
            ..Self::new(registry)
        };
        for (selector, on) in packs.switches() {
            selection.switch(packs, selector, *on);
        }
        selection
    }

    /// Switches the rules that a selector names.
    fn switch(&mut self, packs: &dyn Packs, selector: &Selector, on: bool) {
        for (rule, enabled) in self.registry.rules().iter().zip(&mut self.enabled) {
            if selector.matches(rule.code) {
                *enabled = on;
            }
        }
        for rule in packs
            .rules()
            .iter()
            .filter(|rule| selector.matches(&rule.code))
        {
            self.packs.insert(rule.code.clone(), on);
        }
    }

    /// This selection with the rules of `extend` and without those of `ignore`; which of the two
    /// decides is told as in [`Selection::from_selectors`].
    ///
    /// # Errors
    /// [`UnknownRule`] for the first selector that names no rule.
    pub fn adjusted(
        self,
        packs: &dyn Packs,
        extend: &[String],
        ignore: &[String],
    ) -> Result<Self, UnknownRule> {
        self.with(packs, extend.iter(), ignore)
    }

    /// This selection without any of the rules that selectors name, however specific they are.
    ///
    /// # Errors
    /// [`UnknownRule`] for the first selector that names no rule.
    pub fn without(mut self, packs: &dyn Packs, ignore: &[String]) -> Result<Self, UnknownRule> {
        for text in ignore {
            let selector = Selector::parse(text, self.registry, packs)?;
            self.switch(packs, &selector, false);
        }
        Ok(self)
    }

    fn with<'a>(
        mut self,
        packs: &dyn Packs,
        chosen: impl Iterator<Item = &'a String>,
        ignore: &'a [String],
    ) -> Result<Self, UnknownRule> {
        // What says less is overridden by what says more, and what comes later wins between equals.
        let chosen = chosen.map(|text| (text, true));
        let all = chosen.chain(ignore.iter().map(|text| (text, false)));
        let mut switches = Vec::new();
        for (text, on) in all {
            switches.push((Selector::parse(text, self.registry, packs)?, on));
        }
        switches.sort_by_key(|(selector, _)| selector.specificity());
        for (selector, on) in switches {
            self.switch(packs, &selector, on);
        }
        Ok(self)
    }

    /// Whether a rule runs, built in or of a pack.
    pub fn contains_ref(&self, rule: &RuleRef) -> bool {
        match rule {
            RuleRef::BuiltIn(rule) => self.contains(rule),
            RuleRef::Pack(rule) => {
                let known = self.packs.get(&rule.code);
                known.copied().unwrap_or(self.others && rule.default_on)
            }
        }
    }

    /// Only one rule, whatever its default.
    pub fn only(registry: &'static Registry, rule: &Rule) -> Self {
        let rules = registry.rules().iter();
        Self {
            registry,
            enabled: rules.map(|candidate| candidate.code == rule.code).collect(),
            packs: BTreeMap::new(),
            others: false,
        }
    }

    /// Every rule, also those that are off by default.
    pub fn all(registry: &'static Registry) -> Self {
        Self {
            registry,
            enabled: vec![true; registry.rules().len()],
            packs: BTreeMap::new(),
            others: true,
        }
    }

    /// Whether a rule runs.
    pub fn contains(&self, rule: &Rule) -> bool {
        let rules = self.registry.rules();
        rules
            .binary_search_by(|candidate| candidate.code.cmp(rule.code))
            .is_ok_and(|index| self.is_enabled(index))
    }

    /// Whether the rule at a place of the registry runs.
    pub fn is_enabled(&self, index: usize) -> bool {
        self.enabled.get(index).copied().unwrap_or(false)
    }

    /// The rules that run, in the order of their codes.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + '_ {
        self.registry
            .rules()
            .iter()
            .zip(&self.enabled)
            .filter(|(_, enabled)| **enabled)
            .map(|(rule, _)| *rule)
    }
}

/// What a code, a name, a prefix or `ALL` stands for.
#[derive(Clone, Debug)]
pub enum Selector {
    /// Every rule.
    All,
    /// The rules whose code begins with this.
    Prefix(String),
    /// One rule of the registry.
    Rule(&'static Rule),
    /// All rules of a pack, by its name with `/`.
    Pack(String),
    /// A rule of a pack, by its code.
    PackRule(String),
    /// Rules of packs, by `/` and their name.
    PackName(String),
}

impl Selector {
    /// What a code or name selects among the rules of a registry and of packs.
    ///
    /// # Errors
    /// [`UnknownRule`] if it names no rule.
    pub fn parse(text: &str, registry: &Registry, packs: &dyn Packs) -> Result<Self, UnknownRule> {
        let text = text.trim();
        let lower = text.to_ascii_lowercase();
        if let Some(found) = Self::of_packs(&lower, registry, packs) {
            return Ok(found);
        }
        if text.eq_ignore_ascii_case("ALL") {
            return Ok(Self::All);
        }
        if let Some(rule) = registry.by_code(text).or_else(|| registry.by_name(text)) {
            return Ok(Self::Rule(rule));
        }
        let prefix = text.to_ascii_uppercase();
        let mut rules = registry.rules().iter();
        if !prefix.is_empty() && rules.any(|rule| rule.code.starts_with(&prefix)) {
            return Ok(Self::Prefix(prefix));
        }
        let own = nearest_of(&lower, packs.rules().iter().map(|rule| rule.code.as_str()));
        Err(UnknownRule {
            selector: text.to_owned(),
            nearest: nearest(text, registry).or(own).map(str::to_owned),
        })
    }

    fn of_packs(text: &str, registry: &Registry, packs: &dyn Packs) -> Option<Self> {
        if packs.rules().iter().any(|rule| rule.code == text) {
            return Some(Self::PackRule(text.to_owned()));
        }
        let pack = text.strip_suffix('/').unwrap_or(text);
        if packs.names().contains(&pack) {
            return Some(Self::Pack(format!("{pack}/")));
        }
        // A pack may be named where it is not in use: then there is nothing to switch.
        let (of_pack, rule) = text
            .split_once('/')
            .map_or((text, None), |(of_pack, rule)| {
                (of_pack, (!rule.is_empty()).then_some(rule))
            });
        if let Some(known) = packs.could_have(of_pack, rule) {
            return match rule {
                None => known.then(|| Self::Pack(format!("{pack}/"))),
                Some(_) => known.then(|| Self::PackRule(text.to_owned())),
            };
        }
        let named = packs.rules().iter().any(|rule| rule.name == text);
        let of_registry = registry.by_name(text).is_some();
        (named && !of_registry).then(|| Self::PackName(format!("/{text}")))
    }

    /// Whether it names the rule of a code.
    pub fn matches(&self, code: &str) -> bool {
        match self {
            Self::All => true,
            Self::Prefix(prefix) => !code.contains('/') && code.starts_with(prefix.as_str()),
            Self::Rule(wanted) => wanted.code == code,
            Self::Pack(prefix) => code.starts_with(prefix.as_str()),
            Self::PackRule(wanted) => wanted == code,
            Self::PackName(suffix) => code.ends_with(suffix.as_str()),
        }
    }

    /// How much the selector says; more for fewer rules.
    pub fn specificity(&self) -> usize {
        match self {
            Self::All => 0,
            Self::Prefix(prefix) | Self::Pack(prefix) => prefix.len(),
            Self::Rule(_) | Self::PackRule(_) | Self::PackName(_) => usize::MAX,
        }
    }
}

/// The code or name nearest to a text, if one is near enough to be what was meant.
fn nearest(text: &str, registry: &Registry) -> Option<&'static str> {
    let upper = text.to_ascii_uppercase();
    let lower = text.to_ascii_lowercase();
    let codes = registry
        .rules()
        .iter()
        .map(|rule| (rule.code, upper.as_str()));
    let names = registry
        .rules()
        .iter()
        .map(|rule| (rule.name, lower.as_str()));
    nearest_pair(codes.chain(names))
}

/// The candidate nearest to a text, if one is near enough to be what was meant.
pub fn nearest_of<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest_pair(candidates.map(|candidate| (candidate, text)))
}

fn nearest_pair<'a, 'b>(pairs: impl Iterator<Item = (&'a str, &'b str)>) -> Option<&'a str> {
    pairs
        .map(|(candidate, wanted)| {
            let distance = strsim::osa_distance(candidate, wanted);
            (distance, candidate)
        })
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, candidate)| *distance <= (candidate.len() / 3).max(1))
        .map(|(_, candidate)| candidate)
}
