//! The file `pack.toml`, as it is written: what serde reads and what the JSON Schema describes.
//!
//! Doc comments of this file are the descriptions of the JSON Schema, so they speak to authors of packs;
//! `x-zh` says the same in Chinese.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// A text in both languages; without `en` the Chinese stands for both.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "两种语言的文字；没有 `en` 时都用中文。"))]
pub(super) struct Both {
    /// Chinese.
    #[schemars(extend("x-zh" = "中文。"))]
    pub(super) zh: String,
    /// English.
    #[schemars(extend("x-zh" = "英文。"))]
    pub(super) en: Option<String>,
}

/// A rule pack for nianbao: rules and settings of a province, a city or an office.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "nianbao 的规则包：一个省、市或单位的规则和设置。"))]
pub(super) struct PackFile {
    /// The address of this schema, for editors.
    #[schemars(extend("x-zh" = "本结构说明（JSON Schema）的地址，供编辑器使用。"))]
    #[serde(rename = "$schema")]
    pub(super) _schema: Option<String>,
    /// The name of the pack: small letters, digits and hyphens, at least three characters.
    #[schemars(extend("x-zh" = "规则包的名称：小写字母、数字和连字符，至少三个字符。"))]
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    /// The version of the pack.
    #[schemars(extend("x-zh" = "规则包的版本。"))]
    pub(super) version: Option<String>,
    /// The province whose reports the pack is for, by the short name (宁夏).
    #[schemars(extend("x-zh" = "规则包适用的省份，写简称（如“宁夏”）。"))]
    #[schemars(with = "Option<String>")]
    pub(super) province: Option<Spanned<String>>,
    /// What the pack is for.
    #[schemars(extend("x-zh" = "规则包的用途。"))]
    pub(super) description: Option<Both>,
    /// Packs that this one builds on: names of built-in packs, or folders below this one (`./base`).
    #[schemars(extend("x-zh" = "所扩展的规则包：内置规则包的名称，或本文件夹之下的文件夹（`./base`）。"))]
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) extends: Vec<Spanned<String>>,
    /// Where the rules come from: documents, web pages, observations.
    #[schemars(extend("x-zh" = "规则的来源：文件、网页、观察。"))]
    #[serde(default)]
    pub(super) sources: Vec<String>,
    /// Settings of the built-in rules.
    #[schemars(extend("x-zh" = "内置规则的设置。"))]
    #[serde(default)]
    pub(super) settings: SettingsFile,
    /// The rules of the pack.
    #[schemars(extend("x-zh" = "本包的规则。"))]
    #[serde(default, rename = "rule")]
    #[schemars(with = "Vec<RuleFile>")]
    pub(super) rules: Vec<Spanned<RuleFile>>,
    /// Sample texts with the findings that they must and must not give.
    #[schemars(extend("x-zh" = "样例文本，以及其中必须报告和不得报告的问题。"))]
    #[serde(default, rename = "test")]
    pub(super) tests: Vec<TestFile>,
}

/// Settings of the built-in rules.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(extend("x-zh" = "内置规则的设置。"))]
pub(super) struct SettingsFile {
    /// Rules that run although they are off by default: codes, names or prefixes.
    #[schemars(extend("x-zh" = "默认关闭而要启用的规则：编号、名称或前缀。"))]
    #[schemars(with = "Vec<String>")]
    pub(super) enable: Vec<Spanned<String>>,
    /// Rules that do not run.
    #[schemars(extend("x-zh" = "不运行的规则。"))]
    #[schemars(with = "Vec<String>")]
    pub(super) disable: Vec<Spanned<String>>,
    /// Severities of rules in the place of their own.
    #[schemars(extend("x-zh" = "规则的严重程度，代替其原有的。"))]
    #[schemars(with = "BTreeMap<String, SeverityWord>")]
    pub(super) severity: BTreeMap<Spanned<String>, SeverityWord>,
    /// From where on something is too long or too short.
    #[schemars(extend("x-zh" = "超过或不足多少算过长、过短。"))]
    pub(super) thresholds: ThresholdsFile,
    /// The last days of publication, `"01-26"`, or `"none"`.
    #[schemars(extend("x-zh" = "公布的最后期限：`\"01-26\"`，或 `\"none\"`。"))]
    pub(super) deadlines: DeadlinesFile,
    /// Other accepted headings of the six sections.
    #[schemars(extend("x-zh" = "六个部分另外认可的标题。"))]
    pub(super) headings: BTreeMap<SectionWord, Vec<String>>,
    /// Measure words that X023 accepts beside 件.
    #[schemars(extend("x-zh" = "除“件”以外 X023 认可的量词。"))]
    pub(super) measure_words: Vec<String>,
    /// Documents that the rules on citations know beside the built-in ones.
    #[schemars(extend("x-zh" = "除内置的以外，引用规则还应知道的文件。"))]
    pub(super) documents: Vec<DocumentFile>,
    /// Misspellings that W005 finds beside the built-in ones: wrong = right.
    #[schemars(extend("x-zh" = "除内置的以外 W005 还应发现的错别字：错 = 对。"))]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) typos: BTreeMap<Spanned<String>, String>,
    /// Terms with the ones to use in their place, reported as `PACK/terms`.
    #[schemars(extend("x-zh" = "应替换的用语及其规范写法，报告为 `PACK/terms`。"))]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) terms: BTreeMap<Spanned<String>, String>,
}

