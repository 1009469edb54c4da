//! Numbers of the prose and the cells that they speak of.

use nianbao_core::form::CellRef;
use nianbao_core::prose::Quantity;
use nianbao_core::{Report, Span};

use crate::Facts;
use crate::readers::witness::witnesses;

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
    let mut add = |said: &Quantity, cells: Vec<CellRef>| {
        let there = |cell: &CellRef| report.cell(*cell).is_some();
        let cells: Vec<CellRef> = cells.into_iter().filter(there).collect();
        if !cells.is_empty() && !links.iter().any(|link| link.span == said.span) {
            links.push(ProseLink {
                span: said.span,
                cells,
            });
        }
    };
    let facts = Facts::new(report);
    for witness in witnesses(&facts) {
        if let Some(likeliest) = witness.readings.into_iter().next() {
            add(witness.quantity, likeliest);
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
