//! N 注释指令: directives to this program in comments.

include!(concat!(env!("OUT_DIR"), "/directives.rs"));
