//! Rules of packs, checked and ready to run.

use std::ops::Range;
use std::sync::Arc;

use nianbao_core::form::{CellRef, SectionKind};
use nianbao_core::normal::{fold, folded};
use nianbao_lint::{Applicability, FixAvailability, Message, PackRule, RuleRef, Severity};

use super::error::Complaints;
use super::expression;
use super::expression::Assertion;
use super::format::{Both, FixWord, KindWord, RuleFile, SeverityWord};
use super::scope::{Scope, section};

/// The longest word or pattern, in bytes.
const LONGEST_ITEM: usize = 1000;
/// The most words and patterns of one rule.
const MOST_ITEMS: usize = 2000;

/// A word or a pattern.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Folded.
    pub(super) text: String,
    pub(super) is_pattern: bool,
    /// What to write in its place.
    pub(super) with: Option<String>,
    /// Where it stands in the pack's text.
    pub(super) span: Range<usize>,
}

/// What excuses a find, or must be there for it to count.
#[derive(Clone, Debug, Default)]
pub(super) struct Guards {
    pub(super) only_before: Vec<String>,
    pub(super) not_before: Vec<String>,
    pub(super) not_after: Vec<String>,
    pub(super) in_titles: bool,
    pub(super) in_quotes: bool,
}

/// What is made of finds.
#[derive(Clone, Debug)]
pub(super) enum Use {
    Existence,
    Substitution(Applicability),
    Occurrence { min: usize, max: usize },
    Required { min: usize, insert: Option<String> },
}

/// What a rule checks.
#[derive(Clone, Debug)]
pub(super) enum Check {
    Words {
        items: Vec<Item>,
        guards: Guards,
        purpose: Use,
    },
    Heading {
        section: SectionKind,
        accept: Vec<String>,
        subheadings: Vec<Vec<String>>,
    },
    Assertion {
        assertion: Assertion,
        at: Option<CellRef>,
    },
}

/// A rule that can run.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    pub(super) rule: RuleRef,
    pub(super) scope: Scope,
    pub(super) message: Message,
    pub(super) check: Check,
}

pub(super) fn both(text: &Both) -> Message {
    Message::new(
        text.zh.clone(),
        text.en.as_ref().unwrap_or(&text.zh).clone(),
    )
}

pub(super) fn severity(word: SeverityWord) -> Severity {
    match word {
        SeverityWord::Info => Severity::Info,
        SeverityWord::Warning => Severity::Warning,
        SeverityWord::Error => Severity::Error,
    }
}

