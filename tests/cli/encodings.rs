//! The encodings that reports come in are all the same report.

use encoding_rs::GB18030;
use serde_json::Value;

use super::{REPORT, folder, run};

/// The report in other encodings, each with the name that the contract gives it.
fn variants() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let (gbk, _, _) = GB18030.encode(REPORT);
    let little = || REPORT.encode_utf16().flat_map(u16::to_le_bytes);
    let mut marked = vec![0xFE, 0xFF];
    marked.extend(REPORT.encode_utf16().flat_map(u16::to_be_bytes));
    let bom = [b"\xEF\xBB\xBF", REPORT.as_bytes()].concat();
    vec![
        ("bom.txt", "UTF-8", bom),
        ("gbk.txt", "gb18030", gbk.into_owned()),
        ("utf16be.txt", "UTF-16BE", marked),
        ("utf16le.txt", "UTF-16LE", little().collect()),
        ("utf8.txt", "UTF-8", REPORT.as_bytes().to_vec()),
    ]
}

#[test]
fn the_encoding_is_named() {
    let variants = variants();
    let files: Vec<_> = variants
        .iter()
        .map(|(name, _, bytes)| (*name, &bytes[..]))
        .collect();
    let folder = folder(&files);
    let names = variants.iter().map(|(name, ..)| *name);
    let options = ["check", "--format", "json", "--fail-on", "never"];
    let json = run(folder.path(), options.into_iter().chain(names)).json();
    for (file, (name, encoding, _)) in json["files"].as_array().unwrap().iter().zip(&variants) {
        assert_eq!(file["path"], *name);
        assert_eq!(file["encoding"], *encoding, "{name}");
    }
}

#[test]
fn the_same_is_read_from_every_encoding() {
    let variants = variants();
    let files: Vec<_> = variants
        .iter()
        .map(|(name, _, bytes)| (*name, &bytes[..]))
        .collect();
    let folder = folder(&files);
    let extract = |name: &str| {
        let mut json = run(folder.path(), ["extract", name]).json();
        json["files"][0]["path"].take();
        json
    };
    let expected = extract("utf8.txt");
    for (name, ..) in &variants {
        assert_eq!(extract(name), expected, "{name}");
    }
}

#[test]
fn line_ends_change_places_but_nothing_else() {
    let crlf = REPORT.replace('\n', "\r\n");
    let folder = folder(&[("crlf.txt", crlf.as_bytes()), ("lf.txt", REPORT.as_bytes())]);
    let extract = |name: &str| {
        let mut json = run(folder.path(), ["extract", name]).json();
        json["files"][0]["path"].take();
        drop_places(&mut json);
        json
    };
    assert_eq!(extract("crlf.txt"), extract("lf.txt"));
}

/// Removes what line ends change: offsets, and the line breaks inside quoted texts.
fn drop_places(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("offset");
            map.values_mut().for_each(drop_places);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_places),
        Value::String(text) => *text = text.replace("\r\n", "\n"),
        _ => {}
    }
}
