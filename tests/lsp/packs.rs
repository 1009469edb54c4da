//! `pack.toml` and `nianbao.toml` in an editor, and a county's pack at work.

use std::path::Path;

use serde_json::{Value, json};

use crate::client::Client;
use crate::{URI, codes, uri_of};

/// A pack of ten rules as an office would write it, with a configuration and a report.
const OFFICE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/office");

/// Messages in the order of their lines, each with its first line and the text that it marks.
fn said(found: &[Value], text: &str) -> Vec<(u64, String, String)> {
    let lines: Vec<&str> = text.split('\n').collect();
    let said = found.iter().map(|it| {
        let (start, end) = (&it["range"]["start"], &it["range"]["end"]);
        let line = start["line"].as_u64().unwrap();
        let units: Vec<u16> = lines[line as usize].encode_utf16().collect();
        let from = start["character"].as_u64().unwrap() as usize;
        let to = if end["line"] == start["line"] {
            end["character"].as_u64().unwrap() as usize
        } else {
            units.len()
        };
        let marked = String::from_utf16(&units[from..to]).unwrap();
        (line, marked, it["message"].as_str().unwrap().to_owned())
    });
    said.collect()
}

/// What a client shows for a text called `pack.toml` that no file need hold.
fn found_in_pack(text: &str) -> Vec<(u64, String, String)> {
    let (mut client, _) = Client::ready(&json!({}));
    let uri = "file:///nowhere/pack.toml";
    client.open(uri, "toml", 1, text);
    said(&client.diagnostics(uri, 1), text)
}

fn expect(text: &str, wanted: &[(u64, &str, &str)]) {
    let found = found_in_pack(text);
    assert_eq!(found.len(), wanted.len(), "{found:#?}");
    for ((line, marked, message), (wanted_line, wanted_mark, part)) in found.iter().zip(wanted) {
        assert_eq!(
            (line, marked.as_str()),
            (wanted_line, *wanted_mark),
            "{found:#?}"
        );
        assert!(message.contains(part), "{message} has no {part}");
    }
}

#[test]
fn everything_wrong_with_a_pack_is_shown_at_its_place() {
    expect(
        "name = \"county\"\nextnds = []\n\n[settings]\ndisabel = [\"A001\"]\n[[rule]]\nname = \"one\"\nkind = \"existense\"\n",
        &[
            (1, "extnds", "extends"),
            (4, "disabel", "disable"),
            (7, "\"existense\"", "existence"),
        ],
    );
    expect("name = \"county\"\nversion = \n", &[(1, "", "TOML")]);
    expect(
        concat!(
            "name = \"county\"\n[[rule]]\nname = \"bad\"\nkind = \"existence\"\npatterns = [\"旧(\"]\n",
            "message = { zh = \"不写“{match}”。\" }\n",
            "[[rule]]\nname = \"sum\"\nkind = \"assertion\"\nassert = \"table3.new_requets.total <= 5\"\n",
            "message = { zh = \"太多。\" }\n",
        ),
        &[
            (4, "(", "正则表达式"),
            (9, "table3.new_requets.total", "new_requests"),
        ],
    );
    expect(
        "name = \"county\"\nextends = [\"ningxai\"]\n",
        &[(1, "\"ningxai\"", "ningxia")],
    );
    expect(
        "name = \"county\"\n[settings]\nenable = [\"A0002\"]\nseverity = { t3-detail-sm = \"info\" }\n",
        &[
            (2, "\"A0002\"", "A002"),
            (3, "t3-detail-sm", "t3-detail-sum"),
        ],
    );
}

