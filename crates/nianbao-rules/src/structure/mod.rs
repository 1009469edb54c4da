//! S 结构: sections, headings and what each must hold.

mod headings;

include!(concat!(env!("OUT_DIR"), "/structure.rs"));
