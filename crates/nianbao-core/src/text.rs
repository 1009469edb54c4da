//! [`Source`]: the text of a report and the only place that counts lines and columns.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use encoding_rs::{EncoderResult, Encoding};

use crate::layout::{Evidence, evidence};
use crate::origin::{Location, Origin, PageText, Permissions, PlainText, Unplaced};
use crate::span::Span;

/// The largest input that is read, in bytes: spans are 32 bits wide.
pub const MAX_LEN: usize = u32::MAX as usize;

/// Why bytes could not be turned into text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// The file is larger than [`MAX_LEN`].
    #[error("the file has {len} bytes; at most {MAX_LEN} are read")]
    TooLarge {
        /// Size of the input in bytes.
        len: usize,
    },
    /// The bytes are no text in any encoding that reports come in (UTF-8, GB18030, UTF-16).
    #[error("not a text file: {0}")]
    NotText(NotText),
}

/// What bytes are that are no text; each is told in English here and in the user's language at the
/// edge.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotText {
    /// A PDF document.
    #[error("it is a PDF; convert it to text first (pdftotext -layout)")]
    Pdf,
    /// A zip container, as Office and WPS documents are.
    #[error("it is a zip container (docx, xlsx, odt); save it as text or HTML first")]
    Zip,
    /// A document of Office before 2007, or of WPS.
    #[error("it is an old Office document (doc, xls); save it as text or HTML")]
    OldOffice,
    /// An RTF document.
    #[error("it is an RTF document; save it as text or HTML first")]
    Rtf,
    /// A picture.
    #[error("it is a picture")]
    Picture,
    /// A compressed file.
    #[error("it is compressed")]
    Compressed,
    /// Zero bytes among others that could be text.
    #[error("it holds zero bytes")]
    ZeroBytes,
    /// Hardly anything but control characters.
    #[error("most of it decodes to control characters")]
    ControlCharacters,
}

/// Why a text could not be turned back into the bytes of its file.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeError {
    /// The text was taken from a container that is no file of text.
    #[error("the text was taken from a document; it is no text file of its own")]
    NoTextFile,
    /// Some bytes of the file could not be decoded, so they cannot be written back.
    #[error("some bytes of the file could not be decoded as {encoding} and would be lost")]
    Lossy {
        /// The encoding of the file.
        encoding: &'static str,
    },
    /// A character that the file's encoding does not have.
    #[error("{encoding} has no {character:?} (U+{:04X})", u32::from(*character))]
    Unencodable {
        /// The encoding of the file.
        encoding: &'static str,
        /// The character.
        character: char,
    },
}

/// A place as people and JSON count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
    /// Bytes of the decoded UTF-8 text, from 0.
    pub offset: u32,
}

/// The text of one report with its line index, and where the text comes from.
///
/// Line breaks are `\n`, `\r\n` and a lone `\r`, as in the language server protocol; the text keeps
/// them as they were, so that a fix changes nothing else.
///
/// A file of text is its own origin. What took its text out of another container (a Word document, a
/// PDF) gives the [`Origin`] of it. What a fix may do is asked of the source, whatever it came from:
///
/// ```
/// use nianbao_core::{Source, Span};
///
/// let text = Source::new("收到申请17件。\n").unwrap();
/// let page = Source::new("<html><body><p>收到<b>申请</b>17件。</p></body></html>").unwrap();
/// let of = |source: &Source, words: &str| {
///     let start = source.as_str().find(words).unwrap();
///     Span::new(start, start + words.len())
/// };
/// // Text can be replaced, tags cannot.
/// assert!(text.can_edit(of(&text, "申请17")));
/// assert!(page.can_edit(of(&page, "17件")));
/// assert!(!page.can_edit(of(&page, "申请</b>17")));
/// // Lines can be inserted into plain text; a page has elements for them.
/// assert!(text.can_insert(0));
/// assert!(!page.can_insert(0));
/// assert_eq!(text.escape("<17"), "<17");
/// assert_eq!(page.escape("<17"), "&lt;17");
/// ```
#[derive(Clone)]
pub struct Source {
    text: String,
    line_starts: Vec<u32>,
    /// Characters before every [`STRIDE`] bytes, so that columns of a line of megabytes are cheap.
    characters: Vec<u32>,
    encoding: &'static Encoding,
    bom: bool,
    lossy: bool,
    /// `None` for a file of text.
    origin: Option<Arc<dyn Origin>>,
    /// How much the text looks like a page, once somebody has asked.
    evidence: OnceLock<Evidence>,
}

