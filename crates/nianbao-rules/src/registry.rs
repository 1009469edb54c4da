//! The rules of the program, listed by `build.rs` from what the folders of the groups hold.

use nianbao_facts::words::WordSet;
use nianbao_lint::words::Entry;
use nianbao_lint::{Registry, Rule, Settings, SuppressionRules};

use crate::directives::{n001_unused_suppression, n002_suppression_without_reason};

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The rules of the program.
pub static REGISTRY: Registry = Registry::new(ALL)
    .with_words(WORDS, WORD_SETS)
    .with_suppressions(SuppressionRules {
        unused: &n001_unused_suppression::RULE,
        without_reason: &n002_suppression_without_reason::RULE,
    });

/// The settings of the program unless something else is said, without packs.
pub fn settings() -> Settings {
    Settings::new(&REGISTRY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao_lint::ExampleKind;
    use nianbao_lint::Lang;

    #[test]
    fn the_list_is_ordered_and_names_are_unique() {
        assert!(ALL.windows(2).all(|pair| pair[0].code < pair[1].code));
        let mut names: Vec<_> = ALL.iter().map(|rule| rule.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }

    #[test]
    fn codes_and_names_have_their_form() {
        for rule in ALL {
            let (letter, digits) = rule.code.split_at(1);
            assert_eq!(letter, rule.group.letter(), "{}", rule.code);
            assert!(digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()));
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(rule.name.chars().all(plain), "{}", rule.name);
        }
    }

    #[test]
    fn every_rule_is_documented_in_both_languages() {
        for rule in ALL {
            for lang in [Lang::Zh, Lang::En] {
                for text in [rule.summary, rule.explanation, rule.traps] {
                    assert!(!text.get(lang).trim().is_empty(), "{} {lang:?}", rule.code);
                }
                for example in rule.examples {
                    assert!(
                        !example.title.get(lang).is_empty(),
                        "{} {lang:?}",
                        rule.code
                    );
                }
            }
            assert!(!rule.basis.is_empty(), "{} has no basis", rule.code);
            let shows = |wanted: fn(&ExampleKind) -> bool| {
                rule.examples.iter().any(|example| wanted(&example.kind))
            };
            assert!(shows(ExampleKind::is_bad), "{}", rule.code);
            assert!(shows(|kind| !kind.is_bad()), "{}", rule.code);
        }
    }
}
