//! What can be done about findings, and what it makes of the text.

use serde_json::{Value, json};

use crate::client::Client;
use crate::{URI, codes};

/// A report with a malformed number (safe fix), another, and a wrong number in the prose.
fn wrong() -> String {
    nianbao_lint::base_report()
        .replace("| 行政许可 | 3215 |", "| 行政许可 | 3,215 |")
        .replace("| 行政处罚 | 1204 |", "| 行政处罚 | １２０４ |")
        .replace("结转下年度继续办理4件", "结转下年度继续办理5件")
}

fn actions(client: &mut Client, found: &[Value], range: &Value, only: Option<&str>) -> Vec<Value> {
    let mut context = json!({"diagnostics": found});
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
    let answer = client.request("textDocument/codeAction", &params);
    answer.as_array().unwrap().clone()
}

fn titled<'a>(actions: &'a [Value], part: &str) -> &'a Value {
    let found = actions
        .iter()
        .find(|it| it["title"].as_str().unwrap().contains(part));
    found.unwrap_or_else(|| panic!("no {part} in {actions:?}"))
}

/// The text after the edits of an action (positions in UTF-16).
fn applied(text: &str, action: &Value) -> String {
    let edits = action["edit"]["changes"][URI].as_array().unwrap();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let offset = |position: &Value| {
        let line = position["line"].as_u64().unwrap() as usize;
        let character = position["character"].as_u64().unwrap() as usize;
        let start: usize = lines.iter().take(line).map(|line| line.len()).sum();
        let units: Vec<u16> = lines.get(line).unwrap_or(&"").encode_utf16().collect();
        start + String::from_utf16(&units[..character]).unwrap().len()
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            let text = edit["newText"].as_str().unwrap();
            (offset(&range["start"]), offset(&range["end"]), text)
        })
        .collect();
    edits.sort_unstable();
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}

fn open(client: &mut Client, text: &str) -> Vec<Value> {
    client.open(URI, "markdown", 1, text);
    client.diagnostics(URI, 1)
}

#[test]
fn a_safe_fix_is_preferred_and_fixes() {
    let (mut client, _) = Client::ready(&json!({}));
    let text = wrong();
    let found = open(&mut client, &text);
    assert_eq!(codes(&found), ["X004", "T012", "T012"]);
    let here = actions(
        &mut client,
        &found[1..2],
        &found[1]["range"],
        Some("quickfix"),
    );
    let fix = &here[0];
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["isPreferred"], true);
    assert_eq!(fix["diagnostics"][0]["code"], "T012");
    assert_eq!(applied(&text, fix), text.replace("3,215", "3215"));
    // Without what came with the finding, the same is found by the place.
    let again = actions(&mut client, &[], &found[1]["range"], Some("quickfix"));
    assert_eq!(again[0]["edit"], fix["edit"]);
    // All of one rule.
    let all = titled(&here, "T012（2 处）");
    let both = text.replace("3,215", "3215").replace("１２０４", "1204");
    assert_eq!(applied(&text, all), both);
    // What changes the meaning is to be confirmed, and never preferred.
    let unsure = actions(&mut client, &found[..1], &found[0]["range"], None);
    assert_eq!(unsure[0]["isPreferred"], false);
    assert!(unsure[0]["title"].as_str().unwrap().contains("确认"));
}

#[test]
fn fix_all_applies_what_is_safe_and_no_more() {
    let (mut client, server) = Client::ready(&json!({}));
    let kinds = server["codeActionProvider"]["codeActionKinds"]
        .as_array()
        .unwrap()
        .clone();
    assert!(kinds.contains(&json!("source.fixAll.nianbao")));
    let text = wrong();
    open(&mut client, &text);
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    for only in ["source", "source.fixAll", "source.fixAll.nianbao"] {
        let found = actions(&mut client, &[], &range, Some(only));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["kind"], "source.fixAll.nianbao");
        let both = text.replace("3,215", "3215").replace("１２０４", "1204");
        assert_eq!(applied(&text, &found[0]), both);
    }
    for only in [
        "source.organizeImports",
        "refactor",
        "source.fixAll.nianbaoX",
    ] {
        assert!(actions(&mut client, &[], &range, Some(only)).is_empty());
    }
    client.replace(URI, 2, nianbao_lint::base_report());
    assert!(actions(&mut client, &[], &range, Some("source.fixAll")).is_empty());
}

