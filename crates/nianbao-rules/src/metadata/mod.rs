//! M 卷首与落款: title, preamble, contact, parts and links.

include!(concat!(env!("OUT_DIR"), "/metadata.rs"));
