//! Words that every report needs, for completion and for the draft.

use nianbao_core::form::OVERVIEW_ASPECTS;

/// The statement that no fee for processing requests was charged, for section 6.
pub fn fee_statement(year: u16) -> String {
    format!("{year}年，本机关未收取信息处理费。")
}

/// The sub-headings of the first section, one for each aspect that it reports on:
/// `（一）主动公开情况`.
pub fn overview_headings() -> Vec<String> {
    OVERVIEW_ASPECTS
        .iter()
        .zip(["一", "二", "三", "四", "五"])
        .map(|(aspect, numeral)| format!("（{numeral}）{}情况", aspect.title))
        .collect()
}
