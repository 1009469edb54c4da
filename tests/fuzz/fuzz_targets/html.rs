//! Pages: the bytes choose words of pages and reports, so that tags nest and break in every way.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nianbao_core::{Report, SourceText};
use nianbao_fuzz::{every_rule, judge};
use nianbao_lint::Settings;

static SETTINGS: LazyLock<Settings> = LazyLock::new(every_rule);

const WORDS: [&str; 32] = [
    "<html><body>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<td colspan=2>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "<span>",
    "</span>",
    "&nbsp;",
    "&ldquo;",
    "&#48;",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<title>",
    "0",
    "1",
    "\n",
    "三、收到和处理政府信息公开申请情况",
    "二、主动公开政府信息情况",
    "（一）予以公开",
    "行政许可",
    "总计",
    "结果维持",
];

fuzz_target!(|bytes: &[u8]| {
    let mut page = String::from("<body>");
    for byte in bytes {
        match WORDS.get(usize::from(*byte) % 48) {
            Some(word) => page.push_str(word),
            None => page.push(char::from(*byte)),
        }
    }
    if let Ok(text) = SourceText::new(page) {
        judge(Report::parse(text), &SETTINGS);
    }
});
