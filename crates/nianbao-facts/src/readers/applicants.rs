//! Reads how many requests came from natural persons and how many from bodies, as the prose says.

use nianbao_core::form::{CellRef, ColumnKey, RowKey};
use nianbao_core::prose::Quantity;
use nianbao_core::{Decimal, Report, TextRange};

use crate::Facts;
use crate::figures::{figure, requests};
use crate::readers::claims::{REQUESTS, SCOPE, consume, sum};
use crate::readers::outcomes::tied;

/// Words round the number of requests of an applicant.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "其中", "自然人", "法人", "法人或其他组织", "法人或者其他组织", "法人和其他组织", "法人及其他组织", "身份",
    "来自", "由", "主体",
];

/// The columns of the applicants that are bodies.
const BODIES: [ColumnKey; 5] = [
    ColumnKey::Business,
    ColumnKey::ResearchInstitution,
    ColumnKey::PublicInterestOrganization,
    ColumnKey::LegalServices,
    ColumnKey::OtherOrganization,
];

/// Who applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicant {
    /// 自然人.
    Person,
    /// 法人或其他组织.
    Body,
}

impl Applicant {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "自然人",
            Self::Body => "法人或其他组织",
        }
    }

    /// Its name in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Person => "natural persons",
            Self::Body => "bodies",
        }
    }

    /// Its cells of a row of 表三.
    pub fn cells(self, row: RowKey) -> Vec<CellRef> {
        let columns: &[ColumnKey] = match self {
            Self::Person => &[ColumnKey::NaturalPerson],
            Self::Body => &BODIES,
        };
        columns
            .iter()
            .map(|&column| CellRef::requests(row, column))
            .collect()
    }

    /// What a row of 表三 has for it.
    fn count(self, report: &Report, row: RowKey) -> Option<Decimal> {
        let mut total = Decimal::ZERO;
        for cell in self.cells(row) {
            total = sum(
                total,
                figure(report, cell.table, cell.row, cell.column)?.number,
            );
        }
        Some(total)
    }

    /// What a number of it may be: that of the new requests, of all with those carried in, or of those handled.
    /// `None` when a cell is not known.
    pub fn readings(self, report: &Report) -> Option<[Decimal; 3]> {
        let new = self.count(report, RowKey::NewRequests)?;
        let carried = self.count(report, RowKey::CarriedIn)?;
        let handled = self.count(report, RowKey::TotalHandled)?;
        Some([new, sum(new, carried), handled])
    }

    fn named(words: &str) -> Option<Self> {
        match (words.contains("自然人"), words.contains("法人")) {
            (true, false) => Some(Self::Person),
            (false, true) => Some(Self::Body),
            _ => None,
        }
    }
}

/// The divisions of all requests by applicant, a number for each: their sum is that of all requests, or they
/// begin a sentence that is about the applicants, or one of the two is that of the table.
pub fn applicants<'c>(facts: &'c Facts<'_>) -> Vec<[(Applicant, &'c Quantity); 2]> {
    let report = facts.report;
    let prose = &report.prose;
    let named: Vec<(Applicant, &Quantity)> = tied(facts)
        .filter_map(|quantity| {
            let (subject, object) = (prose.text(quantity.subject), prose.text(quantity.object));
            let applicant = Applicant::named(subject)?;
            let plain = consume(subject, &[SCOPE, REQUESTS, WORDS]) && consume(object, &[REQUESTS]);
            plain.then_some((applicant, quantity))
        })
        .collect();
    let wholes = || {
        let number = |row| Some(requests(report, row)?.number);
        let new = number(RowKey::NewRequests)?;
        let carried = number(RowKey::CarriedIn)?;
        Some([new, sum(new, carried), number(RowKey::TotalHandled)?])
    };
    named
        .windows(2)
        .filter_map(|pair| {
            let [one, other] = pair else { return None };
            let sentence = prose.sentence_at(one.1.number.start);
            let beside = one.0 != other.0
                && other.1.number.start < sentence.end
                && other.1.number.start - one.1.number.start <= LONGEST_PAIR;
            if !beside {
                return None;
            }
            let lead = prose.text(TextRange {
                start: sentence.start,
                end: one.1.number.start.max(sentence.start),
            });
            let begins = lead.contains("申请人") && !lead.contains(|c: char| c.is_ascii_digit());
            let all = wholes()?.contains(&sum(one.1.value, other.1.value));
            // One number that is that of the table to the digit shows that the other counts the same requests.
            let told = [one, other].iter().any(|(who, said)| {
                said.value >= Decimal::TEN
                    && who
                        .readings(report)
                        .is_some_and(|all| all.contains(&said.value))
            });
            (begins || all || told).then_some([*one, *other])
        })
        .collect()
}

/// How far apart, in bytes, the numbers of a division may stand.
const LONGEST_PAIR: u32 = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::base_report;
    use crate::testing::with_facts;
    use nianbao_core::SourceText;

    fn read(words: &str) -> Vec<String> {
        let start = base_report().find("按申请人划分").unwrap();
        let end = base_report().find("全年办理完毕50件").unwrap();
        let text = format!(
            "{}{words}{}",
            &base_report()[..start],
            &base_report()[end..]
        );
        let report = Report::parse(SourceText::new(text).unwrap());
        with_facts(&report, |facts| {
            applicants(facts)
                .iter()
                .map(|pair| {
                    let [one, other] =
                        pair.map(|(who, said)| format!("{} {}", who.name(), said.value));
                    format!("{one} {other}")
                })
                .collect()
        })
    }

    #[test]
    fn divisions_by_applicant() {
        for words in [
            "按申请人划分，自然人提出40件，占78.4%；法人或其他组织提出11件，占21.6%。",
            "其中自然人申请40件、法人或其他组织申请11件。",
            "申请人为自然人的40件，为法人或其他组织的11件。",
        ] {
            assert_eq!(read(words), ["自然人 40 法人或其他组织 11"], "{words}");
        }
        // Not all of the requests, or not told to be.
        for words in [
            "其中不予公开的，自然人4件、法人或其他组织2件。",
            "通过网络申请的自然人20件、法人3件。",
            "县公安局收到自然人申请40件、法人申请11件。",
            "自然人40人，法人11件。",
        ] {
            assert_eq!(read(words), [""; 0], "{words}");
        }
    }
}
