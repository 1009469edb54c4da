//! Finds the rules: every file `LETTER` `DIGITS` `_NAME.rs` in a folder of a group is one.
//!
//! For each group it writes the declarations of the modules of its rules, and for all of them the lists
//! of rules, tables of words and sets of words, ordered by code. A rule is registered by being there.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folders of the groups and the letter of their codes.
const GROUPS: [(&str, char); 11] = [
    ("arithmetic", 'a'),
    ("citations", 'c'),
    ("dates", 'd'),
    ("directives", 'n'),
    ("metadata", 'm'),
    ("privacy", 'v'),
    ("prose_tables", 'x'),
    ("punctuation", 'p'),
    ("structure", 's'),
    ("tables", 't'),
    ("wording", 'w'),
];

fn main() -> Result<(), Box<dyn Error>> {
    let source = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("src");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    // By code, so that the lists are ordered.
    let mut rules = BTreeMap::new();
    for (group, letter) in GROUPS {
        let folder = source.join(group);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut modules = String::new();
        for (module, path) in rules_of(&folder, letter)? {
            let file = path
                .to_str()
                .ok_or("the path of the sources is not UTF-8")?;
            writeln!(modules, "#[path = {file:?}]\npub mod {module};")?;
            let code = module[..4].to_ascii_uppercase();
            let rule = Found::read(group, &module, &path)?;
            if let Some(other) = rules.insert(code.clone(), rule) {
                return Err(format!("two rules have the code {code}: {}", other.path).into());
            }
        }
        fs::write(out.join(format!("{group}.rs")), modules)?;
    }
    fs::write(out.join("rules.rs"), lists(&rules)?)?;
    Ok(())
}

/// What the lists say of a rule.
struct Found {
    /// The path of its module.
    path: String,
    /// Whether it has a table of words.
    words: bool,
    /// Whether it has sets of words.
    word_sets: bool,
}

impl Found {
    fn read(group: &str, module: &str, file: &Path) -> Result<Self, Box<dyn Error>> {
        let text = fs::read_to_string(file)?;
        let has = |start: &str| text.lines().any(|line| line.starts_with(start));
        let found = Self {
            path: format!("crate::{group}::{module}"),
            words: has("pub(crate) static WORDS: &[Entry]"),
            word_sets: has("pub(crate) static WORD_SETS: &[&WordSet]"),
        };
        if !has("pub static RULE: Rule") {
            return Err(format!("{} has no `pub static RULE: Rule`", file.display()).into());
        }
        // A set that is in no list would silently find nothing.
        if text.contains("WordSet::new(") && !found.word_sets {
            let wanted = "`pub(crate) static WORD_SETS: &[&WordSet]` with its sets of words";
            return Err(format!("{} needs {wanted}", file.display()).into());
        }
        Ok(found)
    }
}

/// The modules of the rules in a folder and their files, ordered by name.
fn rules_of(folder: &Path, letter: char) -> Result<Vec<(String, PathBuf)>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().and_then(|stem| stem.to_str());
        let is_source = path.extension().is_some_and(|extension| extension == "rs");
        let (Some(name), true) = (name, is_source) else {
            continue;
        };
        let Some((code, _)) = name.split_once('_') else {
            continue;
        };
        let (first, digits) = code.split_at(1);
        if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        if !first.starts_with(letter) {
            let wanted = format!("the codes of this folder begin with {letter}");
            return Err(format!("{}: {wanted}", path.display()).into());
        }
        found.push((name.to_owned(), path));
    }
    found.sort();
    Ok(found)
}

/// The lists of all rules.
fn lists(rules: &BTreeMap<String, Found>) -> Result<String, Box<dyn Error>> {
    let (mut all, mut words) = (String::new(), String::new());
    let mut word_sets = String::new();
    for (code, found) in rules {
        let path = &found.path;
        writeln!(all, "    &{path}::RULE,")?;
        if found.words {
            writeln!(words, "    ({code:?}, {path}::WORDS),")?;
        }
        if found.word_sets {
            writeln!(word_sets, "    {path}::WORD_SETS,")?;
        }
    }
    Ok(format!(
        "/// Every rule, ordered by code.\n\
         static ALL: &[&Rule] = &[\n{all}];\n\n\
         /// The tables of words, by the code of their rule.\n\
         static WORDS: &[(&str, &[Entry])] = &[\n{words}];\n\n\
         /// The sets of words that rules look for.\n\
         static WORD_SETS: &[&[&WordSet]] = &[\n{word_sets}];\n"
    ))
}
