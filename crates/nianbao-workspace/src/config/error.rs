//! What can be wrong with a configuration.

use nianbao_lint::Message;
use nianbao_packs::Place;
use thiserror::Error;

/// Something wrong with a configuration, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {}, column {}: {}", place.line, place.column, problem.message().en)]
pub struct ConfigError {
    /// Where.
    pub place: Place,
    /// What.
    pub problem: Problem,
}

/// What is wrong at a place of a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is no TOML.
    Syntax {
        /// The parser's words.
        message: String,
    },
    /// There is no such key.
    UnknownKey {
        /// The key as written, with the table that it stands in.
        key: String,
        /// The nearest key, if one is near.
        nearest: Option<&'static str>,
        /// All keys that may stand there.
        known: Vec<&'static str>,
    },
    /// A rule is named that there is not.
    UnknownRule {
        /// As written.
        rule: String,
        /// The nearest code or name, if one is near.
        nearest: Option<String>,
    },
    /// A pack is named that there is not.
    UnknownPack {
        /// As written.
        pack: String,
        /// The nearest name, if one is near.
        nearest: Option<String>,
    },
    /// A value of another type than the key takes.
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        expected: Expected,
        /// The TOML type of what stands there.
        found: &'static str,
    },
    /// A value of the right type that the key does not take.
    WrongValue {
        /// The key.
        key: String,
        /// As written.
        value: String,
        /// What it takes.
        expected: Expected,
    },
    /// A pattern of paths that cannot be understood.
    WrongPattern {
        /// As written.
        pattern: String,
        /// Why, in the words of the library that reads patterns.
        reason: String,
    },
    /// A value that cannot be used, as a pack that cannot be loaded.
    Unusable {
        /// Why.
        reason: Message,
    },
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A table.
    Table,
    /// A whole number, from 1.
    Count,
    /// A day of any year.
    Day,
    /// A severity or `off`.
    Level,
    /// A language.
    Lang,
}

impl Expected {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("一个字符串，如 \"…\"", "a string, as \"…\""),
            Self::Texts => ("字符串的列表，如 [\"…\"]", "a list of strings, as [\"…\"]"),
            Self::Table => ("一个表", "a table"),
            Self::Count => ("大于零的整数", "a whole number from 1"),
            Self::Day => (
                "\"月-日\"，如 \"01-31\"，或 \"none\"",
                "\"month-day\", as \"01-31\", or \"none\"",
            ),
            Self::Level => (
                "\"error\"、\"warning\"、\"info\" 或 \"off\"",
                "\"error\", \"warning\", \"info\" or \"off\"",
            ),
            Self::Lang => ("\"zh\" 或 \"en\"", "\"zh\" or \"en\""),
        }
    }
}

impl Problem {
    /// What is wrong and what would be right, in both languages.
    pub fn message(&self) -> Message {
        let or_nearest = |zh: String, en: String, nearest: Option<&str>| match nearest {
            Some(nearest) => Message::new(
                format!("{zh}；是否想写 {nearest}？"),
                format!("{en}; did you mean {nearest}?"),
            ),
            None => Message::new(zh, en),
        };
        match self {
            Self::Syntax { message } => Message::new(
                format!("不是有效的 TOML：{message}"),
                format!("not valid TOML: {message}"),
            ),
            Self::UnknownKey {
                key,
                nearest,
                known,
            } => {
                let (zh, en) = (
                    format!("没有配置项 {key}"),
                    format!("there is no key {key}"),
                );
                if nearest.is_some() {
                    return or_nearest(zh, en, *nearest);
                }
                Message::new(
                    format!("{zh}；可用的有：{}", known.join("、")),
                    format!("{en}; there are {}", known.join(", ")),
                )
            }
            Self::UnknownRule { rule, nearest } => or_nearest(
                format!("没有规则“{rule}”"),
                format!("no rule is called \"{rule}\""),
                nearest.as_deref(),
            ),
            Self::WrongPattern { pattern, reason } => Message::new(
                format!("路径模式“{pattern}”有误：{reason}"),
                format!("the pattern \"{pattern}\" is wrong: {reason}"),
            ),
            Self::Unusable { reason } => reason.clone(),
            Self::UnknownPack { pack, nearest } => or_nearest(
                format!("没有规则包“{pack}”"),
                format!("no pack is called \"{pack}\""),
                nearest.as_deref(),
            ),
            Self::WrongType {
                key,
                expected,
                found,
            } => {
                let (zh, en) = expected.words();
                Message::new(
                    format!("{key} 应为{zh}，此处是 {found}"),
                    format!("{key} takes {en}, not a value of type {found}"),
                )
            }
            Self::WrongValue {
                key,
                value,
                expected,
            } => {
                let (zh, en) = expected.words();
                Message::new(
                    format!("{key} 不接受 {value}，应为{zh}"),
                    format!("{key} does not take {value}, but {en}"),
                )
            }
        }
    }
}
