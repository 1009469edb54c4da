//! JSON Schemas of the files of configuration: what may stand at a path, and what it is.

use std::sync::LazyLock;

use nianbao_lint::Lang;
use serde_json::Value;

use crate::run::config;

/// The schema of a file.
#[derive(Clone, Copy)]
pub(super) struct Schema(&'static Value);

/// A key of a table.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    /// Whether it is a table, or a list of tables.
    pub(super) table: Option<TableKind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TableKind {
    One,
    Many,
}

fn parsed(text: &str) -> Value {
    // What the program itself writes is JSON.
    serde_json::from_str(text).unwrap_or_default()
}

impl Schema {
    /// That of `pack.toml`.
    pub(super) fn of_pack(lang: Lang) -> Self {
        static ZH: LazyLock<Value> = LazyLock::new(|| parsed(&nianbao_packs::schema(Lang::Zh)));
        static EN: LazyLock<Value> = LazyLock::new(|| parsed(&nianbao_packs::schema(Lang::En)));
        Self(match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        })
    }

    /// That of `nianbao.toml`.
    pub(super) fn of_config(lang: Lang) -> Self {
        static ZH: LazyLock<Value> = LazyLock::new(|| parsed(&config::schema(Lang::Zh)));
        static EN: LazyLock<Value> = LazyLock::new(|| parsed(&config::schema(Lang::En)));
        Self(match lang {
            Lang::Zh => &ZH,
            Lang::En => &EN,
        })
    }

    /// What a schema stands for: the target of a reference, the type beside `null`, the item of a list.
    fn resolved(self, mut schema: &'static Value) -> &'static Value {
        // A few steps are all there are.
        for _ in 0..8 {
            if let Some(target) = schema["$ref"].as_str() {
                let name = target.rsplit('/').next().unwrap_or_default();
                schema = &self.0["$defs"][name];
            } else if let Some(any) = schema["anyOf"].as_array() {
                let some = any.iter().find(|it| it["type"] != "null");
                schema = some.unwrap_or(&Value::Null);
            } else if schema["items"].is_object() {
                schema = &schema["items"];
            } else {
                break;
            }
        }
        schema
    }

    /// The schema of a path before it is resolved, with what it says of itself.
    fn find(self, path: &[String]) -> Option<&'static Value> {
        let mut schema = self.0;
        for key in path {
            let inner = self.resolved(schema);
            schema = inner["properties"].get(key).or_else(|| {
                inner
                    .get("additionalProperties")
                    .filter(|it| it.is_object())
            })?;
        }
        Some(schema)
    }

    /// The keys that a table may have.
    pub(super) fn keys(self, path: &[String]) -> Vec<Key> {
        let Some(schema) = self.find(path) else {
            return Vec::new();
        };
        let properties = self.resolved(schema)["properties"].as_object();
        let keys = properties.into_iter().flatten().map(|(name, schema)| Key {
            name,
            description: schema["description"].as_str().unwrap_or_default(),
            table: self.table(schema),
        });
        keys.collect()
    }

    fn table(self, schema: &'static Value) -> Option<TableKind> {
        let inner = self.resolved(schema);
        let table = inner["properties"].is_object() || inner["additionalProperties"].is_object();
        table.then(|| {
            if schema["items"].is_object() {
                TableKind::Many
            } else {
                TableKind::One
            }
        })
    }

    /// What there is to say of a path.
    pub(super) fn description(self, path: &[String]) -> Option<&'static str> {
        let schema = self.find(path)?;
        let own = schema["description"].as_str();
        own.or_else(|| self.resolved(schema)["description"].as_str())
    }

    /// The words of which a value is one, each with what it means.
    pub(super) fn words(self, path: &[String]) -> Vec<(&'static str, &'static str)> {
        let Some(schema) = self.find(path) else {
            return Vec::new();
        };
        let schema = self.resolved(schema);
        words_of(schema)
    }

    /// The words of a definition.
    pub(super) fn defined(self, name: &str) -> Vec<(&'static str, &'static str)> {
        words_of(&self.0["$defs"][name])
    }

    /// Whether a value is true or false.
    pub(super) fn is_flag(self, path: &[String]) -> bool {
        self.find(path).is_some_and(|schema| {
            let kind = &self.resolved(schema)["type"];
            kind == "boolean"
                || kind
                    .as_array()
                    .is_some_and(|some| some.iter().any(|it| it == "boolean"))
        })
    }
}

fn words_of(schema: &'static Value) -> Vec<(&'static str, &'static str)> {
    let plain = schema["enum"].as_array().into_iter().flatten();
    let plain = plain.filter_map(|word| Some((word.as_str()?, "")));
    let described = schema["oneOf"].as_array().into_iter().flatten();
    let described = described.filter_map(|it| {
        Some((
            it["const"].as_str()?,
            it["description"].as_str().unwrap_or_default(),
        ))
    });
    plain.chain(described).collect()
}
