//! Quantities that stand in a row as the items of one list.

use nianbao_core::Report;
use nianbao_core::prose::Quantity;

use crate::words::{is_cjk, is_prose};

/// Three quantities in a row: each with its number, and the mark before it.
pub fn lists(report: &Report) -> impl Iterator<Item = [&Quantity; 3]> {
    report.prose.quantities.windows(3).filter_map(|window| {
        let [first, second, third] = window else {
            return None;
        };
        let same = first.paragraph == second.paragraph && second.paragraph == third.paragraph;
        let near = separator(report, first, second).is_some()
            && separator(report, second, third).is_some();
        (same && near && is_prose(report.prose.paragraphs[first.paragraph].kind))
            .then_some([first, second, third])
    })
}

/// The one mark between two quantities that stand close together.
pub fn separator(report: &Report, left: &Quantity, right: &Quantity) -> Option<char> {
    let between = report
        .prose
        .as_str()
        .get(left.unit.end as usize..right.number.start as usize)?;
    let mut marks = between.chars().filter(|c| !is_cjk(*c));
    let mark = marks.next().filter(|c| matches!(c, ',' | '、'))?;
    // The number comes right after the mark, or nearly so.
    let near = between.chars().rev().take_while(|c| *c != mark).count() <= 2;
    (marks.next().is_none() && near && between.chars().count() <= 14).then_some(mark)
}
