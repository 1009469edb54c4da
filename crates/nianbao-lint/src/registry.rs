//! The rules of a program, as a value.

use std::sync::OnceLock;

use nianbao_facts::words::{Lexicon, WordSet};

use crate::rule::Rule;
use crate::words::Entry;

/// The rules that report on the suppressions of a report themselves. Their findings are made where
/// suppressions are applied, and cannot be suppressed in turn.
#[derive(Clone, Copy, Debug)]
pub struct SuppressionRules {
    /// Reports directives that suppress nothing.
    pub unused: &'static Rule,
    /// Reports directives without a reason.
    pub without_reason: &'static Rule,
}

/// The rules of a program with the words that they look for.
#[derive(Debug)]
pub struct Registry {
    rules: &'static [&'static Rule],
    words: &'static [(&'static str, &'static [Entry])],
    word_sets: &'static [&'static [&'static WordSet]],
    suppressions: Option<SuppressionRules>,
    lexicon: OnceLock<Lexicon>,
}

impl PartialEq for Registry {
    fn eq(&self, other: &Self) -> bool {
        self.rules == other.rules
    }
}

impl Eq for Registry {}

impl Registry {
    /// A registry of rules, ordered by code.
    pub const fn new(rules: &'static [&'static Rule]) -> Self {
        Self {
            rules,
            words: &[],
            word_sets: &[],
            suppressions: None,
            lexicon: OnceLock::new(),
        }
    }

    /// With tables of words that rules object to, by the code of their rule and ordered by it, and with
    /// sets of words that rules look for.
    #[must_use]
    pub const fn with_words(
        mut self,
        tables: &'static [(&'static str, &'static [Entry])],
        sets: &'static [&'static [&'static WordSet]],
    ) -> Self {
        self.words = tables;
        self.word_sets = sets;
        self
    }

    /// With the rules that report on suppressions.
    #[must_use]
    pub const fn with_suppressions(mut self, rules: SuppressionRules) -> Self {
        self.suppressions = Some(rules);
        self
    }

    /// The rules, ordered by code.
    pub fn rules(&self) -> &'static [&'static Rule] {
        self.rules
    }

    /// The rule of a code (`A002`, in any case).
    pub fn by_code(&self, code: &str) -> Option<&'static Rule> {
        let mut rules = self.rules.iter().copied();
        rules.find(|rule| rule.code.eq_ignore_ascii_case(code))
    }

    /// The rule of a name (`t3-detail-sum`).
    pub fn by_name(&self, name: &str) -> Option<&'static Rule> {
        self.rules.iter().copied().find(|rule| rule.name == name)
    }

    /// The rules that report on suppressions.
    pub fn suppressions(&self) -> Option<SuppressionRules> {
        self.suppressions
    }

    /// The table of words of a rule, with its index among the tables of the lexicon.
    pub(crate) fn words_of(&self, code: &str) -> Option<(usize, &'static [Entry])> {
        let found = self.words.binary_search_by(|(other, _)| (*other).cmp(code));
        let index = found.ok()?;
        Some((index, self.words.get(index)?.1))
    }

    /// What finds the words of all rules.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| {
            let sets = self.word_sets.iter().copied().flatten().copied();
            let tables = self.words.iter();
            let tables = tables.map(|(_, table)| table.iter().map(|entry| entry.pattern));
            Lexicon::new(sets, tables)
        })
    }
}
