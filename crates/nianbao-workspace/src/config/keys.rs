//! The keys of `nianbao.toml`, as data: what is read, what is complained of and what the JSON Schema
//! says come from this one table.

use nianbao_lint::Text;

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A list of codes, names and prefixes of rules.
    Rules,
    /// A list of texts.
    Texts,
    /// One text.
    Text,
    /// A list of names and paths of packs, or one of them alone.
    Packs,
    /// `"zh"` or `"en"`.
    Lang,
    /// A number of characters, from 1.
    Count,
    /// A day of any year, `"01-31"`, or `"none"`.
    Day,
    /// A table from rules to levels: `error`, `warning`, `info`, `off`.
    Levels,
    /// A table from patterns of paths to lists of rules.
    RulesByPath,
    /// A table with keys of its own.
    Table(&'static [Key]),
}

/// A key of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it is for, one line.
    pub summary: Text,
}

const fn key(name: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Key {
    Key {
        name,
        kind,
        summary: Text::new(zh, en),
    }
}

/// The keys at the top of the file.
pub const KEYS: &[Key] = &[
    key(
        "select",
        Kind::Rules,
        "只运行这些规则：代码、名称、代码前缀或 ALL",
        "Rules that run instead of the default ones: codes, names, prefixes or ALL",
    ),
    key(
        "extend-select",
        Kind::Rules,
        "在所选规则之外再运行这些规则",
        "Rules that run beside the selected ones",
    ),
    key(
        "ignore",
        Kind::Rules,
        "不运行这些规则",
        "Rules that do not run",
    ),
    key(
        "severity",
        Kind::Levels,
        "规则的级别：error、warning、info，或 off 表示不运行",
        "Severities of rules: error, warning, info, or off for rules that do not run",
    ),
    key(
        "packs",
        Kind::Packs,
        "另外使用的规则包：名称或路径，或 auto（按机关所在省选用内置的规则包）",
        "Rule packs that are used beside the built-in rules: names, paths, or auto for that of the \
         province of the body",
    ),
    key(
        "previous",
        Kind::Text,
        "上一年度的报告：文件，或存放各机关报告的文件夹",
        "The report of the year before: a file, or a folder with the reports of several bodies",
    ),
    key(
        "exclude",
        Kind::Texts,
        "不检查的文件和文件夹，写法同 .gitignore",
        "Files and folders that are not checked, written as in .gitignore",
    ),
    key(
        "per-file-ignores",
        Kind::RulesByPath,
        "某些文件不运行的规则：路径模式（写法同 .gitignore）对应规则",
        "Rules that do not run for some files: patterns as in .gitignore, each with its rules",
    ),
    key(
        "thresholds",
        Kind::Table(THRESHOLDS),
        "多长算过长，多短算过短（字数，不计空白）",
        "From where on something is too long or too short, in characters without white space",
    ),
    key(
        "deadlines",
        Kind::Table(DEADLINES),
        "公布年度报告的最后期限（次年的月-日，none 表示没有）",
        "The last day of publication in the following year, as month-day; none for no such day",
    ),
    key(
        "lang",
        Kind::Lang,
        "提示信息的语言：zh 或 en",
        "Language of messages: zh or en",
    ),
];

/// The keys of `[thresholds]`.
pub const THRESHOLDS: &[Key] = &[
    key(
        "overview-longest",
        Kind::Count,
        "“总体情况”超过此字数时提示（S010）",
        "S010 speaks when 一、总体情况 is longer than this",
    ),
    key(
        "problems-shortest",
        Kind::Count,
        "“存在的主要问题及改进情况”少于此字数时提示（S012）",
        "S012 speaks when 五、存在的主要问题及改进情况 is shorter than this",
    ),
];

/// The keys of `[deadlines]`.
pub const DEADLINES: &[Key] = &[
    key(
        "department",
        Kind::Day,
        "县级以上人民政府部门，默认 01-31",
        "Departments of governments at county level and above; 01-31 by default",
    ),
    key(
        "government",
        Kind::Day,
        "县级以上人民政府，默认 03-31",
        "Governments at county level and above; 03-31 by default",
    ),
    key(
        "township",
        Kind::Day,
        "乡镇人民政府和街道办事处，默认没有",
        "Township governments and sub-district offices; none by default",
    ),
];
