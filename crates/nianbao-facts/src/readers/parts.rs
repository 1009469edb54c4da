//! What the rules about lists of parts share: adding a list up and writing its sum out.

use nianbao_core::form::RowKey;
use nianbao_core::prose::{PartList, Quantity};
use nianbao_core::{Decimal, Report};

use crate::figures::requests;

/// A list of parts, added up.
pub struct Sum<'a> {
    /// The list.
    pub list: &'a PartList,
    /// Its whole.
    pub whole: &'a Quantity,
    /// Its parts.
    pub parts: Vec<&'a Quantity>,
    /// What the parts come to.
    pub total: Decimal,
}

/// The lists that can be added up: exact counts of one year.
pub fn sums(report: &Report) -> impl Iterator<Item = Sum<'_>> {
    let prose = &report.prose;
    prose.part_lists.iter().filter_map(|list| {
        let whole = prose.quantities.get(list.whole)?;
        let parts: Vec<&Quantity> = list
            .parts
            .iter()
            .filter_map(|&part| prose.quantities.get(part))
            .collect();
        let countable = parts.iter().all(|part| is_exact(part));
        if parts.is_empty() || !is_exact(whole) || !countable {
            return None;
        }
        let mut total = Decimal::ZERO;
        for part in &parts {
            total = total.checked_add(part.value)?;
        }
        Some(Sum {
            list,
            whole,
            parts,
            total: total.normalize(),
        })
    })
}

/// Whether a number counts exactly what happened in the year.
fn is_exact(quantity: &Quantity) -> bool {
    let of = quantity.qualifiers;
    !of.approximate && !of.comparison && !of.norm
}

impl Sum<'_> {
    /// Whether the parts are two divisions of the same whole that the text runs together: both the
    /// first ones and the rest make it by themselves.
    pub fn is_two_divisions(&self) -> bool {
        // 未经复议直接起诉8件,维持6件,未审结2件,复议后起诉5件,维持5件: one inside the other.
        if self.parts.len() > 3 && self.total == self.whole.value * Decimal::TWO {
            return true;
        }
        let mut so_far = Decimal::ZERO;
        self.parts.iter().any(|part| {
            so_far += part.value;
            so_far == self.whole.value && self.total - so_far == self.whole.value
        })
    }

    /// Whether requests of the year before, of which the prose does not speak, may be what the parts come
    /// to more than the whole: 表三 has as many, or does not say.
    pub fn may_hold_carried_in(&self, report: &Report) -> bool {
        self.list.carried_in
            && requests(report, RowKey::CarriedIn)
                .is_none_or(|carried| carried.number == self.total - self.whole.value)
    }

    /// `24＋41＋52＝117`, or the number alone for a single part.
    pub fn written_out(&self) -> String {
        if let [part] = self.parts.as_slice() {
            return part.value.to_string();
        }
        let terms: Vec<String> = self
            .parts
            .iter()
            .map(|part| part.value.to_string())
            .collect();
        format!("{}＝{}", terms.join("＋"), self.total)
    }
}
