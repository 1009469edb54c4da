//! The sentences beside the shapes.

use nianbao_core::{Report, SourceText};

use super::{Claim, Kind, Relation, claims};
use crate::grammar::builtin::KINDS;
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

/// The sentences of `grammar/sentences.tsv`: what each one states, and nothing else.
#[test]
fn sentences_state_what_they_state() {
    let mut wrong = Vec::new();
    let lines = include_str!("../../grammar/sentences.tsv").lines().skip(1);
    for line in lines {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default();
        let (body, year, prose, wanted) = (field(), field(), field(), field());
        let prose = prose.replace('/', "\n\n");
        let text =
            format!("# {body}{year}年政府信息公开工作年度报告\n\n## 一、总体情况\n\n{prose}\n");
        let report = Report::parse(SourceText::new(text).unwrap());
        let read: Vec<String> = claims(&report).iter().map(statement).collect();
        if read.join(" ") != wanted {
            wrong.push(format!("{prose}: wanted {wanted}, read {}", read.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A claim as the file of sentences gives it.
fn statement(claim: &Claim) -> String {
    let kind = KINDS
        .iter()
        .find(|(_, kind)| *kind == format!("{:?}", claim.kind))
        .map_or("", |(name, _)| name);
    let value = claim.value.normalize();
    match claim.relation {
        Relation::Zero if claim.kind == Kind::AllDone => kind.to_owned(),
        Relation::Zero => format!("{kind}=none"),
        Relation::Equal => format!("{kind}={value}"),
        Relation::AtMost => format!("{kind}<={value}"),
    }
}
