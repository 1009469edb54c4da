//! The language of messages: `--lang`, else the locale, else Chinese.

use std::ffi::{OsStr, OsString};

use nianbao_lint::{FixAvailability, Group, Lang};

pub(crate) use nianbao_lint::tr;

/// Picks one of two constant texts.
pub(crate) fn pick(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The value of `--lang` before the arguments are parsed: help and complaints about the arguments
/// must already be in the right language.
pub(crate) fn from_arguments(arguments: impl IntoIterator<Item = OsString>) -> Option<Lang> {
    let mut found = None;
    let mut expected = false;
    for argument in arguments {
        if argument == "--" {
            break;
        }
        let text = argument.to_str().unwrap_or("");
        let value = if std::mem::take(&mut expected) {
            Some(text)
        } else {
            text.strip_prefix("--lang=")
        };
        expected = text == "--lang";
        found = match value {
            Some("zh") => Some(Lang::Zh),
            Some("en") => Some(Lang::En),
            _ => found,
        };
    }
    found
}

/// The language of the locale, if the environment names one.
pub(crate) fn from_environment() -> Option<Lang> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty())
        .map(|value| of_locale(&value))
}

fn of_locale(locale: &OsStr) -> Lang {
    if locale.as_encoded_bytes().starts_with(b"en") {
        Lang::En
    } else {
        Lang::Zh
    }
}

/// The name of a group of rules in JSON.
pub(crate) fn group_word(group: Group) -> &'static str {
    match group {
        Group::Structure => "structure",
        Group::Metadata => "metadata",
        Group::Tables => "tables",
        Group::Arithmetic => "arithmetic",
        Group::ProseTables => "prose-tables",
        Group::Citations => "citations",
        Group::Directives => "directives",
        Group::Dates => "dates",
        Group::Privacy => "privacy",
        Group::Wording => "wording",
        Group::Punctuation => "punctuation",
    }
}

/// The word in JSON for the best fix of a rule.
pub(crate) fn fix_word(fix: FixAvailability) -> &'static str {
    match fix {
        FixAvailability::None => "none",
        FixAvailability::Suggested => "suggested",
        FixAvailability::Safe => "safe",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lang_argument_counts() {
        let lang = |words: &[&str]| from_arguments(words.iter().map(OsString::from));
        assert_eq!(lang(&["nianbao", "check", "--lang", "en"]), Some(Lang::En));
        assert_eq!(lang(&["nianbao", "--lang=en", "--lang=zh"]), Some(Lang::Zh));
        assert_eq!(lang(&["nianbao", "check", "--", "--lang=en"]), None);
        assert_eq!(lang(&["nianbao", "--lang", "fr"]), None);
    }

    #[test]
    fn only_english_locales_are_english() {
        assert_eq!(of_locale(OsStr::new("en_GB.UTF-8")), Lang::En);
        for other in ["zh_CN.UTF-8", "C", "POSIX", "de_DE"] {
            assert_eq!(of_locale(OsStr::new(other)), Lang::Zh, "{other}");
        }
    }
}
