// Patterns of shapes and their automata, and the trie of the words. Part of the build script.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;

/// A pattern over tokens.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    /// Nothing.
    Empty,
    /// A token with a concept.
    Token(String),
    /// One after the other.
    Sequence(Vec<Pattern>),
    /// One of them.
    Choice(Vec<Pattern>),
    /// Any number of times, none included.
    Many(Box<Pattern>),
}

impl Pattern {
    /// The pattern of a text: names of concepts, `( )`, `|`, `?`, `*`, `+`, `{2}` (up to two times).
    pub(crate) fn parse(text: &str, macros: &BTreeMap<String, String>) -> Result<Self, String> {
        let mut parser = Parser {
            rest: text.trim_start(),
            macros,
            depth: 0,
        };
        let pattern = parser.choice()?;
        if parser.rest.is_empty() {
            Ok(pattern)
        } else {
            Err(format!("cannot read {:?} in {text:?}", parser.rest))
        }
    }

    /// The pattern read from its end.
    pub(crate) fn reversed(self) -> Self {
        match self {
            Self::Sequence(parts) => {
                Self::Sequence(parts.into_iter().rev().map(Self::reversed).collect())
            }
            Self::Choice(parts) => Self::Choice(parts.into_iter().map(Self::reversed).collect()),
            Self::Many(part) => Self::Many(Box::new(part.reversed())),
            other => other,
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
    macros: &'a BTreeMap<String, String>,
    depth: usize,
}

impl Parser<'_> {
    fn take(&mut self, mark: char) -> bool {
        let Some(rest) = self.rest.strip_prefix(mark) else {
            return false;
        };
        self.rest = rest.trim_start();
        true
    }

    fn choice(&mut self) -> Result<Pattern, String> {
        let mut all = vec![self.sequence()?];
        while self.take('|') {
            all.push(self.sequence()?);
        }
        Ok(match all.len() {
            1 => all.remove(0),
            _ => Pattern::Choice(all),
        })
    }

    fn sequence(&mut self) -> Result<Pattern, String> {
        let mut all = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            all.push(self.repeated()?);
        }
        Ok(match all.len() {
            0 => Pattern::Empty,
            1 => all.remove(0),
            _ => Pattern::Sequence(all),
        })
    }

    fn repeated(&mut self) -> Result<Pattern, String> {
        let one = self.one()?;
        if self.take('?') {
            return Ok(Pattern::Choice(vec![one, Pattern::Empty]));
        }
        if self.take('*') {
            return Ok(Pattern::Many(Box::new(one)));
        }
        if self.take('+') {
            return Ok(Pattern::Sequence(vec![
                one.clone(),
                Pattern::Many(Box::new(one)),
            ]));
        }
        if self.take('{') {
            let (count, rest) = self.rest.split_once('}').ok_or("an open brace")?;
            let count: usize = count.trim().parse().map_err(|_| "no number in braces")?;
            self.rest = rest.trim_start();
            let optional = Pattern::Choice(vec![one, Pattern::Empty]);
            return Ok(Pattern::Sequence(vec![optional; count]));
        }
        Ok(one)
    }

    fn one(&mut self) -> Result<Pattern, String> {
        if self.take('(') {
            let inner = self.choice()?;
            return if self.take(')') {
                Ok(inner)
            } else {
                Err("an open bracket".to_owned())
            };
        }
        let end = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_' || c == '$'))
            .unwrap_or(self.rest.len());
        if end == 0 {
            return Err(format!("cannot read {:?}", self.rest));
        }
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        let Some(text) = self.macros.get(name) else {
            return Ok(Pattern::Token(name.to_owned()));
        };
        if self.depth > 8 {
            return Err(format!("the macro {name} holds itself"));
        }
        let mut inner = Parser {
            rest: text.trim_start(),
            macros: self.macros,
            depth: self.depth + 1,
        };
        let pattern = inner.choice()?;
        if inner.rest.is_empty() {
            Ok(pattern)
        } else {
            Err(format!("cannot read {:?} in the macro {name}", inner.rest))
        }
    }
}

/// A Glushkov automaton: one state for each token of the pattern, in the bits of a number.
pub(crate) struct Automaton {
    empty: bool,
    first: u128,
    last: u128,
    follow: Vec<u128>,
    /// For each concept that the pattern names, the states that take it.
    takes: Vec<(usize, u128)>,
    /// Concepts of which one at least must be there for any match; 0 when there is no such.
    needs: u128,
}

struct Ends {
    empty: bool,
    first: u128,
    last: u128,
}

