//! Runs the rules of packs over a report: one scan for the words of all of them, one for the patterns.

use std::cell::OnceCell;

use nianbao_core::form::SectionKind;
use nianbao_core::normal::folded;
use nianbao_core::prose::ParagraphKind;
use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::sections;
use nianbao_facts::words::is_inside;
use nianbao_lint::edits::with_edit;
use nianbao_lint::{Diagnostic, Findings, Message, Settings, Unverified};

use super::expression::{Model, Verdict};
use super::rule::{Check, Guards, Item, Loaded, Use};
use super::set::PackSet;

/// A word or pattern that was found and counts.
#[derive(Clone, Debug)]
struct Find {
    item: u32,
    span: Span,
    /// Where it stands in the folded prose; `None` in a table.
    range: Option<TextRange>,
    text: String,
    /// What to write in its place.
    with: Option<String>,
}

/// Runs the rules of packs that are selected.
pub(crate) fn run(set: &PackSet, report: &Report, settings: &Settings, findings: &mut Findings) {
    if set.is_empty() {
        return;
    }
    let active: Vec<bool> = set
        .rules
        .iter()
        .map(|loaded| settings.selection.contains_ref(&loaded.rule) && loaded.scope.covers(report))
        .collect();
    if !active.contains(&true) {
        return;
    }
    let found = finds(report, set, &active);
    let model = OnceCell::new();
    for ((loaded, finds), _) in set
        .rules
        .iter()
        .zip(found)
        .zip(&active)
        .filter(|(_, active)| **active)
    {
        match &loaded.check {
            Check::Words {
                items,
                guards: _,
                purpose,
            } => {
                words(report, loaded, items, purpose, finds, findings);
            }
            Check::Heading {
                section,
                subheadings,
                ..
            } => {
                headings(report, loaded, *section, subheadings, findings);
            }
            Check::Assertion { assertion, at } => {
                let model =
                    model.get_or_init(|| Model::new(report, |name| is_read(set, &active, name)));
                match assertion.judge(model) {
                    Verdict::Holds => {}
                    Verdict::Fails => {
                        let cell = at.and_then(|at| report.cell(at));
                        let value = cell.map_or("", |cell| report.source.slice(cell.span));
                        let span = cell.map(|cell| cell.span);
                        let span = span.unwrap_or_else(|| place(report, loaded).unwrap_or_default());
                        let message = filled(&loaded.message, &[("{value}", value)]);
                        let mut diagnostic = Diagnostic::new(loaded.rule.clone(), span, message);
                        if let Some(at) = at.filter(|_| cell.is_some()) {
                            diagnostic = diagnostic.at_cell(at);
                        }
                        findings.diagnostics.push(diagnostic);
                    }
                    Verdict::Unknown => findings.unverified.push(Unverified {
                        rule: loaded.rule.clone(),
                        reason: "value-missing",
                        message: Message::new(
                            "报告中缺少所需的内容（单元格空白或没有这张表），无法核验。",
                            "The report lacks what this needs (a cell is blank or a table is missing).",
                        ),
                    }),
                }
            }
        }
    }
}

/// Whether any active assertion reads a variable.
fn is_read(set: &PackSet, active: &[bool], name: &str) -> bool {
    let mut rules = set.rules.iter().zip(active);
    rules.any(|(loaded, active)| {
        *active
            && matches!(&loaded.check, Check::Assertion { assertion, .. } if assertion.reads(name))
    })
}

