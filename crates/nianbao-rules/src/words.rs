//! The words that rules object to, and those that they only look for: one automaton finds all of them
//! in one scan of the prose, and each rule reads the finds that are its own.
//!
//! A rule that objects to words has a table of [`Entry`]s. What tells a mistake from a right use is
//! data too (what must or must not stand before and after). A rule that looks for words to reason
//! about has a [`WordSet`], which tells only where they stand; searching the text word by word costs
//! more than everything else that rules do.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use daachorse::CharwiseDoubleArrayAhoCorasick;
use nianbao_core::prose::ParagraphKind;
use nianbao_core::{Report, Span, TextRange};

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Message};
use crate::engine::Sink;
use crate::plain::is_bare;
use crate::rule::{Context, Rule};
use crate::rules;

/// A word that a rule objects to, in folded form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// The word.
    pub(crate) pattern: &'static str,
    /// What to write instead; empty when the drafter must find it.
    pub(crate) replacement: &'static str,
    /// Whether the replacement may be applied unseen.
    pub(crate) applicability: Applicability,
    /// One of these must follow, if there are any.
    only_before: &'static [&'static str],
    /// None of these may follow.
    not_before: &'static [&'static str],
    /// None of these may precede.
    not_after: &'static [&'static str],
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
            only_before: &[],
            not_before: &[],
            not_after: &[],
            since: 0,
            quoted: true,
            titles: false,
        }
    }

    /// A word whose replacement cannot change the meaning.
    pub(crate) const fn safe(pattern: &'static str, replacement: &'static str) -> Self {
        Self::new(pattern, replacement, Applicability::Safe)
    }

    /// A word whose replacement the drafter decides on.
    pub(crate) const fn suggested(pattern: &'static str, replacement: &'static str) -> Self {
        Self::new(pattern, replacement, Applicability::Suggested)
    }

    /// A word without a replacement.
    pub(crate) const fn word(pattern: &'static str) -> Self {
        Self::new(pattern, "", Applicability::Suggested)
    }

    /// Only where one of these follows.
    pub(crate) const fn only_before(mut self, words: &'static [&'static str]) -> Self {
        self.only_before = words;
        self
    }

    /// Not where one of these follows.
    pub(crate) const fn not_before(mut self, words: &'static [&'static str]) -> Self {
        self.not_before = words;
        self
    }

    /// Not where one of these precedes.
    pub(crate) const fn not_after(mut self, words: &'static [&'static str]) -> Self {
        self.not_after = words;
        self
    }

    /// Only in reports of this year or later.
    pub(crate) const fn since(mut self, year: u16) -> Self {
        self.since = year;
        self
    }

    /// Not inside quotes.
    pub(crate) const fn unquoted(mut self) -> Self {
        self.quoted = false;
        self
    }

    /// Also inside book marks.
    pub(crate) const fn in_titles(mut self) -> Self {
        self.titles = true;
        self
    }

    fn applies(&self, report: &Report, range: TextRange, paragraph: TextRange) -> bool {
        let text = report.prose.as_str();
        let before = &text[paragraph.start as usize..range.start as usize];
        let after = &text[range.end as usize..paragraph.end as usize];
        (self.only_before.is_empty() || self.only_before.iter().any(|word| after.starts_with(word)))
            && !self.not_before.iter().any(|word| after.starts_with(word))
            && !self.not_after.iter().any(|word| before.ends_with(word))
            && (self.since == 0 || report.year.is_some_and(|year| year >= self.since))
            && (self.titles || !is_inside(before, '《', '》'))
            && (self.quoted || !is_inside(before, '“', '”'))
    }
}

/// Whether the end of a text is inside a pair of marks that the text opens. Marks are closed within a
/// few lines; farther back they are not looked for.
pub(crate) fn is_inside(before: &str, open: char, close: char) -> bool {
    const FARTHEST: usize = 600;
    let from = before.ceil_char_boundary(before.len().saturating_sub(FARTHEST));
    let near = &before.as_bytes()[from..];
    let (mut one, mut other) = ([0; 4], [0; 4]);
    let open = open.encode_utf8(&mut one).as_bytes();
    let close = close.encode_utf8(&mut other).as_bytes();
    // Marks of a pair begin with one byte, which few other characters begin with.
    let last = memchr::memrchr2_iter(open[0], close[0], near)
        .map(|at| &near[at..])
        .find(|rest| rest.starts_with(open) || rest.starts_with(close));
    last.is_some_and(|rest| rest.starts_with(open))
}