#[test]
fn tests_of_a_pack_run_while_it_is_written() {
    let (mut client, _) = Client::ready(&json!({}));
    let uri = "file:///nowhere/pack.toml";
    let text = concat!(
        "name = \"county\"\n",
        "[[rule]]\nname = \"hall\"\nkind = \"substitution\"\nswap = { \"办事大厅\" = \"政务服务中心\" }\n",
        "[[test]]\nname = \"旧称\"\nadd = { overview = \"在办事大堂受理。\" }\nexpect = [\"hall: 办事大厅\"]\n",
        "[[test]]\nname = \"新称\"\nadd = { overview = \"在政务服务中心受理。\" }\nforbid = [\"hal\"]\n",
    );
    client.open(uri, "toml", 1, text);
    let found = said(&client.diagnostics(uri, 1), text);
    let places: Vec<_> = found.iter().map(|it| (it.0, it.1.as_str())).collect();
    assert_eq!(
        places,
        [(2, "\"hall\""), (8, "\"hall: 办事大厅\""), (12, "\"hal\"")]
    );
    assert!(found[0].2.contains("forbid"), "{found:?}");
    assert!(
        found[1].2.contains("旧称") && found[1].2.contains("应报而未报"),
        "{found:?}"
    );
    assert!(found[2].2.contains("是否想写 hall"), "{found:?}");
    // The text in the editor counts, saved or not.
    client.change(uri, 2, &[([7, 24, 7, 25], "厅"), ([12, 14, 12, 14], "l")]);
    assert_eq!(client.diagnostics(uri, 2), Vec::<Value>::new());
}

#[test]
fn what_is_wrong_with_an_extended_pack_is_shown_where_it_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("base");
    std::fs::create_dir(&base).unwrap();
    let written =
        "name = \"base\"\n\n[[rule]]\nname = \"x\"\nkind = \"existence\"\npatterns = [\"(\"]\n";
    std::fs::write(base.join("pack.toml"), written).unwrap();
    let related = json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
    let (mut client, _) = Client::ready(&related);
    let uri = uri_of(&folder.path().join("pack.toml"));
    let text = "name = \"county\"\nextends = [\"ningxia\", \"./base\", \"./none\", \"../out\"]\n";
    client.open(&uri, "toml", 1, text);
    let found = client.diagnostics(&uri, 1);
    let marked: Vec<_> = said(&found, text).into_iter().map(|it| it.1).collect();
    assert_eq!(marked[0], "\"./base\"");
    assert!(marked.contains(&"\"./none\"".to_owned()) && marked.contains(&"\"../out\"".to_owned()));
    let related = &found[0]["relatedInformation"][0]["location"];
    assert!(
        related["uri"]
            .as_str()
            .unwrap()
            .ends_with("/base/pack.toml")
    );
    assert_eq!(related["range"]["start"]["line"], 5);
    // In a circle.
    std::fs::write(
        base.join("pack.toml"),
        "name = \"base\"\nextends = [\"./again\"]\n",
    )
    .unwrap();
    std::fs::create_dir(base.join("again")).unwrap();
    std::fs::write(
        base.join("again/pack.toml"),
        "name = \"again\"\nextends = [\"../../base\"]\n",
    )
    .unwrap();
    client.replace(&uri, 2, "name = \"county\"\nextends = [\"./base\"]\n");
    let found = client.diagnostics(&uri, 2);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0]["range"]["start"],
        json!({"line": 1, "character": 11})
    );
}

#[test]
fn other_toml_is_none_of_ours() {
    let (mut client, _) = Client::ready(&json!({}));
    let uri = "file:///nowhere/Cargo.toml";
    client.open(
        uri,
        "toml",
        1,
        &nianbao_lint::base_report().replace("| 51 |", "| 52 |"),
    );
    assert!(client.diagnostics(uri, 1).is_empty());
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}});
    assert!(client.request("textDocument/hover", &at).is_null());
    assert!(client.request("textDocument/completion", &at).is_null());
}

