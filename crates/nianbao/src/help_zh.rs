//! Chinese help: what each command and option does, laid over the English texts of [`crate::args`].

use std::fmt::Write as _;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

const ABOUT: &str = "检查政府信息公开工作年度报告";

const COMMANDS: &[(&str, &str)] = &[
    ("check", "检查报告"),
    ("extract", "输出从报告中读出的内容：各部分、表格、数字"),
    ("claims", "输出报告正文就表格数字所作的陈述"),
    ("explain", "说明一条规则：查什么、为什么、示例、易误判之处"),
    ("rules", "列出全部规则"),
    (
        "new",
        "生成一份报告的初稿：各部分、表格和必备表述齐全，其余留待填写",
    ),
    ("lsp", "运行语言服务器，使用标准输入和标准输出"),
    ("config", "显示生效的配置，或 nianbao.toml 的 JSON Schema"),
    ("pack", "检查、测试、新建、列出规则包"),
    ("pack check", "检查规则包写得是否正确"),
    ("pack test", "运行规则包自带的测试"),
    ("pack schema", "输出 pack.toml 的 JSON Schema"),
    ("pack new", "在新文件夹中建立规则包"),
    ("pack list", "列出内置规则包，或某些规则包的规则"),
    ("completions", "输出命令行补全脚本"),
    ("man", "输出程序或某个命令的手册页"),
    ("config show", "显示每个配置项的值及其出处"),
    ("config schema", "输出 nianbao.toml 的 JSON Schema"),
];

const ARGUMENTS: &[(&str, &str)] = &[
    (
        "paths",
        "文件、文件夹，或用 - 表示标准输入；check 默认为当前文件夹",
    ),
    ("format", "输出格式"),
    ("near", "一并输出险些读出的数字，以及最接近的句型在何处停住"),
    (
        "select",
        "只运行这些规则：代码、名称、代码前缀或 ALL，用逗号分隔",
    ),
    ("extend_select", "在所选规则之外再运行这些规则"),
    ("ignore", "不运行这些规则"),
    ("fail_on", "达到此级别的问题使退出状态为 1"),
    (
        "fix",
        "对文件作安全的修改；标准输入修改后的文本写到标准输出",
    ),
    (
        "unsafe_fixes",
        "一并统计只有一种改法的建议修改；与 --fix 同用时也作这些修改",
    ),
    ("diff", "显示 --fix 将作的修改，不改动文件"),
    ("body", "制发报告的机关全称"),
    ("year", "报告年度，2019 年起"),
    ("kind", "机关类别，默认由名称判断"),
    (
        "pack",
        "在配置所列之外使用的规则包：名称、文件夹，或 auto 按机关所在省选用",
    ),
    (
        "packs",
        "含 pack.toml 的文件夹，或内置规则包的名称，默认为当前文件夹",
    ),
    ("listed", "列出其规则的规则包：文件夹或名称"),
    ("folder", "要新建的文件夹，其名称就是规则包的名称"),
    ("config", "使用此配置文件，而不是最近的 nianbao.toml"),
    ("path", "配置所作用的文件或文件夹，默认为当前文件夹"),
    ("of", "命令；省略时为整个程序的手册页"),
    ("statistics", "不逐条列出问题，只统计每条规则发现问题的次数"),
    ("baseline", "只报告基线文件中没有的问题"),
    ("write_baseline", "把全部问题写入基线文件，不作报告"),
    (
        "with_suppressed",
        "一并输出被忽略的和基线中已有的问题，并加以标明（SARIF）",
    ),
    ("watch", "持续检查有改动的文件，直到中断"),
    ("quiet", "每个问题只输出一行，不显示原文和汇总"),
    ("color", "何时使用颜色"),
    ("stdin_filename", "标准输入在输出中使用的文件名"),
    ("jobs", "线程数，默认与处理器数相同"),
    ("output", "把结果写入文件，要么完整写入，要么不写"),
    ("lang", "提示信息的语言，默认取自系统区域设置，否则为中文"),
    ("rule", "规则的代码或名称"),
    ("log_file", "把日志写入文件，而不是标准错误"),
    (
        "log",
        "记录哪些日志：error、warn、info、debug、trace，或“模块=级别”的列表",
    ),
    (
        "stdio",
        "许多客户端会加上的选项；总是使用标准输入和标准输出",
    ),
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
    // clap adds the version flag to the outermost command only, the help flag to all; its own
    // cannot be translated, so ours stand in for them.
    let version = flag("version", 'V', ArgAction::Version);
    let mut command = arguments(command.about(ABOUT).disable_version_flag(true).arg(version))
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .mut_subcommands(subcommand);
    // The help command exists only once the command is built.
    command.build();
    command.mut_subcommand("help", |help| help.about("显示帮助"))
}

fn subcommand(command: Command) -> Command {
    below("", command)
}

/// The text of a command below another one, or of one whose name says enough.
fn about(parent: &str, name: &str) -> Option<&'static str> {
    lookup(COMMANDS, &format!("{parent} {name}")).or_else(|| lookup(COMMANDS, name))
}

fn below(parent: &str, command: Command) -> Command {
    let name = command.get_name().to_owned();
    match about(parent, &name) {
        Some(about) if command.has_subcommands() => arguments(command.about(about))
            .subcommand_help_heading("命令")
            .subcommand_value_name("命令")
            .disable_help_subcommand(true)
            .mut_subcommands(|inner| below(&name, inner)),
        Some(about) => arguments(command.about(about)),
        None => command,
    }
}

fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).action(action)
}

fn arguments(command: Command) -> Command {
    command
        .help_template("{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .disable_help_flag(true)
        .arg(flag("help", 'h', ArgAction::Help))
        .mut_args(argument)
}

/// An argument with its Chinese help, its default and its values.
fn argument(argument: Arg) -> Arg {
    let Some(text) = lookup(ARGUMENTS, argument.get_id().as_str()) else {
        return argument;
    };
    let heading = if argument.is_positional() {
        "参数"
    } else {
        "选项"
    };
    let argument = argument.help_heading(heading);
    if !argument.get_action().takes_values() {
        return argument.help(text);
    }
    let mut help = text.to_owned();
    let values = argument.get_possible_values();
    let values: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
    if !values.is_empty() {
        let _ = write!(help, "［可选：{}］", values.join("、"));
    }
    if let Some(default) = argument.get_default_values().first() {
        let _ = write!(help, "［默认：{}］", default.display());
    }
    argument
        .help(help)
        .hide_possible_values(true)
        .hide_default_value(true)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn everything_has_a_chinese_text() {
        let command = crate::args::Cli::command();
        for sub in command.get_subcommands() {
            let inner = sub.get_subcommands().map(|inner| (sub.get_name(), inner));
            for (parent, it) in std::iter::once(("", sub)).chain(inner) {
                let name = it.get_name();
                assert!(about(parent, name).is_some(), "{parent} {name}");
                for argument in it.get_arguments().chain(command.get_arguments()) {
                    let id = argument.get_id().as_str();
                    assert!(lookup(ARGUMENTS, id).is_some(), "{name} {id}");
                }
            }
        }
    }
}
