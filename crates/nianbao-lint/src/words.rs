//! The words that rules object to.
//!
//! A rule that objects to words has a table of [`Entry`]s, which a program writes from files of data.
//! What distinguishes a mistake from a right use is data too (what must or must not be before and
//! after). All tables are looked for in one scan of the prose ([`nianbao_facts::words`]).

use nianbao_core::{Report, Span, TextRange};
use nianbao_facts::words::{is_inside, is_prose};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Message};
use crate::edits::{edit, with_edit};
use crate::engine::Sink;
use crate::rule::{Context, Rule, Text};

/// A word that a rule objects to, in folded form.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The word.
    pub pattern: &'static str,
    /// What to write instead; empty when the drafter must find it.
    pub replacement: &'static str,
    /// Whether the replacement may be applied unseen.
    pub applicability: Applicability,
    /// What is said of it, with `{word}` and `{replacement}` for those; empty when the check has its own
    /// message.
    message: Text,
    /// One of these must follow, if there are any.
    only_before: &'static [&'static str],
    /// None of these may follow.
    not_before: &'static [&'static str],
    /// One of these must precede, if there are any.
    only_after: &'static [&'static str],
    /// None of these may precede.
    not_after: &'static [&'static str],
    /// The sentence must hold one of these, if there are any.
    in_sentence_with: &'static [&'static str],
    /// The sentence may hold none of these.
    not_in_sentence_with: &'static [&'static str],
    /// Only reports of this year or later.
    since: u16,
    /// Also inside quotes.
    quoted: bool,
    /// Also inside book marks, where words belong to the name of a document.
    titles: bool,
}

impl Entry {
    const fn new(
        pattern: &'static str,
        replacement: &'static str,
        applicability: Applicability,
    ) -> Self {
        Self {
            pattern,
            replacement,
            applicability,
            message: Text::new("", ""),
            only_before: &[],
            not_before: &[],
            only_after: &[],
            not_after: &[],
            in_sentence_with: &[],
            not_in_sentence_with: &[],
            since: 0,
            quoted: true,
            titles: false,
        }
    }

    /// A word whose replacement cannot change the meaning.
    pub const fn safe(pattern: &'static str, replacement: &'static str) -> Self {
        Self::new(pattern, replacement, Applicability::Safe)
    }

    /// A word whose replacement the drafter decides on.
    pub const fn suggested(pattern: &'static str, replacement: &'static str) -> Self {
        Self::new(pattern, replacement, Applicability::Suggested)
    }

    /// A word without a replacement.
    pub const fn word(pattern: &'static str) -> Self {
        Self::new(pattern, "", Applicability::Suggested)
    }

    /// With what is said of the word.
    #[must_use]
    pub const fn saying(mut self, message: Text) -> Self {
        self.message = message;
        self
    }

