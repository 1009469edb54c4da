//! W 用语: words and grammar.

include!(concat!(env!("OUT_DIR"), "/wording.rs"));