/// The finds of every active rule, in the order of the text, without those that overlap an earlier one.
fn finds(report: &Report, set: &PackSet, active: &[bool]) -> Vec<Vec<Find>> {
    let mut all: Vec<Vec<Find>> = vec![Vec::new(); active.len()];
    let text = report.prose.as_str();
    let finder = &set.finder;
    let looks = |rule: u32| active.get(rule as usize).copied().unwrap_or(false);
    if let Some(automaton) = &finder.automaton {
        for found in automaton.find_overlapping_iter(text) {
            let range = TextRange::new(found.start(), found.end());
            for &(rule, item) in &finder.of_word[found.value() as usize] {
                if looks(rule)
                    && let Some(find) =
                        in_prose(report, &set.rules[rule as usize], item, range, None)
                {
                    all[rule as usize].push(find);
                }
            }
        }
    }
    if let Some(patterns) = &finder.patterns {
        for index in patterns.matches(text) {
            let (rule, item) = finder.of_pattern[index];
            if looks(rule)
                && let Some(regex) = finder.single(&set.rules, index)
            {
                pattern_in_prose(
                    report,
                    &set.rules[rule as usize],
                    item,
                    regex,
                    &mut all[rule as usize],
                );
            }
        }
    }
    if set
        .rules
        .iter()
        .zip(active)
        .any(|(loaded, active)| *active && loaded.scope.parts.tables())
    {
        in_tables(report, set, active, &mut all);
    }
    for finds in &mut all {
        finds.sort_by_key(|find| (find.span.start, std::cmp::Reverse(find.span.end)));
        let mut end = 0;
        finds.retain(|find| {
            let free = find.span.start >= end;
            if free {
                end = find.span.end;
            }
            free
        });
    }
    all
}

fn in_prose(
    report: &Report,
    loaded: &Loaded,
    item: u32,
    range: TextRange,
    with: Option<String>,
) -> Option<Find> {
    let paragraph = report.prose.paragraph_at(range.start)?;
    let Check::Words { items, guards, .. } = &loaded.check else {
        return None;
    };
    let in_scope = paragraph.range.contains(range)
        && loaded
            .scope
            .holds(report, paragraph.kind, paragraph.section);
    if !in_scope {
        return None;
    }
    let text = report.prose.as_str();
    let before = &text[paragraph.range.start as usize..range.start as usize];
    let after = &text[range.end as usize..paragraph.range.end as usize];
    counts(guards, before, after).then(|| Find {
        item,
        span: report.prose.source_span(range),
        range: Some(range),
        text: text[range.range()].to_owned(),
        with: with.or_else(|| items.get(item as usize)?.with.clone()),
    })
}

fn counts(guards: &Guards, before: &str, after: &str) -> bool {
    (guards.only_before.is_empty()
        || guards
            .only_before
            .iter()
            .any(|word| after.starts_with(word.as_str())))
        && !guards
            .not_before
            .iter()
            .any(|word| after.starts_with(word.as_str()))
        && !guards
            .not_after
            .iter()
            .any(|word| before.ends_with(word.as_str()))
        && (guards.in_titles || !is_inside(before, '《', '》'))
        && (guards.in_quotes || !is_inside(before, '“', '”'))
}

/// Finds of a pattern, paragraph by paragraph, so that no find reaches from one into the next.
fn pattern_in_prose(
    report: &Report,
    loaded: &Loaded,
    item: u32,
    regex: &regex::Regex,
    finds: &mut Vec<Find>,
) {
    let with = with_of(loaded, item);
    for paragraph in &report.prose.paragraphs {
        if !loaded
            .scope
            .holds(report, paragraph.kind, paragraph.section)
        {
            continue;
        }
        let text = report.prose.text(paragraph.range);
        let start = paragraph.range.start as usize;
        let mut take = |found: regex::Match<'_>, with: Option<String>| {
            let range = TextRange::new(start + found.start(), start + found.end());
            finds.extend(in_prose(report, loaded, item, range, with));
        };
        if let Some(with) = with {
            for groups in regex.captures_iter(text) {
                let mut new = String::new();
                groups.expand(with, &mut new);
                if let Some(whole) = groups.get(0) {
                    take(whole, Some(new));
                }
            }
        } else {
            regex.find_iter(text).for_each(|found| take(found, None));
        }
    }
}

