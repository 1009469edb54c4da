//! Accounts of cases that no list word ties together: what came in, what was answered and what is left,
//! and the answers to one question (who applied, by which way, with which outcome).
//!
//! The words of each number say which part of an account it is ([`words`]), so that whole and parts are
//! found wherever they are: before their total, after it, in a bracket or in the next sentence. A sum
//! that any number of the account explains is right; one that none explains is given only where it
//! exceeds its whole, which leaving something out does not excuse.

mod balance;
mod chain;
mod silent;
#[cfg(test)]
mod tests;
pub(super) mod words;

use rust_decimal::Decimal;

use super::super::{Exhaustive, PartList, Percentage, Quantity};
use super::parts::same_measure;
use super::quantity::Place;
use super::scene::Scene;
use crate::span::TextRange;
use words::{Answer, Role};

/// How far back, in quantities, a whole is looked for.
const FARTHEST: usize = 24;

/// How many full stops may be between a whole and its parts.
const MOST_STOPS: usize = 3;

/// The longest words after a number, in bytes, that are read.
const LONGEST_OBJECT: usize = 90;

/// What ends the words after a number.
const MARKS: [char; 8] = [',', ';', ':', '。', '、', '(', ')', '%'];

/// The facts of a paragraph that accounts are made of.
pub(super) struct Facts<'a> {
    /// The index of its first quantity.
    pub(super) first: usize,
    /// One entry for each of its quantities.
    pub(super) places: &'a [Place],
    /// All quantities so far.
    pub(super) quantities: &'a [Quantity],
    /// Its percentages.
    pub(super) percentages: &'a [Percentage],
}

/// Adds the accounts of a paragraph. `known` is the index of its first list in `out`.
pub(super) fn scan(scene: &Scene<'_>, facts: &Facts<'_>, known: usize, out: &mut Vec<PartList>) {
    let Some(counted) = facts.quantities.get(facts.first..) else {
        return;
    };
    if counted.len() < 2 || facts.places.len() != counted.len() {
        return;
    }
    let mut items = Vec::with_capacity(counted.len());
    let mut sentence = 0;
    for (index, (quantity, place)) in counted.iter().zip(facts.places).enumerate() {
        if items
            .last()
            .is_none_or(|last: &Item| last.at != place.sentence)
        {
            sentence += 1;
        }
        let next = counted
            .get(index + 1)
            .map_or(scene.end, |next| next.subject.start as usize);
        items.push(Item::read(scene, quantity, place, sentence, next));
    }
    let ledger = Ledger {
        scene,
        counted,
        places: facts.places,
        percentages: facts.percentages,
        items,
    };
    let mut found = Vec::new();
    ledger.chains(&mut found);
    ledger.balances(&mut found);
    ledger.silent(&mut found);
    let known = Known::of(&out[known..], facts.quantities);
    out.extend(
        found
            .into_iter()
            .map(|list| PartList {
                whole: facts.first + list.whole,
                parts: list.parts.iter().map(|part| facts.first + part).collect(),
                ..list
            })
            .filter(|list| !known.covers(list, facts.quantities)),
    );
}

/// What is known of a quantity.
struct Item {
    /// Where its sentence begins.
    at: usize,
    /// The number of its sentence.
    sentence: usize,
    role: Option<Role>,
    answer: Option<Answer>,
    /// It is about other things than requests.
    foreign: bool,
    /// It is about reviews or lawsuits.
    dispute: bool,
    /// It counts exactly what happened this year.
    plain: bool,
    /// It counts what happened in other years too.
    cumulative: bool,
}

impl Item {
    fn read(
        scene: &Scene<'_>,
        quantity: &Quantity,
        place: &Place,
        sentence: usize,
        next: usize,
    ) -> Self {
        let text = |range: TextRange| scene.slice(range.start as usize, range.end as usize);
        let subject = own_words(text(quantity.subject));
        let mut object = text(quantity.object);
        let to = quantity.object.end as usize;
        if scene.after(to).is_some_and(|c| c.is_ascii_digit()) {
            // A year (结转至2024年办理) is among its words; words that run on to the next number are that
            // number's.
            let more = scene.window_after(place.end, LONGEST_OBJECT);
            let more = &more[..more.find(MARKS).unwrap_or(more.len())];
            if place.end + more.len() <= next {
                object = more;
            } else if !subject.is_empty() {
                object = "";
            }
        }
        let role = words::role(subject).or_else(|| words::role(object));
        let answer = words::answer(subject).or_else(|| words::answer(object));
        let of = quantity.qualifiers;
        Self {
            at: place.sentence,
            sentence,
            role,
            answer,
            foreign: words::is_other_matter(subject) || words::is_other_matter(object),
            dispute: words::is_dispute(subject) || words::is_dispute(object),
            plain: !(of.approximate || of.comparison || of.norm),
            cumulative: of.cumulative,
        }
    }
}

/// The words of a number after the last 其中.
fn own_words(subject: &str) -> &str {
    let own = subject
        .rfind("其中")
        .map_or(subject, |at| &subject[at + "其中".len()..]);
    own.trim_start_matches([':', ',', '、'])
}

