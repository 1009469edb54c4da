//! The file `pack.toml`, as it is written: what serde reads and what the JSON Schema describes.
//!
//! Doc comments of this file are the descriptions of the JSON Schema, so they speak to authors of packs.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// A text in both languages; without `en` the Chinese stands for both.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Both {
    /// Chinese.
    pub(super) zh: String,
    /// English.
    pub(super) en: Option<String>,
}

/// A rule pack for nianbao: rules and settings of a province, a city or an office.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PackFile {
    /// The address of this schema, for editors.
    #[serde(rename = "$schema")]
    pub(super) _schema: Option<String>,
    /// The name of the pack: small letters, digits and hyphens, at least three characters.
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    /// The version of the pack.
    pub(super) version: Option<String>,
    /// The province whose reports the pack is for, by the short name (宁夏).
    #[schemars(with = "Option<String>")]
    pub(super) province: Option<Spanned<String>>,
    /// What the pack is for.
    pub(super) description: Option<Both>,
    /// Packs that this one builds on: names of built-in packs, or folders below this one (`./base`).
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) extends: Vec<Spanned<String>>,
    /// Where the rules come from: documents, web pages, observations.
    #[serde(default)]
    pub(super) sources: Vec<String>,
    /// Settings of the built-in rules.
    #[serde(default)]
    pub(super) settings: SettingsFile,
    /// The rules of the pack.
    #[serde(default, rename = "rule")]
    #[schemars(with = "Vec<RuleFile>")]
    pub(super) rules: Vec<Spanned<RuleFile>>,
    /// Sample texts with the findings that they must and must not give.
    #[serde(default, rename = "test")]
    pub(super) tests: Vec<TestFile>,
}

/// Settings of the built-in rules.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct SettingsFile {
    /// Rules that run although they are off by default: codes, names or prefixes.
    #[schemars(with = "Vec<String>")]
    pub(super) enable: Vec<Spanned<String>>,
    /// Rules that do not run.
    #[schemars(with = "Vec<String>")]
    pub(super) disable: Vec<Spanned<String>>,
    /// Severities of rules in the place of their own.
    #[schemars(with = "BTreeMap<String, SeverityWord>")]
    pub(super) severity: BTreeMap<Spanned<String>, SeverityWord>,
    /// From where on something is too long or too short.
    pub(super) thresholds: ThresholdsFile,
    /// The last days of publication, `"01-26"`, or `"none"`.
    pub(super) deadlines: DeadlinesFile,
    /// Other accepted headings of the six sections.
    pub(super) headings: BTreeMap<SectionWord, Vec<String>>,
    /// Measure words that X023 accepts beside 件.
    pub(super) measure_words: Vec<String>,
    /// Documents that the rules on citations know beside the built-in ones.
    pub(super) documents: Vec<DocumentFile>,
    /// Misspellings that W005 finds beside the built-in ones: wrong = right.
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) typos: BTreeMap<Spanned<String>, String>,
    /// Terms with the ones to use in their place, reported as `PACK/terms`.
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) terms: BTreeMap<Spanned<String>, String>,
}

/// Lengths in characters without white space.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct ThresholdsFile {
    /// S010 speaks when 一、总体情况 is longer than this.
    pub(super) overview_longest: Option<u32>,
    /// S012 speaks when 五、存在的主要问题及改进情况 is shorter than this.
    pub(super) problems_shortest: Option<u32>,
}

/// The last days of publication in the following year.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct DeadlinesFile {
    /// Departments of governments at county level and above; 01-31 by default.
    #[schemars(with = "Option<String>")]
    pub(super) department: Option<Spanned<String>>,
    /// Governments at county level and above; 03-31 by default.
    #[schemars(with = "Option<String>")]
    pub(super) government: Option<Spanned<String>>,
    /// Township governments and sub-district offices; none by default.
    #[schemars(with = "Option<String>")]
    pub(super) township: Option<Spanned<String>>,
}

