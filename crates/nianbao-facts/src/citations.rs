//! What the rules about citations share.

use nianbao_core::Report;
use nianbao_core::prose::{Citation, DocumentNumber, ParagraphKind};

use crate::documents::Written;

/// A citation with a number.
pub struct Numbered<'a> {
    /// The citation.
    pub citation: &'a Citation,
    /// Its number.
    pub number: DocumentNumber,
    /// The number as written.
    pub written: Written<'a>,
}

/// The citations that the report itself makes: not those of the web page round it.
pub fn citations(report: &Report) -> impl Iterator<Item = &Citation> {
    report.prose.citations.iter().filter(|citation| {
        report
            .prose
            .paragraphs
            .get(citation.paragraph)
            .is_some_and(|paragraph| paragraph.kind != ParagraphKind::Chrome)
    })
}

/// The citations with a number.
pub fn numbered(report: &Report) -> impl Iterator<Item = Numbered<'_>> {
    let prose = &report.prose;
    citations(report).filter_map(|citation| {
        let number = citation.number?;
        let written = Written {
            issuer: prose.text(number.issuer),
            year: number.year.map(|year| prose.text(year)),
            serial: prose.text(number.serial),
        };
        Some(Numbered {
            citation,
            number,
            written,
        })
    })
}
