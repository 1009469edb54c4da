//! Many random edits: what the server finds at the end is what a fresh check of the text finds.

use nianbao_core::{Report, SourceText};
use serde_json::{Value, json};

use crate::client::Client;
use crate::{REPORT, URI};

/// What edits put in: every kind of character that is counted differently, and pieces of reports.
const PIECES: [&str; 20] = [
    "",
    "",
    "",
    "1",
    "0",
    "，",
    "。",
    "县",
    "𠮷",
    "😀",
    "é",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " | ",
    "\u{2028}",
    "一、总体情况\n",
    "| 1 | 0 |\n",
    "<!-- nianbao-ignore A002 -->",
];

const EDITS: usize = 10_000;

/// A generator whose numbers are the same everywhere (splitmix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }
}

/// The text as an editor has it, written without anything of the server's.
pub(crate) struct Editor {
    pub(crate) text: Vec<char>,
    encoding: &'static str,
}

impl Editor {
    pub(crate) fn new(text: &str, encoding: &'static str) -> Self {
        Self {
            text: text.chars().collect(),
            encoding,
        }
    }

    fn units(&self, c: char) -> usize {
        match self.encoding {
            "utf-8" => c.len_utf8(),
            "utf-16" => c.len_utf16(),
            _ => 1,
        }
    }

    /// Line and character of a place; between CR and LF there is none, so that is before both.
    fn position(&self, mut at: usize) -> [u32; 2] {
        let pair = |at: usize| {
            at > 0 && self.text.get(at) == Some(&'\n') && self.text.get(at - 1) == Some(&'\r')
        };
        if pair(at) {
            at -= 1;
        }
        let (mut line, mut character) = (0, 0);
        for index in 0..at {
            let c = self.text[index];
            if c == '\n' || c == '\r' && !pair(index + 1) {
                line += 1;
                character = 0;
            } else {
                character += self.units(c);
            }
        }
        [line, character as u32]
    }

    /// A random edit near a random place, and the change that tells of it.
    pub(crate) fn edit(&mut self, random: &mut Random) -> ([u32; 4], &'static str) {
        let at = random.below(self.text.len() + 1);
        let end = (at + random.below(6)).min(self.text.len());
        let piece = PIECES[random.below(PIECES.len())];
        let ([a, b], [c, d]) = (self.position(at), self.position(end));
        // What the positions say, where an end lay within CR LF.
        let adjust = |at: usize| {
            at - usize::from(
                at > 0 && self.text.get(at) == Some(&'\n') && self.text[at - 1] == '\r',
            )
        };
        let (start, end) = (adjust(at), adjust(end));
        self.text.splice(start..end.max(start), piece.chars());
        ([a, b, c, d], piece)
    }
}

/// What a fresh check finds, as `[code, message, start, end]` with positions of the editor.
pub(crate) fn fresh(editor: &Editor) -> Vec<Value> {
    let text: String = editor.text.iter().collect();
    let report = Report::parse(SourceText::new(text.as_str()).unwrap());
    let findings = nianbao_lint::check(&report, &nianbao_rules::settings());
    let position = |offset: u32| {
        let [line, character] = editor.position(text[..offset as usize].chars().count());
        json!({"line": line, "character": character})
    };
    findings
        .diagnostics
        .iter()
        .map(|it| {
            let range = [position(it.span.start), position(it.span.end)];
            json!([it.rule.code(), it.message.zh, range])
        })
        .collect()
}

pub(crate) fn compared(diagnostics: &[Value]) -> Vec<Value> {
    diagnostics
        .iter()
        .map(|it| {
            let range = [&it["range"]["start"], &it["range"]["end"]];
            json!([it["code"], it["message"], range])
        })
        .collect()
}

fn many_edits(encoding: &'static str, seed: u64) {
    let (mut client, server) =
        Client::ready(&json!({"general": {"positionEncodings": [encoding]}}));
    assert_eq!(server["positionEncoding"], encoding);
    let mut random = Random(seed);
    let mut editor = Editor::new(REPORT, encoding);
    client.open(URI, "nianbao", 0, REPORT);
    let mut version = 0;
    let mut edits = 0;
    while edits < EDITS {
        version += 1;
        let changes: Vec<_> = (0..=random.below(4))
            .map(|_| editor.edit(&mut random))
            .collect();
        edits += changes.len();
        client.change(URI, version, &changes);
        if version % 500 == 0 {
            // The text must not wander off to where nothing is found.
            let found = client.diagnostics(URI, version);
            assert_eq!(compared(&found), fresh(&editor), "version {version}");
            version += 1;
            editor.text = REPORT.chars().collect();
            client.replace(URI, version, REPORT);
        }
    }
    let found = client.diagnostics(URI, version);
    assert!(!found.is_empty());
    assert_eq!(compared(&found), fresh(&editor));
}

#[test]
fn ten_thousand_edits_in_utf_8() {
    many_edits("utf-8", 8);
}

#[test]
fn ten_thousand_edits_in_utf_16() {
    many_edits("utf-16", 16);
}

#[test]
fn ten_thousand_edits_in_utf_32() {
    many_edits("utf-32", 32);
}
