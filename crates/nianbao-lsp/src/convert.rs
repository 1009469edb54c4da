//! Positions: the one place that turns those of the protocol into offsets and back.
//!
//! All of it goes through the rope of a snapshot, which breaks lines as [`nianbao_core::SourceText`]
//! and the protocol do: at `\n`, `\r\n` and a lone `\r`. What a client sends is clamped as the
//! protocol lays down (past the end of a line is its end, past the last line the end of the text,
//! inside a character is its beginning); nothing a client sends can panic.

use nianbao_core::{SourceText, Span};
use ropey::Rope;
use tower_lsp::ls_types::{Position, PositionEncodingKind, Range};

/// What the `character` of a position counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, what the protocol takes if nothing is agreed on.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The one that is agreed on: `wanted` if the client knows it, else UTF-16 unless the client lists
    /// others alone.
    ///
    /// Every client knows UTF-16, listed or not, and most servers know nothing else. Editors that show
    /// one document to several servers mix their positions up when these count in different units
    /// (Neovim warns of it, and its own functions take the unit of the first server), and some list
    /// encodings that they get wrong. What the others would save is not measurable here: of a finding's
    /// position only its own line is counted.
    pub(crate) fn negotiate(offered: &[PositionEncodingKind], wanted: Option<&str>) -> Self {
        let order = [Self::Utf16, Self::Utf8, Self::Utf32];
        let offers = |encoding: Self| offered.contains(&encoding.kind());
        order
            .into_iter()
            .find(|&it| offers(it) && Some(it.kind().as_str()) == wanted)
            .or_else(|| (wanted == Some("utf-16")).then_some(Self::Utf16))
            .or_else(|| order.into_iter().find(|&it| offers(it)))
            .unwrap_or_default()
    }

    /// The protocol's name for it.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }
}

/// The character (scalar value) of the text that a position of the protocol stands before.
pub(crate) fn char_of(rope: &Rope, encoding: Encoding, position: Position) -> usize {
    let line = position.line as usize;
    let Ok(start) = rope.try_line_to_char(line) else {
        return rope.len_chars();
    };
    let end = line_end(rope, line);
    let units = position.character as usize;
    let found = match encoding {
        Encoding::Utf8 => rope.try_byte_to_char(rope.char_to_byte(start).saturating_add(units)),
        Encoding::Utf16 => {
            rope.try_utf16_cu_to_char(rope.char_to_utf16_cu(start).saturating_add(units))
        }
        Encoding::Utf32 => Ok(start.saturating_add(units)),
    };
    found.map_or(end, |found| found.min(end))
}

/// The character that the break at the end of a line begins with, or the end of the text.
fn line_end(rope: &Rope, line: usize) -> usize {
    if line + 1 >= rope.len_lines() {
        return rope.len_chars();
    }
    let next = rope.line_to_char(line + 1);
    let at = |index: usize| rope.get_char(index);
    match next.checked_sub(1).and_then(at) {
        Some('\n') if next >= 2 && at(next - 2) == Some('\r') => next - 2,
        Some('\n' | '\r') => next - 1,
        _ => next,
    }
}

/// The byte offset of a position of the protocol.
pub(crate) fn offset_of(rope: &Rope, encoding: Encoding, position: Position) -> usize {
    rope.char_to_byte(char_of(rope, encoding, position))
}

/// The position of a byte offset; one past the end counts as the end.
pub(crate) fn position_of(rope: &Rope, encoding: Encoding, offset: usize) -> Position {
    let offset = offset.min(rope.len_bytes());
    let character = rope.byte_to_char(offset);
    let line = rope.char_to_line(character);
    let start = rope.line_to_char(line);
    let units = match encoding {
        Encoding::Utf8 => rope.char_to_byte(character) - rope.char_to_byte(start),
        Encoding::Utf16 => rope.char_to_utf16_cu(character) - rope.char_to_utf16_cu(start),
        Encoding::Utf32 => character - start,
    };
    Position::new(line as u32, units as u32)
}

/// Lines up to this length are counted through, in bytes; longer ones are left to the rope.
const SHORT: usize = 1024;

