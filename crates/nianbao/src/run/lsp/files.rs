//! `pack.toml` and `nianbao.toml` in an editor.

use std::ffi::OsStr;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nianbao_lint::{Lang, Message, Severity};
use nianbao_lsp::{Configuration, Elsewhere, Flaw, Suggestion, SuggestionKind};
use nianbao_packs::{Folder, PackSource};
use nianbao_rules::REGISTRY;
use nianbao_workspace::files;
use nianbao_workspace::files::NAME;
use nianbao_workspace::packs::AUTO;

use super::broken;
use super::cursor::{At, Cursor, cursor, rule_names};
use super::schema::{Schema, TableKind};

/// The file of a pack.
const PACK: &str = "pack.toml";
/// Keys whose values name rules.
const RULES: [&str; 7] = [
    "select",
    "extend-select",
    "ignore",
    "enable",
    "disable",
    "expect",
    "forbid",
];

/// What is known of the files of configuration.
#[derive(Debug)]
pub(super) struct Files;

fn is(path: &Path, name: &str) -> bool {
    path.file_name() == Some(OsStr::new(name))
}

impl Configuration for Files {
    fn is_one(&self, path: &Path) -> bool {
        is(path, NAME) || is(path, PACK)
    }

    fn names(&self) -> &[&str] {
        &[NAME, PACK]
    }

    fn flaws(
        &self,
        path: &Path,
        text: &str,
        beside: &dyn Fn(&Path) -> Option<String>,
        lang: Lang,
    ) -> Vec<Flaw> {
        if is(path, PACK) {
            if !nianbao_packs::is_ours(text) {
                return Vec::new();
            }
            return broken::around(text, |text| pack_flaws(path, text, beside, lang));
        }
        let base = path.parent().unwrap_or(path);
        broken::around(text, |text| {
            let errors = files::errors(&REGISTRY, text, base, lang).into_iter();
            errors
                .map(|error| Flaw {
                    span: error.place.span,
                    severity: Severity::Error,
                    message: error.problem.message().get(lang).to_owned(),
                    elsewhere: None,
                })
                .collect()
        })
    }

    fn describe(
        &self,
        path: &Path,
        text: &str,
        offset: usize,
        lang: Lang,
    ) -> Option<(Range<usize>, String)> {
        if is(path, PACK) && !nianbao_packs::is_ours(text) {
            return None;
        }
        let schema = schema(path, lang);
        let found = cursor(text, offset);
        let written = unquoted(text.get(found.span.clone())?);
        let mut full = found.path.clone();
        full.push(written.to_owned());
        let value = match found.at {
            At::Nothing => return None,
            At::Key | At::Header => {
                let rule = REGISTRY
                    .rules()
                    .iter()
                    .find(|rule| [rule.code, rule.name].contains(&written));
                match (schema.description(&full), rule) {
                    (_, Some(rule)) => said_of(rule, lang),
                    (Some(text), None) => format!("**{}**\n\n{text}\n", full.join(".")),
                    (None, None) => return None,
                }
            }
            At::Value => {
                let words = schema.words(&found.path);
                let word = words.iter().find(|(word, _)| *word == written);
                // `S010: the marked text` in an expectation.
                let name = written.split(": ").next().unwrap_or_default();
                let rule = REGISTRY
                    .rules()
                    .iter()
                    .find(|rule| [rule.code, rule.name].contains(&name));
                match (word, rule) {
                    (Some((word, meaning)), _) if !meaning.is_empty() => {
                        format!("**{word}**\n\n{meaning}\n")
                    }
                    (_, Some(rule)) => said_of(rule, lang),
                    _ => return None,
                }
            }
        };
        Some((found.span, value))
    }

    fn suggest(&self, path: &Path, text: &str, offset: usize, lang: Lang) -> Vec<Suggestion> {
        if is(path, PACK) && !nianbao_packs::is_ours(text) {
            return Vec::new();
        }
        let found = cursor(text, offset);
        let offers = Offers {
            schema: schema(path, lang),
            pack: is(path, PACK),
            text,
            lang,
            found: &found,
        };
        match found.at {
            At::Nothing => Vec::new(),
            At::Key => offers.keys(),
            At::Header => offers.tables(),
            At::Value => offers.values(offset),
        }
    }
}

