//! The tests that a pack carries: sample texts with the findings that they must and must not give.

use std::ops::Range;
use std::sync::Arc;

use nianbao_core::form::SectionKind;
use nianbao_core::{Report, SourceText};
use nianbao_facts::sections;
use nianbao_lint::{FixAvailability, Message, base_report, check};

use super::error::did_you_mean;
use super::format::TestFile;
use super::read::Pack;
use super::set::PackSet;
use super::source::PackSource;
use crate::Place;

/// How one test of a pack ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What the test is called.
    pub name: String,
    /// Where it stands in `pack.toml`.
    pub place: Place,
    /// What was not as expected; empty when it passed.
    pub failures: Vec<Failure>,
}

/// Something that is not as a test of a pack expects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The expectation in `pack.toml`, or what makes the sample one that cannot be used.
    pub place: Place,
    /// What is not as expected.
    pub message: Message,
}

/// A message and the span that it is about.
type Wrong = (Range<usize>, Message);

/// Runs the tests of the last pack of a set, the one that was asked for; the packs that it extends are
/// in force. `source` gives the files that tests name; without one they fail.
pub fn test(set: &Arc<PackSet>, source: Option<&dyn PackSource>) -> Vec<Outcome> {
    let Some(pack) = set.packs().last() else {
        return Vec::new();
    };
    let settings = set.settings();
    let run = |sample: &TestFile| {
        let mut failures = Vec::new();
        match text(sample, source) {
            Err(wrong) => failures.push(wrong),
            Ok(text) => judge(set, pack, sample, text, &settings, &mut failures),
        }
        let failures = failures.into_iter().map(|(span, message)| Failure {
            place: Place::of(&pack.text, span),
            message,
        });
        Outcome {
            name: sample.name.get_ref().clone(),
            place: Place::of(&pack.text, sample.name.span()),
            failures: failures.collect(),
        }
    };
    pack.file.tests.iter().map(run).collect()
}

/// The rules of a pack that no test expects, or that none forbids, by their names.
pub fn untested(pack: &Pack) -> Vec<(String, bool, bool)> {
    let named = |list: &[toml::Spanned<String>], rule: &str| {
        let code = format!("{}/{rule}", pack.name);
        list.iter().any(|it| {
            let it = it.get_ref().split(": ").next().unwrap_or_default();
            it == rule || it == code
        })
    };
    let mut rules: Vec<&str> = pack.written.keys().map(String::as_str).collect();
    if !pack.settings.terms.is_empty() {
        rules.push("terms");
    }
    let rules = rules.into_iter().map(|rule| {
        let expected = pack.file.tests.iter().any(|test| named(&test.expect, rule));
        let forbidden = pack.file.tests.iter().any(|test| named(&test.forbid, rule));
        (rule.to_owned(), expected, forbidden)
    });
    // A heading that is only accepted finds nothing and cannot be expected to.
    rules
        .filter(|(_, expected, forbidden)| !expected || !forbidden)
        .filter(|(rule, ..)| {
            let written = pack.written.get(rule).map(toml::Spanned::get_ref);
            !written.is_some_and(|rule| rule.accept.is_some() && rule.subheadings.is_none())
        })
        .collect()
}

