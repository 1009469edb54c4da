//! End-to-end tests of the language server: what it answers, over its real input and output.

// clippy.toml allows these inside test functions; here the helpers too are nothing but tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod actions;
mod client;
mod edits;
mod everywhere;
mod features;
mod life;
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

/// The codes of diagnostics, in their order.
fn codes(diagnostics: &[serde_json::Value]) -> Vec<&str> {
    diagnostics
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect()
}
