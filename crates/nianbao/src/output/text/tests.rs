//! Findings made by hand: what they look like, and that no span can break the rendering.

use nianbao_core::form::{CellRef, ColumnKey, RowKey};
use nianbao_core::{Report, SourceText};
use nianbao_lint::{Findings, Message, Neighbour};
use proptest::prelude::*;

use super::*;
use crate::output::json::JsonLines;
use crate::sample::RULE;

fn finding(text: &str, marked: &str) -> Diagnostic {
    let start = text.find(marked).unwrap();
    Diagnostic::new(
        &RULE,
        Span::new(start, start + marked.len()),
        Message::new("总计应为17，实为16", "the total should be 17, it is 16"),
    )
}

fn render(text: &str, diagnostics: Vec<Diagnostic>, format: &impl Format) -> String {
    let report = Report::parse(SourceText::new(text).unwrap());
    let findings = Findings {
        diagnostics,
        ..Findings::default()
    };
    format.file(&CheckedFile {
        number: 0,
        known: &[],
        path: "县/2023.md",
        report: &report,
        findings: &findings,
        fingerprints: &[],
    })
}

fn plain(text: &str, diagnostics: Vec<Diagnostic>) -> String {
    render(text, diagnostics, &Text::new(Lang::Zh, false, false))
}

#[test]
fn a_cell_of_a_table_with_related_places_and_a_fix() {
    let text = "一、总体情况\n\n| 总计 | 16 |\n| --- | --- |\n| 予以公开 | 17 |\n";
    let related = text.find("17").unwrap();
    let diagnostic = finding(text, "16")
        .at_cell(CellRef::requests(
            RowKey::TotalHandled,
            ColumnKey::NaturalPerson,
        ))
        .with_related(
            Span::new(related, related + 2),
            Message::new("此项为17", "this is 17"),
        )
        .with_replacement(
            Applicability::Suggested,
            Message::new("把总计改为17", "set the total to 17"),
            Span::new(related, related + 2),
            "17",
        );
    insta::assert_snapshot!(plain(text, vec![diagnostic.clone()]));
    insta::assert_snapshot!(render(
        text,
        vec![diagnostic.clone()],
        &Text::new(Lang::En, false, true)
    ));
    insta::assert_snapshot!(render(text, vec![diagnostic], &JsonLines::new(Lang::Zh)));
}

