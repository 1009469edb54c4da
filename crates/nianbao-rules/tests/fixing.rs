//! Fixing is idempotent, loses nothing of a report, and touches nothing but what it mends.

#![allow(clippy::expect_used)]

use nianbao_core::form::TableId;
use nianbao_core::table::Table;
use nianbao_core::{Report, SourceText};
use nianbao_lint::{Applicability, FixMode, Fixed, Selection, Settings, base_report, check, fix};
use nianbao_rules::REGISTRY;
use proptest::prelude::*;

const SEEDS: [&str; 5] = [
    include_str!("../../../tests/corpus/haicheng-town-2022.txt"),
    include_str!("../../../tests/corpus/haiyuan-county-office-2023.txt"),
    include_str!("../../../tests/corpus/hanyin-county-2023.txt"),
    include_str!("../../../tests/corpus/minhe-county-2023.txt"),
    include_str!("../../../tests/corpus/tongxin-county-office-2023.txt"),
];
const MODES: [FixMode; 2] = [FixMode::Safe, FixMode::SafeAndSuggested];

fn report(text: &str) -> Report {
    Report::parse(SourceText::new(text).expect("small"))
}

fn all() -> Settings {
    Settings {
        selection: Selection::all(&nianbao_rules::REGISTRY),
        ..nianbao_rules::settings()
    }
}

fn fixed(text: &str, mode: FixMode) -> Fixed {
    fix(report(text), &all(), mode)
}

/// The numbers of all tables, in the order of the form.
fn numbers(report: &Report) -> Vec<String> {
    let tables = TableId::ALL.into_iter().filter_map(|id| report.table(id));
    tables
        .flat_map(Table::cells)
        .filter_map(|(name, cell)| Some(format!("{name:?} {}", cell.number()?)))
        .collect()
}

/// What must hold of any text that is fixed.
fn examine(text: &str, mode: FixMode) -> Fixed {
    let before = report(text);
    let fixed = fixed(text, mode);
    let after = fixed.report.source.as_str();
    assert!(
        fixed.converged,
        "fixes do not come to an end: {:?}",
        fixed.applied
    );
    let again = self::fixed(after, mode);
    assert!(again.applied.is_empty(), "fixed again: {:?}", again.applied);
    assert_eq!(again.report.source.as_str(), after);
    // What is told of the fixed report is what is found in it.
    let found = check(&report(after), &all()).diagnostics.len();
    assert_eq!(found, fixed.findings.diagnostics.len());
    assert_eq!(fixed.applied.is_empty(), after == text);
    // A seventh section may be moved into the sixth.
    let sections = |report: &Report| {
        let known = report.sections.iter().filter(|it| it.kind.is_some());
        known.count()
    };
    assert!(sections(&before) <= sections(&fixed.report));
    assert!(before.damage.len() >= fixed.report.damage.len());
    if mode == FixMode::Safe {
        assert_eq!(numbers(&before), numbers(&fixed.report));
        assert!(
            fixed
                .applied
                .iter()
                .all(|it| it.applicability == Applicability::Safe)
        );
    }
    fixed
}

#[test]
fn real_reports_are_fixed_to_a_fixed_point() {
    for text in SEEDS.into_iter().chain([base_report()]) {
        for mode in MODES {
            examine(text, mode);
            examine(&text.replace('\n', "\r\n"), mode);
        }
    }
}

#[test]
fn the_base_report_stays_as_it_is() {
    for mode in MODES {
        assert!(fixed(base_report(), mode).applied.is_empty());
    }
}

/// Every example of every rule, fixed with all rules at once.
#[test]
fn no_fix_of_any_rule_loses_anything() {
    let mut applied = 0;
    let mut refused = Vec::new();
    for rule in REGISTRY.rules() {
        for example in rule.examples {
            let mut text = base_report().to_owned();
            for (from, to) in example.edits {
                text = text.replace(from, to);
            }
            for mode in MODES {
                let fixed = examine(&text, mode);
                applied += fixed.applied.len();
                let title = example.title.zh;
                let refusals = fixed.refused.iter();
                refused.extend(refusals.map(|it| {
                    format!("{} {title}: {} {}", rule.code, it.rule.code(), it.title.zh)
                }));
            }
        }
    }
    assert!(applied > 20, "only {applied} fixes were tried");
    assert!(refused.is_empty(), "refused: {refused:#?}");
}

/// What a fix inserts has the line ends of the file, and no other line end changes.
#[test]
fn line_ends_are_those_of_the_file() {
    for rule in REGISTRY.rules() {
        for example in rule.examples {
            let mut text = base_report().to_owned();
            for (from, to) in example.edits {
                text = text.replace(from, to);
            }
            for mode in MODES {
                let lf = fixed(&text, mode);
                let crlf = fixed(&text.replace('\n', "\r\n"), mode);
                let expected = lf.report.source.as_str().replace('\n', "\r\n");
                assert_eq!(
                    crlf.report.source.as_str(),
                    expected,
                    "{} {}",
                    rule.code,
                    example.title.zh
                );
            }
        }
    }
}

/// Mutations of a line, as drafters and converters make them.
fn mutate(line: &str, how: u8) -> String {
    match how % 8 {
        0 => String::new(),
        1 => format!("{line}\n{line}"),
        2 => line.replace(['0', '1'], ""),
        3 => line.replace('2', "２").replace('5', "５"),
        4 => line.replace("| 0 |", "| / |"),
        5 => line.replace('（', "(").replace('、', "，"),
        6 => line.chars().take(line.chars().count() / 2).collect(),
        _ => line.replace("情况", ""),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn damaged_reports_are_fixed_to_a_fixed_point(
        seed in 0..6_usize,
        mutations in prop::collection::vec((0..400_usize, any::<u8>()), 1..8),
    ) {
        let text = SEEDS.get(seed).copied().unwrap_or(base_report());
        let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
        for (line, how) in mutations {
            let index = line % lines.len();
            lines[index] = mutate(&lines[index], how);
        }
        let text = lines.join("\n");
        for mode in MODES {
            examine(&text, mode);
        }
    }
}
