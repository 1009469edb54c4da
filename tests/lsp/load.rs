//! More at once than anybody types: nothing piles up, and what counts comes first.

use std::sync::mpsc::{Receiver, channel};

use serde_json::{Value, json};

use crate::client::Client;
use crate::edits::compared;
use crate::{REPORT, URI, codes};

/// A message as it goes over the wire.
fn framed(message: &Value) -> String {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn a_thousand_slow_requests_keep_no_edit_waiting_and_all_are_answered() {
    let (mut client, _) = Client::ready(&json!({}));
    let text = format!("{REPORT}\n").repeat(20);
    client.open(URI, "nianbao", 1, &text);
    // Each waits for the analysis of the text, which nobody has made yet, and then aligns all of it.
    let ids: Vec<u64> = (0..1_024)
        .map(|_| {
            let params = json!({
                "textDocument": {"uri": URI}, "options": {"tabSize": 4, "insertSpaces": true},
            });
            client.ask("textDocument/formatting", &params)
        })
        .collect();
    for id in &ids {
        client.notify("$/cancelRequest", &json!({"id": id}));
    }
    client.change(URI, 2, &[([0, 0, 0, 0], "\n")]);
    let found = client.diagnostics(URI, 2);
    assert!(codes(&found[..20]).contains(&"A002"));
    for id in ids {
        let answer = client.answer(id);
        let code = &answer["error"]["code"];
        assert!(code.is_null() || *code == -32800, "{answer}");
    }
}

#[test]
fn of_many_edits_at_once_few_are_analysed() {
    const EDITS: i32 = 200;
    let log = tempfile::NamedTempFile::new().unwrap();
    let path = log.path().to_str().unwrap();
    let mut client = Client::start(&["--log", "nianbao_lsp=debug", "--log-file", path]);
    client.request("initialize", &json!({"capabilities": {}}));
    client.notify("initialized", &json!({}));
    // Long enough that edits come faster than they can be judged.
    let text = format!("{REPORT}\n").repeat(40);
    client.open(URI, "nianbao", 0, &text);
    let mut sent = String::new();
    for version in 1..=EDITS {
        let at = json!({"line": 0, "character": 0});
        sent += &framed(
            &json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                "textDocument": {"uri": URI, "version": version},
                "contentChanges": [{"range": {"start": at, "end": at}, "text": "\n"}],
            }}),
        );
    }
    client.send_bytes(sent.as_bytes());
    let found = client.diagnostics(URI, EDITS);
    // The findings are those of the last text.
    let mut fresh = Client::ready(&json!({})).0;
    fresh.open(
        URI,
        "nianbao",
        0,
        &format!("{}{text}", "\n".repeat(EDITS as usize)),
    );
    assert_eq!(compared(&found), compared(&fresh.diagnostics(URI, 0)));
    let analysed = std::fs::read_to_string(log.path()).unwrap();
    let analysed = analysed
        .lines()
        .filter(|line| line.contains("judged in"))
        .count();
    assert!((1..=EDITS as usize / 4).contains(&analysed), "{analysed}");
}

/// A client that reads nothing until the gate opens, and first says all it has to say, which brings about
/// more than the pipe from the server holds.
fn late_reader(gate: Receiver<()>) -> Client {
    let mut client = Client::start_reading(&[], move || {
        // It opens with a word, or when the test is over.
        let _ = gate.recv();
    });
    client.ask("initialize", &json!({"capabilities": {}}));
    client.notify("initialized", &json!({}));
    let text = format!("{REPORT}\n").repeat(40);
    client.open(URI, "nianbao", 0, &text);
    for version in 1..=100 {
        client.change(URI, version, &[([0, 0, 0, 0], "\n")]);
        let at = json!({"textDocument": {"uri": URI}});
        client.ask("textDocument/documentSymbol", &at);
    }
    client
}

#[test]
fn who_reads_late_gets_the_newest_and_nothing_older_behind_it() {
    let (open, gate) = channel::<()>();
    let mut client = late_reader(gate);
    let last = client.ask(
        "textDocument/hover",
        &json!({
            "textDocument": {"uri": URI}, "position": {"line": 0, "character": 0},
        }),
    );
    open.send(()).unwrap();
    client.answer(last);
    client.diagnostics(URI, 100);
    // Whatever else came behind it would be there by the end.
    client.request("shutdown", &Value::Null);
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended(), 0);
    let later = client.others();
    let newer = |it: &&Value| it["method"] == "textDocument/publishDiagnostics";
    assert_eq!(later.iter().find(newer), None);
}

#[test]
fn a_server_whose_output_nobody_reads_ends_when_told() {
    let (open, gate) = channel::<()>();
    let mut client = late_reader(gate);
    client.ask("shutdown", &Value::Null);
    client.notify("exit", &Value::Null);
    assert_eq!(client.ended_unread(), 0);
    drop(open);
}