#[test]
fn a_configuration_is_checked_while_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("our")).unwrap();
    let pack = "name = \"our\"\n[[rule]]\nname = \"x\"\nkind = \"existence\"\nwords = [\"很好\"]\n";
    std::fs::write(folder.path().join("our/pack.toml"), pack).unwrap();
    let uri = uri_of(&folder.path().join("nianbao.toml"));
    let (mut client, _) = Client::ready(&json!({}));
    let text = "packs = [\"./our\", \"ningxai\", \"./none\"]\nselect = [\"our/x\", \"A0002\"]\nexclude = [\"a/{b\"]\n\n[deadlines]\ndepartment = \"13-01\"\n";
    client.open(&uri, "toml", 1, text);
    // What has a wrong value is told before what names nothing.
    let found = said(&client.diagnostics(&uri, 1), text);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0, found[0].1.as_str()), (5, "\"13-01\""));
    let text = text.replace("13-01", "12-01");
    client.change(&uri, 2, &[([5, 14, 5, 19], "12-01")]);
    let found = said(&client.diagnostics(&uri, 2), &text);
    let marked: Vec<_> = found.iter().map(|it| it.1.as_str()).collect();
    assert_eq!(
        marked,
        ["\"ningxai\"", "\"./none\"", "\"A0002\"", "\"a/{b\""],
        "{found:?}"
    );
    client.replace(&uri, 3, "packs = [\"./our\"]\nselect = [\"our/x\"]\n");
    assert!(client.diagnostics(&uri, 3).is_empty());
}

/// What is offered at the `¦` of a text, and what is said of that place.
fn at(name: &str, text: &str) -> (Vec<String>, String) {
    let before = text.split('¦').next().unwrap();
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
    let text = text.replace('¦', "");
    let (mut client, _) = Client::ready(&json!({}));
    let uri = format!("file:///nowhere/{name}");
    client.open(&uri, "toml", 1, &text);
    let place =
        json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
    let offered = client.request("textDocument/completion", &place);
    let offered = offered.as_array().unwrap().iter();
    let offered = offered.map(|it| it["textEdit"]["newText"].as_str().unwrap().to_owned());
    let hover = client.request("textDocument/hover", &place);
    let said = hover["contents"]["value"].as_str().unwrap_or_default();
    (offered.collect(), said.to_owned())
}

#[test]
fn keys_words_and_rules_are_offered_and_explained() {
    let (offered, _) = at("pack.toml", "name = \"county\"\n¦");
    assert!(offered.contains(&"extends".to_owned()) && !offered.contains(&"name".to_owned()));
    let (offered, _) = at(
        "pack.toml",
        "name = \"county\"\n[[rule]]\nname = \"x\"\nkind = \"¦\"\n",
    );
    assert_eq!(offered.len(), 6);
    assert!(offered.contains(&"\"assertion\"".to_owned()), "{offered:?}");
    let (offered, said) = at("pack.toml", "name = \"county\"\n[[rule]]\nwor¦ds = []\n");
    assert!(offered.contains(&"swap-patterns".to_owned()), "{offered:?}");
    assert!(said.contains("原样查找的词语"), "{said}");
    let (offered, _) = at(
        "pack.toml",
        "name = \"county\"\n[[rule]]\nname = \"own\"\n[[test]]\nforbid = [¦]\n",
    );
    assert_eq!(offered[0], "\"own\"");
    assert!(
        offered.contains(&"\"A002\"".to_owned())
            && offered.contains(&"\"t3-detail-sum\"".to_owned())
    );
    let (offered, _) = at("pack.toml", "name = \"county\"\n[[rule]]\nat = \"¦\"\n");
    assert!(offered.contains(&"\"table3.new_requests.total\"".to_owned()));
    let (offered, _) = at(
        "pack.toml",
        "[[rule]]\nassert = \"year > 2020 && table3¦\"\n",
    );
    assert!(
        offered.contains(&"table3.new_requests.total".to_owned())
            && offered.contains(&"year".to_owned())
    );
    let (offered, said) = at("nianbao.toml", "ign¦ore = []\n");
    assert!(offered.contains(&"packs".to_owned()));
    assert!(said.contains("不运行这些规则"), "{said}");
    let (_, said) = at("nianbao.toml", "ignore = [\"A0¦02\"]\n");
    assert!(said.contains("t3-detail-sum"), "{said}");
    let (offered, _) = at("nianbao.toml", "[severity]\nA002 = \"¦");
    assert_eq!(offered, ["\"error\"", "\"warning\"", "\"info\"", "\"off\""]);
    let (offered, _) = at("nianbao.toml", "[sev¦");
    assert!(offered.contains(&"severity".to_owned()) && !offered.contains(&"ignore".to_owned()));
}

