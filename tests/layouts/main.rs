//! One report in every layout: the parser must read the same from all of them.

// clippy.toml allows these inside test functions; here the helpers too are nothing but tests.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod same_report;
