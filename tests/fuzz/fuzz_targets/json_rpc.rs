//! Sessions with the language server. The first byte of the input says what the rest is: `R` bytes as they
//! come over the wire, `L` bodies of messages, a line for each, framed as they should be; else a session
//! of sensible messages over odd texts, positions and orders.
#![no_main]

use arbitrary::{Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;
use nianbao_fuzz::wire::{PLACE, Sent, framed, session};
use serde_json::{Value, json};

/// Documents, by their names; each is opened and closed in any order, also twice.
const NAMES: [&str; 8] = [
    "a.md",
    "b.txt",
    "c.html",
    "saved.md",
    "nianbao.toml",
    "pack.toml",
    "other.toml",
    "年 报.md",
];
const LANGUAGES: [&str; 6] = ["markdown", "plaintext", "html", "nianbao", "toml", ""];
const ASKED: [&str; 14] = [
    "textDocument/diagnostic",
    "textDocument/codeAction",
    "textDocument/hover",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/documentLink",
    "textDocument/completion",
    "textDocument/inlayHint",
    "textDocument/codeLens",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/formatting",
    "textDocument/rename",
];
/// Pieces of texts.
const PIECES: [&str; 24] = [
    "\n",
    "\r\n",
    "\r",
    "| ",
    " | 0 |",
    " 51 ",
    "𠮷",
    "😀",
    "\u{feff}",
    "\u{2028}",
    "（一）",
    "<td>",
    "<!-- nianbao-ignore A002 -->",
    "## 三、收到和处理政府信息公开申请情况\n",
    "# ",
    "《条例》第三十二条",
    "2023年",
    "共收到申请3件",
    "[[rule]]\n",
    "name = \"x\"\n",
    "assert = \"",
    "\"",
    "select = [",
    "]",
];

#[derive(Arbitrary, Debug)]
struct Session {
    pull: bool,
    dynamic: bool,
    workspace: bool,
    encoding: u8,
    steps: Vec<Step>,
}

#[derive(Arbitrary, Debug)]
enum Text {
    Report,
    Page,
    Pack(u8),
    Pieces(Vec<u8>),
    Free(String),
}

#[derive(Arbitrary, Debug)]
struct Place {
    line: u16,
    character: u16,
    far: bool,
}

#[derive(Arbitrary, Debug)]
enum Step {
    Open(u8, u8, Text),
    Change(u8, i8, Vec<(Option<(Place, Place)>, Text)>),
    Close(u8),
    Save(u8),
    Ask(u8, u8, Place, Place),
    AskAll(u8, String),
    Explain(u8),
    Cancel(u8),
    Configure(u8),
    Watched,
    Odd(String),
}

impl Text {
    fn written(&self) -> String {
        match self {
            Self::Report => nianbao_lint::base_report().replacen("| 51 |", "| 52 |", 1),
            Self::Page => format!(
                "<html><body><p>{}</p></body></html>",
                nianbao_lint::base_report().replace('\n', "<br>")
            ),
            Self::Pack(which) => {
                let names: Vec<&str> = nianbao_packs::built_in_names().collect();
                let name = names[usize::from(*which) % names.len()];
                nianbao_packs::built_in_text(name)
                    .unwrap_or_default()
                    .to_owned()
            }
            Self::Pieces(pieces) => {
                let piece = |byte: &u8| PIECES[usize::from(*byte) % PIECES.len()];
                pieces.iter().map(piece).collect()
            }
            Self::Free(text) => text.clone(),
        }
    }
}

impl Place {
    fn position(&self) -> Value {
        let far = if self.far { u32::MAX - 0xFFFF } else { 0 };
        // Most lines of a report are below 128 and shorter than that.
        let near = |at: u16| far + u32::from(if at & 0x300 == 0 { at } else { at & 0x7F });
        json!({"line": near(self.line), "character": near(self.character)})
    }
}

fn range(from: &Place, to: &Place) -> Value {
    json!({"start": from.position(), "end": to.position()})
}

fn pick<'a>(from: &[&'a str], which: u8) -> &'a str {
    from[usize::from(which) % from.len()]
}

fn initialize(pull: bool, dynamic: bool, workspace: bool, encoding: u8) -> Value {
    let text = if pull {
        json!({"diagnostic": {}})
    } else {
        json!({})
    };
    let encodings = [
        json!(["utf-8"]),
        json!(["utf-16"]),
        json!(["utf-32"]),
        Value::Null,
    ];
    let folders = json!([{"uri": PLACE.uri(""), "name": "fuzz"}]);
    json!({
        "processId": null,
        "rootUri": null,
        "workspaceFolders": if workspace { folders } else { Value::Null },
        "capabilities": {
            "textDocument": text,
            "general": {"positionEncodings": encodings[usize::from(encoding % 4)]},
            "window": {"workDoneProgress": dynamic},
            "workspace": {
                "configuration": dynamic,
                "didChangeWatchedFiles": {"dynamicRegistration": dynamic},
                "diagnostics": {"refreshSupport": dynamic},
                "workspaceEdit": {"documentChanges": dynamic},
            },
        },
    })
}

/// Messages as bodies, with the numbers of the requests among them.
#[derive(Default)]
struct Script {
    messages: Vec<Vec<u8>>,
    asked: Vec<u64>,
    version: i32,
}

