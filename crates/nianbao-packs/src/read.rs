//! From the text of a `pack.toml` to a [`Pack`].

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use nianbao_core::form::SectionKind;
use nianbao_core::normal::folded;
use nianbao_facts::deadlines::MonthDay;
use nianbao_facts::documents::AddedDocument;
use nianbao_lint::{Message, Severity};
use toml::Spanned;

use super::error::{Complaints, PackError};
use super::format::{PackFile, RuleFile, SettingsFile};
use super::rule::{Item, Loaded};
use super::scope::section;
use super::{rule, walk};
use crate::Deadline;

/// The longest text, in bytes.
pub const MAX_TEXT: usize = 1 << 20;
/// The most rules of one pack.
pub const MAX_RULES: usize = 1000;
/// Names that selectors need for themselves.
const RESERVED: [&str; 3] = ["all", "auto", "none"];

/// A pack as its text has it, checked as far as a single text can be.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Its name.
    pub name: String,
    /// Its version; empty when it gives none.
    pub version: String,
    /// The province that it is for, by its short name.
    pub province: Option<String>,
    /// What it is for.
    pub description: Message,
    /// Packs that it builds on, as written.
    pub extends: Vec<String>,
    /// Where its rules come from.
    pub sources: Vec<String>,
    pub(super) extends_at: Vec<Range<usize>>,
    pub(super) settings: PackSettings,
    /// Rules that stand on their own.
    pub(super) rules: Vec<Loaded>,
    /// Every rule as written, those within the pack merged; by name.
    pub(super) written: BTreeMap<String, Spanned<RuleFile>>,
    /// Rules that extend those of other packs, by name.
    pub(super) derived: Vec<String>,
    pub(super) file: Arc<PackFile>,
    /// The text, for places.
    pub(super) text: Arc<str>,
    /// The file as its source names it.
    pub(super) path: String,
}

impl Pack {
    /// Whether it has a rule of a name.
    pub fn has_rule(&self, name: &str) -> bool {
        self.written.contains_key(name) || (name == "terms" && !self.settings.terms.is_empty())
    }

    /// How many rules and tests it has.
    pub fn counts(&self) -> (usize, usize) {
        let terms = usize::from(!self.settings.terms.is_empty());
        (self.written.len() + terms, self.file.tests.len())
    }
}

/// Settings of a pack, checked.
#[derive(Clone, Debug, Default)]
pub(super) struct PackSettings {
    pub(super) overview_longest: Option<usize>,
    pub(super) problems_shortest: Option<usize>,
    pub(super) department: Option<Deadline>,
    pub(super) government: Option<Deadline>,
    pub(super) township: Option<Deadline>,
    /// `(selector, place, whether it runs)`, in the order in which they decide.
    pub(super) switches: Vec<(String, Range<usize>, bool)>,
    pub(super) severity: Vec<(String, Range<usize>, Severity)>,
    pub(super) headings: Vec<(SectionKind, String)>,
    pub(super) measure_words: Vec<String>,
    pub(super) documents: Vec<AddedDocument>,
    pub(super) typos: Vec<Item>,
    pub(super) terms: Vec<Item>,
}

/// Reads the text of a `pack.toml`. Rules that extend those of other packs are checked when the packs
/// come together.
///
/// # Errors
/// Everything that is wrong with the text, in its order.
pub fn parse(text: &str) -> Result<Pack, Vec<PackError>> {
    let mut complaints = Complaints::new(text);
    if text.len() > MAX_TEXT {
        complaints.add(
            0..0,
            format!("规则包太大：最多 {MAX_TEXT} 字节"),
            format!("the pack is too large: at most {MAX_TEXT} bytes"),
        );
        return Err(complaints.errors);
    }
    let file: PackFile = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            walk::walk(text, &mut complaints);
            if complaints.errors.is_empty() {
                let message = error.message();
                complaints.add(
                    error.span().unwrap_or(0..0),
                    format!("规则包有误：{message}"),
                    format!("not a pack: {message}"),
                );
            }
            return Err(complaints.into_errors());
        }
    };
    let pack = read(file, text, &mut complaints);
    complaints.finish(pack)
}

/// Complains of what the head of a pack says.
fn header(file: &PackFile, complaints: &mut Complaints<'_>) {
    let name = file.name.get_ref();
    if !is_name(name) || name.len() < 3 || RESERVED.contains(&name.as_str()) {
        complaints.add(
            file.name.span(),
            format!("规则包的名称“{name}”应由小写字母、数字和连字符组成，至少三个字符"),
            format!("a pack's name has small letters, digits and hyphens, at least three of them; not \"{name}\""),
        );
    }
    if file.rules.len() > MAX_RULES {
        complaints.add(
            file.name.span(),
            format!("规则太多：最多 {MAX_RULES} 条"),
            format!("too many rules: at most {MAX_RULES}"),
        );
    }
    if let Some(province) = &file.province
        && !super::divisions::is_province(province.get_ref())
    {
        let written = province.get_ref();
        let known = super::divisions::provinces().collect::<Vec<_>>().join("、");
        complaints.add(
            province.span(),
            format!("没有省份“{written}”；可用的有：{known}"),
            format!("no province is called \"{written}\"; there are {known}"),
        );
    }
}

