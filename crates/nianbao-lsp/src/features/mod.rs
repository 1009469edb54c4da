//! What the server offers, one file each: functions from a snapshot to an answer.

pub(crate) mod diagnostics;
