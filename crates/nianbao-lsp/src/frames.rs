//! The wire: takes messages one by one from a client and hands on those that are messages.
//!
//! tower-lsp ends when it meets one that it cannot read. A client that sends a broken message, or a
//! proxy that loses a byte, should not cost the editor its server, so what cannot be read stops here:
//! it is logged, and the client is told with the error that JSON-RPC has for it.

use std::fmt::Write as _;
use std::io;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader};
use tower_lsp::jsonrpc::{Request, Response};
use tracing::warn;

/// The method that a message that could not be read is replaced by; it answers with a parse error.
pub(crate) const MALFORMED: &str = "nianbao/malformed";

/// Bodies beyond this many bytes are thrown away: no report is that long.
const LONGEST_BODY: u64 = 512 << 20;

/// Header lines beyond this many bytes are no headers.
const LONGEST_LINE: u64 = 64 << 10;

/// How the input ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The client said `exit`.
    Exit,
    /// The client closed the stream, or it broke.
    Closed,
}

/// Hands on messages until the client says `exit` or the stream ends.
pub(crate) async fn forward(
    input: impl AsyncRead + Unpin,
    mut output: impl tokio::io::AsyncWrite + Unpin,
) -> End {
    let mut input = BufReader::with_capacity(64 << 10, input);
    loop {
        let body = match next(&mut input).await {
            Ok(Some(body)) => body,
            Ok(None) => return End::Closed,
            Err(error) => {
                warn!("cannot read from the client: {error}");
                return End::Closed;
            }
        };
        let Some((body, exits)) = checked(body) else {
            continue;
        };
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        let written = async {
            output.write_all(header.as_bytes()).await?;
            output.write_all(&body).await?;
            output.flush().await
        };
        if written.await.is_err() {
            // The server has ended.
            return End::Closed;
        }
        if exits {
            return End::Exit;
        }
    }
}

