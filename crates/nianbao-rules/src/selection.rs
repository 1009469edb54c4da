//! Which rules run: codes, names, prefixes and `ALL`.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::pack::PackSet;
use crate::rule::Rule;
use crate::rule_ref::RuleRef;
use crate::rules::ALL;

/// A selector that names no rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no rule is called `{selector}`{}", nearest.as_ref().map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default())]
pub struct UnknownRule {
    /// The selector as given.
    pub selector: String,
    /// The nearest code or name.
    pub nearest: Option<String>,
}

/// The rules that run: one flag per entry of [`crate::rules::ALL`], and one per rule of the packs in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    enabled: Vec<bool>,
    /// By the code of a rule of a pack; one that is not here runs if `others` says so.
    packs: BTreeMap<String, bool>,
    /// Whether rules of packs run that the selection does not know.
    others: bool,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            enabled: ALL.iter().map(|rule| rule.default_on).collect(),
            packs: BTreeMap::new(),
            others: true,
        }
    }
}

impl Selection {
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
        select: &[String],
        extend: &[String],
        ignore: &[String],
    ) -> Result<Self, UnknownRule> {
        Self::with_packs(&PackSet::default(), select, extend, ignore)
    }

    /// As [`Selection::from_selectors`], with the rules of packs: selectors name them by `PACK/NAME` or
    /// `NAME`, all of a pack by `PACK`. What runs by default is what the packs want.
    ///
    /// # Errors
    /// [`UnknownRule`] for the first selector that names no rule.
    pub fn with_packs(
        packs: &PackSet,
        select: &[String],
        extend: &[String],
        ignore: &[String],
    ) -> Result<Self, UnknownRule> {
        let base = if select.is_empty() {
            packs.selection()
        } else {
            Self {
                enabled: vec![false; ALL.len()],
                packs: BTreeMap::new(),
                others: false,
            }
        };
        base.with(packs, select.iter().chain(extend), ignore)
    }

    /// The rules that are on by default, those of packs among them.
    pub(crate) fn of_packs(packs: &PackSet) -> Self {
        let rules = packs.rules();
        Self {
            packs: rules
                .map(|rule| (rule.code.clone(), rule.default_on))
                .collect(),
            ..Self::default()
        }
    }

    /// Switches the rules that a selector names.
    pub(crate) fn switch(&mut self, packs: &PackSet, selector: &Selector, on: bool) {
        for (rule, enabled) in ALL.iter().zip(&mut self.enabled) {
            if selector.matches(rule.code) {
                *enabled = on;
            }
        }
        for rule in packs.rules().filter(|rule| selector.matches(&rule.code)) {
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
        packs: &PackSet,
        extend: &[String],
        ignore: &[String],
    ) -> Result<Self, UnknownRule> {
        self.with(packs, extend.iter(), ignore)
    }

    /// This selection without any of the rules that selectors name, however specific they are.
    ///
    /// # Errors
    /// [`UnknownRule`] for the first selector that names no rule.
    pub fn without(mut self, packs: &PackSet, ignore: &[String]) -> Result<Self, UnknownRule> {
        for text in ignore {
            let selector = Selector::parse_with(text, packs)?;
            self.switch(packs, &selector, false);
        }
        Ok(self)
    }

    fn with<'a>(
        mut self,
        packs: &PackSet,
        chosen: impl Iterator<Item = &'a String>,
        ignore: &'a [String],
    ) -> Result<Self, UnknownRule> {
        // What says less is overridden by what says more, and what comes later wins between equals.
        let chosen = chosen.map(|text| (text, true));
        let all = chosen.chain(ignore.iter().map(|text| (text, false)));
        let mut switches = Vec::new();
        for (text, on) in all {
            switches.push((Selector::parse_with(text, packs)?, on));
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
    pub fn only(rule: &Rule) -> Self {
        Self {
            enabled: ALL
                .iter()
                .map(|candidate| candidate.code == rule.code)
                .collect(),
            packs: BTreeMap::new(),
            others: false,
        }
    }

    /// Every rule, also those that are off by default.
    pub fn all() -> Self {
        Self {
            enabled: vec![true; ALL.len()],
            packs: BTreeMap::new(),
            others: true,
        }
    }

    /// Whether a rule runs.
    pub fn contains(&self, rule: &Rule) -> bool {
        ALL.binary_search_by(|candidate| candidate.code.cmp(rule.code))
            .is_ok_and(|index| self.is_enabled(index))
    }

    /// Whether the rule at a place of [`crate::rules::ALL`] runs.
    pub fn is_enabled(&self, index: usize) -> bool {
        self.enabled.get(index).copied().unwrap_or(false)
    }

    /// The rules that run, in the order of their codes.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + '_ {
        ALL.iter()
            .zip(&self.enabled)
            .filter(|(_, enabled)| **enabled)
            .map(|(rule, _)| *rule)
    }
}