/// A copy of the office's folder.
fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("our-county")).unwrap();
    for file in ["nianbao.toml", "report.md", "our-county/pack.toml"] {
        std::fs::copy(Path::new(OFFICE).join(file), folder.path().join(file)).unwrap();
    }
    folder
}

const RULES: [&str; 10] = [
    "our-county/attention",
    "our-county/boast",
    "our-county/boast-more",
    "our-county/few-channels",
    "our-county/names",
    "our-county/open-day",
    "our-county/phone",
    "our-county/sixth",
    "our-county/small-county",
    "our-county/terms",
];

/// The rules of the office that find something, each once.
fn own(found: &[Value]) -> Vec<&str> {
    let mut own = codes(found);
    own.retain(|code| code.starts_with("our-county/"));
    own.sort_unstable();
    own.dedup();
    own
}

#[test]
fn all_rules_of_a_pack_are_seen_and_follow_its_changes() {
    let folder = office();
    let (report, pack) = (
        folder.path().join("report.md"),
        folder.path().join("our-county/pack.toml"),
    );
    let (report_uri, pack_uri) = (uri_of(&report), uri_of(&pack));
    let (mut client, server) = Client::ready(&json!({}));
    assert_eq!(server["textDocumentSync"]["save"], true);
    client.open(
        &report_uri,
        "markdown",
        1,
        &std::fs::read_to_string(&report).unwrap(),
    );
    assert_eq!(own(&client.diagnostics(&report_uri, 1)), RULES);
    // The pack itself is as it should be; then a word is taken out of it in the editor.
    let text = std::fs::read_to_string(&pack).unwrap();
    client.open(&pack_uri, "toml", 1, &text);
    assert_eq!(client.diagnostics(&pack_uri, 1), Vec::<Value>::new());
    let changed = text.replace("words = [\"高度重视\"]", "words = [\"十分重视\"]");
    assert_ne!(text, changed);
    client.replace(&pack_uri, 2, &changed);
    let failing = client.diagnostics(&pack_uri, 2);
    assert!(
        failing[0]["message"]
            .as_str()
            .unwrap()
            .contains("应报而未报"),
        "{failing:?}"
    );
    // It counts for reports once it is saved; this client watches no files.
    std::fs::write(&pack, &changed).unwrap();
    client.notify(
        "textDocument/didSave",
        &json!({"textDocument": {"uri": pack_uri}}),
    );
    let found = client.diagnostics(&report_uri, 1);
    assert_eq!(own(&found), RULES[1..].to_vec());
}

#[test]
fn who_asks_for_findings_gets_those_of_packs_and_asks_again_when_one_is_saved() {
    let folder = office();
    let (report, pack) = (
        folder.path().join("report.md"),
        folder.path().join("our-county/pack.toml"),
    );
    let (mut client, _) = Client::ready(&json!({
        "textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}},
    }));
    let text = std::fs::read_to_string(&pack).unwrap();
    let broken = text.replace("kind = \"heading\"", "kind = \"headings\"");
    client.open(
        &uri_of(&report),
        "markdown",
        1,
        &std::fs::read_to_string(&report).unwrap(),
    );
    client.open(&uri_of(&pack), "toml", 1, &broken);
    let pull = |client: &mut Client, path: &Path| {
        let params = json!({"textDocument": {"uri": uri_of(path)}});
        let report = client.request("textDocument/diagnostic", &params);
        report["items"].as_array().unwrap().clone()
    };
    let found = pull(&mut client, &pack);
    assert!(
        found[0]["message"].as_str().unwrap().contains("heading"),
        "{found:?}"
    );
    assert_eq!(own(&pull(&mut client, &report)), RULES);
    let without = text.replace("max = 1\n", "max = 5\n");
    std::fs::write(&pack, &without).unwrap();
    client.notify(
        "textDocument/didSave",
        &json!({"textDocument": {"uri": uri_of(&pack)}}),
    );
    client.serve("workspace/diagnostic/refresh", &Value::Null);
    assert_eq!(own(&pull(&mut client, &report)), RULES[1..].to_vec());
}