/// Lengths in characters without white space.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(extend("x-zh" = "字数，不计空白。"))]
pub(super) struct ThresholdsFile {
    /// S010 speaks when 一、总体情况 is longer than this.
    #[schemars(extend("x-zh" = "“一、总体情况”长于此数时由 S010 报告。"))]
    pub(super) overview_longest: Option<u32>,
    /// S012 speaks when 五、存在的主要问题及改进情况 is shorter than this.
    #[schemars(extend("x-zh" = "“五、存在的主要问题及改进情况”短于此数时由 S012 报告。"))]
    pub(super) problems_shortest: Option<u32>,
}

/// The last days of publication in the following year.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(extend("x-zh" = "次年公布的最后期限。"))]
pub(super) struct DeadlinesFile {
    /// Departments of governments at county level and above; 01-31 by default.
    #[schemars(extend("x-zh" = "县级以上人民政府部门；默认 01-31。"))]
    #[schemars(with = "Option<String>")]
    pub(super) department: Option<Spanned<String>>,
    /// Governments at county level and above; 03-31 by default.
    #[schemars(extend("x-zh" = "县级以上地方人民政府；默认 03-31。"))]
    #[schemars(with = "Option<String>")]
    pub(super) government: Option<Spanned<String>>,
    /// Township governments and sub-district offices; none by default.
    #[schemars(extend("x-zh" = "乡镇人民政府、街道办事处；默认没有期限。"))]
    #[schemars(with = "Option<String>")]
    pub(super) township: Option<Spanned<String>>,
}

/// A document that reports cite.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "报告引用的文件。"))]
pub(super) struct DocumentFile {
    /// Its number: `皖财综〔2021〕28号`.
    #[schemars(extend("x-zh" = "文号，如 `皖财综〔2021〕28号`。"))]
    #[schemars(with = "String")]
    pub(super) number: Spanned<String>,
    /// Its title without book marks and without 关于印发…的通知.
    #[schemars(extend("x-zh" = "标题，不写书名号，也不写“关于印发…的通知”。"))]
    pub(super) title: String,
    /// The first report year that it governs.
    #[schemars(extend("x-zh" = "适用的最早报告年度。"))]
    pub(super) from: Option<u16>,
    /// The last one.
    #[schemars(extend("x-zh" = "适用的最晚报告年度。"))]
    pub(super) until: Option<u16>,
}

/// A severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "严重程度。"))]
pub(super) enum SeverityWord {
    /// Worth knowing.
    #[schemars(extend("x-zh" = "供参考。"))]
    Info,
    /// Should be changed.
    #[schemars(extend("x-zh" = "应当修改。"))]
    Warning,
    /// Contradicts the law, the form or the report itself.
    #[schemars(extend("x-zh" = "与法规、格式或报告自身相矛盾。"))]
    Error,
}

/// A section of the national form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "全国统一格式的部分。"))]
pub(super) enum SectionWord {
    /// 一、总体情况.
    #[schemars(extend("x-zh" = "一、总体情况。"))]
    Overview,
    /// 二、主动公开政府信息情况.
    #[schemars(extend("x-zh" = "二、主动公开政府信息情况。"))]
    Proactive,
    /// 三、收到和处理政府信息公开申请情况.
    #[schemars(extend("x-zh" = "三、收到和处理政府信息公开申请情况。"))]
    Requests,
    /// 四、政府信息公开行政复议、行政诉讼情况.
    #[schemars(extend("x-zh" = "四、政府信息公开行政复议、行政诉讼情况。"))]
    Disputes,
    /// 五、存在的主要问题及改进情况.
    #[schemars(extend("x-zh" = "五、存在的主要问题及改进情况。"))]
    Problems,
    /// 六、其他需要报告的事项.
    #[schemars(extend("x-zh" = "六、其他需要报告的事项。"))]
    Other,
}

