//! P 标点与字形: punctuation marks, spaces and glyphs.

include!(concat!(env!("OUT_DIR"), "/punctuation.rs"));
