//! The language of messages: `--lang`, else the locale, else Chinese.

use std::ffi::{OsStr, OsString};

use nianbao_rules::{FixAvailability, Group, Lang, Severity};

/// Formats one of two texts, the Chinese or the English one.
macro_rules! tr {
    ($lang:expr, $zh:literal, $en:literal $(,)?) => {
        match $lang {
            ::nianbao_rules::Lang::Zh => ::std::format!($zh),
            ::nianbao_rules::Lang::En => ::std::format!($en),
        }
    };
}
pub(crate) use tr;

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

/// A severity as readers see it.
pub(crate) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Zh) => "错误",
        (Severity::Warning, Lang::Zh) => "警告",
        (Severity::Info, Lang::Zh) => "提示",
        (severity, Lang::En) => severity.as_str(),
    }
}

/// The name of a group of rules: its word in JSON, or its heading for readers.
pub(crate) fn group(group: Group, lang: Option<Lang>) -> &'static str {
    let (word, zh, en) = match group {
        Group::Structure => ("structure", "结构", "Structure"),
        Group::Metadata => ("metadata", "卷首与落款", "Title and signature"),
        Group::Tables => ("tables", "表格", "Tables"),
        Group::Arithmetic => ("arithmetic", "勾稽与合理性", "Arithmetic and plausibility"),
        Group::ProseTables => ("prose-tables", "文表一致", "Prose against tables"),
        Group::Citations => ("citations", "引用与术语", "Citations and terms"),
        Group::Directives => ("directives", "注释指令", "Directives in comments"),
        Group::Dates => ("dates", "日期与时限", "Dates and deadlines"),
        Group::Privacy => ("privacy", "隐私与保密", "Privacy and secrecy"),
        Group::Wording => ("wording", "用语", "Wording"),
        Group::Punctuation => ("punctuation", "标点与字形", "Punctuation and glyphs"),
    };
    match lang {
        None => word,
        Some(Lang::Zh) => zh,
        Some(Lang::En) => en,
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

/// The best fix of a rule as readers see it.
pub(crate) fn fix(fix: FixAvailability, lang: Lang) -> &'static str {
    match (fix, lang) {
        (FixAvailability::None, Lang::Zh) => "无",
        (FixAvailability::Suggested, Lang::Zh) => "建议",
        (FixAvailability::Safe, Lang::Zh) => "安全",
        (fix, Lang::En) => fix_word(fix),
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