impl Automaton {
    pub(crate) fn new(
        pattern: &Pattern,
        id: &dyn Fn(&str) -> Option<usize>,
    ) -> Result<Self, String> {
        let mut concepts = Vec::new();
        let mut follow = Vec::new();
        let ends = build(pattern, id, &mut concepts, &mut follow)?;
        let mut takes: BTreeMap<usize, u128> = BTreeMap::new();
        for (state, concept) in concepts.iter().enumerate() {
            *takes.entry(*concept).or_default() |= 1 << state;
        }
        let needs = if ends.empty {
            0
        } else {
            needs(pattern, id).unwrap_or_default()
        };
        Ok(Self {
            empty: ends.empty,
            first: ends.first,
            last: ends.last,
            follow,
            takes: takes.into_iter().collect(),
            needs,
        })
    }
}

impl fmt::Display for Automaton {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "super::automaton::Automaton {{ empty: {}, first: {}, last: {}, follow: &{:?}, takes: &{:?}, needs: {} }}",
            self.empty, self.first, self.last, self.follow, self.takes, self.needs
        )
    }
}

fn build(
    pattern: &Pattern,
    id: &dyn Fn(&str) -> Option<usize>,
    concepts: &mut Vec<usize>,
    follow: &mut Vec<u128>,
) -> Result<Ends, String> {
    let link = |from: u128, to: u128, follow: &mut Vec<u128>| {
        for (state, next) in follow.iter_mut().enumerate() {
            if from >> state & 1 == 1 {
                *next |= to;
            }
        }
    };
    Ok(match pattern {
        Pattern::Empty => Ends {
            empty: true,
            first: 0,
            last: 0,
        },
        Pattern::Token(name) => {
            let concept = id(name).ok_or_else(|| format!("no concept {name}"))?;
            let state = concepts.len();
            if state >= 128 {
                return Err("the pattern is too long".to_owned());
            }
            concepts.push(concept);
            follow.push(0);
            Ends {
                empty: false,
                first: 1 << state,
                last: 1 << state,
            }
        }
        Pattern::Sequence(parts) => {
            let mut all = Ends {
                empty: true,
                first: 0,
                last: 0,
            };
            for part in parts {
                let next = build(part, id, concepts, follow)?;
                link(all.last, next.first, follow);
                if all.empty {
                    all.first |= next.first;
                }
                all.last = if next.empty {
                    all.last | next.last
                } else {
                    next.last
                };
                all.empty &= next.empty;
            }
            all
        }
        Pattern::Choice(parts) => {
            let mut all = Ends {
                empty: false,
                first: 0,
                last: 0,
            };
            for part in parts {
                let next = build(part, id, concepts, follow)?;
                all.empty |= next.empty;
                all.first |= next.first;
                all.last |= next.last;
            }
            all
        }
        Pattern::Many(part) => {
            let inner = build(part, id, concepts, follow)?;
            link(inner.last, inner.first, follow);
            Ends {
                empty: true,
                ..inner
            }
        }
    })
}

/// Concepts of which a match must hold one: the smallest such set that the pattern shows.
fn needs(pattern: &Pattern, id: &dyn Fn(&str) -> Option<usize>) -> Option<u128> {
    match pattern {
        Pattern::Empty | Pattern::Many(_) => None,
        Pattern::Token(name) => id(name).map(|concept| 1 << concept),
        Pattern::Sequence(parts) => parts
            .iter()
            .filter_map(|part| needs(part, id))
            .min_by_key(|bits| bits.count_ones()),
        Pattern::Choice(parts) => parts
            .iter()
            .map(|part| needs(part, id))
            .try_fold(0, |all, bits| bits.map(|bits| all | bits)),
    }
}

/// A node of the trie of the words.
pub(crate) struct Node {
    /// The character that leads to it.
    pub(crate) key: char,
    /// Its first child.
    pub(crate) first: usize,
    /// How many children it has; they are one after the other, ordered by key.
    pub(crate) count: usize,
    /// The word that ends here.
    pub(crate) word: Option<String>,
}

/// The trie of words in the order of breadth; the first node is the root.
pub(crate) fn trie<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Node> {
    let words: Vec<Vec<char>> = words.map(|word| word.chars().collect()).collect();
    let mut nodes = vec![Node {
        key: '\0',
        first: 0,
        count: 0,
        word: None,
    }];
    let mut queue = VecDeque::from([(0, 0, words)]);
    while let Some((at, depth, words)) = queue.pop_front() {
        let mut children: BTreeMap<char, Vec<Vec<char>>> = BTreeMap::new();
        for word in words {
            match word.get(depth) {
                Some(&key) => children.entry(key).or_default().push(word),
                None => nodes[at].word = Some(word.into_iter().collect()),
            }
        }
        nodes[at].first = nodes.len();
        nodes[at].count = children.len();
        for (key, words) in children {
            queue.push_back((nodes.len(), depth + 1, words));
            nodes.push(Node {
                key,
                first: 0,
                count: 0,
                word: None,
            });
        }
    }
    nodes
}
