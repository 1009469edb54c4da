//! The way back from folded text to the source.

use crate::normal::fold;
use crate::span::{Span, TextRange};

/// A run of folded text that stands in one piece in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    text: u32,
    source: u32,
    source_len: u32,
}

/// Maps ranges of folded text to spans of the source.
#[derive(Clone, Debug, Default)]
pub struct FoldMap {
    segments: Vec<Segment>,
}

impl FoldMap {
    /// The source span of a range: from the source of its first character to the source end of its
    /// last. An empty range maps to the place before its first character.
    pub fn source_span(&self, range: TextRange) -> Span {
        let start = self.start_of(range.start);
        if range.is_empty() {
            return Span { start, end: start };
        }
        Span {
            start,
            end: self.end_of(range.end).max(start),
        }
    }

    /// The runs of folded text that stand in one piece in the source, in order: where each begins in
    /// the folded text, and its place in the source. A run ends where the next one begins.
    pub fn runs(&self) -> impl Iterator<Item = (u32, Span)> + '_ {
        self.segments.iter().map(|segment| {
            let span = Span {
                start: segment.source,
                end: segment.source + segment.source_len,
            };
            (segment.text, span)
        })
    }

    fn segment_at(&self, offset: u32) -> Option<&Segment> {
        let index = self
            .segments
            .partition_point(|segment| segment.text <= offset);
        self.segments.get(index.checked_sub(1)?)
    }

    fn start_of(&self, offset: u32) -> u32 {
        self.segment_at(offset).map_or(0, |segment| {
            segment.source + (offset - segment.text).min(segment.source_len)
        })
    }

    fn end_of(&self, offset: u32) -> u32 {
        let Some(last) = offset.checked_sub(1) else {
            return self.start_of(0);
        };
        let index = self
            .segments
            .partition_point(|segment| segment.text <= last);
        let Some(segment) = index
            .checked_sub(1)
            .and_then(|index| self.segments.get(index))
        else {
            return 0;
        };
        let next = self.segments.get(index).map(|segment| segment.text);
        if next == Some(offset) {
            segment.source + segment.source_len
        } else {
            segment.source + (offset - segment.text).min(segment.source_len)
        }
    }
}

/// Builds folded text and its map.
#[derive(Debug, Default)]
pub struct Folder {
    text: String,
    map: FoldMap,
}