/// A word that was found and that its entry applies to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// The code of the rule that objects to it.
    rule: &'static str,
    /// The word's entry.
    pub(crate) entry: &'static Entry,
    /// Where it stands in the folded text.
    pub(crate) range: TextRange,
    /// The paragraph that holds it.
    pub(crate) paragraph: TextRange,
}

impl Hit {
    /// Where the word stands in the source.
    pub(crate) fn span(&self, report: &Report) -> Span {
        report.prose.source_span(self.range)
    }

    /// The paragraph's text before the word.
    pub(crate) fn before<'r>(&self, report: &'r Report) -> &'r str {
        &report.prose.as_str()[self.paragraph.start as usize..self.range.start as usize]
    }

    /// The paragraph's text after the word.
    pub(crate) fn after<'r>(&self, report: &'r Report) -> &'r str {
        &report.prose.as_str()[self.range.end as usize..self.paragraph.end as usize]
    }
}

/// Words, in folded form, that a rule looks for anywhere in the prose. A rule lists its
/// sets in `WORD_SETS`, which `build.rs` asks for.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: &'static [&'static str],
    /// Its place in the list.
    index: OnceLock<u16>,
}

impl WordSet {
    /// A set of words.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        Self {
            words,
            index: OnceLock::new(),
        }
    }

    /// Its words.
    pub(crate) fn words(&self) -> &'static [&'static str] {
        self.words
    }

    /// Where its words stand, in the order of their ends; overlapping ones too.
    pub(crate) fn places<'c>(&self, context: &Context<'c>) -> &'c [Place] {
        let all = &scanned(context).places;
        let Some(&index) = self.index.get() else {
            debug_assert!(false, "{:?} is not listed", self.words);
            return &[];
        };
        let start = all.partition_point(|place| place.set < index);
        let len = all[start..].partition_point(|place| place.set == index);
        &all[start..start + len]
    }

    /// Whether any of its words stands in a range.
    pub(crate) fn is_in(&self, context: &Context<'_>, range: TextRange) -> bool {
        self.places(context)
            .iter()
            .any(|place| range.contains(place.range))
    }
}

/// A word of a set that was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    set: u16,
    /// Where it stands in the folded text.
    pub(crate) range: TextRange,
}

/// What one scan of the prose finds.
#[derive(Debug, Default)]
pub(crate) struct Scanned {
    /// Words that rules object to, in the order of their ends.
    hits: Vec<Hit>,
    /// Words of sets, by set.
    places: Vec<Place>,
}

/// The table of a rule: its code and its words.
type Table = (&'static str, &'static [Entry]);

/// What a pattern of the automaton is.
#[derive(Clone, Copy, Debug)]
enum Pattern {
    /// A word that a rule objects to.
    Entry(&'static str, &'static Entry),
    /// A word of the set of this index.
    Member(u16),
}

/// Words with the automaton that finds them.
pub(crate) struct Lexicon {
    /// What the words are, ordered by word.
    patterns: Vec<Pattern>,
    /// The patterns of each word.
    of_word: Vec<Range<usize>>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

impl Lexicon {
    /// A lexicon of tables and sets.
    pub(crate) fn new(
        tables: impl IntoIterator<Item = Table>,
        sets: impl IntoIterator<Item = &'static WordSet>,
    ) -> Self {
        let mut all = Vec::new();
        for (rule, table) in tables {
            let entry = |entry: &'static Entry| (entry.pattern, Pattern::Entry(rule, entry));
            all.extend(table.iter().map(entry));
        }
        for (index, set) in (0..).zip(sets) {
            set.index.get_or_init(|| index);
            all.extend(set.words.iter().map(|word| (*word, Pattern::Member(index))));
        }
        // Several rules may ask for one word, which the automaton knows once.
        all.sort_by_key(|(word, _)| *word);
        let mut of_word = Vec::new();
        let mut words = Vec::new();
        for same in all.chunk_by(|(left, _), (right, _)| left == right) {
            let start = of_word.last().map_or(0, |range: &Range<usize>| range.end);
            of_word.push(start..start + same.len());
            words.push(same[0].0);
        }
        Self {
            patterns: all.into_iter().map(|(_, pattern)| pattern).collect(),
            of_word,
            automaton: CharwiseDoubleArrayAhoCorasick::new(words).ok(),
        }
    }

