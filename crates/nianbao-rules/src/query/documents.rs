//! Documents that reports cite.

use nianbao_core::Report;
use nianbao_core::prose::Citation;

use crate::pack::PackSet;
use nianbao_facts::documents::{Document, Register, Written, address};

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
pub fn known_documents(packs: &PackSet) -> Vec<KnownDocument> {
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
    packs: &PackSet,
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

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_core::SourceText;

    fn cited(text: &str) -> Option<String> {
        cited_with(text, &PackSet::default())
    }

    fn cited_with(text: &str, packs: &PackSet) -> Option<String> {
        let text = crate::base_report().replace(
            "如对报告内容有疑问",
            &format!("依据{text}。如对报告内容有疑问"),
        );
        let report = Report::parse(SourceText::new(text).unwrap());
        let place = report.source.as_str().find("依据")? as u32;
        let citations = &report.prose.citations;
        let citation = citations.iter().find(|it| it.span.start >= place)?;
        cited_document(&report, citation, packs).map(|document| document.citation())
    }

    #[test]
    fn citations_lead_to_documents() {
        assert_eq!(
            cited("《政府信息公开条例》").unwrap(),
            "《中华人民共和国政府信息公开条例》（国务院令第711号）"
        );
        assert_eq!(
            cited("《政府信息公开工作年度报告格式》（国办公开办函〔2019〕60号）").unwrap(),
            "《中华人民共和国政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）"
        );
        assert_eq!(
            cited("国办公开办函〔2016〕201号").unwrap(),
            "国办公开办函〔2016〕201号"
        );
        assert_eq!(
            cited("《行政复议法》").unwrap(),
            "《中华人民共和国行政复议法》"
        );
        assert_eq!(cited("《云溪县政务公开工作要点》"), None);
    }

    #[test]
    fn documents_of_packs_are_known() {
        struct Text;
        impl crate::pack::PackSource for Text {
            fn read(&self, _: &str) -> Result<String, crate::Message> {
                Ok(
                    "name = \"county\"\n[[settings.documents]]\nnumber = \"云政办发〔2022〕7号\"\n\
                    title = \"云溪县政府信息公开办法\"\nfrom = 2022\n"
                        .to_owned(),
                )
            }

            fn label(&self, path: &str) -> String {
                path.to_owned()
            }
        }
        let packs = crate::pack::load(&[crate::pack::Wanted::Source(&Text)]).unwrap();
        let whole = "《云溪县政府信息公开办法》（云政办发〔2022〕7号）";
        for written in ["《云溪县政府信息公开办法》", "云政办发〔2022〕7号"] {
            assert_eq!(cited_with(written, &packs).unwrap(), whole);
            assert_eq!(cited(written), None);
        }
        let known = known_documents(&packs);
        assert!(known.iter().any(|it| it.citation() == whole));
    }

    #[test]
    fn validity_is_told() {
        let all = known_documents(&PackSet::default());
        let old = all.iter().find(|it| it.until == Some(2020)).unwrap();
        assert!(old.governs(Some(2020)) && !old.governs(Some(2021)) && old.governs(None));
        assert_eq!(
            old.superseded_by.as_deref(),
            Some("国办公开办函〔2021〕30号")
        );
    }
}