    /// Only where one of these follows.
    #[must_use]
    pub const fn only_before(mut self, words: &'static [&'static str]) -> Self {
        self.only_before = words;
        self
    }

    /// Not where one of these follows.
    #[must_use]
    pub const fn not_before(mut self, words: &'static [&'static str]) -> Self {
        self.not_before = words;
        self
    }

    /// Not where one of these precedes.
    #[must_use]
    pub const fn not_after(mut self, words: &'static [&'static str]) -> Self {
        self.not_after = words;
        self
    }

    /// Only where one of these precedes.
    #[must_use]
    pub const fn only_after(mut self, words: &'static [&'static str]) -> Self {
        self.only_after = words;
        self
    }

    /// Only in a sentence that holds one of these.
    #[must_use]
    pub const fn in_sentence_with(mut self, words: &'static [&'static str]) -> Self {
        self.in_sentence_with = words;
        self
    }

    /// Not in a sentence that holds one of these.
    #[must_use]
    pub const fn not_in_sentence_with(mut self, words: &'static [&'static str]) -> Self {
        self.not_in_sentence_with = words;
        self
    }

    /// Only in reports of this year or later.
    #[must_use]
    pub const fn since(mut self, year: u16) -> Self {
        self.since = year;
        self
    }

    /// Not inside quotes.
    #[must_use]
    pub const fn unquoted(mut self) -> Self {
        self.quoted = false;
        self
    }

    /// Also inside book marks.
    #[must_use]
    pub const fn in_titles(mut self) -> Self {
        self.titles = true;
        self
    }

    fn applies(&self, report: &Report, range: TextRange, paragraph: TextRange) -> bool {
        let text = report.prose.as_str();
        let before = &text[paragraph.start as usize..range.start as usize];
        let after = &text[range.end as usize..paragraph.end as usize];
        (self.only_before.is_empty() || self.only_before.iter().any(|word| after.starts_with(word)))
            && !self.not_before.iter().any(|word| after.starts_with(word))
            && (self.only_after.is_empty()
                || self.only_after.iter().any(|word| before.ends_with(word)))
            && !self.not_after.iter().any(|word| before.ends_with(word))
            && (self.since == 0 || report.year.is_some_and(|year| year >= self.since))
            && (self.titles || !is_inside(before, '《', '》'))
            && (self.quoted || !is_inside(before, '“', '”'))
            && self.sentence_applies(report, range)
    }

    fn sentence_applies(&self, report: &Report, range: TextRange) -> bool {
        if self.in_sentence_with.is_empty() && self.not_in_sentence_with.is_empty() {
            return true;
        }
        let sentence = report.prose.text(report.prose.sentence_at(range.start));
        let holds = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
        (self.in_sentence_with.is_empty() || holds(self.in_sentence_with))
            && !holds(self.not_in_sentence_with)
    }

    /// A template with its placeholders filled in.
    fn fill(&self, text: Text, count: usize) -> Message {
        let fill = |text: &str| {
            let text = text.replace("{word}", self.pattern);
            let text = text.replace("{replacement}", self.replacement);
            text.replace("{count}", &count.to_string())
        };
        Message::new(fill(text.zh), fill(text.en))
    }
}

/// A word that was found and that its entry applies to.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The word's entry.
    pub entry: &'static Entry,
    /// Its place in the folded text.
    pub range: TextRange,
    /// The paragraph that holds it.
    pub paragraph: TextRange,
}

impl Hit {
    /// The place of the word in the source.
    pub fn span(&self, report: &Report) -> Span {
        report.prose.source_span(self.range)
    }

    /// The paragraph's text before the word.
    pub fn before<'r>(&self, report: &'r Report) -> &'r str {
        &report.prose.as_str()[self.paragraph.start as usize..self.range.start as usize]
    }

    /// The paragraph's text after the word.
    pub fn after<'r>(&self, report: &'r Report) -> &'r str {
        &report.prose.as_str()[self.range.end as usize..self.paragraph.end as usize]
    }
}

/// The word of an entry at a place, if it is in prose and its entry applies.
fn hit(report: &Report, entry: &'static Entry, range: TextRange) -> Option<Hit> {
    let paragraph = report.prose.paragraph_at(range.start)?;
    let applies = is_prose(paragraph.kind)
        && paragraph.range.contains(range)
        && entry.applies(report, range, paragraph.range);
    applies.then_some(Hit {
        entry,
        range,
        paragraph: paragraph.range,
    })
}

/// The hits of a rule, in the order of the text.
pub fn hits<'c>(context: &Context<'c>, rule: &Rule) -> impl Iterator<Item = Hit> + use<'c> {
    let (report, facts) = (context.report, context.facts);
    let registry = context.settings.selection.registry();
    let table = registry.words_of(rule.code);
    table.into_iter().flat_map(move |(index, entries)| {
        let places = facts.scanned().of_table(index).iter();
        places.filter_map(move |place| {
            hit(report, entries.get(usize::from(place.word))?, place.range)
        })
    })
}

/// Those of several hits that begin after the end of the one before.
fn apart(hits: impl Iterator<Item = Hit>) -> impl Iterator<Item = Hit> {
    let mut end = 0;
    hits.filter(move |hit| {
        // Of words that overlap, the first says enough.
        let apart = hit.range.start >= end;
        if apart {
            end = hit.range.end;
        }
        apart
    })
}