/// What a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "规则的种类。"))]
pub(super) enum KindWord {
    /// Words or patterns that should not stand there.
    #[schemars(extend("x-zh" = "不应出现的词语或样式。"))]
    Existence,
    /// Words or patterns with what to write in their place.
    #[schemars(extend("x-zh" = "词语或样式，以及应改写成什么。"))]
    Substitution,
    /// Words or patterns that stand there too often or too seldom.
    #[schemars(extend("x-zh" = "出现次数过多或过少的词语或样式。"))]
    Occurrence,
    /// Content that a place of the report must have.
    #[schemars(extend("x-zh" = "报告某处必须具备的内容。"))]
    Required,
    /// Headings: accepted wordings, required sub-headings.
    #[schemars(extend("x-zh" = "标题：认可的写法、必须有的小标题。"))]
    Heading,
    /// An expression over the report that must be true.
    #[schemars(extend("x-zh" = "关于报告、必须成立的表达式。"))]
    Assertion,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "可否不经查看就修改。"))]
pub(super) enum FixWord {
    /// The meaning cannot change: `--fix` applies it.
    #[schemars(extend("x-zh" = "不会改变原意：`--fix` 直接修改。"))]
    Safe,
    /// The drafter decides.
    #[schemars(extend("x-zh" = "由起草人决定。"))]
    Suggested,
}

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "报告的组成部分。"))]
pub(super) enum PartWord {
    /// The title.
    #[schemars(extend("x-zh" = "标题。"))]
    Title,
    /// What stands between title and first section.
    #[schemars(extend("x-zh" = "标题与第一部分之间的文字。"))]
    Preamble,
    /// Headings of sections, and sub-headings that stand on lines of their own.
    #[schemars(extend("x-zh" = "各部分的标题，以及独占一行的小标题。"))]
    Heading,
    /// Running text of the sections, remarks below tables too.
    #[schemars(extend("x-zh" = "各部分的正文，包括表下的说明。"))]
    Body,
    /// Signature and date.
    #[schemars(extend("x-zh" = "落款和日期。"))]
    Signature,
    /// Labels and cells of the three tables.
    #[schemars(extend("x-zh" = "三张表的栏目和单元格。"))]
    Table,
    /// All of these.
    #[schemars(extend("x-zh" = "以上全部。"))]
    Report,
}

/// A kind of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "行政机关的类别。"))]
pub(super) enum BodyWord {
    /// A people's government at county level or above.
    #[schemars(extend("x-zh" = "县级以上地方人民政府。"))]
    Government,
    /// A department.
    #[schemars(extend("x-zh" = "部门。"))]
    Department,
    /// The general office of a government.
    #[schemars(extend("x-zh" = "政府办公室（厅）。"))]
    Office,
    /// A township government or sub-district office.
    #[schemars(extend("x-zh" = "乡镇人民政府或街道办事处。"))]
    Township,
}

/// Where a rule looks, and in which reports; what is left out does not narrow it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(extend("x-zh" = "规则在报告的何处、在哪些报告中检查；没有写的不作限制。"))]
pub(super) struct ScopeFile {
    /// Parts of the report [default: preamble, sub-headings and running text].
    #[schemars(extend("x-zh" = "报告的组成部分［默认：前言、小标题和正文］。"))]
    pub(super) part: Vec<PartWord>,
    /// Sections.
    #[schemars(extend("x-zh" = "部分。"))]
    pub(super) section: Vec<SectionWord>,
    /// Kinds of bodies.
    #[schemars(extend("x-zh" = "行政机关的类别。"))]
    pub(super) body: Vec<BodyWord>,
    /// The first report year.
    #[schemars(extend("x-zh" = "最早的报告年度。"))]
    pub(super) from: Option<u16>,
    /// The last report year.
    #[schemars(extend("x-zh" = "最晚的报告年度。"))]
    pub(super) until: Option<u16>,
}

/// Lists that are added to, or removed from, those of the rule that is extended.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(extend("x-zh" = "在所扩展规则的列表中增加或删除的内容。"))]
pub(super) struct ListsFile {
    /// Words; when removed, keys of `swap` too.
    #[schemars(extend("x-zh" = "词语；删除时也包括 `swap` 的键。"))]
    #[schemars(with = "Vec<String>")]
    pub(super) words: Vec<Spanned<String>>,
    /// Patterns.
    #[schemars(extend("x-zh" = "样式（正则表达式）。"))]
    #[schemars(with = "Vec<String>")]
    pub(super) patterns: Vec<Spanned<String>>,
    /// Accepted headings.
    #[schemars(extend("x-zh" = "认可的标题。"))]
    pub(super) accept: Vec<String>,
    /// Words that excuse.
    #[schemars(extend("x-zh" = "使之不报的词语。"))]
    pub(super) not_before: Vec<String>,
    /// Words that excuse.
    #[schemars(extend("x-zh" = "使之不报的词语。"))]
    pub(super) not_after: Vec<String>,
    /// Legal bases.
    #[schemars(extend("x-zh" = "依据。"))]
    pub(super) basis: Vec<String>,
}

