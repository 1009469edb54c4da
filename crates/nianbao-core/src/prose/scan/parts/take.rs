//! Which quantities of a list are its parts.

use rust_decimal::Decimal;

use super::region::Region;
use super::starts::Start;
use super::{Found, Lister, counts};

/// How many numbers behind a list are looked at for more of its parts.
const FARTHEST_EXCESS: usize = 24;

impl Lister<'_> {
    /// How much more than its whole a list of items, one part in each, may come to by a slip: a tenth of
    /// the whole where a colon introduces four of them or more, none another deed; a fiftieth where there
    /// are three or more.
    pub(super) fn slack(
        &self,
        start: Start,
        by_segment: &[Vec<usize>],
        region: &Region,
        total: Decimal,
    ) -> Decimal {
        let words = self
            .scene
            .slice(start.words.start as usize, start.words.end as usize);
        let single = by_segment
            .iter()
            .zip(&region.segments)
            .all(|(items, segment)| items.len() == 1 && segment.nested.is_none());
        let rest = || by_segment.iter().skip(1).flatten();
        if !single || by_segment.len() < 3 || region.more {
            Decimal::ZERO
        } else if words.ends_with(':')
            && by_segment.len() >= 4
            && rest().all(|&index| !self.acts(index))
        {
            total / Decimal::TEN
        } else if rest().all(|&index| !self.is_deed(index)) {
            total / Decimal::from(50)
        } else {
            Decimal::ZERO
        }
    }

    /// Parts separated by `;`, one in each item.
    pub(super) fn take_items(
        &self,
        by_segment: &[Vec<usize>],
        region: &Region,
        total: Decimal,
        slack: Decimal,
        found: &mut Found,
    ) -> bool {
        let all: Decimal = by_segment
            .iter()
            .flatten()
            .map(|&i| self.counted[i].value)
            .sum();
        if all == total
            && region
                .segments
                .iter()
                .all(|segment| segment.nested.is_none())
        {
            for &index in by_segment.iter().flatten() {
                found.push(index, self.counted);
            }
            return true;
        }
        let mut clean = true;
        // A little too much in a list that is itemized to its end is a slip, not another matter.
        let full = all > total && all - total <= slack;
        for (items, segment) in by_segment.iter().zip(&region.segments) {
            let Some(&index) = items.first() else {
                continue;
            };
            if found.sum == total && !found.parts.is_empty() {
                return true;
            }
            let over = found.sum + self.counted[index].value > total;
            if let Some(&first) = found.parts.first() {
                // `占61.8%` behind a number says that it is a part.
                let alike = self.alike(first, index) || self.has_share(index);
                if over && !alike && !full {
                    // A new whole with a list of its own, or another matter altogether.
                    return segment.nested.is_some();
                }
                if !alike && self.is_deed(index) && !self.is_deed(first) {
                    return true;
                }
            }
            clean &= items.len() == 1 && segment.nested.is_none();
            found.push(index, self.counted);
        }
        clean
    }

    /// Parts separated by `,` and `、`.
    pub(super) fn take_clauses(&self, items: &[usize], total: Decimal, found: &mut Found) -> bool {
        for &index in items {
            if let (Some(&first), Some(&last)) = (found.parts.first(), found.parts.last()) {
                if found.sum == total {
                    return true;
                }
                let alike = self.alike(first, index) || self.alike(last, index);
                // What was done with the whole is no part of it: 其中网络申请9件,已答复10件.
                if !alike && self.is_deed(index) && !self.is_deed(first) {
                    // 其中办结3件、未办结1件: a deed that completes the list is a part of it, and one
                    // that is listed with the parts leaves its end in doubt.
                    if found.sum + self.counted[index].value == total {
                        found.push(index, self.counted);
                        return true;
                    }
                    return self.before_subject(index) != Some('、');
                }
                let listed = self.before_subject(index) == Some('、');
                let over = found.sum + self.counted[index].value > total;
                let follows = alike
                    || listed
                    || self.has_share(index)
                    || !self.acts(index)
                    || self.acts(first);
                if over && !(self.adjoins(last, index) && follows) {
                    return false;
                }
            }
            found.push(index, self.counted);
        }
        true
    }

    /// More parts after a `;` in a list that is separated by commas: only when they complete it.
    pub(super) fn take_tail(
        &self,
        by_segment: &[Vec<usize>],
        region: &Region,
        total: Decimal,
        found: &mut Found,
    ) -> bool {
        let mut sum = found.sum;
        let mut extra = Vec::new();
        if sum == total {
            return true;
        }
        for (items, segment) in by_segment.iter().zip(&region.segments).skip(1) {
            if segment.nested.is_some() {
                break;
            }
            for &index in items {
                sum += self.counted[index].value;
                extra.push(index);
                if sum == total {
                    for index in extra {
                        found.push(index, self.counted);
                    }
                    return true;
                }
            }
        }
        if self.ends_with_rest(&extra, by_segment, region) && near(sum, total) {
            for index in extra {
                found.push(index, self.counted);
            }
            return true;
        }
        let alike = |&index: &usize| {
            found
                .parts
                .first()
                .is_some_and(|&first| self.alike(first, index))
        };
        !extra.iter().any(alike)
    }

    /// Whether the numbers right behind a list, whatever their measure words, make what it lacks.
    pub(super) fn goes_on_to(&self, total: Decimal, sum: Decimal, last: usize) -> bool {
        let mut sum = sum;
        let mut last = last;
        for next in last + 1..self.counted.len().min(last + FARTHEST_EXCESS) {
            let here = &self.places[last];
            let there = &self.places[next];
            if there.sentence != here.sentence || sum >= total {
                break;
            }
            if there.open == here.open {
                sum += self.counted[next].value;
                last = next;
            }
        }
        sum == total
    }

    /// Parts behind those that make the whole already, which their wording shows to be parts like the
    /// others: one too many. Kinds (…类) are small beside the whole, for a second division may begin like this
    /// too; the answers to one question are no second one.
    pub(super) fn take_excess(&self, whole: usize, found: &mut Found) {
        let total = self.counted[whole].value;
        if found.parts.len() < 2 || found.sum != total {
            return;
        }
        let unit = self.unit(&self.counted[whole]);
        let mut excess = Vec::new();
        let mut kinds = false;
        let Some(&end) = found.parts.last() else {
            return;
        };
        let mut last = end;
        for next in end + 1..self.counted.len().min(end + FARTHEST_EXCESS) {
            let (here, there) = (&self.places[last], &self.places[next]);
            let quantity = &self.counted[next];
            let goes_on = there.open == here.open
                && there.sentence == here.sentence
                && self.unit(quantity) == unit
                && counts(quantity)
                && !quantity.qualifiers.comparison
                && !quantity.qualifiers.approximate
                && self.adjoins(last, next)
                && !self.acts(next)
                // `(含在文件类中)`
                && !self.scene.rest(there.end).starts_with("(含")
                && (self.answers_too(last, next) || self.is_another_kind(last, next));
            if !goes_on {
                break;
            }
            kinds |= !self.answers_too(last, next);
            excess.push(next);
            last = next;
        }
        let more: Decimal = excess.iter().map(|&index| self.counted[index].value).sum();
        if !kinds || more * Decimal::from(4) <= total {
            for index in excess {
                found.push(index, self.counted);
            }
        }
    }

    /// Whether the items behind `;` go on to 其他, one part in each and none of them another deed.
    fn ends_with_rest(&self, items: &[usize], by_segment: &[Vec<usize>], region: &Region) -> bool {
        items.last().is_some_and(|&last| self.is_rest(last))
            && by_segment.iter().skip(1).all(|items| items.len() == 1)
            && region
                .segments
                .iter()
                .all(|segment| segment.nested.is_none())
            && !items.iter().any(|&index| self.acts(index))
    }
}

/// Whether parts are so near to their whole that a slip may part them, not another matter.
fn near(sum: Decimal, total: Decimal) -> bool {
    (sum - total).abs() * Decimal::from(5) <= total
}
