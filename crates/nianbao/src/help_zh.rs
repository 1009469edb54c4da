//! Chinese help: what each command and option does, laid over the English texts of [`crate::args`].

use clap::builder::StyledStr;
use clap::{Arg, Command};

const ABOUT: &str = "检查政府信息公开工作年度报告";

const COMMANDS: &[(&str, &str)] = &[
    ("check", "检查报告"),
    ("extract", "输出从报告中读出的内容：各部分、表格、数字"),
    ("explain", "说明一条规则：查什么、为什么、示例、易误判之处"),
    ("rules", "列出全部规则"),
    ("completions", "输出命令行补全脚本"),
    ("help", "显示帮助"),
];

const ARGUMENTS: &[(&str, &str)] = &[
    (
        "paths",
        "文件、文件夹，或用 - 表示标准输入（check 默认为当前文件夹）",
    ),
    ("format", "输出格式"),
    (
        "select",
        "只运行这些规则：代码、名称、代码前缀或 ALL，用逗号分隔",
    ),
    ("extend_select", "在所选规则之外再运行这些规则"),
    ("ignore", "不运行这些规则"),
    ("fail_on", "达到此级别的问题使退出状态为 1"),
    ("quiet", "每个问题只输出一行，不显示原文和汇总"),
    ("color", "何时使用颜色"),
    ("stdin_filename", "标准输入在输出中使用的文件名"),
    ("jobs", "线程数（默认与处理器数相同）"),
    ("output", "把结果写入文件（要么完整写入，要么不写）"),
    ("lang", "提示信息的语言（默认取自系统区域设置，否则为中文）"),
    ("rule", "规则的代码或名称"),
    ("shell", "命令行外壳"),
    ("help", "显示帮助"),
    ("version", "显示版本"),
];

fn lookup(table: &[(&'static str, &'static str)], id: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(name, _)| *name == id)
        .map(|&(_, text)| text)
}

/// Lays the Chinese texts over a command and its subcommands.
pub(crate) fn translate(command: Command) -> Command {
    let command = arguments(command.about(ABOUT))
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令");
    command.mut_subcommands(|sub| {
        let about = lookup(COMMANDS, sub.get_name());
        match about {
            Some(about) => arguments(sub.about(about)),
            None => sub,
        }
    })
}

fn arguments(command: Command) -> Command {
    let template = StyledStr::from(
        "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}",
    );
    // The two arguments that clap adds by itself are replaced: it offers no way to translate them.
    command
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(clap::ArgAction::Help),
        )
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(clap::ArgAction::Version),
        )
        .mut_args(|argument| {
            let heading = if argument.is_positional() {
                "参数"
            } else {
                "选项"
            };
            let help = lookup(ARGUMENTS, argument.get_id().as_str());
            let argument = argument.help_heading(heading);
            match help {
                Some(help) => argument.help(help),
                None => argument,
            }
        })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn everything_has_a_chinese_text() {
        let command = crate::args::Cli::command();
        for sub in command.get_subcommands() {
            assert!(
                lookup(COMMANDS, sub.get_name()).is_some(),
                "{}",
                sub.get_name()
            );
            for argument in sub.get_arguments().chain(command.get_arguments()) {
                let id = argument.get_id().as_str();
                assert!(lookup(ARGUMENTS, id).is_some(), "{} {id}", sub.get_name());
            }
        }
    }
}
