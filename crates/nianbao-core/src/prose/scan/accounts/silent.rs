//! Large numbers whose parts follow without a list word: `发布信息3420条,概况类420条,动态类2000条,其他1000条`.
//!
//! Only that the numbers of the sentence so nearly make its first one shows that they are its parts.

use rust_decimal::Decimal;

use super::super::super::{Exhaustive, PartList};
use super::{Ledger, list};

/// Below this, numbers come near each other by chance.
const LEAST: u32 = 300;

/// By how much the sum may exceed its whole: one part in this number.
const SLIP: u32 = 150;

/// The fewest and the most parts.
const FEWEST: usize = 3;
const MOST: usize = 40;

impl Ledger<'_> {
    /// Adds the lists that the numbers of a sentence make with its first one or the first after `;`.
    pub(super) fn silent(&self, out: &mut Vec<PartList>) {
        let mut from = 0;
        while from < self.items.len() {
            let end = (from + 1..self.items.len())
                .find(|&index| {
                    self.items[index].at != self.items[from].at
                        || self.between(index - 1, index).contains(';')
                })
                .unwrap_or(self.items.len());
            out.extend(self.silent_list(from, end));
            from = end;
        }
    }

    fn silent_list(&self, whole: usize, end: usize) -> Option<PartList> {
        let total = self.value(whole);
        let parts: Vec<usize> = (whole + 1..end).collect();
        if !(FEWEST..=MOST).contains(&parts.len()) || total < Decimal::from(LEAST) {
            return None;
        }
        let unit = self.unit(whole);
        let plain = (whole..end).all(|index| {
            self.items[index].plain
                && self.unit(index) == unit
                && self.places[index].open.is_none()
                && self.items[index].role.is_none()
        });
        let sum: Decimal = parts.iter().map(|&part| self.value(part)).sum();
        let largest = parts.iter().map(|&part| self.value(part)).max()?;
        let over = sum - total;
        // One part that is nearly all leaves little to make a sum of.
        let told = plain
            && over > Decimal::ZERO
            && over * Decimal::from(SLIP) <= total
            && largest * Decimal::from(5) <= total * Decimal::from(4);
        told.then(|| {
            list(
                whole,
                parts,
                self.counted[whole + 1].subject,
                Exhaustive::Unknown,
            )
        })
    }
}
