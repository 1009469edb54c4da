//! What the targets have in common: what must hold of every report, however odd.

pub mod wire;

use std::ops::Range;
use std::path::Path;

use nianbao_core::{Report, SourceText, Span};
use nianbao_lint::{Diagnostic, FixMode, Lang, Selection, Settings, check, fix, source_edits};
use nianbao_tests::generate::verify_slices;

/// Settings under which every rule runs.
pub fn every_rule() -> Settings {
    Settings {
        selection: Selection::all(&nianbao_rules::REGISTRY),
        ..nianbao_rules::settings()
    }
}

/// Judges a report and asks that every place is one of its text, that every fix can be made, and, of some,
/// that fixing comes to an end from which it does not go on: it judges many times, and the fuzzer should
/// spend most of its time on reading. Lengths choose, so that an input is always treated alike.
pub fn judge(report: Report, settings: &Settings) {
    verify_slices(&report).unwrap();
    let findings = check(&report, settings);
    for found in findings.diagnostics.iter().chain(&findings.suppressed) {
        verify_places(&report, found);
        for fix in &found.fixes {
            let mut fixed = report.source.as_str().to_owned();
            let mut end = u32::MAX;
            for edit in source_edits(&report.source, fix).iter().rev() {
                let code = found.rule.code();
                assert!(edit.span.end <= end, "{code}: edits overlap or lack order");
                end = edit.span.start;
                fixed.replace_range(edit.span.range(), &edit.new_text);
            }
            SourceText::new(fixed).unwrap();
        }
    }
    let mode = match report.source.as_str().len() % 8 {
        0 => Some(FixMode::Safe),
        1 => Some(FixMode::SafeAndSuggested),
        _ => None,
    };
    if let Some(mode) = mode {
        let fixed = fix(report.clone(), settings, mode);
        let text = fixed.report.source.as_str();
        assert!(fixed.converged, "fixes undo each other: {text:?}");
        verify_slices(&fixed.report).unwrap();
        let again = fix(fixed.report.clone(), settings, mode);
        assert!(again.applied.is_empty(), "fixing goes on: {text:?}");
    }
}

fn verify_places(report: &Report, found: &Diagnostic) {
    let source = report.source.as_str();
    let code = found.rule.code();
    let sound = |span: Span| source.get(span.range()).is_some();
    assert!(sound(found.span), "{code}: {:?}", found.span);
    let own = found.related.iter().filter(|it| it.file.is_none());
    for related in own {
        assert!(sound(related.span), "{code}: related {:?}", related.span);
    }
    for edit in found.fixes.iter().flat_map(|fix| &fix.edits) {
        assert!(sound(edit.span), "{code}: edit {:?}", edit.span);
    }
}

/// Asks of the server's view of a file of configuration that all its places are places of the text, at
/// whatever offset it is asked; `path` names the kind of file, and nothing is there. The offsets asked for
/// are at most `OFFSETS`, spread over the text.
pub fn in_an_editor(path: &Path, text: &str) {
    const OFFSETS: usize = 16;
    let Some(knows) = nianbao::server_options(None).configuration else {
        panic!("the server knows nothing of configuration");
    };
    assert!(knows.is_one(path));
    let sound = |text: &str, span: &Range<usize>| text.get(span.clone()).is_some();
    for lang in [Lang::Zh, Lang::En] {
        for flaw in knows.flaws(path, text, &|_: &Path| None, lang) {
            assert!(sound(text, &flaw.span), "{flaw:?}");
            assert!(!flaw.message.is_empty(), "{flaw:?}");
            if let Some(other) = &flaw.elsewhere {
                assert!(sound(&other.text, &other.span), "{flaw:?}");
            }
        }
    }
    let step = text.chars().count() / OFFSETS + 1;
    let offsets = text.char_indices().map(|(offset, _)| offset);
    for offset in offsets.step_by(step).chain([text.len()]) {
        if let Some((span, _)) = knows.describe(path, text, offset, Lang::En) {
            assert!(sound(text, &span), "described at {offset}: {span:?}");
        }
        for offer in knows.suggest(path, text, offset, Lang::Zh) {
            assert!(sound(text, &offer.span), "offered at {offset}: {offer:?}");
        }
    }
}
