//! How the server begins and ends, and what it bears.

use serde_json::json;

use crate::client::Client;
use crate::{REPORT, URI};

#[test]
fn it_ends_when_told_although_the_stream_stays_open() {
    let (mut client, _) = Client::ready(&json!({}));
    assert!(client.request("shutdown", &json!(null)).is_null());
    client.notify("exit", &json!(null));
    assert_eq!(client.ended(), 0);
}

#[test]
fn an_exit_without_shutdown_is_told() {
    let (mut client, _) = Client::ready(&json!({}));
    client.notify("exit", &json!(null));
    assert_eq!(client.ended(), 1);
    // Even before it is initialised.
    let mut client = Client::start(&["--stdio"]);
    client.notify("exit", &json!(null));
    assert_eq!(client.ended(), 1);
}

#[test]
fn it_ends_with_its_input() {
    let mut client = Client::start(&[]);
    client.hang_up();
    assert_eq!(client.ended(), 1);
    let (mut client, _) = Client::ready(&json!({}));
    client.open(URI, "nianbao", 1, REPORT);
    client.request("shutdown", &json!(null));
    client.hang_up();
    assert_eq!(client.ended(), 0);
    // In the middle of a message.
    let (mut client, _) = Client::ready(&json!({}));
    client.send_bytes(b"Content-Length: 1000\r\n\r\n{\"jsonrpc\":");
    client.hang_up();
    assert_eq!(client.ended(), 1);
}

#[cfg(unix)]
#[test]
fn it_ends_with_the_process_of_its_client() {
    use std::process::{Command, Stdio};

    let mut editor = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
    let (mut client, _) =
        Client::ready_with(&json!({"processId": editor.id(), "capabilities": {}}));
    client.open(URI, "nianbao", 1, REPORT);
    client.diagnostics(URI, 1);
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.ended(), 1);
}

#[test]
fn broken_messages_do_no_harm() {
    let (mut client, _) = Client::ready(&json!({}));
    let good = "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"nianbao/none\"}";
    for broken in [
        "Content-Length: 5\r\n\r\n{\"a\":".to_owned(),
        "Content-Length: 4\r\n\r\n[{}]".to_owned(),
        "Content-Length: 14\r\n\r\n{\"jsonrpc\":2.0}".to_owned(),
        "Content-Length: nothing\r\n\r\n".to_owned(),
        "GET / HTTP/1.1\r\nHost: here\r\n\r\n".to_owned(),
        format!("Content-Length: 3\r\n\r\n{good}\r\n\r\n"),
    ] {
        client.send_bytes(broken.as_bytes());
    }
    client.send_bytes(b"Content-Length: 2\r\n\r\n\xFF\xFF");
    for method in [
        "textDocument/didOpen",
        "textDocument/didChange",
        "nianbao/none",
        "$/none",
    ] {
        client.notify(method, &json!({"textDocument": 7}));
    }
    client.notify(
        "textDocument/didChange",
        &json!({
            "textDocument": {"uri": "file:///none", "version": -3},
            "contentChanges": [{"range": {"start": {"line": 9, "character": 9},
                                          "end": {"line": 0, "character": 0}}, "text": "x"}],
        }),
    );
    client.close("file:///none");
    for (method, code) in [("nianbao/none", -32601), ("textDocument/hover", -32602)] {
        let id = client.ask(method, &json!({"textDocument": []}));
        assert_eq!(client.answer(id)["error"]["code"], code, "{method}");
    }
    // One error that names no request for each that could not be read; of several at a time the
    // later are called invalid requests.
    for _ in 0..5 {
        let error = client.wait_for(|it| it.get("error").is_some() && it["id"].is_null());
        let code = error["error"]["code"].as_i64().unwrap();
        assert!([-32700, -32600].contains(&code), "{error}");
    }
    client.open(URI, "nianbao", 1, REPORT);
    assert!(!client.diagnostics(URI, 1).is_empty());
}

#[test]
fn requests_before_initialize_are_refused() {
    let mut client = Client::start(&[]);
    let id = client.ask("textDocument/hover", &json!({}));
    assert_eq!(client.answer(id)["error"]["code"], -32002);
    client.open(URI, "nianbao", 1, REPORT);
    client.request("initialize", &json!({"capabilities": {}}));
    let id = client.ask("initialize", &json!({"capabilities": {}}));
    assert_eq!(client.answer(id)["error"]["code"], -32600);
}

#[test]
fn halves_of_characters_do_not_lose_the_document() {
    let (mut client, _) = Client::ready(&json!({}));
    client.open(URI, "nianbao", 1, REPORT);
    let change = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{URI}","version":2}},"contentChanges":[{{"range":{{"start":{{"line":0,"character":0}},"end":{{"line":0,"character":0}}}},"text":"\ud83d"}}]}}}}"#
    );
    client.send_bytes(format!("Content-Length: {}\r\n\r\n{change}", change.len()).as_bytes());
    client.diagnostics(URI, 2);
}
