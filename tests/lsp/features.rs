//! What is told and offered besides findings.

use serde_json::{Value, json};

use crate::client::Client;
use crate::{REPORT, URI};

/// The position of a piece of a text, and of what stands some characters behind its beginning.
pub(crate) fn position(text: &str, piece: &str, behind: usize) -> Value {
    let at = text.find(piece).unwrap_or_else(|| panic!("no {piece}"));
    let before = &text[..at];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let character = before[start..].encode_utf16().count() + behind;
    json!({"line": line, "character": character})
}

pub(crate) fn at(text: &str, piece: &str, behind: usize) -> Value {
    json!({"textDocument": {"uri": URI}, "position": position(text, piece, behind)})
}

pub(crate) fn opened(capabilities: &Value, text: &str) -> Client {
    let (mut client, _) = Client::ready(capabilities);
    client.open(URI, "markdown", 1, text);
    client
}

fn hover(client: &mut Client, text: &str, piece: &str, behind: usize) -> String {
    let answer = client.request("textDocument/hover", &at(text, piece, behind));
    answer["contents"]["value"]
        .as_str()
        .unwrap_or("")
        .to_owned()
}

#[test]
fn hovers_tell_what_stands_there() {
    let text = nianbao_lint::base_report().replace("| 40 | 8 | 0 | 1 |", "| 41 | 8 | 0 | 1 |");
    let mut client = opened(&json!({}), &text);
    let mut told = |piece: &str, behind| hover(&mut client, &text, piece, behind);
    let cell = told("| 41 | 8", 3);
    assert!(
        cell.contains("表三“本年新收政府信息公开申请数量”的“自然人”：**41**"),
        "{cell}"
    );
    assert!(
        cell.contains("✗ Σ 自然人 41＋商业企业 8") && cell.contains("＝52 ⇔ 总计 51"),
        "{cell}"
    );
    assert!(
        cell.contains("A003") || cell.contains("A001") || cell.contains("✗"),
        "{cell}"
    );
    let label = told("1.属于国家秘密", 3);
    assert!(
        label.contains("（三）不予公开") && label.contains("第十四条"),
        "{label}"
    );
    let column = told("| 自然人 |", 3);
    assert!(
        column.contains("表三 · 自然人") && column.contains("✗"),
        "{column}"
    );
    let heading = told("一、总体情况", 3);
    assert!(
        heading.contains("国办公开办函〔2021〕30号") && heading.contains("监督保障"),
        "{heading}"
    );
    let citation = told("《中华人民共和国政府信息公开条例》", 4);
    assert!(
        citation.contains("国务院令第711号") && citation.contains("现行有效"),
        "{citation}"
    );
    let number = told("申请51件", 3);
    assert!(
        number.contains("表三“本年新收政府信息公开申请数量”的“总计”：51"),
        "{number}"
    );
    let finding = told("| 39 | 9 |", 3);
    assert!(
        finding.contains("A001") && finding.contains("依据："),
        "{finding}"
    );
    assert_eq!(told("优化县政府", 1), "");
}

#[test]
fn hovers_are_in_the_language_of_the_client() {
    let (mut client, _) = Client::ready_with(&json!({"capabilities": {}, "locale": "en"}));
    let text = nianbao_lint::base_report();
    client.open(URI, "markdown", 1, text);
    assert!(hover(&mut client, text, "| 40 | 8", 3).contains("Table 3"));
}

#[test]
fn hovers_read_well_in_both_languages() {
    let text = nianbao_lint::base_report();
    let told = |lang: &str, text: &str, piece: &str, behind: usize| {
        let (mut client, _) = Client::ready_with(&json!({"capabilities": {}, "locale": lang}));
        client.open(URI, "nianbao", 1, text);
        hover(&mut client, text, piece, behind)
    };
    let label = told("zh-cn", text, "| 行政许可", 3);
    assert!(
        label.contains("《政府信息公开条例》第二十条第（五）项"),
        "{label}"
    );
    assert!(
        label.contains("表二 · 第二十条第（五）项 · 行政许可"),
        "{label}"
    );
    let label = told("en", text, "| 行政许可", 3);
    assert!(label.contains("article 20, item (5)"), "{label}");
    let column = told("en", text, "| 自然人 |", 3);
    assert!(
        column.contains("Table 3 · natural person** (自然人)"),
        "{column}"
    );
    let wrong = text.replace("| 40 | 8 | 0 | 1 |", "| 41 | 8 | 0 | 1 |");
    let finding = told("en", &wrong, "| 39 | 9 |", 3);
    assert!(finding.contains("** (error)"), "{finding}");
    // A blank cell says what follows for it, and why.
    let blank = text.replace("| 40 | 8 | 0 | 1 |", "| 40 |  | 0 | 1 |");
    let cell = told("zh-cn", &blank, "| 40 |  |", 6);
    assert!(
        cell.contains("按勾稽关系应为 **8**") && cell.contains("- “商业企业”列新收＋上年结转＝"),
        "{cell}"
    );
    assert!(
        cell.contains("✓ Σ") && cell.contains("空白格按推得的数计"),
        "{cell}"
    );
    let cell = told("en", &blank, "| 40 |  |", 6);
    assert!(cell.contains("it must be **8**"), "{cell}");
    // A draft says nothing yet of its year, and so of its form.
    for lang in ["zh-cn", "en"] {
        let heading = told(lang, "一、总体情况\n", "总体", 0);
        assert!(heading.contains("一、总体情况"), "{heading}");
        assert!(
            !heading.contains("（）") && !heading.contains("()"),
            "{heading}"
        );
    }
}

