//! V 隐私与保密: what must not be published.

include!(concat!(env!("OUT_DIR"), "/privacy.rs"));
