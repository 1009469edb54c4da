//! The rules. One file each; this list is the only other place that a new rule touches.

use crate::rule::Rule;
use crate::words::Entry;

pub mod a001_t3_balance;
pub mod a002_t3_detail_sum;
pub mod a003_t3_row_sum;
pub mod a004_t4_sum;
pub mod a005_t2_in_force_below_issued;
pub mod a006_rules_without_power;
pub mod a007_massive_requests_implausible;
pub mod a008_office_with_enforcement;
pub mod a009_state_secret_denials;
pub mod a010_direct_litigation_after_2024;
pub mod a011_after_review_litigation_without_review;
pub mod c006_cite_article_old;
pub mod c007_term_government_information;
pub mod c008_term_application;
pub mod c009_term_fee;
pub mod c010_term_normative;
pub mod c011_term_repeal;
pub mod c012_term_carry;
pub mod c013_term_result;
pub mod c014_term_web_report;
pub mod c015_principle_misquote;
pub mod c016_org_name;
pub mod c017_book_title_missing;
pub mod p001_punct_halfwidth;
pub mod p002_punct_width_mixed;
pub mod p003_punct_doubled;
pub mod p004_pair_unbalanced;
pub mod p005_book_title_nested;
pub mod p006_book_title_dun;
pub mod p007_quote_dun;
pub mod p008_quote_ascii;
pub mod p009_ordinal_punct;
pub mod p010_dash_range;
pub mod p011_dash_phone;
pub mod p012_list_separator_mixed;
pub mod p013_numeral_mixed;
pub mod p014_year_short;
pub mod p015_cjk_digit_space;
pub mod p016_space_in_cjk;
pub mod p017_variant_glyph;
pub mod p018_sentence_end_missing;
pub mod t001_table_missing;
pub mod t002_table2_block_missing;
pub mod t003_table_row_missing;
pub mod t004_table_row_label;
pub mod t005_table_column_label;
pub mod t006_table_extra_row_col;
pub mod t007_table_note_altered;
pub mod t008_cell_blank;
pub mod t009_cell_placeholder;
pub mod t010_cell_not_number;
pub mod t011_cell_with_unit;
pub mod t012_cell_number_form;
pub mod t013_fee_unit_suspect;
pub mod t014_fee_precision;
pub mod t015_columns_count;
pub mod t016_total_column_only;
pub mod t017_extraction_damage;
pub mod w001_word_doubled;
pub mod w002_particle_de;
pub mod w003_collocation;
pub mod w004_verb_zuochu;
pub mod w005_typo_list;
pub mod w006_exact_number_with_yu;
pub mod w007_absolute_claim;
pub mod w008_colloquial;
pub mod w009_self_reference_mixed;
pub mod w010_stale_policy_term;
pub mod w011_dangling_text;
pub mod w012_grammar_missing_de;

/// Every rule, ordered by code.
pub static ALL: &[&Rule] = &[
    &a001_t3_balance::RULE,
    &a002_t3_detail_sum::RULE,
    &a003_t3_row_sum::RULE,
    &a004_t4_sum::RULE,
    &a005_t2_in_force_below_issued::RULE,
    &a006_rules_without_power::RULE,
    &a007_massive_requests_implausible::RULE,
    &a008_office_with_enforcement::RULE,
    &a009_state_secret_denials::RULE,
    &a010_direct_litigation_after_2024::RULE,
    &a011_after_review_litigation_without_review::RULE,
    &c006_cite_article_old::RULE,
    &c007_term_government_information::RULE,
    &c008_term_application::RULE,
    &c009_term_fee::RULE,
    &c010_term_normative::RULE,
    &c011_term_repeal::RULE,
    &c012_term_carry::RULE,
    &c013_term_result::RULE,
    &c014_term_web_report::RULE,
    &c015_principle_misquote::RULE,
    &c016_org_name::RULE,
    &c017_book_title_missing::RULE,
    &p001_punct_halfwidth::RULE,
    &p002_punct_width_mixed::RULE,
    &p003_punct_doubled::RULE,
    &p004_pair_unbalanced::RULE,
    &p005_book_title_nested::RULE,
    &p006_book_title_dun::RULE,
    &p007_quote_dun::RULE,
    &p008_quote_ascii::RULE,
    &p009_ordinal_punct::RULE,
    &p010_dash_range::RULE,
    &p011_dash_phone::RULE,
    &p012_list_separator_mixed::RULE,
    &p013_numeral_mixed::RULE,
    &p014_year_short::RULE,
    &p015_cjk_digit_space::RULE,
    &p016_space_in_cjk::RULE,
    &p017_variant_glyph::RULE,
    &p018_sentence_end_missing::RULE,
    &t001_table_missing::RULE,
    &t002_table2_block_missing::RULE,
    &t003_table_row_missing::RULE,
    &t004_table_row_label::RULE,
    &t005_table_column_label::RULE,
    &t006_table_extra_row_col::RULE,
    &t007_table_note_altered::RULE,
    &t008_cell_blank::RULE,
    &t009_cell_placeholder::RULE,
    &t010_cell_not_number::RULE,
    &t011_cell_with_unit::RULE,
    &t012_cell_number_form::RULE,
    &t013_fee_unit_suspect::RULE,
    &t014_fee_precision::RULE,
    &t015_columns_count::RULE,
    &t016_total_column_only::RULE,
    &t017_extraction_damage::RULE,
    &w001_word_doubled::RULE,
    &w002_particle_de::RULE,
    &w003_collocation::RULE,
    &w004_verb_zuochu::RULE,
    &w005_typo_list::RULE,
    &w006_exact_number_with_yu::RULE,
    &w007_absolute_claim::RULE,
    &w008_colloquial::RULE,
    &w009_self_reference_mixed::RULE,
    &w010_stale_policy_term::RULE,
    &w011_dangling_text::RULE,
    &w012_grammar_missing_de::RULE,
];

/// The tables of words that [`crate::words`] looks for, by the code of their rule.
pub(crate) static WORDS: &[(&str, &[Entry])] = &[
    ("C006", c006_cite_article_old::WORDS),
    ("C007", c007_term_government_information::WORDS),
    ("C008", c008_term_application::WORDS),
    ("C009", c009_term_fee::WORDS),
    ("C011", c011_term_repeal::WORDS),
    ("C012", c012_term_carry::WORDS),
    ("C013", c013_term_result::WORDS),
    ("C014", c014_term_web_report::WORDS),
    ("C015", c015_principle_misquote::WORDS),
    ("C016", c016_org_name::WORDS),
    ("C017", c017_book_title_missing::WORDS),
    ("W002", w002_particle_de::WORDS),
    ("W003", w003_collocation::WORDS),
    ("W004", w004_verb_zuochu::WORDS),
    ("W005", w005_typo_list::WORDS),
    ("W007", w007_absolute_claim::WORDS),
    ("W008", w008_colloquial::WORDS),
    ("W010", w010_stale_policy_term::WORDS),
    ("W012", w012_grammar_missing_de::WORDS),
];

/// The rule of a code (`A002`, in any case).
pub fn by_code(code: &str) -> Option<&'static Rule> {
    ALL.iter()
        .copied()
        .find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// The rule of a name (`t3-detail-sum`).
pub fn by_name(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;
    use crate::example::ExampleKind;

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
            assert!(
                shows(|kind| matches!(kind, ExampleKind::Bad { .. })),
                "{}",
                rule.code
            );
            assert!(
                shows(|kind| !matches!(kind, ExampleKind::Bad { .. })),
                "{}",
                rule.code
            );
        }
    }
}
