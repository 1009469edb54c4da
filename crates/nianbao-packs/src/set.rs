//! Packs that are used together: what wins, and everything compiled once.
//!
//! # Precedence
//! The program's defaults, then the packs in their order (a pack after those that it extends; of several
//! that are selected the later one wins), then `nianbao.toml`, then the command line. A rule that extends
//! one of another pack takes its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use nianbao_core::Report;
use nianbao_core::form::SectionKind;
use nianbao_facts::documents::AddedDocument;
use nianbao_lint::{
    Findings, Message, PackRule, Packs, Registry, RuleRef, Selection, Selector, Settings, Severity,
};
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use super::built_in;
use super::error::{PackError, did_you_mean};
use super::read::{Pack, parse};
use super::rule::{Check, Loaded};
use super::run::run;
use crate::Place;

/// How much memory the patterns of all packs may take together, and each by itself, in bytes.
const LARGEST_SET: usize = 16 << 20;
const LARGEST_PATTERN: usize = 1 << 20;

/// Packs that are used together.
#[derive(Debug)]
pub struct PackSet {
    registry: &'static Registry,
    packs: Vec<Pack>,
    /// The rules that the packs bring along.
    own: Vec<Arc<PackRule>>,
    pub(super) rules: Vec<Loaded>,
    pub(super) finder: Finder,
    headings: Vec<(SectionKind, String)>,
    measure_words: Vec<String>,
    documents: Vec<AddedDocument>,
    switches: Vec<(Selector, bool)>,
    severity: Vec<(Selector, Severity)>,
}

impl PartialEq for PackSet {
    fn eq(&self, other: &Self) -> bool {
        self.names().eq(other.names())
    }
}

impl Eq for PackSet {}

/// Finds the words and patterns of all rules.
#[derive(Default)]
pub(super) struct Finder {
    pub(super) automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// The `(rule, item)`s of each word of the automaton.
    pub(super) of_word: Vec<Vec<(u32, u32)>>,
    pub(super) patterns: Option<RegexSet>,
    pub(super) of_pattern: Vec<(u32, u32)>,
    singles: Vec<OnceLock<Option<Regex>>>,
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (words, patterns) = (self.of_word.len(), self.of_pattern.len());
        write!(f, "Finder of {words} words and {patterns} patterns")
    }
}

impl Finder {
    /// A pattern by itself, compiled when a text first holds it.
    pub(super) fn single(&self, rules: &[Loaded], index: usize) -> Option<&Regex> {
        let &(rule, item) = self.of_pattern.get(index)?;
        let Check::Words { items, .. } = &rules.get(rule as usize)?.check else {
            return None;
        };
        let text = &items.get(item as usize)?.text;
        self.singles
            .get(index)?
            .get_or_init(|| compile(text).ok())
            .as_ref()
    }
}

fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern)
        .multi_line(true)
        .size_limit(LARGEST_PATTERN)
        .build()
}

impl PackSet {
    /// No packs, beside the rules of a registry.
    pub fn empty(registry: &'static Registry) -> Self {
        Self {
            registry,
            packs: Vec::new(),
            own: Vec::new(),
            rules: Vec::new(),
            finder: Finder::default(),
            headings: Vec::new(),
            measure_words: Vec::new(),
            documents: Vec::new(),
            switches: Vec::new(),
            severity: Vec::new(),
        }
    }

