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

/// The lines of `grammar/sentences.tsv`: body, year, prose and claims.
fn sentences() -> impl Iterator<Item = [&'static str; 4]> {
    let lines = include_str!("../../grammar/sentences.tsv").lines().skip(1);
    lines.map(|line| {
        let mut fields = line.split('\t');
        std::array::from_fn(|_| fields.next().unwrap_or_default())
    })
}

/// What a report of a body states.
fn stated(body: &str, year: &str, prose: &str) -> String {
    let prose = prose.replace('/', "\n\n");
    let text = format!("# {body}{year}年政府信息公开工作年度报告\n\n## 一、总体情况\n\n{prose}\n");
    let report = Report::parse(SourceText::new(text).unwrap());
    let read: Vec<String> = claims(&report).iter().map(statement).collect();
    read.join(" ")
}

#[test]
fn sentences_state_what_they_state() {
    let mut wrong = Vec::new();
    for [body, year, prose, wanted] in sentences() {
        let read = stated(body, year, prose);
        if read != wanted {
            wrong.push(format!("{prose}: wanted {wanted}, read {read}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The same sentences about letters state nothing of the tables.
#[test]
fn letters_are_no_requests() {
    let requests = [
        "政府信息公开申请事项",
        "政府信息公开申请",
        "信息公开申请",
        "依申请公开申请",
        "依申请公开事项",
        "依申请公开件",
        "依申请公开",
    ];
    let other = [
        "公开申请",
        "申请公开",
        "信息公开",
        "公开信息",
        "政府信息",
        "复议",
        "诉讼",
        "规范性",
        "规章",
        "行政",
        "处理费",
    ];
    let mut wrong = Vec::new();
    let mut tried = 0;
    for [body, year, prose, _] in sentences() {
        let letters = requests.iter().fold(prose.to_owned(), |text, word| {
            text.replace(word, "信访事项")
        });
        if letters == prose || other.iter().any(|word| letters.contains(word)) {
            continue;
        }
        tried += 1;
        let read = stated(body, year, &letters);
        if !read.is_empty() {
            wrong.push(format!("{letters}: read {read}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 300, "{tried}");
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
