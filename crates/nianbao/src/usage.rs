//! Complaints about the arguments, in Chinese where clap only knows English.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use nianbao_lint::Lang;

use crate::output;
use crate::run::Status;

/// Prints help, version or a complaint; gives the exit status that belongs to it.
pub(crate) fn report(error: &Error, lang: Lang) -> ExitCode {
    let message = match lang {
        Lang::Zh => chinese(error),
        Lang::En => None,
    };
    match message {
        Some(message) => output::complain(lang, &message),
        // A closed pipe is no reason to complain about the help text.
        None => drop(error.print()),
    }
    if error.use_stderr() {
        Status::Failed.into()
    } else {
        Status::Clean.into()
    }
}

fn chinese(error: &Error) -> Option<String> {
    let value = |kind| error.get(kind).map(words);
    let argument = value(ContextKind::InvalidArg).unwrap_or_default();
    let mut message = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有这个选项或参数：{argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有这个命令：{}", value(ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let given = value(ContextKind::InvalidValue).unwrap_or_default();
            if given.is_empty() {
                format!("{argument} 缺少取值")
            } else {
                format!("{argument} 不接受“{given}”")
            }
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::ArgumentConflict => format!("{argument} 重复，或与其他选项冲突"),
        _ => return None,
    };
    if let Some(valid) = value(ContextKind::ValidValue) {
        let _ = write!(message, "；可用的值：{valid}");
    }
    let nearest = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    if let Some(nearest) = nearest.into_iter().find_map(value) {
        let _ = write!(message, "；是否想用 {nearest}？");
    }
    message.push_str("\n用 nianbao help 查看用法。");
    Some(message)
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join("、"),
        other => other.to_string(),
    }
}
