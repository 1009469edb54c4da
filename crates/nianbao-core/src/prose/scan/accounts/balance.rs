//! What came in, what was answered and what is left: `收到9件,上年结转2件,共计11件,办结10件,结转下年1件`.

use rust_decimal::Decimal;

use super::super::super::{Exhaustive, PartList};
use super::words::Role;
use super::{Ledger, list};

/// How many numbers around a part of a balance are looked at for the others.
const NEAR: usize = 10;

impl Ledger<'_> {
    /// Adds the balances of the paragraph.
    pub(super) fn balances(&self, out: &mut Vec<PartList>) {
        for index in 0..self.items.len() {
            if self.items[index].foreign || !self.items[index].plain && !self.is_carry(index) {
                continue;
            }
            let found = match self.items[index].role {
                Some(Role::CarriedOut) => self.way_out(index),
                Some(Role::CarriedIn) => self.way_in(index),
                _ => None,
            };
            out.extend(found);
        }
    }

    fn is_carry(&self, index: usize) -> bool {
        let of = self.counted[index].qualifiers;
        matches!(
            self.items[index].role,
            Some(Role::CarriedIn | Role::CarriedOut)
        ) && !(of.approximate || of.norm)
    }

    fn is_requests(&self, index: usize) -> bool {
        !self.items[index].foreign && !self.items[index].dispute
    }

    /// Those answered and those left, which make those received.
    fn way_out(&self, left: usize) -> Option<PartList> {
        let words = |index: usize| {
            let quantity = &self.counted[index];
            [self.text(quantity.subject), self.text(quantity.object)]
        };
        let is = |index: usize, roles: &[Role]| {
            self.items[index]
                .role
                .is_some_and(|role| roles.contains(&role))
        };
        // Those in progress are of the matter told last.
        let of_another = |index: usize| {
            !self.is_requests(index)
                && is(
                    index,
                    &[Role::New, Role::Received, Role::Total, Role::Handled],
                )
        };
        let before: Vec<usize> = self
            .before(left)
            .take_while(|&index| !of_another(index))
            .filter(|&index| self.is_requests(index))
            .take(NEAR)
            .collect();
        let outside = |index: usize| self.places[index].open.is_none();
        // The numbers answered nearest before what is left, and those received before them.
        let last = before.iter().position(|&index| {
            is(index, &[Role::Done, Role::Handled])
                && self.items[index].answer.is_none()
                && outside(index)
                && words(index).iter().all(|text| !text.contains('未'))
        })?;
        let done = before[last];
        if before[..last]
            .iter()
            .any(|&index| is(index, &[Role::CarriedOut]) && outside(index))
        {
            return None;
        }
        let wholes: Vec<usize> = before[last + 1..]
            .iter()
            .copied()
            .filter(|&index| {
                is(
                    index,
                    &[Role::New, Role::Received, Role::Total, Role::Handled],
                ) && outside(index)
                    && self.items[index].answer.is_none()
            })
            .collect();
        let nearest = *wholes.first()?;
        let sum = self.value(done) + self.value(left);
        let introduced_by = self.counted[left].subject;
        let parts = vec![done, left];
        let carried = self.carried_in(nearest, left);
        let explained = carried
            .filter(|&(_, included)| !included)
            .is_some_and(|(index, _)| {
                wholes
                    .iter()
                    .any(|&whole| self.value(whole) + self.value(index) == sum)
            });
        if let Some(&whole) = wholes.iter().find(|&&whole| self.value(whole) == sum) {
            return Some(list(whole, parts, introduced_by, Exhaustive::Yes));
        }
        // Several numbers answered (in time, late) may go together.
        let several = before[last + 1..]
            .iter()
            .take_while(|&&index| index > nearest)
            .any(|&index| is(index, &[Role::Done, Role::CarriedOut]) && outside(index));
        let most = wholes.iter().map(|&whole| self.value(whole)).max()?;
        // Those answered alone are no more than those there were.
        let beside = carried
            .filter(|&(_, included)| !included)
            .map_or(Decimal::ZERO, |(index, _)| self.value(index));
        let over = sum > most && sum <= most + most && self.value(done) <= most + beside;
        if explained || several || !over || !self.speaks_of_requests(nearest, left) {
            return None;
        }
        let whole = wholes
            .iter()
            .copied()
            .find(|&whole| self.value(whole) == most)?;
        Some(PartList {
            carried_in: carried.is_none() && !self.counted[whole].qualifiers.with_carried_in,
            ..list(whole, parts, introduced_by, Exhaustive::Unknown)
        })
    }

    fn speaks_of_requests(&self, from: usize, to: usize) -> bool {
        let start = self.counted[from].subject.start as usize;
        let text = self
            .scene
            .slice(start, self.counted[to].object.end as usize);
        text.contains("申请") || text.contains("公开")
    }

    fn has_role(&self, index: usize, roles: &[Role]) -> bool {
        self.items
            .get(index)
            .and_then(|item| item.role)
            .is_some_and(|role| roles.contains(&role))
    }

    /// Whether a number of requests with one of some roles may be added to another.
    fn goes_with(&self, index: usize, roles: &[Role], other: usize) -> bool {
        self.has_role(index, roles)
            && self.is_requests(index)
            && self.items[index].plain
            && self.alike(index, other)
    }

    /// Those received and those carried in, which make their total.
    fn way_in(&self, carried: usize) -> Option<PartList> {
        let around = carried.saturating_sub(NEAR)..self.items.len().min(carried + NEAR);
        let left = around
            .into_iter()
            .find(|&index| self.goes_with(index, &[Role::CarriedOut], carried));
        let above = carried.checked_sub(1).filter(|&above| {
            let roles = [Role::Received, Role::Total, Role::Handled, Role::Done];
            self.goes_with(above, &roles, carried)
                && (self.includes(above, carried)
                    || Some(self.places[above].end) == self.places[carried].open)
        });
        if let Some(whole) = above {
            return self.with_remark(whole, carried, left);
        }
        if self.places[carried].open.is_some() && self.before_in_bracket(carried).is_none() {
            return None;
        }
        let got = self.got(carried)?;
        if self.counted[got].qualifiers.with_carried_in && self.includes(got, carried) {
            return None;
        }
        let parts = [got.min(carried), got.max(carried)];
        match self.total_after_both(got, carried) {
            Some(total) => self.total_of(total, got, carried, left),
            None => self.divided(got, parts),
        }
    }

    /// The number before or after one in the same bracket.
    fn before_in_bracket(&self, carried: usize) -> Option<usize> {
        [carried.checked_sub(1), Some(carried + 1)]
            .into_iter()
            .flatten()
            .find(|&index| {
                self.goes_with(index, &[Role::New], carried)
                    && self.places[index].open == self.places[carried].open
            })
    }

    /// Those dealt with and those left may be all, unless those dealt with are shown to hold both.
    fn is_explained(&self, whole: usize, left: Option<usize>, sum: Decimal) -> bool {
        left.is_some_and(|left| {
            let divided = left.checked_sub(1).is_some_and(|done| {
                done > whole
                    && self.has_role(done, &[Role::Done])
                    && self.value(done) + self.value(left) == self.value(whole)
            });
            !divided && self.value(whole) + self.value(left) == sum
        })
    }

    /// `收到9件。…共处理11件(含上年结转2件)`
    fn with_remark(&self, whole: usize, carried: usize, left: Option<usize>) -> Option<PartList> {
        let got = self
            .before(whole)
            .take(NEAR)
            .find(|&index| {
                self.goes_with(index, &[Role::New, Role::Received], carried)
                    && self.items[index].answer.is_none()
                    && self.places[index].open.is_none()
            })
            .filter(|&got| !self.counted[got].qualifiers.with_carried_in)?;
        let (sum, total) = (self.value(got) + self.value(carried), self.value(whole));
        let introduced_by = self.counted[carried].subject;
        let parts = vec![got, carried];
        if sum == total {
            return Some(list(whole, parts, introduced_by, Exhaustive::Yes));
        }
        let worked = self.has_role(whole, &[Role::Handled, Role::Done]);
        let sure = !self.is_explained(whole, left, sum) && (!worked || left.is_some());
        let near = sum > total && (sum - total) * Decimal::from(4) <= total;
        // Those received may have been counted with those carried in.
        (sure && near && self.value(got) < total)
            .then(|| list(whole, parts, introduced_by, Exhaustive::Unknown))
    }

    /// Those received, listed with those carried in: `新收9件,上年结转2件`.
    fn got(&self, carried: usize) -> Option<usize> {
        let sentence = self.items[carried].sentence;
        let roles = [Role::New, Role::Received];
        let beside = [carried.checked_sub(1), Some(carried + 1)]
            .into_iter()
            .flatten()
            .find(|&index| {
                self.goes_with(index, &roles, carried)
                    && self.items[index].sentence == sentence
                    && self.places[index].open == self.places[carried].open
            });
        beside.or_else(|| {
            self.before(carried)
                .take(4)
                .take_while(|&index| self.items[index].sentence == sentence)
                .find(|&index| {
                    self.goes_with(index, &roles, carried)
                        && self.items[index].answer.is_none()
                        && self.places[index].open.is_none()
                })
        })
    }

    /// The total right after those received and those carried in.
    fn total_after_both(&self, got: usize, carried: usize) -> Option<usize> {
        let high = got.max(carried);
        let next = high + 1;
        let roles = [Role::Total, Role::Received, Role::Handled, Role::Done];
        if !self.goes_with(next, &roles, carried)
            || self.items[next].sentence != self.items[carried].sentence
            || self.between(high, next).len() > 60
        {
            return None;
        }
        let subject = self.text(self.counted[next].subject);
        let all = ["共", "合计", "总计", "全部"];
        let total =
            self.has_role(next, &[Role::Total]) || all.iter().any(|word| subject.contains(word));
        total.then_some(next)
    }

    /// The list that such a total makes with them.
    fn total_of(
        &self,
        next: usize,
        got: usize,
        carried: usize,
        left: Option<usize>,
    ) -> Option<PartList> {
        let (low, high) = (got.min(carried), got.max(carried));
        let subject = self.text(self.counted[next].subject);
        let role = self.items[next].role;
        let (whole, sum) = (self.value(next), self.value(got) + self.value(carried));
        let introduced_by = self.counted[carried].subject;
        let parts = vec![low, high];
        if sum == whole {
            return Some(list(next, parts, introduced_by, Exhaustive::Yes));
        }
        let carry = self.text(self.counted[carried].subject);
        let new = self.has_role(got, &[Role::New]);
        let sure = match role {
            Some(Role::Done) => {
                !self.is_explained(next, left, sum)
                    && (left.is_some()
                        || subject.contains("全部")
                        || ["办结", "答复"].iter().any(|word| carry.contains(word)))
            }
            Some(Role::Handled) => left.is_some() && !self.is_explained(next, left, sum),
            Some(Role::Total) => subject.contains('计') || new || whole > self.value(got),
            _ => new,
        };
        let off = (whole - sum).abs();
        let exhaustive = if role == Some(Role::Total) && new {
            Exhaustive::Yes
        } else {
            Exhaustive::Unknown
        };
        (sure && off + off <= whole && (sum > whole || new))
            .then(|| list(next, parts, introduced_by, exhaustive))
    }

    /// The list of those received and those carried in with the total before them: `11件,其中新收9件,上年结转2件`.
    fn divided(&self, got: usize, [low, high]: [usize; 2]) -> Option<PartList> {
        let whole = low.checked_sub(1)?;
        let between = self.between(whole, low);
        let tied = high == low + 1
            && between.len() <= 120
            && (["其中", "包括", "含", ":"]
                .iter()
                .any(|word| between.contains(word))
                || Some(self.places[whole].end) == self.places[low].open);
        let roles = [Role::Received, Role::Total, Role::Handled];
        let apart = !self.goes_with(whole, &roles, low) || self.items[whole].answer.is_some();
        if !tied || apart || !self.has_role(got, &[Role::New]) {
            return None;
        }
        let sum = self.value(low) + self.value(high);
        let off = (self.value(whole) - sum).abs();
        let introduced_by = self.counted[high].subject;
        (off + off <= self.value(whole))
            .then(|| list(whole, vec![low, high], introduced_by, Exhaustive::Yes))
    }
}