    /// Every word of a set, and every word of a table whose entry applies to the report.
    pub(crate) fn scan(&self, report: &Report) -> Scanned {
        let mut scanned = Scanned::default();
        let Some(automaton) = &self.automaton else {
            return scanned;
        };
        // Words of different rules may overlap, so all of them are asked for.
        for found in automaton.find_overlapping_iter(report.prose.as_str()) {
            let range = TextRange::new(found.start(), found.end());
            for pattern in &self.patterns[self.of_word[found.value() as usize].clone()] {
                match *pattern {
                    Pattern::Entry(rule, entry) => {
                        scanned.hits.extend(hit(report, rule, entry, range));
                    }
                    Pattern::Member(set) => scanned.places.push(Place { set, range }),
                }
            }
        }
        scanned.places.sort_by_key(|place| place.set);
        scanned
    }
}

/// The word of an entry at a place, if it stands in prose and its entry applies.
fn hit(
    report: &Report,
    rule: &'static str,
    entry: &'static Entry,
    range: TextRange,
) -> Option<Hit> {
    let paragraph = report.prose.paragraph_at(range.start)?;
    let applies = is_prose(paragraph.kind)
        && paragraph.range.contains(range)
        && entry.applies(report, range, paragraph.range);
    applies.then_some(Hit {
        rule,
        entry,
        range,
        paragraph: paragraph.range,
    })
}

/// The words of every rule.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let shared = [
        &crate::cases::NEGATIVE,
        &crate::claims::NEGATIVE,
        &crate::claims::POSITIVE,
    ];
    let of_rules = rules::WORD_SETS.iter().copied().flatten().copied();
    Lexicon::new(
        rules::WORDS.iter().copied(),
        shared.into_iter().chain(of_rules),
    )
});

fn scanned<'c>(context: &Context<'c>) -> &'c Scanned {
    let report = context.report;
    context.shared.words.get_or_init(|| LEXICON.scan(report))
}

/// Whether rules on wording read a paragraph: not what the page put round the report, nor headings and
/// signatures, which have rules of their own.
pub(crate) fn is_prose(kind: ParagraphKind) -> bool {
    !matches!(
        kind,
        ParagraphKind::Chrome
            | ParagraphKind::Signature
            | ParagraphKind::Heading
            | ParagraphKind::Title
    )
}

/// The hits of a rule, in the order of the text.
pub(crate) fn hits<'c>(context: &Context<'c>, rule: &Rule) -> impl Iterator<Item = &'c Hit> {
    let code = rule.code;
    scanned(context)
        .hits
        .iter()
        .filter(move |hit| hit.rule == code)
}

/// The smallest edit that turns a range of the prose into `new_text`, if it touches neither markup nor
/// a line break. What both texts begin and end with stays as it is in the source.
pub(crate) fn edit(report: &Report, range: TextRange, new_text: &str) -> Option<Edit> {
    let old = report.prose.text(range);
    let prefix: usize = old
        .chars()
        .zip(new_text.chars())
        .take_while(|(old, new)| old == new)
        .map(|(old, _)| old.len_utf8())
        .sum();
    let suffix: usize = old[prefix..]
        .chars()
        .rev()
        .zip(new_text[prefix..].chars().rev())
        .take_while(|(old, new)| old == new)
        .map(|(old, _)| old.len_utf8())
        .sum();
    let start = range.start as usize + prefix;
    let end = range.end as usize - suffix;
    let span = if start == end && prefix > 0 {
        // An insertion stands right after what it follows, not before a line break.
        let before = report
            .prose
            .source_span(TextRange::new(range.start as usize, start));
        Span::empty(before.end as usize)
    } else {
        report.prose.source_span(TextRange::new(start, end))
    };
    is_bare(report, span).then(|| Edit {
        span,
        new_text: new_text[prefix..new_text.len() - suffix].to_owned(),
    })
}

