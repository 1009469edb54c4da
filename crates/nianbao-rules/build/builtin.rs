//! Rules about words, which are data: one file of `builtin/` is one rule.
//!
//! Reads a file, checks it, and writes the source that a rule written in Rust would have. Every error
//! names the file and the key.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

/// What is wrong with a file, and where.
pub(crate) type Error = String;

/// A message in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    zh: String,
    en: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Severity {
    Info,
    Warning,
    Error,
}

/// What a rule or a word offers as a fix, from the least to the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Fix {
    None,
    Suggested,
    Safe,
}

/// How often a rule reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// Every word that is found.
    #[default]
    Each,
    /// Once for the whole text, with the other places as related ones.
    Once,
}

/// A file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RuleFile {
    code: String,
    name: String,
    group: String,
    severity: Severity,
    default: bool,
    fix: Fix,
    summary: Both,
    explanation: Both,
    basis: Vec<String>,
    traps: Both,
    #[serde(default)]
    report: Report,
    message: Option<Both>,
    message_several: Option<Both>,
    #[serde(rename = "list")]
    lists: Vec<ListFile>,
    #[serde(rename = "example")]
    examples: Vec<ExampleFile>,
}

/// Words that have something in common, which a word may replace by its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ListFile {
    /// What the replacements of the words are.
    #[serde(default = "suggested")]
    fix: Fix,
    message: Option<Both>,
    #[serde(default)]
    only_before: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    only_after: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    in_sentence_with: Vec<String>,
    #[serde(default)]
    not_in_sentence_with: Vec<String>,
    since: Option<u16>,
    #[serde(default = "yes")]
    in_quotes: bool,
    #[serde(default)]
    in_titles: bool,
    words: Vec<WordFile>,
}

fn suggested() -> Fix {
    Fix::Suggested
}

fn yes() -> bool {
    true
}

/// A word, in folded form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WordFile {
    word: String,
    replacement: Option<String>,
    only_before: Option<Vec<String>>,
    not_before: Option<Vec<String>>,
    only_after: Option<Vec<String>>,
    not_after: Option<Vec<String>>,
    in_sentence_with: Option<Vec<String>>,
    not_in_sentence_with: Option<Vec<String>>,
    since: Option<u16>,
    in_quotes: Option<bool>,
    in_titles: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Bad,
    Good,
    Trap,
}