/// The source that a file of text is.
pub type SourceText = Source;

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("len", &self.text.len())
            .field("lines", &self.line_starts.len())
            .field("encoding", &self.encoding.name())
            .finish_non_exhaustive()
    }
}

impl Source {
    /// Text that is already decoded (an editor's buffer, a test).
    ///
    /// # Errors
    /// [`DecodeError::TooLarge`] beyond [`MAX_LEN`] bytes.
    pub fn new(text: impl Into<String>) -> Result<Self, DecodeError> {
        Self::from_parts(text.into(), encoding_rs::UTF_8, false, false)
    }

    /// Decodes the bytes of a file: a byte-order mark decides, else valid UTF-8 is UTF-8, else
    /// GB18030 (which contains GBK and GB2312) or what the statistics of the bytes suggest.
    ///
    /// # Errors
    /// [`DecodeError::TooLarge`] beyond [`MAX_LEN`] bytes, [`DecodeError::NotText`] for binary
    /// files (PDF, Word, pictures, archives, or bytes that decode to control characters).
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        if bytes.len() > MAX_LEN {
            return Err(DecodeError::TooLarge { len: bytes.len() });
        }
        if let Some((encoding, bom_len)) = Encoding::for_bom(bytes) {
            let (text, had_errors) = encoding.decode_without_bom_handling(&bytes[bom_len..]);
            return Self::from_parts(text.into_owned(), encoding, true, had_errors);
        }
        if let Some(kind) = binary_signature(bytes) {
            return Err(DecodeError::NotText(kind));
        }
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            if text.contains('\0') {
                if let Some(encoding) = utf16_by_units(bytes) {
                    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
                    return Self::from_parts(text.into_owned(), encoding, false, had_errors);
                }
                return Err(DecodeError::NotText(NotText::ZeroBytes));
            }
            return Self::from_parts(text.to_owned(), encoding_rs::UTF_8, false, false);
        }
        let encoding = utf16_by_units(bytes).unwrap_or_else(|| detect_legacy(bytes));
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        if control_share_is_high(&text) {
            return Err(DecodeError::NotText(NotText::ControlCharacters));
        }
        Self::from_parts(text.into_owned(), encoding, false, had_errors)
    }

    fn from_parts(
        text: String,
        encoding: &'static Encoding,
        bom: bool,
        lossy: bool,
    ) -> Result<Self, DecodeError> {
        if text.len() > MAX_LEN {
            return Err(DecodeError::TooLarge { len: text.len() });
        }
        let line_starts = line_starts(text.as_bytes());
        let characters = characters(text.as_bytes());
        Ok(Self {
            text,
            line_starts,
            characters,
            encoding,
            bom,
            lossy,
            origin: None,
            evidence: OnceLock::new(),
        })
    }

    /// Another text for the same file: it keeps the encoding and the byte-order mark. A text that
    /// was taken from another container is replaced by one that has no place there, so that nothing in
    /// it can be edited.
    ///
    /// # Errors
    /// [`DecodeError::TooLarge`] beyond [`MAX_LEN`] bytes.
    pub fn with_text(&self, text: impl Into<String>) -> Result<Self, DecodeError> {
        let mut source = Self::from_parts(text.into(), self.encoding, self.bom, self.lossy)?;
        if self.origin.is_some() {
            source.origin = Some(Arc::new(Unplaced));
        }
        Ok(source)
    }

    /// Says where the text comes from, if that is no file of text.
    #[must_use]
    pub fn with_origin(mut self, origin: Arc<dyn Origin>) -> Self {
        self.origin = Some(origin);
        self
    }

    /// Where the parts of a span come from, in order.
    pub fn locations(&self, span: Span) -> Vec<Location> {
        match &self.origin {
            Some(origin) => origin.locations(span),
            None => vec![Location::Text(span)],
        }
    }

    /// The page of the container that an offset is on, from 1; `None` where there are no pages.
    pub fn page(&self, offset: u32) -> Option<u32> {
        self.origin.as_ref()?.page(offset)
    }

    /// Whether a span can be replaced by other words, with nothing else changed. It is false for a
    /// span that is none of the text.
    pub fn can_edit(&self, span: Span) -> bool {
        self.text.get(span.range()).is_some() && self.permissions().can_edit(&self.text, span)
    }

    /// Whether new lines or paragraphs can be put in at an offset.
    pub fn can_insert(&self, at: u32) -> bool {
        self.text.is_char_boundary(at as usize) && self.permissions().can_insert(&self.text, at)
    }

    /// Words as they have to be written in the text to be read as they are.
    pub fn escape<'t>(&self, words: &'t str) -> Cow<'t, str> {
        self.permissions().escape(words)
    }

    fn permissions(&self) -> &dyn Permissions {
        match (&self.origin, self.evidence()) {
            (Some(origin), _) => origin.permissions(),
            (None, Evidence::None) => &PlainText,
            (None, Evidence::Mixed | Evidence::Page) => &PageText,
        }
    }

    /// How much the text looks like a page.
    pub(crate) fn evidence(&self) -> Evidence {
        *self.evidence.get_or_init(|| evidence(&self.text))
    }

    /// The bytes of the text in the encoding that the file had, with its byte-order mark.
    ///
    /// # Errors
    /// [`EncodeError::NoTextFile`] when the text was taken from another container,
    /// [`EncodeError::Lossy`] when the file had bytes that no character stands for,
    /// [`EncodeError::Unencodable`] for a character that the encoding does not have.
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let encoding = self.encoding.name();
        if self.origin.is_some() {
            return Err(EncodeError::NoTextFile);
        }
        if self.lossy {
            return Err(EncodeError::Lossy { encoding });
        }
        let units = |to_bytes: fn(u16) -> [u8; 2]| {
            let mark = self.bom.then_some(0xFEFF);
            let units = mark.into_iter().chain(self.text.encode_utf16());
            units.flat_map(to_bytes).collect()
        };
        if self.encoding == encoding_rs::UTF_16LE {
            return Ok(units(u16::to_le_bytes));
        }
        if self.encoding == encoding_rs::UTF_16BE {
            return Ok(units(u16::to_be_bytes));
        }
        if self.encoding == encoding_rs::UTF_8 {
            let mark: &[u8] = if self.bom { b"\xEF\xBB\xBF" } else { b"" };
            return Ok([mark, self.text.as_bytes()].concat());
        }
        let mut encoder = self.encoding.new_encoder();
        let room = encoder.max_buffer_length_from_utf8_without_replacement(self.text.len());
        let mut bytes = Vec::with_capacity(room.unwrap_or(self.text.len() * 4 + 16));
        let (result, _) =
            encoder.encode_from_utf8_to_vec_without_replacement(&self.text, &mut bytes, true);
        match result {
            EncoderResult::Unmappable(character) => Err(EncodeError::Unencodable {
                encoding,
                character,
            }),
            // The buffer has room for the longest form of every character.
            EncoderResult::InputEmpty | EncoderResult::OutputFull => Ok(bytes),
        }
    }

    /// The line break that most lines of the text end with: `"\n"`, `"\r\n"` or `"\r"`; the first of
    /// these when it has none.
    pub fn line_end(&self) -> &'static str {
        let (mut lf, mut crlf, mut cr) = (0_usize, 0_usize, 0_usize);
        for &start in self.line_starts.iter().skip(1) {
            let line = &self.text.as_bytes()[..start as usize];
            if line.ends_with(b"\r\n") {
                crlf += 1;
            } else if line.ends_with(b"\n") {
                lf += 1;
            } else {
                cr += 1;
            }
        }
        if crlf > lf && crlf >= cr {
            "\r\n"
        } else if cr > lf {
            "\r"
        } else {
            "\n"
        }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty when the span is not one of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// The name of the encoding that the bytes had, as the Encoding Standard spells it
    /// (`"UTF-8"`, `"gb18030"`, `"GBK"`, `"UTF-16LE"`, …).
    pub fn encoding_name(&self) -> &'static str {
        self.encoding.name()
    }

    /// Whether the file began with a byte-order mark.
    pub fn has_bom(&self) -> bool {
        self.bom
    }

    /// Whether some bytes could not be decoded and stand as U+FFFD in the text.
    pub fn is_lossy(&self) -> bool {
        self.lossy
    }

    /// Number of lines; a text that ends in a line break has an empty last line.
    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }

    /// Index, from 0, of the line that holds a byte offset.
    pub fn line_of(&self, offset: u32) -> u32 {
        self.line_starts
            .partition_point(|&start| start <= offset)
            .saturating_sub(1) as u32
    }

    /// The span of a line (counted from 0) with its line break.
    pub fn line_span(&self, line: u32) -> Span {
        let start = self
            .line_starts
            .get(line as usize)
            .copied()
            .unwrap_or(self.text.len() as u32);
        let end = self
            .line_starts
            .get(line as usize + 1)
            .copied()
            .unwrap_or(self.text.len() as u32);
        Span { start, end }
    }

    /// How many characters begin before a byte offset.
    fn characters_before(&self, offset: usize) -> u32 {
        let index = offset / STRIDE;
        let counted = self.characters.get(index).copied();
        let from = counted.map_or(0, |_| index * STRIDE);
        let bytes = &self.text.as_bytes()[from..offset];
        // The end of the text may be the end of a stride.
        match counted {
            Some(before) => before + count_characters(bytes),
            None => count_characters(bytes),
        }
    }

    /// Line and column of a byte offset; an offset inside a character counts as its start, one
    /// past the end as the end.
    pub fn position(&self, offset: u32) -> Position {
        let mut at = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line_of(at as u32);
        let start = self.line_starts[line as usize] as usize;
        let before = if at - start < STRIDE {
            count_characters(&self.text.as_bytes()[start..at])
        } else {
            self.characters_before(at) - self.characters_before(start)
        };
        let column = before + 1;
        Position {
            line: line + 1,
            column,
            offset: at as u32,
        }
    }
}

