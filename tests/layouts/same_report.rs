//! The same model in every layout parses to the same report.
//!
//! The seed is fixed in `.cargo/config.toml`, which says how to search with others.

use crate::{parse, plain};
use nianbao_core::form::{Edition, TableId};
use nianbao_tests::generate::{self, Dress, Look, Shows, TableLook, compare, page, render};
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
    fn with_blank_cells_in_columns_that_stand_still(
        model in generate::model(Edition::V2021, 0),
        // Which cells of every third row are blank; its neighbours show the columns.
        blanks in prop::collection::vec(1_u8..127, 8),
        (width, beside) in (8_usize..12, 0_usize..3),
        dress in prop::sample::select(vec![Dress::Official, Dress::HalfWidth, Dress::Radicals]),
    ) {
        let mut model = model;
        let table = TableId::Requests.index();
        for (row, blanks) in model.cells[table].iter_mut().skip(1).step_by(3).zip(blanks) {
            for (column, cell) in row.iter_mut().enumerate() {
                if blanks & (1 << column) != 0 {
                    cell.clear();
                }
            }
        }
        let aligned = TableLook::Aligned { width, beside, still: true };
        let look = Look { dress, ..plain(aligned) };
        let report = parse(render(&model, &look));
        let shows = [Shows::WholeTables, Shows::Everything, Shows::WholeTables];
        prop_assert_eq!(compare(&report, &model, shows), Ok(()));
    }

    /// Extractors that write white space for every tag and break.
    #[test]
    fn on_a_single_line(
        model in generate::model(Edition::V2021, 0),
        stroke in prop::sample::select(vec![" ", "\u{3000}", "|"]),
    ) {
        let look = plain(TableLook::CellLines { blank_lines: false, broken: false });
        let text = render(&model, &look);
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        let report = parse(lines.join(stroke));
        prop_assert_eq!(compare(&report, &model, look.tables.map(TableLook::shows)), Ok(()));
    }

    #[test]
    fn with_two_tabs_between_cells(model in generate::model(Edition::V2021, 15)) {
        let look = plain(TableLook::Tabs { leading: 3, ragged: false });
        let text = render(&model, &look).replace('\t', "\t\t");
        let report = parse(text);
        prop_assert_eq!(compare(&report, &model, [Shows::Everything; 3]), Ok(()));
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
