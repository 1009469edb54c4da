//! What is lost from a correct report must never look like a mistake of arithmetic: every number that
//! is left is true.

use std::fmt::Write as _;

use nianbao_core::{Report, SourceText};
use nianbao_lint::{Selection, Settings, base_report, blank_table, check};

/// The arithmetic findings of a text, with their messages.
fn arithmetic(text: &str) -> Vec<String> {
    let Ok(source) = SourceText::new(text) else {
        return vec!["too large".to_owned()];
    };
    let report = Report::parse(source);
    let selection = Selection::all(&nianbao_rules::REGISTRY);
    let settings = Settings {
        selection,
        ..nianbao_rules::settings()
    };
    let findings = check(&report, &settings);
    let identities = ["A001", "A002", "A003", "A004"];
    findings
        .diagnostics
        .iter()
        .filter(|found| identities.contains(&found.rule.code()))
        .map(|found| format!("{} {}", found.rule.code(), found.message.zh))
        .collect()
}

#[test]
fn a_report_cut_anywhere_has_no_arithmetic_findings() {
    let text = base_report();
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        let found = arithmetic(&text[..end]);
        assert!(found.is_empty(), "cut after {line:?}: {found:#?}");
    }
}

#[test]
fn a_report_without_one_of_its_lines_has_no_arithmetic_findings() {
    let lines: Vec<&str> = base_report().split_inclusive('\n').collect();
    for lost in 0..lines.len() {
        let left: Vec<&str> = (0..lines.len())
            .filter(|&index| index != lost)
            .map(|index| lines[index])
            .collect();
        let found = arithmetic(&left.concat());
        assert!(found.is_empty(), "without {:?}: {found:#?}", lines[lost]);
    }
}

#[test]
fn a_blank_cell_is_no_arithmetic_finding() {
    let text = base_report();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let cells: Vec<&str> = line.split('|').collect();
        for (index, cell) in cells.iter().enumerate() {
            let number = !cell.is_empty() && cell.trim().bytes().all(|byte| byte.is_ascii_digit());
            if !line.starts_with('|') || !number || cell.trim().is_empty() {
                continue;
            }
            for blank in [" ", " / "] {
                let mut changed = cells.clone();
                changed[index] = blank;
                let mut blanked = text.to_owned();
                blanked.replace_range(start..start + line.len(), &changed.join("|"));
                let found = arithmetic(&blanked);
                assert!(
                    found.is_empty(),
                    "{blank:?} for {cell:?} in {line:?}: {found:#?}"
                );
            }
        }
        start += line.len();
    }
}

#[test]
fn a_wrong_number_is_always_found_and_its_repair_offered() {
    let text = base_report();
    let tables = text.find("## 三、").unwrap_or(0);
    let mut start = 0;
    let mut tried = 0;
    for line in text.split_inclusive('\n') {
        let cells: Vec<&str> = line.split('|').collect();
        for (index, cell) in cells.iter().enumerate() {
            let Ok(number) = cell.trim().parse::<i64>() else {
                continue;
            };
            if start < tables || !line.starts_with('|') {
                continue;
            }
            let mut changed: Vec<String> = cells.iter().map(ToString::to_string).collect();
            changed[index] = format!(" {} ", number + 3);
            let mut wrong = text.to_owned();
            wrong.replace_range(start..start + line.len(), &changed.join("|"));
            let report = Report::parse(SourceText::new(wrong.as_str()).unwrap_or_else(|error| {
                panic!("{error}");
            }));
            let findings = check(&report, &nianbao_rules::settings());
            let repaired = findings
                .diagnostics
                .iter()
                .flat_map(|found| &found.fixes)
                .any(|fix| {
                    let mut fixed = wrong.clone();
                    for edit in fix.edits.iter().rev() {
                        fixed.replace_range(edit.span.range(), &edit.new_text);
                    }
                    fixed == text
                });
            assert!(repaired, "{} for {number} in {line:?}", number + 3);
            tried += 1;
        }
        start += line.len();
    }
    assert_eq!(tried, 175 + 15);
}

#[test]
fn blank_tables_of_both_editions_lack_nothing_but_their_numbers() {
    use nianbao_core::form::{Edition, TableId, section, table};
    for (edition, year) in [(Edition::V2021, 2023), (Edition::V2019, 2020)] {
        let mut text = format!("# 云溪县人民政府{year}年政府信息公开工作年度报告\n\n");
        for id in TableId::ALL {
            let heading = section(table(edition, id).section).heading();
            let _ = writeln!(text, "## {heading}\n\n{}", blank_table(edition, id));
        }
        let report = Report::parse(SourceText::new(text.as_str()).unwrap_or_else(|error| {
            panic!("{error}");
        }));
        // 表四 is the same in both editions.
        for id in [TableId::Proactive, TableId::Requests] {
            assert_eq!(report.table(id).map(|table| table.edition), Some(edition));
        }
        let findings = check(&report, &nianbao_rules::settings());
        let mut codes: Vec<&str> = findings
            .diagnostics
            .iter()
            .map(|found| found.rule.code())
            .filter(|code| code.starts_with(['T', 'A']))
            .collect();
        codes.dedup();
        assert_eq!(codes, ["T008"], "{edition:?}");
    }
}

/// Numbers that ran into one another are no counts, and nothing may overflow over them.
#[test]
fn numbers_beyond_measure_are_borne() {
    let text = base_report();
    let digits = |c: char| c.is_ascii_digit();
    for huge in [
        "999999999999999999",
        "1000000000000000000",
        "99999999999999999999999999",
        "79228162514264337593543950335",
        "79,228,162,514,264,337,593,543,950,335",
        "7.9228162514264337593543950335",
        "99999999999999999999999999.9",
        "0.0000000000000000000000000001",
    ] {
        let all: String = text
            .split_inclusive(digits)
            .map(|piece| piece.replace(digits, huge))
            .collect();
        arithmetic(&all);
        for unit in ["%", "件", "亿件", "万元", "个百分点", "倍"] {
            let prose = format!(
                "共收到政府信息公开申请{huge}{unit}，其中网络{huge}{unit}，信函{huge}{unit}，占{huge}%，同比增长{huge}%，\
                 办结{huge}{unit}，办结率{huge}%，结转{huge}{unit}。"
            );
            let told = text.replacen("主动公开情况\n", &format!("主动公开情况\n{prose}\n"), 1);
            arithmetic(&format!("{told}\n{prose}\n"));
        }
    }
}
