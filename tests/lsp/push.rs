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
        nianbao_lint::base_report()
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
    client.open(URI, "plaintext", 1, nianbao_lint::base_report());
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
        &nianbao_lint::base_report().replace("| 51 |", "| 52 |"),
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
    for named in [
        "file:///c%3A/%e5%b9%b4.md",
        "file:///C%3a/%e5%b9%b4.md",
        "file:///C:/%E5%B9%B4.md",
        "file:///c:/a%20b.md",
        "untitled:Untitled-1",
        "untitled:/home/x/%E5%B9%B4.md",
        "vscode-remote://wsl%2Bubuntu/home/a.md",
        "git:/reports/a.md?%7B%22ref%22%3A%22~%22%7D",
        "zipfile:///a.zip::b.md",
    ] {
        client.open(named, "plaintext", 1, REPORT);
        // Each is a document of its own, however alike the names are.
        assert!(!client.diagnostics(named, 1).is_empty());
        client.replace(named, 2, nianbao_lint::base_report());
        assert!(client.diagnostics(named, 2).is_empty());
    }
    // Characters that no URI holds are written as it wants them.
    let (named, answered) = (
        "file:///reports/年报.md",
        "file:///reports/%E5%B9%B4%E6%8A%A5.md",
    );
    client.open(named, "plaintext", 1, REPORT);
    assert!(!client.diagnostics(answered, 1).is_empty());
}

#[test]
fn a_renamed_document_leaves_nothing_behind() {
    let (mut client, _) = Client::ready(&all_capabilities());
    client.open(URI, "plaintext", 1, REPORT);
    client.diagnostics(URI, 1);
    // The protocol tells of it as of one that is closed and one that is opened.
    let new = "file:///reports/renamed.md";
    let files = json!({"files": [{"oldUri": URI, "newUri": new}]});
    client.notify("workspace/didRenameFiles", &files);
    client.close(URI);
    client.open(new, "plaintext", 1, REPORT);
    let cleared =
        client.wait_for(|it| it["params"]["uri"] == URI && it["params"].get("version").is_none());
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
    assert!(!client.diagnostics(new, 1).is_empty());
    let late = client.others();
    assert!(late.iter().all(|it| it["params"]["uri"] != URI), "{late:?}");
}

/// A report after another, all with mistakes.
fn long(times: usize) -> String {
    format!("{REPORT}\n").repeat(times)
}

#[test]
fn a_file_that_is_too_large_says_so_and_one_of_ten_megabytes_is_not() {
    let (mut client, _) = Client::ready(&json!({}));
    let text = long(10_000_000 / REPORT.len() + 1);
    assert!(text.len() > 10_000_000);
    client.open(URI, "plaintext", 1, &text);
    assert!(client.diagnostics(URI, 1).len() > 100);

    let options = json!({"maxFileSize": 20_000, "lang": "en"});
    let (mut client, _) =
        Client::ready_with(&json!({"capabilities": {}, "initializationOptions": options}));
    client.open(URI, "plaintext", 1, &long(3));
    let found = client.diagnostics(URI, 1);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (&found[0]["severity"], &found[0]["source"]),
        (&json!(3), &json!("nianbao"))
    );
    assert_eq!(
        found[0]["range"]["start"],
        json!({"line": 0, "character": 0})
    );
    let message = found[0]["message"].as_str().unwrap();
    assert!(
        message.contains("20000") && message.contains("maxFileSize"),
        "{message}"
    );
    // Of what is no report nothing is said.
    client.open(
        "file:///log.txt",
        "plaintext",
        1,
        &"a line\n".repeat(10_000),
    );
    assert!(client.diagnostics("file:///log.txt", 1).is_empty());
    // It is checked as soon as it is short enough.
    client.replace(URI, 2, REPORT);
    assert!(client.diagnostics(URI, 2).len() > 1);
}

#[test]
fn of_thousands_of_findings_the_weightiest_are_shown() {
    let (mut client, _) = Client::ready(&json!({}));
    let text = long(1_300_000 / REPORT.len() + 1);
    client.open(URI, "plaintext", 1, &text);
    let found = client.diagnostics(URI, 1);
    assert_eq!(found.len(), 1_001);
    let more = &found[1_000];
    assert_eq!((&more["severity"], more.get("code")), (&json!(3), None));
    assert!(more["message"].as_str().unwrap().contains("maxFindings"));

    let options = json!({"maxFindings": 3, "lang": "en"});
    let (mut client, _) =
        Client::ready_with(&json!({"capabilities": {}, "initializationOptions": options}));
    client.open(URI, "plaintext", 1, REPORT);
    let found = client.diagnostics(URI, 1);
    assert_eq!(found.len(), 4);
    let all = nianbao_lint::check(
        &nianbao_core::Report::parse(nianbao_core::SourceText::new(REPORT).unwrap()),
        &nianbao_rules::settings(),
    );
    let errors = all.diagnostics.iter();
    let errors = errors.filter(|it| it.severity == nianbao_lint::Severity::Error);
    let shown = found.iter().filter(|it| it["severity"] == 1).count();
    assert_eq!(shown, errors.count().min(3));
    let message = found[3]["message"].as_str().unwrap();
    let left = all.diagnostics.len() - 3;
    assert!(message.contains(&format!("{left} more")), "{message}");
    // Fixes reach what is not shown.
    let everywhere =
        json!({"start": {"line": 0, "character": 0}, "end": {"line": 9_999, "character": 0}});
    let params = json!({
        "textDocument": {"uri": URI}, "range": everywhere, "context": {"diagnostics": found},
    });
    assert!(
        client
            .request("textDocument/codeAction", &params)
            .is_array()
    );
}