impl Script {
    fn tell(&mut self, method: &str, params: Value) {
        let body = json!({"jsonrpc": "2.0", "method": method, "params": params});
        self.messages.push(framed(body.to_string().as_bytes()));
    }

    fn ask(&mut self, method: &str, params: Value) {
        let id = self.asked.len() as u64 + 1;
        let body = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        self.messages.push(framed(body.to_string().as_bytes()));
        self.asked.push(id);
    }

    fn step(&mut self, step: &Step) {
        let document = |which: u8| json!({"uri": PLACE.uri(pick(&NAMES, which))});
        match step {
            Step::Open(name, language, text) => {
                let mut opened = document(*name);
                opened["languageId"] = json!(pick(&LANGUAGES, *language));
                opened["version"] = json!(self.version);
                opened["text"] = json!(text.written());
                self.tell("textDocument/didOpen", json!({"textDocument": opened}));
            }
            Step::Change(name, versions, changes) => {
                self.version += i32::from(*versions);
                let mut changed = document(*name);
                changed["version"] = json!(self.version);
                let changes = changes.iter().map(|(place, text)| match place {
                    Some((from, to)) => json!({"range": range(from, to), "text": text.written()}),
                    None => json!({"text": text.written()}),
                });
                let changes: Vec<Value> = changes.collect();
                let params = json!({"textDocument": changed, "contentChanges": changes});
                self.tell("textDocument/didChange", params);
            }
            Step::Close(name) => {
                self.tell(
                    "textDocument/didClose",
                    json!({"textDocument": document(*name)}),
                );
            }
            Step::Save(name) => {
                self.tell(
                    "textDocument/didSave",
                    json!({"textDocument": document(*name)}),
                );
            }
            Step::Ask(name, what, from, to) => {
                let params = json!({
                    "textDocument": document(*name),
                    "position": from.position(),
                    "positions": [from.position(), to.position()],
                    "range": range(from, to),
                    "context": {"diagnostics": [], "includeDeclaration": true},
                    "options": {"tabSize": 2, "insertSpaces": true},
                    "newName": "x",
                });
                self.ask(pick(&ASKED, *what), params);
            }
            Step::AskAll(what, query) => match what % 2 {
                0 => self.ask("workspace/symbol", json!({"query": query})),
                _ => self.ask(
                    "workspace/diagnostic",
                    json!({"previousResultIds": [{"uri": PLACE.uri("saved.md"), "value": query}]}),
                ),
            },
            Step::Explain(which) => {
                let (command, arguments) = match which % 4 {
                    0 => ("nianbao.explainRule", json!(["A001"])),
                    1 => ("nianbao.explainRule", json!([which])),
                    2 => (
                        "nianbao.showIdentities",
                        json!([PLACE.uri("a.md"), which / 4]),
                    ),
                    _ => ("nianbao.nothing", json!([])),
                };
                let params = json!({"command": command, "arguments": arguments});
                self.ask("workspace/executeCommand", params);
            }
            Step::Cancel(back) => {
                let id = (self.asked.len() as u64).saturating_sub(u64::from(back % 8));
                self.tell("$/cancelRequest", json!({"id": id}));
            }
            Step::Configure(which) => {
                let settings = [
                    json!({"nianbao": {"select": ["A", "X"], "lang": "en"}}),
                    json!({"nianbao": {"select": "Q", "inlayHints": "all"}}),
                    json!({"nianbao": {"ignore": 7}}),
                    json!({}),
                ];
                let settings = &settings[usize::from(which % 4)];
                self.tell(
                    "workspace/didChangeConfiguration",
                    json!({"settings": settings}),
                );
            }
            Step::Watched => self.tell("workspace/didChangeWatchedFiles", json!({"changes": []})),
            Step::Odd(body) => {
                // What ends the session, or would be an answer to another request of this one.
                if !ends(body.as_bytes()) && !body.contains("\"id\"") {
                    self.messages.push(framed(body.as_bytes()));
                }
            }
        }
    }
}

/// Whether a body may end the session, or make the whole disk its workspace.
fn ends(body: &[u8]) -> bool {
    ["exit", "shutdown", "WorkspaceFolders", "\\u"]
        .iter()
        .any(|word| {
            body.windows(word.len())
                .any(|window| window == word.as_bytes())
        })
}

fuzz_target!(|bytes: &[u8]| {
    match bytes.split_first() {
        None => {}
        Some((b'R', stream)) => {
            if stream.windows(7).any(|window| window == b"Folders") {
                return;
            }
            session(
                initialize(false, false, false, 3),
                Sent::Stream(stream.to_vec()),
            );
        }
        Some((b'L', bodies)) => {
            let bodies = bodies
                .split(|byte| *byte == b'\n')
                .filter(|body| !ends(body));
            let messages = bodies.map(framed).collect();
            session(
                initialize(true, true, true, 1),
                Sent::Messages(messages, Vec::new()),
            );
        }
        Some(_) => {
            let Ok(script) = Session::arbitrary_take_rest(Unstructured::new(bytes)) else {
                return;
            };
            let mut steps = Script::default();
            for step in script.steps.iter().take(64) {
                steps.step(step);
            }
            session(
                initialize(
                    script.pull,
                    script.dynamic,
                    script.workspace,
                    script.encoding,
                ),
                Sent::Messages(steps.messages, steps.asked),
            );
        }
    }
});
