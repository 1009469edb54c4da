//! The structure of the workspace: imports point down, and every rule is registered.

#![allow(clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use nianbao_rules::REGISTRY;

/// What each crate may depend on, lowest first. `nianbao` is the top; the tests may see everything.
const LAYERS: &[(&str, &[&str])] = &[
    ("nianbao-core", &[]),
    ("nianbao-facts", &["nianbao-core"]),
    ("nianbao-lint", &["nianbao-core", "nianbao-facts"]),
    (
        "nianbao-rules",
        &["nianbao-core", "nianbao-facts", "nianbao-lint"],
    ),
    (
        "nianbao-packs",
        &["nianbao-core", "nianbao-facts", "nianbao-lint"],
    ),
    (
        "nianbao-workspace",
        &[
            "nianbao-core",
            "nianbao-facts",
            "nianbao-lint",
            "nianbao-packs",
        ],
    ),
    (
        "nianbao-json",
        &["nianbao-core", "nianbao-facts", "nianbao-lint"],
    ),
    (
        "nianbao-lsp",
        &[
            "nianbao-core",
            "nianbao-facts",
            "nianbao-lint",
            "nianbao-rules",
            "nianbao-packs",
            "nianbao-workspace",
        ],
    ),
];

/// Names that no rule may mention: layouts, files, the packs and what is above.
const NOT_IN_RULES: [&str; 10] = [
    "nianbao_core::layout",
    "Layout::",
    "nianbao_packs",
    "nianbao_workspace",
    "nianbao_lsp",
    "std::fs",
    "std::path",
    "std::io",
    "std::env",
    "include_str!",
];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates")
}

/// The source files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

fn name(path: &Path) -> &str {
    let name = path.file_name().and_then(|name| name.to_str());
    name.expect("names of sources are UTF-8")
}

/// The crates of the workspace that a manifest lists in `[dependencies]`.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut within = false;
    let mut found = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            within = line == "[dependencies]" || line.ends_with(".dependencies]");
        } else if within && line.starts_with("nianbao") {
            let end = line.find(['.', ' ', '=']).unwrap_or(line.len());
            found.insert(line[..end].to_owned());
        }
    }
    found
}

#[test]
fn imports_point_down() {
    let layers: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    for entry in fs::read_dir(crates()).expect("the folder is there") {
        let folder = entry.expect("the folder can be read").path();
        let Ok(manifest) = fs::read_to_string(folder.join("Cargo.toml")) else {
            continue;
        };
        let own = name(&folder);
        let Some(allowed) = layers.get(own) else {
            assert_eq!(own, "nianbao", "a new crate has its place in the layers");
            continue;
        };
        for other in dependencies(&manifest) {
            assert!(
                allowed.contains(&other.as_str()),
                "{own} may not use {other}"
            );
        }
    }
    // The list itself points down.
    for (index, (own, allowed)) in LAYERS.iter().enumerate() {
        let below: BTreeSet<&str> = LAYERS[..index].iter().map(|(below, _)| *below).collect();
        let all_below = allowed.iter().all(|other| below.contains(other));
        assert!(all_below, "{own}");
    }
}

#[test]
fn rules_see_no_layouts_files_or_editors() {
    for path in sources(&crates().join("nianbao-rules/src")) {
        let text = fs::read_to_string(&path).expect("sources can be read");
        for word in NOT_IN_RULES {
            assert!(!text.contains(word), "{} mentions {word}", path.display());
        }
    }
}

#[test]
fn every_rule_that_is_there_is_registered() {
    let mut files: Vec<String> = Vec::new();
    for path in sources(&crates().join("nianbao-rules/src")) {
        let text = fs::read_to_string(&path).expect("sources can be read");
        if !text.contains("pub static RULE: Rule") {
            continue;
        }
        let code = name(&path).get(..4).expect("a rule has a code");
        files.push(code.to_ascii_uppercase());
        let rule = REGISTRY.by_code(code);
        let rule = rule.unwrap_or_else(|| panic!("{} is not registered", path.display()));
        let written = format!("code: \"{}\"", rule.code);
        assert!(text.contains(&written), "{}", path.display());
    }
    // Rules about words are data.
    let builtin = crates().join("nianbao-rules/builtin");
    for entry in fs::read_dir(builtin).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let code = name(&path).get(..4).expect("a rule has a code");
        files.push(code.to_ascii_uppercase());
    }
    files.sort();
    let registered: Vec<&str> = REGISTRY.rules().iter().map(|rule| rule.code).collect();
    assert_eq!(files, registered);
}

#[test]
fn no_rule_in_rust_has_a_table_of_words() {
    for path in sources(&crates().join("nianbao-rules/src")) {
        // The registry names the type of the tables that are written from data.
        if name(&path) == "registry.rs" {
            continue;
        }
        let text = fs::read_to_string(&path).expect("sources can be read");
        for word in ["words::Entry", "[Entry]", "Entry::"] {
            let file = path.display();
            assert!(
                !text.contains(word),
                "{file} has {word}: tables of words belong to builtin/"
            );
        }
    }
}

#[test]
fn the_framework_names_no_rule() {
    for path in sources(&crates().join("nianbao-lint/src")) {
        if name(&path) == "testing.rs" {
            continue;
        }
        let text = fs::read_to_string(&path).expect("sources can be read");
        let code = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
        let code: String = text.lines().map(code).collect::<Vec<_>>().join("\n");
        // Tests of the framework may use codes as samples.
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for rule in REGISTRY.rules() {
            let quoted = format!("\"{}\"", rule.code);
            assert!(
                !code.contains(&quoted),
                "{} names {}",
                path.display(),
                rule.code
            );
        }
    }
}
