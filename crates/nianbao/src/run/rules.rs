//! `nianbao rules`.

use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use nianbao_json::to_line;
use nianbao_lint::{Lang, Rule};
use nianbao_rules::REGISTRY;
use serde::Serialize;

use super::Status;
use crate::args::{RulesArgs, RulesFormat};
use crate::lang;
use crate::lang::{pick, tr};

pub(crate) fn run(args: &RulesArgs, lang: Lang) -> Result<Status> {
    let output = match args.format {
        RulesFormat::Text => text(REGISTRY.rules(), lang),
        RulesFormat::Json => json(REGISTRY.rules(), lang),
        RulesFormat::Markdown => markdown(REGISTRY.rules(), lang),
    };
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(output.as_bytes())?;
    stdout.flush()?;
    Ok(Status::Clean)
}

/// One line per rule, in columns; codes, names and severities have one width in either language.
fn text(rules: &[&Rule], lang: Lang) -> String {
    let names = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let line = |rule: &&Rule| {
        let (code, name) = (rule.code, rule.name);
        let severity = rule.severity.title(lang);
        let padding = if lang == Lang::En { 7 } else { 0 };
        let off = if rule.default_on {
            String::new()
        } else {
            tr!(lang, "（默认不启用）", " (off by default)")
        };
        let summary = rule.summary.get(lang);
        format!("{code}  {name:names$}  {severity:padding$}  {summary}{off}\n")
    };
    rules.iter().map(line).collect()
}

#[derive(Serialize)]
struct JsonRule<'a> {
    code: &'a str,
    name: &'a str,
    group: &'a str,
    severity: &'a str,
    default_on: bool,
    fix: &'a str,
    summary: &'a str,
    explanation: &'a str,
    basis: &'a [&'a str],
    traps: &'a str,
}

/// One document, a rule a line.
fn json(rules: &[&Rule], lang: Lang) -> String {
    let lines: Vec<_> = rules
        .iter()
        .map(|rule| {
            to_line(&JsonRule {
                code: rule.code,
                name: rule.name,
                group: lang::group_word(rule.group),
                severity: rule.severity.as_str(),
                default_on: rule.default_on,
                fix: lang::fix_word(rule.fix),
                summary: rule.summary.get(lang),
                explanation: rule.explanation.get(lang),
                basis: rule.basis,
                traps: rule.traps.get(lang),
            })
        })
        .collect();
    format!("{{\"schema\":1,\"rules\":[\n{}\n]}}\n", lines.join(",\n"))
}

/// A table per group.
fn markdown(rules: &[&Rule], lang: Lang) -> String {
    let mut output = String::new();
    let mut group = None;
    for rule in rules {
        if group != Some(rule.group) {
            if group.is_some() {
                output.push('\n');
            }
            group = Some(rule.group);
            let title = rule.group.title(lang);
            let columns = pick(
                lang,
                "| 代码 | 名称 | 级别 | 修改 | 检查内容 | 依据 |",
                "| Code | Name | Severity | Fix | What it checks | Basis |",
            );
            let rule = "| --- | --- | --- | --- | --- | --- |";
            let _ = writeln!(output, "## {title}\n\n{columns}\n{rule}");
        }
        let _ = writeln!(
            output,
            "| {} | `{}` | {} | {} | {} | {} |",
            rule.code,
            rule.name,
            rule.severity.title(lang),
            rule.fix.title(lang),
            in_cell(rule.summary.get(lang)),
            in_cell(&rule.basis.join(pick(lang, "；", "; "))),
        );
    }
    output
}

/// A bar would end the cell.
fn in_cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::RULE;

    #[test]
    fn lists() {
        insta::assert_snapshot!(text(&[&RULE], Lang::Zh));
        insta::assert_snapshot!(markdown(&[&RULE], Lang::Zh));
        insta::assert_snapshot!(json(&[&RULE], Lang::En));
    }
}