/// Distance, in bytes, of the counts of characters.
const STRIDE: usize = 512;

fn count_characters(bytes: &[u8]) -> u32 {
    // Every character has one byte that is no continuation. Counted blockwise in bytes, which is done
    // several bytes at a time.
    let begins = |&byte: &u8| u8::from(byte & 0xC0 != 0x80);
    let blocks = bytes.chunks(128);
    blocks
        .map(|block| u32::from(block.iter().map(begins).sum::<u8>()))
        .sum()
}

fn characters(bytes: &[u8]) -> Vec<u32> {
    let mut before = 0;
    bytes
        .chunks(STRIDE)
        .map(|chunk| {
            let here = before;
            before += count_characters(chunk);
            here
        })
        .collect()
}

fn line_starts(bytes: &[u8]) -> Vec<u32> {
    let mut starts = Vec::with_capacity(bytes.len() / 64 + 1);
    starts.push(0);
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        // The two bytes of CR LF are one break: the LF ends the line.
        if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
            continue;
        }
        starts.push(at as u32 + 1);
    }
    starts
}

fn binary_signature(bytes: &[u8]) -> Option<NotText> {
    const SIGNATURES: [(&[u8], NotText); 7] = [
        (b"%PDF-", NotText::Pdf),
        (b"PK\x03\x04", NotText::Zip),
        (b"\xD0\xCF\x11\xE0", NotText::OldOffice),
        (b"{\\rtf", NotText::Rtf),
        (b"\x89PNG", NotText::Picture),
        (b"\xFF\xD8\xFF", NotText::Picture),
        (b"\x1F\x8B", NotText::Compressed),
    ];
    SIGNATURES
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|&(_, kind)| kind)
}

