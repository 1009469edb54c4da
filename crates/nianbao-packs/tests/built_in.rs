//! The packs that come with the program: every rule is tested, and none cries wolf.

use std::sync::Arc;

use nianbao_core::{Report, SourceText};
use nianbao_lint::{Settings, Severity, base_report, check};
use nianbao_packs::{PackSet, Wanted};

fn load(name: &str) -> Arc<PackSet> {
    match nianbao_packs::load(&nianbao_rules::REGISTRY, &[Wanted::BuiltIn(name)]) {
        Ok(set) => Arc::new(set),
        Err(errors) => {
            let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
            panic!("{}", lines.join("\n"))
        }
    }
}

#[test]
fn every_pack_passes_its_own_tests() {
    for name in nianbao_packs::built_in_names() {
        for outcome in nianbao_packs::test(&load(name), None) {
            let failures: Vec<_> = outcome.failures.iter().map(|it| &it.message.en).collect();
            assert!(
                failures.is_empty(),
                "{name}: {}: {failures:?}",
                outcome.name
            );
        }
    }
}

#[test]
fn every_rule_of_every_pack_is_tested_both_ways_and_has_a_source() {
    for name in nianbao_packs::built_in_names() {
        let set = load(name);
        let [pack] = set.packs() else {
            panic!("{name} extends others")
        };
        assert_eq!(nianbao_packs::untested(pack), [], "{name}");
        assert_eq!(pack.name, name);
        assert!(
            !pack.sources.is_empty() && pack.province.is_some(),
            "{name}"
        );
        for rule in set.rules() {
            assert!(
                rule.summary.en != rule.summary.zh,
                "{}: no English",
                rule.code
            );
            // What no document lays down is worth no more than a remark.
            assert!(
                rule.severity == Severity::Info || !rule.basis.is_empty(),
                "{} weighs more than its sources",
                rule.code
            );
        }
    }
}

#[test]
fn no_pack_adds_an_error_or_a_warning_to_a_right_report() {
    let report = Report::parse(SourceText::new(base_report()).unwrap());
    for name in nianbao_packs::built_in_names() {
        for found in check(&report, &load(name).settings()).diagnostics {
            assert_eq!(
                found.severity,
                Severity::Info,
                "{name}: {}",
                found.message.zh
            );
        }
    }
}

/// The samples with the packs of their provinces.
const SAMPLES: [(&str, &str); 5] = [
    ("haicheng-town-2022.txt", "ningxia"),
    ("haiyuan-county-office-2023.txt", "ningxia"),
    ("tongxin-county-office-2023.txt", "ningxia"),
    ("hanyin-county-2023.txt", "shaanxi"),
    ("minhe-county-2023.txt", "qinghai"),
];

#[test]
fn the_pack_of_its_province_adds_only_remarks_to_a_sample() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/");
    for (file, name) in SAMPLES {
        let bytes = std::fs::read(format!("{folder}{file}")).unwrap();
        let report = Report::parse(SourceText::decode(&bytes).unwrap());
        let count = |settings: &Settings| {
            let found = check(&report, settings).diagnostics;
            found
                .iter()
                .filter(|it| it.severity > Severity::Info)
                .count()
        };
        let with = load(name).settings();
        assert_eq!(count(&with), count(&nianbao_rules::settings()), "{file}");
        let remarks = check(&report, &with).diagnostics;
        let own = remarks.iter().filter(|it| it.rule.code().contains('/'));
        let own: Vec<_> = own.map(|it| it.rule.code().to_owned()).collect();
        assert!(
            own.is_empty(),
            "{file}: {own:?} speaks against what the samples of the province do"
        );
        let body = &report.body.as_ref().unwrap().name;
        // A township's name without its county tells no province.
        let told = nianbao_packs::for_body(body);
        assert!(
            told == Some(name) || (told.is_none() && file.contains("town")),
            "{body}: {told:?}"
        );
    }
}

#[test]
fn all_packs_can_be_used_together() {
    let all: Vec<_> = nianbao_packs::built_in_names()
        .map(Wanted::BuiltIn)
        .collect();
    let set = Arc::new(
        nianbao_packs::load(&nianbao_rules::REGISTRY, &all)
            .unwrap_or_else(|errors| panic!("{errors:?}")),
    );
    assert_eq!(set.names().count(), 10);
    let report = Report::parse(SourceText::new(base_report()).unwrap());
    let findings = check(&report, &set.settings());
    assert!(
        findings
            .diagnostics
            .iter()
            .all(|it| it.severity == Severity::Info)
    );
}

/// The guide as a source of files: its pieces of a pack, put together.
struct Guide(String);

impl nianbao_packs::PackSource for Guide {
    fn read(&self, _: &str) -> Result<String, nianbao_lint::Message> {
        Ok(self.0.clone())
    }

    fn label(&self, path: &str) -> String {
        format!("packs/README.md {path}")
    }
}

#[test]
fn the_examples_of_the_guide_work() {
    let guide = include_str!("../packs/README.md");
    let mut text = String::new();
    let mut inside = false;
    for line in guide.lines() {
        match line {
            "```toml pack" => inside = true,
            "```" => inside = false,
            _ if inside => text.extend([line, "\n"]),
            _ => {}
        }
    }
    let source = Guide(text);
    let set = Arc::new(
        nianbao_packs::load(&nianbao_rules::REGISTRY, &[Wanted::Source(&source)]).unwrap_or_else(
            |errors| {
                let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
                panic!("{}", lines.join("\n"))
            },
        ),
    );
    let outcomes = nianbao_packs::test(&set, None);
    assert!(outcomes.len() >= 14);
    for outcome in outcomes {
        let failures: Vec<_> = outcome.failures.iter().map(|it| &it.message.en).collect();
        assert!(failures.is_empty(), "{}: {failures:?}", outcome.name);
    }
    assert_eq!(nianbao_packs::untested(set.packs().last().unwrap()), []);
    // Every variable and every kind of rule is in the guide.
    for (variable, _) in nianbao_packs::VARIABLES {
        assert!(
            guide.contains(&format!("`{variable}")),
            "{variable} is not in the guide"
        );
    }
    for kind in [
        "existence",
        "substitution",
        "occurrence",
        "required",
        "heading",
        "assertion",
    ] {
        assert!(
            source.0.contains(&format!("kind = \"{kind}\"")),
            "{kind} has no example"
        );
    }
}