/// Adds the fix that replaces a range of the prose, where that is possible.
pub(crate) fn with_edit(
    report: &Report,
    diagnostic: Diagnostic,
    applicability: Applicability,
    range: TextRange,
    new_text: &str,
) -> Diagnostic {
    let Some(edit) = edit(report, range, new_text) else {
        return diagnostic;
    };
    diagnostic.with_fix(Fix {
        title: Message::new(
            format!("改为“{new_text}”"),
            format!("Replace with \"{new_text}\""),
        ),
        applicability,
        edits: vec![edit],
    })
}

/// Reports every hit of a rule, with its replacement as the fix.
pub(crate) fn report_each(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &'static Rule,
    message: impl Fn(&Entry) -> Message,
) {
    let mut end = 0;
    for hit in hits(context, rule) {
        // Of words that overlap, the first tells enough.
        if hit.range.start < end {
            continue;
        }
        end = hit.range.end;
        let report = context.report;
        let mut diagnostic = Diagnostic::new(rule, hit.span(report), message(hit.entry));
        if !hit.entry.replacement.is_empty() {
            let entry = hit.entry;
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

/// Whether a character is a Chinese one.
pub(crate) fn is_cjk(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '〇')
}

/// The end of a text from its last `,` `;` `。` `:` on: the clause that goes on after it.
pub(crate) fn clause_before(before: &str) -> &str {
    let start = before
        .char_indices()
        .rfind(|(_, c)| matches!(c, ',' | ';' | '。' | ':' | '!' | '?'))
        .map_or(0, |(at, c)| at + c.len_utf8());
    &before[start..]
}

/// The start of a text up to its first mark that ends a clause.
pub(crate) fn clause_after(after: &str) -> &str {
    let end = after.find([',', ';', '。', ':', '!', '?']);
    &after[..end.unwrap_or(after.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::SourceText;

    static TABLE: &[Entry] = &[
        Entry::safe("立改废适", "立改废释"),
        Entry::suggested("己经", "已经").not_after(&["自"]),
        Entry::word("争夺话语权").unquoted(),
        Entry::suggested("依申请公开", "").only_before(&["申请"]),
    ];

    fn found(body: &str) -> Vec<String> {
        let text =
            format!("# 云溪县人民政府2023年政府信息公开工作年度报告\n\n一、总体情况\n\n{body}\n");
        let report = Report::parse(SourceText::new(text.as_str()).unwrap());
        let lexicon = Lexicon::new([("W005", TABLE)], []);
        let hits = lexicon.scan(&report).hits;
        hits.iter()
            .map(|hit| {
                assert_eq!(hit.rule, "W005");
                report.source.slice(hit.span(&report)).to_owned()
            })
            .collect()
    }

    #[test]
    fn guards_decide() {
        assert_eq!(found("法规立改废适情况，己经公开。"), ["立改废适", "己经"]);
        assert_eq!(found("自己经办，“争夺话语权”，依申请公开情况。"), [""; 0]);
        assert_eq!(found("争夺话语权，依申请公开申请。").len(), 2);
        assert_eq!(found("印发《关于立改废适的通知》。"), [""; 0]);
        assert_eq!(found("法规立改\n废适情况"), [""; 0]);
    }

    #[test]
    fn an_edit_touches_only_what_differs() {
        let text = "# 云溪县人民政府2023年政府信息公开工作年度报告\n\n一、总体情况\n\n发布概括 类信息。从事公开工作人员\n";
        let report = Report::parse(SourceText::new(text).unwrap());
        let range = |word: &str| {
            let at = report.prose.as_str().find(word).unwrap();
            TextRange::new(at, at + word.len())
        };
        let done = edit(&report, range("概括类信息"), "概况类信息").unwrap();
        assert_eq!(report.source.slice(done.span), "括");
        assert_eq!(done.new_text, "况");
        let done = edit(&report, range("工作人员"), "工作的人员").unwrap();
        assert!(done.span.is_empty());
        assert_eq!(done.new_text, "的");
        assert_eq!(&text[done.span.start as usize..], "人员\n");
    }
}
