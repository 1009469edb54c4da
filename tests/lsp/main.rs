//! End-to-end tests of the language server: what it answers, over its real input and output.
//!
//! What users of other servers complain of most, and the test that it does not happen here:
//!
//! | complaint | test |
//! | --- | --- |
//! | edits are applied out of order | `edits`: ten thousand in each encoding; `features::a_request_is_answered_from_the_version_that_it_was_asked_for` |
//! | a cancellation waits behind slow requests | `load::a_thousand_slow_requests_keep_no_edit_waiting_and_all_are_answered` |
//! | the server outlives its editor | `life::it_ends_…`, three of them |
//! | something else than messages on standard output | the reader of `client`, in every test |
//! | findings of closed, deleted, renamed files stay | `push::closing_clears_and_nothing_comes_back`, `push::a_renamed_document_leaves_nothing_behind`, `pull::files_that_move_or_go_take_their_findings_with_them`, `workspace::a_document_that_changes_its_language_is_judged_anew` |
//! | findings come twice, pushed and pulled | `pull::what_is_asked_for_is_not_sent_too` |
//! | clients poll the workspace, every answer is whole | `pull::the_workspace_is_surveyed_with_progress`, `pull::a_large_workspace_is_told_in_parts_before_the_answer`, `pull::a_question_that_is_kept_ends_when_cancelled_and_at_the_end` |
//! | a defect takes the server down | `nianbao_lsp::tests::a_defect_costs_one_answer`; `life::broken_messages_do_no_harm`, `everywhere` |
//! | memory grows | `soak` |
//! | typing keeps the processor busy | `load::of_many_edits_at_once_few_are_analysed` |
//! | large files freeze the editor | `push::a_file_that_is_too_large_says_so_and_one_of_ten_megabytes_is_not` |
//! | fixes on saving change the meaning | `actions::fix_all_applies_what_is_safe_and_no_more` |
//! | columns are counted wrongly; positions within characters or past the end; CRLF; U+2028 | `edits`, `life::halves_of_characters_do_not_lose_the_document`, `nianbao_lsp::convert` |
//! | an encoding that the editor mishandles | `settings::positions_are_counted_as_every_client_can_unless_told_otherwise` |
//! | the editor does not find the configuration | `settings::the_project_of_a_file_counts_and_the_client_goes_over_it` |
//! | a change of settings needs a restart | `settings::a_client_that_registers_is_asked_to_tell_of_its_settings`, `settings::settings_are_asked_for_where_the_client_has_them` |
//! | a typing mistake in a configuration is silent | `packs::a_configuration_is_checked_while_it_is_written`, `packs::a_broken_line_hides_nothing_else` |
//! | nothing can be ignored with a reason | `actions::a_suppression_suppresses_and_asks_for_its_reason` |
//! | drive letters and escapes: findings under another name | `push::documents_keep_the_name_that_the_client_gave_them` |
//! | completion pops up in documents that are none of its business, or where a number belongs | `completion::nothing_is_offered_in_documents_that_are_no_reports`, `completion::labels_are_offered_where_labels_belong` |
//! | brackets that the editor closed stand twice | `completion::what_the_editor_closed_gives_way_to_what_is_chosen` |
//! | a message points nowhere | `push::a_diagnostic_says_what_where_and_why` |
//! | thousands of findings choke the editor | `push::of_thousands_of_findings_the_weightiest_are_shown` |
//! | the file of another program is taken for ours | `packs::the_pack_of_another_program_is_left_alone`, `packs::other_toml_is_none_of_ours` |

// clippy.toml allows these inside test functions; here the helpers too are nothing but tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod actions;
mod client;
mod completion;
mod edits;
mod everywhere;
mod features;
mod life;
mod load;
mod packs;
mod pull;
mod push;
mod settings;
mod soak;
mod workspace;

/// One of the five real reports.
const REPORT: &str = include_str!("../corpus/haiyuan-county-office-2023.txt");
/// Where it is said to be.
const URI: &str = "file:///reports/2023.md";

/// The URI of a file or folder whose path needs no escapes but a drive's.
fn uri_of(path: &std::path::Path) -> String {
    let path = path.display().to_string();
    let path = path.replace('\\', "/").replace(':', "%3A");
    let root = if path.starts_with('/') { "" } else { "/" };
    format!("file://{root}{path}")
}

/// The codes of diagnostics, in their order.
fn codes(diagnostics: &[serde_json::Value]) -> Vec<&str> {
    diagnostics
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect()
}
