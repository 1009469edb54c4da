use proptest::prelude::*;

use super::*;
use crate::text::SourceText;

const REPORT: &str = "<!-- 甲 -->
# 甲县2023年政府信息公开工作年度报告

根据规定编制本报告。

一、总体情况。

我县高度重视。

全年公开信息17条。

（一）主动公开。公开信息17条。

又一段。

（二）依申请公开

收到申请3件。

办结3件。

二、主动公开政府信息情况

| 第二十条第（一）项 | | | |
| --- | --- | --- | --- |
| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
| 规章 | 0 | 0 | 40 |
| 行政规范性文件 | 3 |  | 2 |
| 第二十条第（五）项 | | | |
| 信息内容 | 本年处理决定数量 | | |
| 行政许可 | 55 | | |

三、存在的主要问题及改进情况

有问题。

甲县人民政府

2024年1月20日
";

fn report(text: &str) -> Report {
    Report::parse(SourceText::new(text).unwrap())
}

fn at(report: &Report, words: &str) -> Span {
    let start = report.source.as_str().find(words).unwrap();
    Span::new(start, start + words.len())
}

#[test]
fn every_part_has_a_name() {
    let report = report(REPORT);
    let places = Places::new(&report);
    for (words, zh, en) in [
        ("甲 ", "注释", "comment"),
        ("2023年", "标题", "title"),
        ("根据规定", "卷首", "front matter"),
        ("总体情况", "第一部分标题", "heading of section 1"),
        ("我县高度", "第一部分第1段", "section 1, paragraph 1"),
        ("全年公开", "第一部分第2段", "section 1, paragraph 2"),
        (
            "主动公开。公开",
            "小标题“（一）主动公开”下第1段",
            "sub-heading \"（一）主动公开\", paragraph 1",
        ),
        (
            "又一段",
            "小标题“（一）主动公开”下第2段",
            "sub-heading \"（一）主动公开\", paragraph 2",
        ),
        (
            "依申请公开",
            "小标题“（二）依申请公开”",
            "sub-heading \"（二）依申请公开\"",
        ),
        (
            "3件。\n\n办结",
            "小标题“（二）依申请公开”下第1至2段",
            "sub-heading \"（二）依申请公开\", paragraphs 1 to 2",
        ),
        ("总体情况。\n\n我县", "第一部分", "section 1"),
        (
            "40",
            "表二“规章”行“现行有效件数”列",
            "table 2, row rules, column in force",
        ),
        ("0 | 40", "表二“规章”行", "table 2, row rules"),
        (
            "3 |  | 2",
            "表二“行政规范性文件”行",
            "table 2, row normative documents",
        ),
        ("40 |\n| 行政规范", "表二", "table 2"),
        ("规章 |", "表二“规章”行", "table 2, row rules"),
        (
            "现行有效件数",
            "表二“现行有效件数”列",
            "table 2, column in force",
        ),
        ("有问题", "第三部分第1段", "section 3, paragraph 1"),
        ("甲县人民政府", "落款", "signature"),
        (
            "办结3件。\n\n二、",
            "第一部分至第二部分",
            "section 1 to section 2",
        ),
    ] {
        let place = places.of(at(&report, words));
        assert_eq!(
            (place.zh().as_str(), place.en().as_str()),
            (zh, en),
            "{words}"
        );
    }
}

#[test]
fn something_missing_has_a_side() {
    let report = report(REPORT);
    let places = Places::new(&report);
    let start = |words: &str| Span::empty(at(&report, words).start as usize);
    let end = |words: &str| Span::empty(at(&report, words).end as usize);
    let missing = CellRef::new(
        TableId::Proactive,
        RowKey::NormativeDocuments,
        ColumnKey::Repealed,
    );
    let blank = report.cell(missing).unwrap().span;
    assert!(blank.is_empty());
    let row = places.of_cell(at(&report, "3 |  | 2"), missing);
    assert_eq!(row.zh(), "表二“行政规范性文件”行“本年废止件数”列");
    for (span, zh) in [
        (Span::empty(0), "全文"),
        (start("二、主动"), "第二部分标题之前"),
        (end("年度报告"), "标题之后"),
        (start("我县高度"), "第一部分第1段开头"),
        (end("我县高度重视。"), "第一部分第1段末尾"),
        (start("高度重视"), "第一部分第1段"),
        (end("行政规范性文件 | 3 | "), "表二“行政规范性文件”行"),
        (blank, "表二“行政规范性文件”行“本年废止件数”列"),
        (Span::empty(REPORT.len()), "落款之后"),
    ] {
        assert_eq!(places.of(span).zh(), zh, "{span:?}");
    }
}

#[test]
fn sections_without_an_ordinal_of_their_own_are_named_by_their_headings() {
    let text = "甲县2023年政府信息公开工作年度报告\n\n一、总体情况\n\n甲。\n\n一、主动公开政府信息情况\n\n乙。\n\n六、其他需要报告的事项\n\n丙。\n";
    let report = report(text);
    assert_eq!(
        report.place(at(&report, "乙")).zh(),
        "“一、主动公开政府信息情况”部分第1段"
    );
    assert_eq!(report.place(at(&report, "丙")).zh(), "第六部分第1段");
}

#[test]
fn a_page_has_text_around_its_report() {
    let text = "<html><body><div>首页 &gt; 政务公开</div><h1>甲县2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>甲。</p><div>版权所有：甲县</div></body></html>";
    let report = report(text);
    assert_eq!(report.place(at(&report, "首页")).zh(), "页面其他内容");
    assert_eq!(report.place(at(&report, "甲。")).zh(), "第一部分第1段");
    assert_eq!(report.place(at(&report, "版权")).zh(), "页面其他内容");
}

#[test]
fn rows_of_the_tables_are_named_as_the_form_prints_them() {
    let name = |id, row, column| {
        let cell = TablePart::Cell(Edition::V2021, CellRef::new(id, row, column));
        Part::Table(id, cell).zh()
    };
    assert_eq!(
        name(
            TableId::Requests,
            RowKey::TotalHandled,
            ColumnKey::NaturalPerson
        ),
        "表三“（七）总计”行“自然人”列"
    );
    assert_eq!(
        name(TableId::Requests, RowKey::OtherRemaining, ColumnKey::Total),
        "表三“其他处理·其他”行“总计”列"
    );
    assert_eq!(
        name(
            TableId::Requests,
            RowKey::DeniedSecurityStability,
            ColumnKey::Total
        ),
        "表三“3.危及‘三安全一稳定’”行“总计”列"
    );
    assert_eq!(
        name(
            TableId::Disputes,
            RowKey::Reconsideration,
            ColumnKey::Pending
        ),
        "表四“行政复议”的“尚未审结”"
    );
}

proptest! {
    #[test]
    fn any_span_has_a_place(start in 0_u32..2000, len in 0_u32..2000, cut in 0_usize..1200) {
        let mut end = cut.min(REPORT.len());
        while !REPORT.is_char_boundary(end) {
            end -= 1;
        }
        for text in [REPORT, &REPORT[..end]] {
            let report = report(text);
            let place = report.place(Span { start, end: start + len });
            prop_assert!(!place.zh().is_empty() && !place.en().is_empty());
            let backwards = report.place(Span { start: start + len, end: start });
            prop_assert!(!backwards.zh().is_empty());
        }
    }
}