struct Ledger<'a> {
    scene: &'a Scene<'a>,
    counted: &'a [Quantity],
    places: &'a [Place],
    percentages: &'a [Percentage],
    items: Vec<Item>,
}

impl Ledger<'_> {
    fn text(&self, range: TextRange) -> &str {
        self.scene.slice(range.start as usize, range.end as usize)
    }

    fn value(&self, index: usize) -> Decimal {
        self.counted[index].value
    }

    fn unit(&self, index: usize) -> &str {
        self.text(self.counted[index].unit)
    }

    /// Whether two quantities may be added up.
    fn alike(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.unit(one), self.unit(other));
        one.is_empty() || other.is_empty() || same_measure(one, other)
    }

    /// The text between two quantities: from the end of the first to the number of the second.
    fn between(&self, one: usize, other: usize) -> &str {
        self.scene.slice(
            self.places[one].end,
            self.counted[other].number.start as usize,
        )
    }

    /// The numbers before an offset that the number there may be a part of, the nearest first.
    fn before(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let sentence = self.items[index].sentence;
        (index.saturating_sub(FARTHEST)..index)
            .rev()
            .take_while(move |&other| self.items[other].sentence + MOST_STOPS >= sentence)
            .filter(move |&other| {
                self.items[other].plain
                    && (!self.items[other].cumulative || self.items[other].sentence == sentence)
                    && !self.unit(other).is_empty()
                    && self.alike(other, index)
            })
    }

    /// The carried-in number of an account near a place, and whether the whole includes it.
    fn carried_in(&self, whole: usize, near: usize) -> Option<(usize, bool)> {
        let low = whole.saturating_sub(6);
        let high = self.items.len().min(near + 8);
        let index = (low..high).find(|&index| {
            self.items[index].role == Some(Role::CarriedIn)
                && !self.items[index].foreign
                && self.alike(index, whole)
        })?;
        Some((index, self.includes(whole, index)))
    }

    /// Whether words say that a number includes the one right after it: `69件,含上年结转3件`.
    fn includes(&self, whole: usize, index: usize) -> bool {
        if self.counted[whole].qualifiers.with_carried_in {
            return true;
        }
        let included = ["含", "包括", "其中"];
        index == whole + 1 && {
            let between = self.between(whole, index);
            let without = ["不含", "不包括", "未含", "不计"];
            !between.contains(['。', ';'])
                && !without.iter().any(|word| between.contains(word))
                && included.iter().any(|word| between.contains(word))
        }
    }
}

/// The lists found before, by their parts.
struct Known {
    /// Each part with the list that it is in, in order.
    parts: Vec<(usize, usize)>,
    /// Whole, number of parts, value of the whole and sum of the parts of each list.
    lists: Vec<(usize, usize, Decimal, Decimal)>,
}

/// How many lists of one part are looked at.
const MOST_LISTS: usize = 8;

impl Known {
    fn of(lists: &[PartList], quantities: &[Quantity]) -> Self {
        let value = |index: usize| quantities.get(index).map_or(Decimal::ZERO, |one| one.value);
        let mut parts: Vec<(usize, usize)> = lists
            .iter()
            .enumerate()
            .flat_map(|(at, list)| list.parts.iter().map(move |&part| (part, at)))
            .collect();
        parts.sort_unstable();
        let lists = lists
            .iter()
            .map(|list| {
                let sum = list.parts.iter().map(|&part| value(part)).sum();
                (list.whole, list.parts.len(), value(list.whole), sum)
            })
            .collect();
        Self { parts, lists }
    }

    /// Whether a list says nothing that the lists before do not say, or is contradicted by them.
    fn covers(&self, list: &PartList, quantities: &[Quantity]) -> bool {
        let value = |index: usize| quantities.get(index).map_or(Decimal::ZERO, |one| one.value);
        let sum: Decimal = list.parts.iter().map(|&part| value(part)).sum();
        let right = sum == value(list.whole);
        let mut shared: Vec<usize> = Vec::new();
        for &part in &list.parts {
            let from = self.parts.partition_point(|&(one, _)| one < part);
            shared.extend(
                self.parts[from..]
                    .iter()
                    .take(MOST_LISTS)
                    .take_while(|&&(one, _)| one == part)
                    .map(|&(_, at)| at),
            );
        }
        shared.sort_unstable();
        shared.chunk_by(|one, other| one == other).any(|same| {
            let Some(&(whole, len, value, sum)) = same.first().and_then(|&at| self.lists.get(at))
            else {
                return false;
            };
            same.len() == list.parts.len() && (whole == list.whole || right || sum == value)
                || whole == list.whole && sum > value
                // One answer more than those that make the whole is no other division.
                || !right && sum == value && len > 1 && (whole != list.whole || same.len() < len)
        })
    }
}

/// A list of parts that the words of its numbers make.
fn list(
    whole: usize,
    parts: Vec<usize>,
    introduced_by: TextRange,
    exhaustive: Exhaustive,
) -> PartList {
    PartList {
        whole,
        parts,
        exhaustive,
        introduced_by,
        carried_in: false,
    }
}
