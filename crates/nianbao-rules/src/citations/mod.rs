//! C 引用与术语: documents cited and terms of the regulations.

include!(concat!(env!("OUT_DIR"), "/citations.rs"));