impl Folder {
    /// A folder whose text will be about `capacity` bytes long.
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            text: String::with_capacity(capacity),
            map: FoldMap {
                segments: Vec::with_capacity(capacity / 24),
            },
        }
    }

    /// Length of the folded text so far.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The folded text so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Adds a piece of visible text; `source_of` gives the source span of a byte range of it.
    ///
    /// Spaces between two digits or two Latin letters stay as one space, so that `12 34` does not
    /// become a number that nobody wrote; all other white space goes, and so do `*` emphasis marks.
    pub fn push(&mut self, piece: &str, mut source_of: impl FnMut(usize, usize) -> Span) {
        let mut run: Option<(usize, usize)> = None;
        let mut space_at: Option<usize> = None;
        let mut at = 0;
        while at < piece.len() {
            let plain = at + plain_len(&piece.as_bytes()[at..]);
            if plain > at {
                self.space(&mut space_at, at, &piece[at..], &mut source_of);
                run = Some((run.map_or(at, |(start, _)| start), plain));
                at = plain;
                continue;
            }
            let Some(character) = piece[at..].chars().next() else {
                break;
            };
            let next = at + character.len_utf8();
            match fold(character) {
                _ if character == '*' => self.flush(&mut run, piece, &mut source_of),
                None => {
                    self.flush(&mut run, piece, &mut source_of);
                    space_at.get_or_insert(at);
                }
                Some(folded) if folded == character => {
                    self.space(&mut space_at, at, &piece[at..], &mut source_of);
                    run = Some((run.map_or(at, |(start, _)| start), next));
                }
                Some(folded) => {
                    let mut buffer = [0; 4];
                    let folded = folded.encode_utf8(&mut buffer);
                    self.flush(&mut run, piece, &mut source_of);
                    self.space(&mut space_at, at, folded, &mut source_of);
                    let span = source_of(at, next);
                    self.segment(span);
                    self.text.push_str(folded);
                }
            }
            at = next;
        }
        self.flush(&mut run, piece, &mut source_of);
    }

    /// Adds the white space that ended at a place as one space, if what stands before and after must
    /// be kept apart.
    fn space(
        &mut self,
        space_at: &mut Option<usize>,
        end: usize,
        after: &str,
        source_of: &mut impl FnMut(usize, usize) -> Span,
    ) {
        let Some(start) = space_at.take() else {
            return;
        };
        let sides = self.text.chars().next_back().zip(after.chars().next());
        if sides.is_some_and(|(before, after)| keeps_apart(before, after)) {
            let span = source_of(start, end);
            self.segment(span);
            self.text.push(' ');
        }
    }

    /// Ends a paragraph. `source` is where its last piece ended.
    pub fn end_paragraph(&mut self, source: u32) {
        self.segment(Span {
            start: source,
            end: source,
        });
        self.text.push('\n');
    }

    /// The folded text and its map.
    pub fn finish(self) -> (String, FoldMap) {
        (self.text, self.map)
    }

    fn flush(
        &mut self,
        run: &mut Option<(usize, usize)>,
        piece: &str,
        source_of: &mut impl FnMut(usize, usize) -> Span,
    ) {
        let Some((start, end)) = run.take() else {
            return;
        };
        let span = source_of(start, end);
        if span.len() == end - start {
            self.segment(span);
        } else {
            // The run is not contiguous in the source (an entity of HTML, a tag in between): map it
            // character by character.
            for (offset, character) in piece[start..end].char_indices() {
                let span = source_of(start + offset, start + offset + character.len_utf8());
                self.segment(span);
                self.text.push(character);
            }
            return;
        }
        self.text.push_str(&piece[start..end]);
    }

    fn segment(&mut self, span: Span) {
        self.map.segments.push(Segment {
            text: self.text.len() as u32,
            source: span.start,
            source_len: span.len() as u32,
        });
    }
}

/// How many bytes at the start of a text are characters that fold to themselves, as nearly all do:
/// unified ideographs and visible ASCII, `*` aside.
fn plain_len(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'*' => break,
            b'!'..=b'~' => at += 1,
            // U+4000 to U+9FFF; the one variant among them goes the long way.
            0xE4..=0xE9 if !bytes[at..].starts_with("査".as_bytes()) => at += 3,
            _ => break,
        }
    }
    at
}

fn keeps_apart(before: char, after: char) -> bool {
    (before.is_ascii_digit() && after.is_ascii_digit())
        || (before.is_ascii_alphabetic() && after.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold_all(source: &str) -> (String, FoldMap) {
        let mut folder = Folder::default();
        folder.push(source, Span::new);
        folder.finish()
    }

    #[test]
    fn every_folded_character_finds_its_source() {
        let source = "（一） 主动公开。2023 年，**共** 12 34 条；AI 技术 app store １７件";
        let (text, map) = fold_all(source);
        assert_eq!(text, "(一)主动公开。2023年,共12 34条;AI技术app store17件");
        for (at, character) in text.char_indices() {
            let span = map.source_span(TextRange::new(at, at + character.len_utf8()));
            let original = &source[span.range()];
            if character != ' ' {
                assert_eq!(
                    original.chars().filter_map(fold).collect::<String>(),
                    character.to_string()
                );
            }
        }
        let at = text.find("共12").unwrap();
        let span = map.source_span(TextRange::new(at, at + "共12".len()));
        assert_eq!(&source[span.range()], "共** 12");
    }
}