fn with_of(loaded: &Loaded, item: u32) -> Option<&str> {
    let Check::Words { items, .. } = &loaded.check else {
        return None;
    };
    items.get(item as usize)?.with.as_deref()
}

/// Finds in the labels and cells of the tables; each is marked whole.
fn in_tables(report: &Report, set: &PackSet, active: &[bool], all: &mut [Vec<Find>]) {
    let finder = &set.finder;
    let tables = report.tables.iter().flatten();
    for table in tables {
        let rows = table.rows.iter().flat_map(|row| {
            let label = row.label.as_ref().map(|label| label.span);
            label
                .into_iter()
                .chain(row.cells.iter().flatten().map(|cell| cell.span))
        });
        for span in rows {
            let text = folded(report.source.slice(span));
            let mut take = |rule: u32, item: u32, start: usize, end: usize| {
                let loaded = &set.rules[rule as usize];
                let Check::Words { guards, .. } = &loaded.check else {
                    return;
                };
                let section = Some(table.definition().section);
                let wanted = active[rule as usize]
                    && loaded.scope.parts.tables()
                    && (loaded.scope.sections.is_empty()
                        || section.is_some_and(|kind| loaded.scope.sections.contains(&kind)));
                if wanted && counts(guards, &text[..start], &text[end..]) {
                    all[rule as usize].push(Find {
                        item,
                        span,
                        range: None,
                        text: text[start..end].to_owned(),
                        with: with_of(loaded, item).map(str::to_owned),
                    });
                }
            };
            if let Some(automaton) = &finder.automaton {
                for found in automaton.find_overlapping_iter(&text) {
                    for &(rule, item) in &finder.of_word[found.value() as usize] {
                        take(rule, item, found.start(), found.end());
                    }
                }
            }
            if let Some(patterns) = &finder.patterns {
                for index in patterns.matches(&text) {
                    let (rule, item) = finder.of_pattern[index];
                    let found = finder
                        .single(&set.rules, index)
                        .and_then(|regex| regex.find(&text));
                    if let Some(found) = found {
                        take(rule, item, found.start(), found.end());
                    }
                }
            }
        }
    }
}

fn words(
    report: &Report,
    loaded: &Loaded,
    items: &[Item],
    purpose: &Use,
    finds: Vec<Find>,
    findings: &mut Findings,
) {
    match purpose {
        Use::Existence | Use::Substitution(_) => {
            let how = match purpose {
                Use::Substitution(how) => Some(*how),
                _ => None,
            };
            for find in finds {
                debug_assert!((find.item as usize) < items.len());
                let with = find.with.as_deref().unwrap_or_default();
                if how.is_some() && folded(with) == find.text {
                    continue;
                }
                let message = filled(
                    &loaded.message,
                    &[("{match}", &find.text), ("{with}", with)],
                );
                let mut diagnostic = Diagnostic::new(loaded.rule.clone(), find.span, message);
                if let (Some(how), Some(range)) = (how, find.range) {
                    diagnostic = with_edit(report, diagnostic, how, range, with);
                }
                findings.diagnostics.push(diagnostic);
            }
        }
        Use::Occurrence { min, max } => {
            let count = finds.len();
            if let Some(first_beyond) = finds.get(*max) {
                let message = counted(&loaded.message, count, *min, *max, &first_beyond.text);
                let diagnostic = Diagnostic::new(loaded.rule.clone(), first_beyond.span, message);
                findings.diagnostics.push(diagnostic);
            } else if count < *min {
                missing(
                    report,
                    loaded,
                    counted(&loaded.message, count, *min, *max, ""),
                    None,
                    findings,
                );
            }
        }
        Use::Required { min, insert } => {
            let count = finds.len();
            if count < *min {
                let message = counted(&loaded.message, count, *min, usize::MAX, "");
                missing(report, loaded, message, insert.as_deref(), findings);
            }
        }
    }
}