/// The text of the one finding of an example, or those of several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Flagged {
    One(String),
    Several(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ExampleFile {
    kind: Kind,
    flagged: Option<Flagged>,
    title: Both,
    edits: Vec<(String, String)>,
}

/// A rule that was read.
#[derive(Debug)]
pub(crate) struct Builtin {
    /// Its code.
    pub(crate) code: String,
    rule: RuleFile,
}

impl Builtin {
    /// Reads and checks the text of a file. `stem` is the file's name without `.toml`; `file` is what
    /// errors call it; `letters` are those of the groups; a rule `with_check` has its check in Rust.
    pub(crate) fn read(
        text: &str,
        stem: &str,
        file: &Path,
        letters: &[char],
        with_check: bool,
    ) -> Result<Self, Error> {
        let file = file.display().to_string();
        // Keys that are unknown or missing are located by the reader.
        let rule: RuleFile = toml::from_str(text).map_err(|error| format!("{file}: {error}"))?;
        rule.valid(stem, letters, with_check)
            .map_err(|error| format!("{file}: {error}"))?;
        Ok(Self {
            code: rule.code.clone(),
            rule,
        })
    }

    /// The source of the rule's module, without its declaration. `group` is the variant of `Group`;
    /// `check` is the file of a check in Rust.
    pub(crate) fn source(
        &self,
        group: &str,
        check: Option<&str>,
    ) -> Result<String, std::fmt::Error> {
        let rule = &self.rule;
        let mut out = String::new();
        writeln!(out, "    use nianbao_lint::words::Entry;")?;
        writeln!(
            out,
            "    use nianbao_lint::{{Example, ExampleKind, FixAvailability, Group, Rule, Severity, Text}};"
        )?;
        if let Some(check) = check {
            writeln!(out, "    #[path = {check:?}]\n    mod check;")?;
        } else {
            writeln!(out, "    use nianbao_lint::{{Context, Sink}};")?;
        }
        writeln!(
            out,
            "    /// The rule.\n    pub static RULE: Rule = Rule {{"
        )?;
        writeln!(out, "        code: {:?},", rule.code)?;
        writeln!(out, "        name: {:?},", rule.name)?;
        writeln!(out, "        group: Group::{group},")?;
        writeln!(out, "        severity: Severity::{:?},", rule.severity)?;
        writeln!(out, "        default_on: {},", rule.default)?;
        writeln!(out, "        fix: FixAvailability::{:?},", rule.fix)?;
        writeln!(out, "        summary: {},", text(&rule.summary))?;
        writeln!(out, "        explanation: {},", text(&rule.explanation))?;
        writeln!(out, "        basis: &{:?},", rule.basis)?;
        writeln!(out, "        traps: {},", text(&rule.traps))?;
        writeln!(out, "        examples: &[")?;
        for example in &rule.examples {
            writeln!(out, "            {},", example.source())?;
        }
        let check_field = check.map_or("check", |_| "check: check::check");
        writeln!(out, "        ],\n        {check_field},\n    }};")?;
        writeln!(out, "    pub(crate) static WORDS: &[Entry] = &[")?;
        for list in &rule.lists {
            let message = list.message.as_ref().or(rule.message.as_ref());
            for word in &list.words {
                writeln!(out, "        {},", list.entry(word, message))?;
            }
        }
        writeln!(out, "    ];")?;
        if check.is_none() {
            let call = match &rule.message_several {
                Some(several) => format!("report_once(context, sink, &RULE, {})", text(several)),
                None => "report_each(context, sink, &RULE)".to_owned(),
            };
            writeln!(
                out,
                "    fn check(context: &Context<'_>, sink: &mut Sink<'_>) {{\n        \
                 nianbao_lint::words::{call};\n    }}"
            )?;
        }
        Ok(out)
    }
}

impl RuleFile {
    /// Checks everything that the types leave open.
    fn valid(&self, stem: &str, letters: &[char], with_check: bool) -> Result<(), Error> {
        let mut group = self.group.chars();
        let letter = match (group.next(), group.next()) {
            (Some(letter), None) if letters.contains(&letter) => letter,
            _ => return Err(format!("`group`: no group has the letter {:?}", self.group)),
        };
        let digits = self.code.strip_prefix(letter).unwrap_or_default();
        if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            let code = &self.code;
            return Err(format!("`code`: {code:?} is not {letter} and three digits"));
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if self.name.is_empty() || !self.name.chars().all(plain) {
            let name = &self.name;
            return Err(format!(
                "`name`: {name:?} is not of small letters, digits and hyphens"
            ));
        }
        let wanted = format!(
            "{}_{}",
            self.code.to_ascii_lowercase(),
            self.name.replace('-', "_")
        );
        if stem != wanted {
            return Err(format!(
                "`code` and `name` belong to a file {wanted}.toml, not {stem}.toml"
            ));
        }
        for (key, both) in [
            ("summary", &self.summary),
            ("explanation", &self.explanation),
            ("traps", &self.traps),
        ] {
            in_both(key, both, &[])?;
        }
        not_empty("basis", &self.basis)?;
        self.valid_messages(with_check)?;
        self.valid_words(with_check)?;
        self.valid_examples()
    }

    fn valid_messages(&self, with_check: bool) -> Result<(), Error> {
        let once = self.report == Report::Once;
        if with_check {
            let has_list_message = self.lists.iter().any(|list| list.message.is_some());
            if self.message.is_some() || has_list_message || once {
                return Err("`message` and `report`: the check in Rust decides on them".to_owned());
            }
        }
        if once != self.message_several.is_some() {
            return Err("`message-several` goes with `report = \"once\"`".to_owned());
        }
        if let Some(several) = &self.message_several {
            in_both(
                "message-several",
                several,
                &["{word}", "{replacement}", "{count}"],
            )?;
        }
        let mut replacements = BTreeSet::new();
        for (at, list) in self.lists.iter().enumerate() {
            let key = format!("list {}: `message`", at + 1);
            if once && list.message.is_some() {
                return Err(format!("{key}: a rule that reports once has one message"));
            }
            for word in &list.words {
                replacements.insert(word.replacement.as_deref());
            }
            let Some(message) = list.message.as_ref().or(self.message.as_ref()) else {
                if with_check {
                    continue;
                }
                return Err(format!("{key} is missing, and the rule has none either"));
            };
            let all_replaced = list.words.iter().all(|word| word.replacement.is_some());
            let mut allowed = vec!["{word}"];
            if all_replaced {
                allowed.push("{replacement}");
            }
            if once {
                allowed.push("{count}");
            }
            in_both(&key, message, &allowed)?;
        }
        if once && replacements.len() > 1 {
            return Err("`report`: words that are reported once have one replacement".to_owned());
        }
        Ok(())
    }

    fn valid_words(&self, with_check: bool) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        let mut best = Fix::None;
        if self.lists.is_empty() {
            return Err("`list` has no words".to_owned());
        }
        for (at, list) in self.lists.iter().enumerate() {
            let at = format!("list {}", at + 1);
            if list.words.is_empty() {
                return Err(format!("{at}: `words` is empty"));
            }
            for (key, guard) in list.guards() {
                valid_guard(&format!("{at}: `{key}`"), guard)?;
            }
            valid_year(&format!("{at}: `since`"), list.since)?;
            for word in &list.words {
                let name = word.word.as_str();
                if name.trim() != name || name.is_empty() || name.contains(['{', '}']) {
                    return Err(format!("{at}: `word`: {name:?} is not a word"));
                }
                if !seen.insert(name) {
                    return Err(format!("{at}: `word`: {name:?} is there twice"));
                }
                for (key, guard) in word.guards() {
                    valid_guard(&format!("{at}: {name}: `{key}`"), guard)?;
                }
                valid_year(&format!("{at}: {name}: `since`"), word.since)?;
                let Some(new) = word.replacement.as_deref() else {
                    continue;
                };
                let key = format!("{at}: {name}: `replacement`");
                if new.is_empty() || new == name || new.contains(['{', '}']) {
                    return Err(format!("{key}: {new:?} does not replace the word"));
                }
                if list.fix == Fix::None {
                    return Err(format!("{key}: the list has `fix = \"none\"`"));
                }
                best = best.max(list.fix);
            }
        }
        if !with_check && best != self.fix {
            return Err(format!(
                "`fix`: the best that the words offer is {best:?}, not {:?}",
                self.fix
            ));
        }
        Ok(())
    }

    fn valid_examples(&self) -> Result<(), Error> {
        for (at, example) in self.examples.iter().enumerate() {
            let at = format!("example {}", at + 1);
            in_both(&format!("{at}: `title`"), &example.title, &[])?;
            if example.flagged.is_some() != (example.kind == Kind::Bad) {
                return Err(format!(
                    "{at}: `flagged` is for examples of the kind bad, and they need it"
                ));
            }
            if matches!(&example.flagged, Some(Flagged::Several(all)) if all.len() < 2) {
                return Err(format!("{at}: `flagged` lists fewer than two places"));
            }
            if example.edits.is_empty() || example.edits.iter().any(|(from, _)| from.is_empty()) {
                return Err(format!("{at}: `edits` change nothing"));
            }
        }
        let has = |bad: bool| {
            let mut examples = self.examples.iter();
            examples.any(|example| (example.kind == Kind::Bad) == bad)
        };
        if !has(true) {
            return Err("`example`: none is of the kind bad".to_owned());
        }
        if !has(false) {
            return Err("`example`: none is of the kind good or trap".to_owned());
        }
        Ok(())
    }
}