/// What a code, a name, a prefix or `ALL` stands for.
#[derive(Clone, Debug)]
pub(crate) enum Selector {
    All,
    Prefix(String),
    Rule(&'static Rule),
    /// All rules of a pack, by its name with `/`.
    Pack(String),
    /// A rule of a pack, by its code.
    PackRule(String),
    /// Rules of packs, by `/` and their name.
    PackName(String),
}

impl Selector {
    pub(crate) fn parse_with(text: &str, packs: &PackSet) -> Result<Self, UnknownRule> {
        let text = text.trim();
        let lower = text.to_ascii_lowercase();
        if let Some(found) = Self::of_packs(&lower, packs) {
            return Ok(found);
        }
        if text.eq_ignore_ascii_case("ALL") {
            return Ok(Self::All);
        }
        if let Some(rule) = crate::rules::by_code(text).or_else(|| crate::rules::by_name(text)) {
            return Ok(Self::Rule(rule));
        }
        let prefix = text.to_ascii_uppercase();
        if !prefix.is_empty() && ALL.iter().any(|rule| rule.code.starts_with(&prefix)) {
            return Ok(Self::Prefix(prefix));
        }
        let own = nearest_of(&lower, packs.rules().map(|rule| rule.code.as_str()));
        Err(UnknownRule {
            selector: text.to_owned(),
            nearest: nearest(text).or(own).map(str::to_owned),
        })
    }

    fn of_packs(text: &str, packs: &PackSet) -> Option<Self> {
        if packs.rules().any(|rule| rule.code == text) {
            return Some(Self::PackRule(text.to_owned()));
        }
        let pack = text.strip_suffix('/').unwrap_or(text);
        if packs.names().any(|name| name == pack) {
            return Some(Self::Pack(format!("{pack}/")));
        }
        // A built-in pack may be named where it is not in use: then there is nothing to switch.
        if let Some(text_of_pack) =
            crate::pack::built_in_text(text.split('/').next().unwrap_or(text))
        {
            let known = crate::pack::parse(text_of_pack).ok()?;
            return match text.split_once('/') {
                None | Some((_, "")) => Some(Self::Pack(format!("{pack}/"))),
                Some((_, rule)) => known
                    .has_rule(rule)
                    .then(|| Self::PackRule(text.to_owned())),
            };
        }
        let built_in = crate::rules::by_name(text).is_some();
        let named = packs.rules().any(|rule| rule.name == text);
        (named && !built_in).then(|| Self::PackName(format!("/{text}")))
    }

    pub(crate) fn matches(&self, code: &str) -> bool {
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
    pub(crate) fn specificity(&self) -> usize {
        match self {
            Self::All => 0,
            Self::Prefix(prefix) | Self::Pack(prefix) => prefix.len(),
            Self::Rule(_) | Self::PackRule(_) | Self::PackName(_) => usize::MAX,
        }
    }
}

/// The code or name nearest to a text, if one is near enough to be what was meant.
fn nearest(text: &str) -> Option<&'static str> {
    let upper = text.to_ascii_uppercase();
    let lower = text.to_ascii_lowercase();
    let codes = ALL.iter().map(|rule| (rule.code, upper.as_str()));
    let names = ALL.iter().map(|rule| (rule.name, lower.as_str()));
    nearest_pair(codes.chain(names))
}

/// The candidate nearest to a text, if one is near enough to be what was meant.
pub(crate) fn nearest_of<'a>(
    text: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(select: &[&str], extend: &[&str], ignore: &[&str]) -> Vec<&'static str> {
        let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        Selection::from_selectors(&owned(select), &owned(extend), &owned(ignore))
            .unwrap()
            .rules()
            .map(|rule| rule.code)
            .collect()
    }

    #[test]
    fn nothing_selected_means_the_defaults() {
        let defaults: Vec<_> = Selection::default().rules().map(|rule| rule.code).collect();
        assert_eq!(codes(&[], &[], &[]), defaults);
        assert_eq!(codes(&["ALL"], &[], &[]).len(), ALL.len());
    }

    #[test]
    fn codes_names_and_prefixes_select() {
        assert_eq!(codes(&["a002"], &[], &[]), ["A002"]);
        assert_eq!(codes(&["t3-detail-sum"], &[], &[]), ["A002"]);
        assert_eq!(
            codes(&["A00"], &[], &["A001", "A004"])[..2],
            ["A002", "A003"]
        );
        let group = codes(&["A"], &[], &[]);
        assert!(group.iter().all(|code| code.starts_with('A')) && group.len() >= 4);
    }

    #[test]
    fn the_more_specific_selector_wins_and_ignore_wins_a_tie() {
        assert_eq!(codes(&["A002"], &[], &["A"]), ["A002"]);
        assert_eq!(codes(&["A002", "A003"], &[], &["A0", "A003"]), ["A002"]);
        assert_eq!(codes(&["A002"], &[], &["t3-detail-sum"]), [""; 0]);
        assert_eq!(codes(&["A001"], &["A002"], &[]), ["A001", "A002"]);
        assert!(
            !codes(&[], &[], &["A"])
                .iter()
                .any(|code| code.starts_with('A'))
        );
        assert!(codes(&[], &["A002"], &["A"]).contains(&"A002"));
    }

    #[test]
    fn an_unknown_selector_names_the_nearest() {
        let unknown =
            |text: &str| Selection::from_selectors(&[text.to_owned()], &[], &[]).unwrap_err();
        assert_eq!(
            unknown("t3-detail-sums").nearest.as_deref(),
            Some("t3-detail-sum")
        );
        assert_eq!(unknown("A0O2").nearest.as_deref(), Some("A002"));
        assert_eq!(unknown("nothing-like-it").nearest, None);
        assert_eq!(unknown("").nearest, None);
        assert_eq!(
            unknown("t3-row-sun").to_string(),
            "no rule is called `t3-row-sun`; did you mean `t3-row-sum`?"
        );
    }

    #[test]
    fn contains_agrees_with_rules() {
        let selection = Selection::default();
        for (index, rule) in ALL.iter().enumerate() {
            assert_eq!(selection.contains(rule), rule.default_on);
            assert_eq!(selection.is_enabled(index), rule.default_on);
        }
    }
}