fn read(file: PackFile, text: &str, complaints: &mut Complaints<'_>) -> Pack {
    let name = file.name.get_ref().clone();
    header(&file, complaints);
    let settings = settings(&file.settings, complaints);
    let mut written: BTreeMap<String, Spanned<RuleFile>> = BTreeMap::new();
    let (mut rules, mut derived) = (Vec::new(), Vec::new());
    for found in &file.rules {
        let own = found.get_ref().name.get_ref().clone();
        let at = found.get_ref().name.span();
        if !is_name(&own) || written.contains_key(&own) || own == "terms" {
            complaints.add(
                at.clone(),
                format!("规则的名称“{own}”应由小写字母、数字和连字符组成，不能重复，也不能是 terms"),
                format!(
                    "a rule's name has small letters, digits and hyphens, is used once and is not terms; not \
                     \"{own}\""
                ),
            );
            continue;
        }
        let mut rule = found.get_ref().clone();
        match rule
            .extends
            .as_ref()
            .map(|base| (base.get_ref().clone(), base.span()))
        {
            Some((base, _)) if base.contains('/') => derived.push(own.clone()),
            Some((base, span)) => {
                // A rule can only extend one that stands above it, so that there are no circles.
                if let Some(base) = written.get(&base) {
                    rule = merged(base.get_ref(), &rule);
                    if rule
                        .extends
                        .as_ref()
                        .is_some_and(|base| base.get_ref().contains('/'))
                    {
                        derived.push(own.clone());
                    }
                } else {
                    let known = written.keys().map(String::as_str);
                    let (zh, en) = super::error::did_you_mean(&base, known);
                    complaints.add(
                        span,
                        format!("此前没有规则 {base}；被扩展的规则要写在前面{zh}"),
                        format!("no rule {base} stands above; a rule extends one that does{en}"),
                    );
                    continue;
                }
            }
            None => {}
        }
        if derived.last() != Some(&own) {
            rules.extend(rule::load(
                &name,
                &rule,
                found.span().start..at.end,
                complaints,
            ));
        }
        written.insert(own, Spanned::new(found.span(), rule));
    }
    Pack {
        name,
        version: file.version.clone().unwrap_or_default(),
        province: file
            .province
            .as_ref()
            .map(|province| province.get_ref().clone()),
        description: file
            .description
            .as_ref()
            .map_or_else(|| Message::new("", ""), rule::both),
        extends: file
            .extends
            .iter()
            .map(|base| base.get_ref().clone())
            .collect(),
        extends_at: file.extends.iter().map(Spanned::span).collect(),
        sources: file.sources.clone(),
        settings,
        rules,
        written,
        derived,
        file: Arc::new(file),
        text: Arc::from(text),
        path: String::new(),
    }
}

/// Whether a text is a name: small letters, digits, hyphens.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn settings(file: &SettingsFile, complaints: &mut Complaints<'_>) -> PackSettings {
    let mut day = |value: &Option<Spanned<String>>| {
        let value = value.as_ref()?;
        if value.get_ref() == "none" {
            return Some(None);
        }
        let parts = value.get_ref().split_once('-');
        let parsed = parts.and_then(|(month, day)| {
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            // A leap year has every day of any year.
            nianbao_core::prose::Day::new(2024, month, day).map(|_| MonthDay { month, day })
        });
        if parsed.is_none() {
            complaints.add(
                value.span(),
                "应为“月-日”，如 \"01-31\"，或 \"none\"",
                "this should be \"month-day\", as \"01-31\", or \"none\"",
            );
        }
        Some(parsed)
    };
    let department = day(&file.deadlines.department);
    let government = day(&file.deadlines.government);
    let township = day(&file.deadlines.township);
    let switch = |on: bool| move |it: &Spanned<String>| (it.get_ref().clone(), it.span(), on);
    let mut items = |list: &BTreeMap<Spanned<String>, String>| {
        list.iter()
            .filter_map(|(wrong, right)| {
                let (text, span) = (wrong.get_ref(), wrong.span());
                rule::item(text, span, false, Some(right.clone()), complaints)
            })
            .collect()
    };
    let (typos, terms) = (items(&file.typos), items(&file.terms));
    let documents = file.documents.iter();
    let documents = documents.filter_map(|it| {
        let read = document(it);
        if read.is_none() {
            complaints.add(
                it.number.span(),
                "文号应写作“机关代字〔年份〕序号号”，如 皖财综〔2021〕28号",
                "a document's number is the issuer's code, the year in 〔〕 and the serial with 号",
            );
        }
        read
    });
    PackSettings {
        overview_longest: file.thresholds.overview_longest.map(|it| it as usize),
        problems_shortest: file.thresholds.problems_shortest.map(|it| it as usize),
        department,
        government,
        township,
        documents: documents.collect(),
        switches: file
            .enable
            .iter()
            .map(switch(true))
            .chain(file.disable.iter().map(switch(false)))
            .collect(),
        severity: file
            .severity
            .iter()
            .map(|(rule, word)| (rule.get_ref().clone(), rule.span(), rule::severity(*word)))
            .collect(),
        headings: file
            .headings
            .iter()
            .flat_map(|(word, titles)| {
                let kind = section(*word);
                titles.iter().map(move |title| (kind, folded(title)))
            })
            .collect(),
        measure_words: file.measure_words.iter().map(|word| folded(word)).collect(),
        typos,
        terms,
    }
}

