//! The page on a rule.

use std::fmt::Write as _;

use crate::diagnostic::{Lang, Severity};
use crate::example::{Example, ExampleKind};
use crate::rule::{FixAvailability, Group, Rule};
use crate::rule_ref::{PackRule, RuleRef};

/// Picks one of two constant texts.
fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

impl Severity {
    /// The severity as readers see it.
    pub fn title(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Error, Lang::Zh) => "错误",
            (Self::Warning, Lang::Zh) => "警告",
            (Self::Info, Lang::Zh) => "提示",
            (severity, Lang::En) => severity.as_str(),
        }
    }
}

impl Group {
    /// The name of the group as readers see it.
    pub fn title(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Structure => ("结构", "Structure"),
            Self::Metadata => ("卷首与落款", "Title and signature"),
            Self::Tables => ("表格", "Tables"),
            Self::Arithmetic => ("勾稽与合理性", "Arithmetic and plausibility"),
            Self::ProseTables => ("文表一致", "Prose against tables"),
            Self::Citations => ("引用与术语", "Citations and terms"),
            Self::Directives => ("注释指令", "Directives in comments"),
            Self::Dates => ("日期与时限", "Dates and deadlines"),
            Self::Privacy => ("隐私与保密", "Privacy and secrecy"),
            Self::Wording => ("用语", "Wording"),
            Self::Punctuation => ("标点与字形", "Punctuation and glyphs"),
        };
        pick(lang, zh, en)
    }
}

impl FixAvailability {
    /// The best fix of a rule as readers see it.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::None => pick(lang, "无", "none"),
            Self::Suggested => pick(lang, "建议", "suggested"),
            Self::Safe => pick(lang, "安全", "safe"),
        }
    }
}

/// The page of a rule, as Markdown: what it checks, why, on what basis, its fix, its traps, examples.
pub fn page(rule: &Rule, lang: Lang) -> String {
    let mut page = String::new();
    let heading = |zh, en| format!("\n## {}\n\n", pick(lang, zh, en));
    let lines = [
        format!(
            "# {} {}\n\n{}\n\n",
            rule.code,
            rule.name,
            rule.summary.get(lang)
        ),
        row(lang, "分类", "Group", rule.group.title(lang)),
        facts(
            lang,
            rule.severity,
            rule.default_on,
            rule.fix,
            &rule.basis.join(pick(lang, "；", "; ")),
        ),
        heading("说明", "Why"),
        paragraph(rule.explanation.get(lang)),
    ];
    page.extend(lines);
    if let Some(safety) = fix_safety(rule.fix, lang) {
        page.push_str(&heading("修改是否安全", "Fix safety"));
        page.push_str(&paragraph(safety));
    }
    if !rule.traps.get(lang).is_empty() {
        page.push_str(&heading("易误判之处", "Traps"));
        page.push_str(&paragraph(rule.traps.get(lang)));
    }
    if !rule.examples.is_empty() {
        page.push_str(&heading("示例", "Examples"));
        let examples: Vec<_> = rule.examples.iter().map(|it| example(it, lang)).collect();
        page.push_str(&examples.join("\n"));
    }
    page
}

/// The page of a rule, built in or of a pack.
pub fn page_of(rule: &RuleRef, lang: Lang) -> String {
    match rule {
        RuleRef::BuiltIn(rule) => page(rule, lang),
        RuleRef::Pack(rule) => pack_page(rule, lang),
    }
}

/// The pack that a rule comes with, by its code; empty for a rule of the program.
pub fn pack_of(rule: &RuleRef) -> &str {
    rule.code().split_once('/').map_or("", |(pack, _)| pack)
}

