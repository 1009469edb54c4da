//! Of packs, configuration and command line, what comes later wins.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use nianbao_core::{Report, SourceText};
use nianbao_lint::{Findings, Message, Settings, base_report, check};
use nianbao_packs::{PackSet, PackSource, Wanted};
use nianbao_workspace::config::{Config, Overrides};

const BASE: &str = r#"
    name = "base"
    [settings]
    thresholds = { overview-longest = 900 }
    severity = { S010 = "warning" }
    [[rule]]
    name = "words"
    kind = "existence"
    words = ["甲乙", "丙丁"]
    not-before = ["戊"]
    [[rule]]
    name = "other"
    kind = "existence"
    words = ["己庚"]
"#;

const COUNTY: &str = r#"
    name = "county"
    extends = ["./base"]
    [settings]
    thresholds = { overview-longest = 800 }
    disable = ["base/other"]
    [[rule]]
    name = "words"
    extends = "base/words"
    severity = "warning"
    add = { words = ["辛壬"] }
    remove = { words = ["丙丁"] }
"#;

struct Files;

impl PackSource for Files {
    fn read(&self, path: &str) -> Result<String, Message> {
        let text = if path.contains("base") { BASE } else { COUNTY };
        Ok(text.to_owned())
    }

    fn label(&self, path: &str) -> String {
        path.strip_prefix("./").unwrap_or(path).to_owned()
    }
}

fn both() -> Arc<PackSet> {
    let wanted = [Wanted::Source(&Files)];
    Arc::new(nianbao_packs::load(&nianbao_rules::REGISTRY, &wanted).unwrap())
}

fn run_on(settings: &Settings, (from, to): (&str, &str)) -> Findings {
    let text = base_report().replace(from, to);
    assert_ne!(text, base_report());
    check(&Report::parse(SourceText::new(text).unwrap()), settings)
}

#[test]
fn what_comes_later_wins_and_the_user_over_all() {
    let set = both();
    let settings = |config: &str, over: &Overrides| {
        let config = Config::parse(config).unwrap();
        assert_eq!(config.check_with(&[], &set), []);
        config.settings_with(&set, over).unwrap()
    };
    let config = "severity = { \"county/words\" = \"error\", S010 = \"info\" }\nextend-select = [\"base/other\"]\n[thresholds]\noverview-longest = 700";
    let now = settings(config, &Overrides::default());
    assert_eq!(now.thresholds.overview_longest, 700);
    assert_eq!(now.severity.of("S010"), Some(nianbao_lint::Severity::Info));
    let findings = run_on(&now, ("发布政策解读材料36篇。", "甲乙，己庚。"));
    let codes: Vec<_> = findings
        .diagnostics
        .iter()
        .map(|it| (it.rule.code(), it.severity))
        .collect();
    assert_eq!(
        codes,
        [
            ("county/words", nianbao_lint::Severity::Error),
            ("base/other", nianbao_lint::Severity::Info)
        ]
    );
    let only = |select: &str| {
        let over = Overrides {
            select: vec![select.to_owned()],
            ..Overrides::default()
        };
        let now = settings("", &over);
        let findings = run_on(&now, ("发布政策解读材料36篇。", "甲乙，己庚。"));
        findings
            .diagnostics
            .iter()
            .map(|it| it.rule.code().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(only("county"), ["county/words"]);
    assert_eq!(only("base/"), ["base/other"]);
    assert_eq!(only("other"), ["base/other"]);
    assert_eq!(only("A"), [""; 0]);
}
