//! The wire: takes messages one by one from a client and hands on those that are messages.
//!
//! tower-lsp ends when it meets one that it cannot read. A client that sends a broken message, or a
//! proxy that loses a byte, should not cost the editor its server, so what cannot be read stops here:
//! it is logged, and the client is told with the error that JSON-RPC has for it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read};

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tokio::sync::mpsc::Sender;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tracing::warn;

/// Bodies beyond this many bytes are thrown away: no report is that long.
const LONGEST_BODY: u64 = 512 << 20;

/// Header lines beyond this many bytes are no headers.
const LONGEST_LINE: u64 = 64 << 10;

/// So much is made room for before a body has come, whatever length its header claims.
const FIRST_ROOM: usize = 1 << 20;

/// What a client sends.
#[derive(Debug, PartialEq)]
pub(crate) enum Message {
    Request(Request),
    Response(Response),
    /// What could not be read.
    Malformed,
}

/// Whether a message tells the server to end.
pub(crate) fn exits(request: &Request) -> bool {
    request.method() == "exit" && request.id().is_none()
}

/// Hands on messages until the client says `exit` or the stream ends. Blocks its thread while there is
/// nothing to read and while the messages handed on wait.
pub(crate) fn forward(input: impl Read, messages: &Sender<Message>) {
    let mut input = BufReader::with_capacity(64 << 10, input);
    loop {
        let body = match next(&mut input) {
            Ok(Some(body)) => body,
            Ok(None) => return,
            Err(error) => {
                warn!("cannot read from the client: {error}");
                return;
            }
        };
        let Some(message) = message(&body) else {
            continue;
        };
        let exits = matches!(&message, Message::Request(request) if exits(request));
        // Nobody takes it when the server has ended.
        if messages.blocking_send(message).is_err() || exits {
            return;
        }
    }
}

/// The body of the next message; `None` at the end of the stream. What is no header is skipped, so
/// that one wrong length loses a message or two and not all that follow.
fn next(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut *input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        let text = line.trim_ascii();
        if !text.is_empty() {
            length = content_length(text).or(length);
            continue;
        }
        match length.take() {
            Some(length) if length <= LONGEST_BODY => {
                let mut body = Vec::with_capacity(FIRST_ROOM.min(length as usize));
                let read = (&mut *input).take(length).read_to_end(&mut body)?;
                return Ok((read as u64 == length).then_some(body));
            }
            Some(length) => {
                warn!("threw away a message of {length} bytes");
                io::copy(&mut (&mut *input).take(length), &mut io::sink())?;
            }
            None => {}
        }
    }
}

/// The length that a header line gives. Rests of a message before it do not matter.
fn content_length(line: &[u8]) -> Option<u64> {
    const NAME: &[u8] = b"content-length:";
    let at = line
        .windows(NAME.len())
        .rposition(|window| window.eq_ignore_ascii_case(NAME))?;
    let value = line.get(at + NAME.len()..)?.trim_ascii();
    std::str::from_utf8(value).ok()?.parse().ok()
}

/// The message that a body is; `None` for an empty one.
fn message(body: &[u8]) -> Option<Message> {
    if body.trim_ascii().is_empty() {
        return None;
    }
    let read = read(body).or_else(|error| {
        let mended = without_lone_surrogates(body);
        mended.and_then(|mended| read(&mended).ok()).ok_or(error)
    });
    Some(read.unwrap_or_else(|error| {
        warn!("a message of the client cannot be read: {error}");
        Message::Malformed
    }))
}

/// What a message can have, each at most once.
#[derive(Deserialize)]
struct Parts<'a> {
    #[serde(borrow)]
    jsonrpc: Cow<'a, str>,
    #[serde(default, deserialize_with = "present")]
    method: Option<String>,
    #[serde(default, deserialize_with = "present")]
    params: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    id: Option<Id>,
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    error: Option<Error>,
}

/// What is there, even if it is `null`.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// Reads a body as a message of JSON-RPC.
fn read(body: &[u8]) -> Result<Message, serde_json::Error> {
    let wrong = |what| Err(serde::de::Error::custom(what));
    let mut read: Parts<'_> = serde_json::from_slice(body)?;
    if read.jsonrpc != "2.0" {
        return wrong("not of JSON-RPC 2.0");
    }
    if let Some(method) = read.method {
        let mut request = Request::build(method);
        if let Some(mut params) = read.params {
            encode_uris(&mut params);
            request = request.params(params);
        }
        if let Some(id) = read.id {
            request = request.id(id);
        }
        return Ok(Message::Request(request.finish()));
    }
    if let Some(result) = &mut read.result {
        encode_uris(result);
    }
    let answer = match (read.result, read.error) {
        (Some(result), _) => Ok(result),
        (None, Some(error)) => Err(error),
        (None, None) => return wrong("neither a request nor an answer"),
    };
    match read.id {
        Some(id) => Ok(Message::Response(Response::from_parts(id, answer))),
        None => wrong("an answer without the number of what it answers"),
    }
}

/// Writes characters that a URI cannot hold as it wants them: some clients name files in Chinese as
/// they are, and without this their documents would be lost.
fn encode_uris(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(uri) if key == "uri" || key == "rootUri" => encode(uri),
                    other => encode_uris(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(encode_uris),
        _ => {}
    }
}

fn encode(uri: &mut String) {
    let foreign = |byte: u8| !byte.is_ascii_graphic() || b"\"<>\\^`{|}".contains(&byte);
    if !uri.bytes().any(foreign) {
        return;
    }
    let mut encoded = String::with_capacity(uri.len() * 3);
    for byte in uri.bytes() {
        if foreign(byte) {
            let _ = write!(encoded, "%{byte:02X}");
        } else {
            encoded.push(char::from(byte));
        }
    }
    *uri = encoded;
}

