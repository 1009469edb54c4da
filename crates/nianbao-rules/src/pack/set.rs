//! Packs that are used together: who extends whom, what wins, and everything compiled once.
//!
//! # Precedence
//! The program's defaults, then the packs in their order (a pack after those that it extends; of several
//! that are selected the later one wins), then `nianbao.toml`, then the command line. A rule that extends
//! one of another pack takes its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use nianbao_core::Report;
use nianbao_core::form::SectionKind;
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use std::sync::OnceLock;
use toml::Spanned;

use super::built_in;
use super::error::{Complaints, PackError, did_you_mean};
use super::format::RuleFile;
use super::read::{Document, Pack, merged, parse};
use super::rule::{self, Check, Guards, Loaded, Use};
use super::source::PackSource;
use crate::config::Place;
use crate::diagnostic::{Applicability, Message, Severity};
use crate::engine::Settings;
use crate::rule::FixAvailability;
use crate::rule_ref::{PackRule, RuleRef};
use crate::selection::{Selection, Selector};

/// How much memory the patterns of all packs may take together, and each by itself, in bytes.
const LARGEST_SET: usize = 16 << 20;
const LARGEST_PATTERN: usize = 1 << 20;
/// How many packs may come together.
const MOST_PACKS: usize = 64;

/// A pack that is asked for.
pub enum Wanted<'a> {
    /// A built-in one, by its name.
    BuiltIn(&'a str),
    /// The one in a folder.
    Source(&'a dyn PackSource),
}

/// Packs that are used together.
#[derive(Debug, Default)]
pub struct PackSet {
    packs: Vec<Pack>,
    pub(super) rules: Vec<Loaded>,
    pub(super) finder: Finder,
    headings: Vec<(SectionKind, String)>,
    measure_words: Vec<String>,
    documents: Vec<Document>,
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

/// Reads one pack from where it stands.
pub(super) fn open(source: &dyn PackSource, path: &str) -> Result<Pack, Vec<PackError>> {
    let label = source.label(path);
    let text = source.read(path).map_err(|message| {
        vec![PackError {
            file: label.clone(),
            place: Place::of("", 0..0),
            message,
        }]
    })?;
    let mut pack = parse(&text).map_err(|errors| labelled(errors, &label))?;
    pack.path = label;
    Ok(pack)
}

fn open_built_in(name: &str) -> Option<Result<Pack, Vec<PackError>>> {
    let text = built_in::text(name)?;
    let label = format!("{name}/pack.toml");
    Some(
        parse(text)
            .map_err(|errors| labelled(errors, &label))
            .map(|mut pack| {
                pack.path = label;
                pack
            }),
    )
}

fn labelled(mut errors: Vec<PackError>, label: &str) -> Vec<PackError> {
    for error in &mut errors {
        label.clone_into(&mut error.file);
    }
    errors
}

struct Gathering {
    packs: Vec<Pack>,
    /// The files of the packs that are being read, each extended by the one before it.
    open: Vec<String>,
    /// What the outermost pack names at the moment, and the files that were come to through it.
    entry: Range<usize>,
    origins: Origins,
    errors: Vec<PackError>,
}

/// The files of packs that another one extends, each with the entry of `extends` that leads to it.
pub(super) type Origins = BTreeMap<String, Range<usize>>;

impl Gathering {
    fn complain(&mut self, pack: &Pack, span: Range<usize>, zh: String, en: String) {
        self.errors.push(PackError {
            file: pack.path.clone(),
            place: Place::of(&pack.text, span),
            message: Message::new(zh, en),
        });
    }

    fn take(
        &mut self,
        pack: Result<Pack, Vec<PackError>>,
        source: Option<(&dyn PackSource, &str)>,
    ) {
        let pack = match pack {
            Ok(pack) => pack,
            Err(errors) => return self.errors.extend(errors),
        };
        if let Some(known) = self.packs.iter().find(|known| known.name == pack.name) {
            if known.path != pack.path {
                let (name, at) = (pack.name.clone(), pack.file.name.span());
                self.complain(
                    &pack,
                    at,
                    format!("已有名为 {name} 的规则包，请换一个名称"),
                    format!("there is another pack called {name}; choose another name"),
                );
            }
            return;
        }
        self.open.push(pack.path.clone());
        for (base, at) in pack.extends.iter().zip(&pack.extends_at) {
            self.extend(&pack, base, at.clone(), source);
        }
        self.open.pop();
        self.packs.push(pack);
    }

    fn extend(
        &mut self,
        pack: &Pack,
        base: &str,
        at: Range<usize>,
        source: Option<(&dyn PackSource, &str)>,
    ) {
        if self.open.len() == 1 {
            self.entry = at.clone();
        }
        let is_path = base.starts_with('.');
        let (found, label, source) = if is_path {
            let Some((source, folder)) = source else {
                let (zh, en) = (
                    "内置的规则包不能引用文件夹",
                    "a built-in pack cannot extend a folder",
                );
                return self.complain(pack, at, zh.to_owned(), en.to_owned());
            };
            let path = joined(folder, base);
            let label = source.label(&path);
            if self.open.contains(&label) {
                return self.circle(pack, base, at);
            }
            let inner = path
                .trim_end_matches("pack.toml")
                .trim_end_matches('/')
                .to_owned();
            let found = open(source, &path);
            (Some(found), label, Some((source, inner)))
        } else {
            let label = format!("{base}/pack.toml");
            if self.open.contains(&label) {
                return self.circle(pack, base, at);
            }
            (open_built_in(base), label, None)
        };
        let Some(found) = found else {
            let (zh, en) = did_you_mean(base, built_in::names());
            return self.complain(
                pack,
                at,
                format!("没有规则包“{base}”{zh}"),
                format!("no pack is called \"{base}\"{en}"),
            );
        };
        if self.open.len() >= MOST_PACKS || self.packs.len() >= MOST_PACKS {
            return self.complain(
                pack,
                at,
                format!("规则包太多：最多 {MOST_PACKS} 个"),
                format!("too many packs: at most {MOST_PACKS}"),
            );
        }
        self.origins
            .entry(label.clone())
            .or_insert_with(|| self.entry.clone());
        // A file of the pack that cannot be read is complained of where it is named.
        if let Err(errors) = &found
            && let [only] = &errors[..]
            && only.file == label
            && only.place == Place::of("", 0..0)
        {
            let message = only.message.clone();
            return self.complain(pack, at, message.zh, message.en);
        }
        self.take(
            found,
            source
                .as_ref()
                .map(|(source, folder)| (*source, folder.as_str())),
        );
    }

    fn circle(&mut self, pack: &Pack, base: &str, at: Range<usize>) {
        let name = &pack.name;
        let (zh, en) = (
            format!("规则包循环引用：{name} 引用的 {base} 又引用了它"),
            format!("packs extend each other in a circle: {name} extends {base}, which extends it"),
        );
        self.complain(pack, at, zh, en);
    }
}

/// The `pack.toml` that a path in `extends` names, relative to the folder of the source.
fn joined(folder: &str, base: &str) -> String {
    let base = base
        .strip_prefix("./")
        .unwrap_or(base)
        .trim_end_matches('/');
    let base = if base.ends_with("/pack.toml") {
        base.to_owned()
    } else {
        format!("{base}/pack.toml")
    };
    if folder.is_empty() {
        base
    } else {
        format!("{folder}/{base}")
    }
}

/// Reads packs and everything that they extend, and makes them ready to run.
///
/// # Errors
/// Everything that is wrong with any of them.
pub fn load(wanted: &[Wanted<'_>]) -> Result<PackSet, Vec<PackError>> {
    load_with_origins(wanted).0
}

/// As [`load`], with what led to each file.
pub(super) fn load_with_origins(
    wanted: &[Wanted<'_>],
) -> (Result<PackSet, Vec<PackError>>, Origins) {
    let mut gathering = Gathering {
        packs: Vec::new(),
        open: Vec::new(),
        entry: 0..0,
        origins: Origins::new(),
        errors: Vec::new(),
    };
    for one in wanted {
        match one {
            Wanted::BuiltIn(name) => {
                if let Some(pack) = open_built_in(name) {
                    gathering.take(pack, None);
                } else {
                    let (zh, en) = did_you_mean(name, built_in::names());
                    gathering.errors.push(PackError {
                        file: String::new(),
                        place: Place::of("", 0..0),
                        message: Message::new(
                            format!("没有规则包“{name}”{zh}"),
                            format!("no pack is called \"{name}\"{en}"),
                        ),
                    });
                }
            }
            Wanted::Source(source) => {
                gathering.take(
                    open(*source, source.main().unwrap_or("pack.toml")),
                    Some((*source, "")),
                );
            }
        }
    }
    let set = if gathering.errors.is_empty() {
        assemble(gathering.packs)
    } else {
        Err(gathering.errors)
    };
    (set, gathering.origins)
}

fn assemble(packs: Vec<Pack>) -> Result<PackSet, Vec<PackError>> {
    let mut errors = Vec::new();
    let mut rules: Vec<Loaded> = Vec::new();
    let mut written: BTreeMap<String, Spanned<RuleFile>> = BTreeMap::new();
    for pack in &packs {
        let mut complaints = Complaints::new(&pack.text);
        rules.extend(pack.rules.iter().cloned());
        for (name, file) in &pack.written {
            written.insert(format!("{}/{name}", pack.name), file.clone());
        }
        for name in &pack.derived {
            derive(pack, name, &mut written, &mut rules, &mut complaints);
        }
        rules.extend(words_of_settings(pack));
        errors.extend(labelled(complaints.into_errors(), &pack.path));
    }
    let mut set = PackSet {
        rules,
        ..PackSet::default()
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

/// Makes the rule that extends one of another pack, in whose place it comes.
fn derive(
    pack: &Pack,
    name: &str,
    written: &mut BTreeMap<String, Spanned<RuleFile>>,
    rules: &mut Vec<Loaded>,
    complaints: &mut Complaints<'_>,
) {
    let code = format!("{}/{name}", pack.name);
    let Some(own) = written.get(&code).cloned() else {
        return;
    };
    let Some(extends) = own.get_ref().extends.clone() else {
        return;
    };
    let base_code = extends.get_ref().as_str();
    let base = written.get(base_code).filter(|_| base_code != code);
    let Some(base) = base.filter(|base| base.get_ref().extends.is_none()) else {
        let known = written
            .keys()
            .map(String::as_str)
            .filter(|known| *known != code);
        let (zh, en) = did_you_mean(base_code, known);
        complaints.add(
            extends.span(),
            format!("没有可扩展的规则 {base_code}{zh}；它所在的规则包要写进 extends"),
            format!("there is no rule {base_code} to extend{en}; its pack must be in extends"),
        );
        return;
    };
    let mut rule = merged(base.get_ref(), own.get_ref());
    rule.extends = None;
    rules.retain(|known| known.rule.code() != base_code);
    rules.extend(rule::load(
        &pack.name,
        &rule,
        own.get_ref().name.span(),
        complaints,
    ));
    written.insert(code, Spanned::new(own.span(), rule));
}

/// The rules that `settings.typos` and `settings.terms` stand for.
fn words_of_settings(pack: &Pack) -> Vec<Loaded> {
    let guards = Guards {
        in_quotes: true,
        ..Guards::default()
    };
    let loaded = |rule: RuleRef, message: Message, items: &[rule::Item], how| Loaded {
        rule,
        scope: rule::Scope::anywhere(),
        message,
        check: Check::Words {
            items: items.to_vec(),
            guards: guards.clone(),
            purpose: Use::Substitution(how),
        },
    };
    let mut rules = Vec::new();
    let settings = &pack.settings;
    if !settings.typos.is_empty() {
        let message = Message::new(
            "“{match}”疑为“{with}”之误，请核对。",
            "\"{match}\" is a misspelling of \"{with}\".",
        );
        let rule = RuleRef::BuiltIn(&crate::rules::w005_typo_list::RULE);
        rules.push(loaded(
            rule,
            message,
            &settings.typos,
            Applicability::Suggested,
        ));
    }
    if !settings.terms.is_empty() {
        let message = Message::new(
            "“{match}”宜用“{with}”。",
            "The term to use for \"{match}\" is \"{with}\".",
        );
        let summary = Message::new("本规则包规定的用语", "The terms of this pack");
        let rule = RuleRef::Pack(Arc::new(PackRule {
            code: format!("{}/terms", pack.name),
            name: "terms".to_owned(),
            severity: Severity::Info,
            default_on: true,
            fix: FixAvailability::Suggested,
            summary,
            explanation: Message::new("", ""),
            basis: Vec::new(),
        }));
        rules.push(loaded(
            rule,
            message,
            &settings.terms,
            Applicability::Suggested,
        ));
    }
    rules
}

impl PackSet {
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
        self.rules.iter().filter_map(|loaded| match &loaded.rule {
            RuleRef::Pack(rule) => Some(rule),
            RuleRef::BuiltIn(_) => None,
        })
    }

    /// The settings that the packs want, over the program's own.
    pub fn settings(self: &Arc<Self>) -> Settings {
        let mut settings = Settings {
            packs: Arc::clone(self),
            selection: self.selection(),
            ..Settings::default()
        };
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
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        let own = self.rules().map(|rule| rule.code.as_str());
        crate::rules::ALL.iter().map(|rule| rule.code).chain(own)
    }

    /// The rules that run unless something is selected.
    pub(crate) fn selection(&self) -> Selection {
        let mut selection = Selection::of_packs(self);
        for (selector, on) in &self.switches {
            selection.switch(self, selector, *on);
        }
        selection
    }

    fn take_settings(&mut self, pack: &Pack, errors: &mut Vec<PackError>) {
        let settings = &pack.settings;
        let complain = |text: &str, span: &Range<usize>| {
            let known = self
                .codes()
                .chain(crate::rules::ALL.iter().map(|rule| rule.name));
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
            match Selector::parse_with(text, self) {
                Ok(selector) => switches.push((selector, *on)),
                Err(_) => errors.push(complain(text, span)),
            }
        }
        for (text, span, weight) in &settings.severity {
            match Selector::parse_with(text, self) {
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
            finder.automaton = CharwiseDoubleArrayAhoCorasick::new(by_word.keys()).ok();
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

    /// Whether a title, folded, is accepted for a section of a report.
    pub(crate) fn accepts_heading(&self, report: &Report, kind: SectionKind, title: &str) -> bool {
        self.headings
            .iter()
            .any(|(own, accepted)| *own == kind && accepted == title)
            || self.rules.iter().any(|loaded| {
                matches!(&loaded.check, Check::Heading { section, accept, .. }
                    if *section == kind && accept.iter().any(|accepted| accepted == title))
                    && loaded.scope.covers(report)
            })
    }

    /// The section for which a title, folded, is accepted.
    pub(crate) fn section_of_heading(&self, report: &Report, title: &str) -> Option<SectionKind> {
        if self.is_empty() {
            return None;
        }
        let kinds = SectionKind::ALL.into_iter();
        kinds
            .into_iter()
            .find(|kind| self.accepts_heading(report, *kind, title))
    }

    /// Measure words that are accepted beside 件.
    pub(crate) fn measure_words(&self) -> &[String] {
        &self.measure_words
    }

    /// Documents beside those that the program knows.
    pub(crate) fn documents(&self) -> &[Document] {
        &self.documents
    }
}