/// A rule.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "规则。"))]
pub(super) struct RuleFile {
    /// Its name, unique in the pack: small letters, digits and hyphens. Its code is `PACK/NAME`.
    #[schemars(extend("x-zh" = "规则的名称，在包内唯一：小写字母、数字和连字符。编号为 `包名/规则名`。"))]
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    /// What it is; not needed where it extends a rule.
    #[schemars(extend("x-zh" = "规则的种类；扩展其他规则时可以不写。"))]
    pub(super) kind: Option<KindWord>,
    /// A rule of this pack (`name`) or of one that this pack extends (`pack/name`): what is not said
    /// here is as there. A rule of another pack is replaced by this one.
    #[schemars(extend("x-zh" = "本包的规则（`名称`），或所扩展规则包的规则（`包名/名称`）：此处没有写的与其相同。其他包的规则由本规则代替。"))]
    #[schemars(with = "Option<String>")]
    pub(super) extends: Option<Spanned<String>>,
    /// Lists added to those of the extended rule.
    #[schemars(extend("x-zh" = "在所扩展规则的列表中增加的内容。"))]
    pub(super) add: Option<ListsFile>,
    /// Lists removed from those of the extended rule.
    #[schemars(extend("x-zh" = "从所扩展规则的列表中删除的内容。"))]
    pub(super) remove: Option<ListsFile>,
    /// Its severity [default: info].
    #[schemars(extend("x-zh" = "严重程度［默认 info］。"))]
    #[schemars(with = "Option<SeverityWord>")]
    pub(super) severity: Option<Spanned<SeverityWord>>,
    /// Whether it rests on observed practice only; such a rule is info at most.
    #[schemars(extend("x-zh" = "是否只依据观察到的惯例；这样的规则最高为 info。"))]
    pub(super) observed: Option<bool>,
    /// Whether it runs unless deselected [default: true].
    #[schemars(extend("x-zh" = "不作选择时是否运行［默认 true］。"))]
    pub(super) enabled: Option<bool>,
    /// What a finding says. `{match}`, `{with}`, `{count}`, `{min}`, `{max}`, `{missing}` and `{value}`
    /// are filled in where the kind of rule knows them.
    #[schemars(extend("x-zh" = "报告的文字。`{match}`、`{with}`、`{count}`、`{min}`、`{max}`、`{missing}`、`{value}` 在该种规则知道时填入。"))]
    pub(super) message: Option<Both>,
    /// What the rule checks, one line [default: the message].
    #[schemars(extend("x-zh" = "规则检查什么，一行［默认同 message］。"))]
    pub(super) summary: Option<Both>,
    /// Why it matters and what to do.
    #[schemars(extend("x-zh" = "为什么重要，应当怎么做。"))]
    pub(super) explanation: Option<Both>,
    /// What it rests on: articles and document numbers.
    #[schemars(extend("x-zh" = "依据：条款和文号。"))]
    pub(super) basis: Option<Vec<String>>,
    /// Where it looks, and in which reports.
    #[schemars(extend("x-zh" = "在报告的何处、在哪些报告中检查。"))]
    pub(super) scope: Option<ScopeFile>,
    /// Literal words.
    #[schemars(extend("x-zh" = "原样查找的词语。"))]
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) words: Option<Vec<Spanned<String>>>,
    /// Regular expressions (syntax of the Rust crate `regex`), matched paragraph by paragraph.
    #[schemars(extend("x-zh" = "正则表达式（Rust 的 `regex` 语法），逐段匹配。"))]
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) patterns: Option<Vec<Spanned<String>>>,
    /// A find counts only where one of these follows.
    #[schemars(extend("x-zh" = "其后紧接这些词语之一时才算。"))]
    pub(super) only_before: Option<Vec<String>>,
    /// A find does not count where one of these follows.
    #[schemars(extend("x-zh" = "其后紧接这些词语之一时不算。"))]
    pub(super) not_before: Option<Vec<String>>,
    /// A find does not count where one of these precedes.
    #[schemars(extend("x-zh" = "其前紧接这些词语之一时不算。"))]
    pub(super) not_after: Option<Vec<String>>,
    /// Whether finds inside 《》 count [default: true for required, else false].
    #[schemars(extend("x-zh" = "书名号《》之内的是否算［required 默认 true，其余默认 false］。"))]
    pub(super) in_titles: Option<bool>,
    /// Whether finds inside “” count [default: true].
    #[schemars(extend("x-zh" = "引号“”之内的是否算［默认 true］。"))]
    pub(super) in_quotes: Option<bool>,
    /// substitution: words with what to write in their place.
    #[schemars(extend("x-zh" = "substitution：词语及其应改写成的词语。"))]
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) swap: Option<BTreeMap<Spanned<String>, String>>,
    /// substitution: patterns with what to write in their place; `$1` is the first group.
    #[schemars(extend("x-zh" = "substitution：样式及其应改写成的文字；`$1` 是第一个分组。"))]
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) swap_patterns: Option<BTreeMap<Spanned<String>, String>>,
    /// substitution, heading, required: whether the fix may be applied unseen [default: suggested].
    #[schemars(extend("x-zh" = "substitution、heading、required：可否不经查看就修改［默认 suggested］。"))]
    pub(super) fix: Option<FixWord>,
    /// occurrence: how often at least. required: likewise [default: 1].
    #[schemars(extend("x-zh" = "occurrence：至少几次。required：同［默认 1］。"))]
    pub(super) min: Option<u32>,
    /// occurrence: how often at most.
    #[schemars(extend("x-zh" = "occurrence：至多几次。"))]
    pub(super) max: Option<u32>,
    /// required: a paragraph that the fix puts at the end of the section.
    #[schemars(extend("x-zh" = "required：修改时加在该部分末尾的一段。"))]
    pub(super) insert: Option<String>,
    /// heading: accepted wordings of the heading of the section in `scope`.
    #[schemars(extend("x-zh" = "heading：`scope` 所指部分的标题认可的写法。"))]
    pub(super) accept: Option<Vec<String>>,
    /// heading: sub-headings that the section must have, each as words of which one must stand in it.
    #[schemars(extend("x-zh" = "heading：该部分必须有的小标题，每个写成一组词语，小标题中须含其一。"))]
    pub(super) subheadings: Option<Vec<Vec<String>>>,
    /// assertion: an expression in CEL over the report that must be true.
    #[schemars(extend("x-zh" = "assertion：关于报告、必须成立的 CEL 表达式。"))]
    #[schemars(with = "Option<String>")]
    pub(super) assert: Option<Spanned<String>>,
    /// assertion: the cell that findings point at (`table3.new_requests.total`).
    #[schemars(extend("x-zh" = "assertion：问题所指的单元格（`table3.new_requests.total`）。"))]
    #[schemars(with = "Option<String>")]
    pub(super) at: Option<Spanned<String>>,
}

