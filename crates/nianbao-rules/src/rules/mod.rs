//! The rules. One file each; this list is the only other place that a new rule touches.

use crate::rule::Rule;

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
pub mod m012_parts_count;
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
pub mod x001_prose_received;
pub mod x002_prose_none;
pub mod x003_prose_answered;
pub mod x004_prose_carry;
pub mod x005_prose_outcome;
pub mod x007_prose_review;
pub mod x008_prose_review_result;
pub mod x015_prose_parts_exceed_total;
pub mod x016_prose_parts_differ_from_total;
pub mod x017_prose_percent;
pub mod x021_number_missing;

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
    &m012_parts_count::RULE,
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
    &x001_prose_received::RULE,
    &x002_prose_none::RULE,
    &x003_prose_answered::RULE,
    &x004_prose_carry::RULE,
    &x005_prose_outcome::RULE,
    &x007_prose_review::RULE,
    &x008_prose_review_result::RULE,
    &x015_prose_parts_exceed_total::RULE,
    &x016_prose_parts_differ_from_total::RULE,
    &x017_prose_percent::RULE,
    &x021_number_missing::RULE,
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
