//! A client of the language server over its real standard input and output.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A server that says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_mins(2);

/// A running server.
pub(crate) struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    waiting: VecDeque<Value>,
    next_id: u64,
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Client {
    /// Starts a server, and a thread that reads all it writes: anything but messages fails the test.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::start_reading(arguments, || {})
    }

    /// As [`Client::start`]; nothing is read until `first` is done.
    pub(crate) fn start_reading(arguments: &[&str], first: impl FnOnce() + Send + 'static) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
            .arg("lsp")
            .args(arguments)
            .env_remove("NIANBAO_LOG")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            first();
            loop {
                let mut length = None;
                loop {
                    let mut line = String::new();
                    if stdout.read_line(&mut line).unwrap() == 0 {
                        return;
                    }
                    let line = line.strip_suffix("\r\n").expect("a header line");
                    if line.is_empty() {
                        break;
                    }
                    let value = line.strip_prefix("Content-Length: ");
                    length = Some(value.expect("a Content-Length").parse().unwrap());
                }
                let mut body = vec![0; length.expect("a length")];
                stdout.read_exact(&mut body).unwrap();
                if sender.send(serde_json::from_slice(&body).unwrap()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            stdin,
            messages,
            waiting: VecDeque::new(),
            next_id: 0,
        }
    }

    /// Starts a server and makes it ready. Returns what it said it can do.
    pub(crate) fn ready(capabilities: &Value) -> (Self, Value) {
        Self::ready_with(&json!({"capabilities": capabilities}))
    }

    pub(crate) fn ready_with(params: &Value) -> (Self, Value) {
        let mut client = Self::start(&[]);
        let answer = client.request("initialize", params);
        client.notify("initialized", &json!({}));
        (client, answer["capabilities"].clone())
    }

    /// The identifier of the server's process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        stdin.write_all(bytes).unwrap();
        stdin.flush().unwrap();
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(crate) fn notify(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request without waiting for the answer.
    pub(crate) fn ask(&mut self, method: &str, params: &Value) -> u64 {
        self.next_id += 1;
        let id = self.next_id;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params.clone();
        }
        self.send(&message);
        id
    }

    /// The whole answer to a request.
    pub(crate) fn answer(&mut self, id: u64) -> Value {
        self.wait_for(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Sends a request and waits for its result.
    pub(crate) fn request(&mut self, method: &str, params: &Value) -> Value {
        let id = self.ask(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Waits for the first message that is meant; others are kept.
    pub(crate) fn wait_for(&mut self, meant: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&meant) {
            return self.waiting.remove(at).unwrap();
        }
        loop {
            let message = self.next_message();
            if meant(&message) {
                return message;
            }
            self.waiting.push_back(message);
        }
    }

    fn next_message(&mut self) -> Value {
        match self.messages.recv_timeout(PATIENCE) {
            Ok(message) => message,
            Err(RecvTimeoutError::Timeout) => panic!("the server says nothing"),
            Err(RecvTimeoutError::Disconnected) => panic!("the server has ended"),
        }
    }

    /// The messages that came so far and were not waited for.
    pub(crate) fn others(&mut self) -> Vec<Value> {
        self.waiting.extend(self.messages.try_iter());
        self.waiting.drain(..).collect()
    }

    /// Waits for a request of the server and answers it.
    pub(crate) fn serve(&mut self, method: &str, result: &Value) -> Value {
        let request = self.wait_for(|message| message["method"] == method);
        self.send(&json!({"jsonrpc": "2.0", "id": request["id"], "result": result}));
        request["params"].clone()
    }

    pub(crate) fn open(&mut self, uri: &str, language: &str, version: i32, text: &str) {
        let document =
            json!({"uri": uri, "languageId": language, "version": version, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}));
    }

    /// Sends changes: ranges as `[line, character, line, character]`.
    pub(crate) fn change(&mut self, uri: &str, version: i32, changes: &[([u32; 4], &str)]) {
        let changes: Vec<Value> = changes
            .iter()
            .map(|([a, b, c, d], text)| {
                let range = json!({
                    "start": {"line": a, "character": b},
                    "end": {"line": c, "character": d},
                });
                json!({"range": range, "text": text})
            })
            .collect();
        self.notify(
            "textDocument/didChange",
            &json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}),
        );
    }

    /// Replaces the whole text.
    pub(crate) fn replace(&mut self, uri: &str, version: i32, text: &str) {
        self.notify(
            "textDocument/didChange",
            &json!({
                "textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"text": text}],
            }),
        );
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.notify(
            "textDocument/didClose",
            &json!({"textDocument": {"uri": uri}}),
        );
    }

    /// The diagnostics that are sent for a version of a document, and that nothing older follows.
    pub(crate) fn diagnostics(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let mut newest = HashMap::new();
        loop {
            let message = self.wait_for(|it| it["method"] == "textDocument/publishDiagnostics");
            let params = &message["params"];
            let of = params["uri"].as_str().unwrap().to_owned();
            if let Some(now) = params["version"].as_i64() {
                let before = newest.insert(of.clone(), now).unwrap_or(now);
                assert!(before <= now, "version {now} of {of} came after {before}");
            }
            if of == uri && params["version"] == version {
                return params["diagnostics"].as_array().unwrap().clone();
            }
        }
    }

    /// Closes the server's input.
    pub(crate) fn hang_up(&mut self) {
        self.stdin = None;
    }

    /// As [`Client::ended`], while nobody reads what the server says.
    pub(crate) fn ended_unread(&mut self) -> i32 {
        self.child.wait().unwrap().code().unwrap()
    }

    /// Waits until the server has ended; its exit status.
    pub(crate) fn ended(&mut self) -> i32 {
        let deadline = Instant::now() + PATIENCE;
        // Its output ends when it does.
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.messages.recv_timeout(left) {
                Ok(message) => self.waiting.push_back(message),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the server does not end"),
            }
        }
        self.child.wait().unwrap().code().unwrap()
    }
}