/// UTF-16 without a mark: read in one byte order nearly every unit is one that reports use, read in
/// the other hardly any is.
fn utf16_by_units(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let usual = |unit: u16| {
        matches!(unit, 0x09..=0x0D | 0x20..=0x7E | 0x2010..=0x2026 | 0x3000..=0x301F)
            || matches!(unit, 0x4E00..=0x9FFF | 0xFF00..=0xFF5E)
    };
    let (mut little, mut big) = (0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        little += usize::from(usual(u16::from_le_bytes([pair[0], pair[1]])));
        big += usize::from(usual(u16::from_be_bytes([pair[0], pair[1]])));
    }
    let (units, enough) = (sample.len() / 2, |count: usize| {
        count * 20 >= sample.len() / 2 * 19
    });
    if units < 8 {
        None
    } else if enough(little) && !enough(big) {
        Some(encoding_rs::UTF_16LE)
    } else if enough(big) && !enough(little) {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// A Chinese document that is not Unicode is GB18030 in practice; the detector is asked first so
/// that a damaged UTF-8 file is not read as GBK, which almost any bytes can be.
fn detect_legacy(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow);
    if guess == encoding_rs::UTF_8 || mostly_utf8(bytes) {
        encoding_rs::UTF_8
    } else if guess == encoding_rs::BIG5 {
        guess
    } else {
        encoding_rs::GB18030
    }
}

/// Whether invalid bytes are rare enough for the file to be a damaged UTF-8 one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk
            .valid()
            .bytes()
            .filter(|byte| !byte.is_ascii())
            .count();
        invalid += chunk.invalid().len();
    }
    valid > invalid * 20
}

