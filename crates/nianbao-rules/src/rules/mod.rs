//! The rules. One file each; this list is the only other place that a new rule touches.

use crate::rule::Rule;
use crate::words::{Entry, WordSet};

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
pub mod c001_cite_number;
pub mod c002_cite_bracket;
pub mod c003_cite_number_form;
pub mod c004_cite_superseded;
pub mod c005_cite_title;
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
pub mod d001_period_year;
pub mod d002_period_reversed;
pub mod d003_year_stale;
pub mod d004_relative_time;
pub mod d005_deadline_late;
pub mod d006_publish_date_missing;
pub mod d007_date_impossible;
pub mod d008_date_padded;
pub mod d009_signed_before_period_end;
pub mod d010_event_outside_year;
pub mod d011_verb_jiezhi;
pub mod m001_title_pattern;
pub mod m002_title_year_word_doubled;
pub mod m003_title_self_reference_mismatch;
pub mod m004_body_name_mismatch;
pub mod m005_unit_type_mismatch;
pub mod m006_basis_missing;
pub mod m007_period_missing;
pub mod m008_contact_missing;
pub mod m009_contact_format;
pub mod m010_mailbox_commercial;
pub mod m011_abbreviation_undefined;
pub mod m012_parts_count;
pub mod m013_link_empty;
pub mod n001_unused_suppression;
pub mod n002_suppression_without_reason;
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
pub mod s001_missing_section;
pub mod s002_section_order;
pub mod s003_section_heading_text;
pub mod s004_section_number_style;
pub mod s005_duplicate_section;
pub mod s006_extra_top_section;
pub mod s007_empty_section;
pub mod s008_overview_aspect_missing;
pub mod s009_accountability_missing;
pub mod s010_overview_too_long;
pub mod s011_overview_no_data;
pub mod s012_problems_none;
pub mod s013_problems_measures_mismatch;
pub mod s014_fee_statement_missing;
pub mod s015_legacy_format_2019;
pub mod s016_legacy_format_2007;
pub mod s017_subheading_sequence;
pub mod s018_subheading_level_skip;
pub mod s019_subheading_paren_mixed;
pub mod s020_heading_trailing_punct;
pub mod s021_template_text_left;
pub mod s022_preamble_in_section_one;
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
pub mod v001_id_card;
pub mod v002_mobile_number;
pub mod v003_bank_card;
pub mod v004_applicant_identity;
pub mod v005_secret_marker;
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
pub mod x001_prose_received;
pub mod x002_prose_none;
pub mod x003_prose_answered;
pub mod x004_prose_carry;
pub mod x005_prose_outcome;
pub mod x006_prose_all_done_vs_carry;
pub mod x007_prose_review;
pub mod x008_prose_review_result;
pub mod x009_review_not_mentioned;
pub mod x010_corrected_not_reflected;
pub mod x011_prose_normative_docs;
pub mod x012_prose_enforcement;
pub mod x013_prose_fee;
pub mod x014_fee_lapse_unexplained;
pub mod x015_prose_parts_exceed_total;
pub mod x016_prose_parts_differ_from_total;
pub mod x017_prose_percent;
pub mod x018_prose_percent_sum;
pub mod x019_prose_list_count;
pub mod x020_prose_number_conflict;
pub mod x021_number_missing;
pub mod x022_number_vague;
pub mod x023_measure_word;

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
    &c001_cite_number::RULE,
    &c002_cite_bracket::RULE,
    &c003_cite_number_form::RULE,
    &c004_cite_superseded::RULE,
    &c005_cite_title::RULE,
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
    &d001_period_year::RULE,
    &d002_period_reversed::RULE,
    &d003_year_stale::RULE,
    &d004_relative_time::RULE,
    &d005_deadline_late::RULE,
    &d006_publish_date_missing::RULE,
    &d007_date_impossible::RULE,
    &d008_date_padded::RULE,
    &d009_signed_before_period_end::RULE,
    &d010_event_outside_year::RULE,
    &d011_verb_jiezhi::RULE,
    &m001_title_pattern::RULE,
    &m002_title_year_word_doubled::RULE,
    &m003_title_self_reference_mismatch::RULE,
    &m004_body_name_mismatch::RULE,
    &m005_unit_type_mismatch::RULE,
    &m006_basis_missing::RULE,
    &m007_period_missing::RULE,
    &m008_contact_missing::RULE,
    &m009_contact_format::RULE,
    &m010_mailbox_commercial::RULE,
    &m011_abbreviation_undefined::RULE,
    &m012_parts_count::RULE,
    &m013_link_empty::RULE,
    &n001_unused_suppression::RULE,
    &n002_suppression_without_reason::RULE,
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
    &s001_missing_section::RULE,
    &s002_section_order::RULE,
    &s003_section_heading_text::RULE,
    &s004_section_number_style::RULE,
    &s005_duplicate_section::RULE,
    &s006_extra_top_section::RULE,
    &s007_empty_section::RULE,
    &s008_overview_aspect_missing::RULE,
    &s009_accountability_missing::RULE,
    &s010_overview_too_long::RULE,
    &s011_overview_no_data::RULE,
    &s012_problems_none::RULE,
    &s013_problems_measures_mismatch::RULE,
    &s014_fee_statement_missing::RULE,
    &s015_legacy_format_2019::RULE,
    &s016_legacy_format_2007::RULE,
    &s017_subheading_sequence::RULE,
    &s018_subheading_level_skip::RULE,
    &s019_subheading_paren_mixed::RULE,
    &s020_heading_trailing_punct::RULE,
    &s021_template_text_left::RULE,
    &s022_preamble_in_section_one::RULE,
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
    &v001_id_card::RULE,
    &v002_mobile_number::RULE,
    &v003_bank_card::RULE,
    &v004_applicant_identity::RULE,
    &v005_secret_marker::RULE,
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
    &x001_prose_received::RULE,
    &x002_prose_none::RULE,
    &x003_prose_answered::RULE,
    &x004_prose_carry::RULE,
    &x005_prose_outcome::RULE,
    &x006_prose_all_done_vs_carry::RULE,
    &x007_prose_review::RULE,
    &x008_prose_review_result::RULE,
    &x009_review_not_mentioned::RULE,
    &x010_corrected_not_reflected::RULE,
    &x011_prose_normative_docs::RULE,
    &x012_prose_enforcement::RULE,
    &x013_prose_fee::RULE,
    &x014_fee_lapse_unexplained::RULE,
    &x015_prose_parts_exceed_total::RULE,
    &x016_prose_parts_differ_from_total::RULE,
    &x017_prose_percent::RULE,
    &x018_prose_percent_sum::RULE,
    &x019_prose_list_count::RULE,
    &x020_prose_number_conflict::RULE,
    &x021_number_missing::RULE,
    &x022_number_vague::RULE,
    &x023_measure_word::RULE,
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

/// The words that rules look for ([`crate::words::WordSet`]).
pub(crate) static WORD_SETS: &[&WordSet] = &[
    &crate::cases::NEGATIVE,
    &crate::claims::NEGATIVE,
    &crate::claims::POSITIVE,
    &s008_overview_aspect_missing::KEYWORDS[0],
    &s008_overview_aspect_missing::KEYWORDS[1],
    &s008_overview_aspect_missing::KEYWORDS[2],
    &s008_overview_aspect_missing::KEYWORDS[3],
    &s008_overview_aspect_missing::KEYWORDS[4],
    &s009_accountability_missing::ITEMS[0].words,
    &s009_accountability_missing::ITEMS[1].words,
    &s009_accountability_missing::ITEMS[2].words,
    &s014_fee_statement_missing::FEE,
    &s021_template_text_left::SIGNS,
    &x021_number_missing::PUBLISHED,
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