#[test]
fn a_pack_that_is_broken_is_told_and_its_repair_seen() {
    let folder = office();
    let (report, pack) = (
        folder.path().join("report.md"),
        folder.path().join("our-county/pack.toml"),
    );
    let (report_uri, text) = (uri_of(&report), std::fs::read_to_string(&pack).unwrap());
    let (mut client, _) = Client::ready(&json!({}));
    client.open(
        &report_uri,
        "markdown",
        1,
        &std::fs::read_to_string(&report).unwrap(),
    );
    assert_eq!(own(&client.diagnostics(&report_uri, 1)), RULES);
    std::fs::write(
        &pack,
        text.replace("kind = \"existence\"", "kind = \"existense\""),
    )
    .unwrap();
    client.notify("workspace/didChangeWatchedFiles", &json!({"changes": []}));
    let told = client.wait_for(|it| it["method"] == "window/showMessage");
    assert!(
        told["params"]["message"]
            .as_str()
            .unwrap()
            .contains("existence"),
        "{told}"
    );
    assert_eq!(own(&client.diagnostics(&report_uri, 1)), Vec::<&str>::new());
    std::fs::write(&pack, &text).unwrap();
    client.notify("workspace/didChangeWatchedFiles", &json!({"changes": []}));
    assert_eq!(own(&client.diagnostics(&report_uri, 1)), RULES);
}

#[test]
fn rules_and_documents_of_packs_are_known_to_every_answer() {
    let folder = office();
    let report = folder.path().join("report.md");
    let (uri, text) = (uri_of(&report), std::fs::read_to_string(&report).unwrap());
    let (mut client, _) = Client::ready(&json!({}));
    client.open(&uri, "markdown", 1, &text);
    client.diagnostics(&uri, 1);
    let page = json!({"command": "nianbao.explainRule", "arguments": ["our-county/open-day"]});
    let page = client.request("workspace/executeCommand", &page);
    assert!(
        page.as_str().unwrap().contains("# our-county/open-day"),
        "{page}"
    );
    let place = |what: &str| {
        let at = text.find(what).unwrap();
        let line = text[..at].matches('\n').count();
        let character = text[..at]
            .rsplit('\n')
            .next()
            .unwrap()
            .encode_utf16()
            .count();
        json!({"line": line, "character": character + 1})
    };
    let at = json!({"textDocument": {"uri": uri}, "position": place("《云溪县政府信息公开办法》")});
    let hover = client.request("textDocument/hover", &at);
    let said = hover["contents"]["value"].as_str().unwrap();
    assert!(
        said.contains("**《云溪县政府信息公开办法》（云政办发〔2022〕7号）**"),
        "{said}"
    );
    let offered = client.request("textDocument/completion", &at);
    let labels: Vec<_> = offered
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["label"].as_str().unwrap())
        .collect();
    assert!(
        labels
            .iter()
            .any(|label| label.contains("云政办发〔2022〕7号")),
        "{labels:?}"
    );
    // Nothing of it is known where the pack is not used.
    client.open(URI, "markdown", 1, &text);
    let elsewhere =
        json!({"textDocument": {"uri": URI}, "position": place("《云溪县政府信息公开办法》")});
    assert!(client.request("textDocument/hover", &elsewhere).is_null());
}

#[test]
fn a_broken_line_hides_nothing_else() {
    expect(
        concat!(
            "name = \"county\"\nversion = \nextnds = []\n",
            "[[rule]]\nname = \"open\"\nkind = \"existence\nwords = [\"好\"]\n",
            "[[rule]]\nname = \"bad\"\nkind = \"existence\"\npatterns = [\"旧(\"]\nmessage = { zh = \"不写“{match}”。\" }\n",
            "[settings]\ndisabel = [\"A001\"]\n",
            "[[test]]\nname = \"x\"\nexpect = [\"open: 好\"]\n",
        ),
        &[
            (1, "", "TOML"),
            (2, "extnds", "extends"),
            (5, "", "TOML"),
            (13, "disabel", "disable"),
        ],
    );
    // Beside what is no TOML, what is no regular expression.
    expect(
        concat!(
            "name = \"county\"\nversion = \n",
            "[[rule]]\nname = \"bad\"\nkind = \"existence\"\npatterns = [\"旧(\"]\nmessage = { zh = \"不写“{match}”。\" }\n",
        ),
        &[(1, "", "TOML"), (5, "(", "正则表达式")],
    );
    // The rest of a configuration is read too.
    let (mut client, _) = Client::ready(&json!({}));
    let uri = "file:///nowhere/nianbao.toml";
    let text = "lang = \nselct = []\n";
    client.open(uri, "toml", 1, text);
    let found = said(&client.diagnostics(uri, 1), text);
    let lines: Vec<_> = found.iter().map(|it| it.0).collect();
    assert_eq!(lines, [0, 1], "{found:?}");
    assert!(found[1].2.contains("select"));
}