#[test]
fn every_kind_of_action_is_one_of_the_empty_kind() {
    let text = wrong();
    let (mut client, _) = Client::ready(&json!({}));
    let found = open(&mut client, &text);
    let range = found[0]["range"].clone();
    let all = actions(&mut client, &found, &range, None);
    assert!(all.len() > 3);
    assert_eq!(actions(&mut client, &found, &range, Some("")), all);
    assert!(actions(&mut client, &found, &range, Some("quick")).is_empty());
}

#[test]
fn a_finding_on_the_whole_text_is_suppressed_for_the_file() {
    let (mut client, _) = Client::ready(&json!({}));
    let text = "# 会议纪要\n\n内容\n";
    client.open(URI, "nianbao", 1, text);
    let found = client.diagnostics(URI, 1);
    assert_eq!(codes(&found), ["S001"]);
    let offered = actions(&mut client, &found, &found[0]["range"], Some("quickfix"));
    client.replace(URI, 2, &applied(text, titled(&offered, "S001，写明理由")));
    assert!(client.diagnostics(URI, 2).is_empty());
}

#[test]
fn a_suppression_suppresses_and_asks_for_its_reason() {
    let (mut client, _) = Client::ready(&json!({}));
    let text = wrong();
    let found = open(&mut client, &text);
    let mut version = 2;
    for finding in &found {
        let named = std::slice::from_ref(finding);
        let here = actions(&mut client, named, &finding["range"], None);
        let code = finding["code"].as_str().unwrap();
        let after = applied(&text, titled(&here, &format!("忽略 {code}")));
        assert!(after.contains(&format!("<!-- nianbao-ignore {code}: ")));
        client.replace(URI, version, &after);
        assert_eq!(client.diagnostics(URI, version).len(), found.len() - 1);
        client.replace(URI, version + 1, &text);
        client.diagnostics(URI, version + 1);
        version += 2;
    }
}

#[test]
fn the_page_on_a_rule_is_shown() {
    let (mut client, server) = Client::ready(&json!({}));
    let commands = &server["executeCommandProvider"]["commands"];
    assert!(
        commands
            .as_array()
            .unwrap()
            .contains(&json!("nianbao.explainRule"))
    );
    let found = open(&mut client, &wrong());
    let here = actions(&mut client, &found[1..2], &found[1]["range"], None);
    let command = titled(&here, "查看规则 T012")["command"].clone();
    let page = client.request("workspace/executeCommand", &command);
    assert!(
        page.as_str()
            .unwrap()
            .starts_with("# T012 cell-number-form")
    );
    for wrong in [json!(["X999"]), json!([]), json!([7])] {
        let params = json!({"command": "nianbao.explainRule", "arguments": wrong});
        let id = client.ask("workspace/executeCommand", &params);
        assert_eq!(client.answer(id)["error"]["code"], -32602);
    }
}

#[test]
fn edits_name_their_version_where_the_client_knows_that() {
    let (mut client, _) =
        Client::ready(&json!({"workspace": {"workspaceEdit": {"documentChanges": true}}}));
    let found = open(&mut client, &wrong());
    let here = actions(&mut client, &found[1..2], &found[1]["range"], None);
    let change = &here[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
    // What the client has from an older version is not used for a newer one.
    client.change(URI, 2, &[([0, 0, 0, 0], "\n\n")]);
    let moved = client.diagnostics(URI, 2);
    let stale = actions(&mut client, &found[1..2], &moved[1]["range"], None);
    let edit = &stale[0]["edit"]["documentChanges"][0];
    assert_eq!(edit["textDocument"]["version"], 2);
    assert_eq!(
        edit["edits"][0]["range"]["start"]["line"],
        moved[1]["range"]["start"]["line"]
    );
}