/// The body of the next message; `None` at the end of the stream. What is no header is skipped, so
/// that one wrong length loses a message or two and not all that follow.
pub(crate) async fn next(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut *input)
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)
            .await?;
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
                let mut body = Vec::new();
                let read = (&mut *input).take(length).read_to_end(&mut body).await?;
                return Ok((read as u64 == length).then_some(body));
            }
            Some(length) => {
                warn!("threw away a message of {length} bytes");
                tokio::io::copy(&mut (&mut *input).take(length), &mut tokio::io::sink()).await?;
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

/// The body if it is a message, else the request that stands for a broken one; and whether it is
/// `exit`. `None` for an empty one.
fn checked(body: Vec<u8>) -> Option<(Vec<u8>, bool)> {
    if body.trim_ascii().is_empty() {
        return None;
    }
    match read(&body) {
        Ok(read) => Some(read.of(body)),
        Err(error) => {
            let mended = without_lone_surrogates(&body);
            if let Some(mended) = mended
                && let Ok(read) = read(&mended)
            {
                return Some(read.of(mended));
            }
            warn!("a message of the client cannot be read: {error}");
            let stand_in = format!(r#"{{"jsonrpc":"2.0","id":null,"method":"{MALFORMED}"}}"#);
            Some((stand_in.into_bytes(), false))
        }
    }
}

/// What is known of a message that could be read.
struct Read {
    exits: bool,
    /// The message written anew, if it had to be mended.
    mended: Option<Vec<u8>>,
}

impl Read {
    fn of(self, body: Vec<u8>) -> (Vec<u8>, bool) {
        (self.mended.unwrap_or(body), self.exits)
    }
}

/// What a request has, each at most once: tower-lsp refuses one that has it twice, where a tree of JSON
/// keeps the last.
#[derive(Deserialize)]
struct Once {
    #[serde(rename = "jsonrpc")]
    _version: Option<IgnoredAny>,
    #[serde(rename = "id")]
    _id: Option<IgnoredAny>,
    #[serde(rename = "method")]
    _method: Option<IgnoredAny>,
    #[serde(rename = "params")]
    _params: Option<IgnoredAny>,
}

/// Reads a body as tower-lsp reads messages of JSON-RPC.
fn read(body: &[u8]) -> Result<Read, serde_json::Error> {
    let mut value: Value = serde_json::from_slice(body)?;
    let mended = encode_uris(&mut value)
        .then(|| serde_json::to_vec(&value))
        .transpose()?;
    let exits = if value.get("method").is_some() {
        let _: Once = serde_json::from_slice(body)?;
        let request: Request = serde_json::from_value(value)?;
        request.method() == "exit" && request.id().is_none()
    } else {
        let _: Response = serde_json::from_slice(body)?;
        false
    };
    Ok(Read { exits, mended })
}

/// Writes characters that a URI cannot hold as it wants them: some clients name files in Chinese as
/// they are, and without this their documents would be lost. Returns whether there were any.
fn encode_uris(value: &mut Value) -> bool {
    match value {
        Value::Object(object) => object.iter_mut().fold(false, |changed, (key, value)| {
            let here = match value {
                Value::String(uri) if key == "uri" || key == "rootUri" => encode(uri),
                other => encode_uris(other),
            };
            changed | here
        }),
        Value::Array(items) => items
            .iter_mut()
            .fold(false, |changed, item| changed | encode_uris(item)),
        _ => false,
    }
}

fn encode(uri: &mut String) -> bool {
    let foreign = |byte: u8| !byte.is_ascii_graphic() || b"\"<>\\^`{|}".contains(&byte);
    if !uri.bytes().any(foreign) {
        return false;
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
    true
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

    async fn passed(input: &[u8]) -> (Vec<String>, End) {
        let mut output = Vec::new();
        let end = forward(input, &mut output).await;
        let text = String::from_utf8(output).unwrap();
        let mut bodies: Vec<String> = text
            .split("Content-Length: ")
            .skip(1)
            .map(|part| part.split_once("\r\n\r\n").unwrap().1.to_owned())
            .collect();
        for body in &mut bodies {
            if body.contains(MALFORMED) {
                "broken".clone_into(body);
            }
        }
        (bodies, end)
    }

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    const ASK: &str = r#"{"jsonrpc":"2.0","id":1,"method":"a"}"#;
    const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

    #[tokio::test]
    async fn broken_messages_are_told_apart_from_good_ones() {
        for broken in [
            "{",
            "[]",
            "7",
            "null",
            r#"{"jsonrpc":"1.0","id":1,"method":"a"}"#,
            r#"{"jsonrpc":"2.0","id":{},"method":"a"}"#,
            r#"{"jsonrpc":"2.0"}"#,
            // What stands there twice; found by the fuzzer.
            r#"{"jsonrpc":"2.0","id":1,"method":"a","id":1}"#,
            r#"{"jsonrpc":"2.0","method":"a","method":"b"}"#,
            r#"{"jsonrpc":"2.0","id":1,"method":"a","params":{},"params":{}}"#,
            r#"{"jsonrpc":"2.0","id":1,"result":1,"result":2}"#,
            r#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"code":2,"message":""}}"#,
        ] {
            let input = [frame(ASK), frame(broken), frame(ASK), frame(EXIT)].concat();
            let (bodies, end) = passed(input.as_bytes()).await;
            assert_eq!(bodies, [ASK, "broken", ASK, EXIT], "{broken}");
            assert_eq!(end, End::Exit);
        }
        let mut input = frame(ASK).into_bytes();
        input.extend_from_slice(b"Content-Length: 2\r\n\r\n\xFF\xFE");
        input.extend_from_slice(frame(ASK).as_bytes());
        let (bodies, end) = passed(&input).await;
        assert_eq!(bodies, [ASK, "broken", ASK]);
        assert_eq!(end, End::Closed);
    }

    #[tokio::test]
    async fn wrong_headers_are_skipped() {
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
            let (bodies, _) = passed(format!("{ask}{noise}{ask}").as_bytes()).await;
            assert_eq!(bodies, [ASK, ASK], "{noise:?}");
        }
        // A length that is too small leaves a rest before the next header.
        let short = format!("Content-Length: {}\r\n\r\n{ASK}", ASK.len() - 2);
        let (bodies, _) = passed(format!("{short}{ask}{ask}").as_bytes()).await;
        assert_eq!(bodies, ["broken", ASK, ASK]);
        // Nothing follows a message that is cut.
        let (bodies, end) = passed(&ask.as_bytes()[..ask.len() - 1]).await;
        assert!(bodies.is_empty());
        assert_eq!(end, End::Closed);
    }

    #[tokio::test]
    async fn uris_are_encoded_where_they_are_not() {
        let body = r#"{"jsonrpc":"2.0","method":"a","params":{"textDocument":{"uri":"file:///a/年 报.md","text":"年 报"}}}"#;
        let (bodies, _) = passed(frame(body).as_bytes()).await;
        assert_eq!(bodies, [body.replace("/年 报", "/%E5%B9%B4%20%E6%8A%A5")]);
        // What is encoded already is passed on byte for byte.
        let body = r#"{"jsonrpc":"2.0", "method":"a","params":{"uri":"file:///c%3A/%e5.md"}}"#;
        let (bodies, _) = passed(frame(body).as_bytes()).await;
        assert_eq!(bodies, [body]);
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
