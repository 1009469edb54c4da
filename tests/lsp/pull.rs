//! Diagnostics that the client asks for.

use serde_json::{Value, json};

use crate::client::Client;
use crate::{REPORT, URI, codes};

fn pulling() -> Value {
    json!({
        "textDocument": {"diagnostic": {"relatedDocumentSupport": true},
                         "publishDiagnostics": {"relatedInformation": true}},
        "workspace": {"diagnostics": {"refreshSupport": true},
                      "didChangeWatchedFiles": {"dynamicRegistration": true}},
    })
}

fn pull(client: &mut Client, previous: Option<&str>) -> Value {
    let mut params = json!({"textDocument": {"uri": URI}});
    if let Some(previous) = previous {
        params["previousResultId"] = json!(previous);
    }
    client.request("textDocument/diagnostic", &params)
}

#[test]
fn what_is_asked_for_is_not_sent_too() {
    let (mut client, server) = Client::ready(&pulling());
    assert_eq!(server["diagnosticProvider"]["workspaceDiagnostics"], true);
    client.open(URI, "plaintext", 1, REPORT);
    let report = pull(&mut client, None);
    assert_eq!(report["kind"], "full");
    let found = report["items"].as_array().unwrap();
    assert!(codes(found).contains(&"A002"));
    assert!(
        found
            .iter()
            .any(|it| it.get("relatedInformation").is_some())
    );
    client.close(URI);
    assert_eq!(pull(&mut client, None)["items"], json!([]));
    let sent = client.others();
    let published = |it: &&Value| it["method"] == "textDocument/publishDiagnostics";
    assert_eq!(sent.iter().filter(published).count(), 0, "{sent:?}");
    // And the other way round.
    let (_, server) = Client::ready(&json!({"textDocument": {"publishDiagnostics": {}}}));
    assert!(server.get("diagnosticProvider").is_none());
    let (_, server) = Client::ready_with(&json!({
        "capabilities": pulling(), "initializationOptions": {"diagnostics": "push"},
    }));
    assert!(server.get("diagnosticProvider").is_none());
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let (mut client, _) = Client::ready(&pulling());
    client.open(URI, "plaintext", 1, REPORT);
    let first = pull(&mut client, None);
    let id = first["resultId"].as_str().unwrap();
    let again = pull(&mut client, Some(id));
    assert_eq!(again["kind"], "unchanged");
    assert_eq!(again["resultId"], id);
    // An edit behind all findings changes none of them.
    let lines = REPORT.split('\n').count() as u32;
    client.change(URI, 2, &[([lines, 0, lines, 0], "\n")]);
    assert_eq!(pull(&mut client, Some(id))["kind"], "unchanged");
    // One before them moves them.
    client.change(URI, 3, &[([0, 0, 0, 0], "\n")]);
    let moved = pull(&mut client, Some(id));
    assert_eq!(moved["kind"], "full");
    assert_ne!(moved["resultId"], id);
}

#[test]
fn the_workspace_is_surveyed_with_progress() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.md", REPORT);
    write("b 年报.txt", nianbao_rules::base_report());
    write("c.md", "# 会议纪要\n");
    write("d.rs", REPORT);
    let root = format!("file://{}", folder.path().display());
    let (mut client, _) = Client::ready_with(&json!({
        "capabilities": pulling(),
        "workspaceFolders": [{"uri": root, "name": "reports"}],
    }));
    let ask = |client: &mut Client, previous: &Value| {
        let params = json!({"previousResultIds": previous, "workDoneToken": "survey"});
        let items = client.request("workspace/diagnostic", &params)["items"].clone();
        items.as_array().unwrap().clone()
    };
    let first = ask(&mut client, &json!([]));
    let uris: Vec<&str> = first.iter().map(|it| it["uri"].as_str().unwrap()).collect();
    assert_eq!(uris.len(), 2, "{uris:?}");
    assert!(uris[0].ends_with("/a.md") && uris[1].ends_with("%E5%B9%B4%E6%8A%A5.txt"));
    assert!(codes(first[0]["items"].as_array().unwrap()).contains(&"A002"));
    assert_eq!(first[0]["version"], Value::Null);
    assert_eq!(first[1]["items"], json!([]));
    let mut kinds = Vec::new();
    while kinds.last().is_none_or(|last| last != "end") {
        let progress = client.wait_for(|it| it["method"] == "$/progress");
        assert_eq!(progress["params"]["token"], "survey");
        kinds.push(
            progress["params"]["value"]["kind"]
                .as_str()
                .unwrap()
                .to_owned(),
        );
    }
    assert_eq!(kinds[0], "begin");

    let previous: Vec<Value> = first
        .iter()
        .map(|it| json!({"uri": it["uri"], "value": it["resultId"]}))
        .collect();
    let again = ask(&mut client, &json!(previous));
    assert!(
        again.iter().all(|it| it["kind"] == "unchanged"),
        "{again:?}"
    );

    // An open document counts as it is in the editor; a file that is gone has no findings.
    client.open(uris[0], "markdown", 5, nianbao_rules::base_report());
    std::fs::remove_file(folder.path().join("b 年报.txt")).unwrap();
    let third = ask(&mut client, &json!([previous[0]]));
    assert_eq!(third.len(), 1);
    assert_eq!(
        (&third[0]["version"], &third[0]["items"]),
        (&json!(5), &json!([]))
    );
    client.close(uris[0]);
    write("a.md", nianbao_rules::base_report());
    let fourth = ask(&mut client, &json!(previous));
    let empty = fourth
        .iter()
        .all(|it| it["kind"] == "unchanged" || it["items"] == json!([]));
    assert!(empty && fourth.len() == 2, "{fourth:?}");
}

#[test]
fn a_change_of_settings_makes_the_client_ask_again() {
    let (mut client, _) = Client::ready(&pulling());
    let watched = client.serve("client/registerCapability", &Value::Null);
    let registration = &watched["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let watchers = &registration["registerOptions"]["watchers"];
    assert_eq!(
        watchers,
        &json!([{"globPattern": "**/nianbao.toml"}, {"globPattern": "**/pack.toml"}])
    );
    client.open(URI, "plaintext", 1, REPORT);
    assert!(
        !pull(&mut client, None)["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
    client.notify(
        "workspace/didChangeConfiguration",
        &json!({"settings": {"nianbao": {"select": "T012"}}}),
    );
    client.serve("workspace/diagnostic/refresh", &Value::Null);
    assert_eq!(pull(&mut client, None)["items"], json!([]));
    client.notify(
        "workspace/didChangeWatchedFiles",
        &json!({"changes": [{"uri": "file:///reports/nianbao.toml", "type": 2}]}),
    );
    client.serve("workspace/diagnostic/refresh", &Value::Null);
}
