//! T 表格: tables, rows, columns and cells as the form has them.

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
