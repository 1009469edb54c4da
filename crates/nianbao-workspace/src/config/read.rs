//! From TOML to [`Config`], key by key, collecting what is wrong.

use std::ops::Range;

use nianbao_facts::deadlines::MonthDay;
use nianbao_lint::{Lang, Severity, nearest_of};
use nianbao_packs::Place;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigError, Expected, Problem};
use super::keys::{DEADLINES, KEYS, Key, THRESHOLDS};
use super::{Config, Deadline, Level, Located};

type Value<'i> = Spanned<DeValue<'i>>;

/// A year in which every day of any year exists.
const LEAP_YEAR: u16 = 2024;

pub(super) fn read(text: &str) -> Result<Config, Vec<ConfigError>> {
    let mut reader = Reader {
        text,
        errors: Vec::new(),
    };
    let (table, syntax) = DeTable::parse_recoverable(text);
    for error in syntax {
        let message = error.message().to_owned();
        let span = error.span().unwrap_or(0..0);
        reader.complain(span, Problem::Syntax { message });
    }
    // What a broken line seems to say would only be complained of a second time.
    if reader.errors.is_empty() {
        let config = reader.config(table.get_ref());
        if reader.errors.is_empty() {
            return Ok(config);
        }
    }
    reader.errors.sort_by_key(|error| error.place.span.start);
    Err(reader.errors)
}

struct Reader<'t> {
    text: &'t str,
    errors: Vec<ConfigError>,
}

