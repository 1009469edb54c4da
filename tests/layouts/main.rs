//! One report in every layout: the parser must read the same from all of them.

// clippy.toml allows these inside test functions; here the helpers too are nothing but tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::format_push_string)]

mod converted;
mod encodings;
mod forms;
mod mutations;
mod same_report;

use nianbao_core::{Report, SourceText};
use nianbao_tests::generate::{Dress, HeadingLook, Look, PageMark, ProseLook, TableLook};

fn parse(text: impl Into<String>) -> Report {
    Report::parse(SourceText::new(text).unwrap())
}

/// A document with unwrapped prose and all tables in one look.
fn plain(table: TableLook) -> Look {
    Look {
        prose: ProseLook {
            wrap: None,
            blank_lines: false,
            page: PageMark::None,
            page_lines: 40,
            heading: HeadingLook::Plain,
        },
        tables: [table; 3],
        dress: Dress::Official,
        crlf: false,
        seed: 1,
    }
}

/// Every table look once.
const LOOKS: [TableLook; 12] = [
    TableLook::Pipes { repeat: false },
    TableLook::Pipes { repeat: true },
    TableLook::Tabs {
        leading: 3,
        ragged: false,
    },
    TableLook::Tabs {
        leading: 1,
        ragged: true,
    },
    TableLook::CellLines {
        blank_lines: true,
        broken: false,
    },
    TableLook::Spaces,
    TableLook::Aligned {
        width: 8,
        beside: 0,
        still: false,
    },
    TableLook::Html,
    TableLook::Drawn {
        ascii: true,
        width: 2,
    },
    TableLook::Drawn {
        ascii: false,
        width: 8,
    },
    TableLook::Stacked { below: false },
    TableLook::Stacked { below: true },
];