/// Reports every hit of a rule with the message of its entry, and with its replacement as the fix.
pub fn report_each(context: &Context<'_>, sink: &mut Sink<'_>, rule: &'static Rule) {
    let report = context.report;
    for hit in apart(hits(context, rule)) {
        let entry = hit.entry;
        let message = entry.fill(entry.message, 1);
        let mut diagnostic = Diagnostic::new(rule, hit.span(report), message);
        if !entry.replacement.is_empty() {
            diagnostic = with_edit(
                report,
                diagnostic,
                entry.applicability,
                hit.range,
                entry.replacement,
            );
        }
        sink.report(diagnostic);
    }
}

/// Reports the first hit of a rule, with the others as related places and one fix for all of them.
///
/// The message is that of the entry for one hit and `several` for more; both may name their `{count}`.
/// All entries of the rule have one replacement.
pub fn report_once(context: &Context<'_>, sink: &mut Sink<'_>, rule: &'static Rule, several: Text) {
    let report = context.report;
    let found: Vec<Hit> = apart(hits(context, rule)).collect();
    let Some((first, others)) = found.split_first() else {
        return;
    };
    let entry = first.entry;
    let message = if others.is_empty() {
        entry.message
    } else {
        several
    };
    let message = entry.fill(message, found.len());
    let mut diagnostic = Diagnostic::new(rule, first.span(report), message);
    for other in others {
        let here = Message::new("这里也是", "Here too");
        diagnostic = diagnostic.with_related(other.span(report), here);
    }
    let new = entry.replacement;
    let edits: Vec<Edit> = found
        .iter()
        .filter(|_| !new.is_empty())
        .filter_map(|hit| edit(report, hit.range, new))
        .collect();
    if !edits.is_empty() {
        let title = Message::new(
            format!("全部改为“{new}”"),
            format!("Write {new} throughout"),
        );
        diagnostic = diagnostic.with_fix(Fix {
            title,
            applicability: entry.applicability,
            edits,
        });
    }
    sink.report(diagnostic);
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::SourceText;
    use nianbao_facts::Facts;
    use nianbao_facts::words::Lexicon;

    static TABLE: &[Entry] = &[
        Entry::safe("立改废适", "立改废释"),
        Entry::suggested("己经", "已经").not_after(&["自"]),
        Entry::word("争夺话语权").unquoted(),
        Entry::suggested("依申请公开", "").only_before(&["申请"]),
        Entry::suggested("第三十二条", "第五十条")
            .only_after(&["条例》"])
            .in_sentence_with(&["年报"])
            .not_in_sentence_with(&["第三方"]),
    ];

    fn found(body: &str) -> Vec<String> {
        let text =
            format!("# 云溪县人民政府2023年政府信息公开工作年度报告\n\n一、总体情况\n\n{body}\n");
        let report = Report::parse(SourceText::new(text.as_str()).unwrap());
        let lexicon = Lexicon::new([], [TABLE.iter().map(|entry| entry.pattern)]);
        let facts = Facts::with(&report, &lexicon);
        let places = facts.scanned().of_table(0).iter();
        let hits =
            places.filter_map(|place| hit(&report, &TABLE[usize::from(place.word)], place.range));
        hits.map(|hit| report.source.slice(hit.span(&report)).to_owned())
            .collect()
    }

    #[test]
    fn guards_decide() {
        assert_eq!(found("法规立改废适情况，己经公开。"), ["立改废适", "己经"]);
        assert_eq!(found("自己经办，“争夺话语权”，依申请公开情况。"), [""; 0]);
        assert_eq!(found("争夺话语权，依申请公开申请。").len(), 2);
        assert_eq!(found("印发《关于立改废适的通知》。"), [""; 0]);
        assert_eq!(found("法规立改\n废适情况"), [""; 0]);
        assert_eq!(found("《条例》第三十二条规定年报的内容。"), ["第三十二条"]);
        assert_eq!(found("《办法》第三十二条规定年报的内容。"), [""; 0]);
        assert_eq!(found("年报如下。按《条例》第三十二条公开。"), [""; 0]);
        assert_eq!(found("年报按《条例》第三十二条征求第三方意见。"), [""; 0]);
    }
}
