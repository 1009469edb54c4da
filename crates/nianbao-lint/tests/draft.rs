//! Drafts are reports that lack only what their drafters know.

use nianbao_core::form::Edition;
use nianbao_core::{BodyKind, Report, SourceText};
use nianbao_lint::{Draft, DraftError, check};

const BODIES: [(&str, BodyKind); 6] = [
    ("云溪县人民政府", BodyKind::Government),
    ("云溪县财政局", BodyKind::Department),
    ("云溪县人民政府办公室", BodyKind::Office),
    ("云溪县城关镇人民政府", BodyKind::Township),
    ("云溪区城关街道办事处", BodyKind::Township),
    ("云溪县城关镇", BodyKind::Township),
];

#[test]
fn a_draft_lacks_nothing_but_what_only_its_drafter_knows() {
    for (body, kind) in BODIES {
        for year in [2019, 2020, 2021, 2023, 2025] {
            let draft = Draft { body, kind, year };
            let text = draft.markdown().unwrap();
            let report = Report::parse(SourceText::new(text.as_str()).unwrap());
            let found = check(&report, &nianbao_rules::settings());
            let found: Vec<_> = found
                .diagnostics
                .iter()
                .filter(|found| found.rule.code() != "S021")
                .map(|found| format!("{} {}", found.rule.code(), found.message.zh))
                .collect();
            assert!(found.is_empty(), "{body} {year}: {found:#?}\n{text}");
            let read = report.body.unwrap();
            assert_eq!((read.name.as_str(), read.kind), (body, kind));
            assert_eq!(report.year, Some(year));
            assert_eq!(report.edition, Edition::for_year(year));
            assert_eq!(report.sections.len(), 6);
            assert!(report.period.is_some() && report.published.is_some());
            let zero = |id: usize| {
                let table = report.tables[id].as_ref().unwrap();
                table
                    .cells()
                    .all(|(_, cell)| cell.number().is_some_and(|it| it.is_zero()))
            };
            assert!(zero(0) && zero(1) && zero(2), "{body} {year}");
            assert!(text.matches("【请填写：").count() > 10);
        }
    }
}

#[test]
fn only_governments_account_for_their_accountability() {
    for (body, kind) in BODIES {
        let year = 2023;
        let text = Draft { body, kind, year }.markdown().unwrap();
        let government = body.ends_with("人民政府") || body.ends_with('镇');
        assert_eq!(text.contains("责任追究结果"), government, "{body}");
    }
}

#[test]
fn years_without_a_form_have_no_draft() {
    let draft = Draft {
        body: "云溪县人民政府",
        kind: BodyKind::Government,
        year: 2018,
    };
    assert_eq!(draft.markdown(), Err(DraftError::NoEdition { year: 2018 }));
}
