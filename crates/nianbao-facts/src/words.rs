//! Words that are looked for anywhere in the prose: one automaton finds all of them in one scan, and
//! each reader asks for those that are its own.
//!
//! Who looks for words to reason about has a [`WordSet`], which gives only where they are; searching
//! the text word by word costs more than everything else. Tables of words, as rules have them that
//! object to words, take part in the same scan ([`Lexicon::new`]).

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder};
use nianbao_core::TextRange;
use nianbao_core::prose::ParagraphKind;

use crate::Facts;
use crate::readers::{cases, claims};

/// Words, in folded form, that are looked for anywhere in the prose. A set that the lexicon of the
/// report does not have is a defect: its words would never be found.
#[derive(Debug)]
pub struct WordSet {
    words: &'static [&'static str],
    /// Its place in the list.
    index: OnceLock<u16>,
}

impl WordSet {
    /// A set of words.
    pub const fn new(words: &'static [&'static str]) -> Self {
        Self {
            words,
            index: OnceLock::new(),
        }
    }

    /// Its words.
    pub fn words(&self) -> &'static [&'static str] {
        self.words
    }

    /// Where its words are, in the order of their ends; overlapping ones too.
    pub fn places<'f>(&self, facts: &'f Facts<'_>) -> &'f [Place] {
        let Some(&index) = self.index.get() else {
            debug_assert!(false, "{:?} is not listed", self.words);
            return &[];
        };
        facts.scanned().of_set(index)
    }

    /// Whether any of its words is in a range.
    pub fn is_in(&self, facts: &Facts<'_>, range: TextRange) -> bool {
        self.places(facts)
            .iter()
            .any(|place| range.contains(place.range))
    }
}

/// A word that was found.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    set: u16,
    /// Its index in its set or table.
    pub word: u16,
    /// Where it is in the folded text.
    pub range: TextRange,
}

/// What one scan of the prose finds.
#[derive(Debug, Default)]
pub struct Scanned {
    /// Words of sets and tables, by set.
    places: Vec<Place>,
    /// The number of sets, which come before the tables.
    sets: u16,
}

impl Scanned {
    fn of_set(&self, index: u16) -> &[Place] {
        let start = self.places.partition_point(|place| place.set < index);
        let len = self.places[start..].partition_point(|place| place.set == index);
        &self.places[start..start + len]
    }

    /// Where the words of a table are, by its index in the lexicon; in the order of their ends.
    pub fn of_table(&self, index: usize) -> &[Place] {
        self.of_set(self.sets.saturating_add(index as u16))
    }
}

/// The sets of this crate; they are the first of every lexicon.
static OWN: [&WordSet; 3] = [&cases::NEGATIVE, &claims::NEGATIVE, &claims::POSITIVE];

/// The lexicon of this crate's own sets.
pub(crate) static OWN_LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new([], std::iter::empty::<[&str; 0]>()));

/// Words with the automaton that finds them.
pub struct Lexicon {
    /// The `(set, word)`s of all words, ordered by word.
    patterns: Vec<(u16, u16)>,
    /// The patterns of each word.
    of_word: Vec<Range<usize>>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    sets: u16,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Lexicon of {} words", self.of_word.len())
    }
}

impl Lexicon {
    /// A lexicon of this crate's sets, further sets and tables of words. A set belongs to one list
    /// of further sets only.
    pub fn new<T: IntoIterator<Item = &'static str>>(
        sets: impl IntoIterator<Item = &'static WordSet>,
        tables: impl IntoIterator<Item = T>,
    ) -> Self {
        let mut all = Vec::new();
        let mut index = 0;
        let mut add = |index: u16, words: &mut dyn Iterator<Item = &'static str>| {
            let words = (0..).zip(words);
            all.extend(words.map(|(at, word): (u16, _)| (word, (index, at))));
        };
        for set in OWN.into_iter().chain(sets) {
            set.index.get_or_init(|| index);
            add(index, &mut set.words.iter().copied());
            index += 1;
        }
        let sets = index;
        for table in tables {
            add(index, &mut table.into_iter());
            index += 1;
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
            // Nearly every character begins some word, so that a prefilter only costs its making.
            automaton: CharwiseDoubleArrayAhoCorasickBuilder::new()
                .use_prefilter(false)
                .build(words)
                .ok(),
            sets,
        }
    }

    /// Every word of every set and table in a folded text.
    pub(crate) fn scan(&self, text: &str) -> Scanned {
        let mut places = Vec::new();
        let found = self.automaton.iter();
        // Words of different rules may overlap, so all of them are asked for.
        for found in found.flat_map(|automaton| automaton.find_overlapping_iter(text)) {
            let range = TextRange::new(found.start(), found.end());
            let patterns = &self.patterns[self.of_word[found.value() as usize].clone()];
            let place = |&(set, word): &(u16, u16)| Place { set, word, range };
            places.extend(patterns.iter().map(place));
        }
        places.sort_by_key(|place| place.set);
        Scanned {
            places,
            sets: self.sets,
        }
    }
}

/// Whether the end of a text is inside a pair of marks that the text opens. Marks are closed within a
/// few lines; farther back they are not looked for.
pub fn is_inside(before: &str, open: char, close: char) -> bool {
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

/// Whether one reads the words of a paragraph: not what the page put round the report, nor headings and
/// signatures, which have rules of their own.
pub fn is_prose(kind: ParagraphKind) -> bool {
    !matches!(
        kind,
        ParagraphKind::Chrome
            | ParagraphKind::Signature
            | ParagraphKind::Heading
            | ParagraphKind::Title
    )
}

/// Whether a character is a Chinese one.
pub fn is_cjk(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '〇')
}

/// The end of a text from its last `,` `;` `。` `:` on: the clause that goes on after it.
pub fn clause_before(before: &str) -> &str {
    let start = before
        .char_indices()
        .rfind(|(_, c)| matches!(c, ',' | ';' | '。' | ':' | '!' | '?'))
        .map_or(0, |(at, c)| at + c.len_utf8());
    &before[start..]
}

/// The start of a text up to its first mark that ends a clause.
pub fn clause_after(after: &str) -> &str {
    let end = after.find([',', ';', '。', ':', '!', '?']);
    &after[..end.unwrap_or(after.len())]
}
