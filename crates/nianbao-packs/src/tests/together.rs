//! Packs that extend packs, rules that extend rules, and what wins.

use super::*;

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

fn both() -> Arc<PackSet> {
    let source = files([("pack.toml", COUNTY), ("base/pack.toml", BASE)]);
    Arc::new(
        load(&nianbao_rules::REGISTRY, &[Wanted::Source(&source)])
            .unwrap_or_else(|errors| panic!("{errors:?}")),
    )
}

#[test]
fn a_rule_that_extends_another_takes_its_place() {
    let set = both();
    assert_eq!(set.names().collect::<Vec<_>>(), ["base", "county"]);
    let text = "甲乙，丙丁，辛壬，甲乙戊，己庚。";
    let edits = [("发布政策解读材料36篇。", text)];
    assert_eq!(
        found(&set, &edits),
        ["county/words: 甲乙", "county/words: 辛壬"]
    );
    assert_eq!(set.settings().thresholds.overview_longest, 800);
    assert_eq!(
        set.settings().severity.of("S010"),
        Some(nianbao_lint::Severity::Warning)
    );
}

#[test]
fn suppressions_name_rules_of_packs() {
    let set = both();
    let with = |directive: &str| {
        let text = format!("\n\n<!-- {directive} -->\n\n甲乙。");
        found(&set, &[("发布政策解读材料36篇。", &text)])
    };
    assert_eq!(with("nianbao-ignore county/words: 本县说法"), [""; 0]);
    assert_eq!(with("nianbao-ignore words: 本县说法"), [""; 0]);
    assert_eq!(
        with("nianbao-ignore elsewhere/rule: 另一规则包"),
        ["county/words: 甲乙"]
    );
    assert_eq!(
        with("nianbao-ignore county/word: 写错"),
        ["N001: county/word", "county/words: 甲乙"]
    );
}

#[test]
fn packs_in_a_circle_are_told() {
    let source = files([
        ("pack.toml", "name = \"one\"\nextends = [\"./two\"]"),
        ("two/pack.toml", "name = \"two\"\nextends = [\"./three\"]"),
        (
            "two/three/pack.toml",
            "name = \"three\"\nextends = [\"./../../pack.toml\", \"nowhere\", \"./none\"]",
        ),
    ]);
    let errors = said(&load(&nianbao_rules::REGISTRY, &[Wanted::Source(&source)]).unwrap_err());
    assert_eq!(errors.len(), 3, "{errors:?}");
    let circle = Looping;
    let errors = said(&load(&nianbao_rules::REGISTRY, &[Wanted::Source(&circle)]).unwrap_err());
    assert_eq!(
        errors,
        [
            "pack.toml:2:12: packs extend each other in a circle: loop extends ./pack.toml, which extends it"
        ]
    );
    let rules = complaints(
        "name = \"one\"\n[[rule]]\nname = \"a\"\nextends = \"b\"\n[[rule]]\nname = \"b\"\nextends = \"a\"",
    );
    assert_eq!(rules.len(), 2);
    assert!(
        rules[0].starts_with("pack.toml:4:11: no rule b stands above"),
        "{rules:?}"
    );
}

/// A folder whose pack extends itself.
struct Looping;

impl PackSource for Looping {
    fn read(&self, _: &str) -> Result<String, Message> {
        Ok("name = \"loop\"\nextends = [\"./pack.toml\"]".to_owned())
    }

    fn label(&self, _: &str) -> String {
        "pack.toml".to_owned()
    }
}

