//! What the user sets: which rules run, in which language messages are, what hints are shown.
//!
//! Settings come in two layers, the `initializationOptions` and what the client configures later
//! (section `nianbao`); of one key the later counts. Keys that are not ours are the client's own.

use std::sync::Arc;

use nianbao_lint::{Lang, Settings, UnknownRule};
use nianbao_packs::PackSet;
use nianbao_rules::REGISTRY;
use nianbao_workspace::config;
use nianbao_workspace::config::Overrides;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::project::{Complaints, Project};

/// The section of the client's settings that is ours.
pub(crate) const SECTION: &str = "nianbao";

/// Longer texts are not checked, in bytes.
const MAX_FILE_SIZE: usize = 32 << 20;

/// So many findings of one document are shown: of many thousands an editor chokes and nobody reads them.
const MAX_FINDINGS: usize = 1_000;

/// Which sums are shown beside totals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Hints {
    /// None.
    Off,
    /// Those that differ from what the total says.
    #[default]
    Differing,
    /// All of them.
    All,
}

/// What the server works with.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// The client's settings alone.
    pub(crate) settings: Settings,
    /// What of them goes over those of a project.
    pub(crate) over: Overrides,
    /// What projects say of their files, and where to complain of it.
    pub(crate) project: Option<(Arc<dyn Project>, Arc<Complaints>)>,
    pub(crate) lang: Lang,
    pub(crate) hints: Hints,
    /// Longer texts are not checked, in bytes.
    pub(crate) max_file_size: usize,
    /// So many findings of one document are shown.
    pub(crate) max_findings: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            settings: Arc::new(PackSet::empty(&REGISTRY)).settings(),
            over: Overrides::default(),
            project: None,
            lang: Lang::default(),
            hints: Hints::default(),
            max_file_size: MAX_FILE_SIZE,
            max_findings: MAX_FINDINGS,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Raw {
    select: Option<Names>,
    #[serde(alias = "extend-select")]
    extend_select: Option<Names>,
    ignore: Option<Names>,
    lang: Option<String>,
    #[serde(alias = "inlay-hints")]
    inlay_hints: Option<Hints>,
    #[serde(alias = "max-file-size")]
    max_file_size: Option<usize>,
    #[serde(alias = "max-findings")]
    max_findings: Option<usize>,
}

/// One name or a list of names; commas part names as on the command line.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Many(Vec<String>),
}

impl Names {
    fn list(this: Option<Self>) -> Vec<String> {
        let names = match this {
            None => Vec::new(),
            Some(Self::One(name)) => vec![name],
            Some(Self::Many(names)) => names,
        };
        names
            .iter()
            .flat_map(|names| names.split(','))
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect()
    }
}

/// Why settings are not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    #[error(transparent)]
    Form(#[from] serde_json::Error),
    #[error(transparent)]
    Rule(#[from] UnknownRule),
}

impl Config {
    /// The settings of two layers of JSON, in the given language if they name none.
    pub(crate) fn read(under: &Value, over: &Value, lang: Lang) -> Result<Self, ConfigError> {
        let mut merged = Map::new();
        for layer in [under, over] {
            let section = layer.get(SECTION).unwrap_or(layer);
            let keys = section.as_object().into_iter().flatten();
            // Editors send null for what is not set.
            let set = keys.filter(|(_, value)| !value.is_null());
            merged.extend(set.map(|(key, value)| (key.clone(), value.clone())));
        }
        let raw: Raw = serde_json::from_value(Value::Object(merged))?;
        let over = Overrides {
            select: Names::list(raw.select),
            extend_select: Names::list(raw.extend_select),
            ignore: Names::list(raw.ignore),
        };
        Ok(Self {
            settings: config::Config::default().settings(&REGISTRY, &over)?,
            over,
            project: None,
            lang: raw.lang.as_deref().and_then(language).unwrap_or(lang),
            hints: raw.inlay_hints.unwrap_or_default(),
            max_file_size: raw.max_file_size.unwrap_or(MAX_FILE_SIZE),
            max_findings: raw.max_findings.unwrap_or(MAX_FINDINGS),
        })
    }
}

/// The language that a locale or a setting names; `None` for `auto` and the like.
fn language(name: &str) -> Option<Lang> {
    let name = name.to_ascii_lowercase();
    if name.starts_with("en") {
        Some(Lang::En)
    } else {
        name.starts_with("zh").then_some(Lang::Zh)
    }
}

/// The language for a client's locale: English for English ones, Chinese for all others.
pub(crate) fn of_locale(locale: &str) -> Lang {
    language(locale).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn codes(under: &Value, over: &Value) -> Vec<&'static str> {
        let config = Config::read(under, over, Lang::Zh).unwrap();
        config
            .settings
            .selection
            .rules()
            .map(|rule| rule.code)
            .collect()
    }

    #[test]
    fn later_settings_count_and_null_is_no_setting() {
        let under = json!({"nianbao": {"select": ["A001", "A002"], "lang": "en"}, "other": 1});
        let over = json!({"select": null, "ignore": "A001, A003", "serverPath": 7, "lang": null});
        assert_eq!(codes(&under, &Value::Null), ["A001", "A002"]);
        assert_eq!(codes(&under, &over), ["A002"]);
        assert_eq!(codes(&under, &json!({"select": ["T012"]})), ["T012"]);
        let config = Config::read(&under, &over, Lang::Zh).unwrap();
        assert_eq!(config.lang, Lang::En);
        assert_eq!(
            codes(&json!({"extend-select": "A"}), &json!(null)).len(),
            codes(&json!({"extendSelect": ["A"]}), &json!(null)).len()
        );
    }

    #[test]
    fn wrong_settings_are_told() {
        let read = |value: &Value| Config::read(value, &Value::Null, Lang::Zh);
        let error = read(&json!({"select": ["A0002"]})).unwrap_err();
        assert!(error.to_string().contains("A002"), "{error}");
        assert!(read(&json!({"select": {"A": true}})).is_err());
        assert!(read(&json!({"inlayHints": "some"})).is_err());
        assert!(read(&json!({"maxFileSize": "10 MB"})).is_err());
        assert!(read(&json!([1])).is_ok());
    }

    #[test]
    fn only_english_locales_are_english() {
        assert_eq!(of_locale("en-GB"), Lang::En);
        assert_eq!(of_locale("EN"), Lang::En);
        assert_eq!(of_locale("zh-cn"), Lang::Zh);
        assert_eq!(of_locale("de"), Lang::Zh);
    }
}