fn control_share_is_high(text: &str) -> bool {
    let (mut control, mut all) = (0_usize, 0_usize);
    for character in text.chars().take(8192) {
        all += 1;
        let harmless = matches!(character, '\n' | '\r' | '\t' | '\u{c}');
        control += usize::from(
            (character.is_control() && !harmless) || character == char::REPLACEMENT_CHARACTER,
        );
    }
    control * 8 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "一、总体情况\r\n2023年，共收到申请17件。\n二、主动公开政府信息情况\r三";

    #[test]
    fn every_line_break_counts_once() {
        let text = SourceText::new(REPORT).unwrap();
        assert_eq!(text.line_count(), 4);
        let third = REPORT.find("二、").unwrap() as u32;
        assert_eq!(
            text.position(third),
            Position {
                line: 3,
                column: 1,
                offset: third
            }
        );
        assert_eq!(
            text.position(third + 4).column,
            2,
            "an offset inside a character is its start"
        );
        assert_eq!(text.position(u32::MAX).line, 4);
    }

    #[test]
    fn encodings_that_reports_come_in() {
        let body = REPORT.repeat(20);
        let (gbk, _, _) = encoding_rs::GB18030.encode(&body);
        let utf16: Vec<u8> = body.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut marked = vec![0xFE, 0xFF];
        marked.extend(body.encode_utf16().flat_map(u16::to_be_bytes));
        let mut bom = vec![0xEF, 0xBB, 0xBF];
        bom.extend(body.as_bytes());
        for (bytes, name) in [
            (body.as_bytes(), "UTF-8"),
            (&gbk, "gb18030"),
            (&utf16, "UTF-16LE"),
            (&marked, "UTF-16BE"),
            (&bom, "UTF-8"),
        ] {
            let text = SourceText::decode(bytes).unwrap();
            assert_eq!(text.as_str(), body, "{name}");
            assert_eq!(text.encoding_name(), name);
            assert!(!text.is_lossy());
            assert_eq!(text.encode().unwrap(), bytes, "{name}");
            let other = text.with_text("甲\r\n").unwrap();
            let again =
                SourceText::decode(&other.with_text(body.clone()).unwrap().encode().unwrap());
            assert_eq!(again.unwrap().as_str(), body, "{name}");
        }
    }

    #[test]
    fn what_the_encoding_lacks_is_named() {
        let big5 = |text: &str| {
            SourceText::from_parts(text.to_owned(), encoding_rs::BIG5, false, false).unwrap()
        };
        let (bytes, _, _) = encoding_rs::BIG5.encode("總體情況");
        assert_eq!(big5("總體情況").encode().unwrap(), bytes.as_ref());
        let error = big5("總體总体").encode().unwrap_err();
        assert_eq!(
            error,
            EncodeError::Unencodable {
                encoding: "Big5",
                character: '总'
            }
        );
        assert_eq!(error.to_string(), "Big5 has no '总' (U+603B)");
        let mut damaged = REPORT.repeat(20).into_bytes();
        damaged[7] = 0xFF;
        let damaged = SourceText::decode(&damaged).unwrap();
        assert!(matches!(damaged.encode(), Err(EncodeError::Lossy { .. })));
    }

    #[test]
    fn the_commonest_line_end_counts() {
        for (text, expected) in [
            ("", "\n"),
            ("甲\r\n乙\r\n丙\n", "\r\n"),
            ("甲\r\n乙\n", "\n"),
            ("甲\r乙\r丙", "\r"),
        ] {
            assert_eq!(
                SourceText::new(text).unwrap().line_end(),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn damaged_utf8_stays_utf8_and_says_so() {
        let mut bytes = REPORT.repeat(20).into_bytes();
        bytes[7] = 0xFF;
        let text = SourceText::decode(&bytes).unwrap();
        assert!(text.is_lossy());
        assert!(text.as_str().contains("共收到申请17件"));
    }

    #[test]
    fn binary_files_are_refused() {
        for bytes in [
            &b"%PDF-1.7 ..."[..],
            b"PK\x03\x04....",
            &[0, 1, 2, 3, 0, 0, 5],
            &[1, 2, 0xFF, 4, 5, 6, 7, 8],
        ] {
            assert!(SourceText::decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
