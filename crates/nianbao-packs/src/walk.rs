//! Compares a TOML text with the JSON Schema of `pack.toml`: finds every unknown key and every value of a
//! wrong type with its place, where serde would stop at the first and say it in English alone.

use std::ops::Range;
use std::sync::LazyLock;

use serde_json::{Map, Value as Json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{Complaints, did_you_mean};

/// The JSON Schema of `pack.toml`.
pub(super) static SCHEMA: LazyLock<Json> = LazyLock::new(|| {
    let mut schema = schemars::schema_for!(super::format::PackFile).to_value();
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$id".to_owned(), Json::from(super::SCHEMA_ID));
        schema.insert("title".to_owned(), Json::from("nianbao pack.toml"));
    }
    schema
});

/// Complains of everything that the schema does not allow.
pub(super) fn walk(text: &str, complaints: &mut Complaints<'_>) {
    let (table, syntax) = DeTable::parse_recoverable(text);
    for error in syntax {
        let message = error.message();
        complaints.add(
            error.span().unwrap_or(0..0),
            format!("不是有效的 TOML：{message}"),
            format!("not valid TOML: {message}"),
        );
    }
    if complaints.errors.is_empty() {
        object(table.get_ref(), table.span(), &SCHEMA, "", complaints);
    }
}

/// The schema that a reference or an option stands for.
fn resolved(schema: &Json) -> &Json {
    let mut schema = schema;
    // References of a generated schema end after a few steps; a bound costs nothing.
    for _ in 0..8 {
        if let Some(target) = schema.get("$ref").and_then(Json::as_str) {
            let name = target.rsplit('/').next().unwrap_or_default();
            schema = &SCHEMA["$defs"][name];
        } else if let Some(any) = schema.get("anyOf").and_then(Json::as_array) {
            let some = any.iter().find(|it| it["type"] != "null");
            schema = some.unwrap_or(&Json::Null);
        } else {
            break;
        }
    }
    schema
}

/// The name of the type that a schema wants, without `null`.
fn type_of(schema: &Json) -> &str {
    match &schema["type"] {
        Json::String(one) => one,
        Json::Array(some) => some
            .iter()
            .filter_map(Json::as_str)
            .find(|one| *one != "null")
            .unwrap_or_default(),
        _ => "",
    }
}

fn object(
    table: &DeTable<'_>,
    span: Range<usize>,
    schema: &Json,
    path: &str,
    complaints: &mut Complaints<'_>,
) {
    let empty = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&empty);
    for (key, found) in table {
        let name = key.get_ref().as_ref();
        let full = format!("{path}{name}");
        if let Some(property) = properties.get(name) {
            value(found, property, &full, complaints);
        } else if let Some(inner) = schema
            .get("additionalProperties")
            .filter(|it| it.is_object())
        {
            value(found, inner, &full, complaints);
        } else {
            let known: Vec<&str> = properties.keys().map(String::as_str).collect();
            let (mut zh, mut en) = did_you_mean(&name.replace('_', "-"), known.iter().copied());
            if zh.is_empty() {
                zh = format!("；可用的有：{}", known.join("、"));
                en = format!("; there are {}", known.join(", "));
            }
            complaints.add(
                key.span(),
                format!("没有配置项 {full}{zh}"),
                format!("there is no key {full}{en}"),
            );
        }
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        let name = required.as_str().unwrap_or_default();
        if !table.iter().any(|(key, _)| key.get_ref() == name) {
            complaints.add(
                span.clone(),
                format!("缺少 {path}{name}"),
                format!("{path}{name} is missing"),
            );
        }
    }
}

fn value(found: &Spanned<DeValue<'_>>, schema: &Json, path: &str, complaints: &mut Complaints<'_>) {
    let schema = resolved(schema);
    let words = words(schema);
    let wanted = if words.is_empty() {
        type_of(schema)
    } else {
        "string"
    };
    match (found.get_ref(), wanted) {
        (DeValue::Table(table), "object") => {
            object(table, found.span(), schema, &format!("{path}."), complaints);
        }
        (DeValue::Array(array), "array") => {
            let prefix = schema["prefixItems"].as_array();
            for (index, item) in array.iter().enumerate() {
                let of_place = prefix.and_then(|prefix| prefix.get(index));
                let inner = of_place.or_else(|| schema.get("items"));
                if let Some(inner) = inner.filter(|it| it.is_object()) {
                    value(item, inner, path, complaints);
                }
            }
            if let Some(prefix) = prefix.filter(|prefix| prefix.len() != array.len()) {
                let (wanted, len) = (prefix.len(), array.len());
                complaints.add(
                    found.span(),
                    format!("{path} 应有 {wanted} 项，此处有 {len} 项"),
                    format!("{path} takes {wanted} items, not {len}"),
                );
            }
        }
        (DeValue::String(word), "string") => {
            if !words.is_empty() && !words.contains(&word.as_ref()) {
                let (zh, en) = did_you_mean(word, words.iter().copied());
                complaints.add(
                    found.span(),
                    format!("{path} 不接受“{word}”，可用的有：{}{zh}", words.join("、")),
                    format!(
                        "{path} does not take \"{word}\", but {}{en}",
                        words.join(", ")
                    ),
                );
            }
        }
        (DeValue::Integer(number), "integer") => {
            let number = i64::from_str_radix(number.as_str(), number.radix());
            let most = schema["maximum"].as_i64().unwrap_or(i64::from(u32::MAX));
            if !number.is_ok_and(|number| (0..=most).contains(&number)) {
                complaints.add(
                    found.span(),
                    format!("{path} 应为 0 至 {most} 的整数"),
                    format!("{path} takes a whole number from 0 to {most}"),
                );
            }
        }
        (DeValue::Boolean(_), "boolean") | (_, "") => {}
        (other, wanted) => {
            let type_name = other.type_str();
            let (zh, en) = match wanted {
                "object" => ("一个表", "a table"),
                "array" => ("一个列表", "a list"),
                "string" => ("一个字符串", "a string"),
                "integer" => ("一个整数", "a whole number"),
                _ => ("true 或 false", "true or false"),
            };
            complaints.add(
                found.span(),
                format!("{path} 应为{zh}，此处是 {type_name}"),
                format!("{path} takes {en}, not a value of type {type_name}"),
            );
        }
    }
}

/// The words of an enumeration; schemars writes them as constants with descriptions.
fn words(schema: &Json) -> Vec<&str> {
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Json::as_str).collect();
    }
    let one_of = schema["oneOf"].as_array().into_iter().flatten();
    one_of.filter_map(|it| it["const"].as_str()).collect()
}
