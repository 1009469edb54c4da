//! Which rules selectors name.
#![allow(clippy::unwrap_used)]

use nianbao_lint::Selection;
use nianbao_rules::REGISTRY;

fn codes(select: &[&str], extend: &[&str], ignore: &[&str]) -> Vec<&'static str> {
    let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    Selection::from_selectors(&REGISTRY, &owned(select), &owned(extend), &owned(ignore))
        .unwrap()
        .rules()
        .map(|rule| rule.code)
        .collect()
}

#[test]
fn nothing_selected_means_the_defaults() {
    let defaults: Vec<_> = Selection::new(&REGISTRY)
        .rules()
        .map(|rule| rule.code)
        .collect();
    assert_eq!(codes(&[], &[], &[]), defaults);
    assert_eq!(codes(&["ALL"], &[], &[]).len(), REGISTRY.rules().len());
}

#[test]
fn codes_names_and_prefixes_select() {
    assert_eq!(codes(&["a002"], &[], &[]), ["A002"]);
    assert_eq!(codes(&["t3-detail-sum"], &[], &[]), ["A002"]);
    assert_eq!(
        codes(&["A00"], &[], &["A001", "A004"])[..2],
        ["A002", "A003"]
    );
    let group = codes(&["A"], &[], &[]);
    assert!(group.iter().all(|code| code.starts_with('A')) && group.len() >= 4);
}

#[test]
fn the_more_specific_selector_wins_and_ignore_wins_a_tie() {
    assert_eq!(codes(&["A002"], &[], &["A"]), ["A002"]);
    assert_eq!(codes(&["A002", "A003"], &[], &["A0", "A003"]), ["A002"]);
    assert_eq!(codes(&["A002"], &[], &["t3-detail-sum"]), [""; 0]);
    assert_eq!(codes(&["A001"], &["A002"], &[]), ["A001", "A002"]);
    assert!(
        !codes(&[], &[], &["A"])
            .iter()
            .any(|code| code.starts_with('A'))
    );
    assert!(codes(&[], &["A002"], &["A"]).contains(&"A002"));
}

#[test]
fn an_unknown_selector_names_the_nearest() {
    let unknown = |text: &str| {
        Selection::from_selectors(&REGISTRY, &[text.to_owned()], &[], &[]).unwrap_err()
    };
    assert_eq!(
        unknown("t3-detail-sums").nearest.as_deref(),
        Some("t3-detail-sum")
    );
    assert_eq!(unknown("A0O2").nearest.as_deref(), Some("A002"));
    assert_eq!(unknown("nothing-like-it").nearest, None);
    assert_eq!(unknown("").nearest, None);
    assert_eq!(
        unknown("t3-row-sun").to_string(),
        "no rule is called `t3-row-sun`; did you mean `t3-row-sum`?"
    );
}

#[test]
fn contains_agrees_with_rules() {
    let selection = Selection::new(&REGISTRY);
    for (index, rule) in REGISTRY.rules().iter().enumerate() {
        assert_eq!(selection.contains(rule), rule.default_on);
        assert_eq!(selection.is_enabled(index), rule.default_on);
    }
}
