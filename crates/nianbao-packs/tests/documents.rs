//! Documents that reports cite.
#![allow(clippy::unwrap_used)]

use nianbao_core::{Report, SourceText};
use nianbao_lint::Message;
use nianbao_lint::query::{cited_document, known_documents};
use nianbao_packs::{PackSet, PackSource, Wanted};
use nianbao_rules::REGISTRY;

fn cited(text: &str) -> Option<String> {
    cited_with(text, &PackSet::empty(&REGISTRY))
}

fn cited_with(text: &str, packs: &PackSet) -> Option<String> {
    let text = nianbao_lint::base_report().replace(
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
    impl PackSource for Text {
        fn read(&self, _: &str) -> Result<String, Message> {
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
    let packs = nianbao_packs::load(&REGISTRY, &[Wanted::Source(&Text)]).unwrap();
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
    let all = known_documents(&PackSet::empty(&REGISTRY));
    let old = all.iter().find(|it| it.until == Some(2020)).unwrap();
    assert!(old.governs(Some(2020)) && !old.governs(Some(2021)) && old.governs(None));
    assert_eq!(
        old.superseded_by.as_deref(),
        Some("国办公开办函〔2021〕30号")
    );
}
