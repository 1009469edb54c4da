//! Diagnostics that the client asks for.

use serde_json::{Value, json};

use crate::client::Client;
use crate::{REPORT, URI, codes, uri_of};

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
    write("b 年报.txt", nianbao_lint::base_report());
    write("c.md", "# 会议纪要\n");
    write("d.rs", REPORT);
    let root = uri_of(folder.path());
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

    // A client that knows all of that is answered when something is new, and with that.
    let known = |reports: &[Value]| -> Value {
        let ids = reports.iter();
        ids.map(|it| json!({"uri": it["uri"], "value": it["resultId"]}))
            .collect()
    };
    let previous = known(&first);
    let kept = client.ask(
        "workspace/diagnostic",
        &json!({"previousResultIds": previous}),
    );
    client.open(uris[0], "markdown", 5, REPORT);
    // Its findings are the same.
    let symbols = json!({"textDocument": {"uri": uris[0]}});
    client.request("textDocument/documentSymbol", &symbols);
    client.replace(uris[0], 6, nianbao_lint::base_report());
    let answer = client.answer(kept)["result"]["items"].clone();
    assert_eq!(answer.as_array().unwrap().len(), 2, "{answer}");
    assert_eq!(
        (&answer[0]["version"], &answer[0]["items"]),
        (&json!(6), &json!([]))
    );
    assert_eq!(answer[1]["kind"], "unchanged");

    // An open document counts as it is in the editor; a file that is gone has no findings.
    std::fs::remove_file(folder.path().join("b 年报.txt")).unwrap();
    let third = ask(&mut client, &json!([previous[0]]));
    assert_eq!(third.len(), 1);
    assert_eq!(
        (&third[0]["version"], &third[0]["items"]),
        (&json!(6), &json!([]))
    );
    client.close(uris[0]);
    write("a.md", nianbao_lint::base_report());
    let fourth = ask(&mut client, &previous);
    let empty = fourth
        .iter()
        .all(|it| it["kind"] == "unchanged" || it["items"] == json!([]));
    assert!(empty && fourth.len() == 2, "{fourth:?}");
}

/// A client that pulls, with a workspace.
fn surveying(folder: &std::path::Path, capabilities: &Value) -> Client {
    let root = uri_of(folder);
    let (client, _) = Client::ready_with(&json!({
        "capabilities": capabilities,
        "workspaceFolders": [{"uri": root, "name": "reports"}],
    }));
    client
}

/// What is known of the workspace after an answer, for the next question.
fn known(items: &Value) -> Value {
    let items = items.as_array().unwrap().iter();
    items
        .map(|it| json!({"uri": it["uri"], "value": it["resultId"]}))
        .collect()
}

#[test]
fn a_large_workspace_is_told_in_parts_before_the_answer() {
    let folder = tempfile::tempdir().unwrap();
    for index in 0..100 {
        let text = nianbao_lint::base_report().replace("| 51 |", "| 52 |");
        std::fs::write(folder.path().join(format!("{index:03}.md")), text).unwrap();
    }
    let mut client = surveying(folder.path(), &pulling());
    let params = json!({"previousResultIds": [], "partialResultToken": "parts"});
    let id = client.ask("workspace/diagnostic", &params);
    let (mut told, mut parts) = (Vec::new(), 0);
    // Nothing of it may come behind the answer.
    loop {
        let message = client.wait_for(|it| it["params"]["token"] == "parts" || it["id"] == id);
        if message["id"] == id {
            assert_eq!(message["result"]["items"], json!([]));
            break;
        }
        parts += 1;
        told.extend(
            message["params"]["value"]["items"]
                .as_array()
                .unwrap()
                .clone(),
        );
    }
    assert!(parts > 1);
    let mut uris: Vec<&str> = told.iter().map(|it| it["uri"].as_str().unwrap()).collect();
    uris.dedup();
    assert_eq!(uris.len(), 100);
    assert!(
        told.iter()
            .all(|it| !it["items"].as_array().unwrap().is_empty())
    );
}

#[test]
fn a_question_that_is_kept_ends_when_cancelled_and_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), REPORT).unwrap();
    let mut client = surveying(folder.path(), &pulling());
    let all = |previous: &Value| json!({"previousResultIds": previous});
    let first = client.request("workspace/diagnostic", &all(&json!([])))["items"].clone();
    let kept = [(); 3].map(|()| client.ask("workspace/diagnostic", &all(&known(&first))));
    client.notify("$/cancelRequest", &json!({"id": kept[0]}));
    assert_eq!(client.answer(kept[0])["error"]["code"], -32800);
    // The others are not asked for any more than this.
    assert!(client.request("shutdown", &Value::Null).is_null());
    for id in &kept[1..] {
        assert_eq!(client.answer(*id)["error"]["code"], -32800);
    }
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended(), 0);
}

