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
        let over = sum > most && sum <= most + most;
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

    /// Those received and those carried in, which make their total.
    fn way_in(&self, carried: usize) -> Option<PartList> {
        let sentence = self.items[carried].sentence;
        let introduced_by = self.counted[carried].subject;
        let is = |index: usize, roles: &[Role]| {
            self.items[index]
                .role
                .is_some_and(|role| roles.contains(&role))
                && self.is_requests(index)
                && self.items[index].plain
                && self.alike(index, carried)
        };
        let remark = self.places[carried].open.is_some();
        let left = (carried.saturating_sub(NEAR)..self.items.len().min(carried + NEAR))
            .find(|&index| is(index, &[Role::CarriedOut]));
        // Those dealt with and those left may be all, unless those dealt with are shown to hold both.
        let explained = |whole: usize, sum: Decimal| {
            left.is_some_and(|left| {
                let divided = left.checked_sub(1).is_some_and(|done| {
                    done > whole
                        && is(done, &[Role::Done])
                        && self.value(done) + self.value(left) == self.value(whole)
                });
                !divided && self.value(whole) + self.value(left) == sum
            })
        };
        let above = carried.checked_sub(1).filter(|&above| {
            is(
                above,
                &[Role::Received, Role::Total, Role::Handled, Role::Done],
            ) && (self.includes(above, carried)
                || Some(self.places[above].end) == self.places[carried].open)
        });
        if let Some(whole) = above {
            // 收到9件。…共处理11件(含上年结转2件)
            let got = self
                .before(whole)
                .take(NEAR)
                .find(|&index| {
                    is(index, &[Role::New, Role::Received])
                        && self.items[index].answer.is_none()
                        && self.places[index].open.is_none()
                })
                .filter(|&got| !self.counted[got].qualifiers.with_carried_in)?;
            let sum = self.value(got) + self.value(carried);
            let total = self.value(whole);
            let parts = vec![got, carried];
            if sum == total {
                return Some(list(whole, parts, introduced_by, Exhaustive::Yes));
            }
            let worked = is(whole, &[Role::Handled, Role::Done]);
            let sure = !explained(whole, sum) && (!worked || left.is_some());
            let near = sum > total && (sum - total) * Decimal::from(4) <= total;
            // Those received may have been counted with those carried in.
            return (sure && near && self.value(got) < total)
                .then(|| list(whole, parts, introduced_by, Exhaustive::Unknown));
        }
        if remark {
            return None;
        }
        // 其中,新收9件,上年结转2件
        let got = [carried.checked_sub(1), Some(carried + 1)]
            .into_iter()
            .flatten()
            .find(|&index| {
                index < self.items.len()
                    && is(index, &[Role::New, Role::Received])
                    && self.items[index].sentence == sentence
                    && self.places[index].open == self.places[carried].open
            });
        let got = got.or_else(|| {
            self.before(carried)
                .take(4)
                .take_while(|&index| self.items[index].sentence == sentence)
                .find(|&index| {
                    is(index, &[Role::New, Role::Received])
                        && self.items[index].answer.is_none()
                        && self.places[index].open.is_none()
                })
        })?;
        let parts = vec![got.min(carried), got.max(carried)];
        let (low, high) = (parts[0], parts[1]);
        let sum = self.value(got) + self.value(carried);
        if self.counted[got].qualifiers.with_carried_in && self.includes(got, carried) {
            return None;
        }
        // The total after them.
        let next = high + 1;
        if next < self.items.len()
            && self.items[next].sentence == sentence
            && self.between(high, next).len() <= 60
            && is(
                next,
                &[Role::Total, Role::Received, Role::Handled, Role::Done],
            )
        {
            let subject = self.text(self.counted[next].subject);
            let total = self.items[next].role == Some(Role::Total)
                || ["共", "合计", "总计", "全部"]
                    .iter()
                    .any(|word| subject.contains(word));
            let whole = self.value(next);
            if total && sum == whole {
                return Some(list(next, parts, introduced_by, Exhaustive::Yes));
            }
            let carry = self.text(self.counted[carried].subject);
            let sure = match self.items[next].role {
                Some(Role::Done) => {
                    !explained(next, sum)
                        && (left.is_some()
                            || subject.contains("全部")
                            || ["办结", "答复"].iter().any(|word| carry.contains(word)))
                }
                Some(Role::Handled) => left.is_some() && !explained(next, sum),
                Some(Role::Total) => {
                    subject.contains('计') || is(got, &[Role::New]) || whole > self.value(got)
                }
                _ => is(got, &[Role::New]),
            };
            let off = (whole - sum).abs();
            if total && sure && off + off <= whole && (sum > whole || is(got, &[Role::New])) {
                let bare = self.items[next].role == Some(Role::Total);
                let exhaustive = if bare && is(got, &[Role::New]) {
                    Exhaustive::Yes
                } else {
                    Exhaustive::Unknown
                };
                return Some(list(next, parts, introduced_by, exhaustive));
            }
            if total {
                return None;
            }
        }
        // The total before them.
        let whole = low.checked_sub(1)?;
        let between = self.between(whole, low);
        let tied = ["其中", "包括", "含", ":"]
            .iter()
            .any(|word| between.contains(word))
            && between.len() <= 120
            && high == low + 1;
        let whole_is = is(whole, &[Role::Received, Role::Total, Role::Handled])
            && self.items[whole].answer.is_none();
        if !tied || !whole_is || !is(got, &[Role::New]) {
            return None;
        }
        let off = (self.value(whole) - sum).abs();
        (off + off <= self.value(whole)).then(|| list(whole, parts, introduced_by, Exhaustive::Yes))
    }
}