#[test]
fn the_pack_of_another_program_is_left_alone() {
    let (mut client, _) = Client::ready(&json!({}));
    let uri = "file:///game/pack.toml";
    let text = "name = \"Blocks\"\nauthor = \"me\"\nversion = \"1.0\"\npack-format = \"packwiz:1.1.0\"\n\n[index]\nfile = \"index.toml\"\nhash-format = \"sha256\"\nhash = \"00\"\n\n[versions]\nminecraft = \"1.20\"\n";
    client.open(uri, "toml", 1, text);
    assert!(client.diagnostics(uri, 1).is_empty());
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1}});
    assert!(client.request("textDocument/hover", &at).is_null());
    // It becomes ours with the first thing that only ours have.
    client.replace(uri, 2, "name = \"county\"\nauthor = \"me\"\n[[rule]]\n");
    assert!(!client.diagnostics(uri, 2).is_empty());
}

#[test]
fn files_of_a_pack_count_as_they_are_in_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("base");
    std::fs::create_dir(&base).unwrap();
    let right = "name = \"base\"\n[[rule]]\nname = \"x\"\nkind = \"existence\"\nwords = [\"很好\"]\nmessage = { zh = \"不写。\" }\n";
    std::fs::write(base.join("pack.toml"), right).unwrap();
    std::fs::write(folder.path().join("sample.md"), "没有").unwrap();
    let (mut client, _) = Client::ready(&json!({}));
    let own = uri_of(&folder.path().join("pack.toml"));
    let text = "name = \"county\"\nextends = [\"./base\"]\n[[test]]\nname = \"一\"\nfile = \"sample.md\"\nexpect = [\"base/x: 很好\"]\n";
    client.open(&own, "toml", 1, text);
    let found = client.diagnostics(&own, 1);
    assert_eq!(found.len(), 1, "{found:?}");
    // The sample is mended in the editor and not saved.
    let sample = uri_of(&folder.path().join("sample.md"));
    let report = nianbao_lint::base_report();
    let (head, rest) = report.split_once("二、").unwrap();
    let mended = format!("{head}工作很好。\n\n二、{rest}");
    client.open(&sample, "markdown", 1, &mended);
    while !client.diagnostics(&own, 1).is_empty() {}
    // The pack that is extended is broken there.
    let other = uri_of(&base.join("pack.toml"));
    client.open(&other, "toml", 1, &right.replace("existence", "existense"));
    while client.diagnostics(&own, 1).is_empty() {}
    client.close(&other);
    while !client.diagnostics(&own, 1).is_empty() {}
}

#[test]
fn keys_of_a_pack_are_explained_in_the_language_of_the_client() {
    for (locale, part) in [("zh-CN", "本包的规则"), ("en", "The rules of the pack")] {
        let (mut client, _) = Client::ready_with(&json!({"capabilities": {}, "locale": locale}));
        let uri = "file:///nowhere/pack.toml";
        client.open(
            uri,
            "toml",
            1,
            "name = \"county\"\n[[rule]]\nname = \"x\"\n",
        );
        let at = json!({"textDocument": {"uri": uri}, "position": {"line": 1, "character": 3}});
        let hover = client.request("textDocument/hover", &at);
        let said = hover["contents"]["value"].as_str().unwrap();
        assert!(said.contains(part), "{said}");
    }
}
