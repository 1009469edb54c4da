//! Lists of parts with their whole.
//!
//! A wrong link makes a false alarm, a missed one only silence, so every doubt is settled in favour
//! of silence: the whole must be near and have the parts' measure word, a reading in which the parts
//! make the whole wins over one in which they do not, and parts that overshoot are believed only where
//! the wording shows that they belong to the list.

mod region;
mod starts;
mod take;
#[cfg(test)]
mod tests;
mod wording;

use rust_decimal::Decimal;

use super::super::{Exhaustive, PartList, Quantity};
use super::accounts::words::{Question, answer};
use super::lex::Kind;
use super::quantity::Place;
use super::scene::Scene;
use region::{Region, Segment};
use starts::{Intro, Start};

/// How many tokens a list may take: bounds the work on text without full stops.
const LONGEST_LIST: usize = 400;

/// How far back, in quantities, a whole is looked for.
const FARTHEST_WHOLE: usize = 48;

/// Words of a number of things received.
pub(super) const RECEIVE: [&str; 5] = ["收到", "受理", "接收", "接到", "新收"];

/// Words of a number of things answered.
const ANSWER: [&str; 4] = ["答复", "办结", "办理", "处理"];

/// Marks that end a sentence.
const STOPS: [char; 3] = ['。', '!', '?'];

/// How much text, in bytes, may be between a whole and a list that is surely its own.
const FARTHEST_GAP: usize = 1200;

/// Adds the part lists of a paragraph. `first` is the index of its first quantity; `places` has one
/// entry for each of its quantities.
pub(super) fn scan(
    scene: &Scene<'_>,
    first: usize,
    places: &[Place],
    quantities: &mut [Quantity],
    out: &mut Vec<PartList>,
) {
    let Some(counted) = quantities.get(first..) else {
        return;
    };
    if counted.len() < 2 || places.len() != counted.len() {
        return;
    }
    let list = Lister {
        scene,
        counted,
        places,
    };
    let from = out.len();
    for start in list.starts() {
        list.read(start, from, first, out);
    }
    for list in &out[from..] {
        for &part in &list.parts {
            quantities[part].qualifiers.part = true;
        }
    }
}

struct Lister<'a> {
    scene: &'a Scene<'a>,
    counted: &'a [Quantity],
    places: &'a [Place],
}

