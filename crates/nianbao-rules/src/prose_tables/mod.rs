//! X 文表一致: what the prose says against the tables and against itself.

mod against;
mod cases;
mod compare;
mod parts;

include!(concat!(env!("OUT_DIR"), "/prose_tables.rs"));