#[test]
fn a_client_that_cannot_watch_files_is_answered_at_once() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), REPORT).unwrap();
    let capabilities = json!({"textDocument": {"diagnostic": {}}});
    let mut client = surveying(folder.path(), &capabilities);
    let ask = |client: &mut Client, previous: &Value| {
        let params = json!({"previousResultIds": previous});
        client.request("workspace/diagnostic", &params)["items"].clone()
    };
    let first = ask(&mut client, &json!([]));
    let again = ask(&mut client, &known(&first));
    assert_eq!(again[0]["kind"], "unchanged");
}

#[test]
fn files_that_move_or_go_take_their_findings_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let uri = |name: &str| uri_of(&folder.path().join(name));
    std::fs::create_dir(path("old")).unwrap();
    std::fs::write(path("old/a.md"), REPORT).unwrap();
    std::fs::write(path("b.md"), REPORT).unwrap();
    let (mut client, server) = Client::ready_with(&json!({
        "capabilities": pulling(),
        "workspaceFolders": [{"uri": uri_of(folder.path()), "name": "r"}],
    }));
    let operations = &server["workspace"]["fileOperations"];
    assert!(operations["didRename"].is_object() && operations["didDelete"].is_object());
    let all = |previous: &Value| json!({"previousResultIds": previous});
    let first = client.request("workspace/diagnostic", &all(&json!([])))["items"].clone();
    assert_eq!(first.as_array().unwrap().len(), 2);
    let found = |items: &Value, uri: &str| {
        let items = items.as_array().unwrap();
        let report = items.iter().find(|it| it["uri"] == uri).unwrap();
        assert_eq!(report["kind"], "full");
        !report["items"].as_array().unwrap().is_empty()
    };

    // The editor renames a file.
    let kept = client.ask("workspace/diagnostic", &all(&known(&first)));
    std::fs::rename(path("b.md"), path("c.md")).unwrap();
    let renamed = json!({"files": [{"oldUri": uri("b.md"), "newUri": uri("c.md")}]});
    client.notify("workspace/didRenameFiles", &renamed);
    let second = client.answer(kept)["result"]["items"].clone();
    assert!(found(&second, &uri("c.md")) && !found(&second, &uri("b.md")));

    // Somebody else does: the watcher sees one file go and another come.
    let kept = client.ask("workspace/diagnostic", &all(&known(&second)));
    std::fs::rename(path("c.md"), path("d.md")).unwrap();
    let seen = json!({"changes": [
        {"uri": uri("c.md"), "type": 3}, {"uri": uri("d.md"), "type": 1},
    ]});
    client.notify("workspace/didChangeWatchedFiles", &seen);
    let third = client.answer(kept)["result"]["items"].clone();
    assert!(found(&third, &uri("d.md")) && !found(&third, &uri("c.md")));

    // A folder goes with all that is in it.
    let kept = client.ask("workspace/diagnostic", &all(&known(&third)));
    std::fs::remove_dir_all(path("old")).unwrap();
    let deleted = json!({"files": [{"uri": uri("old")}]});
    client.notify("workspace/didDeleteFiles", &deleted);
    client.serve("workspace/diagnostic/refresh", &Value::Null);
    let fourth = client.answer(kept)["result"]["items"].clone();
    assert!(!found(&fourth, &uri("old/a.md")));
}

#[test]
fn folders_that_come_and_go_answer_a_question_that_is_kept() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for folder in [&one, &other] {
        std::fs::write(folder.path().join("a.md"), REPORT).unwrap();
    }
    let mut client = surveying(one.path(), &pulling());
    let all = |previous: &Value| json!({"previousResultIds": previous});
    let first = client.request("workspace/diagnostic", &all(&json!([])))["items"].clone();
    assert_eq!(first.as_array().unwrap().len(), 1);
    let folder = json!({"uri": uri_of(other.path()), "name": "other"});
    let mut change = |known: &Value, event: &Value| {
        let kept = client.ask("workspace/diagnostic", &all(known));
        client.notify(
            "workspace/didChangeWorkspaceFolders",
            &json!({"event": event}),
        );
        let reports = client.answer(kept)["result"]["items"].clone();
        let file = uri_of(&other.path().join("a.md"));
        let report = reports.as_array().unwrap().iter();
        let mut report = report.filter(|it| it["uri"] == file.as_str());
        let found = report.next().unwrap()["items"].as_array().unwrap().len();
        (reports, found)
    };
    let (second, found) = change(&known(&first), &json!({"added": [folder], "removed": []}));
    assert!(found > 0);
    let (_, found) = change(&known(&second), &json!({"added": [], "removed": [folder]}));
    assert_eq!(found, 0);
}

#[test]
fn a_change_of_settings_makes_the_client_ask_again() {
    let (mut client, _) = Client::ready(&pulling());
    let watched = client.serve("client/registerCapability", &Value::Null);
    let registration = &watched["registrations"][0];
    assert_eq!(watched["registrations"].as_array().unwrap().len(), 1);
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let watchers = &registration["registerOptions"]["watchers"];
    assert_eq!(
        watchers,
        &json!([
            {"globPattern": "**/nianbao.toml"}, {"globPattern": "**/pack.toml"},
            {"globPattern": "**/*.{txt,md,markdown,html,htm}"},
        ])
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