/// The page of a rule of a pack: what its author says of it.
fn pack_page(rule: &PackRule, lang: Lang) -> String {
    let pack = rule.code.split_once('/').map_or("", |(pack, _)| pack);
    let mut page = [
        format!("# {}\n\n{}\n\n", rule.code, rule.summary.get(lang)),
        row(lang, "规则包", "Pack", pack),
        facts(
            lang,
            rule.severity,
            rule.default_on,
            rule.fix,
            &rule.basis.join(pick(lang, "；", "; ")),
        ),
    ]
    .concat();
    let explanation = rule.explanation.get(lang);
    if !explanation.is_empty() {
        let _ = write!(
            page,
            "\n## {}\n\n{explanation}\n",
            pick(lang, "说明", "Why")
        );
    }
    if let Some(safety) = fix_safety(rule.fix, lang) {
        let title = pick(lang, "修改是否安全", "Fix safety");
        let _ = write!(page, "\n## {title}\n\n{safety}\n");
    }
    page
}

/// What every rule has, a row each.
fn facts(
    lang: Lang,
    severity: Severity,
    default_on: bool,
    fix: FixAvailability,
    basis: &str,
) -> String {
    [
        row(lang, "级别", "Severity", severity.title(lang)),
        row(lang, "默认启用", "On by default", yes_no(default_on, lang)),
        row(lang, "修改", "Fix", fix.title(lang)),
        row(lang, "依据", "Basis", basis),
    ]
    .concat()
}

/// How fixes of this kind are applied.
fn fix_safety(fix: FixAvailability, lang: Lang) -> Option<&'static str> {
    match fix {
        FixAvailability::None => None,
        FixAvailability::Suggested => Some(pick(
            lang,
            "建议的修改可能改变含义，由起草人确认；只有一种改法时，`nianbao check --fix --unsafe-fixes` 可代为修改。",
            "A suggested fix may change the meaning, so the drafter decides; where there is only one, \
             `nianbao check --fix --unsafe-fixes` applies it.",
        )),
        FixAvailability::Safe => Some(pick(
            lang,
            "安全的修改不改变含义，也不改动表中的数字，`nianbao check --fix` 会直接修改；同一规则的其他修改仍由起草人确认。",
            "A safe fix changes neither the meaning nor a number of a table, and `nianbao check --fix` \
             applies it; other fixes of the rule are left to the drafter.",
        )),
    }
}

fn row(lang: Lang, zh: &'static str, en: &'static str, value: &str) -> String {
    let (name, colon) = (pick(lang, zh, en), pick(lang, "：", ": "));
    format!("- {name}{colon}{value}\n")
}

fn paragraph(text: &str) -> String {
    format!("{text}\n")
}

fn yes_no(yes: bool, lang: Lang) -> &'static str {
    if yes {
        pick(lang, "是", "yes")
    } else {
        pick(lang, "否", "no")
    }
}

/// An example: what it is, and how it departs from the report that all examples start from.
fn example(example: &Example, lang: Lang) -> String {
    let (mark, kind) = match example.kind {
        ExampleKind::Bad { .. } | ExampleKind::BadAtEach { .. } => {
            ("✗", pick(lang, "有问题", "bad"))
        }
        ExampleKind::Good => ("✓", pick(lang, "正确", "good")),
        ExampleKind::Trap => (
            "✓",
            pick(lang, "看似有误，其实正确", "looks wrong but is right"),
        ),
        ExampleKind::Unverified { .. } => ("?", pick(lang, "无法核对", "cannot be verified")),
    };
    let colon = pick(lang, "：", ": ");
    let mut text = format!("{mark} {kind}{colon}{}\n", example.title.get(lang));
    for (from, to) in example.edits {
        let from = prefixed("    - ", from);
        let to = if to.is_empty() {
            String::new()
        } else {
            prefixed("    + ", to)
        };
        text.push_str(&from);
        text.push_str(&to);
    }
    for &flagged in example.kind.flagged() {
        let label = pick(lang, "标出", "flagged");
        let flagged = match flagged {
            "" => pick(lang, "（缺失之处）", "(the place where it is missing)"),
            flagged => flagged,
        };
        let _ = writeln!(text, "    {label}{colon}{flagged}");
    }
    text
}

/// Every line of a text behind a prefix.
fn prefixed(prefix: &str, text: &str) -> String {
    let mut lines = String::new();
    for line in text.lines() {
        let _ = writeln!(lines, "{prefix}{line}");
    }
    lines
}