#[test]
fn a_page_is_quoted_without_its_tags() {
    let text = "<html><body>\n<p>一、<b>总体</b>情况</p><p>共收到<i>申&#35831;</i>&ldquo;17&rdquo;件<!-- 甲 -->。</p></body></html>";
    let found = finding(text, "申&#35831;</i>&ldquo;17&rdquo;件");
    insta::assert_snapshot!(plain(text, vec![found.clone()]), @r"
    错误[A002]: 总计应为17，实为16
     --> 县/2023.md:2:30（第一部分第1段）
      |
    2 | 一、总体情况 共收到申请“17”件。
      |                    ^^^^^^^^^^
      |
      = 依据: 国办公开办函〔2021〕30号；条例第五十条
    ");
    let json = render(text, vec![found], &JsonLines::new(Lang::En));
    assert!(
        json.contains(r#""text":"申请“17”件","place":"section 1, paragraph 1""#),
        "{json}"
    );
    // What is said of a comment shows it.
    let comment = plain(text, vec![finding(text, "甲")]);
    assert!(comment.contains("件<!-- 甲 -->。</p>"), "{comment}");
}

#[test]
fn a_place_in_another_report_is_named_with_its_path() {
    let other = Report::parse(SourceText::new("\n甲县\n").unwrap());
    let file = Neighbour {
        path: "县/2022.md".into(),
        report: std::sync::Arc::new(other),
    };
    let text = "一、总体情况\n\n共17件。\n";
    let found = finding(text, "17").with_related_in(
        &file,
        Span::new(1, 7),
        Message::new("上年的名称", "last year's name"),
    );
    let shown = plain(text, vec![found.clone()]);
    assert!(
        shown.contains("= 相关: 县/2022.md:2:1: 上年的名称\n"),
        "{shown}"
    );
    let json = render(text, vec![found], &JsonLines::new(Lang::Zh));
    let related =
        r#""related":[{"path":"县/2022.md","range":{"start":{"line":2,"column":1,"offset":1},"#;
    assert!(json.contains(related), "{json}");
}

#[test]
fn a_phrase_in_a_long_paragraph_keeps_its_true_column() {
    let text = format!(
        "序\n{}共收到申请17件{}。",
        "一".repeat(600),
        "后文".repeat(300)
    );
    insta::assert_snapshot!(plain(&text, vec![finding(&text, "17件")]));
}

#[test]
fn a_missing_thing_has_a_caret() {
    let at = |offset| {
        Diagnostic::new(
            &RULE,
            Span::empty(offset),
            Message::new("缺少落款", "no signature"),
        )
    };
    insta::assert_snapshot!(plain("", vec![at(0)]));
    insta::assert_snapshot!(plain("全文\n", vec![at("全文\n".len())]));
    insta::assert_snapshot!(plain("全文\r\n二", vec![at("全文".len())]));
}

#[test]
fn control_characters_of_the_report_do_not_reach_the_terminal() {
    let text = "甲\u{1b}[31m乙\u{7}";
    let mut diagnostic = finding(text, "乙");
    diagnostic.message = Message::new("不应有“\u{1b}[31m\n”", "");
    let output = plain(text, vec![diagnostic]);
    assert!(
        !output.contains(|c: char| c.is_control() && c != '\n'),
        "{output:?}"
    );
}

#[test]
fn colours_only_when_asked() {
    let text = "合计16";
    let coloured = render(
        text,
        vec![finding(text, "16")],
        &Text::new(Lang::Zh, true, false),
    );
    assert!(coloured.contains("\u{1b}["));
    assert!(!plain(text, vec![finding(text, "16")]).contains('\u{1b}'));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_span_can_break_the_rendering(
        parts in prop::collection::vec(
            prop_oneof![
                Just("\r\n".to_owned()), Just("\n".to_owned()), Just("\r".to_owned()),
                Just("\t".to_owned()), Just("\u{200b}\u{fe0f}".to_owned()),
                Just("👨‍👩‍👧".to_owned()), Just("𠮷Ａ|".to_owned()), Just("  ".to_owned()),
                Just("表".repeat(90)), Just("x".repeat(400)), "\\PC{0,8}", any::<String>(),
            ],
            0..12,
        ),
        spans in prop::collection::vec((0_u32..1500, 0_u32..1500), 1..5),
    ) {
        let text = parts.concat();
        // Mostly spans of the text, sometimes past its end.
        let limit = text.len() as u32 + 3;
        let mut spans = spans.into_iter().map(|(a, b)| {
            let (a, b) = (a % limit, b % limit);
            Span { start: a.min(b), end: a.max(b) }
        });
        let first = spans.next().unwrap_or_default();
        let mut diagnostic = Diagnostic::new(&RULE, first, Message::new("问题", "wrong"));
        for span in spans {
            diagnostic = diagnostic.with_related(span, Message::new("相关\n处", "related"));
        }
        let position = SourceText::new(text.clone()).unwrap().position(first.start);
        let expected = format!("--> 县/2023.md:{}:{}（", position.line, position.column);
        prop_assert!(plain(&text, vec![diagnostic.clone()]).contains(&expected));
        render(&text, vec![diagnostic.clone()], &JsonLines::new(Lang::En));
        // Related places may hide the carets where they overlap; alone they must be there.
        diagnostic.related.clear();
        let output = plain(&text, vec![diagnostic]);
        let marked = output.lines().any(|line| {
            line.trim_start().starts_with('|') && line.contains('^')
        });
        prop_assert!(marked, "{}", output);
    }
}
