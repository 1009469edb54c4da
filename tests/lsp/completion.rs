//! What is offered while a report is written.

use serde_json::{Value, json};

use crate::URI;
use crate::client::Client;
use crate::features::{at, opened, position};

fn labels(client: &mut Client, params: &Value) -> Vec<String> {
    let items = client.request("textDocument/completion", params);
    let items = items.as_array().unwrap();
    items
        .iter()
        .map(|it| it["label"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn completions_fit_the_place() {
    let text = nianbao_lint::base_report();
    let without = text
        .replace("2023年，全县未收取信息处理费。", "本\n## 五")
        .replace("## 五、存在的主要问题及改进情况", "");
    let snippets =
        json!({"textDocument": {"completion": {"completionItem": {"snippetSupport": true}}}});
    let mut client = opened(&snippets, &without);
    // A heading that is missing.
    let found = labels(&mut client, &at(&without, "\n## 五", 5));
    assert_eq!(found[0], "五、存在的主要问题及改进情况", "{found:?}");
    // The statement on fees.
    let found = labels(&mut client, &at(&without, "本\n## 五", 1));
    assert!(
        found.contains(&"2023年，本机关未收取信息处理费。".to_owned()),
        "{found:?}"
    );

    let cite = text.replace("落实保密审查要求。", "落实保密审查要求。《");
    client.replace(URI, 2, &cite);
    let found = labels(&mut client, &at(&cite, "审查要求。《", 6));
    assert_eq!(
        found[0],
        "《中华人民共和国政府信息公开条例》（国务院令第711号）"
    );
    assert!(
        !found.iter().any(|it| it.contains("〔2019〕60号")),
        "{found:?}"
    );

    let row = text.replace("| 行政处罚 | 1204 | | |", "| 行");
    client.replace(URI, 3, &row);
    let found = labels(&mut client, &at(&row, "| 行\n", 3));
    assert!(found.contains(&"行政处罚".to_owned()), "{found:?}");
    assert!(!found.contains(&"总计".to_owned()));

    let ignore = text.replace(
        "| 行政许可 | 3215 |",
        "<!-- nianbao-ignore \n| 行政许可 | 3,215 |",
    );
    client.replace(URI, 4, &ignore);
    let found = labels(&mut client, &at(&ignore, "-ignore ", 8));
    assert!(
        found.contains(&"T012".to_owned()) && found.len() > 100,
        "{found:?}"
    );

    let start = text.find("| 第二十条第（一）项").unwrap();
    let end = text.find("## 三、").unwrap();
    let empty = format!("{}\n\n{}", &text[..start], &text[end..]);
    client.replace(URI, 5, &empty);
    let params =
        json!({"textDocument": {"uri": URI}, "position": position(&empty, "\n\n\n## 三、", 0)});
    let mut params = params;
    params["position"] =
        json!({"line": params["position"]["line"].as_u64().unwrap() + 1, "character": 0});
    let items = client.request("textDocument/completion", &params);
    let table = items
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["label"] == "表二")
        .unwrap();
    assert_eq!(table["insertTextFormat"], 2);
    assert!(
        table["textEdit"]["newText"]
            .as_str()
            .unwrap()
            .contains("| 行政许可 | $7 "),
        "{table}"
    );
}

#[test]
fn labels_are_offered_where_labels_belong() {
    let text = nianbao_lint::base_report();
    let mut client = opened(&json!({}), text);
    let mut version = 1;
    let mut offered = |old: &str, new: &str, behind: usize| {
        version += 1;
        let text = text.replace(old, new);
        client.replace(URI, version, &text);
        let items = client.request("textDocument/completion", &at(&text, new, behind));
        items.as_array().cloned().unwrap_or_default()
    };
    // Behind its label a row has numbers, and at its end nothing more.
    assert!(offered("| 行政处罚 | 1204 | | |", "| 行政处罚 |", 8).is_empty());
    assert!(offered("| 行政处罚 | 1204 | | |", "| 行政处罚 | 1204 |", 15).is_empty());
    let line = text.lines().find(|it| it.contains("1.属于国家秘密"));
    let cells = line.unwrap().split("1.属于国家秘密").next().unwrap();
    let row = format!("{cells}1.属于国家秘密 | ");
    let found = offered(line.unwrap(), &row, row.chars().count());
    assert!(found.is_empty(), "{found:?}");
    // 表四 has no labels in its rows.
    let disputes = text
        .lines()
        .find(|it| it.starts_with("| 结果维持"))
        .unwrap();
    assert!(offered(disputes, "| 结", 3).is_empty());
    // A label that is there gives way to the one that is chosen.
    let found = offered("| 行政处罚 | 1204 |", "| 行政处罚  | 1204 |", 3);
    let label = found.iter().find(|it| it["label"] == "行政许可").unwrap();
    let range = &label["textEdit"]["range"];
    assert_eq!(range["start"]["character"], 2, "{range}");
    assert_eq!(range["end"]["character"], 6, "{range}");
    // Before it stand headings at most.
    let found = offered(
        line.unwrap(),
        &format!("{cells}1"),
        cells.chars().count() + 1,
    );
    assert!(
        found.iter().any(|it| it["label"] == "1.属于国家秘密"),
        "{found:?}"
    );
}

#[test]
fn what_the_editor_closed_gives_way_to_what_is_chosen() {
    let text = &nianbao_lint::base_report().replace("### （一）主动公开情况", "");
    let mut client = opened(&json!({}), text);
    let mut version = 1;
    // The new text of an item and so much of the line as it replaces.
    let mut chosen = |piece: &str, behind: usize, label: &str| {
        version += 1;
        let text = text.replace("落实保密审查要求。", piece);
        let piece = piece.trim();
        client.replace(URI, version, &text);
        let items = client.request("textDocument/completion", &at(&text, piece, behind));
        let items = items.as_array().cloned().unwrap_or_default();
        let item = items
            .iter()
            .find(|it| it["label"].as_str().unwrap().contains(label))?;
        let edit = &item["textEdit"];
        let column = |end: &str| edit["range"][end]["character"].as_u64().unwrap() as usize;
        let line = edit["range"]["start"]["line"].as_u64().unwrap() as usize;
        let line: Vec<char> = text.lines().nth(line).unwrap().chars().collect();
        let replaced: String = line[column("start")..column("end")].iter().collect();
        Some((edit["newText"].as_str().unwrap().to_owned(), replaced))
    };
    let regulations = "《中华人民共和国政府信息公开条例》（国务院令第711号）";
    let of = |replaced: &str| Some((regulations.to_owned(), replaced.to_owned()));
    assert_eq!(chosen("另见《", 3, "公开条例"), of("《"));
    assert_eq!(chosen("另见《》办理", 3, "公开条例"), of("《》"));
    assert_eq!(chosen("另见《政府》办理", 5, "公开条例"), of("《政府》"));
    let numbered = "《旧条例》（国务院令第492号）";
    assert_eq!(
        chosen(&format!("另见{numbered}办理"), 4, "公开条例"),
        of(numbered)
    );
    assert_eq!(
        chosen("另见《政府，按照《条例》", 5, "公开条例"),
        of("《政府")
    );
    let heading = chosen("\n（）\n", 1, "（一）主动公开");
    assert_eq!(heading.map(|it| it.1), Some("（）".to_owned()));
    // No heading is put into the middle of a line, nor before one.
    assert_eq!(chosen("\n一并落实要求。", 1, "总体情况"), None);
    assert_eq!(chosen("\n另行落实要求。", 0, "（一）"), None);
    // The name of a rule is replaced whole, and its reason stays.
    let rule = chosen("<!-- nianbao-ignore T012: 原件如此 -->", 22, "A003");
    assert_eq!(rule, Some(("A003".to_owned(), "T012".to_owned())));
}

#[test]
fn what_is_there_is_not_offered_again() {
    let text = nianbao_lint::base_report();
    let mut client = opened(&json!({}), text);
    let blank = "优化县政府";
    let mut headings = |version: i32, text: &str| {
        let text = text.replacen(blank, "\n（\n优化县政府", 1);
        client.replace(URI, version, &text);
        labels(&mut client, &at(&text, "（\n优化县政府", 1))
    };
    assert_eq!(headings(2, text), [""; 0]);
    let without = text.replace("### （二）依申请公开情况", "");
    assert_eq!(headings(3, &without), ["（二）依申请公开情况"]);
    // Of a draft that has its title alone every part is missing.
    let draft = "# 云溪县人民政府2023年政府信息公开工作年度报告\n\n一";
    client.replace(URI, 4, draft);
    assert_eq!(labels(&mut client, &at(draft, "一", 1)).len(), 6);
    // A directive cannot suppress what is said of directives.
    let ignore = text.replacen(blank, "<!-- nianbao-ignore \n优化县政府", 1);
    client.replace(URI, 5, &ignore);
    let rules = labels(&mut client, &at(&ignore, "-ignore ", 8));
    assert!(rules.contains(&"T012".to_owned()) && !rules.contains(&"N001".to_owned()));
}

#[test]
fn nothing_is_offered_in_documents_that_are_no_reports() {
    // Editors tell of every Markdown document once a report is open.
    let minutes = "# 会议纪要\n\n## 一、会议情况\n\n见 https://a.example.cn/x ，《中华人民共和国政府信息公开条例》\n\n";
    let (mut client, _) = Client::ready(&json!({}));
    let document = json!({"uri": URI});
    let start = json!({"line": 5, "character": 0});
    let mut told = |language: &str, version: i32| {
        client.open(URI, language, version, minutes);
        let mut told = Vec::new();
        for method in [
            "documentSymbol",
            "foldingRange",
            "codeLens",
            "documentLink",
            "completion",
            "hover",
        ] {
            let params = json!({"textDocument": document, "position": start});
            let answer = client.request(&format!("textDocument/{method}"), &params);
            if answer.as_array().is_some_and(|it| !it.is_empty()) {
                told.push(method);
            }
        }
        client.close(URI);
        told
    };
    assert_eq!(told("markdown", 1), [""; 0]);
    // Unless the user says that it is one.
    let told = told("nianbao", 2);
    assert!(
        told.contains(&"completion") && told.contains(&"documentLink"),
        "{told:?}"
    );
}