/// A document that reports cite.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DocumentFile {
    /// Its number: `皖财综〔2021〕28号`.
    #[schemars(with = "String")]
    pub(super) number: Spanned<String>,
    /// Its title without book marks and without 关于印发…的通知.
    pub(super) title: String,
    /// The first report year that it governs.
    pub(super) from: Option<u16>,
    /// The last one.
    pub(super) until: Option<u16>,
}

/// A severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SeverityWord {
    /// Worth knowing.
    Info,
    /// Should be changed.
    Warning,
    /// Contradicts the law, the form or the report itself.
    Error,
}

/// A section of the national form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SectionWord {
    /// 一、总体情况.
    Overview,
    /// 二、主动公开政府信息情况.
    Proactive,
    /// 三、收到和处理政府信息公开申请情况.
    Requests,
    /// 四、政府信息公开行政复议、行政诉讼情况.
    Disputes,
    /// 五、存在的主要问题及改进情况.
    Problems,
    /// 六、其他需要报告的事项.
    Other,
}

/// What a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindWord {
    /// Words or patterns that should not stand there.
    Existence,
    /// Words or patterns with what to write in their place.
    Substitution,
    /// Words or patterns that stand there too often or too seldom.
    Occurrence,
    /// Content that a place of the report must have.
    Required,
    /// Headings: accepted wordings, required sub-headings.
    Heading,
    /// An expression over the report that must be true.
    Assertion,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FixWord {
    /// The meaning cannot change: `--fix` applies it.
    Safe,
    /// The drafter decides.
    Suggested,
}

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PartWord {
    /// The title.
    Title,
    /// What stands between title and first section.
    Preamble,
    /// Headings of sections, and sub-headings that stand on lines of their own.
    Heading,
    /// Running text of the sections, remarks below tables too.
    Body,
    /// Signature and date.
    Signature,
    /// Labels and cells of the three tables.
    Table,
    /// All of these.
    Report,
}

/// A kind of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum BodyWord {
    /// A people's government at county level or above.
    Government,
    /// A department.
    Department,
    /// The general office of a government.
    Office,
    /// A township government or sub-district office.
    Township,
}

/// Where a rule looks, and in which reports; what is left out does not narrow it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct ScopeFile {
    /// Parts of the report [default: preamble, sub-headings and running text].
    pub(super) part: Vec<PartWord>,
    /// Sections.
    pub(super) section: Vec<SectionWord>,
    /// Kinds of bodies.
    pub(super) body: Vec<BodyWord>,
    /// The first report year.
    pub(super) from: Option<u16>,
    /// The last report year.
    pub(super) until: Option<u16>,
}

/// Lists that are added to, or removed from, those of the rule that is extended.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct ListsFile {
    /// Words; when removed, keys of `swap` too.
    #[schemars(with = "Vec<String>")]
    pub(super) words: Vec<Spanned<String>>,
    /// Patterns.
    #[schemars(with = "Vec<String>")]
    pub(super) patterns: Vec<Spanned<String>>,
    /// Accepted headings.
    pub(super) accept: Vec<String>,
    /// Words that excuse.
    pub(super) not_before: Vec<String>,
    /// Words that excuse.
    pub(super) not_after: Vec<String>,
    /// Legal bases.
    pub(super) basis: Vec<String>,
}

