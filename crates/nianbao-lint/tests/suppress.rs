//! Directives in comments of the report.
#![allow(clippy::unwrap_used)]

use nianbao_core::{Report, SourceText};
use nianbao_lint::{FixMode, Selection, Settings, base_report, check, fix};

/// A wrong 表三 sum (A002 and others) and a cell with separators (T012).
const WRONG: (&str, &str) = ("| 行政许可 | 3215 |", "| 行政许可 | 3,215 |");

fn report(text: &str) -> Report {
    Report::parse(SourceText::new(text).unwrap())
}

/// The codes found in the base report with `WRONG` replaced by `line`.
fn codes(line: &str) -> Vec<String> {
    let text = base_report().replace(WRONG.0, line);
    let found = check(&report(&text), &nianbao_rules::settings());
    found
        .diagnostics
        .iter()
        .map(|found| found.rule.code().to_owned())
        .collect()
}

#[test]
fn a_directive_covers_its_line_or_the_next() {
    let none: [&str; 0] = [];
    assert_eq!(codes(WRONG.1), ["T012"]);
    let above = |directive: &str| codes(&format!("<!-- {directive} -->\n{}", WRONG.1));
    assert_eq!(above("nianbao-ignore T012: 合并口径"), none);
    assert_eq!(above("nianbao-ignore cell-number-form：理由"), none);
    assert_eq!(above("Nianbao-Ignore t0: x"), none);
    assert_eq!(above("nianbao-ignore-file T: x"), none);
    assert_eq!(
        above("nianbao-ignore T012 -->\n<!-- 别的 -->\n\n<!-- 另"),
        ["N002"]
    );
    assert_eq!(
        codes(&format!("{} <!-- nianbao-ignore T012: x -->", WRONG.1)),
        none
    );
    // Two lines above is too far.
    let far = base_report()
        .replace(
            "| 行政处罚 |",
            "<!-- nianbao-ignore T012: x -->\n| 行政处罚 |",
        )
        .replace("| 行政强制 | 86 |", "| 行政强制 | ８６ |");
    let found = check(&report(&far), &nianbao_rules::settings()).diagnostics;
    let found: Vec<_> = found.iter().map(|found| found.rule.code()).collect();
    assert_eq!(found, ["N001", "T012"]);
}

#[test]
fn what_suppresses_nothing_is_reported() {
    let above = |directive: &str| codes(&format!("<!-- {directive} -->\n{}", WRONG.1));
    assert_eq!(above("nianbao-ignore T012, A002: x"), ["N001"]);
    assert_eq!(
        above("nianbao-ignore T012、T013；x"),
        ["N002", "N001", "N001"]
    );
    assert_eq!(above("nianbao-ignore"), ["N001", "T012"]);
    assert_eq!(above("nianbao-ignroe T012: x"), ["N001", "T012"]);
    // A rule that does not run cannot be said to be suppressed for nothing.
    let above = "<!-- nianbao-ignore T012: x -->\n";
    let text = base_report().replace(WRONG.0, &format!("{above}{}", WRONG.0));
    let selection = |ignore: &str| Settings {
        selection: Selection::from_selectors(
            &nianbao_rules::REGISTRY,
            &[],
            &[],
            &[ignore.to_owned()],
        )
        .unwrap(),
        ..nianbao_rules::settings()
    };
    assert_eq!(check(&report(&text), &selection("A")).diagnostics.len(), 1);
    assert_eq!(check(&report(&text), &selection("T")).diagnostics.len(), 0);
    assert_eq!(check(&report(&text), &selection("N")).diagnostics.len(), 0);
}

#[test]
fn suppressed_findings_are_kept_aside() {
    let text = base_report().replace(WRONG.0, WRONG.1);
    let text = format!("<!-- nianbao-ignore-file T012: x -->\n{text}");
    let found = check(&report(&text), &nianbao_rules::settings());
    assert!(found.diagnostics.is_empty());
    assert_eq!(found.suppressed.len(), 1);
}

#[test]
fn useless_directives_can_be_removed() {
    let with = |directive: &str| base_report().replace(WRONG.0, directive);
    let clean = |text: &str| {
        let fixed = fix(
            report(text),
            &nianbao_rules::settings(),
            FixMode::SafeAndSuggested,
        );
        assert!(fixed.refused.is_empty(), "{:?}", fixed.refused);
        fixed.report.source.as_str().to_owned()
    };
    for useless in [
        "<!-- nianbao-ignore A001 A002: x -->\n| 行政许可 | 3215 |",
        "| 行政许可 | 3215 | <!-- nianbao-ignore -->",
        "<!-- nianbao-ignore nothing-like-it -->\n| 行政许可 | 3215 |",
    ] {
        assert!(clean(&with(useless)) == base_report(), "{useless}");
    }
    let kept = "<!-- nianbao-ignore X021, A002, T012, A001: x -->\n| 行政许可 | 3件 |";
    let after = clean(&with(&kept.replace("3件", "3,215").replace("X021", "T011")));
    assert!(
        after.contains("<!-- nianbao-ignore T012: x -->\n"),
        "{after}"
    );
}

#[test]
fn comments_do_not_change_what_is_read() {
    let plain = report(base_report());
    let mut lines = String::new();
    for (index, line) in base_report().lines().enumerate() {
        if !line.is_empty() {
            lines.push_str("<!-- 一、总体情况 -->\n");
        }
        lines.push_str(line);
        if index % 3 == 0 && !line.is_empty() {
            lines.push_str(" <!-- 99 -->");
        }
        lines.push('\n');
    }
    let commented = report(&lines);
    assert!(commented.comments.len() > 50);
    let prose = |report: &Report| -> Vec<_> {
        let paragraphs = report.prose.paragraphs.iter();
        paragraphs
            .map(|it| report.prose.text(it.range).to_owned())
            .collect()
    };
    assert_eq!(prose(&plain), prose(&commented));
    for id in nianbao_core::form::TableId::ALL {
        let cells = |report: &Report| -> Vec<_> {
            let table = report.table(id).unwrap();
            table
                .cells()
                .map(|(name, cell)| (name, cell.value))
                .collect()
        };
        assert_eq!(cells(&plain), cells(&commented));
    }
    assert_eq!(plain.sections.len(), commented.sections.len());
    assert!(
        check(&commented, &nianbao_rules::settings())
            .diagnostics
            .is_empty()
    );
}
