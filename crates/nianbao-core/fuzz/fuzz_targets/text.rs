//! Bytes in any encoding, as they come from a disk.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao_core::{Report, SourceText};
use nianbao_tests::generate::verify_slices;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = SourceText::decode(bytes) {
        let report = Report::parse(text);
        verify_slices(&report).unwrap();
    }
});
