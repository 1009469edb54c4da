//! `nianbao-workspace` knows what belongs to a project: its configuration, `nianbao.toml`, and how it
//! becomes the settings of a report.
//!
//! It knows neither terminal nor protocol.

pub mod config;