/// Texts in both languages that hold no placeholder but those allowed.
fn in_both(key: &str, both: &Both, placeholders: &[&str]) -> Result<(), Error> {
    for (language, text) in [("zh", &both.zh), ("en", &both.en)] {
        if text.trim().is_empty() {
            return Err(format!("{key}: `{language}` is empty"));
        }
        let mut rest = text.clone();
        for placeholder in placeholders {
            rest = rest.replace(placeholder, "");
        }
        if rest.contains(['{', '}']) {
            return Err(format!(
                "{key}: `{language}`: the only placeholders here are {placeholders:?}"
            ));
        }
    }
    Ok(())
}

fn not_empty(key: &str, texts: &[String]) -> Result<(), Error> {
    if texts.is_empty() || texts.iter().any(|text| text.trim().is_empty()) {
        return Err(format!("`{key}` is empty"));
    }
    Ok(())
}

fn valid_guard(key: &str, words: &[String]) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for word in words {
        if word.is_empty() {
            return Err(format!("{key} has an empty word"));
        }
        if !seen.insert(word) {
            return Err(format!("{key}: {word:?} is there twice"));
        }
    }
    Ok(())
}

fn valid_year(key: &str, year: Option<u16>) -> Result<(), Error> {
    // The regulations are of 2008.
    match year {
        Some(year) if !(2008..=2100).contains(&year) => Err(format!("{key}: {year} is no year")),
        _ => Ok(()),
    }
}