/// A rule.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RuleFile {
    /// Its name, unique in the pack: small letters, digits and hyphens. Its code is `PACK/NAME`.
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    /// What it is; not needed where it extends a rule.
    pub(super) kind: Option<KindWord>,
    /// A rule of this pack (`name`) or of one that this pack extends (`pack/name`): what is not said
    /// here is as there. A rule of another pack is replaced by this one.
    #[schemars(with = "Option<String>")]
    pub(super) extends: Option<Spanned<String>>,
    /// Lists added to those of the extended rule.
    pub(super) add: Option<ListsFile>,
    /// Lists removed from those of the extended rule.
    pub(super) remove: Option<ListsFile>,
    /// Its severity [default: info].
    #[schemars(with = "Option<SeverityWord>")]
    pub(super) severity: Option<Spanned<SeverityWord>>,
    /// Whether it rests on observed practice only; such a rule is info at most.
    pub(super) observed: Option<bool>,
    /// Whether it runs unless deselected [default: true].
    pub(super) enabled: Option<bool>,
    /// What a finding says. `{match}`, `{with}`, `{count}`, `{min}`, `{max}`, `{missing}` and `{value}`
    /// are filled in where the kind of rule knows them.
    pub(super) message: Option<Both>,
    /// What the rule checks, one line [default: the message].
    pub(super) summary: Option<Both>,
    /// Why it matters and what to do.
    pub(super) explanation: Option<Both>,
    /// What it rests on: articles and document numbers.
    pub(super) basis: Option<Vec<String>>,
    /// Where it looks, and in which reports.
    pub(super) scope: Option<ScopeFile>,
    /// Literal words.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) words: Option<Vec<Spanned<String>>>,
    /// Regular expressions (syntax of the Rust crate `regex`), matched paragraph by paragraph.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) patterns: Option<Vec<Spanned<String>>>,
    /// A find counts only where one of these follows.
    pub(super) only_before: Option<Vec<String>>,
    /// A find does not count where one of these follows.
    pub(super) not_before: Option<Vec<String>>,
    /// A find does not count where one of these precedes.
    pub(super) not_after: Option<Vec<String>>,
    /// Whether finds inside 《》 count [default: true for required, else false].
    pub(super) in_titles: Option<bool>,
    /// Whether finds inside “” count [default: true].
    pub(super) in_quotes: Option<bool>,
    /// substitution: words with what to write in their place.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) swap: Option<BTreeMap<Spanned<String>, String>>,
    /// substitution: patterns with what to write in their place; `$1` is the first group.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) swap_patterns: Option<BTreeMap<Spanned<String>, String>>,
    /// substitution, heading, required: whether the fix may be applied unseen [default: suggested].
    pub(super) fix: Option<FixWord>,
    /// occurrence: how often at least. required: likewise [default: 1].
    pub(super) min: Option<u32>,
    /// occurrence: how often at most.
    pub(super) max: Option<u32>,
    /// required: a paragraph that the fix puts at the end of the section.
    pub(super) insert: Option<String>,
    /// heading: accepted wordings of the heading of the section in `scope`.
    pub(super) accept: Option<Vec<String>>,
    /// heading: sub-headings that the section must have, each as words of which one must stand in it.
    pub(super) subheadings: Option<Vec<Vec<String>>>,
    /// assertion: an expression in CEL over the report that must be true.
    #[schemars(with = "Option<String>")]
    pub(super) assert: Option<Spanned<String>>,
    /// assertion: the cell that findings point at (`table3.new_requests.total`).
    #[schemars(with = "Option<String>")]
    pub(super) at: Option<Spanned<String>>,
}

/// A sample text with the findings that it must and must not give.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TestFile {
    /// What this case is.
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    /// The whole text of a report.
    pub(super) text: Option<String>,
    /// A file below the pack's folder with the text of a report.
    #[schemars(with = "Option<String>")]
    pub(super) file: Option<Spanned<String>>,
    /// Replacements in the sample report that stands for `text` when neither it nor `file` is given;
    /// `nianbao pack new` prints that report.
    #[serde(default)]
    #[schemars(with = "Vec<(String, String)>")]
    pub(super) edits: Vec<Spanned<(String, String)>>,
    /// Paragraphs added at the end of sections of the sample report, or to its `preamble`.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) add: BTreeMap<Spanned<String>, String>,
    /// Findings that there must be: a rule, or `rule: the text that is marked`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) expect: Vec<Spanned<String>>,
    /// Rules that must find nothing.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) forbid: Vec<Spanned<String>>,
}