#[test]
fn mistakes_are_told_with_their_place_and_what_was_meant() {
    for (text, expected) in [
        (
            "name = \"county\"\nverson = \"1\"",
            "2:1: there is no key verson; did you mean version?",
        ),
        (
            "name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"existance\"",
            "4:8: rule.kind does not take \"existance\"",
        ),
        (
            "name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"existence\"\nwords = \"x\"",
            "5:9: rule.words takes a list, not a value of type string",
        ),
        (
            "name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"existence\"\npatterns = [\"ab(c\"]",
            "5:16: not a regular expression: unclosed group",
        ),
        (
            "name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"existence\"\npatterns = [\"x*\"]",
            "5:13: the regular expression matches empty text",
        ),
        (
            "name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"assertion\"\nassert = \"table3.new_request.total > 1\"\nmessage = { zh = \"x\" }",
            "5:11: the report model has no table3.new_request.total; did you mean new_requests?",
        ),
        (
            "name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"assertion\"\nassert = \"year > 2000 && bodi == 'x'\"\nmessage = { zh = \"x\" }",
            "5:26: the report model has no bodi; did you mean body?",
        ),
        (
            "name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"assertion\"\nassert = \"year >\"\nmessage = { zh = \"x\" }",
            "the expression is not valid CEL",
        ),
        (
            "name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"assertion\"\nassert = \"year + 1\"\nmessage = { zh = \"x\" }",
            "5:11: the expression must be true or false, not of type int",
        ),
        (
            "name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"existence\"\nwords = [\"x\"]\nmax = 3",
            "3:8: rule a is of kind existence, which does not take max",
        ),
        (
            "name = \"county\"\n[[rule]]\nname = \"a\"\nkind = \"existence\"\nwords = [\"x\"]\nobserved = true\nseverity = \"error\"",
            "7:12: a rule that rests on observed practice",
        ),
        (
            "name = \"county\"\n[settings]\nenable = [\"S01O\"]",
            "3:11: no rule is called \"S01O\"; did you mean S010?",
        ),
        (
            "name = \"county\"\nextends = [\"ningxai\"]",
            "2:12: no pack is called \"ningxai\"; did you mean ningxia?",
        ),
        ("name = \"A\"", "1:8: a pack's name has small letters"),
        ("name = ", "not valid TOML"),
        ("version = \"1\"", "name is missing"),
        (
            "name = \"county\"\nprovince = \"宁厦\"",
            "2:12: no province is called",
        ),
        (
            "name = \"county\"\n[settings.deadlines]\ntownship = \"13-01\"",
            "3:12: this should be \"month-day\"",
        ),
        (
            "name = \"county\"\nextends = [\"ningxia\"]\n[[rule]]\nname = \"a\"\nextends = \"ningxia/nothing\"",
            "5:11: there is no rule ningxia/nothing to extend",
        ),
    ] {
        let errors = complaints(text);
        assert!(
            errors.iter().any(|error| error.contains(expected)),
            "{text}\n{errors:#?}"
        );
    }
}

#[test]
fn everything_wrong_is_told_at_once() {
    let text = "name = \"county\"\nverson = \"1\"\n[settings]\nenabel = []\nmeasure_words = [1]\n[[rule]]\nkind = 3";
    let errors = complaints(text);
    assert_eq!(errors.len(), 5, "{errors:#?}");
    assert!(
        errors
            .iter()
            .any(|it| it.contains("did you mean measure-words"))
    );
}

#[test]
fn the_schema_knows_every_key_of_the_skeleton() {
    let schema: serde_json::Value = serde_json::from_str(&schema(Lang::En)).unwrap();
    assert!(schema["properties"]["rule"].is_object());
    assert!(schema["$defs"]["RuleFile"]["properties"]["swap-patterns"].is_object());
    let set = loaded(&skeleton("my-county"));
    assert_eq!(set.names().last(), Some("my-county"));
    let outcomes = test(&set, None);
    assert!(!outcomes.is_empty());
    for outcome in outcomes {
        assert!(outcome.failures.is_empty(), "{outcome:?}");
    }
    assert_eq!(untested(set.packs().last().unwrap()), []);
}

#[test]
fn tests_of_a_pack_fail_where_expectations_are_not_met() {
    let set = loaded(
        r#"
        name = "county"
        [[rule]]
        name = "words"
        kind = "existence"
        words = ["甲乙"]
        [[test]]
        name = "right"
        add = { overview = "甲乙。" }
        expect = ["words: 甲乙"]
        [[test]]
        name = "nothing found"
        expect = ["words"]
        forbid = ["wrods"]
        [[test]]
        name = "found and forbidden"
        add = { preamble = "甲乙。" }
        forbid = ["words"]
        expect = ["words: 乙"]
        [[test]]
        name = "no such text"
        edits = [["不在样本中的话", "x"]]
        "#,
    );
    let failures: Vec<usize> = test(&set, None)
        .iter()
        .map(|it| it.failures.len())
        .collect();
    assert_eq!(failures, [0, 2, 2, 1]);
    assert_eq!(untested(set.packs().last().unwrap()), []);
}
