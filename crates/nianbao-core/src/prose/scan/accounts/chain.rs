//! The answers to one question in a row: `网络申请7件,信函申请2件`.

use rust_decimal::Decimal;

use super::super::super::{Exhaustive, PartList};
use super::words::{self, Question, REST, Role, answer_to, is_rest};
use super::{Ledger, list, own_words};

/// How much text, in bytes, may be between two answers.
const FARTHEST_ANSWER: usize = 300;

/// How much text, in bytes, may be between a whole and answers that 其中 ties to it.
const FARTHEST_LIST: usize = 120;

/// How many numbers may be passed between two answers: smaller parts, other units.
const MOST_PASSED: usize = 8;

/// The most answers of one chain.
const MOST: usize = 32;

/// Answers in a row.
struct Chain {
    question: Question,
    parts: Vec<usize>,
    keys: Vec<(u8, Option<u8>)>,
    /// The number left for the next year that ends it.
    left: Option<usize>,
    /// The bracket that it is in.
    open: Option<usize>,
    /// Where it goes on.
    next: usize,
}

impl Ledger<'_> {
    /// Adds the divisions that chains of answers make.
    pub(super) fn chains(&self, out: &mut Vec<PartList>) {
        let mut index = 0;
        while index < self.items.len() {
            let Some(chain) = self.chain(index) else {
                index += 1;
                continue;
            };
            index = chain.next.max(index + 1);
            if let Some(found) = self.divide(&chain) {
                out.push(found);
            }
        }
    }

    fn chain(&self, first: usize) -> Option<Chain> {
        let answer = self.items[first].answer?;
        if !self.items[first].plain || self.is_whole_itself(first) {
            return None;
        }
        let question = answer.question;
        let mut chain = Chain {
            question,
            parts: vec![first],
            keys: vec![(answer.key, answer.within)],
            left: None,
            open: self.places[first].open,
            next: first + 1,
        };
        let mut last = first;
        let mut nested = false;
        let mut passed = 0;
        for index in first + 1..self.items.len() {
            let item = &self.items[index];
            chain.next = index;
            if chain.parts.len() == MOST || passed > MOST_PASSED {
                break;
            }
            let gap = self.between(last, index);
            let stops = gap.matches('。').count();
            let far = gap.len() > FARTHEST_ANSWER
                || stops > usize::from(question == Question::Outcome)
                || chain.open.is_some() && stops > 0;
            if far {
                break;
            }
            if self.places[index].open != chain.open {
                // A remark on a part, or what follows the bracket.
                if self.places[index].open.is_none() {
                    break;
                }
                passed += 1;
                continue;
            }
            if !self.alike(first, index) {
                passed += 1;
                continue;
            }
            // 不予公开3件,其中…2件,…1件;
            let here = self.between(index - 1, index);
            if here.contains([';', '。']) {
                nested = false;
            } else if here.contains("其中") || here.contains("包括") {
                nested = true;
            }
            if nested {
                passed += 1;
                continue;
            }
            if item.role == Some(Role::CarriedOut) && question == Question::Outcome && item.plain {
                chain.left = Some(index);
                chain.next = index + 1;
                break;
            }
            if item.role == Some(Role::CarriedIn) {
                break;
            }
            if self.counted[index].qualifiers.comparison {
                passed += 1;
                continue;
            }
            let words = own_words(self.text(self.counted[index].subject));
            let answer = answer_to(question, words)
                .or_else(|| answer_to(question, self.text(self.counted[index].object)))
                .map(|answer| (answer.key, answer.within))
                .or_else(|| is_rest(words).then_some((REST, None)));
            let Some(key) = answer else { break };
            if !item.plain || chain.keys.iter().any(|known| known.0 == key.0) {
                break;
            }
            chain.parts.push(index);
            chain.keys.push(key);
            chain.next = index + 1;
            last = index;
            passed = 0;
        }
        (chain.parts.len() + usize::from(chain.left.is_some()) >= 2).then_some(chain)
    }

    /// Whether a number with an answer in its words is rather a whole: `网络申请收到20件,其中…`.
    fn is_whole_itself(&self, index: usize) -> bool {
        let rest = self.scene.window_after(self.places[index].end, 9);
        rest.starts_with(",其中") || rest.starts_with("(其中") || rest.starts_with("。其中")
    }

    /// The division that a chain is.
    fn divide(&self, chain: &Chain) -> Option<PartList> {
        let (&first, &last) = (chain.parts.first()?, chain.parts.last()?);
        let sum: Decimal = chain.parts.iter().map(|&part| self.value(part)).sum();
        let left = chain.left.map_or(Decimal::ZERO, |left| self.value(left));
        let full = sum + left;
        // 无法提供20件,不掌握15件: the second may be a part of the first.
        let inner: Decimal = chain
            .parts
            .iter()
            .zip(&chain.keys)
            .filter(|(_, key)| {
                key.1
                    .is_some_and(|group| chain.keys.iter().any(|other| other.0 == group))
            })
            .map(|(&part, _)| self.value(part))
            .sum();
        let mut parts = chain.parts.clone();
        parts.extend(chain.left);
        let introduced_by = self.counted[first].subject;
        if chain.parts.len() >= 2
            && let Some(total) = self.total_after(chain, last)
            && matches!(chain.question, Question::Channel | Question::Applicant)
        {
            let off = (self.value(total) - sum).abs();
            return (off + off <= self.value(total))
                .then(|| list(total, chain.parts.clone(), introduced_by, Exhaustive::Yes));
        }
        if chain.question == Question::Result {
            return self.results(chain, sum);
        }
        let wholes: Vec<usize> = match chain.open {
            Some(open) => self
                .before(first)
                .find(|&index| self.places[index].end == open)
                .into_iter()
                .collect(),
            None => self
                .before(first)
                .filter(|&index| {
                    self.places[index].open.is_none()
                        && !self.items[index].foreign
                        && matches!(
                            self.items[index].role,
                            Some(
                                Role::New
                                    | Role::Received
                                    | Role::Total
                                    | Role::Handled
                                    | Role::Done
                            )
                        )
                })
                .collect(),
        };
        for (total, parts) in [
            (full, &parts),
            (sum, &chain.parts),
            (sum - inner, &chain.parts),
        ] {
            if let Some(&whole) = wholes.iter().find(|&&whole| self.value(whole) == total) {
                return (total != sum - inner || inner.is_zero())
                    .then(|| list(whole, parts.clone(), introduced_by, Exhaustive::Yes))
                    .filter(|list| list.parts.len() > 1);
            }
        }
        self.exceeds(chain, &wholes, [full, sum, sum - inner])
    }

    /// The division whose parts come to more than any number that they may divide. `sums` are those of its
    /// parts: with those left, without them, and without parts of parts.
    fn exceeds(&self, chain: &Chain, wholes: &[usize], sums: [Decimal; 3]) -> Option<PartList> {
        let [full, sum, outer] = sums;
        let &first = chain.parts.first()?;
        let nearest = *wholes.first()?;
        let mut parts = chain.parts.clone();
        parts.extend(chain.left);
        let introduced_by = self.counted[first].subject;
        let done = wholes
            .iter()
            .copied()
            .find(|&index| self.items[index].role == Some(Role::Done));
        let target = match chain.question {
            Question::Outcome => done.filter(|_| chain.left.is_none()).unwrap_or(nearest),
            _ => wholes
                .iter()
                .copied()
                .find(|&index| self.items[index].role != Some(Role::Done))
                .unwrap_or(nearest),
        };
        let whole = self.value(target);
        let smallest = outer + (full - sum);
        // Any other number of requests before may be what was divided.
        let largest = wholes.iter().map(|&index| self.value(index)).max()?;
        let sure =
            smallest > largest || self.is_proved(chain, target) || self.shares_fit(chain, target);
        if smallest <= whole || smallest > whole + whole || !sure {
            return None;
        }
        // Two offices may have one division of what they received.
        let together = wholes.iter().take(6).enumerate().any(|(at, &one)| {
            wholes[at + 1..].iter().take(6).any(|&other| {
                let both = self.value(one) + self.value(other);
                let came = |index: usize| {
                    matches!(self.items[index].role, Some(Role::New | Role::Received))
                };
                came(one) && came(other) && sums.contains(&both)
            })
        });
        if together {
            return None;
        }
        let carried_in = match self.carried_in(target, first) {
            Some((index, false)) if !self.is_proved(chain, target) && chain.open.is_none() => {
                let together = |&got: &usize| {
                    let came = matches!(self.items[got].role, Some(Role::New | Role::Received))
                        || got == target && self.items[got].role == Some(Role::Handled);
                    came && sums.contains(&(self.value(got) + self.value(index)))
                };
                if wholes.iter().any(together) {
                    return None;
                }
                false
            }
            Some(_) => false,
            None => self.may_hide_carried_in(chain, target, first),
        };
        Some(PartList {
            carried_in,
            ..list(target, parts, introduced_by, Exhaustive::Unknown)
        })
    }

    /// Whether requests of the year before may be among the parts of a number that does not hold them.
    fn may_hide_carried_in(&self, chain: &Chain, target: usize, first: usize) -> bool {
        // Who applied, and by which way, is said of those received this year.
        let next = first == target + 1
            && chain.question != Question::Outcome
            && self.items[first].sentence == self.items[target].sentence;
        let tied = || {
            let between = self.between(target, first);
            between.contains("其中") && between.len() <= FARTHEST_LIST
        };
        self.items[target].role != Some(Role::New)
            && !self.counted[target].qualifiers.with_carried_in
            && chain.open.is_none()
            && !next
            && !tied()
    }

    /// Whether the number answered is shown to be that of all answers: with those left it makes those
    /// received and carried in.
    fn is_proved(&self, chain: &Chain, target: usize) -> bool {
        if self.items[target].role != Some(Role::Done) {
            return false;
        }
        let Some(&first) = chain.parts.first() else {
            return false;
        };
        let near = || {
            (target.saturating_sub(6)..self.items.len().min(first + 4))
                .filter(|&index| !self.items[index].foreign && self.alike(index, target))
        };
        let of = |role: Role| near().find(|&index| self.items[index].role == Some(role));
        let got = near().find(|&index| {
            index < target && matches!(self.items[index].role, Some(Role::New | Role::Received))
        });
        let (Some(got), Some(left)) = (got, of(Role::CarriedOut)) else {
            return false;
        };
        let carried = of(Role::CarriedIn).map_or(Decimal::ZERO, |index| self.value(index));
        self.value(target) + self.value(left) == self.value(got) + carried
    }

    /// Whether two shares or more beside the parts are shares of a whole.
    fn shares_fit(&self, chain: &Chain, whole: usize) -> bool {
        let whole = self.value(whole);
        let fitting = chain
            .parts
            .iter()
            .filter(|&&part| {
                let end = self.places[part].end;
                let at = self
                    .percentages
                    .partition_point(|share| (share.range.start as usize) < end);
                let Some(share) = self.percentages.get(at) else {
                    return false;
                };
                let words = self.scene.slice(end, share.range.start as usize);
                let near =
                    words.len() <= 36 && words.contains('占') && !words.contains(['。', ';']);
                let unit = Decimal::new(1, share.decimals.min(6));
                let right = self
                    .value(part)
                    .checked_mul(Decimal::ONE_HUNDRED)
                    .and_then(|part| part.checked_div(whole));
                near && !share.value.is_zero()
                    && right.is_some_and(|right| (right - share.value).abs() < unit)
            })
            .count();
        fitting >= 2
    }

    /// The total right after a chain: `网络7件,信函2件,合计9件`.
    fn total_after(&self, chain: &Chain, last: usize) -> Option<usize> {
        let next = last + 1;
        let item = self.items.get(next)?;
        let total = item.role == Some(Role::Total)
            && item.plain
            && item.at == self.items[last].at
            && self.places[next].open == chain.open
            && self.alike(last, next)
            && self.text(self.counted[next].subject).contains('计')
            && self.between(last, next).len() <= 36;
        total.then_some(next)
    }

    /// The division of reviews and lawsuits by their results, where they come to more than all of them.
    fn results(&self, chain: &Chain, sum: Decimal) -> Option<PartList> {
        let &first = chain.parts.first()?;
        let cases: Vec<usize> = self
            .before(first)
            .take_while(|&index| self.items[index].dispute || self.items[index].answer.is_some())
            .filter(|&index| self.items[index].dispute && self.places[index].open.is_none())
            .collect();
        let nearest = *cases.first()?;
        // 复议5件。应诉案件中,维持3件
        if words::is_dispute(self.between(nearest, first)) {
            return None;
        }
        let near: Vec<usize> = cases
            .iter()
            .copied()
            .filter(|&index| {
                self.items[index].sentence == self.items[nearest].sentence
                    && self.items[index].answer.is_none()
            })
            .collect();
        let all: Decimal = near.iter().map(|&index| self.value(index)).sum();
        let introduced_by = self.counted[first].subject;
        let makes = |index: &&usize| self.value(**index) == sum;
        if let Some(&whole) = near.iter().find(makes) {
            return Some(list(
                whole,
                chain.parts.clone(),
                introduced_by,
                Exhaustive::Yes,
            ));
        }
        let mut some = near.iter().filter(|&&index| !self.value(index).is_zero());
        let (whole, None) = (*some.next()?, some.next()) else {
            return None;
        };
        (sum > all && sum <= all + all).then(|| {
            list(
                whole,
                chain.parts.clone(),
                introduced_by,
                Exhaustive::Unknown,
            )
        })
    }
}