/// The body with the replacement character for every half of a surrogate pair: editors whose strings
/// are UTF-16 send them when a pair is cut, and JSON in UTF-8 has no place for them. Lengths in UTF-16
/// stay the same. `None` when there is nothing to mend.
fn without_lone_surrogates(body: &[u8]) -> Option<Vec<u8>> {
    let unit = |at: usize| -> Option<u16> {
        let escape = body.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(escape).ok()?, 16).ok()
    };
    let mut mended = Vec::with_capacity(body.len());
    let mut at = 0;
    let mut changed = false;
    while let Some(&byte) = body.get(at) {
        let len = match (byte, unit(at)) {
            (b'\\', Some(0xD800..=0xDBFF)) if matches!(unit(at + 6), Some(0xDC00..=0xDFFF)) => 12,
            (b'\\', Some(0xD800..=0xDFFF)) => {
                mended.extend_from_slice(b"\\ufffd");
                changed = true;
                at += 6;
                continue;
            }
            (b'\\', _) => 2,
            _ => 1,
        };
        let end = (at + len).min(body.len());
        mended.extend_from_slice(body.get(at..end)?);
        at = end;
    }
    changed.then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is handed on of an input, each as JSON.
    fn passed(input: &[u8]) -> Vec<String> {
        let (told, mut heard) = tokio::sync::mpsc::channel(64);
        forward(input, &told);
        drop(told);
        let shown = |message| match message {
            Message::Request(request) => serde_json::to_string(&request).unwrap(),
            Message::Response(response) => serde_json::to_string(&response).unwrap(),
            Message::Malformed => "broken".to_owned(),
        };
        std::iter::from_fn(|| heard.blocking_recv().map(shown)).collect()
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    const ASK: &str = r#"{"jsonrpc":"2.0","method":"a","id":1}"#;
    const ANSWER: &str = r#"{"jsonrpc":"2.0","result":null,"id":1}"#;
    const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

    #[test]
    fn broken_messages_are_told_apart_from_good_ones() {
        for broken in [
            "{",
            "[]",
            "7",
            "null",
            r#"{"jsonrpc":"1.0","id":1,"method":"a"}"#,
            r#"{"id":1,"method":"a"}"#,
            r#"{"jsonrpc":"2.0","id":{},"method":"a"}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":null}"#,
            r#"{"jsonrpc":"2.0"}"#,
            r#"{"jsonrpc":"2.0","id":1}"#,
            r#"{"jsonrpc":"2.0","result":1}"#,
            // What stands there twice; found by the fuzzer.
            r#"{"jsonrpc":"2.0","id":1,"method":"a","id":1}"#,
            r#"{"jsonrpc":"2.0","method":"a","method":"b"}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{},"params":{}}"#,
            r#"{"jsonrpc":"2.0","id":1,"result":1,"result":2}"#,
            r#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"code":2,"message":""}}"#,
        ] {
            let input = [
                frame(ASK),
                frame(broken),
                frame(ANSWER),
                frame(EXIT),
                frame(ASK),
            ]
            .concat();
            assert_eq!(
                passed(input.as_bytes()),
                [ASK, "broken", ANSWER, EXIT],
                "{broken}"
            );
        }
        let mut input = frame(ASK).into_bytes();
        input.extend_from_slice(b"Content-Length: 2\r\n\r\n\xFF\xFE");
        input.extend_from_slice(frame(ASK).as_bytes());
        assert_eq!(passed(&input), [ASK, "broken", ASK]);
    }

    #[test]
    fn wrong_headers_are_skipped() {
        let ask = frame(ASK);
        for noise in [
            "hello\r\n\r\n",
            "Content-Length: -3\r\n\r\n",
            "Content-Length: 99999999999999999999\r\n\r\n",
            "X: 1\r\n",
            "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n",
            "\r\n\r\n",
            "Content-Length: 0\r\n\r\n",
        ] {
            let input = format!("{ask}{noise}{ask}");
            assert_eq!(passed(input.as_bytes()), [ASK, ASK], "{noise:?}");
        }
        // A length that is too small leaves a rest before the next header.
        let short = format!("Content-Length: {}\r\n\r\n{ASK}", ASK.len() - 2);
        let input = format!("{short}{ask}{ask}");
        assert_eq!(passed(input.as_bytes()), ["broken", ASK, ASK]);
        // Nothing follows a message that is cut.
        assert_eq!(passed(&ask.as_bytes()[..ask.len() - 1]), [""; 0]);
    }

    #[test]
    fn uris_are_encoded_where_they_are_not() {
        let body = r#"{"jsonrpc":"2.0","method":"a","params":{"textDocument":{"uri":"file:///a/年 报.md","text":"年 报"}}}"#;
        let encoded = body.replace("/年 报", "/%E5%B9%B4%20%E6%8A%A5");
        assert_eq!(passed(frame(body).as_bytes()), [encoded]);
        // What is encoded already is passed on byte for byte.
        let body = r#"{"jsonrpc":"2.0","method":"a","params":{"uri":"file:///c%3A/%e5.md"}}"#;
        assert_eq!(passed(frame(body).as_bytes()), [body]);
    }

    #[test]
    fn halves_of_surrogate_pairs_are_replaced() {
        let mended = |text: &str| {
            without_lone_surrogates(text.as_bytes()).map(|it| String::from_utf8(it).unwrap())
        };
        assert_eq!(mended(r#""\ud83d""#).unwrap(), r#""\ufffd""#);
        assert_eq!(
            mended(r#""\ud83d\ud83d\ude00\ude00""#).unwrap(),
            r#""\ufffd\ud83d\ude00\ufffd""#
        );
        assert_eq!(mended(r#""\\ud83d \n\u4e00""#), None);
    }
}
