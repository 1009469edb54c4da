//! The sentences beside the shapes.

use nianbao_core::{Report, SourceText};

use super::claims;
use crate::grammar::{SILENT, TESTS};

/// The claims of a sentence in a report of a county: shape and value.
fn read(sentence: &str) -> Vec<(&'static str, String)> {
    let text = format!(
        "# 云溪县人民政府2023年政府信息公开工作年度报告\n\n## 一、总体情况\n\n{sentence}\n"
    );
    let report = Report::parse(SourceText::new(text).unwrap());
    claims(&report)
        .into_iter()
        .map(|claim| (claim.shape, claim.value.normalize().to_string()))
        .collect()
}

#[test]
fn every_shape_reads_its_sentences() {
    let mut wrong = Vec::new();
    for (shape, sentence, values) in TESTS {
        let found = read(&sentence.replace("江岸区", "云溪县"));
        let own = found
            .iter()
            .filter(|(name, _)| name.split(':').next() == Some(*shape));
        let numbers: Vec<&str> = own.map(|(_, value)| value.as_str()).collect();
        if numbers.join(" ") != *values {
            wrong.push(format!(
                "{shape}: {sentence}: wanted {values}, read {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_shape_reads_what_it_must_not() {
    let mut wrong = Vec::new();
    for (shape, sentence) in SILENT {
        let found = read(sentence);
        if found
            .iter()
            .any(|(name, _)| name.split(':').next() == Some(*shape))
        {
            wrong.push(format!("{shape}: {sentence}: read {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
