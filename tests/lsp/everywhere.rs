//! Every request at many places of real and of spoilt texts: none may fail.

use serde_json::{Value, json};

use crate::URI;
use crate::client::Client;
use crate::edits::Random;

const CORPUS: [&str; 5] = [
    include_str!("../corpus/haicheng-town-2022.txt"),
    include_str!("../corpus/haiyuan-county-office-2023.txt"),
    include_str!("../corpus/hanyin-county-2023.txt"),
    include_str!("../corpus/minhe-county-2023.txt"),
    include_str!("../corpus/tongxin-county-office-2023.txt"),
];

fn asked(random: &mut Random, lines: usize) -> Value {
    let mut place = || {
        let character = [0, 1, random.below(80), 4_000_000_000][random.below(4)];
        json!({"line": random.below(lines + 2), "character": character})
    };
    json!({
        "textDocument": {"uri": URI},
        "position": place(),
        "positions": [place(), place()],
        "range": {"start": place(), "end": place()},
        "context": {"diagnostics": [], "includeDeclaration": true, "triggerKind": 1},
        "options": {"tabSize": 4, "insertSpaces": true},
    })
}

#[test]
fn no_request_fails_anywhere() {
    let (mut client, _) = Client::ready(&json!({}));
    let mut random = Random(5);
    let base = nianbao_lint::base_report();
    let mut texts: Vec<String> = CORPUS
        .iter()
        .chain([&base])
        .map(|&text| text.into())
        .collect();
    // Pieces of them, in any order, with any line breaks.
    for _ in 0..8 {
        let mut text = String::new();
        for _ in 0..30 {
            let from = &texts[random.below(CORPUS.len() + 1)];
            let lines: Vec<&str> = from.lines().collect();
            let start = random.below(lines.len());
            for line in lines.iter().skip(start).take(1 + random.below(6)) {
                let len = line.chars().count();
                text.extend(line.chars().take(random.below(len * 3 + 1)));
                text.push_str(["\n", "\r\n", "\r", "", "\u{2028}"][random.below(5)]);
            }
        }
        texts.push(text);
    }
    for (version, text) in (1..).zip(&texts) {
        client.open(URI, "nianbao", version, text);
        let mut waiting = Vec::new();
        for method in [
            "documentSymbol",
            "foldingRange",
            "codeLens",
            "documentLink",
            "formatting",
            "hover",
            "completion",
            "definition",
            "references",
            "selectionRange",
            "inlayHint",
            "codeAction",
        ] {
            for _ in 0..25 {
                let params = asked(&mut random, text.lines().count());
                waiting.push((
                    method,
                    client.ask(&format!("textDocument/{method}"), &params),
                ));
            }
        }
        for (method, id) in waiting {
            let answer = client.answer(id);
            assert!(
                answer.get("error").is_none(),
                "{method} in {version}: {answer}"
            );
        }
        client.close(URI);
    }
}