impl Reader<'_> {
    fn complain(&mut self, span: Range<usize>, problem: Problem) {
        let place = Place::of(self.text, span);
        self.errors.push(ConfigError { place, problem });
    }

    fn located<T>(&self, span: Range<usize>, value: T) -> Located<T> {
        let place = Place::of(self.text, span);
        Located { value, place }
    }

    fn config(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match name {
                "select" => config.select = self.texts(name, value),
                "extend-select" => config.extend_select = self.texts(name, value),
                "ignore" => config.ignore = self.texts(name, value),
                "packs" => config.packs = self.text_or_texts(name, value),
                "exclude" => config.exclude = self.texts(name, value),
                "previous" => config.previous = self.text(name, value),
                "severity" => config.severity = self.levels(name, value),
                "per-file-ignores" => config.per_file_ignores = self.rules_by_path(name, value),
                "thresholds" => self.thresholds(name, value, &mut config),
                "deadlines" => self.deadlines(name, value, &mut config),
                "lang" => config.lang = self.lang(name, value),
                _ => self.unknown_key(key.span(), name, "", KEYS),
            }
        }
        config
    }

    fn thresholds(&mut self, name: &str, value: &Value<'_>, config: &mut Config) {
        let Some(table) = self.table(name, value) else {
            return;
        };
        for (key, value) in table {
            let own = key.get_ref().as_ref();
            let full = format!("{name}.{own}");
            match own {
                "overview-longest" => config.overview_longest = self.count(&full, value),
                "problems-shortest" => config.problems_shortest = self.count(&full, value),
                _ => self.unknown_key(key.span(), own, "thresholds.", THRESHOLDS),
            }
        }
    }

    fn deadlines(&mut self, name: &str, value: &Value<'_>, config: &mut Config) {
        let Some(table) = self.table(name, value) else {
            return;
        };
        for (key, value) in table {
            let own = key.get_ref().as_ref();
            let full = format!("{name}.{own}");
            match own {
                "department" => config.department = self.day(&full, value),
                "government" => config.government = self.day(&full, value),
                "township" => config.township = self.day(&full, value),
                _ => self.unknown_key(key.span(), own, "deadlines.", DEADLINES),
            }
        }
    }

    fn unknown_key(&mut self, span: Range<usize>, key: &str, table: &str, keys: &[Key]) {
        let known: Vec<_> = keys.iter().map(|key| key.name).collect();
        // Underscores are what the same options have in many other tools.
        let nearest = nearest_of(&key.replace('_', "-"), known.iter().copied());
        let key = format!("{table}{key}");
        self.complain(
            span,
            Problem::UnknownKey {
                key,
                nearest,
                known,
            },
        );
    }

    fn wrong_type(&mut self, key: &str, value: &Value<'_>, expected: Expected) {
        self.complain(
            value.span(),
            Problem::WrongType {
                key: key.to_owned(),
                expected,
                found: value.get_ref().type_str(),
            },
        );
    }

    fn wrong_value(&mut self, key: &str, value: &Value<'_>, expected: Expected) {
        let text = self.text.get(value.span()).unwrap_or_default().to_owned();
        self.complain(
            value.span(),
            Problem::WrongValue {
                key: key.to_owned(),
                value: text,
                expected,
            },
        );
    }

    fn table<'v, 'i>(&mut self, key: &str, value: &'v Value<'i>) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, value, Expected::Table);
        }
        table
    }

    fn text(&mut self, key: &str, value: &Value<'_>) -> Option<Located<String>> {
        if let Some(text) = value.get_ref().as_str() {
            return Some(self.located(value.span(), text.to_owned()));
        }
        self.wrong_type(key, value, Expected::Text);
        None
    }

    /// A list of texts; one text stands for a list of one.
    fn text_or_texts(
        &mut self,
        name: &str,
        value: &Value<'_>,
    ) -> Option<Located<Vec<Located<String>>>> {
        if let Some(text) = value.get_ref().as_str() {
            let one = self.located(value.span(), text.to_owned());
            return Some(self.located(value.span(), vec![one]));
        }
        self.texts(name, value)
    }

    fn texts(&mut self, key: &str, value: &Value<'_>) -> Option<Located<Vec<Located<String>>>> {
        let Some(values) = value.get_ref().as_array() else {
            self.wrong_type(key, value, Expected::Texts);
            return None;
        };
        let mut texts = Vec::with_capacity(values.len());
        for value in values {
            match value.get_ref().as_str() {
                Some(text) => texts.push(self.located(value.span(), text.to_owned())),
                None => self.wrong_type(key, value, Expected::Texts),
            }
        }
        Some(self.located(value.span(), texts))
    }

    /// A text that stands for one of a few values.
    fn word<T>(
        &mut self,
        key: &str,
        value: &Value<'_>,
        expected: Expected,
        meaning: impl Fn(&str) -> Option<T>,
    ) -> Option<Located<T>> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, value, expected);
            return None;
        };
        let meant = meaning(text);
        if meant.is_none() {
            self.wrong_value(key, value, expected);
        }
        Some(self.located(value.span(), meant?))
    }

    fn lang(&mut self, key: &str, value: &Value<'_>) -> Option<Located<Lang>> {
        self.word(key, value, Expected::Lang, |text| match text {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        })
    }

    fn levels(&mut self, key: &str, value: &Value<'_>) -> Vec<(Located<String>, Level)> {
        let Some(table) = self.table(key, value) else {
            return Vec::new();
        };
        let mut levels = Vec::with_capacity(table.len());
        for (rule, value) in table {
            let full = format!("{key}.{}", rule.get_ref());
            let level = self.word(&full, value, Expected::Level, |text| match text {
                "error" => Some(Level::As(Severity::Error)),
                "warning" => Some(Level::As(Severity::Warning)),
                "info" => Some(Level::As(Severity::Info)),
                "off" => Some(Level::Off),
                _ => None,
            });
            let rule = self.located(rule.span(), rule.get_ref().to_string());
            levels.extend(level.map(|level| (rule, level.value)));
        }
        in_order(&mut levels, |(rule, _)| rule);
        levels
    }

    fn rules_by_path(
        &mut self,
        key: &str,
        value: &Value<'_>,
    ) -> Vec<(Located<String>, Vec<Located<String>>)> {
        let Some(table) = self.table(key, value) else {
            return Vec::new();
        };
        let mut all = Vec::with_capacity(table.len());
        for (pattern, value) in table {
            let full = format!("{key}.\"{}\"", pattern.get_ref());
            let rules = self.texts(&full, value);
            let pattern = self.located(pattern.span(), pattern.get_ref().to_string());
            all.extend(rules.map(|rules| (pattern, rules.value)));
        }
        in_order(&mut all, |(pattern, _)| pattern);
        all
    }

    fn count(&mut self, key: &str, value: &Value<'_>) -> Option<Located<usize>> {
        let Some(integer) = value.get_ref().as_integer() else {
            self.wrong_type(key, value, Expected::Count);
            return None;
        };
        let count = usize::from_str_radix(integer.as_str(), integer.radix()).ok();
        let count = count.filter(|&count| count > 0);
        if count.is_none() {
            self.wrong_value(key, value, Expected::Count);
        }
        Some(self.located(value.span(), count?))
    }

    fn day(&mut self, key: &str, value: &Value<'_>) -> Option<Located<Deadline>> {
        self.word(key, value, Expected::Day, |text| {
            if text == "none" {
                return Some(None);
            }
            let (month, day) = text.split_once('-')?;
            let number = |digits: &str| {
                let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
                digits.parse::<u8>().ok().filter(|_| plain)
            };
            let day = MonthDay {
                month: number(month)?,
                day: number(day)?,
            };
            day.in_year(LEAP_YEAR).map(|_| Some(day))
        })
    }
}

/// Tables come in the order of their keys; the order of the file decides between equals.
fn in_order<T>(entries: &mut [T], key: impl Fn(&T) -> &Located<String>) {
    entries.sort_by_key(|entry| key(entry).place.span.start);
}
