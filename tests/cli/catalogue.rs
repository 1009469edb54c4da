//! `rules`, `explain`, `completions`, `--version`.

use super::{folder, run};

#[test]
fn every_rule_has_a_page_under_its_code_and_its_name() {
    let folder = folder(&[]);
    let rules = run(folder.path(), ["rules", "--format", "json"]).json();
    let rules = rules["rules"].as_array().unwrap();
    assert_eq!(rules.len(), nianbao_rules::REGISTRY.rules().len());
    for (listed, rule) in rules.iter().zip(nianbao_rules::REGISTRY.rules()) {
        assert_eq!(listed["code"], rule.code);
        for lang in ["zh", "en"] {
            let page = run(folder.path(), ["explain", rule.code, "--lang", lang]);
            assert_eq!(page.status, 0);
            assert!(
                page.stdout
                    .starts_with(&format!("# {} {}\n", rule.code, rule.name))
            );
            let by_name = run(folder.path(), ["explain", rule.name, "--lang", lang]);
            assert_eq!(page.stdout, by_name.stdout);
        }
    }
}

#[test]
fn lists_of_rules_name_every_rule() {
    let folder = folder(&[]);
    for format in ["text", "markdown"] {
        let list = run(folder.path(), ["rules", "--format", format]);
        assert_eq!(list.status, 0);
        let lines = |code: &str| {
            list.stdout
                .lines()
                .filter(|line| line.contains(code))
                .count()
        };
        for rule in nianbao_rules::REGISTRY.rules() {
            assert!(lines(rule.code) >= 1, "{} in {format}", rule.code);
            assert!(list.stdout.contains(rule.name), "{} in {format}", rule.name);
        }
    }
}

#[test]
fn explain_refuses_what_is_no_rule() {
    let folder = folder(&[]);
    let page = run(folder.path(), ["explain", "Z999"]);
    assert_eq!((page.status, page.stdout.as_str()), (2, ""));
    assert!(page.stderr.contains("没有规则“Z999”"), "{}", page.stderr);
}

#[test]
fn help_is_chinese_or_english() {
    let folder = folder(&[]);
    for arguments in [&["--help"][..], &["help", "check"], &["check", "--help"]] {
        let help = run(folder.path(), arguments);
        assert_eq!(
            (help.status, help.stderr.as_str()),
            (0, ""),
            "{arguments:?}"
        );
        assert!(help.stdout.contains("用法：nianbao"), "{}", help.stdout);
        let english = [arguments, &["--lang=en"]].concat();
        let help = run(folder.path(), english);
        if arguments[0] != "help" {
            assert!(help.stdout.contains("Usage: nianbao"), "{}", help.stdout);
        }
    }
}

#[test]
fn completions() {
    let folder = folder(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(folder.path(), ["completions", shell]);
        assert_eq!(script.status, 0);
        assert!(script.stdout.contains("extend-select"), "{shell}");
    }
}
