//! Numbers of the prose and the cells that they speak of.

use nianbao_core::form::CellRef;
use nianbao_core::{Report, Span};

use crate::claims::claims;

/// A number of the prose that a rule of group X holds against cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseLink {
    /// Number and unit in the source.
    pub span: Span,
    /// The cells whose sum it should be; those that the report has, at least one.
    pub cells: Vec<CellRef>,
}

/// The numbers of the prose that are known to speak of cells, in the order of the text.
pub fn prose_links(report: &Report) -> Vec<ProseLink> {
    let mut links: Vec<ProseLink> = Vec::new();
    for claim in claims(report) {
        if claim.quantity.is_none() || links.iter().any(|link| link.span == claim.span) {
            continue;
        }
        let terms = claim.readings.first().map_or(&[][..], |first| &first.terms);
        let cells = terms.iter().map(|term| term.cell);
        let cells: Vec<CellRef> = cells.filter(|&cell| report.cell(cell).is_some()).collect();
        if !cells.is_empty() {
            links.push(ProseLink {
                span: claim.span,
                cells,
            });
        }
    }
    links.sort_by_key(|link| link.span);
    links
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::{Decimal, SourceText};

    #[test]
    fn what_the_prose_says_is_the_sum_of_its_cells() {
        let report = Report::parse(SourceText::new(crate::testing::base_report()).unwrap());
        let links = prose_links(&report);
        let said: Vec<&str> = links
            .iter()
            .map(|link| report.source.slice(link.span))
            .collect();
        for expected in ["51件", "3件", "23件", "8件", "48件", "3215件"] {
            assert!(said.contains(&expected), "{said:?}");
        }
        for link in &links {
            let sum: Decimal = link
                .cells
                .iter()
                .filter_map(|&cell| report.cell(cell)?.number())
                .sum();
            let text = report.source.slice(link.span);
            let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
            assert_eq!(number.parse(), Ok(sum), "{text}");
        }
    }
}
