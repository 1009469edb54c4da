//! Bytes in any encoding, as they come from a disk: read, judged by every rule, fixed.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nianbao_core::{Report, SourceText};
use nianbao_fuzz::{every_rule, judge};
use nianbao_lint::Settings;

static SETTINGS: LazyLock<Settings> = LazyLock::new(every_rule);

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = SourceText::decode(bytes) {
        judge(Report::parse(text), &SETTINGS);
    }
});
