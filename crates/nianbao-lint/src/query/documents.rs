//! Documents that reports cite.

use nianbao_core::Report;
use nianbao_core::prose::Citation;
use nianbao_facts::documents::{Document, Register, Written, address};

use crate::packs::Packs;

/// A document of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDocument {
    /// Its short name, mostly the title in book marks.
    pub name: String,
    /// Its number as it should be written (`国办函〔2020〕109号`); `None` for laws cited without one.
    pub number: Option<String>,
    /// The first report year that it governs.
    pub from: u16,
    /// The last report year; `None` while it is in force.
    pub until: Option<u16>,
    /// The number of the document in its place.
    pub superseded_by: Option<String>,
    /// Where it is published, if that is known. Nothing here ever goes there: it is for people.
    pub address: Option<&'static str>,
}

impl From<Document<'_>> for KnownDocument {
    fn from(document: Document<'_>) -> Self {
        let number = document.number.to_string();
        Self {
            name: document.name.into_owned(),
            number: (!number.is_empty()).then_some(number),
            from: document.from,
            until: document.until,
            superseded_by: document.superseded_by.map(|number| number.to_string()),
            address: address(document.number),
        }
    }
}

impl KnownDocument {
    /// Whether it governs a report year; true where the year is not known.
    pub fn governs(&self, year: Option<u16>) -> bool {
        year.is_none_or(|year| self.from <= year && self.until.is_none_or(|until| year <= until))
    }

    /// How it is cited: name and number, the number once.
    pub fn citation(&self) -> String {
        match &self.number {
            Some(number) if *number != self.name => format!("{}（{number}）", self.name),
            _ => self.name.clone(),
        }
    }
}

/// Every document of the register: those of the program and those that packs add.
pub fn known_documents(packs: &dyn Packs) -> Vec<KnownDocument> {
    Register::with(packs.documents())
        .all()
        .map(KnownDocument::from)
        .collect()
}

/// The document that a citation means: the one of its number, else the one of its title that governs
/// the year of the report, else the newest of that title. Documents that packs add are known too;
/// `None` for those that nobody knows.
pub fn cited_document(
    report: &Report,
    citation: &Citation,
    packs: &dyn Packs,
) -> Option<KnownDocument> {
    let (prose, register) = (&report.prose, Register::with(packs.documents()));
    if let Some(number) = citation.number {
        let written = Written {
            issuer: prose.text(number.issuer),
            year: number.year.map(|year| prose.text(year)),
            serial: prose.text(number.serial),
        };
        if let Some(document) = register.by_number(&written) {
            return Some(document.into());
        }
    }
    let known: Vec<KnownDocument> = register
        .by_title(prose.text(citation.title?))
        .map(KnownDocument::from)
        .collect();
    let governing = known.iter().find(|document| document.governs(report.year));
    let newest = known.iter().max_by_key(|document| document.from);
    governing.or(newest).cloned()
}