fn document(file: &super::format::DocumentFile) -> Option<AddedDocument> {
    let number = folded(file.number.get_ref());
    let (code, rest) = number.split_once('〔')?;
    let (year, serial) = rest.split_once('〕')?;
    Some(AddedDocument {
        code: code.to_owned(),
        year: year.parse().ok()?,
        serial: serial.strip_suffix('号')?.parse().ok()?,
        title: nianbao_facts::documents::title_key(&file.title),
        name: file.title.clone(),
        from: file.from.unwrap_or(0),
        until: file.until,
    })
    .filter(|document| !document.code.is_empty())
}

/// A rule that says only in what it differs from another one.
pub(super) fn merged(base: &RuleFile, own: &RuleFile) -> RuleFile {
    let own = own.clone();
    let (add, remove) = (
        own.add.clone().unwrap_or_default(),
        own.remove.clone().unwrap_or_default(),
    );
    let spanned = |own: Option<Vec<Spanned<String>>>,
                   base: &Option<Vec<Spanned<String>>>,
                   add: &[Spanned<String>],
                   remove: &[Spanned<String>]| {
        let mut list = own.or_else(|| base.clone()).unwrap_or_default();
        list.retain(|it| !remove.iter().any(|gone| gone.get_ref() == it.get_ref()));
        list.extend_from_slice(add);
        (!list.is_empty()).then_some(list)
    };
    let plain = |own: Option<Vec<String>>,
                 base: &Option<Vec<String>>,
                 add: &[String],
                 remove: &[String]| {
        let mut list = own.or_else(|| base.clone()).unwrap_or_default();
        list.retain(|it| !remove.contains(it));
        list.extend_from_slice(add);
        (!list.is_empty()).then_some(list)
    };
    let swap = |own: Option<BTreeMap<Spanned<String>, String>>, base: &Option<BTreeMap<_, _>>| {
        let mut list = base.clone().unwrap_or_default();
        list.extend(own.unwrap_or_default());
        list.retain(|key: &Spanned<String>, _| {
            !remove
                .words
                .iter()
                .chain(&remove.patterns)
                .any(|gone| gone.get_ref() == key.get_ref())
        });
        (!list.is_empty()).then_some(list)
    };
    RuleFile {
        kind: own.kind.or(base.kind),
        // The base may itself extend a rule of another pack.
        extends: base
            .extends
            .clone()
            .filter(|base| base.get_ref().contains('/')),
        add: base.add.clone().filter(|_| base.extends.is_some()),
        remove: base.remove.clone().filter(|_| base.extends.is_some()),
        severity: own.severity.or_else(|| base.severity.clone()),
        observed: own.observed.or(base.observed),
        enabled: own.enabled.or(base.enabled),
        message: own.message.or_else(|| base.message.clone()),
        summary: own.summary.or_else(|| base.summary.clone()),
        explanation: own.explanation.or_else(|| base.explanation.clone()),
        basis: plain(own.basis, &base.basis, &add.basis, &remove.basis),
        scope: own.scope.or_else(|| base.scope.clone()),
        words: spanned(own.words, &base.words, &add.words, &remove.words),
        patterns: spanned(
            own.patterns,
            &base.patterns,
            &add.patterns,
            &remove.patterns,
        ),
        only_before: own.only_before.or_else(|| base.only_before.clone()),
        not_before: plain(
            own.not_before,
            &base.not_before,
            &add.not_before,
            &remove.not_before,
        ),
        not_after: plain(
            own.not_after,
            &base.not_after,
            &add.not_after,
            &remove.not_after,
        ),
        in_titles: own.in_titles.or(base.in_titles),
        in_quotes: own.in_quotes.or(base.in_quotes),
        swap: swap(own.swap, &base.swap),
        swap_patterns: swap(own.swap_patterns, &base.swap_patterns),
        fix: own.fix.or(base.fix),
        min: own.min.or(base.min),
        max: own.max.or(base.max),
        insert: own.insert.or_else(|| base.insert.clone()),
        accept: plain(own.accept, &base.accept, &add.accept, &remove.accept),
        subheadings: own.subheadings.or_else(|| base.subheadings.clone()),
        assert: own.assert.or_else(|| base.assert.clone()),
        at: own.at.or_else(|| base.at.clone()),
        name: own.name,
    }
}
