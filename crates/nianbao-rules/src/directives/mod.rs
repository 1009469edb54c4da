//! N 注释指令: what stands in comments for this program.

include!(concat!(env!("OUT_DIR"), "/directives.rs"));
