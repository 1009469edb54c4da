//! S 结构: sections, headings and what each must hold.

include!(concat!(env!("OUT_DIR"), "/structure.rs"));