fn judge(
    set: &PackSet,
    pack: &Pack,
    sample: &TestFile,
    text: String,
    settings: &nianbao_lint::Settings,
    failures: &mut Vec<Wrong>,
) {
    let source = match SourceText::new(text) {
        Ok(source) => source,
        Err(error) => {
            let (zh, en) = (
                format!("样本无法读取：{error}"),
                format!("the sample cannot be read: {error}"),
            );
            return failures.push((sample.name.span(), Message::new(zh, en)));
        }
    };
    let report = Report::parse(source);
    let findings = check(&report, settings);
    let is = |code: &str, name: &str, wanted: &str| {
        code == wanted
            || name == wanted
            || code.strip_prefix(&format!("{}/", pack.name)) == Some(wanted)
    };
    for entry in &sample.expect {
        let expected = entry.get_ref();
        let (rule, marked) = match expected.split_once(": ") {
            Some((rule, marked)) => (rule, Some(marked)),
            None => (expected.as_str(), None),
        };
        let mut of_rule = findings
            .diagnostics
            .iter()
            .filter(|found| is(found.rule.code(), found.rule.name(), rule))
            .peekable();
        let any = of_rule.peek().is_some();
        let marks: Vec<&str> = of_rule
            .map(|found| report.source.slice(found.span))
            .collect();
        if marked.map_or(any, |marked| marks.contains(&marked)) {
            continue;
        }
        let instead_zh = if any {
            format!("，标出的是：{}", marks.join("、"))
        } else {
            String::new()
        };
        let instead_en = if any {
            format!("; it marks: {}", marks.join(", "))
        } else {
            String::new()
        };
        let message = Message::new(
            format!("应报而未报：{expected}{instead_zh}"),
            format!("expected and not found: {expected}{instead_en}"),
        );
        failures.push((entry.span(), message));
    }
    for entry in &sample.forbid {
        let rule = entry.get_ref();
        for found in &findings.diagnostics {
            if is(found.rule.code(), found.rule.name(), rule) {
                let marked = report.source.slice(found.span);
                let message = Message::new(
                    format!("不应报而报了：{rule}，标出“{marked}”：{}", found.message.zh),
                    format!(
                        "found and forbidden: {rule} marks \"{marked}\": {}",
                        found.message.en
                    ),
                );
                failures.push((entry.span(), message));
            }
        }
        // A rule that there is not finds nothing, which proves nothing.
        let known =
            set.codes().any(|code| is(code, "", rule)) || set.registry().by_name(rule).is_some();
        if !known {
            let known = pack.written.keys().map(String::as_str);
            let known = known.chain(set.codes());
            let known = known.chain(set.registry().rules().iter().map(|rule| rule.name));
            let (zh, en) = did_you_mean(rule, known);
            let message = Message::new(
                format!("没有规则“{rule}”{zh}"),
                format!("no rule is called \"{rule}\"{en}"),
            );
            failures.push((entry.span(), message));
        }
    }
    for found in &findings.diagnostics {
        let own = found.rule.code().starts_with(&format!("{}/", pack.name));
        let offers = own && found.rule.fix() == FixAvailability::Safe;
        if offers
            && found.fixes.is_empty()
            && !report.source.slice(found.span).contains(['|', '\n'])
        {
            let code = found.rule.code();
            let message = Message::new(
                format!("{code} 没有给出修改"),
                format!("{code} offers no fix"),
            );
            failures.push((sample.name.span(), message));
        }
    }
}

/// The text of a sample.
fn text(sample: &TestFile, source: Option<&dyn PackSource>) -> Result<String, Wrong> {
    let mut text = match (&sample.text, &sample.file) {
        (Some(text), _) => text.clone(),
        (None, Some(file)) => {
            let read = match source {
                Some(source) => source.read(file.get_ref()),
                None => Err(Message::new(
                    "这里不能读取文件",
                    "files cannot be read here",
                )),
            };
            read.map_err(|message| (file.span(), message))?
        }
        (None, None) => base_report().to_owned(),
    };
    for edit in &sample.edits {
        let (from, to) = edit.get_ref();
        if from.is_empty() || !text.contains(from.as_str()) {
            let message = Message::new(
                format!("样本中没有“{from}”，无法替换"),
                format!("\"{from}\" is not in the sample and cannot be replaced"),
            );
            return Err((edit.span(), message));
        }
        text = text.replace(from.as_str(), to);
    }
    for (place, paragraph) in &sample.add {
        text =
            added(&text, place.get_ref(), paragraph).map_err(|message| (place.span(), message))?;
    }
    Ok(text)
}

fn added(text: &str, place: &str, paragraph: &str) -> Result<String, Message> {
    let wrong = || {
        Message::new(
            format!("样本中没有 {place}，无法加入段落"),
            format!("the sample has no {place} to add a paragraph to"),
        )
    };
    let report = Report::parse(SourceText::new(text).map_err(|_| wrong())?);
    let at = if place == "preamble" {
        let first = report.sections.first().ok_or_else(wrong)?;
        sections::line_start(&report, first.heading_span)
    } else {
        let kind = SectionKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == place);
        let (index, _) = kind
            .and_then(|kind| sections::find(&report, kind))
            .ok_or_else(wrong)?;
        sections::end_of(&report, index)
    };
    let (before, after) = text.split_at_checked(at).ok_or_else(wrong)?;
    Ok(format!("{}\n\n{paragraph}\n\n{after}", before.trim_end()))
}