/// As [`position_of`], from the text itself: several times as fast where lines are short. `None` where
/// the way there is long, or leads into a character.
pub(crate) fn position_in(
    source: &SourceText,
    encoding: Encoding,
    offset: u32,
) -> Option<Position> {
    let line = source.line_of(offset);
    let start = source.line_span(line).start;
    let before = source.as_str().get(start as usize..offset as usize)?;
    if before.len() > SHORT {
        return None;
    }
    let units = match encoding {
        Encoding::Utf8 => before.len(),
        Encoding::Utf16 => before.chars().map(char::len_utf16).sum(),
        Encoding::Utf32 => before.chars().count(),
    };
    Some(Position::new(line, units as u32))
}

/// The range of a span.
pub(crate) fn range_of(rope: &Rope, encoding: Encoding, span: Span) -> Range {
    Range::new(
        position_of(rope, encoding, span.start as usize),
        position_of(rope, encoding, span.end as usize),
    )
}

/// The span of a range; a range whose ends are swapped is read as meant.
pub(crate) fn span_of(rope: &Rope, encoding: Encoding, range: Range) -> Span {
    let start = offset_of(rope, encoding, range.start);
    let end = offset_of(rope, encoding, range.end);
    Span::new(start.min(end), start.max(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn encodings_are_negotiated() {
        use PositionEncodingKind as Kind;
        let all = [Kind::UTF16, Kind::UTF8, Kind::UTF32];
        assert_eq!(Encoding::negotiate(&[], None), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(&all, None), Encoding::Utf16);
        assert_eq!(
            Encoding::negotiate(&[Kind::UTF32, Kind::UTF8], None),
            Encoding::Utf8
        );
        assert_eq!(Encoding::negotiate(&all, Some("utf-8")), Encoding::Utf8);
        assert_eq!(Encoding::negotiate(&[Kind::UTF32], None), Encoding::Utf32);
        assert_eq!(Encoding::negotiate(&all, Some("utf-16")), Encoding::Utf16);
        assert_eq!(Encoding::negotiate(&all, Some("utf-32")), Encoding::Utf32);
        // What the client does not know cannot be forced on it.
        assert_eq!(
            Encoding::negotiate(&[Kind::UTF16], Some("utf-8")),
            Encoding::Utf16
        );
        assert_eq!(
            Encoding::negotiate(&[Kind::new("utf-7")], None),
            Encoding::Utf16
        );
    }

    #[test]
    fn positions_are_clamped() {
        let rope = Rope::from_str("甲𠮷\r\n乙\r丙\n");
        let at =
            |encoding, line, character| offset_of(&rope, encoding, Position::new(line, character));
        // Inside the surrogate pair: before the character; past the line: before its break.
        assert_eq!(at(Encoding::Utf16, 0, 2), 3);
        assert_eq!(at(Encoding::Utf16, 0, 3), 7);
        for encoding in ALL {
            assert_eq!(at(encoding, 0, 99), 7);
            assert_eq!(at(encoding, 0, u32::MAX), 7);
            assert_eq!(at(encoding, 1, 99), 12);
            assert_eq!(at(encoding, 2, 99), 16);
            assert_eq!(at(encoding, 3, 99), 17);
            assert_eq!(at(encoding, u32::MAX, u32::MAX), 17);
        }
        assert_eq!(at(Encoding::Utf8, 0, 4), 3);
        assert_eq!(position_of(&rope, Encoding::Utf16, 99), Position::new(3, 0));
    }

    fn texts() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop::sample::select(vec![
                "甲", "a", "𠮷", "😀", "\r", "\n", "\r\n", "\u{2028}", "\u{85}", "\u{b}", "é",
                "e\u{301}", "|",
            ]),
            0..200,
        )
        .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn an_offset_comes_back_from_its_position(text in texts()) {
            let rope = Rope::from_str(&text);
            let source = SourceText::new(text.as_str()).unwrap();
            for (offset, _) in text.char_indices() {
                let counted = source.position(offset as u32);
                for encoding in ALL {
                    let position = position_of(&rope, encoding, offset);
                    prop_assert_eq!(position_in(&source, encoding, offset as u32), Some(position));
                    prop_assert_eq!(position.line + 1, counted.line);
                    // Between CR and LF is no place: it counts as before both.
                    let inside = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
                    let back = offset_of(&rope, encoding, position);
                    prop_assert_eq!(back, if inside { offset - 1 } else { offset });
                }
                let scalar = position_of(&rope, Encoding::Utf32, offset);
                prop_assert_eq!(scalar.character + 1, counted.column);
            }
        }
    }
}