    /// The rules beside which the packs are used.
    pub fn registry(&self) -> &'static Registry {
        self.registry
    }

    /// Brings packs together with the rules of all of them, unless something was wrong with one.
    pub(super) fn new(
        registry: &'static Registry,
        packs: Vec<Pack>,
        rules: Vec<Loaded>,
        mut errors: Vec<PackError>,
    ) -> Result<Self, Vec<PackError>> {
        let own = rules.iter().filter_map(|loaded| match &loaded.rule {
            RuleRef::Pack(rule) => Some(Arc::clone(rule)),
            RuleRef::BuiltIn(_) => None,
        });
        let mut set = Self {
            own: own.collect(),
            rules,
            ..Self::empty(registry)
        };
        for pack in &packs {
            set.take_settings(pack, &mut errors);
        }
        set.packs = packs;
        if errors.is_empty() {
            match set.finder() {
                Ok(finder) => set.finder = finder,
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            Ok(set)
        } else {
            Err(errors)
        }
    }

    /// The names of the packs, each after those that it extends.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.packs.iter().map(|pack| pack.name.as_str())
    }

    /// The packs, each after those that it extends.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// Whether there is no pack.
    pub fn is_empty(&self) -> bool {
        self.packs.is_empty()
    }

    /// The rules that the packs bring along.
    pub fn rules(&self) -> impl Iterator<Item = &Arc<PackRule>> {
        self.own.iter()
    }

    /// The settings that the packs want, over the program's own.
    pub fn settings(self: &Arc<Self>) -> Settings {
        let mut settings = Settings::new(self.registry);
        settings.selection = Selection::of_packs(self.registry, &**self);
        settings.packs = Arc::<Self>::clone(self);
        for pack in &self.packs {
            let own = &pack.settings;
            let thresholds = &mut settings.thresholds;
            thresholds.overview_longest =
                own.overview_longest.unwrap_or(thresholds.overview_longest);
            thresholds.problems_shortest = own
                .problems_shortest
                .unwrap_or(thresholds.problems_shortest);
            let deadlines = &mut settings.deadlines;
            deadlines.department = own.department.unwrap_or(deadlines.department);
            deadlines.government = own.government.unwrap_or(deadlines.government);
            deadlines.township = own.township.unwrap_or(deadlines.township);
        }
        for (selector, severity) in &self.severity {
            for code in self.codes().filter(|code| selector.matches(code)) {
                settings.severity.set(code, *severity);
            }
        }
        settings
    }

    /// The codes of all rules, built in or of these packs.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let own = self.rules().map(|rule| rule.code.as_str());
        let rules = self.registry.rules().iter();
        rules.map(|rule| rule.code).chain(own)
    }

    fn take_settings(&mut self, pack: &Pack, errors: &mut Vec<PackError>) {
        let settings = &pack.settings;
        let complain = |text: &str, span: &Range<usize>| {
            let known = self
                .codes()
                .chain(self.registry.rules().iter().map(|rule| rule.name));
            let (zh, en) = did_you_mean(text, known.collect::<Vec<_>>());
            PackError {
                file: pack.path.clone(),
                place: Place::of(&pack.text, span.clone()),
                message: Message::new(
                    format!("没有规则“{text}”{zh}"),
                    format!("no rule is called \"{text}\"{en}"),
                ),
            }
        };
        let (mut switches, mut severity) = (Vec::new(), Vec::new());
        for (text, span, on) in &settings.switches {
            match Selector::parse(text, self.registry, self) {
                Ok(selector) => switches.push((selector, *on)),
                Err(_) => errors.push(complain(text, span)),
            }
        }
        for (text, span, weight) in &settings.severity {
            match Selector::parse(text, self.registry, self) {
                Ok(selector) => severity.push((selector, *weight)),
                Err(_) => errors.push(complain(text, span)),
            }
        }
        // The more specific selector decides, within one pack.
        switches.sort_by_key(|(selector, _)| selector.specificity());
        severity.sort_by_key(|(selector, _)| selector.specificity());
        self.switches.extend(switches);
        self.severity.extend(severity);
        self.headings.extend(settings.headings.iter().cloned());
        self.measure_words
            .extend(settings.measure_words.iter().cloned());
        self.documents.extend(settings.documents.iter().cloned());
    }

    /// Puts all words into one automaton and all patterns into one set.
    fn finder(&self) -> Result<Finder, PackError> {
        let mut by_word: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
        let mut finder = Finder::default();
        let mut patterns = Vec::new();
        for (index, loaded) in self.rules.iter().enumerate() {
            let Check::Words { items, .. } = &loaded.check else {
                continue;
            };
            for (item_index, item) in items.iter().enumerate() {
                let owner = (index as u32, item_index as u32);
                if item.is_pattern {
                    patterns.push(item.text.as_str());
                    finder.of_pattern.push(owner);
                } else {
                    by_word.entry(&item.text).or_default().push(owner);
                }
            }
        }
        if !by_word.is_empty() {
            finder.automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
                .use_prefilter(false)
                .build(by_word.keys())
                .ok();
            finder.of_word = by_word.into_values().collect();
        }
        if !patterns.is_empty() {
            let set = RegexSetBuilder::new(&patterns)
                .multi_line(true)
                .size_limit(LARGEST_SET)
                .dfa_size_limit(LARGEST_SET)
                .build();
            match set {
                Ok(set) => finder.patterns = Some(set),
                Err(_) => return Err(self.too_large(&finder.of_pattern)),
            }
        }
        finder
            .singles
            .resize_with(finder.of_pattern.len(), OnceLock::new);
        Ok(finder)
    }

    /// Names the pattern that is too large, or the last one where none is so by itself.
    fn too_large(&self, owners: &[(u32, u32)]) -> PackError {
        let mut at = None;
        for &(rule, item) in owners {
            let loaded = &self.rules[rule as usize];
            if let Check::Words { items, .. } = &loaded.check {
                at = Some((loaded, &items[item as usize]));
                if compile(&items[item as usize].text).is_err() {
                    break;
                }
            }
        }
        let pack = at.and_then(|(loaded, _)| {
            let code = loaded.rule.code();
            let name = code.split_once('/').map_or(code, |(pack, _)| pack);
            self.packs.iter().find(|pack| pack.name == name)
        });
        let span = at.map_or(0..0, |(_, item)| item.span.clone());
        PackError {
            file: pack.map_or_else(String::new, |pack| pack.path.clone()),
            place: Place::of(pack.map_or("", |pack| &*pack.text), span),
            message: Message::new(
                "正则表达式编译后太大，请减少重复次数或字符类",
                "the regular expression is too large when compiled; repeat less or name fewer characters",
            ),
        }
    }
}

impl Packs for PackSet {
    fn names(&self) -> Vec<&str> {
        Self::names(self).collect()
    }

    fn rules(&self) -> &[Arc<PackRule>] {
        &self.own
    }

    fn switches(&self) -> &[(Selector, bool)] {
        &self.switches
    }

    fn could_have(&self, pack: &str, rule: Option<&str>) -> Option<bool> {
        let known = parse(built_in::text(pack)?).ok()?;
        Some(rule.is_none_or(|rule| known.has_rule(rule)))
    }

    fn accepts_heading(&self, report: &Report, kind: SectionKind, title: &str) -> bool {
        self.headings
            .iter()
            .any(|(own, accepted)| *own == kind && accepted == title)
            || self.rules.iter().any(|loaded| {
                matches!(&loaded.check, Check::Heading { section, accept, .. }
                    if *section == kind && accept.iter().any(|accepted| accepted == title))
                    && loaded.scope.covers(report)
            })
    }

    fn measure_words(&self) -> &[String] {
        &self.measure_words
    }

    fn documents(&self) -> &[AddedDocument] {
        &self.documents
    }

    fn run(&self, report: &Report, settings: &Settings, findings: &mut Findings) {
        run(self, report, settings, findings);
    }
}
