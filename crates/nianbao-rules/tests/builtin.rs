//! What a file of `builtin/` may hold: each mistake is an error of the build that names file and key.

#![allow(clippy::expect_used)]

use std::path::Path;

use builtin::Builtin;

#[path = "../build/builtin.rs"]
mod builtin;

/// The complete example of `docs/add-a-rule.md`.
fn sample() -> String {
    let docs = include_str!("../../../docs/add-a-rule.md");
    let start = docs.find("```toml\n").expect("the document has an example");
    let body = &docs[start + "```toml\n".len()..];
    body[..body.find("```").expect("the example ends")].to_owned()
}

fn read(text: &str) -> Result<Builtin, String> {
    let file = Path::new("builtin/w013_network_slang.toml");
    Builtin::read(text, "w013_network_slang", file, &['C', 'W'], false)
}

/// The error that a replacement in the sample gives.
fn error(from: &str, to: &str) -> String {
    let text = sample();
    assert!(text.contains(from), "{from:?} is not in the sample");
    let error = read(&text.replacen(from, to, 1)).expect_err(to);
    assert!(error.contains("builtin/w013_network_slang.toml"), "{error}");
    error
}

#[test]
fn the_example_of_the_document_becomes_a_rule() {
    let rule = read(&sample()).expect("the example is right");
    assert_eq!(rule.code, "W013");
    let source = rule.source("Wording", None).expect("text can be written");
    for part in [
        "code: \"W013\"",
        "group: Group::Wording",
        "default_on: false",
        "fix: FixAvailability::Suggested",
        "kind: ExampleKind::Bad { flagged: \"点赞\" }",
        "Entry::suggested(\"点赞\", \"肯定\").saying(",
        ".not_before(&[\"量\"])",
        ".unquoted()",
        "report_each(context, sink, &RULE)",
    ] {
        assert!(source.contains(part), "{part} is not in\n{source}");
    }
}

#[test]
fn a_key_that_is_unknown_or_missing_is_named() {
    let unknown = error("severity =", "sevrity =");
    assert!(unknown.contains("unknown field `sevrity`"), "{unknown}");
    let unknown = error("not-before =", "not-befor =");
    assert!(unknown.contains("unknown field `not-befor`"), "{unknown}");
    let missing = error("name = \"network-slang\"\n", "");
    assert!(missing.contains("missing field `name`"), "{missing}");
    let missing = error("en = \"No slang of the network\"\n", "");
    assert!(missing.contains("missing field `en`"), "{missing}");
    assert!(missing.contains("[summary]"), "{missing}");
}

#[test]
fn a_value_that_is_wrong_is_named() {
    for (from, to, key) in [
        ("group = \"W\"", "group = \"Z\"", "`group`"),
        ("group = \"W\"", "group = \"C\"", "`code`"),
        ("code = \"W013\"", "code = \"W13\"", "`code`"),
        ("name = \"network-slang\"", "name = \"Slang\"", "`name`"),
        (
            "name = \"network-slang\"",
            "name = \"slang\"",
            "w013_slang.toml",
        ),
        (
            "en = \"No slang of the network\"",
            "en = \" \"",
            "summary: `en`",
        ),
        ("basis = [\"公文用语惯例\"]", "basis = []", "`basis`"),
        ("fix = \"suggested\"", "fix = \"safe\"", "`fix`"),
        ("word = \"打call\"", "word = \"\"", "list 1: `word`"),
        (
            "word = \"打call\"",
            "word = \"点赞\"",
            "\"点赞\" is there twice",
        ),
        (
            "not-before = [\"量\"]",
            "not-before = [\"\"]",
            "`not-before`",
        ),
        ("not-before = [\"量\"]", "since = 23", "点赞: `since`"),
        (
            "replacement = \"肯定\"",
            "replacement = \"点赞\"",
            "`replacement`",
        ),
        ("{replacement}", "{better}", "list 1: `message`: `zh`"),
        (", replacement = \"肯定\"", "", "list 1: `message`: `zh`"),
        (
            "kind = \"bad\"\nflagged = \"点赞\"",
            "kind = \"good\"",
            "kind bad",
        ),
        (
            "kind = \"trap\"",
            "kind = \"bad\"\nflagged = \"点赞\"",
            "good or trap",
        ),
        ("flagged = \"点赞\"\n", "", "example 1: `flagged`"),
        (
            "flagged = \"点赞\"\n",
            "flagged = [\"点赞\"]\n",
            "fewer than two places",
        ),
        ("basis =", "report = \"once\"\nbasis =", "`message-several`"),
    ] {
        let error = error(from, to);
        assert!(error.contains(key), "{to}: {error}");
    }
}

#[test]
fn a_rule_with_a_check_in_rust_has_no_message() {
    let file = Path::new("builtin/w013_network_slang.toml");
    let read = |text: &str| Builtin::read(text, "w013_network_slang", file, &['W'], true);
    let error = read(&sample()).expect_err("the check says it");
    assert!(error.contains("`message`"), "{error}");
    let mut text = sample();
    let start = text.find("[message]").expect("the sample has a message");
    let end = text.find("[[list]]").expect("the sample has a list");
    text.replace_range(start..end, "");
    let rule = read(&text).expect("the words are right");
    let source = rule
        .source("Wording", Some("/check.rs"))
        .expect("text can be written");
    assert!(source.contains("check: check::check"), "{source}");
}
