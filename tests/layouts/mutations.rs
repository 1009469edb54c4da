//! Damaged reports: nothing panics, every span stays a slice, no number is invented.

use nianbao_core::form::{Edition, RowKey, TableId};
use nianbao_tests::generate::{Model, Random, Shows, TableLook, compare, render, verify_slices};
use proptest::prelude::*;

use crate::{LOOKS, parse, plain};

/// The five real reports.
const SEEDS: [&str; 5] = [
    include_str!("../corpus/haicheng-town-2022.txt"),
    include_str!("../corpus/haiyuan-county-office-2023.txt"),
    include_str!("../corpus/hanyin-county-2023.txt"),
    include_str!("../corpus/minhe-county-2023.txt"),
    include_str!("../corpus/tongxin-county-office-2023.txt"),
];

const NOISE: [&str; 14] = [
    "\t",
    "|",
    "\u{C}",
    "\r",
    "\u{FEFF}",
    "\u{1F4C4}",
    "\0",
    "<td>",
    "<table>",
    "- 3 -",
    "0 0 0",
    "（七）总计",
    "一、总体情况\n",
    "  ",
];

/// A report after a few accidents.
fn mutated(seed: usize, choices: u64, accidents: usize) -> String {
    let mut random = Random::new(choices);
    let mut text = SEEDS[seed].to_owned();
    for _ in 0..accidents {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        if lines.is_empty() {
            break;
        }
        let (at, other) = (random.below(lines.len()), random.below(lines.len()));
        match random.below(8) {
            0 => {
                let end = (at + 1 + random.below(8)).min(lines.len());
                lines.drain(at..end);
            }
            1 => lines.swap(at, other),
            2 => lines.truncate(at),
            3 => lines[at] = lines[at].trim_end().replace('\n', ""),
            4 => {
                let part = lines[at.min(other)..at.max(other)].to_vec();
                lines.extend(part);
            }
            5 => lines[at] = lines[at].replace('\t', " "),
            6 => {
                let mut cells: Vec<String> = lines[at].split('\t').map(str::to_owned).collect();
                let (first, second) = (random.below(cells.len()), random.below(cells.len()));
                cells.swap(first, second);
                lines[at] = cells.join("\t");
            }
            _ => {
                let noise = NOISE[random.below(NOISE.len())];
                let line = &mut lines[at];
                let offsets: Vec<usize> = line.char_indices().map(|(offset, _)| offset).collect();
                if !offsets.is_empty() {
                    line.insert_str(offsets[random.below(offsets.len())], noise);
                }
            }
        }
        text = lines.concat();
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_reports_are_read_without_a_panic(
        seed in 0..SEEDS.len(),
        choices in any::<u64>(),
        accidents in 1_usize..8,
    ) {
        let report = parse(mutated(seed, choices, accidents));
        prop_assert_eq!(verify_slices(&report), Ok(()));
    }

    #[test]
    fn a_deleted_number_turns_up_nowhere(
        row in 0_usize..25,
        column in 0_usize..7,
        look in 0..LOOKS.len(),
    ) {
        let mut model = Model::numbered(Edition::V2021);
        model.cells[TableId::Requests.index()][row][column].clear();
        // Rows with empty cells behind them hide that one is gone.
        prop_assume!(!matches!(LOOKS[look], TableLook::Tabs { ragged: true, .. }));
        // The token is gone with its separator: no layout shows a blank cell there.
        let whole = render(&Model::numbered(Edition::V2021), &plain(LOOKS[look]));
        let number = 101 + 10 + row * 7 + column;
        let (before, tables) = whole.split_at(whole.find("三、收到").unwrap());
        let token = match LOOKS[look] {
            TableLook::Pipes { .. } => format!(" {number} |"),
            TableLook::Tabs { .. } => format!("\t{number}"),
            TableLook::Html => format!("<td>{number}</td>"),
            _ => number.to_string(),
        };
        let gone = format!("{before}{}", tables.replacen(&token, "", 1));
        prop_assert!(gone.len() < whole.len());
        let report = parse(gone);
        prop_assert_eq!(compare(&report, &model, [Shows::WholeRows; 3]), Ok(()));
    }
}

#[test]
fn truncated_anywhere_a_report_keeps_true_numbers_only() {
    let model = Model::numbered(Edition::V2021);
    for look in LOOKS {
        let whole = render(&model, &plain(look));
        let ends: Vec<usize> = whole.char_indices().map(|(at, _)| at).step_by(37).collect();
        for end in ends {
            let report = parse(&whole[..end]);
            verify_slices(&report).unwrap();
            for table in report.tables.iter().flatten() {
                for (name, cell) in table.cells() {
                    let Some(number) = cell.number() else {
                        continue;
                    };
                    let definition = model.definition(name.table).row(name.row);
                    let column = definition
                        .and_then(|row| row.columns.iter().position(|c| c.key == name.column));
                    let meant = column.map(|column| &model.row(name.table, name.row)[column]);
                    // The last number itself may be cut: what is left of it is what is there.
                    let cut = cell.span.end as usize >= end;
                    let right = meant.is_some_and(|meant| *meant == number.to_string());
                    assert!(right || cut, "{look:?} cut at {end}: {name:?} {number}");
                }
            }
        }
    }
}

#[test]
fn a_row_of_known_name_is_needed_for_every_number() {
    // Labels gone, numbers left: fewer rows than the form has tell nothing.
    let model = Model::numbered(Edition::V2021);
    let text = render(&model, &plain(TableLook::Spaces));
    let kept = text
        .lines()
        .filter(|line| !line.contains("4.保护第三方合法权益"));
    let text = kept.collect::<Vec<_>>().join("\n");
    let report = parse(text);
    let table = report.table(TableId::Requests).unwrap();
    assert!(table.row(RowKey::DeniedThirdPartyRights).is_none());
    assert_eq!(table.rows.len(), 24);
}

#[test]
fn what_the_fuzzer_found() {
    for text in [
        // A control character behind a value that is glued to its label.
        "二、主动公开政府信息情况\n行政许可0\u{8F}\n",
        // A label with its note behind the beginning of another label.
        "三、收到和处理政府信息公开申请情况\n4.保护第三\n（二）部分公开（区分处理的，只计这一情形，不计其他情形） 0 0 0 0 0 0 0\n",
    ] {
        verify_slices(&parse(text)).unwrap();
    }
}
