//! The suppression that an editor offers.
#![allow(clippy::unwrap_used)]

use nianbao_core::{Report, SourceText};
use nianbao_lint::query::ignore_here;
use nianbao_lint::{base_report, check};

#[test]
fn the_finding_goes_and_nothing_comes() {
    let wrong = base_report()
        .replace("| 行政许可 | 3215 |", "| 行政许可 | 3,215 |")
        .replace("政府信息公开申请51件", "政府信息公开申请61件")
        .replace("一、总体情况", "一、总体情况。")
        .replace("| 40 | 8 |", "| 41 | 8 |");
    // Of these there is one finding on the whole.
    for text in ["", "\n", "# 会议纪要\n\n内容\n", "|"] {
        each_goes(text, 1);
    }
    // The last part is missing, and what follows the last document is no document.
    let part = |text: &str| text.find("## 六、").unwrap();
    let short = base_report().get(..part(base_report())).unwrap().trim_end();
    for text in [format!("{short}\n\u{c}\n"), format!("{short}\n\n\n")] {
        each_goes(&text, 1);
    }
    for text in [wrong.clone(), wrong.replace('\n', "\r\n")] {
        each_goes(&text, 4);
    }
}

/// Suppresses each finding of a text by itself.
fn each_goes(text: &str, least: usize) {
    let report = Report::parse(SourceText::new(text).unwrap());
    let findings = check(&report, &nianbao_rules::settings()).diagnostics;
    assert!(findings.len() >= least, "{findings:?}");
    for finding in &findings {
        let fix = ignore_here(&report, finding).unwrap();
        let [edit] = fix.edits.as_slice() else {
            panic!("{fix:?}")
        };
        let mut text = text.to_owned();
        text.insert_str(edit.span.start as usize, &edit.new_text);
        let after = check(
            &Report::parse(SourceText::new(text).unwrap()),
            &nianbao_rules::settings(),
        );
        assert_eq!(
            after.diagnostics.len() + after.suppressed.len(),
            findings.len()
        );
        assert!(after.suppressed.iter().all(|it| it.rule == finding.rule));
        assert!(!after.suppressed.is_empty(), "{}", finding.rule.code());
    }
}
