//! Diagnostics that the server sends.

use serde_json::{Value, json};

use crate::client::Client;
use crate::{REPORT, URI, codes};

fn all_capabilities() -> Value {
    json!({"textDocument": {"publishDiagnostics": {
        "relatedInformation": true, "codeDescriptionSupport": true, "dataSupport": true,
        "tagSupport": {"valueSet": [1, 2]}, "versionSupport": true,
    }}})
}

#[test]
fn a_diagnostic_says_what_where_and_why() {
    let (mut client, server) = Client::ready(&all_capabilities());
    assert_eq!(server["positionEncoding"], "utf-16");
    assert_eq!(server["textDocumentSync"]["change"], 2);
    client.open(URI, "plaintext", 7, REPORT);
    let found = client.diagnostics(URI, 7);
    let sum = found.iter().find(|it| it["code"] == "A002").unwrap();
    assert_eq!(sum["source"], "nianbao");
    assert_eq!(sum["severity"], 1);
    assert!(
        sum["codeDescription"]["href"]
            .as_str()
            .unwrap()
            .contains("A002")
    );
    assert!(sum["message"].as_str().unwrap().contains("表三"));
    assert_eq!(sum["data"]["name"], "t3-detail-sum");
    assert_eq!(sum["data"]["version"], 7);
    let related = sum["relatedInformation"].as_array().unwrap();
    assert!(related.iter().all(|it| it["location"]["uri"] == URI));
    assert!(!related.is_empty());
    // The range is the number itself.
    let line = REPORT
        .lines()
        .nth(sum["range"]["start"]["line"].as_u64().unwrap() as usize);
    let from = sum["range"]["start"]["character"].as_u64().unwrap() as usize;
    let to = sum["range"]["end"]["character"].as_u64().unwrap() as usize;
    let units: Vec<u16> = line.unwrap().encode_utf16().collect();
    let number = String::from_utf16(&units[from..to]).unwrap();
    assert!(number.parse::<u32>().is_ok(), "{number}");
}

#[test]
fn a_client_gets_only_what_it_understands() {
    let (mut client, _) = Client::ready(&json!({}));
    client.open(URI, "plaintext", 1, REPORT);
    for found in client.diagnostics(URI, 1) {
        for key in ["relatedInformation", "codeDescription", "tags"] {
            assert!(found.get(key).is_none(), "{found}");
        }
    }
}

#[test]
fn what_is_superfluous_is_marked() {
    let (mut client, _) = Client::ready(&all_capabilities());
    let text = format!(
        "<!-- nianbao-ignore A001: 理由 -->\n{}",
        nianbao_rules::base_report()
    );
    client.open(URI, "markdown", 1, &text);
    let found = client.diagnostics(URI, 1);
    assert_eq!(codes(&found), ["N001"]);
    assert_eq!(found[0]["tags"], json!([1]));
}

#[test]
fn closing_clears_and_nothing_comes_back() {
    let (mut client, _) = Client::ready(&all_capabilities());
    client.open(URI, "plaintext", 1, REPORT);
    client.close(URI);
    let cleared = client.wait_for(|it| {
        it["method"] == "textDocument/publishDiagnostics" && it["params"].get("version").is_none()
    });
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
    // A request that is answered shows that all before it is done.
    client.open("file:///other.md", "nianbao", 1, "一、总体情况");
    client.diagnostics("file:///other.md", 1);
    let late = client
        .others()
        .into_iter()
        .filter(|it| it["params"]["uri"] == URI);
    assert_eq!(late.count(), 0);
    // The same name again is a new document.
    client.open(URI, "plaintext", 1, nianbao_rules::base_report());
    assert!(client.diagnostics(URI, 1).is_empty());
}

#[test]
fn other_texts_are_left_alone_unless_called_reports() {
    let (mut client, _) = Client::ready(&json!({}));
    let text = "# 会议纪要\n\n一、会议时间\n二、会议地点\n";
    client.open(URI, "markdown", 1, text);
    assert!(client.diagnostics(URI, 1).is_empty());
    client.open("file:///a.md", "nianbao", 1, text);
    assert!(!client.diagnostics("file:///a.md", 1).is_empty());
    // It becomes one while it is written.
    client.replace(
        URI,
        2,
        &nianbao_rules::base_report().replace("| 51 |", "| 52 |"),
    );
    assert!(!client.diagnostics(URI, 2).is_empty());
}

#[test]
fn the_locale_chooses_the_language() {
    for (params, chinese) in [
        (json!({"capabilities": {}}), true),
        (json!({"capabilities": {}, "locale": "en-gb"}), false),
        (json!({"capabilities": {}, "locale": "de"}), true),
        (
            json!({"capabilities": {}, "locale": "en", "initializationOptions": {"lang": "zh"}}),
            true,
        ),
    ] {
        let (mut client, _) = Client::ready_with(&params);
        client.open(URI, "plaintext", 1, REPORT);
        for found in client.diagnostics(URI, 1) {
            let message = found["message"].as_str().unwrap();
            assert_eq!(message.contains('。'), chinese, "{params} {message}");
        }
    }
}

#[test]
fn documents_keep_the_name_that_the_client_gave_them() {
    let (mut client, _) = Client::ready(&json!({}));
    for (named, answered) in [
        ("file:///c%3A/%e5%b9%b4.md", "file:///c%3A/%e5%b9%b4.md"),
        ("untitled:Untitled-1", "untitled:Untitled-1"),
        (
            "file:///reports/年报.md",
            "file:///reports/%E5%B9%B4%E6%8A%A5.md",
        ),
    ] {
        client.open(named, "plaintext", 1, REPORT);
        assert!(!client.diagnostics(answered, 1).is_empty());
    }
}
