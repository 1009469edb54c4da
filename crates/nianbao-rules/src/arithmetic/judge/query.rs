//! What is known of the identities of a report, for those who show them.

use nianbao_core::Report;
use nianbao_core::form::{CellRef, Identity, IdentityKind, TableId};
use nianbao_facts::ledger::{Ledger, Verdict};
use nianbao_lint::Message;

use super::roots::roots;
use super::view::{View, duty};

/// What is known of an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Both sides are equal.
    Holds,
    /// Both sides are equal with the numbers that blank cells must have by the other identities.
    Forced,
    /// They are not, whatever blank cells hold.
    Fails,
    /// It cannot be judged, and why.
    Unverifiable(Message),
}

/// An identity with the present values of its cells.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The identity.
    pub identity: &'static Identity,
    /// Whether it holds.
    pub standing: Standing,
    /// What it demands, in words.
    pub duty: Message,
    /// The left side with its values and their sum: `予以公开 10＋本机关不掌握相关政府信息 6＝16`; parts
    /// that are 0 are left out, as are cells without a number.
    pub left: Message,
    /// The right side likewise.
    pub right: Message,
    /// The sum of the left side, as text; of the known cells if some are not known.
    pub sum: String,
}

impl Judged {
    /// Whether a cell is part of it.
    pub fn holds_cell(&self, cell: CellRef) -> bool {
        self.identity.terms.contains(&cell) || self.identity.totals.contains(&cell)
    }
}

/// The identities of the tables that a report has, in the order of the form. Blank cells count with
/// the numbers that they are forced to.
pub fn identities_of(report: &Report) -> Vec<Judged> {
    let ledger = Ledger::new(report, &[]);
    let roots = roots(&ledger, |_| true);
    let mut judged = Vec::new();
    for id in [TableId::Requests, TableId::Disputes] {
        let Some(view) = View::new(report, &ledger, id) else {
            continue;
        };
        judged.extend(view.identities().map(|identity| {
            let mut at_fault = roots.iter().map(|root| root.identity);
            let standing = match ledger.identity(identity) {
                Verdict::Holds => Standing::Holds,
                Verdict::Forced => Standing::Forced,
                Verdict::Broken => Standing::Fails,
                Verdict::Open if at_fault.any(|other| std::ptr::eq(other, identity)) => {
                    Standing::Fails
                }
                Verdict::Open => {
                    let reason = view.reason(identity);
                    Standing::Unverifiable(Message::new(reason.zh(), reason.en()))
                }
            };
            let number = |cell: CellRef| ledger.cell(cell).number();
            let balance = identity.kind == IdentityKind::Balance;
            let (zh, en) = duty(identity.kind);
            Judged {
                identity,
                standing,
                duty: Message::new(zh, en),
                left: view.side(identity, &identity.terms, &number, balance),
                right: view.side(identity, &identity.totals, &number, true),
                sum: View::sum(&identity.terms, &number).normalize().to_string(),
            }
        }));
    }
    judged
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::SourceText;

    fn judged(from: &str, to: &str) -> Vec<Judged> {
        let text = nianbao_lint::base_report().replace(from, to);
        identities_of(&Report::parse(SourceText::new(text).unwrap()))
    }

    #[test]
    fn what_is_known_of_identities() {
        let count = |all: &[Judged], wanted: fn(&Standing) -> bool| {
            all.iter().filter(|it| wanted(&it.standing)).count()
        };
        let holds = |it: &Standing| *it == Standing::Holds;
        let fails = |it: &Standing| *it == Standing::Fails;
        let all = judged("", "");
        assert_eq!((all.len(), count(&all, holds)), (42, 42));
        // A cell of 新收 is in a balance and in a row.
        let all = judged(
            "| 40 | 8 | 0 | 1 | 2 | 0 | 51 |",
            "| 41 | 8 | 0 | 1 | 2 | 0 | 51 |",
        );
        assert_eq!((count(&all, holds), count(&all, fails)), (40, 2));
        let row = all
            .iter()
            .find(|it| it.identity.row().is_some() && !holds(&it.standing));
        let row = row.unwrap();
        assert_eq!(
            row.left.zh,
            "自然人 41＋商业企业 8＋社会公益组织 1＋法律服务机构 2＝52"
        );
        assert_eq!((row.right.zh.as_str(), row.sum.as_str()), ("总计 51", "52"));
        let all = judged(
            "| 40 | 8 | 0 | 1 | 2 | 0 | 51 |",
            "|  | 8 | 0 | 1 | 2 | 0 | 51 |",
        );
        // The blank cell is the other numbers of its row short of the total.
        let forced = |it: &Standing| *it == Standing::Forced;
        assert_eq!((count(&all, holds), count(&all, forced)), (40, 2));
    }
}
