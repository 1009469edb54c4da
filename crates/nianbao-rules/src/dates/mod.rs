//! D 日期与时限: periods, dates and deadlines.

include!(concat!(env!("OUT_DIR"), "/dates.rs"));
