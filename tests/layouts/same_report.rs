//! The same model in every layout parses to the same report.
//!
//! The seed is fixed in `.cargo/config.toml`, which says how to search with others.

use crate::parse;
use nianbao_core::form::Edition;
use nianbao_tests::generate::{self, Shows, TableLook, compare, page, render};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_any_mixture_of_layouts(
        model in generate::model(Edition::V2021, 0),
        look in generate::look(),
    ) {
        let report = parse(render(&model, &look));
        prop_assert_eq!(compare(&report, &model, look.tables.map(TableLook::shows)), Ok(()));
    }

    #[test]
    fn with_blank_cells(
        model in generate::model(Edition::V2021, 15),
        look in generate::look(),
    ) {
        let report = parse(render(&model, &look));
        prop_assert_eq!(compare(&report, &model, look.tables.map(TableLook::shows)), Ok(()));
    }

    #[test]
    fn in_the_edition_of_2019(
        model in generate::model(Edition::V2019, 0),
        look in generate::look(),
    ) {
        let report = parse(render(&model, &look));
        prop_assert_eq!(report.edition, Some(Edition::V2019));
        prop_assert_eq!(compare(&report, &model, look.tables.map(TableLook::shows)), Ok(()));
    }

    #[test]
    fn on_web_pages(
        model in generate::model(Edition::V2021, 10),
        look in generate::html_look(),
    ) {
        let report = parse(page(&model, look));
        prop_assert_eq!(compare(&report, &model, [Shows::Everything; 3]), Ok(()));
    }
}
