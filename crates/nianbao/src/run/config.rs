//! `nianbao config`: what is configured and where it stands, and the JSON Schema of the file.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;
use nianbao_facts::deadlines::MonthDay;
use nianbao_lint::{Lang, Settings};
use nianbao_workspace::config::{Config, KEYS, Key, Kind, Level, Located, Overrides, Place};
use nianbao_workspace::files::{ConfigFiles, NAME};
use serde_json::{Map, Value, json};

use super::Status;
use crate::args::{ConfigCommand, ConfigShowArgs};
use crate::lang::{pick, tr};

pub(crate) fn run(command: &ConfigCommand, lang: Lang) -> Result<Status> {
    let output = match command {
        ConfigCommand::Show(args) => show(args, lang)?,
        ConfigCommand::Schema => schema(lang),
    };
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(output.as_bytes())?;
    stdout.flush()?;
    Ok(Status::Clean)
}

/// Every key with its value, as TOML; a comment says where it stands.
fn show(args: &ConfigShowArgs, lang: Lang) -> Result<String> {
    let mut files = ConfigFiles::open(
        &nianbao_rules::REGISTRY,
        args.config.as_deref(),
        Overrides::default(),
        &[],
        lang,
    )?;
    // A folder is asked about as what lies in it.
    let inside = args.path.join(NAME);
    let path = if args.path.is_dir() {
        &inside
    } else {
        &args.path
    };
    let governing = files.of(path)?;
    let mut output = match &governing.file {
        Some(file) => tr!(lang, "# 配置文件：{file}\n", "# configuration: {file}\n"),
        None => tr!(
            lang,
            "# 没有找到 {NAME}，以下均为默认值\n",
            "# no {NAME} was found, all values are defaults\n"
        ),
    };
    let shown = Shown {
        file: governing.file.as_deref().unwrap_or_default(),
        lang,
    };
    output.push_str(&shown.config(&governing.config, &governing.settings(Path::new(""))));
    Ok(output)
}

struct Shown<'a> {
    file: &'a str,
    lang: Lang,
}

impl Shown<'_> {
    fn line(&self, key: &str, value: &str, place: Option<&Place>) -> String {
        let from = match place {
            Some(place) => format!("{}:{}", self.file, place.line),
            None => pick(self.lang, "默认", "default").to_owned(),
        };
        format!("{key} = {value}  # {from}\n")
    }

    fn texts(&self, key: &str, list: Option<&Located<Vec<Located<String>>>>) -> String {
        let values: Vec<_> = list.iter().flat_map(|list| &list.value).collect();
        let values: Vec<_> = values.iter().map(|text| quoted(&text.value)).collect();
        let value = format!("[{}]", values.join(", "));
        self.line(key, &value, list.map(|list| &list.place))
    }

    fn config(&self, config: &Config, settings: &Settings) -> String {
        let mut output = String::new();
        output.push_str(&self.texts("select", config.select.as_ref()));
        output.push_str(&self.texts("extend-select", config.extend_select.as_ref()));
        output.push_str(&self.texts("ignore", config.ignore.as_ref()));
        output.push_str(&self.texts("packs", config.packs.as_ref()));
        if let Some(Located { value, place }) = &config.previous {
            output.push_str(&self.line("previous", &quoted(value), Some(place)));
        }
        output.push_str(&self.texts("exclude", config.exclude.as_ref()));
        let language = match &config.lang {
            Some(Located {
                value: Lang::En, ..
            }) => "\"en\"",
            Some(_) => "\"zh\"",
            None => pick(self.lang, "\"zh\"", "\"en\""),
        };
        let place = config.lang.as_ref().map(|lang| &lang.place);
        output.push_str(&self.line("lang", language, place));

        output.push_str("\n[severity]\n");
        for (rule, level) in &config.severity {
            let level = match level {
                Level::Off => "\"off\"".to_owned(),
                Level::As(severity) => quoted(severity.as_str()),
            };
            output.push_str(&self.line(&quoted(&rule.value), &level, Some(&rule.place)));
        }
        output.push_str("\n[per-file-ignores]\n");
        for (pattern, rules) in &config.per_file_ignores {
            let rules: Vec<_> = rules.iter().map(|rule| quoted(&rule.value)).collect();
            let value = format!("[{}]", rules.join(", "));
            output.push_str(&self.line(&quoted(&pattern.value), &value, Some(&pattern.place)));
        }
        output.push_str("\n[thresholds]\n");
        let thresholds = &settings.thresholds;
        for (key, value, place) in [
            (
                "overview-longest",
                thresholds.overview_longest,
                &config.overview_longest,
            ),
            (
                "problems-shortest",
                thresholds.problems_shortest,
                &config.problems_shortest,
            ),
        ] {
            let place = place.as_ref().map(|value| &value.place);
            output.push_str(&self.line(key, &value.to_string(), place));
        }
        output.push_str("\n[deadlines]\n");
        let deadlines = &settings.deadlines;
        for (key, value, place) in [
            ("department", deadlines.department, &config.department),
            ("government", deadlines.government, &config.government),
            ("township", deadlines.township, &config.township),
        ] {
            let place = place.as_ref().map(|value| &value.place);
            output.push_str(&self.line(key, &day(value), place));
        }
        output
    }
}

fn day(day: Option<MonthDay>) -> String {
    match day {
        Some(MonthDay { month, day }) => format!("\"{month:02}-{day:02}\""),
        None => "\"none\"".to_owned(),
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut output = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => output.extend(['\\', character]),
            '\u{7f}' | '\0'..='\u{1f}' => {
                let _ = write!(output, "\\u{:04X}", u32::from(character));
            }
            _ => output.push(character),
        }
    }
    output.push('"');
    output
}

/// The JSON Schema of the file, from the table that the file is read by.
pub(crate) fn schema(lang: Lang) -> String {
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": NAME,
    });
    if let (Some(schema), Value::Object(table)) = (schema.as_object_mut(), table(KEYS, lang)) {
        schema.extend(table);
    }
    format!("{schema:#}\n")
}

fn table(keys: &[Key], lang: Lang) -> Value {
    let properties: Map<_, _> = keys
        .iter()
        .map(|key| {
            let mut value = of_kind(key.kind, lang);
            if let Some(value) = value.as_object_mut() {
                value.insert("description".to_owned(), key.summary.get(lang).into());
            }
            (key.name.to_owned(), value)
        })
        .collect();
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

fn of_kind(kind: Kind, lang: Lang) -> Value {
    let texts = json!({"type": "array", "items": {"type": "string"}});
    match kind {
        Kind::Rules | Kind::Texts => texts,
        Kind::Packs => json!({"anyOf": [texts, {"type": "string"}]}),
        Kind::Text => json!({"type": "string"}),
        Kind::Lang => json!({"enum": ["zh", "en"]}),
        Kind::Count => json!({"type": "integer", "minimum": 1}),
        Kind::Day => json!({"type": "string", "pattern": "^([0-9]{1,2}-[0-9]{1,2}|none)$"}),
        Kind::Levels => json!({
            "type": "object",
            "additionalProperties": {"enum": ["error", "warning", "info", "off"]},
        }),
        Kind::RulesByPath => json!({"type": "object", "additionalProperties": texts}),
        Kind::Table(keys) => table(keys, lang),
    }
}