#[test]
fn what_a_hover_quotes_is_shown_as_it_is_written() {
    let bold = nianbao_lint::base_report().replace("| 51 |", "| **51** |");
    let text = bold.replace("| 行政许可 | 3215 |", "| 行政许可 | 3*215 <b>x</b> |");
    let plain = json!({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}});
    for (capabilities, total, wrong) in [
        (json!({}), "：**51**\n", "“3\\*215 \\<b>x\\</b>”"),
        (plain, "：51\n", "“3*215 <b>x</b>”"),
    ] {
        let mut client = opened(&capabilities, &text);
        let cell = hover(&mut client, &text, "| **51** |", 5);
        assert!(cell.contains(total), "{cell}");
        let finding = hover(&mut client, &text, "3*215", 1);
        assert!(finding.contains(wrong), "{finding}");
    }
}

#[test]
fn the_outline_has_sections_headings_and_tables() {
    let nested =
        json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}});
    let text = nianbao_lint::base_report();
    let mut client = opened(&nested, text);
    let params = json!({"textDocument": {"uri": URI}});
    let symbols = client.request("textDocument/documentSymbol", &params);
    let names: Vec<&str> = symbols
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(names.len(), 7);
    assert_eq!(names[1..3], ["一、总体情况", "二、主动公开政府信息情况"]);
    assert_eq!(symbols[1]["children"].as_array().unwrap().len(), 5);
    assert_eq!(symbols[1]["children"][0]["name"], "（一）主动公开情况");
    let table = &symbols[3]["children"][0];
    assert_eq!(
        (&table["name"], table["children"].as_array().unwrap().len()),
        (&json!("表三"), 25)
    );
    assert_eq!(table["children"][0]["detail"], "40 8 0 1 2 0 51");

    let mut client = opened(&json!({}), text);
    let flat = client.request("textDocument/documentSymbol", &params);
    assert!(
        flat.as_array()
            .unwrap()
            .iter()
            .all(|it| it["location"]["uri"] == URI)
    );
    let found = client.request("workspace/symbol", &json!({"query": "属于国家秘密"}));
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["containerName"], "表三");
    // As editors match what is typed: its characters in their order.
    assert_eq!(
        client.request("workspace/symbol", &json!({"query": "属 秘密"})),
        found
    );

    let folded = client.request("textDocument/foldingRange", &params);
    let starts: Vec<u64> = folded
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["startLine"].as_u64().unwrap())
        .collect();
    for piece in ["## 一、", "### （二）依", "## 三、", "| （本列"] {
        let line = position(text, piece, 0)["line"].as_u64().unwrap();
        assert!(starts.contains(&line), "{piece} {starts:?}");
    }
}

#[test]
fn what_is_folded_ends_before_the_next_heading() {
    let text = nianbao_lint::base_report();
    let mut client = opened(&json!({}), text);
    let params = json!({"textDocument": {"uri": URI}});
    for (version, text) in (2..).zip([text, &text.replace('\n', "\r\n")]) {
        client.replace(URI, version, text);
        let folded = client.request("textDocument/foldingRange", &params);
        let lines = folded.as_array().unwrap().iter().map(|it| {
            let line = |name: &str| it[name].as_u64().unwrap();
            (line("startLine"), line("endLine"))
        });
        let lines: Vec<(u64, u64)> = lines.collect();
        assert!(lines.len() >= 6, "{lines:?}");
        for (index, &(start, end)) in lines.iter().enumerate() {
            for &(first, last) in &lines[..index] {
                let apart = end < first || last < start;
                let within = first < start && end <= last;
                assert!(apart || within, "{first}-{last} and {start}-{end}");
            }
        }
    }
    // The first part from its heading to its last line of text; its symbol has the marks of its own
    // heading and not those of the next.
    client.replace(URI, 9, text);
    let folded = client.request("textDocument/foldingRange", &params);
    let start = position(text, "## 一、", 0);
    let next = position(text, "## 二、", 0)["line"].as_u64().unwrap();
    let folded = folded.as_array().unwrap().iter();
    let mut part = folded.filter(|it| it["startLine"] == start["line"]);
    assert_eq!(part.next().unwrap()["endLine"], next - 2);
    let symbols = client.request("textDocument/documentSymbol", &params);
    let symbols = symbols.as_array().unwrap().iter();
    let mut part = symbols.filter(|it| it["name"] == "一、总体情况");
    let range = &part.next().unwrap()["location"]["range"];
    assert_eq!(range["start"], start);
    assert_eq!(range["end"]["line"], next - 2);
}