impl ListFile {
    fn guards(&self) -> [(&'static str, &[String]); 6] {
        [
            ("only-before", &self.only_before),
            ("not-before", &self.not_before),
            ("only-after", &self.only_after),
            ("not-after", &self.not_after),
            ("in-sentence-with", &self.in_sentence_with),
            ("not-in-sentence-with", &self.not_in_sentence_with),
        ]
    }

    /// The source of a word's entry.
    fn entry(&self, word: &WordFile, message: Option<&Both>) -> String {
        let mut entry = match (&word.replacement, self.fix) {
            (Some(new), Fix::Safe) => format!("Entry::safe({:?}, {new:?})", word.word),
            (Some(new), _) => format!("Entry::suggested({:?}, {new:?})", word.word),
            (None, _) => format!("Entry::word({:?})", word.word),
        };
        let mut add = |call: String| entry.push_str(&call);
        if let Some(message) = message {
            add(format!(".saying({})", text(message)));
        }
        let own = word.guards();
        for (key, guard) in self.guards() {
            let own = own.iter().find(|(other, _)| *other == key);
            let guard = own.map_or(guard, |(_, own)| own);
            if !guard.is_empty() {
                add(format!(".{}(&{guard:?})", key.replace('-', "_")));
            }
        }
        if let Some(year) = word.since.or(self.since) {
            add(format!(".since({year})"));
        }
        if !word.in_quotes.unwrap_or(self.in_quotes) {
            add(".unquoted()".to_owned());
        }
        if word.in_titles.unwrap_or(self.in_titles) {
            add(".in_titles()".to_owned());
        }
        entry
    }
}

impl WordFile {
    /// The guards that the word has itself.
    fn guards(&self) -> Vec<(&'static str, &[String])> {
        let all = [
            ("only-before", &self.only_before),
            ("not-before", &self.not_before),
            ("only-after", &self.only_after),
            ("not-after", &self.not_after),
            ("in-sentence-with", &self.in_sentence_with),
            ("not-in-sentence-with", &self.not_in_sentence_with),
        ];
        let given = all.into_iter();
        given
            .filter_map(|(key, guard)| Some((key, guard.as_deref()?)))
            .collect()
    }
}

impl ExampleFile {
    fn source(&self) -> String {
        let kind = match &self.flagged {
            Some(Flagged::One(flagged)) => format!("Bad {{ flagged: {flagged:?} }}"),
            Some(Flagged::Several(flagged)) => {
                format!("BadAtEach {{ flagged: &{flagged:?} }}")
            }
            None => format!("{:?}", self.kind),
        };
        format!(
            "Example {{ kind: ExampleKind::{kind}, title: {}, edits: &{:?} }}",
            text(&self.title),
            self.edits
        )
    }
}

/// The source of a text.
fn text(both: &Both) -> String {
    format!("Text::new({:?}, {:?})", both.zh, both.en)
}
