//! The walk through a paragraph, which keeps the bounds that subjects need.

use super::super::lex::{Kind, Token};
use super::super::scene::Scene;
use crate::span::TextRange;

/// A level of brackets on the walk through a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Level {
    pub(super) open: Option<usize>,
    /// Where the clause begins.
    pub(super) clause: usize,
    /// Where the clause before it begins.
    pub(super) before: usize,
    /// Where the last quantity or percentage ended.
    pub(super) fact: usize,
    /// The subject of that fact, unless `、` stood since.
    pub(super) subject: Option<TextRange>,
}

/// The walk: keeps the bounds that subjects need.
pub(super) struct Walk {
    pub(super) levels: Vec<Level>,
    pub(super) level: Level,
    pub(super) sentence: usize,
}

impl Walk {
    pub(super) fn new(start: usize) -> Self {
        Self {
            levels: Vec::new(),
            level: Level {
                open: None,
                clause: start,
                before: start,
                fact: start,
                subject: None,
            },
            sentence: start,
        }
    }

    /// Takes note of a punctuation mark.
    pub(super) fn mark(&mut self, token: Token) {
        match token.kind {
            Kind::Comma | Kind::Semicolon | Kind::Colon => self.clause(token.end),
            Kind::Stop => {
                // Brackets do not survive a full stop: an unclosed one would swallow the rest.
                self.levels.clear();
                self.level = Level {
                    open: None,
                    clause: token.end,
                    before: token.end,
                    fact: token.end,
                    subject: None,
                };
                self.sentence = token.end;
            }
            // The first 、 after a quantity ends its item (`31个栏目、18项内容`); further ones stand
            // inside the next subject.
            Kind::Dun if self.level.subject.is_some() => {
                self.level.fact = token.end;
                self.level.subject = None;
            }
            Kind::Open => {
                self.levels.push(self.level);
                self.level = Level {
                    open: Some(token.start),
                    clause: token.end,
                    before: token.end,
                    fact: token.end,
                    subject: None,
                };
            }
            Kind::Close => {
                if let Some(mut outer) = self.levels.pop() {
                    // A bracket right after a quantity is a remark on it, not part of the next
                    // subject.
                    if Some(outer.fact) == self.level.open {
                        outer.fact = token.end;
                    }
                    self.level = outer;
                }
            }
            _ => {}
        }
    }

    /// Begins a clause.
    pub(super) fn clause(&mut self, at: usize) {
        self.level.before = self.level.clause;
        self.level.clause = at;
        self.level.subject = None;
    }

    /// The subject of a number that begins at `start`.
    pub(super) fn subject(&self, scene: &Scene<'_>, start: usize) -> TextRange {
        let Level { clause, fact, .. } = self.level;
        if fact <= clause {
            return TextRange::new(clause.min(start), start);
        }
        if fact >= start
            && let Some(subject) = self.level.subject
        {
            return subject;
        }
        let mut from = fact.min(start);
        for word in ["以及", "和", "及", "与", "并"] {
            if scene.slice(from, start).starts_with(word) {
                from += word.len();
                break;
            }
        }
        TextRange::new(from, start)
    }

    /// Takes note of a quantity or percentage.
    pub(super) fn fact(&mut self, subject: TextRange, end: usize) {
        self.level.fact = end;
        self.level.subject = Some(subject);
    }
}
