//! P 标点与字形: punctuation marks, spaces and glyphs.

mod widen;

include!(concat!(env!("OUT_DIR"), "/punctuation.rs"));