fn all_folded(words: Option<&Vec<String>>) -> Vec<String> {
    words
        .into_iter()
        .flatten()
        .map(|word| folded(word))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Makes a rule of what its author wrote, complaining of everything that keeps it from being one.
pub(super) fn load(
    pack: &str,
    file: &RuleFile,
    at: Range<usize>,
    complaints: &mut Complaints<'_>,
) -> Option<Loaded> {
    let before = complaints.errors.len();
    let name = file.name.get_ref().as_str();
    let Some(kind) = file.kind else {
        complaints.add(
            file.name.span(),
            format!("规则 {name} 缺少 kind（或 extends）"),
            format!("rule {name} lacks kind (or extends)"),
        );
        return None;
    };
    let check = check(kind, file, complaints);
    misplaced(kind, file, complaints);
    let observed = file.observed.unwrap_or(false);
    let weight = file
        .severity
        .as_ref()
        .map_or(Severity::Info, |word| severity(*word.get_ref()));
    if let Some(word) = file
        .severity
        .as_ref()
        .filter(|_| observed && weight > Severity::Info)
    {
        complaints.add(
            word.span(),
            "observed 表示只是观察到的做法，级别只能是 info",
            "a rule that rests on observed practice (observed = true) is info at most",
        );
    }
    let message = file.message.as_ref().map(both);
    let message = message.or_else(|| default_message(kind)).or_else(|| {
        complaints.add(
            at,
            format!("规则 {name} 缺少 message"),
            format!("rule {name} lacks message"),
        );
        None
    });
    if complaints.errors.len() > before {
        return None;
    }
    let (check, message) = (check?, message?);
    let summary = file
        .summary
        .as_ref()
        .map_or_else(|| without_places(&message), both);
    let nothing = || Message::new("", "");
    let mut explanation = file.explanation.as_ref().map_or_else(nothing, both);
    if observed {
        explanation
            .zh
            .insert_str(0, "（依据观察到的做法，并非规定。）");
        explanation
            .en
            .insert_str(0, "(Observed practice, not a rule laid down.) ");
    }
    Some(Loaded {
        rule: RuleRef::Pack(Arc::new(PackRule {
            code: format!("{pack}/{name}"),
            name: name.to_owned(),
            severity: weight,
            default_on: file.enabled.unwrap_or(true),
            fix: fix_of(&check),
            summary,
            explanation,
            basis: file.basis.clone().unwrap_or_default(),
        })),
        scope: Scope::new(&file.scope.clone().unwrap_or_default()),
        message,
        check,
    })
}

/// A message in which what only a finding knows is left open.
fn without_places(message: &Message) -> Message {
    let open = |text: &str| {
        let names = ["match", "with", "count", "min", "max", "missing", "value"];
        names.iter().fold(text.to_owned(), |text, name| {
            text.replace(&format!("{{{name}}}"), "…")
        })
    };
    Message::new(open(&message.zh), open(&message.en))
}

fn fix_of(check: &Check) -> FixAvailability {
    let Check::Words { purpose, .. } = check else {
        return FixAvailability::None;
    };
    match purpose {
        Use::Substitution(Applicability::Safe) => FixAvailability::Safe,
        Use::Substitution(_)
        | Use::Required {
            insert: Some(_), ..
        } => FixAvailability::Suggested,
        _ => FixAvailability::None,
    }
}

fn default_message(kind: KindWord) -> Option<Message> {
    match kind {
        KindWord::Existence => Some(Message::new(
            "这里不宜用“{match}”。",
            "\"{match}\" does not belong here.",
        )),
        KindWord::Substitution => Some(Message::new(
            "“{match}”宜改为“{with}”。",
            "\"{match}\" should read \"{with}\".",
        )),
        KindWord::Occurrence | KindWord::Required | KindWord::Assertion => None,
        KindWord::Heading => Some(Message::new(
            "这一部分缺少小标题：{missing}。",
            "The section lacks sub-headings: {missing}.",
        )),
    }
}

/// Complains of keys that a rule of its kind does not read.
fn misplaced(kind: KindWord, file: &RuleFile, complaints: &mut Complaints<'_>) {
    use KindWord::{Assertion, Existence, Heading, Occurrence, Required, Substitution};
    let words = [Existence, Occurrence, Required];
    let given: [(&str, bool, &[KindWord]); 16] = [
        ("words", file.words.is_some(), &words),
        ("patterns", file.patterns.is_some(), &words),
        (
            "only-before",
            file.only_before.is_some(),
            &[Existence, Occurrence, Required, Substitution],
        ),
        (
            "not-before",
            file.not_before.is_some(),
            &[Existence, Occurrence, Required, Substitution],
        ),
        (
            "not-after",
            file.not_after.is_some(),
            &[Existence, Occurrence, Required, Substitution],
        ),
        (
            "in-titles",
            file.in_titles.is_some(),
            &[Existence, Occurrence, Required, Substitution],
        ),
        (
            "in-quotes",
            file.in_quotes.is_some(),
            &[Existence, Occurrence, Required, Substitution],
        ),
        ("swap", file.swap.is_some(), &[Substitution]),
        (
            "swap-patterns",
            file.swap_patterns.is_some(),
            &[Substitution],
        ),
        ("fix", file.fix.is_some(), &[Substitution]),
        ("min", file.min.is_some(), &[Occurrence, Required]),
        ("max", file.max.is_some(), &[Occurrence]),
        ("insert", file.insert.is_some(), &[Required]),
        ("accept", file.accept.is_some(), &[Heading]),
        ("subheadings", file.subheadings.is_some(), &[Heading]),
        (
            "assert",
            file.assert.is_some() || file.at.is_some(),
            &[Assertion],
        ),
    ];
    for (key, given, of) in given {
        if given && !of.contains(&kind) {
            let name = file.name.get_ref();
            let kind = format!("{kind:?}").to_lowercase();
            complaints.add(
                file.name.span(),
                format!("规则 {name} 的类型是 {kind}，不能有 {key}"),
                format!("rule {name} is of kind {kind}, which does not take {key}"),
            );
        }
    }
}

fn check(kind: KindWord, file: &RuleFile, complaints: &mut Complaints<'_>) -> Option<Check> {
    let name = file.name.get_ref();
    let mut lacks = |key: &str, complaints: &mut Complaints<'_>| {
        complaints.add(
            file.name.span(),
            format!("规则 {name} 缺少 {key}"),
            format!("rule {name} lacks {key}"),
        );
    };
    let sections = file.scope.as_ref().map_or(&[][..], |scope| &scope.section);
    let purpose = match kind {
        KindWord::Heading => {
            let [only] = sections else {
                lacks("scope.section（一个部分 / one section）", complaints);
                return None;
            };
            let accept = all_folded(file.accept.as_ref());
            let subheadings: Vec<Vec<String>> = file
                .subheadings
                .iter()
                .flatten()
                .map(|words| all_folded(Some(words)))
                .filter(|words| !words.is_empty())
                .collect();
            if accept.is_empty() && subheadings.is_empty() {
                lacks("accept / subheadings", complaints);
            }
            return Some(Check::Heading {
                section: section(*only),
                accept,
                subheadings,
            });
        }
        KindWord::Assertion => return assertion(file, &mut lacks, complaints),
        KindWord::Existence => Use::Existence,
        KindWord::Substitution => Use::Substitution(match file.fix {
            Some(FixWord::Safe) => Applicability::Safe,
            _ => Applicability::Suggested,
        }),
        KindWord::Occurrence => {
            let (min, max) = (file.min.unwrap_or(0), file.max.unwrap_or(u32::MAX));
            if (file.min.is_none() && file.max.is_none()) || min > max {
                lacks("min <= max", complaints);
            }
            Use::Occurrence {
                min: min as usize,
                max: max as usize,
            }
        }
        KindWord::Required => Use::Required {
            min: file.min.unwrap_or(1).max(1) as usize,
            insert: file.insert.clone(),
        },
    };
    let before = complaints.errors.len();
    let items = items(file, complaints);
    let none = items.is_empty() && complaints.errors.len() == before;
    if none || items.len() > MOST_ITEMS {
        lacks(
            if kind == KindWord::Substitution {
                "swap / swap-patterns"
            } else {
                "words / patterns"
            },
            complaints,
        );
    }
    let requires = matches!(purpose, Use::Required { .. } | Use::Occurrence { .. });
    Some(Check::Words {
        items,
        guards: Guards {
            only_before: all_folded(file.only_before.as_ref()),
            not_before: all_folded(file.not_before.as_ref()),
            not_after: all_folded(file.not_after.as_ref()),
            in_titles: file.in_titles.unwrap_or(requires),
            in_quotes: file.in_quotes.unwrap_or(true),
        },
        purpose,
    })
}

