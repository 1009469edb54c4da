//! Finds the rules: every file `LETTER` `DIGITS` `_NAME.rs` in a folder of a group is one, and every
//! file `LETTER` `DIGITS` `_NAME.toml` in `builtin/`, which is a rule about words as data. Where both are
//! there, the file of Rust has the check of the rule that the data describes.
//!
//! For each group it writes the declarations of the modules of its rules, and for all of them the lists
//! of rules, tables of words and sets of words, ordered by code. A rule is registered by being there.

#[path = "build/builtin.rs"]
mod builtin;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use builtin::Builtin;

/// The folders of the groups, their variants of `Group` and the letter of their codes.
const GROUPS: [(&str, &str, char); 11] = [
    ("arithmetic", "Arithmetic", 'A'),
    ("citations", "Citations", 'C'),
    ("dates", "Dates", 'D'),
    ("directives", "Directives", 'N'),
    ("metadata", "Metadata", 'M'),
    ("privacy", "Privacy", 'V'),
    ("prose_tables", "ProseTables", 'X'),
    ("punctuation", "Punctuation", 'P'),
    ("structure", "Structure", 'S'),
    ("tables", "Tables", 'T'),
    ("wording", "Wording", 'W'),
];

fn main() {
    if let Err(error) = build() {
        // An error of several lines is one error of the build for each.
        for line in error.to_string().lines() {
            println!("cargo::error={line}");
        }
    }
}

fn build() -> Result<(), Box<dyn Error>> {
    let home = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let folder = home.join("builtin");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = data_files(&folder)?;
    // By code, so that the lists are ordered.
    let mut rules = BTreeMap::new();
    let mut add = |code: String, rule: Found| match rules.insert(code.clone(), rule) {
        Some(other) => Err(format!("two rules have the code {code}: {}", other.path)),
        None => Ok(()),
    };
    for (group, variant, letter) in GROUPS {
        let folder = home.join("src").join(group);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut modules = String::new();
        let mut checks = BTreeMap::new();
        for (module, path) in rules_of(&folder, letter)? {
            if files.contains_key(&module) {
                checks.insert(module, path);
                continue;
            }
            let file = utf8(&path)?;
            writeln!(modules, "#[path = {file:?}]\npub mod {module};")?;
            let code = module[..4].to_ascii_uppercase();
            add(code, Found::read(group, &module, &path)?)?;
        }
        // The first character of a name is the letter of its group; what is left over has none.
        let of_group =
            |stem: &String, _: &mut PathBuf| stem.starts_with(letter.to_ascii_lowercase());
        for (module, path) in files.extract_if(.., of_group) {
            let check = checks.get(&module).map(|path| utf8(path)).transpose()?;
            let rule = read_data(&path, &module, check.is_some())?;
            let source = rule.source(variant, check)?;
            writeln!(
                modules,
                "/// {}.\npub mod {module} {{\n{source}}}",
                rule.code
            )?;
            let path = format!("crate::{group}::{module}");
            let found = Found {
                path,
                words: true,
                word_sets: false,
            };
            add(rule.code, found)?;
        }
        fs::write(out.join(format!("{group}.rs")), modules)?;
    }
    if let Some((stem, path)) = files.pop_first() {
        // No group has its letter, which the reader says better.
        read_data(&path, &stem, false)?;
        return Err(format!("{}: belongs to no group", path.display()).into());
    }
    fs::write(out.join("rules.rs"), lists(&rules)?)?;
    Ok(())
}

fn utf8(path: &Path) -> Result<&str, &'static str> {
    path.to_str().ok_or("the path of the sources is not UTF-8")
}

/// The files of data, by their names without `.toml`.
fn data_files(folder: &Path) -> Result<BTreeMap<String, PathBuf>, Box<dyn Error>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let is_data = path
            .extension()
            .is_some_and(|extension| extension == "toml");
        let (Some(stem), true) = (stem, is_data) else {
            return Err(format!("{}: is not the file of a rule", path.display()).into());
        };
        found.insert(stem.to_owned(), path.clone());
    }
    Ok(found)
}

fn read_data(path: &Path, stem: &str, with_check: bool) -> Result<Builtin, Box<dyn Error>> {
    let letters = GROUPS.map(|(_, _, letter)| letter);
    let text = fs::read_to_string(path)?;
    let shown = Path::new("builtin").join(format!("{stem}.toml"));
    Ok(Builtin::read(&text, stem, &shown, &letters, with_check)?)
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
    /// What the file of a rule in Rust has.
    fn read(group: &str, module: &str, file: &Path) -> Result<Self, Box<dyn Error>> {
        let text = fs::read_to_string(file)?;
        let has = |start: &str| text.lines().any(|line| line.starts_with(start));
        let found = Self {
            path: format!("crate::{group}::{module}"),
            words: false,
            word_sets: has("pub(crate) static WORD_SETS: &[&WordSet]"),
        };
        if !has("pub static RULE: Rule") {
            return Err(format!("{} has no `pub static RULE: Rule`", file.display()).into());
        }
        // A set or table that is in no list would silently find nothing.
        if text.contains("WordSet::new(") && !found.word_sets {
            let wanted = "`pub(crate) static WORD_SETS: &[&WordSet]` with its sets of words";
            return Err(format!("{} needs {wanted}", file.display()).into());
        }
        if text.contains("words::Entry") || text.contains("[Entry]") {
            let wanted = "a table of words is data: it belongs to a file of builtin/";
            return Err(format!("{}: {wanted}", file.display()).into());
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
        if !first.starts_with(letter.to_ascii_lowercase()) {
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
