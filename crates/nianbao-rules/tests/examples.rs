//! Runs every example of every rule: bad ones must be flagged where they say and nowhere else, good
//! ones and traps must stay silent, and the base report must not trigger anything.

#![allow(clippy::expect_used)]

use nianbao_core::{Report, SourceText};
use nianbao_lint::{ExampleKind, Findings, Selection, Settings, base_report, check};
use nianbao_rules::REGISTRY;

/// Examples with several findings: the rule, what the example names, and all that is flagged.
const SEVERAL: [(&str, &str, &[&str]); 3] = [
    ("A008", "3215", &["3215", "1204", "86"]),
    (
        "S005",
        "五、其他需要报告的事项",
        &["五、其他需要报告的事项", "六、其他需要报告的事项"],
    ),
    ("X005", "38件", &["38件", "13件"]),
];

fn run(text: &str, selection: Selection) -> (Report, Findings) {
    let report = Report::parse(SourceText::new(text).expect("small"));
    let settings = Settings {
        selection,
        ..nianbao_rules::settings()
    };
    let findings = check(&report, &settings);
    (report, findings)
}

fn describe(report: &Report, findings: &Findings) -> String {
    let lines = findings.diagnostics.iter().map(|found| {
        let position = report.source.position(found.span.start);
        format!(
            "  {position:?} {} {:?}: {}",
            found.rule.code(),
            report.source.slice(found.span),
            found.message.zh
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_base_report_is_correct() {
    let (report, findings) = run(base_report(), Selection::all(&nianbao_rules::REGISTRY));
    assert!(
        findings.diagnostics.is_empty(),
        "false alarms in the base report:\n{}",
        describe(&report, &findings)
    );
    assert!(
        findings.unverified.is_empty(),
        "unverified in the base report: {:?}",
        findings.unverified
    );
}

#[test]
fn examples_show_what_they_say() {
    let mut failures = Vec::new();
    for rule in REGISTRY.rules() {
        for example in rule.examples {
            let mut text = base_report().to_owned();
            let title = format!("{} {}", rule.code, example.title.zh);
            for (from, to) in example.edits {
                if !text.contains(from) {
                    failures.push(format!("{title}: {from:?} is not in the text"));
                }
                text = text.replace(from, to);
            }
            let (report, findings) = run(&text, Selection::only(&nianbao_rules::REGISTRY, rule));
            let found = describe(&report, &findings);
            match example.kind {
                ExampleKind::Bad { flagged } => {
                    let places = findings.diagnostics.iter();
                    let places: Vec<&str> = places.map(|it| report.source.slice(it.span)).collect();
                    let several = SEVERAL
                        .iter()
                        .find(|it| it.0 == rule.code && it.1 == flagged);
                    let wanted = several.map_or(vec![flagged], |it| it.2.to_vec());
                    if places != wanted {
                        failures.push(format!("{title}: {wanted:?} are not flagged\n{found}"));
                    }
                }
                ExampleKind::Good | ExampleKind::Trap => {
                    if !findings.diagnostics.is_empty() {
                        failures.push(format!("{title}: false alarm\n{found}"));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn fixes_mend_what_they_are_offered_for() {
    let mut failures = Vec::new();
    for rule in REGISTRY.rules() {
        for example in rule.examples {
            let mut text = base_report().to_owned();
            for (from, to) in example.edits {
                text = text.replace(from, to);
            }
            let (_, before) = run(&text, Selection::only(&nianbao_rules::REGISTRY, rule));
            for diagnostic in &before.diagnostics {
                for fix in &diagnostic.fixes {
                    let mut fixed = text.clone();
                    for edit in fix.edits.iter().rev() {
                        fixed.replace_range(edit.span.range(), &edit.new_text);
                    }
                    let (report, after) =
                        run(&fixed, Selection::only(&nianbao_rules::REGISTRY, rule));
                    if after.diagnostics.len() >= before.diagnostics.len() {
                        failures.push(format!(
                            "{} {}: {:?} mends nothing\n{}",
                            rule.code,
                            example.title.zh,
                            fix.title.zh,
                            describe(&report, &after)
                        ));
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
