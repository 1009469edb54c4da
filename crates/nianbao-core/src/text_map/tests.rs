use proptest::prelude::*;

use super::*;
use crate::report::Report;

fn report(text: &str) -> Report {
    Report::parse(Source::new(text).unwrap())
}

fn between(text: &str, from: &str, to: &str) -> Span {
    let start = text.find(from).unwrap();
    Span::new(start, start + text[start..].find(to).unwrap() + to.len())
}

const PAGE: &str = "<html><head><title>甲县</title></head>\r\n<body>\r\n  <p>一、<b>总体</b>&ldquo;情况&rdquo;</p><p>收到\r\n   申请17件<!-- 乙 -->。</p>\r\n<table><tr><td>规章</td><td>&nbsp;</td><td>3</td></tr></table><script>var a;</script></body></html>";

#[test]
fn quotes_of_a_page_hold_its_words() {
    let report = report(PAGE);
    let text = |from, to| report.visible_text(between(PAGE, from, to)).into_owned();
    assert_eq!(text("一、", "rdquo;"), "一、总体“情况”");
    assert_eq!(text("quo;情况", "情况"), "“情况");
    assert_eq!(text("总体", "收到"), "总体“情况”\n收到");
    assert_eq!(text("收到", "。"), "收到 申请17件。");
    assert_eq!(text("<!-- 乙", "乙"), "<!-- 乙");
    assert_eq!(text("规章", "3"), "规章\n\u{a0}\n3");
    assert_eq!(text("<script", "</script>"), "");
    assert_eq!(
        report
            .visible_text(Span::new(0, PAGE.len()))
            .lines()
            .count(),
        6
    );
}

#[test]
fn lines_of_a_page_are_those_of_its_source() {
    let report = report(PAGE);
    let lines = report.visible_lines().unwrap();
    assert_eq!(
        lines.source().as_str(),
        "甲县\n\n一、总体“情况” 收到\n申请17件。\n规章 \u{a0} 3"
    );
    let shown = |from, to| {
        let span = lines.span(between(PAGE, from, to));
        lines.source().slice(span).to_owned()
    };
    assert_eq!(shown("总体", "rdquo;"), "总体“情况”");
    assert_eq!(shown("17", "17"), "17");
    assert_eq!(shown("quo;情", "情"), "“情");
    assert_eq!(shown("<body>", ">"), "");
    assert!(lines.hides(between(PAGE, "乙", "乙")));
    assert!(!lines.hides(between(PAGE, "17", "17")));
}

#[test]
fn comments_and_marks_of_bold_type_are_not_seen() {
    let text = "# 标题\n\n**共**收到<!-- 甲 -->17件，张**和3***4。\n<!-- 乙\n丙 -->\n2 ** 3 ** 4\n";
    let report = report(text);
    let seen = |from, to| report.visible_text(between(text, from, to)).into_owned();
    assert_eq!(seen("**共", "17件"), "共收到17件");
    assert_eq!(seen("张", "4。"), "张**和3***4。");
    assert_eq!(seen("2 **", "4"), "2 ** 3 ** 4");
    let lines = report.visible_lines().unwrap();
    assert_eq!(
        lines.source().as_str(),
        "# 标题\n\n共收到17件，张**和3***4。\n\n\n2 ** 3 ** 4\n"
    );
    let shown = lines.span(between(text, "17", "件"));
    assert_eq!(lines.source().slice(shown), "17件");
}

#[test]
fn a_text_without_anything_hidden_is_seen_as_it_is() {
    let report = report("甲县\n乙\n");
    assert!(report.visible_lines().is_none());
    assert_eq!(report.visible_text(Span::new(0, 6)), "甲县");
}

#[test]
fn lines_end_where_blocks_do() {
    let page = report(PAGE);
    assert!(page.line_ends_in(between(PAGE, "&rdquo;", "<p>")));
    assert!(page.line_ends_in(between(PAGE, "</p><p>", ">")));
    assert!(!page.line_ends_in(between(PAGE, "<b>", ">")));
    let text = report("甲\n乙");
    assert!(text.line_ends_in(Span::new(0, 4)) && !text.line_ends_in(Span::new(0, 3)));
}

proptest! {
    #[test]
    fn no_span_breaks_the_map(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "<p>", "</p>", "<b>", "甲", "&amp;", "&#10;", "&", "<", "\r\n", "\r", "\n", " ", "**",
                "<!-- 乙 -->", "<!--", "-->", "<table><tr><td>", "</td><td>", "</td></tr></table>", "| a | b |",
                "# ", "\u{a0}",
            ]),
            0..40,
        ),
        page in any::<bool>(),
        start in 0_u32..200,
        len in 0_u32..200,
    ) {
        let text = format!("{}{}", if page { "<html>" } else { "" }, parts.concat());
        let report = report(&text);
        for span in [Span { start, end: start + len }, Span { start: start + len, end: start }] {
            let _ = report.visible_text(span);
            let _ = report.line_ends_in(span);
            let _ = report.place(span).zh();
            if let Some(lines) = report.visible_lines() {
                prop_assert_eq!(lines.source().line_count(), report.source.line_count());
                let shown = lines.span(span);
                prop_assert!(shown.start <= shown.end);
                prop_assert!(shown.end as usize <= lines.source().as_str().len());
                let text = lines.source().as_str();
                if report.source.as_str().is_char_boundary(span.start as usize) {
                    prop_assert!(text.is_char_boundary(shown.start as usize));
                }
                // A place is shown on its own line.
                let at = span.start.min(report.source.as_str().len() as u32);
                if span.len_or_zero() == 0 {
                    prop_assert_eq!(lines.source().line_of(shown.start), report.source.line_of(at));
                }
            }
        }
    }
}

impl Span {
    fn len_or_zero(self) -> u32 {
        self.end.saturating_sub(self.start)
    }
}
