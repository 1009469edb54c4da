//! The text of a `nianbao.toml`: read, checked and resolved as the command line does it, and looked at as
//! the language server does it.
#![no_main]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use nianbao_core::{Report, SourceText};
use nianbao_fuzz::in_an_editor;
use nianbao_lint::{base_report, check};
use nianbao_packs::{PackSet, Wanted};
use nianbao_workspace::config::{Config, ConfigError, Overrides};

static PACKS: LazyLock<Arc<PackSet>> = LazyLock::new(|| {
    Arc::new(nianbao_packs::load(&nianbao_rules::REGISTRY, &[Wanted::BuiltIn("qinghai")]).unwrap())
});
static REPORT: LazyLock<Report> =
    LazyLock::new(|| Report::parse(SourceText::new(base_report()).unwrap()));

fn verify(text: &str, errors: &[ConfigError]) {
    for error in errors {
        assert!(text.get(error.place.span.clone()).is_some(), "{error:?}");
        assert!(error.place.line > 0 && error.place.column > 0, "{error:?}");
        let message = error.problem.message();
        assert!(
            !message.zh.is_empty() && !message.en.is_empty(),
            "{error:?}"
        );
    }
}

fuzz_target!(|text: &str| {
    let names: Vec<&str> = nianbao_packs::built_in_names().chain(["auto"]).collect();
    match Config::parse(text) {
        Err(errors) => {
            assert!(!errors.is_empty(), "refused without a reason");
            verify(text, &errors);
        }
        Ok(config) => {
            let errors = config.check_with(&names, &PACKS);
            verify(text, &errors);
            let settings = config.settings_with(&PACKS, &Overrides::default());
            // What was checked can be resolved.
            assert!(settings.is_ok() || !errors.is_empty(), "{settings:?}");
            if let Ok(settings) = settings {
                check(&REPORT, &settings);
            }
        }
    }
    in_an_editor(Path::new("/nianbao-fuzz-is-not-there/nianbao.toml"), text);
});
