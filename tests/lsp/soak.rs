//! Hours of work in a few seconds: thousands of edits and requests over several documents, after which
//! memory is what it was in the first half and findings are those of a fresh check.
//!
//! `NIANBAO_SOAK_EDITS=20000 cargo test -p nianbao --test lsp soak -- --nocapture` makes more of it.

use std::io::Write as _;

use serde_json::{Value, json};

use crate::REPORT;
use crate::client::Client;
use crate::edits::{Editor, Random, compared, fresh};

/// So many edits without anything said; memory reaches its height within the first third.
const EDITS: usize = 6_000;
/// So many edits and requests are sent before the answers are waited for.
const BURST: usize = 50;
/// So often memory is looked at in either half. One look tells little: which thread's heap holds what
/// at that moment is chance, and makes a tenth.
const LOOKS: usize = 5;

const REPORTS: [&str; 4] = [
    REPORT,
    include_str!("../corpus/hanyin-county-2023.txt"),
    include_str!("../corpus/haicheng-town-2022.txt"),
    include_str!("../corpus/minhe-county-2023.txt"),
];

const PACK: &str = include_str!("../office/our-county/pack.toml");
const PACK_URI: &str = "file:///soak/pack.toml";

const REQUESTS: [&str; 13] = [
    "hover",
    "completion",
    "documentSymbol",
    "foldingRange",
    "selectionRange",
    "codeAction",
    "codeLens",
    "documentLink",
    "inlayHint",
    "definition",
    "references",
    "formatting",
    "workspace/symbol",
];

/// Resident memory of a process, in KiB; `None` where the system does not say.
fn memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn median(looks: &[u64]) -> u64 {
    let mut looks = looks.to_vec();
    looks.sort_unstable();
    looks[looks.len() / 2]
}

struct Soak {
    client: Client,
    random: Random,
    editors: Vec<Editor>,
    versions: Vec<i32>,
    pack_version: i32,
    asked: Vec<u64>,
}

fn uri(index: usize) -> String {
    format!("file:///soak/{index}.md")
}

impl Soak {
    /// A request of any kind at any place, sometimes cancelled at once.
    fn ask(&mut self, index: usize) {
        let kind = REQUESTS[self.random.below(REQUESTS.len())];
        let line = self.random.below(120);
        let place = json!({"line": line, "character": self.random.below(40)});
        let range = json!({"start": place, "end": {"line": line + 3, "character": 0}});
        let params = json!({
            "textDocument": {"uri": uri(index)},
            "position": place, "positions": [place], "range": range,
            "context": {"diagnostics": [], "includeDeclaration": true, "triggerKind": 1},
            "options": {"tabSize": 4, "insertSpaces": true},
            "query": "信息",
        });
        let method = match kind {
            "workspace/symbol" => kind.to_owned(),
            _ => format!("textDocument/{kind}"),
        };
        let id = self.client.ask(&method, &params);
        if self.random.below(5) == 0 {
            self.client.notify("$/cancelRequest", &json!({"id": id}));
        }
        self.asked.push(id);
    }

    fn edit(&mut self, index: usize) {
        let change = self.editors[index].edit(&mut self.random);
        self.versions[index] += 1;
        self.client
            .change(&uri(index), self.versions[index], &[change]);
    }

    /// Closes a document and opens it with its first text.
    fn open_again(&mut self, index: usize) {
        self.client.close(&uri(index));
        self.editors[index].text = REPORTS[index].chars().collect();
        self.versions[index] += 1;
        self.client
            .open(&uri(index), "nianbao", self.versions[index], REPORTS[index]);
    }

    /// Breaks the pack, or mends it.
    fn write_pack(&mut self) {
        self.pack_version += 1;
        let text = if self.pack_version % 2 == 0 {
            PACK.replace("words", "wrods")
        } else {
            PACK.to_owned()
        };
        self.client.replace(PACK_URI, self.pack_version, &text);
    }

    /// Waits until nothing is under way.
    fn settle(&mut self) {
        for id in std::mem::take(&mut self.asked) {
            let answer = self.client.answer(id);
            let code = &answer["error"]["code"];
            // Cancelled, or done before it could be.
            assert!(code.is_null() || *code == -32800, "{answer}");
        }
        self.client.others();
    }

    /// Every document with its first text and its findings.
    fn rest(&mut self) {
        self.settle();
        for (index, text) in REPORTS.iter().enumerate() {
            self.editors[index].text = text.chars().collect();
            self.versions[index] += 1;
            self.client.replace(&uri(index), self.versions[index], text);
            self.client.diagnostics(&uri(index), self.versions[index]);
        }
    }
}

#[test]
fn memory_stays_and_findings_are_right_after_long_work() {
    let edits = std::env::var("NIANBAO_SOAK_EDITS").ok();
    let edits = edits.map_or(EDITS, |edits| edits.parse().unwrap());
    let (client, _) = Client::ready(&json!({"general": {"positionEncodings": ["utf-16"]}}));
    let mut soak = Soak {
        client,
        random: Random(2023),
        editors: REPORTS
            .iter()
            .map(|text| Editor::new(text, "utf-16"))
            .collect(),
        versions: vec![0; REPORTS.len()],
        pack_version: 0,
        asked: Vec::new(),
    };
    for (index, text) in REPORTS.iter().enumerate() {
        soak.client.open(&uri(index), "nianbao", 0, text);
    }
    soak.client.open(PACK_URI, "toml", 0, PACK);
    let mut looks = Vec::new();
    for done in 1..=edits {
        let index = soak.random.below(REPORTS.len());
        soak.edit(index);
        soak.ask(index);
        if done % BURST == 0 {
            soak.settle();
        }
        if done % 500 == 0 {
            // Texts must not wander off to where nothing is found.
            soak.open_again(index);
            soak.write_pack();
        }
        if done % (edits / (2 * LOOKS)) == 0 {
            soak.rest();
            looks.extend(memory(soak.client.process()));
        }
    }
    soak.settle();
    for index in 0..REPORTS.len() {
        soak.edit(index);
        let found = soak.client.diagnostics(&uri(index), soak.versions[index]);
        assert_eq!(compared(&found), fresh(&soak.editors[index]), "{index}");
    }
    if let Some((first, second)) = looks.split_at_checked(LOOKS) {
        let (half, end) = (median(first), median(second));
        let grown = format!("{edits} edits: {half} KiB in the first half, {end} KiB in the second");
        writeln!(std::io::stderr(), "{grown}: {looks:?}").unwrap();
        assert!(end * 10 <= half * 11, "{grown}: {looks:?}");
    }
    assert_eq!(soak.client.request("shutdown", &Value::Null), Value::Null);
}
