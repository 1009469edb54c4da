//! `nianbao pack`: rule packs for their authors.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, bail};
use nianbao_lint::{Lang, base_report};
use nianbao_packs::PackSet;
use nianbao_workspace::packs::{Wished, complaints};

use super::Status;
use crate::args::{PackCommand, PackNewArgs};
use crate::inputs::shown;
use crate::lang::{pick, tr};
use crate::output;

pub(crate) fn run(command: &PackCommand, lang: Lang) -> Result<Status> {
    let mut text = String::new();
    let status = match command {
        PackCommand::Check(args) => each(&args.packs, lang, &mut text, checked)?,
        PackCommand::Test(args) => each(&args.packs, lang, &mut text, tested)?,
        PackCommand::Schema => {
            text = nianbao_packs::schema(lang);
            Status::Clean
        }
        PackCommand::New(args) => start(args, lang)?,
        PackCommand::List(args) if args.listed.is_empty() => built_in(lang, &mut text)?,
        PackCommand::List(args) => each(&args.listed, lang, &mut text, listed)?,
    };
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()?;
    Ok(status)
}

/// Does something with each pack that loads; what is wrong with the others is the result.
fn each(
    packs: &[String],
    lang: Lang,
    text: &mut String,
    act: impl Fn(&Wished, &Arc<PackSet>, Lang, &mut String) -> bool,
) -> Result<Status> {
    let here = [".".to_owned()];
    let packs = if packs.is_empty() { &here[..] } else { packs };
    let mut good = true;
    for name in packs {
        let wished = Wished::new(
            &nianbao_rules::REGISTRY,
            [(name.as_str(), Path::new(""))],
            lang,
        );
        let wished = wished.map_err(|message| anyhow!(message))?;
        match wished.try_load(None) {
            Ok(set) => good &= act(&wished, &Arc::new(set), lang, text),
            Err(errors) => {
                good = false;
                let _ = writeln!(text, "{}", complaints(&errors, lang));
            }
        }
    }
    Ok(if good {
        Status::Clean
    } else {
        Status::Findings
    })
}

/// Says that a pack is right, and what it leaves untested.
fn checked(_: &Wished, set: &Arc<PackSet>, lang: Lang, text: &mut String) -> bool {
    let Some(last) = set.packs().last() else {
        return true;
    };
    let (name, (rules, tests)) = (&last.name, last.counts());
    let _ = writeln!(
        text,
        "{}",
        tr!(
            lang,
            "{name}：正确，{rules} 条规则，{tests} 个测试",
            "{name}: right, {rules} rules, {tests} tests"
        )
    );
    for (rule, expected, _) in nianbao_packs::untested(last) {
        let message = if expected {
            tr!(
                lang,
                "{name}/{rule} 没有测试说明它在何处不报（forbid）",
                "{name}/{rule}: no test says where it must be silent (forbid)"
            )
        } else {
            tr!(
                lang,
                "{name}/{rule} 没有测试说明它报什么（expect）",
                "{name}/{rule}: no test says what it finds (expect)"
            )
        };
        output::remark(lang, &message);
    }
    true
}

/// Runs the tests of a pack and prints them as a test runner does.
fn tested(wished: &Wished, set: &Arc<PackSet>, lang: Lang, text: &mut String) -> bool {
    let Some(last) = set.packs().last() else {
        return true;
    };
    let name = &last.name;
    let outcomes = nianbao_packs::test(set, wished.source());
    let failed: Vec<_> = outcomes
        .iter()
        .filter(|it| !it.failures.is_empty())
        .collect();
    for outcome in &outcomes {
        let word = if outcome.failures.is_empty() {
            pick(lang, "通过", "ok")
        } else {
            pick(lang, "失败", "FAILED")
        };
        let _ = writeln!(text, "{name} {} … {word}", outcome.name);
    }
    for outcome in &failed {
        let (line, case) = (outcome.place.line, &outcome.name);
        let _ = writeln!(
            text,
            "\n{}",
            tr!(lang, "{case}（第 {line} 行）", "{case} (line {line})")
        );
        for failure in &outcome.failures {
            let _ = writeln!(text, "  {}", failure.message.get(lang));
        }
    }
    let (passed, failed) = (outcomes.len() - failed.len(), failed.len());
    let _ = writeln!(
        text,
        "\n{}",
        tr!(
            lang,
            "{name}：{passed} 个通过，{failed} 个失败",
            "{name}: {passed} passed, {failed} failed"
        )
    );
    failed == 0
}

/// Lists the rules of a pack and of those that it extends.
fn listed(_: &Wished, set: &Arc<PackSet>, lang: Lang, text: &mut String) -> bool {
    for rule in set.rules() {
        let (code, severity) = (&rule.code, rule.severity.title(lang));
        let _ = writeln!(text, "{code}  {severity}  {}", rule.summary.get(lang));
    }
    true
}

/// Lists the built-in packs.
fn built_in(lang: Lang, text: &mut String) -> Result<Status> {
    for name in nianbao_packs::built_in_names() {
        let parsed = nianbao_packs::built_in_text(name).map(nianbao_packs::parse);
        let Some(Ok(parsed)) = parsed else {
            bail!("the built-in pack {name} is wrong");
        };
        let (rules, _) = parsed.counts();
        let (version, description) = (&parsed.version, parsed.description.get(lang));
        let rules = tr!(lang, "{rules} 条规则", "{rules} rules");
        let _ = writeln!(text, "{name:10}  {version}  {rules}  {description}");
    }
    Ok(Status::Clean)
}

/// Makes the folder of a new pack.
fn start(args: &PackNewArgs, lang: Lang) -> Result<Status> {
    let folder = &args.folder;
    let name = folder
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let text = nianbao_packs::skeleton(name);
    if let Err(errors) = nianbao_packs::parse(&text) {
        bail!(complaints(&errors, lang));
    }
    let at = shown(folder);
    fs::create_dir(folder).with_context(|| {
        tr!(
            lang,
            "无法建立文件夹 {at}",
            "the folder {at} cannot be made"
        )
    })?;
    for (file, content) in [
        ("pack.toml", text.as_str()),
        ("pack.schema.json", nianbao_packs::schema(lang).as_str()),
        ("sample.md", base_report()),
    ] {
        let mut new = fs::File::create_new(folder.join(file))?;
        new.write_all(content.as_bytes())?;
    }
    output::remark(
        lang,
        &tr!(
            lang,
            "已在 {at} 建立规则包 {name}；下一步：nianbao pack test {at}",
            "started the pack {name} in {at}; next: nianbao pack test {at}"
        ),
    );
    Ok(Status::Clean)
}
