//! Rule packs: rules and settings of a province, a city or an office, without touching Rust.
//!
//! A pack is a folder with a `pack.toml`; `packs/README.md` is the guide for authors. [`parse`] reads its
//! text, [`load`] brings packs together with those that they extend and compiles everything once, and a
//! [`PackSet`] in [`nianbao_lint::Settings::packs`] runs with every check. [`test()`] runs the tests that a pack
//! carries. Nothing but [`Folder`] opens a file, and it opens none outside its folder.
//!
//! # Invariants
//! - Nothing is compiled per report: the words of all rules of all packs are one automaton, their
//!   patterns one set, and a pattern by itself is compiled when a text first holds it.
//! - What the report does not have makes an assertion unverified, never false.
//! - A pack cannot make the program slow: texts, patterns and expressions have limits, regular expressions
//!   run in linear time, and expressions cannot loop but over lists of bounded length.

mod built_in;
mod divisions;
mod error;
mod expression;
mod format;
mod gather;
mod inspect;
mod place;
mod read;
mod rule;
mod run;
mod sample;
mod scope;
mod set;
mod source;
mod walk;

pub use built_in::{for_body, names as built_in_names, text as built_in_text};
pub use divisions::province_of;
pub use error::PackError;
pub use expression::{VARIABLES, cell_paths};
pub use gather::{Wanted, load};
pub use inspect::{Flaw, inspect};
pub use place::Place;
pub use read::{MAX_RULES, MAX_TEXT, Pack, parse};
pub use sample::{Failure, Outcome, test, untested};
pub use set::PackSet;
pub use source::{Folder, PackSource};

/// A day that a key of `[deadlines]` gives; `None` for `"none"`.
pub type Deadline = Option<MonthDay>;

/// The identifier of the JSON Schema.
pub(crate) const SCHEMA_ID: &str = "https://nianbao.invalid/schemas/pack.json";

/// The JSON Schema of `pack.toml`, as a document whose descriptions are in a language.
pub fn schema(lang: Lang) -> String {
    let mut schema = walk::SCHEMA.clone();
    describe(&mut schema, lang);
    format!("{schema:#}\n")
}

/// The key of a schema that says in Chinese what its `description` says in English.
const CHINESE: &str = "x-zh";

/// Leaves the descriptions of one language.
fn describe(schema: &mut Value, lang: Lang) {
    match schema {
        Value::Object(object) => {
            if let Some(chinese) = object.remove(CHINESE)
                && lang == Lang::Zh
            {
                object.insert("description".to_owned(), chinese);
            }
            object.values_mut().for_each(|it| describe(it, lang));
        }
        Value::Array(items) => items.iter_mut().for_each(|it| describe(it, lang)),
        _ => {}
    }
}

/// Whether a `pack.toml` is one of ours: other programs have files of that name. It is if it has a key
/// that only packs of ours have, or nearly, and if it has no key but those that any may have.
pub fn is_ours(text: &str) -> bool {
    /// What a pack of anything may have.
    const COMMON: [&str; 4] = ["$schema", "name", "version", "description"];
    let (table, _) = toml::de::DeTable::parse_recoverable(text);
    let properties = walk::SCHEMA["properties"].as_object();
    let own = || {
        properties
            .into_iter()
            .flatten()
            .map(|(key, _)| key.as_str())
    };
    let mut foreign = false;
    for (key, _) in table.get_ref() {
        let key = key.get_ref().as_ref();
        if COMMON.contains(&key) {
            continue;
        }
        let near = nearest_of(key, own().filter(|own| !COMMON.contains(own)));
        if near.is_some() {
            return true;
        }
        foreign = true;
    }
    !foreign
}

/// The commented skeleton of a pack.
pub fn skeleton(name: &str) -> String {
    include_str!("skeleton.toml").replace("my-pack", name)
}

use nianbao_facts::deadlines::MonthDay;
use nianbao_lint::{Lang, nearest_of};
use serde_json::Value;

#[cfg(test)]
mod tests;