impl Lister<'_> {
    /// Reads the lists that begin at a place and adds them.
    fn read(&self, start: Start, from: usize, first: usize, out: &mut Vec<PartList>) {
        let wholes = self.wholes(start);
        let Some(&nearest) = wholes.first() else {
            return;
        };
        let region = self.region(start);
        let tight = self.is_tight(nearest, start);
        for &whole in &wholes {
            let alone = wholes.iter().all(|&other| {
                other == whole || !same_measure(self.unit_of(other), self.unit_of(whole))
            });
            let Some(mut found) = self.measured(start, whole, &region, tight, alone) else {
                continue;
            };
            let mut whole = whole;
            let over = found.sum > self.counted[whole].value;
            // The words in a bracket right after a number belong to it.
            let adjacent = start.open == Some(self.places[whole].end);
            // A second division of the whole of the list before (…;其中自然人…) looks like a division
            // of its last part; the sums tell them apart.
            let upper = out[from..]
                .iter()
                .rev()
                .take(4)
                .find(|list| over && !adjacent && list.parts.contains(&(first + whole)))
                .map(|list| list.whole - first);
            if let Some(upper) = upper.filter(|&upper| found.sum > self.counted[upper].value) {
                match self.received(start, whole, &region, &found) {
                    Some((other, parts)) if other == upper => (whole, found) = (other, parts),
                    _ => continue,
                }
            } else if let Some(upper) = upper {
                found.exhaustive = if found.sum == self.counted[upper].value {
                    Exhaustive::Yes
                } else {
                    Exhaustive::Unknown
                };
                whole = upper;
            } else if found.sum != self.counted[whole].value {
                // 受理15件,上年结转1件,其中自然人14件…: the whole need not be the nearest.
                let mut larger = false;
                let mut made = None;
                for other in self.others(start, whole) {
                    larger |= self.counted[other].value > self.counted[whole].value;
                    made = self
                        .parts(start, other, &region, tight, Measure::Same)
                        .filter(|parts| parts.makes(self.counted[other].value))
                        .map(|parts| (other, parts));
                    if made.is_some() {
                        break;
                    }
                }
                match made.or_else(|| self.received(start, whole, &region, &found)) {
                    Some((other, parts)) => (whole, found) = (other, parts),
                    None if over && (larger || self.outgrows(&found, whole)) => continue,
                    None if over && self.makes_earlier(start, whole, &found) => continue,
                    None if over && self.makes_together(start, whole, &found) => continue,
                    None => {}
                }
            }
            self.take_excess(whole, &mut found);
            out.push(PartList {
                whole: first + whole,
                parts: found.parts.iter().map(|part| first + part).collect(),
                exhaustive: found.exhaustive,
                introduced_by: start.words,
                carried_in: false,
            });
        }
    }

    /// What was received, as the whole of parts that outgrow the number nearest to them:
    /// `收到申请86件,上年结转4件。其中自然人80件,法人7件`; or what was answered, as that of outcomes. The parts are those of one question, and no two
    /// numbers together are meant.
    fn received(
        &self,
        start: Start,
        nearest: usize,
        region: &Region,
        found: &Found,
    ) -> Option<(usize, Found)> {
        if !self.outgrows(found, nearest) || !self.are_alike(&found.parts) {
            return None;
        }
        let candidates: Vec<usize> = self.others(start, nearest).collect();
        let whole = *candidates.iter().find(|&&index| {
            let subject = self.counted[index].subject;
            let subject = self
                .scene
                .slice(subject.start as usize, subject.end as usize);
            let answered = || {
                self.are_outcomes(&found.parts) && ANSWER.iter().any(|verb| subject.contains(verb))
            };
            RECEIVE.iter().any(|verb| subject.contains(verb)) || answered()
        })?;
        let value = |index: usize| self.counted[index].value;
        let parts = self.parts(start, whole, region, true, Measure::Same)?;
        let with_carried = candidates
            .iter()
            .chain([&nearest])
            .any(|&other| other != whole && value(whole) + value(other) == parts.sum);
        let over = parts.sum > value(whole) && parts.sum < value(whole) + value(whole);
        (over && !with_carried).then_some((whole, parts))
    }

    /// Whether parts at the beginning of a sentence make another number of the sentence before:
    /// `收到4件;申请人为自然人的2件。其中3件已答复,1件结转`.
    fn makes_earlier(&self, start: Start, whole: usize, found: &Found) -> bool {
        let place = &self.places[whole];
        let begins = self
            .scene
            .slice(place.end, start.words.start as usize)
            .contains(STOPS);
        begins
            && (whole.saturating_sub(FARTHEST_WHOLE)..whole)
                .rev()
                .take_while(|&other| self.places[other].sentence == place.sentence)
                .any(|other| {
                    self.counted[other].value == found.sum
                        && self.unit(&self.counted[other]) == self.unit(&self.counted[whole])
                })
    }

    /// Whether parts make two wholes together: `复议6件,诉讼3件,其中维持7件,纠正2件`.
    fn makes_together(&self, start: Start, whole: usize, found: &Found) -> bool {
        self.others(start, whole)
            .any(|other| self.counted[other].value + self.counted[whole].value == found.sum)
    }

    /// Whether parts answer several questions, none of which alone has too many answers, or are topics, of
    /// which a thing may have two: `其中1件为上年结转,当面申请5件`, `涉及征地30件,涉及拆迁20件`.
    fn are_several_divisions(&self, found: &Found, total: Decimal) -> bool {
        let kind = |part: usize| {
            let label = self.label(part);
            match answer(label) {
                Some(answer) => Some(Some(answer.question)),
                None if label.contains("结转") => Some(None),
                None => None,
            }
        };
        let mut kinds: Vec<(Option<Question>, Decimal)> = Vec::new();
        let mut unknown = Decimal::ZERO;
        for &part in &found.parts {
            let value = self.counted[part].value;
            match kind(part) {
                Some(kind) => match kinds.iter_mut().find(|(known, _)| *known == kind) {
                    Some((_, sum)) => *sum += value,
                    None => kinds.push((kind, value)),
                },
                None => unknown += value,
            }
        }
        let topics = found
            .parts
            .iter()
            .filter(|&&part| kind(part).is_none() && self.label(part).starts_with("涉及"))
            .count();
        topics >= 2 && (found.sum - total) * Decimal::TEN > total
            || kinds.len() >= 2 && kinds.iter().all(|(_, sum)| *sum + unknown <= total)
    }

    /// Whether several parts are each as large as the whole: one may be a slip, two have another whole.
    fn outgrows(&self, found: &Found, whole: usize) -> bool {
        let whole = self.counted[whole].value;
        let large = |&&part: &&usize| self.counted[part].value >= whole;
        found.parts.iter().filter(large).count() >= 2
    }

    /// The quantities that may be the whole, nearest first: those of the nearest clause with a
    /// quantity before the list, one for each measure word.
    fn wholes(&self, start: Start) -> Vec<usize> {
        let at = start.words.start as usize;
        let before = self.places.partition_point(|place| place.end <= at);
        let at_bracket = start.open == Some(at);
        let sentence = self.sentence_of(at);
        let mut found: Vec<usize> = Vec::new();
        let mut clause = None;
        let lowest = before.saturating_sub(FARTHEST_WHOLE);
        for index in (lowest..before).rev() {
            let (place, quantity) = (&self.places[index], &self.counted[index]);
            if place.sentence < sentence {
                break;
            }
            let level = if at_bracket {
                // The bracket belongs to the quantity right before it.
                place.end == at
            } else if start.open.is_some() {
                // Inside a bracket: what stands in it, else the quantity that it is a remark on.
                place.open == start.open || Some(place.end) == start.open
            } else {
                place.open.is_none()
            };
            if !level || !counts(quantity) || quantity.qualifiers.comparison {
                continue;
            }
            match clause {
                None => clause = Some((place.clause, place.open)),
                Some(clause) if clause != (place.clause, place.open) => break,
                Some(_) => {}
            }
            let unit = self.unit(quantity);
            if !found
                .iter()
                .any(|&other| self.unit(&self.counted[other]) == unit)
            {
                found.push(index);
            }
            if at_bracket {
                break;
            }
        }
        found
    }

    /// Quantities before a whole, in its sentence and bracket, that might be meant in its place.
    fn others(&self, start: Start, whole: usize) -> impl Iterator<Item = usize> {
        let (place, unit) = (self.places[whole], self.unit(&self.counted[whole]));
        let adjacent = Some(place.end) == start.open;
        // Where `;` parts whole and list from what is before (…;诉讼9件,其中…), they belong together.
        let own = !self
            .scene
            .slice(place.end, start.words.start as usize)
            .contains(';');
        (whole.saturating_sub(6)..whole)
            .rev()
            .filter(move |&index| {
                let (other, quantity) = (&self.places[index], &self.counted[index]);
                let apart = own && self.scene.slice(other.end, place.end).contains(';');
                !(adjacent || apart)
                    && other.sentence == place.sentence
                    && other.open == place.open
                    && counts(quantity)
                    && !quantity.qualifiers.comparison
                    && self.unit(quantity) == unit
            })
    }

    /// Where the sentence begins that a list at an offset refers to: its own, or the one before when the
    /// list begins the sentence.
    fn sentence_of(&self, at: usize) -> usize {
        let tokens = self.scene.tokens;
        let next = self.scene.token_from(at);
        let mut stops = tokens[..next]
            .iter()
            .rev()
            .take(LONGEST_LIST)
            .filter(|token| token.kind == Kind::Stop)
            .map(|token| token.end);
        match stops.next() {
            Some(stop) if stop == at => stops.next().unwrap_or(self.scene.start),
            Some(stop) => stop,
            None => self.scene.start,
        }
    }

    /// The parts of a whole: those with its measure word, or those with any that may be used for it where
    /// these make the whole or exceed it by a slip.
    fn measured(
        &self,
        start: Start,
        whole: usize,
        region: &Region,
        tight: bool,
        alone: bool,
    ) -> Option<Found> {
        let strict = self.parts(start, whole, region, tight, Measure::Same);
        let total = self.counted[whole].value;
        let settled = strict
            .as_ref()
            .is_some_and(|found| found.makes(total) || found.sum > total);
        if settled || !alone || !self.is_mixed(start, whole, region) {
            return strict;
        }
        let Some(loose) = self.parts(start, whole, region, tight, Measure::Alike) else {
            return strict;
        };
        let more = strict
            .as_ref()
            .is_none_or(|found| found.parts.len() < loose.parts.len());
        if !more {
            return strict;
        }
        let closed = !region.more && self.takes_all(start, region, &loose);
        let over = loose.sum - total;
        let slip =
            if self.are_alike(&loose.parts) || !loose.parts.iter().any(|&part| self.acts(part)) {
                over * Decimal::from(5) <= total
            } else {
                over * Decimal::from(33) <= total
            };
        let acted = || loose.parts.iter().any(|&part| self.is_deed(part));
        if loose.makes(total)
            || tight && closed && loose.parts.len() > 1 && over > Decimal::ZERO && slip && !acted()
        {
            return Some(loose);
        }
        // The measure word changes, the list goes on.
        strict.map(|found| Found {
            exhaustive: match found.exhaustive {
                Exhaustive::Yes => Exhaustive::Unknown,
                other => other,
            },
            ..found
        })
    }

    /// Whether a list has numbers with other measure words than its whole that may be its parts.
    fn is_mixed(&self, start: Start, whole: usize, region: &Region) -> bool {
        let unit = self.unit_of(whole);
        let (Some(first), Some(last)) = (region.segments.first(), region.segments.last()) else {
            return false;
        };
        let low = self
            .counted
            .partition_point(|quantity| (quantity.number.start as usize) < first.start);
        self.counted[low..]
            .iter()
            .zip(&self.places[low..])
            .take_while(|(quantity, _)| (quantity.number.start as usize) < last.end)
            .any(|(quantity, place)| place.open == start.open && self.unit(quantity) != unit)
    }

    /// Whether every number of a list is one of its parts.
    fn takes_all(&self, start: Start, region: &Region, found: &Found) -> bool {
        let (Some(first), Some(last)) = (region.segments.first(), region.segments.last()) else {
            return false;
        };
        let low = self
            .counted
            .partition_point(|quantity| (quantity.number.start as usize) < first.start);
        let all = self.counted[low..]
            .iter()
            .zip(&self.places[low..])
            .take_while(|(quantity, _)| (quantity.number.start as usize) < last.end)
            .filter(|(_, place)| place.open == start.open)
            .count();
        all == found.parts.len()
            && region
                .segments
                .iter()
                .all(|segment| segment.nested.is_none())
    }

    fn unit_of(&self, index: usize) -> &str {
        self.unit(&self.counted[index])
    }

    fn unit(&self, quantity: &Quantity) -> &str {
        self.scene
            .slice(quantity.unit.start as usize, quantity.unit.end as usize)
    }

    /// Whether nothing but growth and percentages stands between a whole and its list.
    fn is_tight(&self, whole: usize, start: Start) -> bool {
        let gap = self
            .scene
            .slice(self.places[whole].end, start.words.start as usize);
        if gap.len() > FARTHEST_GAP {
            return false;
        }
        // 主要 of 主要包括.
        let gap = ["主要", "具体", "共", "分"]
            .iter()
            .find_map(|word| gap.strip_suffix(word))
            .unwrap_or(gap);
        let mut depth = 0_u32;
        let gap: String = gap
            .chars()
            .filter(|&c| match c {
                '(' => {
                    depth += 1;
                    false
                }
                ')' => {
                    depth = depth.saturating_sub(1);
                    false
                }
                _ => depth == 0,
            })
            .collect();
        gap.split([',', ';', '。', ':', '('])
            .filter(|clause| !clause.is_empty())
            .enumerate()
            .all(|(index, clause)| {
                // The first clause is what the whole counts: `17件政府信息公开申请,其中`.
                index == 0 && gap.starts_with(clause) && clause.chars().count() <= 16
                    || [
                        "%", "同比", "较", "比", "增", "减", "降", "占", "均", "全部",
                    ]
                    .iter()
                    .any(|word| clause.contains(word))
            })
    }

    /// The quantities of a segment that may be parts.
    fn candidates(
        &self,
        start: Start,
        segment: Segment,
        unit: &str,
        measure: Measure,
    ) -> Vec<usize> {
        let end = segment.nested.unwrap_or(segment.end);
        let low = self
            .counted
            .partition_point(|quantity| (quantity.number.start as usize) < segment.start);
        let high = self
            .counted
            .partition_point(|quantity| (quantity.number.start as usize) < end);
        (low..high.max(low))
            .filter(|&index| {
                let quantity = &self.counted[index];
                let own = self.unit(quantity);
                let fits = match measure {
                    Measure::Same => own == unit && counts(quantity),
                    Measure::Alike => {
                        (own.is_empty() || same_measure(own, unit)) && !quantity.qualifiers.norm
                    }
                };
                self.places[index].open == start.open && fits && !quantity.qualifiers.comparison
            })
            .collect()
    }

    /// The parts of one whole.
    fn parts(
        &self,
        start: Start,
        whole: usize,
        region: &Region,
        tight: bool,
        measure: Measure,
    ) -> Option<Found> {
        let unit = self.unit(&self.counted[whole]);
        let total = self.counted[whole].value;
        let by_segment: Vec<Vec<usize>> = region
            .segments
            .iter()
            .map(|&segment| self.candidates(start, segment, unit, measure))
            .collect();
        let head = by_segment.first()?;
        if head.is_empty() {
            return None;
        }
        let mut found = Found {
            sum: Decimal::ZERO,
            parts: Vec::new(),
            exhaustive: Exhaustive::Unknown,
        };
        let mut clean = region.segments[0].nested.is_none();
        if head.len() == 1 && by_segment.len() > 1 {
            let full = self.slack(start, &by_segment, region, total);
            clean &= self.take_items(&by_segment, region, total, full, &mut found);
        } else {
            clean &= self.take_clauses(head, total, &mut found);
            clean &= self.take_tail(&by_segment, region, total, &mut found);
        }
        if found.parts.is_empty() {
            return None;
        }
        let alike = self.are_alike(&found.parts);
        if found.sum > total {
            // A bare bracket may hold anything; a list far from its whole may belong to another.
            let believed = (start.intro != Intro::Bare || alike) && start.intro != Intro::Holding;
            if !tight
                || !believed && !self.fills_bracket(start, region, total, &found)
                || self.are_several_divisions(&found, total)
            {
                return None;
            }
        }
        if start.intro == Intro::Bare && found.parts.len() < 2 {
            return None;
        }
        found.exhaustive = self.exhaustive(start, region, total, &found, clean && tight, alike);
        Some(found)
    }

    /// Whether the parts are all that a bracket right after its whole holds, and exceed the whole no more
    /// than a slip does: `10件(甲类6件,乙类7件)`. Answers to two questions are two divisions.
    fn fills_bracket(&self, start: Start, region: &Region, total: Decimal, found: &Found) -> bool {
        let over = found.sum - total;
        let mut questions = found
            .parts
            .iter()
            .map(|&part| answer(self.label(part)).map(|answer| answer.question));
        let first = questions.next().flatten();
        start.open.is_some()
            && start.open == Some(start.words.start as usize)
            && found.parts.len() > 1
            && over * Decimal::from(3) <= total
            && found
                .parts
                .iter()
                .all(|&part| self.counted[part].value < total && !self.is_deed(part))
            && questions.all(|question| question == first)
            && self.takes_all(start, region, found)
    }

    /// Whether a list claims to be complete.
    fn exhaustive(
        &self,
        start: Start,
        region: &Region,
        total: Decimal,
        found: &Found,
        sure: bool,
        alike: bool,
    ) -> Exhaustive {
        let scene = self.scene;
        let (Some(&first), Some(&last)) = (found.parts.first(), found.parts.last()) else {
            return Exhaustive::Unknown;
        };
        if found.sum == total && found.parts.len() > 1 {
            return Exhaustive::Yes;
        }
        let words = scene.slice(start.words.start as usize, start.words.end as usize);
        let lead = scene.window_before(start.words.start as usize, 6);
        let subject = scene.slice(start.body, self.counted[first].number.start as usize);
        let partial = start.intro == Intro::Holding
            || region.more
            || words.contains("主要")
            || lead.ends_with("主要")
            || ["主要", "含", "重点公开", "重点发布"]
                .iter()
                .any(|word| subject.starts_with(word))
            || subject.contains('等')
            || scene.rest(self.places[last].end).starts_with('等')
            || {
                let object = self.counted[last].object;
                let object = scene.slice(object.start as usize, object.end as usize);
                object.ends_with('等')
            };
        if partial {
            return Exhaustive::No;
        }
        if !sure || found.parts.len() < 2 || found.sum + found.sum < total {
            return Exhaustive::Unknown;
        }
        // 公开723条,其中网站501条、信箱办件222件: the measure word changes, the list goes on.
        if self.goes_on_to(total, found.sum, last) {
            return Exhaustive::Unknown;
        }
        // Nearly all of the whole in an itemized list: a slip rather than a choice.
        let itemized = words.ends_with(':')
            && region.segments.len() >= 4
            && found.parts.len() == region.segments.len()
            && found.sum >= total - total / Decimal::TEN;
        // 其中予以公开20件、部分公开3件,2件结转下年: what is left is none of those answered.
        if self.label(last).contains("结转") && !self.is_deed(first) {
            return Exhaustive::Unknown;
        }
        // 其中予以公开20件、部分公开3件: two of six outcomes.
        let outcomes = found.parts.iter().all(|&part| {
            answer(self.label(part)).is_some_and(|it| it.question == Question::Outcome)
        });
        if outcomes && found.parts.len() < 3 && start.intro == Intro::Among {
            return Exhaustive::Unknown;
        }
        match start.intro {
            _ if itemized => Exhaustive::Yes,
            Intro::Named => Exhaustive::Yes,
            _ if alike || words.contains("分别") || words.contains("包") => Exhaustive::Yes,
            // 其他 is all that the others are not.
            _ if found.parts.len() > 2 && self.is_rest(last) => Exhaustive::Yes,
            _ => Exhaustive::Unknown,
        }
    }
}

/// Measure words for documents, cases and deeds, which texts use one for another.
const GENERIC: [&str; 14] = [
    "件", "条", "篇", "份", "个", "期", "次", "例", "宗", "起", "项", "则", "场", "场次",
];

/// Whether numbers with two measure words may be added up.
pub(super) fn same_measure(one: &str, other: &str) -> bool {
    one == other || GENERIC.contains(&one) && GENERIC.contains(&other)
}

/// Whether a quantity can be a whole or a part at all.
pub(super) fn counts(quantity: &Quantity) -> bool {
    !quantity.unit.is_empty() && !quantity.qualifiers.norm
}

/// Which measure words the parts of a whole may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// That of the whole.
    Same,
    /// Any that texts use for it, or none.
    Alike,
}

/// Parts found for a whole.
struct Found {
    sum: Decimal,
    parts: Vec<usize>,
    exhaustive: Exhaustive,
}

impl Found {
    /// Whether several parts make a whole.
    fn makes(&self, total: Decimal) -> bool {
        self.parts.len() > 1 && self.sum == total
    }

    fn push(&mut self, index: usize, counted: &[Quantity]) {
        self.sum += counted[index].value;
        self.parts.push(index);
    }
}
