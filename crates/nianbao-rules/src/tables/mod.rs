//! T 表格: tables, rows, columns and cells as the form has them.

mod batches;
mod filling;
mod restore;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