#[test]
fn a_selection_grows_from_a_cell_to_the_text() {
    let text = nianbao_lint::base_report();
    let mut client = opened(&json!({}), text);
    let here = [position(text, "| 40 | 8", 3), position(text, "4286条", 1)];
    let params = json!({"textDocument": {"uri": URI}, "positions": here});
    let ranges = client.request("textDocument/selectionRange", &params);
    let depth = |range: &Value| {
        let (mut depth, mut range) = (1, range);
        while let Some(parent) = range.get("parent") {
            let inside = |a: &Value, b: &Value| {
                let key = |it: &Value| (it["line"].as_u64(), it["character"].as_u64());
                key(&b["range"]["start"]) <= key(&a["range"]["start"])
                    && key(&a["range"]["end"]) <= key(&b["range"]["end"])
            };
            assert!(inside(range, parent), "{range}");
            (depth, range) = (depth + 1, parent);
        }
        assert_eq!(range["range"]["start"], json!({"line": 0, "character": 0}));
        depth
    };
    // Cell, row, table, section, text; number, sentence, paragraph, section, text.
    assert!(depth(&ranges[0]) >= 5, "{}", ranges[0]);
    assert!(depth(&ranges[1]) >= 5, "{}", ranges[1]);
}

#[test]
fn numbers_lead_to_cells_and_back() {
    let text = nianbao_lint::base_report();
    let mut client = opened(&json!({}), text);
    let cells = client.request("textDocument/definition", &at(text, "申请51件", 3));
    assert_eq!(cells.as_array().unwrap().len(), 1);
    assert_eq!(cells[0]["range"]["start"], position(text, "| 51 |", 2));
    let back = client.request("textDocument/definition", &at(text, "| 51 |", 2));
    assert_eq!(back[0]["range"]["start"], position(text, "申请51件", 2));
    // 不予公开 8 is the sum of eight cells.
    let parts = client.request("textDocument/definition", &at(text, "不予公开8件", 4));
    assert_eq!(parts.as_array().unwrap().len(), 8);
    let mut params = at(text, "申请51件", 3);
    params["context"] = json!({"includeDeclaration": true});
    assert_eq!(
        client
            .request("textDocument/references", &params)
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert!(
        client
            .request("textDocument/definition", &at(text, "优化县政府", 1))
            .is_null()
    );
}

#[test]
fn sums_are_shown_where_they_differ_or_when_wanted() {
    let text = nianbao_lint::base_report().replace("| 40 | 8 | 0 | 1 |", "| 41 | 8 | 0 | 1 |");
    let everything = json!({
        "textDocument": {"uri": URI},
        "range": {"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}},
    });
    let mut client = opened(&json!({}), &text);
    let hints = client.request("textDocument/inlayHint", &everything);
    let labels: Vec<&str> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, ["Σ↓ 43", "Σ→ 52"]);
    assert_eq!(hints[1]["position"], position(&text, "| 51 |", 4));
    client.notify(
        "workspace/didChangeConfiguration",
        &json!({"settings": {"inlayHints": "all"}}),
    );
    let all = client.request("textDocument/inlayHint", &everything);
    assert!(all.as_array().unwrap().len() > 30);
    client.notify(
        "workspace/didChangeConfiguration",
        &json!({"settings": {"inlayHints": "off"}}),
    );
    assert_eq!(
        client.request("textDocument/inlayHint", &everything),
        json!([])
    );
}

#[test]
fn a_lens_counts_the_identities_of_a_table() {
    let text = nianbao_lint::base_report().replace("| 40 | 8 | 0 | 1 |", "| 41 | 8 | 0 |  |");
    let mut client = opened(&json!({}), &text);
    let params = json!({"textDocument": {"uri": URI}});
    let lenses = client.request("textDocument/codeLens", &params);
    let titles: Vec<&str> = lenses
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["command"]["title"].as_str().unwrap())
        .collect();
    assert_eq!(titles.len(), 2);
    assert!(
        titles[0].starts_with("表三") && titles[0].contains("项无法核对"),
        "{titles:?}"
    );
    assert!(!titles[0].contains("，0 项不成立"), "{titles:?}");
    assert_eq!(
        titles[1],
        "表四勾稽关系：3 项成立，0 项不成立，0 项无法核对"
    );
    let page = client.request("workspace/executeCommand", &lenses[0]["command"]);
    assert!(page.as_str().unwrap().contains("✗ Σ"), "{page}");
}

