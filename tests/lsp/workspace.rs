//! What is asked of the whole workspace beside findings.

use serde_json::{Value, json};

use crate::client::Client;
use crate::{REPORT, URI, uri_of};

/// Where symbols of a name are found, and in what order the progress was told.
fn symbols(client: &mut Client, query: &str) -> Vec<String> {
    let params = json!({"query": query, "workDoneToken": "search"});
    let found = client.request("workspace/symbol", &params);
    let found = found.as_array().unwrap().iter();
    let files = found.map(|it| {
        let uri = it["location"]["uri"].as_str().unwrap();
        uri.rsplit('/').next().unwrap().to_owned()
    });
    let mut files: Vec<String> = files.collect();
    files.dedup();
    files
}

fn workspace(folder: &tempfile::TempDir, options: &Value) -> Client {
    let root = uri_of(folder.path());
    let (client, _) = Client::ready_with(&json!({
        "capabilities": {}, "initializationOptions": options,
        "workspaceFolders": [{"uri": root, "name": "reports"}],
    }));
    client
}

#[test]
fn symbols_of_reports_that_are_not_open_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.md", REPORT);
    write("b.md", nianbao_lint::base_report());
    write("minutes.md", "# 会议纪要\n\n一、属于国家秘密\n");
    write("draft.md", REPORT);
    write("nianbao.toml", "exclude = [\"draft.md\"]\n");
    let mut client = workspace(&folder, &json!({}));
    assert_eq!(symbols(&mut client, "属于国家秘密"), ["a.md", "b.md"]);
    let begun = client.wait_for(|it| it["params"]["value"]["kind"] == "begin");
    assert_eq!(begun["params"]["token"], "search");
    client.wait_for(|it| it["params"]["value"]["kind"] == "end");
    assert_eq!(symbols(&mut client, "没有这样的标题"), Vec::<String>::new());
    // An open document counts as it is in the editor, and once.
    let open = uri_of(&folder.path().join("a.md"));
    client.open(&open, "markdown", 1, "");
    assert_eq!(symbols(&mut client, "属于国家秘密"), ["b.md"]);
    // Who wants nothing of other files gets nothing of them.
    let mut client = workspace(&folder, &json!({"diagnosticMode": "openFilesOnly"}));
    client.open(URI, "markdown", 1, REPORT);
    assert_eq!(symbols(&mut client, "属于国家秘密"), ["2023.md"]);
}

#[test]
fn a_document_that_changes_its_language_is_judged_anew() {
    let (mut client, _) = Client::ready(&json!({}));
    let text = "# 会议纪要\n\n一、会议时间\n";
    client.open(URI, "nianbao", 1, text);
    assert!(!client.diagnostics(URI, 1).is_empty());
    // Editors close it and open it again under the same version.
    client.close(URI);
    client.open(URI, "markdown", 1, text);
    while !client.diagnostics(URI, 1).is_empty() {}
}
