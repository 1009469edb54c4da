//! Settings, wherever they come from.

use serde_json::{Value, json};

use crate::client::Client;
use crate::{REPORT, URI, codes, uri_of};

#[test]
fn settings_come_with_initialize_and_change() {
    let (mut client, _) = Client::ready_with(&json!({
        "capabilities": {}, "initializationOptions": {"nianbao": {"select": ["A"], "ignore": "A003"}},
    }));
    client.open(URI, "plaintext", 1, REPORT);
    let found = client.diagnostics(URI, 1);
    assert!(
        codes(&found)
            .iter()
            .all(|code| code.starts_with('A') && *code != "A003")
    );
    assert!(!found.is_empty());
    client.notify(
        "workspace/didChangeConfiguration",
        &json!({"settings": {"nianbao": {"ignore": ["A"]}}}),
    );
    assert!(client.diagnostics(URI, 1).is_empty());
    // A mistake is told, and what held goes on.
    client.notify(
        "workspace/didChangeConfiguration",
        &json!({"settings": {"nianbao": {"ignore": ["A0002"]}}}),
    );
    let told = client.wait_for(|it| it["method"] == "window/showMessage");
    assert!(
        told["params"]["message"].as_str().unwrap().contains("A002"),
        "{told}"
    );
    client.change(URI, 2, &[([0, 0, 0, 0], "\n")]);
    loop {
        // The mistake made the server look once more.
        if client.diagnostics(URI, 2).is_empty() {
            break;
        }
    }
}

#[test]
fn settings_are_asked_for_where_the_client_has_them() {
    let (mut client, _) = Client::ready(&json!({"workspace": {"configuration": true}}));
    let asked = client.serve(
        "workspace/configuration",
        &json!([{"select": ["T012"], "lang": "en"}]),
    );
    assert_eq!(asked["items"][0]["section"], "nianbao");
    client.open(
        URI,
        "plaintext",
        1,
        &nianbao_lint::base_report().replace("| 3215 |", "| 3,215 |"),
    );
    let mut found = client.diagnostics(URI, 1);
    // The answer may come after the document.
    while codes(&found) != ["T012"] || !found[0]["message"].as_str().unwrap().is_ascii() {
        found = client.diagnostics(URI, 1);
    }
    client.notify(
        "workspace/didChangeConfiguration",
        &json!({"settings": Value::Null}),
    );
    client.serve("workspace/configuration", &json!([{"ignore": ["T012"]}]));
    while !client.diagnostics(URI, 1).is_empty() {}
}

#[test]
fn a_wrong_setting_at_the_start_is_told() {
    let (mut client, _) = Client::ready_with(&json!({
        "capabilities": {}, "initializationOptions": {"select": ["no-such-rule-at-all"]},
    }));
    client.wait_for(|it| it["method"] == "window/showMessage");
    client.open(URI, "plaintext", 1, REPORT);
    assert!(!client.diagnostics(URI, 1).is_empty());
}

#[test]
fn the_project_of_a_file_counts_and_the_client_goes_over_it() {
    let folder = tempfile::tempdir().unwrap();
    let configure = |text: &str| std::fs::write(folder.path().join("nianbao.toml"), text).unwrap();
    let uri = uri_of(&folder.path().join("report.md"));
    let text = nianbao_lint::base_report().replace("| 3215 |", "| 3,215 |");

    configure("select = [\"T012\"]\n[severity]\nT012 = \"error\"\n");
    let (mut client, _) = Client::ready(&json!({}));
    client.open(&uri, "plaintext", 1, &text);
    let found = client.diagnostics(&uri, 1);
    assert_eq!(codes(&found), ["T012"]);
    assert_eq!(found[0]["severity"], 1);

    // The file changes on disk.
    configure("ignore = [\"T012\"]\n");
    client.notify("workspace/didChangeWatchedFiles", &json!({"changes": []}));
    assert!(client.diagnostics(&uri, 1).is_empty());

    // What the client has set goes over it.
    client.notify(
        "workspace/didChangeConfiguration",
        &json!({"settings": {"nianbao": {"select": ["T012"]}}}),
    );
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["T012"]);

    configure("exclude = [\"*.md\"]\n");
    client.notify("workspace/didChangeWatchedFiles", &json!({"changes": []}));
    assert!(client.diagnostics(&uri, 1).is_empty());

    // A mistake is told with its place, and the client's settings alone count.
    configure("\nselct = []\n");
    client.notify("workspace/didChangeWatchedFiles", &json!({"changes": []}));
    let told = client.wait_for(|it| it["method"] == "window/showMessage");
    let message = told["params"]["message"].as_str().unwrap();
    assert!(
        message.contains("nianbao.toml:2:1") && message.contains("select"),
        "{message}"
    );
    assert_eq!(codes(&client.diagnostics(&uri, 1)), ["T012"]);
}

#[test]
fn a_client_that_registers_is_asked_to_tell_of_its_settings() {
    let registers = json!({"workspace": {
        "configuration": true, "didChangeConfiguration": {"dynamicRegistration": true},
    }});
    let (mut client, _) = Client::ready(&registers);
    let asked = client.serve("client/registerCapability", &Value::Null);
    let registration = &asked["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeConfiguration");
    assert_eq!(registration["registerOptions"]["section"], "nianbao");
    client.serve("workspace/configuration", &json!([{"select": ["T012"]}]));
    // As VS Code then tells of it: what it sends is not what counts where it can be asked.
    client.open(URI, "plaintext", 1, REPORT);
    let settings = json!({"settings": {"nianbao": {"select": ["T012"]}}});
    client.notify("workspace/didChangeConfiguration", &settings);
    client.serve("workspace/configuration", &json!([{"select": ["A002"]}]));
    let sums = |found: &[Value]| {
        let codes = codes(found);
        !codes.is_empty() && codes.iter().all(|code| *code == "A002")
    };
    while !sums(&client.diagnostics(URI, 1)) {}

    // One that cannot be asked sends them along.
    let registers = json!({"workspace": {"didChangeConfiguration": {"dynamicRegistration": true}}});
    let (mut client, _) = Client::ready(&registers);
    client.serve("client/registerCapability", &Value::Null);
    client.open(URI, "plaintext", 1, REPORT);
    client.diagnostics(URI, 1);
    let settings = json!({"settings": {"nianbao": {"select": "A002"}}});
    client.notify("workspace/didChangeConfiguration", &settings);
    assert!(sums(&client.diagnostics(URI, 1)));
}

#[test]
fn positions_are_counted_as_every_client_can_unless_told_otherwise() {
    let encoding = |offered: &Value, options: &Value| {
        let (_, server) = Client::ready_with(&json!({
            "capabilities": {"general": {"positionEncodings": offered}},
            "initializationOptions": options,
        }));
        server["positionEncoding"].as_str().unwrap().to_owned()
    };
    let all = json!(["utf-8", "utf-16", "utf-32"]);
    assert_eq!(encoding(&all, &json!({})), "utf-16");
    assert_eq!(encoding(&json!(["utf-8"]), &json!({})), "utf-8");
    let forced = json!({"positionEncoding": "utf-8"});
    assert_eq!(encoding(&all, &forced), "utf-8");
    assert_eq!(encoding(&json!(["utf-16"]), &forced), "utf-16");
}