#[test]
fn addresses_and_cited_documents_are_links() {
    let text = nianbao_lint::base_report()
        .replace("邮政编码", "网址：http://www.yunxi.gov.cn/xxgk/，邮政编码");
    let mut client = opened(&json!({}), &text);
    let links = client.request(
        "textDocument/documentLink",
        &json!({"textDocument": {"uri": URI}}),
    );
    assert_eq!(links[0]["target"], "http://www.yunxi.gov.cn/xxgk/");
    assert_eq!(links[0]["range"]["start"], position(&text, "http://", 0));
    // The documents whose addresses are known.
    let cited = &links[1];
    assert!(
        cited["target"].as_str().unwrap().contains("//www.gov.cn/"),
        "{cited}"
    );
    assert!(
        cited["tooltip"]
            .as_str()
            .unwrap()
            .contains("国务院令第711号"),
        "{cited}"
    );
    let regulations = position(&text, "《中华人民共和国政府信息公开条例》", 0);
    assert_eq!(cited["range"]["start"], regulations);
}

#[test]
fn formatting_aligns_and_changes_no_finding() {
    let text = REPORT;
    let mut client = opened(&json!({}), text);
    let options =
        json!({"textDocument": {"uri": URI}, "options": {"tabSize": 4, "insertSpaces": true}});
    // A text without Markdown is left as it is.
    assert_eq!(
        client.request("textDocument/formatting", &options),
        json!([])
    );
    client.replace(URI, 2, "|甲|一二|\n|-|-|\n|1|2|\n");
    let edits = client.request("textDocument/formatting", &options);
    assert_eq!(edits.as_array().unwrap().len(), 3);
}

#[test]
fn a_request_is_answered_from_the_version_that_it_was_asked_for() {
    let nested =
        json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}});
    let mut client = opened(&nested, "");
    let params = json!({"textDocument": {"uri": URI}});
    let mut asked = Vec::new();
    for version in 2..300 {
        let text = format!(
            "# 云溪县人民政府2023年政府信息公开工作年度报告\n\n一、总体情况\n\n（一）第{version}次\n"
        );
        client.replace(URI, version, &text);
        asked.push((version, client.ask("textDocument/documentSymbol", &params)));
    }
    for (version, id) in asked {
        let symbols = client.answer(id)["result"].clone();
        let name = symbols[1]["children"][0]["name"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        assert!(
            name.contains(&format!("第{version}次")),
            "{version}: {symbols}"
        );
    }
}

#[test]
fn a_cancelled_request_says_so_and_others_go_on() {
    let mut client = opened(&json!({}), &REPORT.repeat(40));
    let params = json!({"textDocument": {"uri": URI}});
    let asked: Vec<u64> = (0..100)
        .map(|_| client.ask("textDocument/codeLens", &params))
        .collect();
    for id in &asked[1..] {
        client.notify("$/cancelRequest", &json!({"id": id}));
    }
    assert!(client.answer(asked[0]).get("result").is_some());
    for &id in &asked[1..] {
        let answer = client.answer(id);
        let cancelled = answer["error"]["code"] == -32800;
        assert!(cancelled || answer.get("result").is_some(), "{answer}");
    }
}

#[test]
fn nothing_is_told_of_what_is_not_open() {
    let (mut client, _) = Client::ready(&json!({}));
    for method in [
        "hover",
        "completion",
        "definition",
        "references",
        "documentSymbol",
        "foldingRange",
        "codeLens",
        "documentLink",
        "formatting",
        "inlayHint",
        "selectionRange",
        "codeAction",
    ] {
        let params = json!({
            "textDocument": {"uri": URI},
            "position": {"line": 4_000_000_000_u32, "character": 4_000_000_000_u32},
            "positions": [{"line": 1, "character": 9}],
            "range": {"start": {"line": 9, "character": 0}, "end": {"line": 0, "character": 7}},
            "context": {"diagnostics": [], "includeDeclaration": true, "triggerKind": 1},
            "options": {"tabSize": 4, "insertSpaces": true},
        });
        assert!(
            client
                .request(&format!("textDocument/{method}"), &params)
                .is_null()
        );
        client.open(URI, "markdown", 1, nianbao_lint::base_report());
        client.request(&format!("textDocument/{method}"), &params);
        client.close(URI);
    }
}