fn schema(path: &Path, lang: Lang) -> Schema {
    if is(path, PACK) {
        Schema::of_pack(lang)
    } else {
        Schema::of_config(lang)
    }
}

fn said_of(rule: &nianbao_lint::Rule, lang: Lang) -> String {
    let (code, name) = (rule.code, rule.name);
    format!(
        "**{code} {name}**（{}）\n\n{}\n",
        rule.severity.title(lang),
        rule.summary.get(lang)
    )
}

fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\''])
}

/// A pack as it stands in an editor, with the files beside it as they stand there or on disk.
struct Edited<'a> {
    text: &'a str,
    base: &'a Path,
    folder: Option<Folder>,
    beside: &'a dyn Fn(&Path) -> Option<String>,
}

impl PackSource for Edited<'_> {
    fn read(&self, path: &str) -> Result<String, Message> {
        if path == PACK {
            return Ok(self.text.to_owned());
        }
        let open = (self.beside)(&file_below(self.base, path));
        if let Some(text) = open.filter(|text| text.len() <= nianbao_packs::MAX_TEXT) {
            return Ok(text);
        }
        match &self.folder {
            Some(folder) => folder.read(path),
            None => Err(Message::new(
                format!("规则包还没有保存，不能读取 {path}"),
                format!("the pack is not saved yet, so {path} cannot be read"),
            )),
        }
    }

    fn label(&self, path: &str) -> String {
        path.to_owned()
    }
}

fn pack_flaws(
    path: &Path,
    text: &str,
    beside: &dyn Fn(&Path) -> Option<String>,
    lang: Lang,
) -> Vec<Flaw> {
    let base = path.parent().unwrap_or(path);
    let source = Edited {
        text,
        base,
        folder: Folder::open(base, "").ok(),
        beside,
    };
    let flaws = nianbao_packs::inspect(&nianbao_rules::REGISTRY, &source).into_iter();
    flaws
        .map(|flaw| Flaw {
            span: flaw.place.span,
            severity: flaw.severity,
            message: flaw.message.get(lang).to_owned(),
            elsewhere: flaw.elsewhere.and_then(|error| {
                let text = source.read(&error.file).ok()?;
                Some(Elsewhere {
                    path: file_below(base, &error.file),
                    text: Arc::from(text),
                    span: error.place.span,
                    message: error.message.get(lang).to_owned(),
                })
            }),
        })
        .collect()
}

fn file_below(base: &Path, relative: &str) -> PathBuf {
    relative
        .split('/')
        .filter(|part| *part != ".")
        .fold(base.to_owned(), |path, part| path.join(part))
}

/// What may be written at a place.
struct Offers<'a> {
    schema: Schema,
    /// Whether it is a pack.
    pack: bool,
    text: &'a str,
    lang: Lang,
    found: &'a Cursor,
}