/// A sample text with the findings that it must and must not give.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(extend("x-zh" = "一份样例文本，以及其中必须报告和不得报告的问题。"))]
pub(super) struct TestFile {
    /// What this case is.
    #[schemars(extend("x-zh" = "这一例的名称。"))]
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    /// The whole text of a report.
    #[schemars(extend("x-zh" = "报告全文。"))]
    pub(super) text: Option<String>,
    /// A file below the pack's folder with the text of a report.
    #[schemars(extend("x-zh" = "规则包文件夹之下的文件，内容为一份报告。"))]
    #[schemars(with = "Option<String>")]
    pub(super) file: Option<Spanned<String>>,
    /// Replacements in the sample report that stands for `text` when neither it nor `file` is given;
    /// `nianbao pack new` prints that report.
    #[schemars(extend("x-zh" = "既没有 `text` 也没有 `file` 时以样例报告代替，此处写在样例报告中的替换；`nianbao pack new` 会写出该报告。"))]
    #[serde(default)]
    #[schemars(with = "Vec<(String, String)>")]
    pub(super) edits: Vec<Spanned<(String, String)>>,
    /// Paragraphs added at the end of sections of the sample report, or to its `preamble`.
    #[schemars(extend("x-zh" = "加在样例报告各部分末尾的段落，或加到其前言（`preamble`）。"))]
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) add: BTreeMap<Spanned<String>, String>,
    /// Findings that there must be: a rule, or `rule: the text that is marked`.
    #[schemars(extend("x-zh" = "必须报告的问题：规则，或“`规则: 所标文字`”。"))]
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) expect: Vec<Spanned<String>>,
    /// Rules that must find nothing.
    #[schemars(extend("x-zh" = "不得报告的规则。"))]
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub(super) forbid: Vec<Spanned<String>>,
}