/// Reports what is missing at the place where it belongs, or says that it cannot be told.
fn missing(
    report: &Report,
    loaded: &Loaded,
    message: Message,
    insert: Option<&str>,
    findings: &mut Findings,
) {
    if sections::breaks_off_in(report).is_some() {
        return findings.unverified.push(Unverified {
            rule: loaded.rule.clone(),
            reason: "text-cut",
            message: Message::new(
                "文本不完整，无法核验是否缺少内容。",
                "The text breaks off, so what is missing cannot be told.",
            ),
        });
    }
    // A section that is absent is another rule's finding.
    let Some(span) = place(report, loaded) else {
        return;
    };
    let mut diagnostic = Diagnostic::new(loaded.rule.clone(), span, message);
    if let Some(text) = insert {
        let wanted = loaded
            .scope
            .sections
            .iter()
            .find_map(|kind| sections::find(report, *kind));
        if let Some((index, _)) = wanted {
            let title = Message::new("补写这一段", "Add this paragraph");
            let at = sections::end_of(report, index);
            if let Some(fix) =
                nianbao_lint::edits::insert_blocks(report, at, title, &[text.to_owned()])
            {
                diagnostic = diagnostic.with_fix(fix);
            }
        }
    }
    findings.diagnostics.push(diagnostic);
}

/// The place that a finding about all of a rule's scope is at: the heading of its section, else the title.
fn place(report: &Report, loaded: &Loaded) -> Option<Span> {
    if loaded.scope.sections.is_empty() {
        let title = report.title.as_ref().map(|title| title.span);
        return Some(title.unwrap_or_default());
    }
    let found = loaded
        .scope
        .sections
        .iter()
        .find_map(|kind| sections::find(report, *kind));
    found.map(|(_, section)| section.heading_span)
}

/// Reports sub-headings that a section lacks.
fn headings(
    report: &Report,
    loaded: &Loaded,
    kind: SectionKind,
    wanted: &[Vec<String>],
    findings: &mut Findings,
) {
    let Some((index, section)) = sections::find(report, kind).filter(|_| !wanted.is_empty()) else {
        return;
    };
    let mut titles: Vec<&str> = sections::sub_headings(report, index)
        .map(|heading| report.prose.text(heading.title))
        .collect();
    let alone = report.prose.paragraphs.iter().filter(|paragraph| {
        paragraph.section == Some(index) && paragraph.kind == ParagraphKind::SubHeading
    });
    titles.extend(alone.map(|paragraph| report.prose.text(paragraph.range)));
    let lacking: Vec<&str> = wanted
        .iter()
        .filter(|words| {
            let has = |title: &&str| words.iter().any(|word| title.contains(word.as_str()));
            !titles.iter().any(has)
        })
        .filter_map(|words| words.first().map(String::as_str))
        .collect();
    if lacking.is_empty() {
        return;
    }
    if sections::breaks_off_in(report).is_some() {
        return findings.unverified.push(Unverified {
            rule: loaded.rule.clone(),
            reason: "text-cut",
            message: Message::new(
                "文本不完整，无法核验小标题。",
                "The text breaks off, so its sub-headings cannot be verified.",
            ),
        });
    }
    let message = filled(&loaded.message, &[("{missing}", &lacking.join("、"))]);
    let diagnostic = Diagnostic::new(loaded.rule.clone(), section.heading_span, message);
    findings.diagnostics.push(diagnostic);
}

fn counted(message: &Message, count: usize, min: usize, max: usize, text: &str) -> Message {
    let (count, min, max) = (count.to_string(), min.to_string(), max.to_string());
    filled(
        message,
        &[
            ("{count}", &count),
            ("{min}", &min),
            ("{max}", &max),
            ("{match}", text),
        ],
    )
}

fn filled(message: &Message, values: &[(&str, &str)]) -> Message {
    let fill = |text: &str| {
        let mut text = text.to_owned();
        for (name, value) in values {
            if text.contains(name) {
                text = text.replace(name, value);
            }
        }
        text
    };
    Message::new(fill(&message.zh), fill(&message.en))
}