impl Offers<'_> {
    fn offer(&self, label: &str, text: String, kind: SuggestionKind, detail: &str) -> Suggestion {
        Suggestion {
            label: label.to_owned(),
            text,
            span: self.found.span.clone(),
            kind,
            detail: detail.to_owned(),
        }
    }

    fn is_at(&self, path: &[&str]) -> bool {
        self.found.path == path
    }

    /// Keys of the table, those that it has already left out; of tables whose keys name something, what
    /// there is to name.
    fn keys(&self) -> Vec<Suggestion> {
        let keys = self.schema.keys(&self.found.path).into_iter();
        let mut offers: Vec<_> = keys
            .filter(|key| !self.found.siblings.iter().any(|own| own == key.name))
            .filter(|key| key.table != Some(TableKind::Many) || !self.found.path.is_empty())
            .map(|key| {
                let kind = SuggestionKind::Key;
                self.offer(key.name, key.name.to_owned(), kind, key.description)
            })
            .collect();
        let named = if self.found.path.last().is_some_and(|key| key == "severity") {
            return self.rules(quoted_key);
        } else if self.pack && self.is_at(&["settings", "headings"]) {
            self.schema.defined("SectionWord")
        } else if self.pack && self.is_at(&["test", "add"]) {
            let mut places = self.schema.defined("SectionWord");
            places.push(("preamble", ""));
            places
        } else {
            Vec::new()
        };
        offers.extend(named.into_iter().map(|(word, meaning)| {
            self.offer(word, word.to_owned(), SuggestionKind::Key, meaning)
        }));
        offers
    }

    /// Tables of the file, with what leads to them.
    fn tables(&self) -> Vec<Suggestion> {
        let keys = self.schema.keys(&self.found.path).into_iter();
        let tables = keys.filter(|key| key.table.is_some());
        tables
            .map(|key| {
                let kind = SuggestionKind::Table;
                self.offer(key.name, key.name.to_owned(), kind, key.description)
            })
            .collect()
    }

    fn values(&self, offset: usize) -> Vec<Suggestion> {
        let path = &self.found.path;
        let last = path.last().map_or("", String::as_str);
        if self.schema.is_flag(path) {
            let words = ["true", "false"].into_iter();
            return words
                .map(|word| self.offer(word, word.to_owned(), SuggestionKind::Word, ""))
                .collect();
        }
        let words = self.schema.words(path);
        if !words.is_empty() {
            let words = words.into_iter();
            return words
                .map(|(word, meaning)| {
                    self.offer(word, quoted(word), SuggestionKind::Word, meaning)
                })
                .collect();
        }
        let by_path = path.len() == 2 && path.first().is_some_and(|key| key == "per-file-ignores");
        if RULES.contains(&last) || by_path {
            return self.rules(quoted);
        }
        if last == if self.pack { "extends" } else { "packs" } && path.len() == 1 {
            return self.packs();
        }
        if self.pack && self.is_at(&["rule", "at"]) {
            let cells = nianbao_packs::cell_paths();
            return cells
                .map(|cell| self.offer(&cell, quoted(&cell), SuggestionKind::Reference, ""))
                .collect();
        }
        if self.pack && self.is_at(&["rule", "assert"]) {
            return self.names(offset);
        }
        Vec::new()
    }

    /// Rules: those of the pack, then those built in, by code and by name.
    fn rules(&self, written: impl Fn(&str) -> String) -> Vec<Suggestion> {
        let kind = SuggestionKind::Reference;
        let own = if self.pack {
            rule_names(self.text)
        } else {
            Vec::new()
        };
        let mut offers: Vec<_> = own
            .iter()
            .map(|name| self.offer(name, written(name), kind, ""))
            .collect();
        for rule in REGISTRY.rules() {
            let summary = rule.summary.get(self.lang);
            offers.push(self.offer(rule.code, written(rule.code), kind, summary));
        }
        for rule in REGISTRY.rules() {
            offers.push(self.offer(rule.name, written(rule.name), kind, rule.code));
        }
        offers
    }

    fn packs(&self) -> Vec<Suggestion> {
        let auto = (!self.pack).then_some(AUTO);
        let names = nianbao_packs::built_in_names().chain(auto);
        names
            .map(|name| {
                let described = nianbao_packs::built_in_text(name)
                    .and_then(|text| nianbao_packs::parse(text).ok());
                let said = described.map_or_else(String::new, |pack| {
                    pack.description.get(self.lang).to_owned()
                });
                self.offer(name, quoted(name), SuggestionKind::Reference, &said)
            })
            .collect()
    }

    /// Within an expression: its variables and the cells, in the place of the word before the cursor.
    fn names(&self, offset: usize) -> Vec<Suggestion> {
        let before = self
            .text
            .get(self.found.span.start..offset)
            .unwrap_or_default();
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let typed = before.len() - before.trim_end_matches(is_word).len();
        if before.is_empty() {
            return Vec::new();
        }
        let variables = nianbao_packs::VARIABLES.iter();
        let variables = variables.map(|(name, kind)| ((*name).to_owned(), *kind));
        let cells = nianbao_packs::cell_paths().map(|cell| (cell, ""));
        variables
            .chain(cells)
            .map(|(name, detail)| Suggestion {
                label: name.clone(),
                text: name,
                span: offset - typed..offset,
                kind: SuggestionKind::Reference,
                detail: detail.to_owned(),
            })
            .collect()
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// A key as it is written: codes of packs have a slash.
fn quoted_key(text: &str) -> String {
    if text.contains('/') {
        quoted(text)
    } else {
        text.to_owned()
    }
}
