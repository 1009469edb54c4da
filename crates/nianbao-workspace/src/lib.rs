//! `nianbao-workspace` knows what belongs to a project: its configuration, `nianbao.toml` ([`config`]),
//! which one governs a file ([`files`]), the packs that it names ([`packs`]), and the settings of a report
//! that follow.
//!
//! It knows neither terminal nor protocol, and no particular rule: who uses it brings a
//! [`nianbao_lint::Registry`] along.

pub mod config;
pub mod files;
pub mod packs;