fn assertion(
    file: &RuleFile,
    lacks: &mut impl FnMut(&str, &mut Complaints<'_>),
    complaints: &mut Complaints<'_>,
) -> Option<Check> {
    let Some(text) = &file.assert else {
        lacks("assert", complaints);
        return None;
    };
    let assertion = match Assertion::compile(text.get_ref()) {
        Ok(assertion) => assertion,
        Err((piece, message)) => {
            let span = complaints.piece(text.span(), text.get_ref(), piece);
            complaints.add(span, message.zh, message.en);
            return None;
        }
    };
    let at = match file
        .at
        .as_ref()
        .map(|at| (expression::cell_of(at.get_ref()), at.span()))
    {
        Some((Err(message), span)) => {
            complaints.add(span, message.zh, message.en);
            return None;
        }
        Some((Ok(cell), _)) => Some(cell),
        None => None,
    };
    Some(Check::Assertion { assertion, at })
}

fn items(file: &RuleFile, complaints: &mut Complaints<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut add = |text: &str, span: Range<usize>, is_pattern: bool, with: Option<&String>| {
        items.extend(item(text, span, is_pattern, with.cloned(), complaints));
    };
    for word in file.words.iter().flatten() {
        add(word.get_ref(), word.span(), false, None);
    }
    for pattern in file.patterns.iter().flatten() {
        add(pattern.get_ref(), pattern.span(), true, None);
    }
    for (word, with) in file.swap.iter().flatten() {
        add(word.get_ref(), word.span(), false, Some(with));
    }
    for (pattern, with) in file.swap_patterns.iter().flatten() {
        add(pattern.get_ref(), pattern.span(), true, Some(with));
    }
    items
}

/// A word or a pattern, folded; a complaint about one that cannot be looked for.
pub(super) fn item(
    text: &str,
    span: Range<usize>,
    is_pattern: bool,
    with: Option<String>,
    complaints: &mut Complaints<'_>,
) -> Option<Item> {
    let folded = if is_pattern {
        folded_pattern(text)
    } else {
        folded(text)
    };
    if folded.is_empty() || text.len() > LONGEST_ITEM {
        complaints.add(
            span,
            format!("词语或模式应有 1 至 {LONGEST_ITEM} 个字节"),
            format!("a word or pattern has 1 to {LONGEST_ITEM} bytes"),
        );
        return None;
    }
    if is_pattern {
        let parsed = regex_syntax::ParserBuilder::new()
            .nest_limit(40)
            .multi_line(true)
            .build()
            .parse(&folded);
        match parsed {
            Err(error) => {
                let (at, what) = match &error {
                    regex_syntax::Error::Parse(error) => {
                        (error.span().start.offset, error.kind().to_string())
                    }
                    regex_syntax::Error::Translate(error) => {
                        (error.span().start.offset, error.kind().to_string())
                    }
                    other => (0, other.to_string()),
                };
                // Folding keeps the length of what authors write in patterns but for full-width marks;
                // a place beyond the text is that of the whole.
                let piece = at.min(text.len())..text.len();
                let span = complaints.piece(span, text, piece);
                complaints.add(
                    span,
                    format!("正则表达式有误：{what}"),
                    format!("not a regular expression: {what}"),
                );
                return None;
            }
            Ok(hir) if hir.properties().minimum_len() == Some(0) => {
                complaints.add(
                    span,
                    "正则表达式能匹配空文本，处处都会命中",
                    "the regular expression matches empty text, and so everywhere",
                );
                return None;
            }
            Ok(_) => {}
        }
    }
    Some(Item {
        text: folded,
        is_pattern,
        with,
        span,
    })
}

/// A pattern for folded text: full-width marks become the half-width ones of that text, taken literally,
/// and spaces, which that text does not have, go.
fn folded_pattern(pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len());
    for character in pattern.chars() {
        match fold(character) {
            Some(same) if same == character => text.push(character),
            Some(other) => {
                if regex_syntax::is_meta_character(other) {
                    text.push('\\');
                }
                text.push(other);
            }
            None => {}
        }
    }
    text
}
