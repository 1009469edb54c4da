//! The text of a `pack.toml`: read, loaded and tested as the command line does it, run over a report, and
//! looked at as the language server does it.
#![no_main]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use nianbao_core::{Report, SourceText};
use nianbao_fuzz::{in_an_editor, judge};
use nianbao_lint::{Message, base_report};
use nianbao_packs::{PackError, PackSource, Wanted};

static REPORT: LazyLock<Report> = LazyLock::new(|| {
    // Something wrong in it, so that rules and their fixes have work to do.
    let text = base_report().replacen("| 51 |", "| 52 |", 1);
    Report::parse(SourceText::new(text).unwrap())
});

/// The pack as the only file of its folder but one report.
struct Only<'a>(&'a str);

impl PackSource for Only<'_> {
    fn read(&self, path: &str) -> Result<String, Message> {
        match path {
            "pack.toml" => Ok(self.0.to_owned()),
            "report.md" => Ok(base_report().to_owned()),
            _ => Err(Message::new("没有", "not there")),
        }
    }

    fn label(&self, path: &str) -> String {
        path.to_owned()
    }
}

fn verify(text: &str, errors: &[PackError]) {
    assert!(!errors.is_empty(), "refused without a reason");
    for error in errors {
        let own = error.file.is_empty() || error.file == "pack.toml";
        assert!(
            !own || text.get(error.place.span.clone()).is_some(),
            "{error:?}"
        );
        assert!(error.place.line > 0 && error.place.column > 0, "{error:?}");
        assert!(!error.message.zh.is_empty(), "{error:?}");
        assert!(!error.message.en.is_empty(), "{error:?}");
    }
}

fuzz_target!(|text: &str| {
    if let Err(errors) = nianbao_packs::parse(text) {
        verify(text, &errors);
    }
    let source = Only(text);
    match nianbao_packs::load(&nianbao_rules::REGISTRY, &[Wanted::Source(&source)]) {
        Err(errors) => verify(text, &errors),
        Ok(packs) => {
            let packs = Arc::new(packs);
            for outcome in nianbao_packs::test(&packs, Some(&source)) {
                assert!(text.get(outcome.place.span).is_some());
                for failure in outcome.failures {
                    assert!(
                        text.get(failure.place.span.clone()).is_some(),
                        "{failure:?}"
                    );
                }
            }
            judge(REPORT.clone(), &packs.settings());
        }
    }
    for flaw in nianbao_packs::inspect(&nianbao_rules::REGISTRY, &source) {
        assert!(text.get(flaw.place.span.clone()).is_some(), "{flaw:?}");
    }
    in_an_editor(Path::new("/nianbao-fuzz-is-not-there/pack.toml"), text);
});
