//! Packs that mean harm, or merely do harm, end in a clear complaint. What bounds them are limits, so
//! none of these tests looks at a clock; without the limits they would run for hours or not return.

use super::*;

fn rule(body: &str) -> String {
    format!("name = \"county\"\n[[rule]]\nname = \"a\"\nmessage = {{ zh = \"x\" }}\n{body}")
}

fn assertion(expression: &str) -> String {
    rule(&format!(
        "kind = \"assertion\"\nassert = '''{expression}'''"
    ))
}

#[test]
fn expressions_are_bounded() {
    let deep = format!("{}1{} == 1", "(".repeat(400), ")".repeat(400));
    let long = vec!["year == 2023"; 200].join(" || ");
    let chosen = format!("{}true", "year == 1 ? true : ".repeat(40));
    for text in [deep, long, chosen] {
        let errors = complaints(&assertion(&text));
        assert!(errors[0].contains("too long or too deep"), "{errors:?}");
    }
    let nested = "quantities.all(a, quantities.all(b, quantities.all(c, a.value < b.value)))";
    let doubled = "(quantities + quantities).all(a, a.value > 0)";
    for text in [nested, doubled] {
        let errors = complaints(&assertion(text));
        assert!(errors[0].contains("costs too much"), "{errors:?}");
    }
    for text in ["'aaaa'.matches('(a+)+$')", "timestamp('x') == 1", "f(1)"] {
        let errors = complaints(&assertion(text));
        assert!(errors[0].contains("there is no function"), "{errors:?}");
    }
}

#[test]
fn the_largest_expressions_that_are_let_through_do_no_harm() {
    // The stack of a test thread is that of a thread of the server; a panic or an overflow would show.
    let same = vec!["1"; 480].join("==");
    let minus = format!("{}1 == 1", "-".repeat(900));
    let not = format!("{}true", "!".repeat(900));
    let brackets = format!("{}1{} == 1", "(".repeat(16), ")".repeat(16));
    let fields = format!("has(title{})", ".a".repeat(400));
    let all = "quantities.all(a, quantities.exists(b, a.value <= b.value))".to_owned();
    for text in [same, minus, not, brackets, fields, all] {
        let source = files([("pack.toml", assertion(&text).as_str())]);
        // Whether it is a sensible assertion does not matter; that it comes to an end does.
        match load(&nianbao_rules::REGISTRY, &[Wanted::Source(&source)]) {
            Ok(set) => drop(found(&Arc::new(set), &[])),
            Err(errors) => assert!(!errors.is_empty()),
        }
    }
}

#[test]
fn long_lists_are_absent_from_expressions() {
    let set = loaded(&assertion("quantities.all(a, a.value < 0)"));
    let many = "公开信息12条，".repeat(400);
    let (_, findings) = run_on(&set.settings(), &[("发布政策解读材料36篇。", &many)]);
    assert!(
        findings
            .diagnostics
            .iter()
            .all(|it| it.rule.code() != "county/a")
    );
    assert!(
        findings
            .unverified
            .iter()
            .any(|it| it.rule.code() == "county/a")
    );
}

#[test]
fn patterns_are_bounded() {
    for pattern in [
        "(?:a{1000}){1000}",
        r"\pL{9000}",
        r"(?:[\pL\pN]{500}){500}x",
    ] {
        let errors = complaints(&rule(&format!(
            "kind = \"existence\"\npatterns = ['{pattern}']"
        )));
        assert!(errors[0].contains("too large"), "{pattern}: {errors:?}");
        assert!(errors[0].starts_with("pack.toml:6:13"), "{errors:?}");
    }
    let deep = format!("{}a{}", "(".repeat(300), ")".repeat(300));
    let errors = complaints(&rule(&format!(
        "kind = \"existence\"\npatterns = ['{deep}']"
    )));
    assert!(errors[0].contains("not a regular expression"), "{errors:?}");
    let errors = complaints(&rule("kind = \"existence\"\npatterns = ['(a)\\1']"));
    assert!(errors[0].contains("not a regular expression"), "{errors:?}");
}

#[test]
fn what_looks_exponential_is_linear() {
    let set = loaded(&rule(
        "kind = \"existence\"\npatterns = ['(a+)+b', '(a|a)*c', '(.*)*d!']",
    ));
    let text = "a".repeat(20_000);
    assert_eq!(found(&set, &[("发布政策解读材料36篇。", &text)]), [""; 0]);
}

#[test]
fn sizes_are_bounded() {
    let text = format!("name = \"county\"\n# {}", "x".repeat(MAX_TEXT));
    assert!(complaints(&text)[0].contains("too large"));
    let many = "[[rule]]\nname = \"a\"\n".repeat(MAX_RULES + 1);
    assert!(complaints(&format!("name = \"county\"\n{many}"))[0].contains("too many rules"));
    let deep = format!("name = {}", "[".repeat(100_000));
    assert!(!complaints(&deep).is_empty());
}

#[test]
fn a_pack_reads_nothing_outside_its_folder() {
    let outer = tempfile::tempdir().unwrap();
    let secret = outer.path().join("secret.md");
    std::fs::write(&secret, base_report()).unwrap();
    let inner = outer.path().join("pack");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(inner.join("inside.md"), base_report()).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&secret, inner.join("link.md")).unwrap();
        std::os::unix::fs::symlink(outer.path(), inner.join("up")).unwrap();
    }
    let folder = Folder::open(&inner, "pack").unwrap();
    assert!(folder.read("inside.md").is_ok());
    assert!(folder.read("./inside.md").is_ok());
    let absolute = secret.to_str().unwrap();
    for path in [
        "../secret.md",
        "x/../../secret.md",
        absolute,
        "link.md",
        "up/secret.md",
        "/dev/zero",
        "",
        ".",
    ] {
        let message = folder.read(path).expect_err(path);
        let wanted = ["outside", "cannot be read", "not a file"];
        assert!(
            wanted.iter().any(|it| message.en.contains(it)),
            "{path}: {}",
            message.en
        );
    }
    let pack = "name = \"county\"\nextends = [\"./../secret\"]";
    std::fs::write(inner.join("pack.toml"), pack).unwrap();
    let errors = said(&load(&nianbao_rules::REGISTRY, &[Wanted::Source(&folder)]).unwrap_err());
    assert!(errors[0].contains("outside the folder"), "{errors:?}");
}

#[test]
fn a_large_file_is_not_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = std::fs::File::create(folder.path().join("pack.toml")).unwrap();
    file.set_len(1 << 40).unwrap();
    let folder = Folder::open(folder.path(), "pack").unwrap();
    let errors = load(&nianbao_rules::REGISTRY, &[Wanted::Source(&folder)]).unwrap_err();
    assert!(errors[0].message.en.contains("too large"), "{errors:?}");
}
