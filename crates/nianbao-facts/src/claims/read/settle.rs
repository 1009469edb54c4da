//! What the claims of one sentence or paragraph say about each other: which are dropped beside others, and
//! which count a part only.

use std::collections::BTreeMap;

use nianbao_core::{Decimal, TextRange};

use super::super::divisions;
use super::super::model::{Claim, Kind, Relation};
use super::Reader;
use crate::grammar::token::Token;
use crate::grammar::{SHAPES, id};

impl Reader<'_> {
    /// Drops claims of a sentence that are none without others beside them, and adds the readings that a
    /// number has only beside others.
    pub(super) fn settle_sentence(&mut self, from: usize) {
        let outcomes = self.out[from..]
            .iter()
            .filter(|claim| claim.kind == Kind::Outcome)
            .count();
        if outcomes == 1 {
            let together = |claim: &Claim| {
                SHAPES
                    .iter()
                    .any(|shape| shape.together && shape.name == claim.shape)
            };
            let kept = self.out.split_off(from);
            self.out
                .extend(kept.into_iter().filter(|claim| !together(claim)));
        }
        self.drop_applicants_of_outcomes(from);
        self.settle_refused(from);
        if let Some(claims) = self.out.get_mut(from..) {
            divisions::settle(self.report, claims);
        }
    }

    /// 答复7件,不予受理4件: those refused may be counted among the answers, or not.
    fn settle_refused(&mut self, from: usize) {
        let refuses = |token: &Token| {
            token.is(id::NOT_INFORMATION) && self.report.prose.text(token.range).starts_with("不予")
        };
        let some = self.tokens.windows(2).any(|pair| {
            refuses(&pair[0]) && pair[1].is(id::N) || pair[0].is(id::N) && refuses(&pair[1])
        });
        if some {
            for claim in &mut self.out[from..] {
                if claim.kind == Kind::Answered {
                    claim.relation = Relation::AtMost;
                }
            }
        }
    }

    /// Drops applicants that a bracket gives for the number of an outcome before it.
    fn drop_applicants_of_outcomes(&mut self, from: usize) {
        let outcomes: Vec<TextRange> = self.out[from..]
            .iter()
            .filter(|claim| claim.kind == Kind::Outcome)
            .map(|claim| claim.range)
            .collect();
        if outcomes.is_empty() {
            return;
        }
        let kept = self.out.split_off(from);
        let tokens = &self.tokens;
        self.out.extend(kept.into_iter().filter(|claim| {
            let owner = tokens
                .iter()
                .enumerate()
                .rev()
                .filter(|(_, token)| token.is(id::OPEN) && token.range.end <= claim.range.start)
                .find(|(_, token)| {
                    token
                        .pair
                        .and_then(|pair| tokens.get(pair as usize))
                        .is_some_and(|close| close.range.start >= claim.range.end)
                })
                .and_then(|(open, _)| tokens.get(open.checked_sub(1)?));
            claim.kind != Kind::Applicants
                || !owner.is_some_and(|owner| outcomes.contains(&owner.range))
        }));
    }

    /// Whether what is said to be done is all of a number stated before it, and not the last of its parts
    /// alone: the numbers in between make it whole.
    fn is_of_all(&self, whole: &Claim, done: &Claim) -> bool {
        let prose = &self.report.prose;
        if whole.range.end > done.range.start {
            return false;
        }
        let between = TextRange {
            start: whole.range.end,
            end: done.range.start,
        };
        if prose.text(between).contains('。') {
            return true;
        }
        let mut parts = Decimal::ZERO;
        let first = prose
            .quantities
            .partition_point(|number| number.number.start < between.start);
        for (index, number) in prose.quantities.iter().enumerate().skip(first) {
            if number.number.start >= between.end {
                break;
            }
            // 41件(含上年结转2件)
            let carried =
                |claim: &Claim| claim.kind == Kind::CarriedIn && claim.quantity == Some(index);
            if self.out.iter().rev().take(16).any(carried) {
                continue;
            }
            let aside = prose.text(TextRange {
                start: between.start,
                end: number.number.start,
            });
            if aside.matches('(').count() > aside.matches(')').count() {
                continue;
            }
            let of = number.qualifiers;
            if !of.comparison
                && prose.text(number.unit) == prose.text(whole.range).trim_start_matches(is_digit)
            {
                parts = parts.checked_add(number.value).unwrap_or(Decimal::MAX);
            }
        }
        parts.is_zero() || parts == whole.value
    }

    /// Where a paragraph gives two numbers for the same cells, each counts a part.
    pub(super) fn settle_parts(&mut self, from: usize) {
        let key = |claim: &Claim| {
            let counts = matches!(claim.kind, Kind::Outcome | Kind::Applicants)
                && claim.relation == Relation::Equal;
            let name = claim.shape;
            counts.then(|| name.split_once(':').map_or(name, |(_, member)| member))
        };
        let mut values: BTreeMap<&str, (Decimal, bool)> = BTreeMap::new();
        for claim in &self.out[from..] {
            if let Some(key) = key(claim) {
                let (value, twice) = values.entry(key).or_insert((claim.value, false));
                *twice |= *value != claim.value;
            }
        }
        for claim in &mut self.out[from..] {
            let twice = key(claim)
                .and_then(|key| values.get(key))
                .is_some_and(|(_, twice)| *twice);
            if twice {
                claim.relation = Relation::AtMost;
            }
        }
    }

    /// Drops claims of a paragraph that other claims of it contradict by their meaning.
    pub(super) fn settle(&mut self, from: usize) {
        let carried = self.out[from..]
            .iter()
            .any(|claim| claim.kind == Kind::CarriedOut && !claim.value.is_zero());
        let kept = self.out.split_off(from);
        let mut whole: Option<Claim> = None;
        let mut counted = false;
        for claim in kept {
            if matches!(claim.kind, Kind::Received | Kind::Due | Kind::Answered) {
                whole = Some(claim.clone());
            }
            counted |= whole.is_some() || claim.kind == Kind::Applicants;
            let of_all = whole
                .as_ref()
                .is_none_or(|whole| self.is_of_all(whole, &claim));
            if claim.kind != Kind::AllDone || counted && !carried && of_all {
                self.out.push(claim);
            }
        }
    }
}

/// Whether a character is part of a written number.
fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, ',' | '.')
}
