//! Characters that cannot be seen or that turn the text around them, made visible.
//!
//! What a page or a workbook shows of a report must be what the report holds: a control character, a
//! mark that reverses the direction of writing or a character without width would hide something.

use std::borrow::Cow;

/// Whether a character has to be spelled out to be seen. Tabs and line breaks have not.
pub(super) fn is_hidden(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{ad}' // soft hyphen
        | '\u{61c}' // Arabic letter mark
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
        | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}' // no width, marks of direction
        | '\u{2028}'..='\u{202e}' // line and paragraph separators, embeddings, overrides
        | '\u{2060}'..='\u{206f}' // joiners, isolates
        | '\u{fe00}'..='\u{fe0f}' // variants
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        other => other.is_control(),
    }
}

/// How a hidden character is spelled out.
pub(super) fn name(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// The text with hidden characters spelled out.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut output = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_hidden(character) {
            output.push('⟨');
            output.push_str(&name(character));
            output.push('⟩');
        } else {
            output.push(character);
        }
    }
    Cow::Owned(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_spelled_out() {
        assert_eq!(visible("第一行\n\t第二行"), "第一行\n\t第二行");
        assert_eq!(visible("a\0b"), "a⟨U+0000⟩b");
        assert_eq!(visible("\u{202e}x\u{2066}"), "⟨U+202E⟩x⟨U+2066⟩");
        assert_eq!(
            visible("\u{feff}x\u{85}\u{7f}"),
            "⟨U+FEFF⟩x⟨U+0085⟩⟨U+007F⟩"
        );
    }
}
